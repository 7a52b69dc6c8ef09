"""Text as it is searched: folded, so that full-width and half-width, upper and lower case are the same."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any, Final

from liling_desk.ledger.commitment import Commitment
from liling_desk.ledger.returns import Return


def folded(text: str) -> str:
    """NFKC and casefold, runs of space as one."""
    return " ".join(_plain(text).split())


def plain_letters(initials: str) -> str:
    """Initials as they are looked through, which is by plain letters only: any other sign just stands between them.

    With one full-width sign left among them, Python would take twice the memory for all.
    """
    return initials if initials.isascii() else initials.encode("ascii", "replace").decode()


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


_Fields = Mapping[str, Any]


def words_of_table(fields: Mapping[str, Sequence[Any]], told: Sequence[Sequence[_Fields]]) -> list[str]:
    """The same of commitments that have the same fields: by field the values of all, as the journal has them.

    `told`: the fields of each one's returns, newest first. Some hundred are folded in one go: that costs little more
    than one.
    """
    columns = [_in_lines(fields[name]) for name in _TEXTS if name in fields]
    columns.append([_raw_lines(units) if units else None for units in fields.get("support_units", ())])
    columns += [_in_lines(fields[name]) for name in _MORE_TEXTS if name in fields]
    columns.append(_in_lines([each.get("phrase") if each else None for each in fields.get("deadline", ())]))
    columns += [_in_lines(fields[name]) for name in _LAST_TEXTS if name in fields]
    columns.append(_in_lines([each.get("metric") if each else None for each in fields.get("indicator", ())]))
    columns.append([_raw_lines(_told_in(returns)) if returns else None for returns in told])
    return _all_folded("\n".join(filter(None, parts)) for parts in zip(*filter(any, columns), strict=True))


def _in_lines(column: Sequence[str | None]) -> Sequence[str | None]:
    """Texts, each without line breaks."""
    if "\n" not in "".join(filter(None, column)):
        return column
    return [text.replace("\n", " ") if text else text for text in column]


def _told_in(returns: Iterable[_Fields]) -> list[str | None]:
    return [each.get(name) for each in returns for name in ("progress", "difficulties")]


def _all_folded(texts: Iterable[str]) -> list[str]:
    found: list[str] = []
    left = iter(texts)
    while portion := list(islice(left, _AT_ONCE)):
        whole = _BETWEEN.join(portion)
        plain = _plain(whole)
        if whole.count("\0") >= len(portion) or " ".join(plain.split()) != plain.replace("\n", " "):
            found += [_lines_of(each) for each in portion]
        else:
            found += plain.split(_BETWEEN)  # nothing but single blanks between words: most items
    return found


_AT_ONCE: Final = 200
_BETWEEN: Final = "\n\0\n"


def _lines(parts: Iterable[str | None]) -> str:
    return _lines_of(_raw_lines(parts))


def _raw_lines(parts: Iterable[str | None]) -> str:
    """A line for each part that says something."""
    told = [part for part in parts if part]
    whole = "\n".join(told)
    return whole if whole.count("\n") == len(told) - 1 else "\n".join([part.replace("\n", " ") for part in told])


def _lines_of(whole: str) -> str:
    """All lines folded in one go."""
    plain = _plain(whole)
    if " ".join(plain.split()) == plain.replace("\n", " "):
        return plain  # nothing but single blanks between words: most items
    return "\n".join([" ".join(line.split()) for line in plain.split("\n")])
