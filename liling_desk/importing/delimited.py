"""Delimited text to rows. Quoted line breaks stay in their cell; a quote without its pair spoils one cell only."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from liling_desk.importing.header_words import field_of_header
from liling_desk.importing.sheet import Row

_SAMPLE = 200_000
"""Characters that the choice of a delimiter looks at."""
_SAMPLE_ROWS = 60
_LONG_LINE = 4000
"""Nobody looks further for the end of a line without quotes: a text may have no line break of this kind at all."""
_EXCEL_HINT = re.compile(r"sep=(.)(?:\r\n|\r|\n|\Z)", re.IGNORECASE)


class Record(NamedTuple):
    """One row as read. `broken` holds the indexes of cells whose opening quote has no pair."""

    cells: tuple[str, ...]
    broken: tuple[int, ...]
    end: int


@cache
def _field(delimiter: str) -> re.Pattern[str]:
    stop = re.escape(delimiter)
    return re.compile(rf'(?:"((?:[^"]++|"")*+)"[ ]*|([^{stop}\r\n]*+))({stop}|\r\n|\r|\n|\Z)')


def hinted(text: str) -> tuple[str, int] | None:
    """Excel's `sep=;` in the first line: the delimiter and where the line ends."""
    found = _EXCEL_HINT.match(text)
    return (found[1], found.end()) if found else None


def records(text: str, delimiter: str, start: int = 0) -> Iterator[Record]:
    """All rows, blank ones too."""
    match = _field(delimiter).match
    at, length = start, len(text)
    cells: list[str] = []
    broken: list[int] = []
    while at < length or cells:
        if not cells and (line := _plain_line(text, at)) is not None:
            at = line[1]
            yield Record(tuple(line[0].split(delimiter)), (), at)
            if at >= length:
                return
            continue
        found = match(text, at)
        if found is None:  # pragma: no cover - the pattern matches at every place
            break
        quoted, plain, stop = found.groups()
        if quoted is None:
            if plain.startswith('"') and plain.count('"') % 2:
                broken.append(len(cells))
                plain = plain[1:]
            cells.append(plain)
        else:
            cells.append(quoted.replace('""', '"') if '"' in quoted else quoted)
        at = found.end()
        if stop != delimiter:
            yield Record(tuple(cells), tuple(broken), at)
            cells, broken = [], []
            if at >= length:
                return


def _plain_line(text: str, start: int) -> tuple[str, int] | None:
    """A line without quotes, and where the next one begins: what is between delimiters is a cell each."""
    end = text.find("\n", start, start + _LONG_LINE)
    line = text[start:end]
    if end < 0 or '"' in line:
        return None
    if line.endswith("\r"):
        line = line[:-1]
    return None if "\r" in line else (line, end + 1)


def rows_of(
    text: str, delimiter: str, start: int, report: Callable[[int, int], None] | None
) -> tuple[tuple[Row, ...], frozenset[tuple[int, int]]]:
    """The non-blank rows, and (row number, column) of cells with a quote that has no pair."""
    rows: list[Row] = []
    broken: set[tuple[int, int]] = set()
    number = 1 if start else 0
    for record in records(text, delimiter, start):
        number += 1
        if any(map(str.strip, record.cells)):
            rows.append(Row(number, record.cells))
            broken.update((number, index) for index in record.broken)
        if report is not None and number % 2000 == 0:
            report(record.end, len(text))
    return tuple(rows), frozenset(broken)


def sniff(text: str, delimiters: tuple[str, ...], start: int = 0) -> str:
    """The delimiter by which most header words are known; without any, the one that gives the steadiest width."""
    sample = text[start : start + _SAMPLE]
    scores = {delimiter: _score(sample, delimiter) for delimiter in delimiters}
    return max(delimiters, key=lambda delimiter: scores[delimiter])


def _score(sample: str, delimiter: str) -> tuple[int, float, int]:
    head: list[Record] = []
    for record in records(sample, delimiter):
        if any(map(str.strip, record.cells)):
            head.append(record)
        if len(head) >= _SAMPLE_ROWS:
            break
    if not head:
        return (0, 0.0, 0)
    known = max(sum(bool(field_of_header(cell)) for cell in each.cells) for each in head[:15])
    width, times = Counter(len(each.cells) for each in head).most_common(1)[0]
    return (known if known > 1 else 0, times / len(head) if width > 1 else 0.0, width)
