"""The ledger that the window shows, and the day that it is shown for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, TypeVar, cast

from PySide6.QtCore import QObject, Signal

from liling_desk.ledger.errors import ServerUnreachable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from liling_desk.gui.arriving import Arriving, MadeFinder
    from liling_desk.ledger.finder import Finder
    from liling_desk.ledger.standing import Standing
    from liling_desk.open_ledger import OpenLedger

T = TypeVar("T")
U = TypeVar("U")


class ShownLedger(QObject):
    """What pages ask. A server that does not answer is told of by `unreachable`, whoever found it out."""

    opened = Signal()
    """Another ledger is open, or none (`ledger` is None)."""
    arriving_changed = Signal()
    """Another large ledger is being read, its first rows are there, or it is over: `arriving` says what."""
    changed = Signal(object)
    """`Applied`: codes and fields that were written. No codes and seq 0: anything may have changed elsewhere."""
    rows_changed = Signal(object)
    """The same, before all others are told: for the list, whose row is painted before anything else is read."""
    as_of_changed = Signal(object)
    """The as-of `date` that everything is computed at."""
    announced = Signal(str, bool)
    """A sentence for the toast, and whether it can be undone."""
    problem = Signal(object)
    """A `LedgerError` to be shown; what was asked for was not written."""
    conflicted = Signal(object)
    """A `Conflict`: mine, theirs and base, to be chosen from."""
    unreachable = Signal(object)
    """`ServerUnreachable`: the server was asked and did not answer. Comes again for each question until it is back."""

    def __init__(self, today: Callable[[], date], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._ledger: OpenLedger | None = None
        self._as_of: date | None = None
        self._finder: MadeFinder | None = None
        self.arriving: Arriving | None = None
        """The large ledger that is being read, to take the open one's place."""
        self._is_writing = self._was_put_off = False
        self._answers: tuple[tuple[int, int], dict[str, object]] = ((0, 0), {})

    @property
    def ledger(self) -> OpenLedger:
        """The open ledger. Pages are only shown when there is one."""
        assert self._ledger is not None, "no ledger is open"
        return self._ledger

    @property
    def has_ledger(self) -> bool:
        """Whether a ledger is open."""
        return self._ledger is not None

    @property
    def awaited(self) -> Arriving | None:
        """What is being read while no ledger is open: nothing can be asked yet, but there is something to show."""
        return None if self.has_ledger else self.arriving

    def set_arriving(self, arriving: Arriving | None) -> None:
        """Tell everybody what is being read."""
        self.arriving = arriving
        self.arriving_changed.emit()

    def take_finder(self, standings: Sequence[Standing]) -> Finder | None:
        """The finder that was made for these standings together with them, given once; None where there is none."""
        made, self._finder = self._finder, None
        return made[1] if made is not None and made[0] is standings else None

    @property
    def is_shared(self) -> bool:
        """Whether the open ledger is on a server."""
        return self._ledger is not None and self._ledger.path is None

    @property
    def today(self) -> date:
        """Today, as the window was told."""
        return self._today()

    @property
    def as_of(self) -> date:
        """The day at which everything on the screen is computed: today unless chosen."""
        return self._as_of or self._today()

    @property
    def as_of_is_today(self) -> bool:
        """Whether the as-of day is today."""
        return self.as_of == self._today()

    def set_as_of(self, day: date | None) -> None:
        """Compute everything at another day; None and today itself follow the clock."""
        before = self.as_of
        self._as_of = None if day == self._today() else day
        if self.as_of != before:
            self.as_of_changed.emit(self.as_of)

    def read(self, question: Callable[[], T], otherwise: U, name: str = "") -> T | U:
        """Ask what is not held here. While the server is lost: `otherwise`, and `unreachable` has been told.

        With a `name` the answer is kept until somebody has written: a server is asked once. While a slow server takes a
        change it is asked nothing else: `otherwise`, and everything is read again afterwards.
        """
        if self._is_writing:
            self._was_put_off = True
            return otherwise
        try:
            if not name:
                return question()
            of_now = (id(self._ledger), self.ledger.snapshot().entries)
            if self._answers[0] != of_now:
                self._answers = (of_now, {})
            kept = self._answers[1]
            if name not in kept:
                kept[name] = question()
            return cast("T", kept[name])
        except ServerUnreachable as lost:
            self.unreachable.emit(lost)
            return otherwise
