"""Small awkward files: each is read as tests/samples/expected says, writes nothing unasked, and is taken back whole."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from liling_desk.cli import as_json
from liling_desk.importing.columns import guess_columns
from liling_desk.importing.preview import Preview, make_preview
from liling_desk.importing.reading_files import read_file
from liling_desk.importing.table import Table, find_table
from liling_desk.ledger import edits
from liling_desk.ledger.changes import together
from liling_desk.ledger.commitment import Commitment, Unit
from liling_desk.ledger.deadline import read_deadline
from liling_desk.ledger.errors import LedgerError
from liling_desk.ledger.filters import LedgerFilter, SortOrder
from liling_desk.ledger.indicator import Indicator
from liling_desk.ledger.returns import Return
from liling_desk.ledger.status import Status
from liling_desk.open_ledger import OpenLedger
from liling_desk.translations import CHINESE, Translator

HERE = Path(__file__).resolve().parent
EXPECTED = sorted((HERE / "expected").glob("*.json"))
TODAY = date(2021, 7, 5)
START = date(2021, 1, 1)


def fill(ledger: OpenLedger) -> None:
    """The ledger that every sample meets."""
    for unit in (Unit(name="市教育局", aliases=("教体局",)), *(Unit(name=name) for name in (
        "市水利局", "市林业局", "市交通运输局", "市发展和改革局", "市农业农村局"
    ))):  # fmt: skip
        ledger.apply(edits.add_unit(unit))
    items = (
        Commitment(code="LL-001", title="106国道醴陵段升级改造", lead_unit="市交通运输局",
                   indicator=Indicator(metric="里程", target=12, unit="公里")),
        Commitment(code="LL-002", title="新建公办幼儿园", lead_unit="市教育局", reference_date=START,
                   deadline=read_deadline("2021年12月底前", START),
                   indicator=Indicator(metric="学位", target=1200, unit="个")),
        Commitment(code="LL-003", title="农村生活垃圾分类", lead_unit="市农业农村局",
                   indicator=Indicator(metric="覆盖率", target=100, unit="%")),
        Commitment(code="LL-004", title="引进高层次人才", note="旧备注",
                   indicator=Indicator(metric="人才", target=30, unit="人")),
        Commitment(code="LL-005", title="扩大工业投资", lead_unit="市发展和改革局",
                   indicator=Indicator(metric="投资", target=50, unit="亿元")),
        Commitment(code="LL-006", title="推进户籍制度改革", lead_unit="市公安局", detail="放开落户",
                   assigned_deadline=date(2021, 9, 30), status=Status.DONE, done_on=date(2021, 5, 20),
                   done_by="王", done_basis="醴政办〔2021〕9号"),
        Commitment(code="LL-007", title="已删的事项", deleted=True),
        Commitment(code="LL-008", title="疫情常态化防控", reference_date=START,
                   deadline=read_deadline("长期", START)),
    )  # fmt: skip
    ledger.apply(together("create", map(edits.create, items)))
    report = Return(key="may", commitment="LL-002", period="2021-05", reported_on=date(2021, 5, 31), unit="市教育局",
                    progress="主体施工", value=300, claimed_status=Status.IN_PROGRESS)  # fmt: skip
    ledger.apply(edits.add_return(report, ledger.get("LL-002")))


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed ledger to copy."""
    path = tmp_path_factory.mktemp("samples") / "台账.db"
    ledger = OpenLedger.create(path, "王")
    fill(ledger)
    ledger.close()
    return path


@pytest.fixture
def ledger(template: Path, tmp_path: Path) -> Any:
    """A ledger of the test's own."""
    path = tmp_path / "台账.db"
    path.write_bytes(template.read_bytes())
    opened = OpenLedger.open(path, "王")
    yield opened
    opened.close()


@dataclass(frozen=True)
class Sample:
    """A file with what is expected of it."""

    path: Path
    expected: dict[str, Any]

    def table(self) -> Table:
        """Read as asked for."""
        asked = self.expected.get("asked", {})
        return find_table(read_file(self.path, encoding=asked.get("encoding"), sheet=asked.get("sheet")))

    def preview(self, ledger: OpenLedger) -> Preview:
        """Compared with the ledger."""
        table = self.table()
        columns = guess_columns(table.headers, (), table.sample())
        period = self.expected.get("asked", {}).get("period")
        return make_preview(table, columns, ledger.snapshot(), period=period, today=TODAY)


