"""Holds on to the server of the open ledger: listens for what others write, and looks for a server that is lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal

from liling_desk.gui.background import Cancelled
from liling_desk.gui.first_paint import AfterFirstPaint
from liling_desk.ledger.errors import LedgerError, ServerUnreachable

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from liling_desk.gui.background import Background, Work
    from liling_desk.gui.ledger_bridge import LedgerBridge
    from liling_desk.ledger.entry import Applied
    from liling_desk.open_ledger import OpenLedger
    from liling_desk.store.port import Watch

PAUSES_S = (1, 2, 4, 8, 15)
"""Before each try to reach the server again; the last one again and again."""

Report = Callable[[int, int], None]
Outcome = tuple[bool, bool | None]
"""Whether the server answers, and whether the unconfirmed change is there (None: there is none, or nobody knows)."""


class ServerLink(QObject):
    """Belongs to the window, whatever language its content speaks. Does nothing for a ledger in a file."""

    lost = Signal()
    """The server is gone since `since`."""
    back = Signal(object)
    """It answers again. Carries True or False where a change was unconfirmed: whether it had been written; else None.
    """

    def __init__(self, bridge: LedgerBridge, background: Background, window: QWidget) -> None:
        super().__init__(window)
        self._bridge, self._background, self._window = bridge, background, window
        self.since: datetime | None = None
        """When the server was lost (with time zone); None while it answers."""
        self._ledger: OpenLedger | None = None
        self._watch: Watch | None = None
        self._notifier: QSocketNotifier | None = None
        self._work: Work | None = None
        self._tries = 0
        self._later = QTimer(self, singleShot=True)
        self._later.timeout.connect(self._try)
        # Whoever found out is still busy with what was typed; what is shown follows when he is done.
        self._refresh = QTimer(self, singleShot=True, interval=0)
        self._refresh.timeout.connect(bridge.reload)
        bridge.opened.connect(self._opened)
        bridge.changed.connect(self._changed)
        bridge.unreachable.connect(self._unreachable)

    @property
    def is_listening(self) -> bool:
        """Whether what others write shows by itself now."""
        return self._notifier is not None

    @property
    def is_trying(self) -> bool:
        """Whether an answer of the server is awaited."""
        return self._work is not None and self._work.is_under_way

    def retry_now(self) -> None:
        """Look for the lost server at once."""
        if self.since is not None and not self.is_trying:
            self._later.stop()
            self._try()

    def _opened(self) -> None:
        self._later.stop()
        self._refresh.stop()
        if self._work is not None:
            self._work.cancel()
            self._work = None
        self._deafen()
        self._watch, self.since, self._tries = None, None, 0
        self._ledger = self._bridge.ledger if self._bridge.is_shared else None
        if self._ledger is not None:
            AfterFirstPaint(self._window, self._begin)

    def _begin(self) -> None:
        """Listening needs a connection of its own, which takes a moment."""
        ledger = self._ledger
        if ledger is None or not self._bridge.has_ledger:
            return
        if self._watch is not None or self.is_trying or self.since is not None:
            return

        def work(report: Report) -> Watch | None:
            watch = ledger.watch()
            _unless_left(ledger, report)
            return watch

        self._work = self._background.start(work, self._listen, self._not_begun, owner=self)

    def _listen(self, watch: Watch | None) -> None:
        self._deafen()
        self._watch = watch
        if watch is None or watch.fileno() < 0:
            return
        self._notifier = QSocketNotifier(watch.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._look)
        self._bridge.look_for_others()

    def _not_begun(self, problem: LedgerError) -> None:
        if isinstance(problem, ServerUnreachable):
            self._lose()
        else:
            self._bridge.problem.emit(problem)

    def _deafen(self) -> None:
        if self._notifier is not None:
            self._notifier.setEnabled(False)
            self._notifier.deleteLater()
            self._notifier = None

    def _look(self) -> None:
        if self._watch is None or self._notifier is None:
            return
        try:
            self._watch.look()
        except LedgerError:
            self._lose()
        else:
            self._bridge.look_for_others()

    def _changed(self, _applied: Applied) -> None:
        """What is shown may come from memory: reading says nothing where the server does not answer."""
        self._unreachable()

    def _unreachable(self, _problem: LedgerError | None = None) -> None:
        if self._ledger is not None and self._ledger.unreachable_since is not None:
            self._lose()  # and not another server, which somebody tries to connect to

    def _lose(self) -> None:
        if self.since is not None or self._ledger is None:
            return
        self._deafen()
        self.since = self._ledger.unreachable_since or datetime.now(UTC)
        self._tries = 0
        self.lost.emit()
        self._wait()
        self._refresh.start()  # what writes is dimmed then

    def _wait(self) -> None:
        self._later.start(PAUSES_S[min(self._tries, len(PAUSES_S) - 1)] * 1000)
        self._tries += 1

    def _try(self) -> None:
        ledger, op, has_watch = self._ledger, self._bridge.unconfirmed.op, self._watch is not None
        if ledger is None or self.since is None or self.is_trying:
            return

        def work(report: Report) -> Outcome:
            if not ledger.reconnect():
                return False, None
            written = ledger.was_written(op) if op else None
            if not has_watch:
                ledger.watch()
            _unless_left(ledger, report)
            return True, written

        self._work = self._background.start(work, self._tried, self._not_yet, owner=self, crashed=self._wait)

    def _not_yet(self, _problem: LedgerError) -> None:
        self._wait()

    def _tried(self, outcome: Outcome) -> None:
        answers, written = outcome
        if not answers or self._ledger is None:
            self._wait()
            return
        self.since = None
        self._listen(self._ledger.watch())
        self._bridge.reload()  # what writes is allowed again, and others may have written meanwhile
        self.back.emit(written)


def _unless_left(ledger: OpenLedger, report: Report) -> None:
    """A ledger that was closed meanwhile has new connections by now: nobody would close them."""
    try:
        report(0, 0)
    except Cancelled:
        ledger.close()
        raise
