"""The head over a group: a word, perhaps folding the group, perhaps an action at the right."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from liling_desk.gui.look.buttons import LinkButton, PaintedButton
from liling_desk.gui.look.icons import paint_icon
from liling_desk.gui.look.painting import draw_focus_ring
from liling_desk.gui.look.permit import permit
from liling_desk.gui.look.theme import Theme


class _Fold(PaintedButton):
    def __init__(self, text: str, theme: Theme, collapsible: bool, parent: QWidget) -> None:
        super().__init__(text, theme, parent)
        self._collapsible = collapsible
        self.setCheckable(True)
        self.setChecked(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        if not collapsible:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        width = QFontMetrics(self._theme.font(13, True)).horizontalAdvance(self.text())
        return QSize(width + (34 if self._collapsible else 4), self._theme.metrics.hit)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = self._theme.tokens
        left = 0
        if self._collapsible:
            name = "down" if self.isChecked() else "right"
            paint_icon(painter, name, QRect(4, (self.height() - 14) // 2, 14, 14), tokens.text2)
            left = 24
        painter.setFont(self._theme.font(13, True))
        painter.setPen(tokens.text2 if self._collapsible else tokens.text)
        painter.drawText(
            QRect(left, 0, self.width() - left, self.height()), Qt.AlignmentFlag.AlignVCenter, self._shown_text()
        )
        if self.shows_ring():
            draw_focus_ring(painter, self.rect(), tokens, 6)


class SectionHead(QWidget):
    """36 px high. `collapsible` puts a fold arrow before the word."""

    acted = Signal()
    toggled = Signal(bool)

    def __init__(
        self, text: str, theme: Theme, action: str = "", collapsible: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._fold = _Fold(text, theme, collapsible, self)
        self._action = LinkButton(action, theme, self, px=12)
        self._action.setVisible(bool(action))
        row = QHBoxLayout(self)
        row.setContentsMargins(4 if collapsible else 0, 0, 4, 0)
        row.setSpacing(4)
        row.addWidget(self._fold, 1)
        row.addWidget(self._action)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._fold.toggled.connect(self.toggled)
        self._action.clicked.connect(self.acted)
        theme.changed.connect(self._resize)
        self._resize()

    def set_text(self, text: str) -> None:
        """Change the word."""
        self._fold.setText(text)

    def set_action(self, text: str) -> None:
        """Change the action's word; "" hides it."""
        self._action.setText(text)
        self._action.setVisible(bool(text))

    def permit_action(self, why_not: str) -> None:
        """Enable the action, or dim it and say why."""
        permit(self._action, why_not)

    def set_open(self, is_open: bool) -> None:
        """Turn the fold arrow; emits `toggled` when that changes it."""
        self._fold.setChecked(is_open)

    def is_open(self) -> bool:
        """Whether the arrow says unfolded."""
        return self._fold.isChecked()

    def _resize(self) -> None:
        self.setFixedHeight(self._theme.metrics.facet_head)
