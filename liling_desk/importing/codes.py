"""Codes in a cell: one, several (LL-001、LL-002) or a range (LL-001 至 LL-003)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from liling_desk.importing.plain_words import plain_words

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−﹣_", "-"))
_BREAK = re.compile(r"[、,;/|\n\r\t ]+|和|及|与")
_RANGE = re.compile(r"(?P<prefix>[^\d]*?)(?P<first>\d+)(?:至|到|~|-{2,}|-(?=[^\d]))(?P<again>[^\d]*?)(?P<last>\d+)")
_CODE = re.compile(r"(?P<prefix>[a-z\u4e00-\u9fff]{0,12}-?)(?P<digits>\d{1,8}(?:[-.]\d{1,4})*)")
_IN_TITLE = re.compile(
    r"\s*[(（\[【]?\s*([A-Za-zＡ-Ｚａ-ｚ]{1,8}[-‐‑–—－]?[\d０-９]{1,6}(?:-\d{1,3})?)\s*[)）\]】]?[\s、.．:：,，]*(.*)",
    re.DOTALL,
)
_ONE = re.compile(r"[A-Za-z]*-?\d+(?:-\d+)*")
_MOST = 200
"""A range of more codes is no range."""


@lru_cache(maxsize=65536)
def code_key(text: str) -> str:
    """A code as it is compared: case, width, dashes and blanks don't count."""
    if text.isascii():
        return "".join(text.lower().split()).replace("_", "-")
    return plain_words(text).translate(_DASHES)


def is_plain(text: str) -> bool:
    """True for a cell that is clearly one code."""
    return _ONE.fullmatch(text) is not None


def codes_in(text: str) -> tuple[str, ...]:
    """The codes (as they are compared) of a cell that names several; () where it names one or none."""
    if is_plain(text):
        return ()
    found: list[str] = []
    prefix = ""
    joined = re.sub(r"\s*(至|到|~|～|—{1,2}|--+)\s*", lambda sign: "至" if len(sign[1]) else "", text)
    for part in _BREAK.split(_half_width(joined)):
        if not part:
            continue
        several = _of_range(part, prefix)
        if several:
            found += several
            prefix = _prefix(several[-1])
            continue
        code = _CODE.fullmatch(code_key(part))
        if code is None:
            return ()
        prefix = code["prefix"] or prefix
        found.append(prefix + code["digits"])
    return tuple(dict.fromkeys(found)) if len(set(found)) > 1 else ()


def code_in_title(title: str) -> tuple[str, str] | None:
    """A code that stands before a title, and the title without it."""
    found = _IN_TITLE.fullmatch(title)
    return (found[1], found[2].strip()) if found else None


def _half_width(text: str) -> str:
    return text.replace("，", ",").replace("；", ";").replace("／", "/").replace("\u3000", " ").replace("～", "~")


def _of_range(part: str, prefix: str) -> list[str]:
    found = _RANGE.fullmatch(code_key(part))
    if found is None or (found["again"] and found["again"] != found["prefix"]):
        return []
    first, last = int(found["first"]), int(found["last"])
    if not first < last <= first + _MOST:
        return []
    width = len(found["first"])
    return [f"{found['prefix'] or prefix}{number:0{width}d}" for number in range(first, last + 1)]


def _prefix(code: str) -> str:
    return re.sub(r"\d+$", "", code)


def shared_prefixes(keys: Iterable[str]) -> frozenset[str]:
    """What the codes of a ledger begin with."""
    return frozenset(_prefix(key) for key in keys)


def has_prefix(key: str, prefixes: frozenset[str]) -> bool:
    """True for a code that is made like the ledger's own."""
    return any(prefix and key.startswith(prefix) for prefix in prefixes)
