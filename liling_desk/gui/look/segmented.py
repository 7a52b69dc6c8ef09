"""A row of options of which one holds, each perhaps with a count."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from liling_desk.gui.look.buttons import PaintedButton
from liling_desk.gui.look.painting import draw_focus_ring, fill_round
from liling_desk.gui.look.theme import Theme


class _Segment(PaintedButton):
    def __init__(self, key: str, text: str, count: int | None, theme: Theme, parent: QWidget) -> None:
        super().__init__(text, theme, parent)
        self.key = key
        self.count: int | None = None
        self.setCheckable(True)
        self.set_count(count)

    def set_count(self, count: int | None) -> None:
        self.count = count
        self.setAccessibleName(self.text() if count is None else f"{self.text()} {count}")
        self._restyle()

    def sizeHint(self) -> QSize:
        width = 24 + QFontMetrics(self._theme.font(13)).horizontalAdvance(self._shown_text())
        if self.count is not None:
            width += 6 + QFontMetrics(self._theme.font(12)).horizontalAdvance(f"{self.count:,}")
        return QSize(width, self._theme.metrics.hit)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = self._theme.tokens
        if self.isChecked():
            fill_round(painter, self.rect(), 5, tokens.surface, tokens.line2)
        elif self.underMouse() and self.isEnabled():
            fill_round(painter, self.rect(), 5, tokens.hover)
        painter.setFont(self._theme.font(13))
        painter.setPen(tokens.text if self.isChecked() else tokens.text2)
        width = painter.fontMetrics().horizontalAdvance(self._shown_text())
        painter.drawText(QRect(12, 0, width + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, self._shown_text())
        if self.count is not None:
            painter.setFont(self._theme.font(12))
            painter.setPen(tokens.text3)
            place = QRect(12 + width + 6, 0, self.width(), self.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, f"{self.count:,}")
        if self.shows_ring():
            draw_focus_ring(painter, self.rect(), tokens, 5)


class Segmented(QWidget):
    """Exclusive options in a row; arrow keys move between them."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._segments: list[_Segment] = []
        self._make: type[_Segment] = _Segment
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._group.buttonToggled.connect(self._toggled)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(2, 2, 2, 2)
        self._row.setSpacing(2)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def set_options(self, options: Sequence[tuple[str, str, int | None]]) -> None:
        """Show (key, text, count or None) for each; the current key is kept where it is still there."""
        before = self.current()
        for segment in self._segments:
            self._group.removeButton(segment)
            self._row.removeWidget(segment)
            segment.deleteLater()
        self._segments = [self._make(key, text, count, self._theme, self) for key, text, count in options]
        for segment in self._segments:
            self._group.addButton(segment)
            self._row.addWidget(segment)
        keys = [segment.key for segment in self._segments]
        if keys:
            self.set_current(before if before in keys else keys[0])

    def set_count(self, key: str, count: int | None) -> None:
        """Change one option's count; an unknown key is ignored."""
        for segment in self._segments:
            if segment.key == key:
                segment.set_count(count)

    def current(self) -> str:
        """The chosen key, "" where there are no options."""
        return next((segment.key for segment in self._segments if segment.isChecked()), "")

    def set_current(self, key: str) -> None:
        """Choose a key without emitting `chosen`; an unknown key is ignored."""
        before = self.blockSignals(True)
        for segment in self._segments:
            if segment.key == key:
                segment.setChecked(True)
        self.blockSignals(before)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        fill_round(QPainter(self), self.rect(), 7, tokens.bg, tokens.line)

    def _toggled(self, segment: _Segment, checked: bool) -> None:
        if checked:
            self.chosen.emit(segment.key)


class _Tab(_Segment):
    """A word with an underline while it is the current one."""

    def sizeHint(self) -> QSize:
        width = QFontMetrics(self._theme.font(13, True)).horizontalAdvance(self._shown_text())
        if self.count is not None:
            width += 6 + QFontMetrics(self._theme.font(12)).horizontalAdvance(f"{self.count:,}")
        return QSize(width + 4, self._theme.metrics.control + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = self._theme.tokens
        font = self._theme.font(13, self.isChecked())
        painter.setFont(font)
        painter.setPen(tokens.text if self.isChecked() or self.underMouse() else tokens.text2)
        width = QFontMetrics(font).horizontalAdvance(self._shown_text())
        painter.drawText(QRect(2, 0, width + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, self._shown_text())
        if self.count is not None:
            painter.setFont(self._theme.font(12))
            painter.setPen(tokens.text3)
            place = QRect(2 + width + 6, 0, self.width(), self.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, f"{self.count:,}")
        if self.isChecked():
            painter.fillRect(QRect(0, self.height() - 2, self.width(), 2), tokens.accent)
        if self.shows_ring():
            draw_focus_ring(painter, self.rect().adjusted(-1, 2, 1, -3), tokens, 5)


class Tabs(Segmented):
    """The same as underlined words over a hairline."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._make = _Tab
        self._row.setContentsMargins(0, 0, 0, 1)
        self._row.setSpacing(24)
        self._row.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        edge = QRect(0, self.height() - 1, self.width(), 1)
        QPainter(self).fillRect(edge, self._theme.tokens.line)
