"""Whether the beginning of the list is certain while only some of the items are known."""

from __future__ import annotations

from collections.abc import Sequence

from liling_desk.ledger.filters import SortOrder, in_order
from liling_desk.ledger.standing import Standing
from liling_desk.ledger.status import Colour

_NO_DAYS = 10**6


def certain_rows(apart: Sequence[Standing], seen: Sequence[Standing], sort: SortOrder, wanted: int) -> list[Standing]:
    """The first rows of the list, as many as are wanted; [] where one that is not known yet may stand among them.

    `seen` are in the order of the column, under "light" open items in the order of their days: what is still unknown
    would come after the last of them. `apart` are all that could stand anywhere else.
    """
    first = in_order([*apart, *seen], sort)[:wanted]
    if len(first) < wanted or not seen:
        return []
    if sort.by != "light":
        is_certain = in_order(seen, sort) == list(seen) and in_order([first[-1], seen[-1]], sort)[0] is first[-1]
    else:
        # An item that is not known yet can be as red as any, but not due earlier.
        days = [_day(each) for each in seen]
        is_certain = first[-1].light.colour is Colour.RED and _day(first[-1]) <= days[-1] and days == sorted(days)
    return first if is_certain else []


def _day(standing: Standing) -> tuple[int, str]:
    return _NO_DAYS if standing.days_left is None else standing.days_left, standing.code
