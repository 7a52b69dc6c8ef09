"""What an item can be found by, stored when it is written: folded words and pinyin initials."""

from __future__ import annotations

from collections.abc import Iterable

from liling_desk.ledger.search import words_of
from liling_desk.store import rows
from liling_desk.store.port import Tx


def store_search_words(tx: Tx, codes: Iterable[str]) -> None:
    """Bring the search columns of these commitments up to date."""
    for code in codes:
        found = rows.read_commitments(tx, code)
        if not found:
            continue
        commitment, former_words, former_initials = found[0]
        returns = rows.read_returns(tx, code).get(code, ())
        words = words_of(commitment, returns)
        if words == former_words:
            continue
        named = "\n".join((commitment.title, commitment.lead_unit or "", *commitment.support_units))
        letters = initials(named) if named_anew(named, former_words) or not former_initials else former_initials
        tx.run(
            "UPDATE commitment SET search_text = :words, initials = :initials WHERE code = :code",
            {"words": words, "initials": letters, "code": code},
        )


def named_anew(named: str, former_words: str) -> bool:
    """Whether the parts that have initials differ from what was stored."""
    former = set(former_words.split("\n"))
    return any(part and part.casefold() not in former for part in named.split("\n"))


def initials(text: str) -> str:
    """First letters of the pinyin of each character, lines kept apart; other letters and digits stay."""
    # pypinyin costs 0.3 s to import: only writing pays for it, never opening.
    from pypinyin import Style, lazy_pinyin

    return "\n".join(
        "".join(lazy_pinyin(line, style=Style.FIRST_LETTER, errors="default")).casefold() for line in text.split("\n")
    )
