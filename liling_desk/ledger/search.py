"""Text as it is searched: folded, so that full-width and half-width, upper and lower case are the same."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from liling_desk.ledger.commitment import Commitment
from liling_desk.ledger.returns import Return


def folded(text: str) -> str:
    """NFKC and casefold, runs of space as one."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def words_of(commitment: Commitment, returns: Iterable[Return] = ()) -> str:
    """All words of an item, folded, a line each."""
    indicator = commitment.indicator
    parts = [
        commitment.code, commitment.title, commitment.detail, commitment.role, commitment.programme,
        commitment.category, commitment.kind, commitment.section, commitment.wording, commitment.note,
        commitment.lead_unit or "", *commitment.support_units, commitment.leader or "", commitment.handler or "",
        commitment.deadline.phrase, commitment.done_basis or "", commitment.status_reason or "",
        (indicator.metric if indicator else ""),
    ]  # fmt: skip
    for each in returns:
        parts += [each.progress, each.difficulties]
    return "\n".join(folded(part) for part in parts if part)
