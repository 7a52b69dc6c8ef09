"""What an item can be found by, stored when it is written: folded words and pinyin initials."""

from __future__ import annotations

from liling_desk.ledger.changes import Change, ChangeSet
from liling_desk.ledger.search import words_of
from liling_desk.store import rows
from liling_desk.store.port import Tx

NAMING = frozenset({"title", "lead_unit", "support_units"})
"""Fields that have initials."""


def store_search_words(tx: Tx, changes: ChangeSet) -> None:
    """Bring the search columns of the commitments touched up to date."""
    named = {change.key for change in changes.changes if change.entity == "commitment" and named_anew(change)}
    for code in changes.codes:
        found = rows.read_commitments(tx, code)
        if not found:
            continue
        commitment, former_words, former_initials = found[0]
        returns = rows.read_returns(tx, code).get(code, ())
        words = words_of(commitment, returns)
        if words == former_words and code not in named:
            continue
        names = "\n".join((commitment.title, commitment.lead_unit or "", *commitment.support_units))
        letters = initials(names) if code in named else former_initials
        tx.run(
            "UPDATE commitment SET search_text = :words, initials = :initials WHERE code = :code",
            {"words": words, "initials": letters, "code": code},
        )


def named_anew(change: Change) -> bool:
    """Whether a change of a commitment touches what has initials."""
    return change.after is not None and not NAMING.isdisjoint(change.after)


def initials(text: str) -> str:
    """First letters of the pinyin of each character, lines kept apart; other letters and digits stay."""
    # pypinyin costs 0.3 s to import: only writing pays for it, never opening.
    from pypinyin import Style, lazy_pinyin

    return "\n".join(
        "".join(lazy_pinyin(line, style=Style.FIRST_LETTER, errors="default")).casefold() for line in text.split("\n")
    )
