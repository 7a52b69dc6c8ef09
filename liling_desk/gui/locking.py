"""The locked window: nothing of the ledger is to be seen until the passphrase is typed. What was typed stays."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from liling_desk.gui.lock_dialog import Curtain, LockDialog
    from liling_desk.gui.main_window import MainWindow
    from liling_desk.ledger.passphrase import Passphrase

_LOOK_MS = 5000
_INPUT = (
    QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel,
    QEvent.Type.TouchBegin, QEvent.Type.TabletPress, QEvent.Type.InputMethod,
)  # fmt: skip

Clock = Callable[[], float]


class Locking(QObject):
    """Watches for input while a ledger with a passphrase is open and a time is chosen.

    `clock` gives seconds: by default the time of day, which goes on while the machine sleeps.
    """

    def __init__(self, window: MainWindow, parent: QObject, clock: Clock = time.time) -> None:
        super().__init__(parent)
        self._window, self.clock = window, clock
        self._last = clock()
        self._watching = False
        self._curtains: list[Curtain] = []
        self.dialog: LockDialog | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)
        window.desk.bridge.opened.connect(self.refresh)
        self.refresh()

    @property
    def can_lock(self) -> bool:
        """Whether the open ledger has a passphrase."""
        bridge = self._window.desk.bridge
        return bridge.has_ledger and bridge.ledger.access.passphrase is not None

    @property
    def is_locked(self) -> bool:
        """Whether the window is locked."""
        return self.dialog is not None

    def refresh(self) -> None:
        """Begin or end to watch, as the ledger and the preferences are now."""
        wanted = self.can_lock and self._window.desk.choices.current.lock_minutes > 0
        app = QApplication.instance()
        if wanted and not self._watching:
            app.installEventFilter(self)
            self._timer.start()
        elif not wanted and self._watching and not self.is_locked:
            app.removeEventFilter(self)
            self._timer.stop()
        self._watching, self._last = wanted or self.is_locked, self.clock()

    def look(self) -> None:
        """Lock where nothing was typed or moved for the chosen time; a clock that was set back counts from now."""
        now, minutes = self.clock(), self._window.desk.choices.current.lock_minutes
        if now < self._last:
            self._last = now
        if minutes and self.can_lock and not self.is_locked and now - self._last >= minutes * 60:
            self.lock()

    def lock(self) -> None:
        """Hide everything and ask for the passphrase."""
        if self.is_locked or not self.can_lock:
            return
        from liling_desk.gui.lock_dialog import LockDialog

        desk = self._window.desk
        passphrase = desk.bridge.ledger.access.passphrase
        assert passphrase is not None
        app = QApplication.instance()
        if not self._watching:
            app.installEventFilter(self)
            self._watching = True
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        for each in QApplication.topLevelWidgets():
            self._cover(each)
        self._window.menuBar().setEnabled(False)
        self._window.setWindowTitle(desk.tr("督查台账"))
        self.dialog = LockDialog(desk, lambda typed: self._fits(typed, passphrase), self._window)
        self.dialog.accepted.connect(self._unlock)
        self.dialog.open()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _INPUT:
            self._last = self.clock()
        elif kind == QEvent.Type.Show and self.is_locked and isinstance(watched, QWidget) and watched.isWindow():
            self._cover(watched)
        return False

    def _cover(self, widget: QWidget) -> None:
        from liling_desk.gui.lock_dialog import Curtain, LockDialog

        shown = widget.isVisible() and widget.windowType() in (Qt.WindowType.Window, Qt.WindowType.Dialog)
        if shown and not isinstance(widget, LockDialog):
            self._curtains.append(Curtain(self._window.desk, widget))

    def _fits(self, typed: Passphrase, passphrase: Passphrase) -> str:
        return "" if typed.opens_what(passphrase) else self._window.desk.tr("口令不对。")

    def _unlock(self) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.deleteLater()
        for curtain in self._curtains:
            curtain.go()
        self._curtains = []
        self._window.menuBar().setEnabled(True)
        self._window.show_whether_open()
        self.refresh()
