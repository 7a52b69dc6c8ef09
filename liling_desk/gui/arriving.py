"""A ledger that is being read in the background, as pages are told of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast, get_args

if TYPE_CHECKING:
    from liling_desk.gui.desk import Desk
    from liling_desk.ledger.address import Address
    from liling_desk.ledger.filters import SortOrder
    from liling_desk.ledger.finder import Finder
    from liling_desk.ledger.standing import Standing

    MadeFinder = tuple[Sequence[Standing], Finder]
    """The standings that a finder was made for, and the finder."""

LARGE = 5_000
"""Ledgers with more items and returns than that are read in the background."""

SORT_KEPT = "ledger_sort"


@dataclass(frozen=True)
class Arriving:
    """`rows` are the first ones in this order, read and judged by themselves: () where only the whole ledger tells
    which these are, None as long as they are looked for."""

    address: Address
    items: int
    sort: SortOrder
    rows: Sequence[Standing] | None = None


def kept_sort(desk: Desk) -> SortOrder:
    """The order in which the list was left, and in which it is shown at the next start."""
    from liling_desk.ledger.filters import USUAL_ORDER, SortKey, SortOrder  # after the frame is on the screen

    kept = desk.choices.remembered(SORT_KEPT)
    by, descending = (kept.get("by"), kept.get("descending")) if isinstance(kept, dict) else (None, None)
    if by not in get_args(SortKey) or not isinstance(descending, bool):
        return USUAL_ORDER
    return SortOrder.model_construct(by=cast("SortKey", by), descending=descending)
