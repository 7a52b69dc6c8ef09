"""Evidence in words: for the window, the command line and paper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from liling_desk.ledger.entry import Entry
from liling_desk.ledger.evidence import Evidence
from liling_desk.ledger.evidence_file import size_words
from liling_desk.ledger.file_names import clean_name
from liling_desk.ledger.person import name_in
from liling_desk.translations import Translator

SHORT_HASH = 8
"""So many digits of a SHA-256 tell files apart on a screen."""


def name_words(evidence: Evidence) -> str:
    """The file's harmless name, or the words themselves."""
    return evidence.shown_name or evidence.text


def short_hash(evidence: Evidence) -> str:
    """The first digits of the SHA-256; empty for words."""
    return (evidence.sha256 or "")[:SHORT_HASH]


def recorded_words(fields: Mapping[str, object], tr: Translator) -> str:
    """What the journal recorded of a piece of evidence, in one line."""
    text, name, size = str(fields.get("text") or ""), fields.get("file_name"), fields.get("size")
    if name is None:
        return text
    named = tr("{file}（{size}）", file=clean_name(str(name)), size=size_words(size if isinstance(size, int) else 0))
    return tr("；").join(part for part in (named, text) if part)


def added_by(history: Iterable[Entry]) -> dict[str, str]:
    """Who added each piece of evidence, by its key. `history`: the item's, newest first."""
    found: dict[str, str] = {}
    for entry in history:
        for change in entry.changes:
            if change.entity == "evidence" and change.after is not None and change.key not in found:
                found[change.key] = name_in(entry.actor)
    return found
