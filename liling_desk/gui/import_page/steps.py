"""选文件 — 对列 — 核对 — 应用: where one is, and the way back."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.look.buttons import PaintedButton
from liling_desk.gui.look.icons import paint_icon
from liling_desk.gui.look.painting import draw_focus_ring, fill_round
from liling_desk.gui.look.theme import Theme
from liling_desk.translations import N_

STEPS = ("file", "columns", "check", "apply")
_WORDS = (N_("选文件"), N_("对列"), N_("核对"), N_("应用"))


class Steps(QWidget):
    """Emits the key of a step that was clicked; only reachable ones are enabled."""

    chosen = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self.buttons: dict[str, _Step] = {}
        for number, (key, word) in enumerate(zip(STEPS, _WORDS, strict=True), 1):
            if number > 1:
                row.addWidget(_Dash(desk.theme))
            button = _Step(number, desk.tr(word), desk.theme)
            button.clicked.connect(lambda _checked=False, key=key: self.chosen.emit(key))
            row.addWidget(button)
            self.buttons[key] = button

    def show_step(self, current: str, reachable: tuple[str, ...]) -> None:
        """Mark the current step; those before it are ticked."""
        place = STEPS.index(current)
        for index, key in enumerate(STEPS):
            self.buttons[key].show_state("now" if index == place else "done" if index < place else "ahead")
            self.buttons[key].setEnabled(key in reachable)


class _Step(PaintedButton):
    def __init__(self, number: int, word: str, theme: Theme) -> None:
        super().__init__(word, theme)
        self._number, self._state = number, "ahead"

    def show_state(self, state: str) -> None:
        self._state = state
        self._restyle()

    def sizeHint(self) -> QSize:
        width = QFontMetrics(self._theme.font(14, True)).horizontalAdvance(self.text())
        return QSize(width + 40, self._theme.metrics.hit + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens, now, done = self._theme.tokens, self._state == "now", self._state == "done"
        disc = QRectF(6, self.height() / 2 - 10, 20, 20)
        if now:
            fill_round(painter, disc, 10, tokens.accent)
        elif done:
            fill_round(painter, disc, 10, tokens.sel)
        else:
            fill_round(painter, disc, 10, None, tokens.line2, 1.5)
        if done:
            paint_icon(painter, "check", disc.adjusted(4, 4, -4, -4), tokens.accent)
        else:
            painter.setFont(self._theme.font(12, now))
            painter.setPen(tokens.on_accent if now else tokens.text2)
            painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(self._number))
        painter.setFont(self._theme.font(14, now))
        painter.setPen(tokens.text if now else tokens.text2)
        box = QRect(33, 0, self.width() - 33, self.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, self.text())
        if self.shows_ring():
            draw_focus_ring(painter, self.rect(), tokens, 6)


class _Dash(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedSize(22, 20)
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(QRect(0, 9, 22, 2), self._theme.tokens.line)
