"""A small frame beside the thing it is about."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from liling_desk.gui.look.painting import fill_round
from liling_desk.gui.look.theme import Theme

SHADOW = 14
_PADDING = 18


class Popover(QWidget):
    """A rounded frame inside its parent, with a shadow. Put content into `body`.

    Esc closes it; Tab stays inside; on closing the focus goes back to the widget it came from.
    """

    closed = Signal()

    def __init__(self, parent: QWidget, theme: Theme, width: int = 0) -> None:
        super().__init__(parent)
        self._theme = theme
        self._return_to: QWidget | None = None
        self._width = width
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click beside the fields leaves the focus where it is
        self.body = QVBoxLayout(self)
        margin = SHADOW + _PADDING
        self.body.setContentsMargins(margin, margin - 3, margin, margin - 2)
        self.body.setSpacing(8)
        theme.changed.connect(self.update)
        self.hide()

    def open_at(self, anchor: QRect, return_to: QWidget | None = None, first: QWidget | None = None) -> None:
        """Open below the rectangle (in the parent's coordinates), above it where there is no room.

        return_to: gets the focus back, else whoever has it now; first: gets the focus, else the first field.
        """
        self._return_to = return_to if return_to is not None else QApplication.focusWidget()
        width = self._width + 2 * SHADOW if self._width else self.sizeHint().width()
        self.setFixedWidth(width)
        self.show()
        self._fit(anchor)
        self.raise_()
        target = first if first is not None else self._first_field()
        target.setFocus(Qt.FocusReason.PopupFocusReason)

    def dismiss(self) -> None:
        """Close and give the focus back."""
        if self.isHidden():
            return
        target, self._return_to = self._return_to, None
        if target is not None and target.isVisible():
            target.setFocus(Qt.FocusReason.PopupFocusReason)  # first: hiding would look for another field for it
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)
            # Keys typed here are no commands to the list below.
            event.accept()

    def focusNextPrevChild(self, forward: bool) -> bool:
        fields = self._fields()
        if not fields:
            return True
        current = QApplication.focusWidget()
        place = fields.index(current) if current in fields else -1
        following = fields[(place + (1 if forward else -1)) % len(fields)]
        following.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens, radius = self._theme.tokens, self._theme.metrics.radius_float
        frame = QRectF(self.rect()).adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
        if frame.adjusted(radius, radius, -radius, -radius).contains(QRectF(event.rect())):
            painter.fillRect(event.rect(), tokens.surface)  # somewhere in the middle: a field or a button
            return
        strength = 0.030 if tokens.is_dark else 0.011
        for spread in range(SHADOW - 2, 0, -1):
            shade = QColor(0, 0, 0)
            # Faint at the rim, denser towards the frame, and a little lower than it.
            shade.setAlphaF(strength * (1 - spread / SHADOW))
            grown = frame.adjusted(-spread + 2, -spread + 5, spread - 2, spread + 2)
            fill_round(painter, grown, radius + spread, shade)
        fill_round(painter, frame, radius, tokens.surface, tokens.line2)

    def _fit(self, anchor: QRect) -> None:
        parent = self.parentWidget().rect()
        height = self.heightForWidth(self.width()) if self.hasHeightForWidth() else -1
        self.resize(self.width(), max(height, self.sizeHint().height()))
        left = anchor.left() - SHADOW + 32 if anchor.width() < 60 else anchor.left() - SHADOW
        top = anchor.bottom() + 6 - SHADOW
        if top + self.height() - SHADOW > parent.bottom():
            above = anchor.top() - self.height() + SHADOW - 6
            top = above if above + SHADOW >= 0 else parent.bottom() - self.height() + SHADOW
        left = min(left, parent.right() - self.width() + SHADOW)
        self.move(QPoint(max(left, -SHADOW), max(top, -SHADOW)))

    def _fields(self) -> list[QWidget]:
        """In reading order. Not by `nextInFocusChain`: PySide takes what that returns for a child of whom it asked,

        and when the popover goes, half of the window would lose its Python side with it.
        """
        found = [widget for widget in self.findChildren(QWidget) if _takes_tab(widget)]

        def place(widget: QWidget) -> tuple[int, int]:
            corner = widget.mapTo(self, QPoint(0, 0))
            return corner.y(), corner.x()

        return sorted(found, key=place)

    def _first_field(self) -> QWidget:
        fields = self._fields()
        return fields[0] if fields else self


def _takes_tab(widget: QWidget) -> bool:
    # A spin box's inner editor is reached through the spin box.
    inner = widget.focusProxy() is not None or widget.parentWidget().focusProxy() is widget
    return (
        bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isEnabled() and widget.isVisible() and not inner
    )
