"""The cells of a worksheet of an .xlsx, piece by piece: fast where written as programs do, else by a parser.

Reading the worksheet here, and not through a library, keeps what those lose: error cells, numbers of more than fifteen
digits, months, percent, hidden rows; and a lone cell in XFD1048576 costs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from liling_desk.importing.number_formats import Shown, number_text
from liling_desk.importing.sheet import Merge
from liling_desk.importing.workbook import MOST_COLUMNS, Cells
from liling_desk.importing.xlsx_parts import Damaged, Package, restored, unescaped

_CELL = re.compile(
    r'<c r="([A-Z]{1,3})[0-9]{1,7}"([^>/]*)>(?:<f(?: [^>]*)?(?:/>|>[^<]*</f>))?<v(?: [^>]*)?>([^<]*)</v>'
)
_KEPT: Final = '<is><t xml:space="preserve">'
_ROW = re.compile(r'<row r="([0-9]{1,7})"([^>]*)>')
_COLUMN = re.compile(r"<col ([^>]*)>")
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
_MERGED = re.compile(r'<mergeCell ref="\$?([A-Z]{1,3})\$?(\d+):\$?([A-Z]{1,3})\$?(\d+)"')
_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")
_MOST_ROWS: Final = 1_048_576
_TRUE: Final = frozenset({"1", "true", "on"})
_CHUNK_END = b"</row>"
_MOST_OF_A_ROW: Final = 4_000_000
"""Bytes that are looked through again and again for the end of a row; a longer one is left to the parser."""


class _Unusual(Exception):
    """Written in a way that only a parser reads."""


class _Shown(dict[str, str]):
    """The texts of the values of cells of one sort, each worked out once."""

    def __init__(self, found: XlsxCells, kind: str, style: str) -> None:
        super().__init__()
        self._found, self._kind, self._style = found, kind, style
        self._is_text = kind in ("str", "inlineStr")
        self._is_plain = not kind and found.style(style) is None

    def __missing__(self, value: str) -> str:
        if self._is_text:
            return unescaped(value)
        if self._is_plain and value.isdecimal():
            return value
        shown = self._found.text(unescaped(value), self._kind, self._style)
        if self._kind != "s" and len(self) < 100_000:
            self[value] = shown
        return shown


class _Sorts(dict[str, _Shown | None]):
    """A cell's attributes, as written, to its values' texts; None for shared texts."""

    def __init__(self, found: XlsxCells) -> None:
        super().__init__()
        self._found = found

    def __missing__(self, attributes: str) -> _Shown | None:
        given = dict(_ATTRIBUTE.findall(attributes))
        kind = given.get("t", "")
        sort = None if kind == "s" else _Shown(self._found, kind if kind != "n" else "", given.get("s", ""))
        self[attributes] = sort
        return sort


@dataclass
class XlsxCells:
    """What was read of a worksheet."""

    texts: Sequence[str]
    styles: Sequence[Shown | None]
    cells: Cells = field(default_factory=Cells)
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)

    def style(self, style: str) -> Shown | None:
        """How the numbers of cells with a style (as written) are shown."""
        place = int(style) if style.isdigit() else 0
        return self.styles[place] if place < len(self.styles) else None

    def text(self, value: str, kind: str, style: str) -> str:
        """Any cell's value as text."""
        if kind == "s":
            try:
                return self.texts[int(value)]
            except (ValueError, IndexError) as problem:
                raise Damaged(f"sharedStrings {value}") from problem
        if kind == "b":
            return "TRUE" if value.strip() in _TRUE else "FALSE"
        if kind in ("e", "str", "inlineStr"):
            return value
        if kind == "d":
            return iso_text(value)
        shown = self.style(style)
        return plain_number(value) if shown is None else _styled(value, shown)


