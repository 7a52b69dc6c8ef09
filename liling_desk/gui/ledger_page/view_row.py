"""A row of the saved views: icon, name, count."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFocusEvent, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from liling_desk.gui.look.icons import paint_icon
from liling_desk.gui.look.painting import draw_focus_ring, fill_round
from liling_desk.gui.look.theme import Theme


class ViewRow(QAbstractButton):
    """Checked means: the list shows exactly this view. No QPushButton: the style sheet gives those a height."""

    def __init__(self, text: str, icon_name: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._icon_name = theme, icon_name
        self._count: int | None = None
        self._ringed = False
        self.setText(text)
        self.setAccessibleName(text)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.changed.connect(self.updateGeometry)
        theme.changed.connect(self.update)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_count(self, count: int | None) -> None:
        """The number at the right, or none."""
        self._count = count
        self.setAccessibleName(self.text() if count is None else f"{self.text()} {count}")
        self.update()

    def count(self) -> int | None:
        """The number at the right."""
        return self._count

    def nextCheckState(self) -> None:
        """Nothing: the filter decides which view is the current one."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ringed = event.reason() != Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(120, self._theme.metrics.facet_row)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self._theme.metrics.facet_row)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens, theme = self._theme.tokens, self._theme
        current = self.isChecked()
        if current or self.underMouse():
            hover = tokens.alt if tokens.is_dark else tokens.hover
            fill_round(painter, self.rect(), 6, tokens.sel if current else hover)
        colour = tokens.accent if current else tokens.text
        paint_icon(
            painter,
            self._icon_name,
            QRect(8, (self.height() - 16) // 2, 16, 16),
            tokens.accent if current else tokens.text2,
        )
        number = "" if self._count is None else f"{self._count:,}"
        small, font = theme.font(12, current), theme.font(13, current)
        reserved = QFontMetrics(small).horizontalAdvance(number) + 16
        box = QRect(32, 0, self.width() - 32 - reserved, self.height())
        shown = QFontMetrics(font).elidedText(self.text(), Qt.TextElideMode.ElideRight, box.width())
        tip = self.text() if shown != self.text() else ""
        if tip != self.toolTip():
            self.setToolTip(tip)
        painter.setFont(font)
        painter.setPen(colour)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.setFont(small)
        painter.setPen(tokens.accent if current else tokens.text3)
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(QRect(0, 0, self.width() - 8, self.height()), right, number)
        if self.hasFocus() and self._ringed:
            draw_focus_ring(painter, self.rect(), tokens, 6)
