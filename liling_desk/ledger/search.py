"""Text as it is searched: folded, so that full-width and half-width, upper and lower case are the same."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any, Final

from liling_desk.ledger.commitment import Commitment
from liling_desk.ledger.returns import Return


def folded(text: str) -> str:
    """NFKC and casefold, runs of space as one."""
    return " ".join(_plain(text).split())


def _plain(text: str) -> str:
    """NFKC and casefold. Most Chinese text has nothing but punctuation to normalize, which costs a third like this."""
    for wide, narrow in _PUNCTUATION:
        if wide in text:
            text = text.replace(wide, narrow)
    return unicodedata.normalize("NFKC", text).casefold()


_PUNCTUATION: Final = tuple((wide, unicodedata.normalize("NFKC", wide)) for wide in "，：；（）！？％")


_TEXTS: Final = (
    "code", "title", "detail", "role", "programme", "category", "kind", "section", "wording", "note", "lead_unit",
)  # fmt: skip
_MORE_TEXTS: Final = ("leader", "handler")
_LAST_TEXTS: Final = ("done_basis", "status_reason")


def words_of(commitment: Commitment, returns: Iterable[Return] = ()) -> str:
    """All words of an item, folded, a line each."""
    indicator = commitment.indicator
    parts = [getattr(commitment, name) for name in _TEXTS]
    parts += commitment.support_units
    parts += [getattr(commitment, name) for name in _MORE_TEXTS]
    parts.append(commitment.deadline.phrase)
    parts += [getattr(commitment, name) for name in _LAST_TEXTS]
    parts.append(indicator.metric if indicator else "")
    for each in returns:
        parts += [each.progress, each.difficulties]
    return _lines(parts)


def words_of_record(fields: Mapping[str, Any], returns: Iterable[Mapping[str, Any]] = ()) -> str:
    """The same from the fields of a commitment and of its returns (newest first) as the journal has them."""
    get = fields.get
    parts = [get(name) for name in _TEXTS]
    parts += get("support_units") or ()
    parts += [get(name) for name in _MORE_TEXTS]
    parts.append((get("deadline") or {}).get("phrase"))
    parts += [get(name) for name in _LAST_TEXTS]
    parts.append((fields.get("indicator") or {}).get("metric"))
    for each in returns:
        parts += [each.get("progress"), each.get("difficulties")]
    return _lines(parts)


def _lines(parts: Iterable[str | None]) -> str:
    """All parts folded in one go: thousands of items are written at a time."""
    whole = "\n".join([part.replace("\n", " ") for part in parts if part])
    plain = _plain(whole)
    if " ".join(plain.split()) == plain.replace("\n", " "):
        return plain  # nothing but single blanks between words: most items
    return "\n".join([" ".join(line.split()) for line in plain.split("\n")])
