"""Where the links of a report on the screen lead: each link is a number, each number a filter."""

from __future__ import annotations

from liling_desk.ledger.filters import LedgerFilter


class Links:
    """Collects filters while a report is set; equal ones share a number. Without `wanted` there are no links."""

    def __init__(self, wanted: bool) -> None:
        self._wanted = wanted
        self._numbers: dict[LedgerFilter, int] = {}

    def to(self, target: LedgerFilter | None) -> int | None:
        """The number of this filter; None where nothing is to be linked."""
        if target is None or not self._wanted:
            return None
        return self._numbers.setdefault(target, len(self._numbers))

    def to_item(self, code: str) -> int | None:
        """The number of the filter that gives one item."""
        if not code or not self._wanted:
            return None
        return self.to(LedgerFilter(codes=(code,)))

    @property
    def filters(self) -> tuple[LedgerFilter, ...]:
        """All of them; the place of each is its number."""
        return tuple(self._numbers)
