"""Rows that are put whole into a sheet say the same as XlsxWriter's own, written cell by cell."""

from __future__ import annotations

import io
from datetime import date

import pytest
import xlsxwriter
from lxml import etree

from liling_desk.ledger.errors import FileUnusable
from liling_desk.reporting import excel_book
from liling_desk.reporting.excel_cells import CellFormats
from liling_desk.reporting.excel_rows import write_rows
from liling_desk.reporting.growing_sheet import GrowingSheet
from liling_desk.reporting.plain_table import BookCell, PlainTable
from liling_desk.reporting.report import DateCell, ShareCell
from tests.reporting.hostile import TEXTS
from tests.reporting.office_files import Parts, S, faults_of_book

DAY = date(2021, 12, 31)
CELLS: tuple[BookCell, ...] = (
    None, "", " 　", "甲", "甲", *TEXTS.values(), "a\n" * 40, "<r>&\"'</r>", "\x07\x1b_x0041_", " 前后 ", "\ud83d", "字" * 300,
    0, 1, 1.0, -3.25, 12345678901234567, 0.1 + 0.2, 1e-7, float("inf"), float("nan"),
    DAY, date(1899, 1, 1), DateCell(DAY), DateCell(DAY, "约 ", "*"), ShareCell(33.3, "33.3%"), ShareCell(None, "—"),
)  # fmt: skip
TABLE = PlainTable(
    "台账",
    ("=甲", "乙\n二", "数"),
    tuple((a, b, n) for n, (a, b) in enumerate(zip(CELLS, reversed(CELLS), strict=True))),
)


def written(charted: bool) -> tuple[Parts, list[float]]:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("台账", GrowingSheet)
        heights = write_rows(sheet, 2, TABLE, CellFormats(book), [12.0, 30.0, 8.0], charted)
    assert sheet.is_written
    assert faults_of_book(out.getvalue()) == []
    return Parts(out.getvalue()), heights


def cells(parts: Parts) -> tuple[list[tuple[object, ...]], dict[str, str], list[dict[str, str]]]:
    """Every cell with its text and format, how many texts there are, and the rows."""
    texts = parts.trees["xl/sharedStrings.xml"]
    held = [etree.tostring(each) for each in texts]
    styles = parts.trees["xl/styles.xml"]
    kinds = {each.get("numFmtId"): each.get("formatCode") for each in styles.iter(f"{S}numFmt")}
    formats = [
        (
            sorted((dict(each.items()) | {"numFmtId": kinds.get(each.get("numFmtId"))}).items()),
            *map(etree.tostring, each),
        )
        for each in styles.find(f"{S}cellXfs")
    ]
    sheet = parts.trees["xl/worksheets/sheet1.xml"]
    found: list[tuple[object, ...]] = []
    for cell in sheet.iter(f"{S}c"):
        value = cell.findtext(f"{S}v")
        is_text = cell.get("t") == "s"
        said = held[int(value or "")] if is_text else value
        found.append((cell.get("r"), cell.get("t"), formats[int(cell.get("s"))], said))
    rows = [{name: value for name, value in row.items() if name != "spans"} for row in sheet.iter(f"{S}row")]
    return found, dict(texts.items()), rows


def test_both_ways_say_the_same() -> None:
    (whole, heights), (single, others) = written(charted=False), written(charted=True)
    found, counts, rows = cells(whole)
    assert len(found) == 3 * (len(CELLS) + 1)
    assert (found, counts, rows) == cells(single)
    assert heights == others
    assert max(heights) > min(heights[1:])


def test_the_row_is_named_that_has_too_long_a_text() -> None:
    table = PlainTable("台账", ("甲",), (("好",), ("字" * 40_000,)))
    with pytest.raises(FileUnusable, match="第 3 行"):
        excel_book.table_book([table], "台账")


def test_rows_that_are_left_out_are_no_book(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(GrowingSheet, "_write_rows", lambda sheet: None)
    with pytest.raises(RuntimeError, match="rows"):
        excel_book.table_book([TABLE], "台账")
