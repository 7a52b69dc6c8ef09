"""Files that were cut, damaged, re-encoded or re-arranged: a clear message or a right preview, never half a ledger."""

from __future__ import annotations

import csv
import random
import shutil
import tempfile
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from liling_desk import places
from liling_desk.importing.columns import guess_columns
from liling_desk.importing.preview import Preview, make_preview
from liling_desk.importing.reading_files import read_file
from liling_desk.importing.table import find_table
from liling_desk.ledger import edits
from liling_desk.ledger.changes import together
from liling_desk.ledger.commitment import Commitment
from liling_desk.ledger.errors import LedgerError
from liling_desk.ledger.indicator import Indicator
from liling_desk.open_ledger import OpenLedger
from liling_desk.reporting.export import write_ledger
from liling_desk.translations import CHINESE, Translator
from tests.importing.mutating import MUTATING

TODAY = date(2021, 7, 5)
MUTATIONS = 300


def see(path: Path, ledger: OpenLedger) -> Preview:
    table = find_table(read_file(path))
    columns = guess_columns(table.headers, ledger.profiles(), table.sample())
    return make_preview(table, columns, ledger.snapshot(), today=TODAY)


@pytest.fixture(scope="module")
def good_files(tmp_path_factory: pytest.TempPathFactory, starter_template: Path) -> list[tuple[str, bytes]]:
    """Sound files of several kinds."""
    folder = tmp_path_factory.mktemp("good")
    samples = sorted(places.resource("samples", "示例-责任分工.csv").parent.glob("*.csv"))
    good = [(path.name, path.read_bytes()) for path in samples]
    for name, content in list(good):
        try:
            content.decode("utf-8")
        except UnicodeDecodeError:
            good.append((name, content.decode("gb18030").encode("utf-8")))
    with xlsxwriter.Workbook(str(folder / "六月.xlsx")) as book:
        sheet = book.add_worksheet("报送")
        sheet.merge_range("A1:D1", "2021年6月进展报送")
        sheet.write_row(1, 0, ["编号", "事项名称", "进展情况", "完成值", "自报状态", "完成时限"])
        for row in range(2, 12):
            sheet.write_row(row, 0, [f"LL-{row:03}", f"事项{row}", "已开工", row * 1.5, "推进中", "2021年底"])
        sheet.merge_range("C5:C7", "一并推进")
    good.append(("六月.xlsx", (folder / "六月.xlsx").read_bytes()))
    ledger = OpenLedger.open(Path(shutil.copy(starter_template, folder / "a.db")), "王")
    for ending in (".csv", ".xlsx"):
        write_ledger(ledger.snapshot(), folder / f"全部{ending}", Translator(CHINESE))
        good.append((f"全部{ending}", (folder / f"全部{ending}").read_bytes()))
    ledger.close()
    return good


def listed(ledger: OpenLedger) -> dict[str, object]:
    snapshot = ledger.snapshot()
    return {
        "items": {code: item.model_dump(exclude={"version"}) for code, item in snapshot.commitments.items()},
        "returns": snapshot.returns,
        "units": set(snapshot.units),
    }


