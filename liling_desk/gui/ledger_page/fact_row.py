"""One fact: its word, its value, and the editor that takes the value's place."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QVBoxLayout, QWidget

from liling_desk.gui.look.icons import paint_icon
from liling_desk.gui.look.labels import TextLabel
from liling_desk.gui.look.painting import draw_focus_ring, fill_round
from liling_desk.gui.look.theme import Theme

_REACH = 6


@dataclass(frozen=True)
class FactValue:
    """`aside` stands behind the value on its line, `below` small under it; roles are names of tokens."""

    text: str
    role: str = "text"
    aside: str = ""
    aside_role: str = "text2"
    below: str = ""
    below_role: str = "text3"


class _EditMark(QAbstractButton):
    """A pencil that shows itself under the mouse or the focus; the whole row can be clicked."""

    def __init__(self, name: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.revealed = False
        self.setToolTip(name)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        return QSize(28, 24)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.click()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.parentWidget().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.parentWidget().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.revealed or self.hasFocus():
            colour = self._theme.tokens.accent if self.hasFocus() else self._theme.tokens.text2
            side = QRect((self.width() - 14) // 2, (self.height() - 14) // 2, 14, 14)
            paint_icon(QPainter(self), "edit", side, colour)


class FactRow(QWidget):
    """`edit_name` is the accessible name of the pencil; without it the fact can't be edited in place."""

    edit_requested = Signal()

    def __init__(self, words: str, edit_name: str, theme: Theme, label_width: int, px: int = 13, bold: bool = False):
        super().__init__()
        self._theme = theme
        self._label = TextLabel(words, theme, 13, "text3", wrap=True)
        self._value = TextLabel("", theme, px, "text", bold=bold, wrap=True)
        self._aside = TextLabel("", theme, 13, "text2", wrap=True)
        self._below = TextLabel("", theme, 12, "text3", wrap=True)
        self._mark = _EditMark(edit_name, theme, self) if edit_name else None
        self._editor: QWidget | None = None
        self._locked = False
        self._label.setFixedWidth(label_width)
        if not words:  # never shown here: without a parent it would be a window
            self._label.hide()
        self._shown = QWidget(self)
        self._build()
        if self._mark is not None:
            self._mark.clicked.connect(self.edit_requested)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.update)

    def _build(self) -> None:
        for label in (self._value, self._aside, self._below):
            label.setMinimumWidth(1)
        first = QHBoxLayout()
        first.setSpacing(12)
        first.addWidget(self._value, 1, Qt.AlignmentFlag.AlignTop)
        first.addWidget(self._aside, 0, Qt.AlignmentFlag.AlignTop)
        self._first = first
        values = QVBoxLayout()
        values.setSpacing(1)
        values.addLayout(first)
        values.addWidget(self._below)
        line = QHBoxLayout(self._shown)
        line.setContentsMargins(0, 2, 24 if self._mark is not None else 0, 2)
        line.setSpacing(4)
        line.addWidget(self._label, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(values, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._shown)

    def show_value(self, value: FactValue) -> None:
        """Show another value."""
        self._value.setText(value.text)
        self._value.set_role(value.role)
        self._aside.setText(value.aside)
        self._aside.set_role(value.aside_role)
        self._aside.setVisible(bool(value.aside))
        self._value.setWordWrap(not value.aside)
        # The value keeps its line; what stands behind it wraps where there is no room.
        self._value.setMinimumWidth(self._value.fontMetrics().horizontalAdvance(value.text) + 2 if value.aside else 1)
        self._first.setStretch(0, 0 if value.aside else 1)
        self._first.setStretch(1, 1 if value.aside else 0)
        self._below.setText(value.below)
        self._below.set_role(value.below_role)
        self._below.setVisible(bool(value.below))

    def permit(self, why_not: str) -> None:
        """Offer the pencil, or say why there is none."""
        if self._mark is None:
            return
        self._locked = bool(why_not)
        self.setToolTip(why_not)
        self.setCursor(Qt.CursorShape.ArrowCursor if why_not else Qt.CursorShape.PointingHandCursor)
        self._place_mark()

    def words(self) -> str:
        """Everything the row says."""
        return " ".join(part for part in (self._value.text(), self._aside.text(), self._below.text()) if part)

    def open_editor(self, editor: QWidget) -> None:
        """Put an editor in the value's place."""
        self.close_editor()
        self._editor = editor
        self._shown.hide()
        self._column.addWidget(editor)
        editor.show()
        self.update()

    def close_editor(self) -> None:
        """Back to the value."""
        if self._editor is not None:
            self._column.removeWidget(self._editor)
            self._editor.hide()
            self._editor.deleteLater()
            self._editor = None
        self._shown.show()
        self._place_mark()

    def is_editing(self) -> bool:
        """Whether an editor stands in the value's place."""
        return self._editor is not None

    def focus_mark(self) -> None:
        """Focus the pencil."""
        if self._mark is not None:
            self._mark.setFocus(Qt.FocusReason.OtherFocusReason)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._reveal(True)
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._reveal(False)
        super().leaveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        inside = self.rect().contains(event.position().toPoint())
        can_edit = self._mark is not None and self._editor is None and not self._locked
        if event.button() == Qt.MouseButton.LeftButton and can_edit and inside:
            self.edit_requested.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_mark()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._mark is None or self._editor is not None or self._locked:
            return
        painter, box = QPainter(self), self.rect().adjusted(-_REACH, 0, _REACH, 0)
        if self._mark.hasFocus():
            draw_focus_ring(painter, self.rect(), self._theme.tokens, 6)
        elif self._mark.revealed:
            fill_round(painter, box, 6, self._theme.tokens.hover)

    def _reveal(self, revealed: bool) -> None:
        if self._mark is not None:
            self._mark.revealed = revealed
            self._mark.update()
            self.update()

    def _place_mark(self) -> None:
        if self._mark is None:
            return
        self._mark.setVisible(self._editor is None and not self._locked)
        size = self._mark.sizeHint()
        self._mark.setGeometry(self.width() - size.width(), 0, size.width(), min(size.height(), self.height()))
        self._mark.raise_()
