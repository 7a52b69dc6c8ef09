"""A returns form goes out, is filled in, and matches row for row when it comes back."""

from __future__ import annotations

import re
import zipfile
from datetime import date
from pathlib import Path

import pytest

from liling_desk.importing.columns import guess_columns
from liling_desk.importing.preview import Preview, make_preview
from liling_desk.importing.reading_files import read_file
from liling_desk.importing.table import find_table
from liling_desk.ledger import edits
from liling_desk.ledger.commitment import Commitment
from liling_desk.ledger.errors import FileUnusable, UsageError
from liling_desk.ledger.filters import LedgerFilter, SortOrder
from liling_desk.ledger.returns import Return
from liling_desk.ledger.status import Colour, Status
from liling_desk.open_ledger import OpenLedger
from liling_desk.reporting.form_files import file_names, write_forms

DAY = date(2021, 6, 30)
PERIOD = "2021-06"
UNIT = "市教育局"


@pytest.fixture
def ledger(starter_ledger: OpenLedger) -> OpenLedger:
    """Five items of one unit, with everything that may stand in a form."""
    for code in ("LL-001", "LL-002", "LL-062", "LL-063", "LL-004"):
        starter_ledger.apply(edits.assign(starter_ledger.get(code), UNIT))
    for report in (
        Return(key="a", commitment="LL-062", period="2021-05", reported_on=date(2021, 5, 31), unit=UNIT,
               progress="=已引进\n12 人", value=12.5, claimed_status=Status.IN_PROGRESS),
        Return(key="b", commitment="LL-062", period=PERIOD, reported_on=DAY, unit=UNIT, progress="- 已引进 30 人",
               difficulties="'=缺编制", value=30, claimed_status=Status.IN_PROGRESS),
        Return(key="c", commitment="LL-001", period=PERIOD, reported_on=DAY, unit=None, progress="已完成",
               claimed_status=Status.DONE),
    ):  # fmt: skip
        starter_ledger.apply(edits.add_return(report, starter_ledger.get(report.commitment)))
    starter_ledger.apply(edits.return_for_correction(starter_ledger.returns("LL-001")[0], starter_ledger.get("LL-001"), "没有依据", DAY))  # fmt: skip
    starter_ledger.apply(
        edits.extend(starter_ledger.get("LL-062"), date(2022, 3, 31), "疫情", "醴政办函〔2022〕3号", DAY)
    )
    starter_ledger.apply(edits.read_by_hand(starter_ledger.get("LL-004"), date(2021, 12, 20)))
    starter_ledger.apply(
        edits.set_light(starter_ledger.get("LL-002"), Colour.RED, "点名", date(2021, 12, 1), DAY, "王")
    )
    return starter_ledger


def written(ledger: OpenLedger, folder: Path) -> Path:
    standings = ledger.find(LedgerFilter(), SortOrder(by="code"), DAY)
    made = write_forms(folder, standings, ledger.snapshot().returns, PERIOD)
    assert (list(made.files), made.items, made.unassigned) == ([UNIT], 5, 88)
    return made.files[UNIT]


def seen(path: Path, ledger: OpenLedger, period: str | None = None) -> Preview:
    table = find_table(read_file(path))
    columns = guess_columns(table.headers, (), table.sample())
    assert not columns.doubtful
    return make_preview(table, columns, ledger.snapshot(), period=period, today=date(2021, 7, 3))


def filled_in(path: Path, cells: dict[str, str], to: Path) -> Path:
    """The form with texts typed into cells, as a spreadsheet saves them."""
    with zipfile.ZipFile(path) as book, zipfile.ZipFile(to, "w") as copy:
        for name in book.namelist():
            content = book.read(name)
            if name == "xl/worksheets/sheet1.xml":
                text = content.decode()
                for cell, typed in cells.items():
                    typed_cell = rf'<c r="{cell}"\1 t="inlineStr"><is><t>{typed}</t></is></c>'
                    text, found = re.subn(rf'<c r="{cell}"( s="\d+")(?:/>| t="s"><v>\d+</v></c>)', typed_cell, text)
                    assert found == 1
                content = text.encode()
            copy.writestr(name, content)
    return to


@pytest.mark.parametrize("period", [PERIOD, None])
def test_an_unchanged_form_is_no_news(ledger: OpenLedger, tmp_path: Path, period: str | None) -> None:
    preview = seen(written(ledger, tmp_path / "forms"), ledger, period)
    assert (preview.changes, preview.problems, preview.same, preview.period) == ((), (), 5, PERIOD)


def test_one_value_changed_is_exactly_that_change(ledger: OpenLedger, tmp_path: Path) -> None:
    form = written(ledger, tmp_path / "forms")
    preview = seen(filled_in(form, {"J8": "35人"}, tmp_path / "六月.xlsx"), ledger)
    (change,) = preview.changes
    assert (change.row, change.commitment, change.field, change.before, change.after) == (8, "LL-062", "value", 30, 35)
    assert change.column == "累计完成值" and preview.problems == ()
    ledger.apply_import(preview.changes_for({change.key}), preview.facts)
    assert [each.value for each in ledger.returns("LL-062")] == [35, 12.5]
    assert seen(tmp_path / "六月.xlsx", ledger).changes == ()


