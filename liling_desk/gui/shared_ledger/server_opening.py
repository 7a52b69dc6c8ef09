"""Opening a ledger on a server without making anybody wait: what is shown meanwhile, and what when it fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from liling_desk.gui.background import Cancelled
from liling_desk.gui.ledger_files import LedgerFiles
from liling_desk.ledger.errors import LedgerError, PasswordNeeded

if TYPE_CHECKING:
    from collections.abc import Callable

    from liling_desk.gui.background import Background
    from liling_desk.gui.main_window import MainWindow
    from liling_desk.ledger.address import ServerAddress
    from liling_desk.ledger.password import Password
    from liling_desk.open_ledger import OpenLedger


class ServerOpening(QObject):
    """Belongs to the window, whatever language its content speaks."""

    changed = Signal()
    """It has begun, or is over: `under_way` and `failed` say what."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._work: Reaching | None = None
        self.under_way: ServerAddress | None = None
        """What is being connected to."""
        self.failed: ServerAddress | None = None
        """What could not be connected to, until something is opened."""
        window.desk.bridge.opened.connect(self._opened)

    def open(self, address: ServerAddress, password: Password | None = None) -> None:
        """Begin to connect. The ledger that is open stays until the other one is there."""
        self.cancel()
        self._window.large.cancel()
        desk = self._window.desk
        self.under_way, self.failed = address, None
        self._work = Reaching(
            desk.background,
            LedgerFiles(desk).reach(address, password),
            self._reached,
            self._not_reached,
            self,
            self.cancel,
        )
        self.changed.emit()

    def again(self) -> None:
        """Try once more what could not be connected to."""
        if self.failed is not None:
            self.open(self.failed)

    def cancel(self) -> None:
        """Give up; what is open stays open."""
        if self._work is not None:
            self._work.cancel()
            self._work = None
        if self.under_way is not None:
            self.failed, self.under_way = self.under_way, None
            self.changed.emit()

    def leave(self) -> None:
        """Close the ledger on the server; the window is empty then, and stays so at the next start."""
        window = self._window
        if not window.draft_is_settled():
            return
        window.desk.choices.change(last_ledger="")
        window.desk.bridge.show_ledger(None)
        window.show_page("ledger")

    def ask(self, address: ServerAddress | None = None, problem: LedgerError | None = None) -> None:
        """Ask where the server is and who we are."""
        from liling_desk.gui.shared_ledger.connect_dialog import ConnectDialog

        dialog = ConnectDialog(self._window.desk, address or self.failed, self._window, self._window.draft_is_settled)
        dialog.finished.connect(dialog.deleteLater)
        if problem is not None:
            dialog.show_problem(problem)
        dialog.open()

    def _reached(self, ledger: OpenLedger) -> None:
        self.under_way = self._work = None
        if not self._window.draft_is_settled():
            ledger.close()
            self.changed.emit()
            return
        LedgerFiles(self._window.desk).show(ledger)

    def _not_reached(self, problem: LedgerError) -> None:
        self.failed, self.under_way, self._work = self.under_way, None, None
        self.changed.emit()
        if isinstance(problem, PasswordNeeded) and self.failed is not None:
            if not self._window.desk.bridge.has_ledger:
                self._window.show_problem(problem)
            self.ask(self.failed, problem)
        else:
            self._window.show_problem(problem)

    def _opened(self) -> None:
        if self._work is not None:
            self._work.cancel()
        self.under_way = self.failed = self._work = None
        self.changed.emit()


class Reaching:
    """A ledger on a server that is being opened in the background. One that nobody wants any more is closed again."""

    def __init__(
        self,
        background: Background,
        reach: Callable[[], OpenLedger],
        done: Callable[[OpenLedger], None],
        problem: Callable[[LedgerError], None],
        owner: QObject,
        crashed: Callable[[], None] | None = None,
    ) -> None:
        self._reach, self._done = reach, done
        self._found: OpenLedger | None = None
        self._work = background.start(self._open, self._take, problem, owner=owner, crashed=crashed)

    @property
    def is_under_way(self) -> bool:
        """Whether an answer is still to come."""
        return self._work.is_under_way

    def cancel(self) -> None:
        """Give up; it may be open already, without anybody having been told."""
        self._work.cancel()
        if self._found is not None:
            self._found.close()

    def _open(self, report: Callable[[int, int], None]) -> OpenLedger:
        self._found = ledger = self._reach()
        try:
            report(0, 0)
        except Cancelled:
            ledger.close()
            raise
        return ledger

    def _take(self, ledger: OpenLedger) -> None:
        self._found = None
        self._done(ledger)
