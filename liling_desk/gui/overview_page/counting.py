"""Counting an overview: at once where there are few items, else on a worker while the page says so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QObject, Signal

from liling_desk.gui.background import Work
from liling_desk.gui.desk import Desk
from liling_desk.ledger.light_history import standings_on
from liling_desk.ledger.overview import Overview, overview
from liling_desk.ledger.snapshot import Snapshot
from liling_desk.ledger.standing import Standing
from liling_desk.ledger.thresholds import Thresholds

AT_ONCE = 300
"""So many items are counted before anything else is done."""


@dataclass(frozen=True)
class _Asked:
    """All that an overview depends on; nothing is asked of the ledger any more."""

    now: Sequence[Standing]
    snapshot: Snapshot
    since: date
    as_of: date
    thresholds: Thresholds

    def answer(self, report: Callable[[int, int], None]) -> Overview:
        """On a worker."""
        then = standings_on(self.snapshot, self.since, self.thresholds)
        report(1, 2)
        return overview(self.now, then, self.snapshot.returns, self.since, self.as_of, self.thresholds)


class Counting(QObject):
    """The newest question wins; what was asked before is answered no more."""

    counted = Signal(object)
    """An `Overview`."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._work: Work | None = None

    @property
    def is_under_way(self) -> bool:
        """Whether an answer is still to come."""
        return self._work is not None and self._work.is_under_way

    def begin(self, since: date) -> int:
        """Count, compared with an earlier day. Gives how many items are counted on a worker; 0: it is done.

        Raises `LedgerError` where the ledger can't be read.
        """
        self.cancel()
        bridge = self._desk.bridge
        ledger, as_of = bridge.ledger, bridge.as_of
        now, snapshot, items = ledger.standings(as_of), ledger.snapshot(), ledger.item_count
        if items <= AT_ONCE:
            then = ledger.standings_then(since)
            self.counted.emit(overview(now, then, snapshot.returns, since, as_of, ledger.thresholds))
            return 0
        asked = _Asked(now, snapshot, since, as_of, ledger.thresholds)
        self._work = self._desk.background.start(asked.answer, self.counted.emit, bridge.problem.emit, owner=self)
        return items

    def cancel(self) -> None:
        """Nobody waits for an answer any more."""
        if self._work is not None:
            self._work.cancel()
            self._work = None
