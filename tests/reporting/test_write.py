"""Files are written whole or not at all, and each ending holds what the report says."""

from __future__ import annotations

import csv
import errno
import io
import os
import zipfile
from datetime import date
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from liling_desk.ledger.commitment import Commitment
from liling_desk.ledger.errors import FileUnusable, UsageError
from liling_desk.ledger.snapshot import Snapshot
from liling_desk.ledger.standing import Standing, standing_of
from liling_desk.reporting.csv_table import guarded
from liling_desk.reporting.excel_book import sheet_name
from liling_desk.reporting.export import write_ledger
from liling_desk.reporting.kinds import LedgerFacts, Material, ReportOptions, make_report
from liling_desk.reporting.report import BurnDownPlot, Charts, Report, Table
from liling_desk.reporting.write import write_report
from liling_desk.translations import Translator

AS_OF = date(2021, 12, 15)


@pytest.fixture
def report(worked_rows: list[Standing], facts: LedgerFacts, chinese: Translator) -> Report:
    return make_report("status", Material(worked_rows, facts), ReportOptions(AS_OF), chinese)


def sheets(path: Path) -> dict[str, list[list[object]]]:
    book = CalamineWorkbook.from_path(str(path))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def records(path: Path) -> list[dict[str, str]]:
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    return [*csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))]


@pytest.mark.parametrize("ending", [".pdf", ".xlsx", ".csv", ".docx", ".PDF"])
def test_each_ending_makes_one_file_and_nothing_else(report: Report, tmp_path: Path, ending: str) -> None:
    write_report(report, tmp_path / f"报表{ending}")
    assert [path.name for path in tmp_path.iterdir()] == [f"报表{ending}"]


@pytest.mark.parametrize("name", ["a.doc", "a", "a.pdf.bak"])
def test_another_ending_is_refused_and_leaves_nothing(report: Report, tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match=r"\.pdf \.xlsx \.csv"):
        write_report(report, tmp_path / name)
    assert not [*tmp_path.iterdir()]


def test_a_missing_folder_is_named(report: Report, tmp_path: Path) -> None:
    with pytest.raises(FileUnusable, match="missing"):
        write_report(report, tmp_path / "missing" / "a.csv")


def test_a_folder_is_no_file(report: Report, tmp_path: Path) -> None:
    (tmp_path / "a.csv").mkdir()
    with pytest.raises(FileUnusable):
        write_report(report, tmp_path / "a.csv")


@pytest.mark.parametrize(
    ("number", "words"), [(errno.ENOSPC, "磁盘已满"), (errno.EROFS, "只读"), (errno.EIO, "没有写成")]
)
def test_a_write_that_fails_leaves_the_old_file(
    report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    target = tmp_path / "a.csv"
    target.write_text("old")

    def fail(_: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(FileUnusable, match=words):
        write_report(report, target)
    assert target.read_text() == "old"
    assert len([*tmp_path.iterdir()]) == 1


def test_the_book_has_a_sheet_a_section_with_dates_and_numbers(report: Report, tmp_path: Path) -> None:
    write_report(report, tmp_path / "a.xlsx")
    book = sheets(tmp_path / "a.xlsx")
    assert next(iter(book)) == "概况"
    titled = [each.title for each in report.sections if isinstance(each, (Table, Charts, BurnDownPlot))]
    assert [*book][1:] == [" ".join(title.replace("/", " ").split())[:31] for title in titled]
    items = book[report.items.title]
    assert items[0] == ["编号", "承诺事项", "牵头单位", "完成时限", "状态", "亮灯", "原因"]
    assert len(items) == 94
    assert any(isinstance(row[3], date) for row in items[1:])
    assert book["概况"][0] == ["承诺事项总体情况", ""]
    assert ["事项总数", 93] in book["概况"]
    assert [row[0] for row in items[1:]] == [row[0] for row in report.items.rows]


FORMULAS = ["=1+1", "+86 731", "-5", "@a", "\tx", "'=1", "''@x", "'普通", "普通", "=HYPERLINK(\"http://x\")"]  # fmt: skip


def restored(text: str) -> str:
    """What an importer does: one ' off, where it was put."""
    return text[1:] if text.startswith("'") and guarded(text) != text else text


@pytest.mark.parametrize("text", FORMULAS)
def test_a_guard_is_put_where_needed_and_comes_off_again(text: str) -> None:
    assert restored(guarded(text)) == text
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path, facts: LedgerFacts, chinese: Translator) -> None:
    rows = [standing_of(Commitment(code=f"X-{n}", title=text), (), AS_OF) for n, text in enumerate(FORMULAS)]
    report = make_report("status", Material(rows, facts), ReportOptions(AS_OF), chinese)
    write_report(report, tmp_path / "a.csv")
    titles = [restored(row["承诺事项"]) for row in records(tmp_path / "a.csv")]
    assert titles == [text.strip() for text in FORMULAS]
    write_report(report, tmp_path / "a.xlsx")
    cells = [row[1] for row in sheets(tmp_path / "a.xlsx")[report.items.title][1:]]
    assert [restored(cell) if cell.startswith("'") else cell for cell in cells] == [text.strip() for text in FORMULAS]
    with zipfile.ZipFile(tmp_path / "a.xlsx") as book:
        parts = {name: book.read(name).decode() for name in book.namelist() if name.endswith(".xml")}
    assert 'quotePrefix="1"' in parts["xl/styles.xml"]
    assert not any("<f>" in text or "<f " in text for name, text in parts.items() if "worksheets/" in name)


def test_a_text_too_long_for_excel_is_refused_not_cut(tmp_path: Path, facts: LedgerFacts, chinese: Translator) -> None:
    row = standing_of(Commitment(code="X-1", title="字" * 40_000), (), AS_OF)
    report = make_report("status", Material([row], facts), ReportOptions(AS_OF), chinese)
    with pytest.raises(FileUnusable, match="32767"):
        write_report(report, tmp_path / "a.xlsx")
    assert not [*tmp_path.iterdir()]


def test_sheet_names_are_what_excel_takes() -> None:
    names: list[str] = []
    for title in ("a/b:c*d?[e]", "长" * 40, "长" * 40, "", "A/B:C*D?[E]"):
        names.append(sheet_name(title, names))
    assert len({name.casefold() for name in names}) == 5
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)


def test_the_export_holds_every_field_of_every_item(
    starter: list[Commitment], tmp_path: Path, chinese: Translator
) -> None:
    deleted = Commitment(code="LL-999", title="删", deleted=True)
    snapshot = Snapshot({item.code: item for item in [*starter, deleted]})
    write_ledger(snapshot, tmp_path / "a.csv", chinese)
    write_ledger(snapshot, tmp_path / "a.xlsx", chinese)
    rows = records(tmp_path / "a.csv")
    assert [row["编号"] for row in rows] == [item.code for item in starter]
    for row, item in zip(rows, starter, strict=True):
        assert row["事项名称"] == item.title
        assert row["完成时限"] == item.deadline.phrase
        assert row["最晚日期"] == (item.deadline.latest.isoformat() if item.deadline.latest else "")
        assert row["备注"] == item.note
        assert (float(row["目标值"]) if row["目标值"] else None) == (item.indicator.target if item.indicator else None)
    (sheet,) = sheets(tmp_path / "a.xlsx").values()
    assert len(sheet) == 94
    assert isinstance(sheet[1][sheet[0].index("起算日期")], date)