def read_cells(
    package: Package,
    part: str,
    texts: Sequence[str],
    styles: Sequence[Shown | None],
    report: Callable[[int, int], None] | None,
) -> XlsxCells:
    """Read a worksheet. `report(bytes done, in all)` may raise. Raises `Damaged`, `TooLarge`, `TooManyCells`."""
    try:
        found = XlsxCells(texts, styles)
        _by_pattern(found, package, part, report)
    except _Unusual:
        found = XlsxCells(texts, styles)
        _Parser(found).read(package, part, report)
    return found


def _by_pattern(found: XlsxCells, package: Package, part: str, report: Callable[[int, int], None] | None) -> None:
    total, sorts = package.size(part), _Sorts(found)
    done = 0
    rest = b""
    begun = ended = False
    for piece in package.chunks(part):
        done += len(piece)
        if report is not None:
            report(done, total)
        data = rest + piece
        if not begun:
            at = data.find(b"<sheetData")
            if at < 0:
                rest = data
                if len(rest) > 4_000_000:
                    raise _Unusual
                continue
            _check_head(data[:at])
            _columns(found, data[:at].decode("utf-8", "replace"))
            begun, data = True, data[at:]
        if not ended:
            cut = data.rfind(_CHUNK_END)
            end = data.find(b"</sheetData>")
            cut = end if end >= 0 else cut + len(_CHUNK_END) if cut >= 0 else 0
            _chunk(found, sorts, data[:cut])
            ended, rest = end >= 0, data[cut:]
            if len(rest) > _MOST_OF_A_ROW:
                raise _Unusual
            continue
        rest = data
    if not begun or not ended:
        raise _Unusual
    for ref in _MERGED.findall(rest.decode("utf-8", "replace")):
        _merge(found, ref)


def _check_head(head: bytes) -> None:
    if b"<!" in head or b"<worksheet" not in head:
        raise _Unusual
    if b"encoding=" in head[:200] and b"utf-8" not in head[:200].lower():
        raise _Unusual


def _chunk(found: XlsxCells, sorts: _Sorts, data: bytes) -> None:
    if b"<!" in data:
        raise _Unusual
    if b"<v" not in data and b"<is" not in data:
        return  # styled blanks down to the last row cost nothing but their unpacking
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as problem:
        raise Damaged(str(problem)) from problem
    if "<is" in text:
        text = text.replace("<is><t>", "<v>").replace(_KEPT, "<v>").replace("</t></is>", "</v>")
        if "<is" in text:
            raise _Unusual
    hides = 'hidden="' in text
    seen = 0
    for part in text.split("</row>"):
        if not (cells := _CELL.findall(part)):
            continue
        seen += len(cells)
        row = _ROW.search(part)
        if row is None:
            raise _Unusual
        number = _row(row[1])
        if hides and dict(_ATTRIBUTE.findall(row[2])).get("hidden") in _TRUE:
            found.hidden_rows.add(number)
        try:
            found.cells.put_row(number, _row_of(found.texts, sorts, cells))
        except (ValueError, IndexError) as problem:
            raise Damaged(str(problem)) from problem
    if seen != text.count("<v>") + text.count("<v "):
        raise _Unusual


def _row_of(texts: Sequence[str], sorts: _Sorts, cells: Sequence[tuple[str, str, str]]) -> list[str]:
    """One row's cells. Raises `ValueError`, `IndexError` where a shared text is missing."""
    row: list[str] = []
    for letters, attributes, value in cells:
        sort = sorts[attributes]
        shown = texts[int(value)] if sort is None else sort[value]
        index = column_index(letters)
        missing = index - len(row)
        if missing == 0:
            row.append(shown)
        elif missing > 0:
            row.extend([""] * missing)
            row.append(shown)
        else:
            row[index] = shown
    return row


