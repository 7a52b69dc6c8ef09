"""Python's search for objects that only hold each other, made when nothing else is under way."""

from __future__ import annotations

import gc
from time import perf_counter

_LONG_S = 0.05
_IN_ONE_GO = 100_000


def leave_alone_what_is_there() -> None:
    """While very many objects are made that stay: what was made so far isn't gone through any more."""
    if not gc.isenabled():
        gc.freeze()


def collect_if_due() -> None:
    """What Python would do by itself while objects are made, by the same counts. Call `gc.disable` first.

    What was made in one go is here to stay, a large ledger for instance, and so is what a long search has left alone:
    neither is gone through again.
    """
    counts, limits = gc.get_count(), gc.get_threshold()
    if counts[0] <= limits[0]:
        return
    if counts[0] > _IN_ONE_GO:
        gc.freeze()
        return
    generation = next((each for each in (2, 1) if counts[each] > limits[each]), 0)
    began = perf_counter()
    gc.collect(generation)
    if perf_counter() - began > _LONG_S:
        gc.freeze()
