"""Which characters of a report no font on paper can draw: they are listed, never a silent box."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Final

from liling_desk import places
from liling_desk.reporting.column_widths import cell_text
from liling_desk.reporting.report import (
    CountCell,
    DateCell,
    Heading,
    LetterPaper,
    LightCell,
    Report,
    ShareCell,
    Table,
    ValueCell,
)

GETA: Final = "〓"
"""The printers' mark for a sign that they do not have."""

_CELLS = (LightCell, DateCell, ValueCell, CountCell, ShareCell)
_NOT_PRINTED = frozenset({"key", "kind", "leads_to", "codes", "colour"})
_MARKS = ("Mn", "Me", "Mc")
_UNSEEN = ("Cc", "Cf", "Zl", "Zp", "Zs")
_IGNORED = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0000-\U000e0fff]")


@dataclass(frozen=True)
class Missing:
    """A character without a glyph: how often it is printed, and at which items or under which headings, each once."""

    character: str
    count: int
    places: tuple[str, ...]

    @property
    def code_point(self) -> str:
        """U+1F600."""
        return f"U+{ord(self.character):04X}"

    @property
    def name(self) -> str:
        """Its Unicode name; empty where it has none."""
        return unicodedata.name(self.character, "")


def missing_glyphs(report: Report) -> tuple[Missing, ...]:
    """Every character of the report that can't be drawn, by code point."""
    return _found(report, _drawn().lacking)


def unshipped_glyphs(report: Report) -> tuple[Missing, ...]:
    """Every character that the shipped fonts themselves do not have, also where others have it."""
    return _found(report, _drawn().unshipped)


def _found(report: Report, lacking: Callable[[str], list[str]]) -> tuple[Missing, ...]:
    counts: dict[str, int] = {}
    where: dict[str, dict[str, None]] = {}
    for place, text in _texts_of(report):
        for character in lacking(text):
            counts[character] = counts.get(character, 0) + 1
            where.setdefault(character, {})[place] = None
    return tuple(Missing(each, counts[each], tuple(where[each])) for each in sorted(counts))


class Drawn:
    """What can be drawn: by the shipped fonts, and beside them by those that Typst falls back to, family by family."""

    def __init__(self, families: Mapping[str, str]) -> None:
        shipped, *others = (_span_pattern(spans) for spans in families.values())
        self._odd = re.compile(f"[^{shipped}]")
        self._fallbacks = [re.compile(f"[{each}]+") for each in others]

    def lacking(self, text: str) -> list[str]:
        """The characters of a text that can't be drawn, as often as they stand in it."""
        return [found[0] for found in self._odd.finditer(text) if not self._is_drawn(text, found.start())]

    def unshipped(self, text: str) -> list[str]:
        """The characters that show something and that the shipped fonts do not have, whether or not others do."""
        return [each for each in self._odd.findall(text) if not _is_unseen(each)]

    def _is_drawn(self, text: str, at: int) -> bool:
        character = text[at]
        if _is_unseen(character):
            return True
        if unicodedata.category(character) in _MARKS:
            return self._is_drawn_whole(_cluster(text, at))
        return any(each.match(character) for each in self._fallbacks) or self._is_drawn_whole(character)

    def _is_drawn_whole(self, cluster: str) -> bool:
        """A sign with its marks needs one font for all of it, composed or in its parts."""
        forms = {cluster, unicodedata.normalize("NFC", cluster), unicodedata.normalize("NFD", cluster)}
        if not all(self._odd.search(form) for form in forms):
            return True
        return any(each.fullmatch(form) for each in self._fallbacks for form in forms)


def _is_unseen(character: str) -> bool:
    return unicodedata.category(character) in _UNSEEN or _IGNORED.match(character) is not None


def _cluster(text: str, at: int) -> str:
    """The sign that a mark stands on, with all its marks."""
    first = last = at
    while first > 0 and unicodedata.category(text[first]) in _MARKS:
        first -= 1
    while last + 1 < len(text) and unicodedata.category(text[last + 1]) in _MARKS:
        last += 1
    return text[first : last + 1]


@cache
def _drawn() -> Drawn:
    lines = places.resource("fonts", "coverage.txt").read_text(encoding="utf-8").splitlines()
    return Drawn(dict(line.split(": ", 1) for line in lines if not line.startswith("#")))


def _span_pattern(spans: str) -> str:
    runs = (span.partition("-") for span in spans.split())
    return "".join(f"\\U{int(first, 16):08x}-\\U{int(last or first, 16):08x}" for first, _, last in runs)


def _texts_of(report: Report) -> Iterator[tuple[str, str]]:
    """(place, text) of all that is printed; the place is an item's code, else the heading above it."""
    here = report.title
    for value in (report.title, report.subtitle, report.as_of_words, report.origin_words, report.letterhead):
        yield from ((here, text) for text in _strings(value))
    for section in report.sections:
        if isinstance(section, Heading):
            here = section.title or here
        if isinstance(section, Table):
            yield from _texts_of_table(section, here)
        elif isinstance(section, LetterPaper):
            own = (getattr(section, field.name) for field in fields(section) if field.name not in ("items", "codes"))
            yield from ((section.unit, text) for value in own for text in _strings(value))
            yield from _texts_of_table(section.items, section.unit)
        else:
            yield from ((here, text) for text in _strings(section))


def _texts_of_table(table: Table, heading: str) -> Iterator[tuple[str, str]]:
    here = table.title or heading
    around = (table.title, table.note, table.footnote, table.groups, [column.label for column in table.columns])
    yield from ((here, text) for text in _strings(around))
    code = next((place for place, column in enumerate(table.columns) if column.key == "code"), None)
    for row in table.rows:
        place = here if code is None else str(row[code])
        yield place, "\n".join(map(cell_text, row))


def _strings(value: object) -> Iterator[str]:
    """The texts inside a section, whatever type it is."""
    if isinstance(value, _CELLS):
        yield cell_text(value)
    elif isinstance(value, str):
        yield value
    elif isinstance(value, (tuple, list)):
        yield from _each(value)
    elif is_dataclass(value):
        yield from _each(getattr(value, field.name) for field in fields(value) if field.name not in _NOT_PRINTED)


def _each(values: Iterable[object]) -> Iterator[str]:
    for value in values:
        yield from _strings(value)