class _Parser:
    """Reads a worksheet by its XML, however it is written: prefixes, cells without reference, rich texts."""

    def __init__(self, found: XlsxCells) -> None:
        self._found = found
        self._row = self._column = 0
        self._kind = self._style = ""
        self._collected: list[str] | None = None
        self._value = ""
        self._phonetic = 0

    def read(self, package: Package, part: str, report: Callable[[int, int], None] | None) -> None:
        """Read the whole part."""
        package.parse(part, self._start, self._end, self._text, report)

    def _start(self, name: str, given: dict[str, str]) -> None:
        tag = name.rsplit(":", 1)[-1]
        if tag == "c":
            self._begin_cell(given)
        elif tag in ("v", "t"):
            self._collected = []
        elif tag == "rPh":
            self._phonetic += 1
        elif tag == "row":
            self._row = _row(given["r"]) if given.get("r", "").isdigit() else self._row + 1
            self._column = -1
            if given.get("hidden") in _TRUE:
                self._found.hidden_rows.add(self._row)
        elif tag == "col":
            _hide(self._found, given)
        elif tag == "mergeCell":
            ends = _REFERENCE.findall(given.get("ref", ""))
            if len(ends) == 2:
                _merge(self._found, (*ends[0], *ends[1]))

    def _begin_cell(self, given: dict[str, str]) -> None:
        self._kind, self._style, self._value = given.get("t", ""), given.get("s", ""), ""
        if not self._style.isdigit():
            self._style = ""
        place = _REFERENCE.fullmatch(given.get("r", ""))
        if place:
            self._row, self._column = _row(place[2]), column_index(place[1].upper())
        else:
            self._column += 1

    def _text(self, data: str) -> None:
        if self._collected is not None:
            self._collected.append(data)

    def _end(self, name: str) -> None:
        tag = name.rsplit(":", 1)[-1]
        if tag in ("v", "t") and self._collected is not None:
            if not self._phonetic:
                self._value += "".join(self._collected)
            self._collected = None
        elif tag == "rPh":
            self._phonetic -= 1
        elif tag == "c" and self._value:
            kind = self._kind if self._kind != "n" else ""
            text = self._found.text(self._value, kind, self._style)
            self._found.cells.put(
                max(self._row, 1), self._column, restored(text) if kind in ("str", "inlineStr") else text
            )


@cache
def column_index(letters: str) -> int:
    """A as 0, XFD as 16383."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1


def _row(text: str) -> int:
    number = int(text)
    if not 1 <= number <= _MOST_ROWS:
        raise Damaged(f"row {number}")
    return number


def _columns(found: XlsxCells, head: str) -> None:
    for attributes in _COLUMN.findall(head):
        _hide(found, dict(_ATTRIBUTE.findall(attributes)))


def _hide(found: XlsxCells, given: dict[str, str]) -> None:
    if given.get("hidden") in _TRUE and given.get("min", "").isdigit() and given.get("max", "").isdigit():
        found.hidden_columns.update(range(int(given["min"]) - 1, min(int(given["max"]), MOST_COLUMNS)))


def _merge(found: XlsxCells, ref: tuple[str, str, str, str]) -> None:
    first, last = int(ref[1]), int(ref[3])
    if 1 <= first <= last <= _MOST_ROWS:
        found.merges.append(Merge(first, column_index(ref[0].upper()), last, column_index(ref[2].upper())))


def plain_number(value: str) -> str:
    """A number of a file without .0; digits that a float would lose are kept."""
    if value.isdecimal() and value.isascii():
        return value
    try:
        return number_text(float(value))
    except (ValueError, OverflowError):
        return value


def _styled(value: str, shown: Shown) -> str:
    try:
        return shown(float(value))
    except (ValueError, OverflowError):
        return value


def iso_text(value: str) -> str:
    """2021-06-13T00:00:00 as people write it."""
    day, _, clock = value.strip().partition("T")
    clock = clock.removesuffix("Z").split(".")[0]
    return (
        day
        if clock in ("", "00:00:00", "00:00")
        else f"{day} {clock.removesuffix(':00') if clock.count(':') > 1 else clock}"
    )