def samples() -> list[Any]:
    """All of them, by name."""
    found = [(path.stem, json.loads(path.read_text(encoding="utf-8"))) for path in EXPECTED]
    return [pytest.param(Sample(HERE / "files" / name, told), id=name) for name, told in found]


def listed(ledger: OpenLedger) -> list[dict[str, Any]]:
    """`list --json` without versions."""
    tr = Translator(CHINESE)
    found = ledger.find(LedgerFilter(), SortOrder(by="code"), TODAY)
    return [{**as_json.item(standing, tr), "version": 0} for standing in found]


def dumped(ledger: OpenLedger) -> str:
    """All that the file holds, as SQL."""
    with closing(sqlite3.connect(ledger.path)) as connection:
        return "\n".join(connection.iterdump())


def as_read(sample: Sample, ledger: OpenLedger) -> dict[str, Any]:
    """What came of a sample, in the words of the expectations."""
    table, preview = sample.table(), sample.preview(ledger)
    sheet = table.sheet
    columns = guess_columns(table.headers, (), table.sample())
    return {
        "encoding": sheet.encoding,
        "delimiter": sheet.delimiter,
        "sheet": sheet.sheet,
        "header_rows": list(preview.header_rows),
        "rows": {str(row.number): [cell.strip() for cell in row.cells] for row in table.rows},
        "columns": dict(preview.columns),
        "ignored": list(preview.ignored_columns),
        "doubtful": sorted(columns.doubtful),
        "period": preview.period,
        "counts": [preview.added, preview.changed, preview.same, preview.returns],
        "changes": [
            [each.row, each.commitment, each.field, each.before_text, each.after_text, each.safety]
            for each in preview.changes
        ],
        "problems": [[each.row, each.column, each.value, str(each.why)] for each in preview.problems],
        "notes": [str(each) for each in preview.notes],
    }


@pytest.mark.parametrize("sample", samples())
def test_a_sample_is_read_as_expected(sample: Sample, ledger: OpenLedger) -> None:
    expected = sample.expected
    if "error" in expected:
        with pytest.raises(LedgerError) as caught:
            sample.preview(ledger)
        problem = caught.value
        assert {"what": str(problem.what), "row": problem.where.row} == expected["error"]
        assert problem.where.file == sample.path.name and str(problem.remedy)
        return
    found = as_read(sample, ledger)
    assert found == {name: expected[name] for name in found}


@pytest.mark.parametrize("sample", samples())
def test_a_sample_writes_nothing_unasked_and_is_taken_back_whole(sample: Sample, ledger: OpenLedger) -> None:
    before, content = listed(ledger), dumped(ledger)
    try:
        preview = sample.preview(ledger)
    except LedgerError:
        assert (listed(ledger), dumped(ledger)) == (before, content)
        return
    preview.changes_for(preview.all_cells())
    assert (listed(ledger), dumped(ledger)) == (before, content)
    applied = ledger.apply_import(preview.changes_for(preview.all_cells()), preview.facts)
    assert bool(applied.seq) == bool(preview.changes)
    if not applied.seq:
        assert dumped(ledger) == content
        return
    after = listed(ledger)
    again = sample.preview(ledger)
    assert [each for each in again.changes if again.changes_for({each.key})] == []
    assert ledger.undo_batch(applied.batch or 0).kept == ()
    assert listed(ledger) == before
    ledger.redo()
    assert listed(ledger) == after and ledger.check()["ok"]


def test_every_file_has_its_expectation_and_comes_from_the_script() -> None:
    import importlib.util

    spec = importlib.util.spec_from_file_location("make", HERE / "make.py")
    assert spec is not None and spec.loader is not None
    make = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(make)
    made = make.samples()
    assert set(made) == {path.name for path in (HERE / "files").iterdir()} == {path.stem for path in EXPECTED}
    assert len(made) >= 40
    for name, content in made.items():
        kept = (HERE / "files" / name).read_bytes()
        assert kept == content or content.startswith((b"PK", b"\xd0\xcf")), (
            name
        )  # another XlsxWriter or xlwt may pack otherwise