def test_a_new_return_is_of_the_unit_and_period_of_the_form(ledger: OpenLedger, tmp_path: Path) -> None:
    form = written(ledger, tmp_path / "forms")
    # Sent under another name, and read without being told the period.
    preview = seen(filled_in(form, {"H9": "已开工", "K9": "已完成"}, tmp_path / "报表.xlsx"), ledger)
    assert [(each.row, each.field, each.after) for each in preview.changes] == [
        (9, "progress", "已开工"), (9, "claimed_status", "done"), (9, "status", "submitted"),
    ]  # fmt: skip
    ledger.apply_import(preview.changes_for(preview.safe_cells()), preview.facts)
    (report,) = ledger.returns("LL-063")
    assert (report.unit, report.period, report.reported_on) == (UNIT, PERIOD, DAY)


def test_the_answer_to_a_return_that_was_sent_back_is_a_return_of_its_own(ledger: OpenLedger, tmp_path: Path) -> None:
    form = written(ledger, tmp_path / "forms")
    preview = seen(filled_in(form, {"H5": "已完成，附验收单"}, tmp_path / "再报.xlsx"), ledger)
    assert preview.problems == () and {change.commitment for change in preview.changes} == {"LL-001"}
    ledger.apply_import(preview.changes_for(preview.safe_cells()), preview.facts)
    again = ledger.returns("LL-001")
    assert sorted((each.progress, each.sent_back_on is None) for each in again) == [
        ("已完成", False), ("已完成，附验收单", True),
    ]  # fmt: skip
    assert ledger.get("LL-001").status is Status.SUBMITTED
    assert seen(tmp_path / "再报.xlsx", ledger).changes == ()


def test_only_what_is_to_be_filled_in_can_be_written(ledger: OpenLedger, tmp_path: Path) -> None:
    with zipfile.ZipFile(written(ledger, tmp_path / "forms")) as book:
        sheet, styles = (book.read(f"xl/{name}.xml").decode() for name in ("worksheets/sheet1", "styles"))
        names = book.read("xl/workbook.xml").decode()
    assert "<sheetProtection " in sheet and 'state="frozen"' in sheet and 'orientation="landscape"' in sheet
    assert 'type="list"' in sheet and "推进中,已完成,未启动,暂缓,终止" in sheet
    assert "_xlnm.Print_Titles" in names and "$4:$4" in names
    unlocked = [
        place
        for place, xf in enumerate(re.findall(r"<xf [^>]*?(?:/>|>.*?</xf>)", styles.split("<cellXfs")[1]))
        if 'locked="0"' in xf
    ]
    style = {cell: int(number) for cell, number in re.findall(r'<c r="([A-Z]+8)" s="(\d+)"', sheet)}
    assert {cell for cell, number in style.items() if number in unlocked} == {"H8", "I8", "J8", "K8"}


def test_what_nobody_is_asked_about_stands_in_no_form(ledger: OpenLedger, tmp_path: Path) -> None:
    ledger.apply(edits.tick_off(ledger.get("LL-002"), "文号", DAY, "王"))
    ledger.apply(edits.delete(ledger.get("LL-063")))
    standings = ledger.find(LedgerFilter(), SortOrder(by="code"), DAY)
    made = write_forms(tmp_path / "forms", standings, ledger.snapshot().returns, PERIOD)
    assert (made.items, len(find_table(read_file(made.files[UNIT])).rows)) == (3, 3)


def test_all_forms_or_none(ledger: OpenLedger, tmp_path: Path) -> None:
    ledger.apply(edits.assign(ledger.get("LL-010"), "市水利局"))
    standings = ledger.find(LedgerFilter(), SortOrder(by="code"), DAY)
    folder = tmp_path / "forms"
    folder.mkdir()
    filled = folder / f"市水利局-{PERIOD}-报送表.xlsx"
    filled.write_bytes(b"filled in by hand")
    with pytest.raises(FileUnusable, match="市水利局"):
        write_forms(folder, standings, ledger.snapshot().returns, PERIOD)
    assert list(folder.iterdir()) == [filled] and filled.read_bytes() == b"filled in by hand"
    with pytest.raises(FileUnusable, match="上一级"):
        write_forms(tmp_path / "none" / "forms", standings, {}, PERIOD)
    with pytest.raises(UsageError):
        write_forms(tmp_path / "other", standings, {}, "2021-13")
    assert not (tmp_path / "other").exists()


def test_file_names_that_every_system_takes() -> None:
    units = ["市教育局", "a/b:c", "A b c", "CON", "..", "很长的单位名" * 30, "\u202e局"]
    names = list(file_names(units, PERIOD).values())
    assert names[:5] == [
        f"{stem}-{PERIOD}-报送表.xlsx" for stem in ("市教育局", "a b c", "A b c-2", "CON_", "单位")
    ]  # fmt: skip
    assert all(len(name.encode()) < 200 for name in names) and names[6].startswith("局-")


def test_an_item_whose_words_look_like_formulas(tmp_path: Path) -> None:
    ledger = OpenLedger.create(tmp_path / "a.db", "王")
    for number, title in enumerate(("=1+1", "+86", "-减", "@某", "'=1", "'普通")):
        ledger.apply(edits.create(Commitment(code=f"X-{number}", title=title, lead_unit="=单位")))
    standings = ledger.find(LedgerFilter(), SortOrder(by="code"), DAY)
    made = write_forms(tmp_path / "forms", standings, {}, PERIOD)
    preview = seen(made.files["=单位"], ledger)
    assert (preview.changes, preview.problems, preview.same) == ((), (), 6)
    ledger.close()