@pytest.mark.parametrize("part", range(6))
def test_a_mutated_file_is_refused_or_read_never_half_written(
    part: int, good_files: list[tuple[str, bytes]], starter_ledger: OpenLedger, tmp_path: Path
) -> None:
    before, entries, applied_some, read = listed(starter_ledger), starter_ledger.entry_count, 0, 0
    for number in range(part * MUTATIONS // 6, (part + 1) * MUTATIONS // 6):
        chance = random.Random(20210630 + number)
        name, content = chance.choice(good_files)
        for _ in range(chance.choice((1, 1, 2))):
            content = MUTATING[number % len(MUTATING)](chance, content) or b"\0"
        path = tmp_path / f"{number}-{name}"
        path.write_bytes(content)
        try:
            preview = see(path, starter_ledger)
        except LedgerError as problem:
            assert str(problem.what) and str(problem.remedy) and problem.where.file in (path.name, None), number
            continue
        read += 1
        assert starter_ledger.entry_count == entries, number
        if number % 5:
            continue  # writing takes longer than looking
        applied = starter_ledger.apply_import(preview.changes_for(preview.all_cells()), preview.facts)
        if applied.seq:
            applied_some += 1
            assert starter_ledger.undo_batch(applied.batch or 0).kept == (), number
            entries = starter_ledger.entry_count
        assert listed(starter_ledger) == before, number
    assert read > 5 and applied_some, "mutations that nothing can read show nothing"
    assert starter_ledger.check()["ok"]


def test_columns_in_another_order_say_the_same(starter_ledger: OpenLedger, tmp_path: Path) -> None:
    rows = [["编号", "进展情况", "完成值", "自报状态", "报送日期"]]
    rows += [[f"LL-{n:03}", f"进展{n}", str(n), "推进中", "2021-06-30"] for n in range(60, 70)]
    chance, seen = random.Random(1), []
    for number in range(6):
        order = chance.sample(range(5), 5)
        path = tmp_path / f"{number}.csv"
        path.write_text("\n".join(",".join(row[place] for place in order) for row in rows), encoding="utf-8")
        preview = see(path, starter_ledger)
        seen.append({(each.row, each.field, each.commitment, str(each.after)) for each in preview.changes})
        seen[-1] |= {(each.row, each.field, each.code, str(each.why)) for each in preview.problems}
    assert seen[0] and all(each == seen[0] for each in seen)


# --- random ledgers and files: apply, undo, apply ---------------------------------------------------------------

TITLES = ("修路", "建校", "引才", "植树", "清淤", "改厕")
words = st.sampled_from(["", "已开工", "=1+1", "- 一\n- 二", "无", "征地受阻，需协调", "/"])
cells = {
    "编号": st.sampled_from(["LL-001", "LL-002", "LL-003", "LL-9", "", "BX-7"]),
    "事项名称": st.sampled_from([*TITLES, "", "新事项", "一、修路"]),
    "牵头单位": st.sampled_from(["", "市教育局", "市水利局、市林业局", "教体局", "新单位"]),
    "完成时限": st.sampled_from(["", "2021年底", "长期", "2021-02-30", "44561", "适时"]),
    "进展情况": words,
    "存在困难": words,
    "完成值": st.sampled_from(["", "12", "12.5", "很多", "1,200", "３０", "50%"]),
    "自报状态": st.sampled_from(["", "已完成", "推进中", "完成 2016-3-7", "怪词", "暂缓"]),
    "报送日期": st.sampled_from(["", "2021-06-30", "6月25日", "2021/7/1"]),
    "备注": words,
}
files = st.lists(st.sampled_from(sorted(cells)), min_size=2, max_size=8, unique=True).flatmap(
    lambda heads: st.lists(st.tuples(*(cells[head] for head in heads)), min_size=1, max_size=6).map(
        lambda rows: [tuple(heads), *rows]
    )
)
items = st.lists(
    st.builds(
        lambda title, unit, measured, note: (title, unit, measured, note),
        st.sampled_from(TITLES), st.sampled_from([None, "市教育局"]), st.booleans(), words,
    ),
    min_size=1, max_size=3,
)  # fmt: skip


@pytest.fixture(scope="module")
def empty_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "a.db"
    OpenLedger.create(path, "王").close()
    return path


def tells_items_apart(made: list[tuple[str, str | None, bool, str]], rows: list[tuple[str, ...]]) -> bool:
    """Each code has one title and each title one code, in the ledger and the file together.

    Where a file calls two items by one name, what was asked about at first may be clear once a part of it is written.
    """
    told = {(f"LL-{number:03}", title) for number, (title, *_) in enumerate(made, 1)}
    heads = rows[0]
    if {"编号", "事项名称"} <= set(heads):
        for row in rows[1:]:
            code, title = row[heads.index("编号")], row[heads.index("事项名称")]
            if code and title:
                told.add((code, title.removeprefix("一、")))
    return len(told) == len({code for code, _ in told}) == len({title for _, title in told})


@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(made=items, rows=files, period=st.sampled_from([None, "2021-06"]), everything=st.booleans())
def test_apply_undo_apply(
    made: list[tuple[str, str | None, bool, str]], rows: list[tuple[str, ...]], period: str | None, everything: bool,
    empty_ledger: Path, tmp_path: Path,
) -> None:  # fmt: skip
    folder = Path(tempfile.mkdtemp(dir=tmp_path))
    ledger = OpenLedger.open(Path(shutil.copy(empty_ledger, folder / "a.db")), "王")
    ledger.apply(together("create", [
        edits.create(Commitment(code=f"LL-{number:03}", title=title, lead_unit=unit, note=note,
                     indicator=Indicator(metric="数", target=10, unit="人") if measured else None))
        for number, (title, unit, measured, note) in enumerate(made, 1)
    ]))  # fmt: skip
    path = folder / "报送.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)

    def look() -> Preview:
        table = find_table(read_file(path))
        columns = guess_columns(table.headers, (), table.sample())
        return make_preview(table, columns, ledger.snapshot(), period=period, today=TODAY)

    def accepted(preview: Preview) -> frozenset[tuple[int, str]]:
        return preview.all_cells() if everything else preview.safe_cells()

    before, entries = listed(ledger), ledger.entry_count
    try:
        preview = look()
    except LedgerError:
        assert listed(ledger) == before
        ledger.close()
        return
    assert (listed(ledger), ledger.entry_count) == (before, entries)
    first = ledger.apply_import(preview.changes_for(accepted(preview)), preview.facts)
    after = listed(ledger)
    if first.seq:
        again = look()
        if tells_items_apart(made, rows):
            assert not again.changes_for(accepted(again) if everything else again.safe_cells())
        assert ledger.undo_batch(first.batch or 0).kept == ()
        assert listed(ledger) == before
        ledger.redo()
        assert listed(ledger) == after
    else:
        assert after == before
    assert ledger.check()["ok"]
    ledger.close()
