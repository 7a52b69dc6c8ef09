"""Previews applied to a real ledger: samples, the same file again, blanks, a ledger filled from its own export."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from liling_desk import places, starter
from liling_desk.importing.columns import guess_columns
from liling_desk.importing.csv_sheet import read_csv
from liling_desk.importing.preview import Preview, make_preview
from liling_desk.importing.rejects import problems_csv, write_problems
from liling_desk.importing.table import find_table
from liling_desk.ledger import edits
from liling_desk.ledger.changes import together
from liling_desk.ledger.errors import FileUnusable
from liling_desk.open_ledger import OpenLedger
from liling_desk.reporting.export import write_ledger
from liling_desk.translations import CHINESE, Translator

SAMPLES = ("示例-责任分工.csv", "示例-2021年5月进展报送.csv", "示例-2021年6月进展报送.csv")
TODAY = date(2021, 7, 5)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[OpenLedger]:
    opened = OpenLedger.create(tmp_path / "a.ledger", "测试")
    starter.found(opened)
    yield opened
    opened.close()


def see(ledger: OpenLedger, path: Path, today: date = TODAY) -> Preview:
    table = find_table(read_csv(path))
    columns = guess_columns(table.headers, (), table.sample())
    return make_preview(table, columns, ledger.snapshot(), today=today)


def take(ledger: OpenLedger, path: Path, everything: bool = True, today: date = TODAY) -> Preview:
    seen = see(ledger, path, today)
    ledger.apply_import(seen.changes_for(seen.all_cells() if everything else seen.safe_cells()), seen.facts)
    return seen


def test_samples_one_after_the_other(ledger: OpenLedger) -> None:
    founding = {code: item.but(version=0) for code, item in ledger.snapshot().commitments.items()}
    for name in SAMPLES:
        path = places.resource("samples", name)
        seen = take(ledger, path, everything=False)
        for change in seen.changes:
            if change.field in ("lead_unit", "status"):
                assert getattr(ledger.get(change.commitment), change.field) == change.after
        for today in (TODAY, date(2022, 1, 1)):
            again = see(ledger, path, today)
            assert not again.changes
            assert again.problems == seen.problems
    assert all(item.lead_unit for item in ledger.snapshot().commitments.values())
    assert [problem.code for problem in seen.problems] == ["LL-031", "LL-103", "LL-076"]
    assert ledger.returns("LL-031")[0].progress
    assert ledger.returns("LL-031")[0].value is None
    assert [batch.number for batch in ledger.batches()] == [3, 2, 1]
    for number in (3, 2, 1):
        assert not ledger.undo_batch(number).kept
    now = ledger.snapshot()
    assert {code: item.but(version=0) for code, item in now.commitments.items()} == founding
    assert not any(now.returns.values())


def test_export_fills_an_empty_ledger_again(ledger: OpenLedger, tmp_path: Path) -> None:
    take(ledger, places.resource("samples", SAMPLES[0]))
    ledger.apply(edits.tick_off(ledger.get("LL-002"), "验收文号", date(2021, 6, 1), "督查室"))
    ledger.apply(edits.revise(ledger.get("LL-003"), detail="=1+1", note="'引号'"))
    out = tmp_path / "export.csv"
    write_ledger(ledger.snapshot(), out, Translator(CHINESE))
    assert not see(ledger, out).changes
    other = OpenLedger.create(tmp_path / "b.ledger", "测试")
    seen = take(other, out, everything=False)
    assert (seen.added, len(seen.problems)) == (93, 0)
    for code, item in ledger.snapshot().commitments.items():
        wanted = item.but(source=None, version=0)
        if code == "LL-002":
            wanted = wanted.but(status="submitted", done_on=None, done_by=None, done_basis=None)
        assert other.get(code).but(version=0) == wanted
    claim = other.returns("LL-002")[0]
    assert (claim.progress, claim.reported_on, claim.claimed_status) == ("验收文号", date(2021, 6, 1), "done")
    assert not see(other, out).changes
    other.close()


_text = st.text(st.characters(codec="gb18030", exclude_categories=("Cs", "Cn")), max_size=8)
_row = st.tuples(
    st.sampled_from(["LL-001", "LL-029", "LL-083", "LL-200", ""]),
    st.one_of(st.just(""), _text),
    st.sampled_from(["", "市教育局", "新局、市教育局"]),
    st.one_of(st.just(""), _text),
    st.sampled_from(["", "12", "1.5", "约三"]),
    st.sampled_from(["", "已完成", "推进中", "不知道"]),
    st.sampled_from(["", "2021-12-31", "年底", "2021-13-40"]),
)


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(rows=st.lists(_row, min_size=1, max_size=6), named=st.sampled_from(["file.csv", "2021年6月.csv"]))
def test_same_file_again_changes_nothing_and_blanks_erase_nothing(
    tmp_path: Path, rows: list[tuple[str, ...]], named: str
) -> None:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([("编号", "事项名称", "责任单位", "进展情况", "完成值", "自评状态", "完成时限"), *rows])
    path = tmp_path / named
    path.write_bytes(out.getvalue().replace("\0", "").encode("utf-8-sig"))
    file = tmp_path / "a.ledger"
    for leftover in tmp_path.glob("a.ledger*"):
        leftover.unlink()
    ledger = OpenLedger.create(file, "测试")
    items = [
        item
        for item in (each.but(source=None) for each in starter.starter_commitments(""))
        if item.code in ("LL-001", "LL-029", "LL-083")
    ]
    ledger.apply(together("create", map(edits.create, items)))
    try:
        before = ledger.snapshot().commitments
        try:
            take(ledger, path)
        except FileUnusable:
            return
        again = see(ledger, path, date(2022, 3, 1))
        assert not again.changes
        for code, item in before.items():
            now = ledger.get(code)
            for name in ("title", "detail", "role", "note", "section", "reference_date", "indicator"):
                assert not getattr(item, name) or getattr(now, name)
    finally:
        ledger.close()


def test_rejected_rows_go_back_with_the_reason(ledger: OpenLedger, tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_text("编号,进展情况,完成值,附注\nLL-001,好,1,甲\nLL-029,'=1+1,很多,-乙\n", encoding="utf-8")
    table = find_table(read_csv(path))
    columns = guess_columns(table.headers)
    seen = make_preview(table, columns, ledger.snapshot(), today=TODAY)
    rows = list(csv.reader(io.StringIO(problems_csv(seen, table, Translator(CHINESE)))))
    assert rows[0] == ["编号", "进展情况", "完成值", "附注", "问题"]
    assert rows[1][:4] == ["LL-029", "'=1+1", "很多", "'-乙"]
    assert "读不出数字" in rows[1][4]
    assert len(rows) == 2
    out = tmp_path / "问题.csv"
    write_problems(out, seen, table, Translator(CHINESE))
    assert out.read_bytes().startswith(b"\xef\xbb\xbf")
    with pytest.raises(FileUnusable):
        write_problems(tmp_path / "no" / "x.csv", seen, table, Translator(CHINESE))
    assert {each.name for each in tmp_path.iterdir() if "问题" in each.name} == {"问题.csv"}
