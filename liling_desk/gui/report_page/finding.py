"""Searching the pages of a document: spaces, line breaks, width and case of letters make no difference."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QRectF

from liling_desk.gui.report_page.pdf_pages import PdfPages

MOST_HITS = 2000


@dataclass(frozen=True)
class Hit:
    """Where the words stand: `rects` in points, one a line."""

    page: int
    rects: tuple[QRectF, ...]


class PageTexts:
    """The characters of a document's pages, read when first searched. Used by one worker at a time."""

    def __init__(self, pages: PdfPages) -> None:
        self.pages = pages
        self._read: dict[int, tuple[str, tuple[int, ...]]] = {}

    def find(self, words: str, report: Callable[[int, int], None]) -> tuple[Hit, ...]:
        """Every place where the words stand, in order; none for blank words. `MOST_HITS` at most."""
        wanted = folded(words)
        hits: list[Hit] = []
        if not wanted:
            return ()
        for index in range(len(self.pages)):
            report(index, len(self.pages))
            if index not in self._read:
                self._read[index] = with_places(self.pages.characters(index))
            text, places = self._read[index]
            runs = [(places[at], places[at + len(wanted) - 1] - places[at] + 1) for at in _starts(text, wanted)]
            if runs:
                hits += [Hit(index, rects) for rects in self.pages.boxes(index, runs) if rects]
            if len(hits) >= MOST_HITS:
                return tuple(hits[:MOST_HITS])
        return tuple(hits)


def folded(text: str) -> str:
    """What is compared: no spaces, no controls, half width, small letters."""
    return "".join(_folded(character) for character in text)


def with_places(characters: list[tuple[int, int]]) -> tuple[str, tuple[int, ...]]:
    """Folded text of (place, code point) pairs, and the place that each of its letters comes from."""
    letters: list[str] = []
    places: list[int] = []
    high = 0
    for place, code in characters:
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
        high = 0
        for letter in _folded(chr(code)):
            letters.append(letter)
            places.append(place)
    return "".join(letters), tuple(places)


def _folded(character: str) -> str:
    if character.isspace() or unicodedata.category(character) in ("Cc", "Cf"):
        return ""
    return "".join(unicodedata.normalize("NFKC", character).split()).casefold()


def _starts(text: str, wanted: str) -> Iterator[int]:
    at = text.find(wanted)
    while at >= 0:
        yield at
        at = text.find(wanted, at + len(wanted))
