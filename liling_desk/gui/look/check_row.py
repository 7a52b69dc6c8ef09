"""A row of the filter panel: check box, glyph, word, count."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from liling_desk.gui.look.icons import paint_icon
from liling_desk.gui.look.light_glyphs import paint_light
from liling_desk.gui.look.painting import draw_focus_ring, fill_round
from liling_desk.gui.look.palette import faded
from liling_desk.gui.look.theme import Theme
from liling_desk.gui.look.tick_box import paint_check_box


class CheckRow(QCheckBox):
    """A QCheckBox as wide as its panel. `light` draws a light's glyph, `icon_name` an icon; a zero count dims it."""

    def __init__(
        self, text: str, theme: Theme, light: str = "", icon_name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self._theme, self._light, self._icon_name = theme, light, icon_name
        self._count: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.changed.connect(self.updateGeometry)
        theme.changed.connect(self.update)

    def set_count(self, count: int | None) -> None:
        """The number at the right, or none."""
        if count == self._count and self.accessibleName():
            return
        self._count = count
        self.setAccessibleName(self.text() if count is None else f"{self.text()} {count}")
        self.update()

    def count(self) -> int | None:
        """The number at the right."""
        return self._count

    def sizeHint(self) -> QSize:
        return QSize(120, self._theme.metrics.facet_row)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self._theme.metrics.facet_row)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = self._theme.tokens
        if self.underMouse() and self.isEnabled():
            fill_round(painter, self.rect(), 6, tokens.hover if not tokens.is_dark else tokens.alt)
        dim = not self.isEnabled() or (self._count == 0 and not self.isChecked())
        colour = tokens.text3 if dim else tokens.text
        left = 8
        paint_check_box(painter, QRectF(left, 0, 16, self.height()), self.isChecked(), tokens, self.isEnabled())
        left += 16 + 7
        if self._light:
            paint_light(painter, self._light, QRectF(left, 0, 14, self.height()), tokens, tokens.bg)
            left += 14 + 6
        elif self._icon_name:
            tint = tokens.text2 if not dim else faded(tokens.text3)
            paint_icon(painter, self._icon_name, QRectF(left, 0, 16, self.height()), tint)
            left += 16 + 6
        self._paint_words(painter, left, colour)
        if self.hasFocus():
            draw_focus_ring(painter, self.rect(), tokens, 6)

    def _paint_words(self, painter: QPainter, left: int, colour: object) -> None:
        tokens = self._theme.tokens
        number = "" if self._count is None else f"{self._count:,}"
        small = self._theme.font(12, self.isChecked())
        reserved = QFontMetrics(small).horizontalAdvance(number) + 8
        font = self._theme.font(13)
        painter.setFont(font)
        painter.setPen(colour)
        box = QRect(left, 0, self.width() - left - reserved - 6, self.height())
        shown = QFontMetrics(font).elidedText(self.text(), Qt.TextElideMode.ElideRight, box.width())
        if not self.toolTip() and shown != self.text():
            self.setToolTip(self.text())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.setFont(small)
        painter.setPen(tokens.text if self.isChecked() else tokens.text3)
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(QRect(0, 0, self.width() - 8, self.height()), right, number)
