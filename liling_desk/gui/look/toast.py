"""The line at the bottom that says what was done and offers to take it back."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QEnterEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from liling_desk.gui.look.buttons import Button
from liling_desk.gui.look.icons import paint_icon
from liling_desk.gui.look.labels import TextLabel
from liling_desk.gui.look.painting import fill_round
from liling_desk.gui.look.theme import Theme

STAY_MS = 8000


class _Mark(QWidget):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self.name = theme, "check"
        self.setFixedSize(16, 16)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_icon(QPainter(self), self.name, self.rect(), self._theme.tokens.on_toast_accent)


class Toast(QWidget):
    """Bottom centre of its parent, over everything there. Stays 8 s, but not while under the mouse or focused."""

    acted = Signal()
    gone = Signal()

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent)
        self._theme, self._gap = theme, 16
        self._left_ms = STAY_MS
        self._hovered = False
        self._since = QElapsedTimer()
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.dismiss)
        self._mark = _Mark(theme, self)
        self._text = TextLabel("", theme, 13, "on_toast")
        self._action = Button("", "toast_link", "", theme, self)
        self._shortcut = TextLabel("", theme, 12, "on_toast2")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 5, 14, 5)
        row.setSpacing(10)
        for widget in (self._mark, self._text, self._action, self._shortcut):
            row.addWidget(widget)
        self._action.clicked.connect(self._act)
        self._action.installEventFilter(self)
        parent.installEventFilter(self)
        self.hide()

    def show_message(self, text: str, action: str = "", shortcut: str = "", icon_name: str = "check") -> None:
        """Say it, instead of whatever was being said."""
        self._text.setText(text)
        self._mark.name = icon_name
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self._shortcut.setText(shortcut)
        self._shortcut.setVisible(bool(shortcut))
        self.setAccessibleName(text)
        self._left_ms = STAY_MS
        # In place first: shown at the corner it could catch the mouse there and pause for ever.
        self._place()
        self.show()
        self.raise_()
        self._run()

    def dismiss(self) -> None:
        """Go now."""
        self._timer.stop()
        if self.isHidden():
            return
        if self._action.hasFocus():
            self.parentWidget().setFocus()
        self._hovered = False
        self.hide()
        self.gone.emit()

    def is_paused(self) -> bool:
        """Whether it is shown and its time stands still."""
        return not self.isHidden() and not self._timer.isActive()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._hovered = True
        self._pause()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = False
        if not self._action.hasFocus():
            self._run()
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._action and event.type() == QEvent.Type.FocusIn:
            self._pause()
        elif watched is self._action and event.type() == QEvent.Type.FocusOut and not self._hovered:
            self._run()
        elif watched is self.parent() and event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        edge = QColor(tokens.line2) if tokens.is_dark else None
        fill_round(QPainter(self), QRectF(self.rect()), self._theme.metrics.radius_float, tokens.toast, edge)

    def _act(self) -> None:
        self.dismiss()
        self.acted.emit()

    def _pause(self) -> None:
        if self._timer.isActive():
            self._left_ms = max(self._left_ms - self._since.elapsed(), 1000)
            self._timer.stop()

    def _run(self) -> None:
        if not self.isHidden():
            self._since.start()
            self._timer.start(self._left_ms)

    def _place(self) -> None:
        parent = self.parentWidget()
        self.layout().invalidate()
        hint = self.sizeHint()
        width = min(hint.width(), parent.width() - 16)
        self.setGeometry(
            (parent.width() - width) // 2, parent.height() - hint.height() - self._gap, width, hint.height()
        )
