"""The rows with problems as a workbook: the sender's titles, header and columns, bad cells in yellow, and why."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date
from html import escape
from typing import Any, Final

from liling_desk.importing.cells import cleaned
from liling_desk.importing.rejects import Rejected, RejectedRow
from liling_desk.importing.sheet import Merge
from liling_desk.importing.table import Table

_NARROWEST, _WIDEST, _REASON_WIDTH = 8.0, 40.0, 48.0
_TEXT_LIMIT: Final = 32_767
_SHEET_NAME: Final = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_PLAIN_NUMBER: Final = re.compile(r"-?(?:0|[1-9]\d{0,10})(?:\.\d{0,5}[1-9])?")
_DAY: Final = re.compile(r"(?:19|2\d)\d\d-\d\d-\d\d")
_RUNS: Final = re.compile(r"[=+\-@]")
_LOOKS_GUARDED: Final = re.compile(r"[\t\r]|'+[=+\-@\t\r]")


def book_of(found: Rejected, table: Table) -> bytes:
    """The workbook's bytes."""
    import xlsxwriter

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        name = _SHEET_NAME.sub(" ", table.sheet.sheet or "").strip().strip("'")[:31]
        sheet = book.add_worksheet(name or "Sheet1")
        formats = _formats(book)
        top = _write_titles(sheet, found, table, formats)
        first = _write_header(sheet, found, table, top, formats)
        for place, row in enumerate(found.rows, first):
            _write_row(sheet, place, row, found.width, formats)
        for index in range(found.width):
            sheet.set_column(index, index, _width(index, found), None, {"hidden": index in table.sheet.hidden_columns})
        sheet.set_column(found.width, found.width, _REASON_WIDTH)
        sheet.freeze_panes(first, 0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        if first > top:
            sheet.repeat_rows(top, first - 1)
    return out.getvalue()


def _formats(book: Any) -> dict[str, Any]:
    line = {"border": 1, "border_color": "#B8BEC9", "valign": "top", "text_wrap": True}
    yellow = {"bg_color": "#FFFF00"}
    formats = {
        "title": {"bold": True, "font_size": 14, "align": "center", "valign": "vcenter"},
        "note": {"font_color": "#B3261E", "bold": True},
        "head": {**line, "bold": True, "bg_color": "#EBEDF1", "align": "center", "valign": "vcenter"},
        "reason_head": {**line, "bold": True, "bg_color": "#FDECEA", "font_color": "#B3261E", "valign": "vcenter"},
        "reason": {**line, "font_color": "#B3261E"},
        "text": line,
        "bad": {**line, **yellow},
    }
    for name in ("text", "bad"):
        formats[f"{name}_shielded"] = {**formats[name], "quote_prefix": True}
        formats[f"{name}_day"] = {**formats[name], "num_format": "yyyy-mm-dd", "align": "left"}
    return {name: book.add_format(each) for name, each in formats.items()}


def _write_titles(sheet: Any, found: Rejected, table: Table, formats: Mapping[str, Any]) -> int:
    """Problems of the whole file first, then the sender's titles; gives back the next row."""
    place = 0
    for text in found.notes:
        sheet.write_string(place, 0, text, formats["note"])
        place += 1
    for row in found.titles:
        merges = {merge.first_column: merge for merge in _across(table, row.number)}
        for index, cell in enumerate(row.cells):
            if not cell.strip():
                continue
            last = min(merges[index].last_column, max(found.width - 1, 0)) if index in merges else index
            if last > index:
                sheet.merge_range(place, index, place, last, _safe(cleaned(cell)), formats["title"])
            else:
                sheet.write_string(place, index, _safe(cleaned(cell)), None)
        place += 1
    return place


def _across(table: Table, number: int) -> Iterator[Merge]:
    return (merge for merge in table.sheet.merges if merge.first_row == merge.last_row == number)


def _write_header(sheet: Any, found: Rejected, table: Table, top: int, formats: Mapping[str, Any]) -> int:
    """The header's rows with their merged cells; gives back the next row."""
    places = {row.number: top + deep for deep, row in enumerate(found.header)}
    for row in found.header:
        for index in range(found.width):
            sheet.write_string(places[row.number], index, _safe(cleaned(row.cell(index))), formats["head"])
        sheet.write_blank(places[row.number], found.width, None, formats["reason_head"])
    for merge in table.sheet.merges:
        if merge.first_row in places and merge.last_row in places and merge.last_column < found.width:
            text = next(row.cell(merge.first_column) for row in found.header if row.number == merge.first_row)
            box = (places[merge.first_row], merge.first_column, places[merge.last_row], merge.last_column)
            if box[:2] != box[2:]:
                sheet.merge_range(*box, _safe(text), formats["head"])
    if len(places) > 1:
        sheet.merge_range(
            top, found.width, top + len(places) - 1, found.width, found.reason_head, formats["reason_head"]
        )
    elif places:
        sheet.write_string(top, found.width, found.reason_head, formats["reason_head"])
    return top + len(places)


def _write_row(sheet: Any, place: int, row: RejectedRow, width: int, formats: Mapping[str, Any]) -> None:
    for index, text in enumerate(row.cells):
        kind = "bad" if index in row.offending else "text"
        if not text:
            sheet.write_blank(place, index, None, formats[kind])
        elif _PLAIN_NUMBER.fullmatch(text) and text != "-0":
            sheet.write_number(place, index, float(text), formats[kind])
        elif (day := _day(text)) is not None:
            sheet.write_datetime(place, index, day, formats[f"{kind}_day"])
        else:
            sheet.write_string(place, index, _safe(text), formats[f"{kind}_shielded" if _RUNS.match(text) else kind])
    sheet.write_string(place, width, _safe(row.why), formats["reason"])


def _day(text: str) -> date | None:
    if not _DAY.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _safe(text: str) -> str:
    """As a spreadsheet can hold it, and as the import gives it back."""
    plain = f"'{text}" if _LOOKS_GUARDED.match(text) else text
    while len(plain.encode("utf-16-le", "replace")) // 2 >= _TEXT_LIMIT:
        plain = plain[: _TEXT_LIMIT // 2 - 1] + "…"
    if plain.startswith("<r>") and plain.endswith("</r>"):
        # XlsxWriter takes this for runs of formatted text, as they stand in the file: let it be one that says the same.
        run = f'<r><t xml:space="preserve">{escape(plain, quote=False)}</t></r>'
        return run if len(run) < _TEXT_LIMIT else f"{plain[:-1]}…"
    return plain


def _width(index: int, found: Rejected) -> float:
    """By the longest line of the column; wide characters count twice."""
    texts = [row.cell(index) for row in found.header] + [row.cells[index] for row in found.rows[:200]]
    lines = (line[:40] for text in texts for line in text.split("\n"))
    longest = max((sum(_spaces(character) for character in line) for line in lines), default=0)
    return min(_WIDEST, max(_NARROWEST, longest * 1.1 + 2))


def _spaces(character: str) -> int:
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
