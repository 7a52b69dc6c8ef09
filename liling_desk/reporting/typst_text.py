"""Texts as Typst gets them: without control characters, and with a place to break inside endless runs."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

from liling_desk.reporting.column_widths import spaces_of

Pieces = str | list[str]

LONGEST_RUN: Final = 14
_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]")


def plain(text: str) -> str:
    """The text without control characters; every line break is a line feed.

    Those that turn the direction of others count as such: a text must not read on paper as it was never written.
    """
    if _CONTROL.search(text) is None:
        return text
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def breakable(text: str, longest: int = LONGEST_RUN) -> Pieces:
    """The text, in pieces where it holds a run that no line could be broken in.

    `longest` is how wide such a run may be, a full-width character counting for two.
    """
    clean = plain(text)
    if _maybe_a_run(longest).search(clean) is None:
        return clean
    pieces, start, run = [], 0, 0
    for place, character in enumerate(clean):
        if character.isspace() or _breaks_alone(character):
            run = 0
            continue
        run += spaces_of(character)
        if run > longest and _starts_afresh(clean, place):
            pieces.append(clean[start:place])
            start, run = place, spaces_of(character)
    return [*pieces, clean[start:]] if pieces else clean


@cache
def _maybe_a_run(longest: int) -> re.Pattern[str]:
    return re.compile(f"[^\\s\u3400-\u9fff]{{{longest // 2},}}")


def _breaks_alone(character: str) -> bool:
    return unicodedata.category(character) == "Lo" and spaces_of(character) == 2


def _starts_afresh(text: str, place: int) -> bool:
    """False inside what is drawn as one sign: marks, joiners, variation selectors, skin tones, flags."""
    joiners = ("\u200d", "\ufe0e", "\ufe0f")
    here, before = text[place], text[place - 1]
    if unicodedata.category(here) in ("Mn", "Mc", "Me") or here in joiners or before == "\u200d":
        return False
    return not ("\U0001f3fb" <= here <= "\U0001f3ff" or "\U0001f1e6" <= here <= "\U0001f1ff")
