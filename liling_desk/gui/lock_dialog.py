"""What is to be seen of a locked window: plain areas, and the question for the passphrase."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.passphrase_dialog import PassphraseDialog
from liling_desk.ledger.passphrase import Passphrase


class LockDialog(PassphraseDialog):
    """Closes for the passphrase only."""

    def __init__(self, desk: Desk, attempt: Callable[[Passphrase], str], parent: QWidget) -> None:
        super().__init__(desk.tr("台账已锁定，输入口令继续"), desk, attempt, parent)
        self.setWindowTitle(desk.tr("已锁定"))
        self.setWindowFlags(Qt.WindowType.Dialog | Qt.WindowType.CustomizeWindowHint | Qt.WindowType.WindowTitleHint)
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.cancel.hide()
        self.ok.setText(desk.tr("解锁"))

    def reject(self) -> None:
        """Esc and the window's cross do nothing."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)


class Curtain(QWidget):
    """Hides a window's content, whatever its size becomes."""

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__(over)
        self._theme, self._over = desk.theme, over
        self.setCursor(Qt.CursorShape.ArrowCursor)
        over.installEventFilter(self)
        self._fit()
        self.show()
        self.raise_()

    def go(self) -> None:
        """Show the content again."""
        self._over.removeEventFilter(self)
        self.hide()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._over and event.type() in (QEvent.Type.Resize, QEvent.Type.ChildAdded):
            self._fit()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._theme.tokens.bg)

    def _fit(self) -> None:
        self.setGeometry(self._over.rect())
        self.raise_()
