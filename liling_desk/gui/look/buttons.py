"""Buttons painted from the tokens: native buttons for keyboard and screen readers, own drawing."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from liling_desk.gui.look.icons import paint_icon
from liling_desk.gui.look.painting import draw_focus_ring, fill_round
from liling_desk.gui.look.palette import faded
from liling_desk.gui.look.theme import Theme
from liling_desk.gui.look.tokens import Tokens

KINDS = ("primary", "plain", "soft", "ghost", "link", "toast", "toast_link")
_ICON = 16
_GAP = 6


class PaintedButton(QPushButton):
    """What the painted buttons share: the theme, hovering, and a ring only for those who came by keyboard."""

    def __init__(self, text: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self._ringed = False
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._restyle)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ringed = event.reason() != Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._ringed = False
        super().focusOutEvent(event)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def shows_ring(self) -> bool:
        """Whether the focus ring is drawn."""
        return self.hasFocus() and self._ringed

    def _shown_text(self) -> str:
        return self.text().replace("&&", "\0").replace("&", "").replace("\0", "&")

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()


class Button(PaintedButton):
    """A button with a word, and perhaps an icon before and a small one after it. Kinds: see KINDS."""

    def __init__(
        self,
        text: str,
        kind: str,
        icon_name: str,
        theme: Theme,
        parent: QWidget | None = None,
        trailing_icon: str = "",
    ) -> None:
        super().__init__(text, theme, parent)
        self._kind, self._icon_name, self._trailing = kind, icon_name, trailing_icon
        self._px, self._bold, self._tall = 14, kind == "primary", False

    def set_kind(self, kind: str) -> None:
        """Look like another kind of button."""
        self._kind, self._bold = kind, kind == "primary"
        self._restyle()

    def set_icon_name(self, name: str) -> None:
        """Show another icon, or none with ""."""
        self._icon_name = name
        self._restyle()

    def set_tall(self, tall: bool = True) -> None:
        """Use the apply bar's height."""
        self._tall = tall
        self._restyle()

    def sizeHint(self) -> QSize:
        metrics = self._theme.metrics
        width = QFontMetrics(self._label_font()).horizontalAdvance(self._shown_text()) + 2 * self._padding()
        side = _ICON + metrics.step
        width += (side + _GAP) if self._icon_name else 0
        width += (side - 2 + 4) if self._trailing else 0
        height = metrics.control_tall if self._tall else metrics.control
        return QSize(width, height)

    def _label_font(self) -> QFont:
        return self._theme.font(self._px, self._bold)

    def _padding(self) -> int:
        return {"link": 4, "ghost": 8, "toast": 10, "toast_link": 6}.get(self._kind, 14)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = self._theme.tokens
        self._paint_ground(painter, tokens)
        colour = _text_colour(self._kind, tokens, self.isEnabled())
        font, text = self._label_font(), self._shown_text()
        metrics = QFontMetrics(font)
        if self._kind in ("link", "toast_link") and self.underMouse() and self.isEnabled():
            font.setUnderline(True)
        painter.setFont(font)
        side = _ICON + self._theme.metrics.step
        text_width = metrics.horizontalAdvance(text)
        whole = text_width + ((side + _GAP) if self._icon_name else 0) + ((side + 2) if self._trailing else 0)
        left = max((self.width() - whole) // 2, 4)
        if self._icon_name:
            tint = tokens.text2 if colour == tokens.text else colour
            paint_icon(painter, self._icon_name, QRect(left, (self.height() - side) // 2, side, side), tint)
            left += side + _GAP
        painter.setPen(colour)
        room = min(text_width + 2, self.width() - left - 2)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(left, 0, room, self.height()), Qt.AlignmentFlag.AlignVCenter, shown)
        if self._trailing:
            at = left + text_width + 4
            paint_icon(painter, self._trailing, QRect(at, (self.height() - side) // 2 + 1, side - 2, side - 2), colour)

    def _paint_ground(self, painter: QPainter, tokens: Tokens) -> None:
        box = QRectF(self.rect())
        radius = self._theme.metrics.radius_control
        fill, border = self._ground(tokens)
        if fill is not None or border is not None:
            fill_round(painter, box, radius, fill, border)
        if not self.shows_ring():
            return
        if self._kind == "primary":
            fill_round(painter, box.adjusted(2, 2, -2, -2), radius - 1.5, None, tokens.on_accent, 2)
        elif self._kind.startswith("toast"):
            fill_round(painter, box, radius, None, tokens.on_toast_accent, 2)
        else:
            draw_focus_ring(painter, box, tokens, radius)

    def _ground(self, tokens: Tokens) -> tuple[QColor | None, QColor | None]:
        enabled, over, down = self.isEnabled(), self.underMouse(), self.isDown() or self.isChecked()
        if self._kind == "primary":
            if not enabled:
                return tokens.track, None
            return (tokens.accent.darker(115) if down else tokens.accent.lighter(112) if over else tokens.accent), None
        if self._kind in ("plain", "soft"):
            edge = tokens.line2 if self._kind == "plain" else tokens.line
            if not enabled:
                return None, faded(edge)
            return (tokens.sel if down else tokens.hover if over else tokens.surface), edge
        if self._kind == "toast":
            return (faded(tokens.on_toast, 0.14) if enabled and (over or down) else None), None
        if self._kind == "ghost":
            return (tokens.sel if down else tokens.hover if over and enabled else None), None
        return None, None


class SurfaceButton(Button):
    """A button that stands on nothing but the surface's colour: to press it, nothing beneath has to be painted.

    Nor does a click take the focus from the field beside it, which would have to be painted without.
    """

    def __init__(self, text: str, kind: str, icon_name: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(text, kind, icon_name, theme, parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # a style sheet has taken it away before

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.setUpdatesEnabled(False)  # Qt would paint it once more before it says that it was clicked
        super().mouseReleaseEvent(event)
        self.setUpdatesEnabled(True)

    def _paint_ground(self, painter: QPainter, tokens: Tokens) -> None:
        painter.fillRect(self.rect(), tokens.surface)
        super()._paint_ground(painter, tokens)


class LinkButton(Button):
    """A word in the accent colour that does something; underlined under the mouse."""

    def __init__(
        self, text: str, theme: Theme, parent: QWidget | None = None, px: int = 13, bold: bool = False
    ) -> None:
        super().__init__(text, "link", "", theme, parent)
        self._px, self._bold = px, bold
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._theme.metrics.hit)


class IconButton(PaintedButton):
    """An icon with a tooltip that is also its accessible name; at least 28x28."""

    def __init__(
        self,
        icon_name: str,
        tooltip: str,
        theme: Theme,
        parent: QWidget | None = None,
        size: int = 18,
        kind: str = "ghost",
    ) -> None:
        super().__init__("", theme, parent)
        self._icon_name, self._size, self._kind = icon_name, size, kind
        self.set_tooltip(tooltip)

    def set_tooltip(self, tooltip: str) -> None:
        """Change tooltip and accessible name."""
        self.setToolTip(tooltip)
        self.setAccessibleName(tooltip)

    def set_icon_name(self, name: str) -> None:
        """Show another icon."""
        self._icon_name = name
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self._theme.metrics
        side = metrics.hit if self._kind in ("ghost", "toast") else metrics.control
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens, radius = self._theme.tokens, self._theme.metrics.radius_control
        over, down = self.underMouse() and self.isEnabled(), self.isDown() or self.isChecked()
        toast = self._kind == "toast"
        fill = tokens.sel if down else tokens.hover if over else None
        if toast:
            fill = faded(tokens.on_toast, 0.14) if over or down else None
        border = tokens.line if self._kind == "soft" else None
        if self._kind == "soft" and fill is None:
            fill = tokens.surface
        if fill is not None or border is not None:
            fill_round(painter, self.rect(), radius, fill, border)
        colour = tokens.on_toast if toast else tokens.accent if self.isChecked() else tokens.text2
        if not self.isEnabled():
            colour = faded(tokens.text3)
        side = self._size + self._theme.metrics.step // 2
        middle = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        paint_icon(painter, self._icon_name, middle, colour)
        if self.shows_ring():
            ring = tokens.on_toast_accent if toast else tokens.accent
            fill_round(painter, self.rect(), radius, None, ring, 2)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)


def _text_colour(kind: str, tokens: Tokens, enabled: bool) -> QColor:
    if kind == "primary":
        return tokens.on_accent if enabled else tokens.text3
    if kind == "toast":
        return tokens.on_toast
    if kind == "toast_link":
        return tokens.on_toast_accent
    if not enabled:
        return faded(tokens.text3, 0.6)
    return tokens.accent if kind == "link" else tokens.text
