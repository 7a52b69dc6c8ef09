"""Filter panel, list and detail side by side: which are shown, how wide, and what folds where there is no room."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QSplitter, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.look.theme import Theme

AREAS_KEPT = "ledger_areas"
_SHADOW = 12
FOLD_BELOW = 1360
"""Narrower windows (px) fold the filter panel while the detail is open."""
OVER_BELOW = 1120
"""Narrower ones open the detail over the list."""


class _Shade(QWidget):
    """The edge and the shadow of what lies over the list."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._side = theme, 1
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def fall(self, x: int, side: int) -> None:
        """From `x` to the right (1) or to the left (-1), over the parent's height."""
        self._side = side
        self.setGeometry(x if side > 0 else x - _SHADOW, 0, _SHADOW, self.parentWidget().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        from PySide6.QtGui import QLinearGradient

        near, far = (0, self.width()) if self._side > 0 else (self.width(), 0)
        shade = QLinearGradient(near, 0, far, 0)
        shade.setColorAt(0, QColor(0, 0, 0, 80 if self._theme.is_dark else 36))
        shade.setColorAt(1, QColor(0, 0, 0, 0))
        painter = QPainter(self)
        painter.fillRect(self.rect(), shade)
        edge = 0 if self._side > 0 else self.width() - 1
        painter.fillRect(edge, 0, 1, self.height(), self._theme.tokens.line)


class Areas(QFrame):
    """What folds opens over the list instead of beside it, and goes away with Esc or a click elsewhere."""

    folded = Signal(bool)
    """Whether the filter panel has become a button."""
    detail_shown = Signal(bool)
    changed = Signal()
    """Widths or what is open, for remembering."""

    def __init__(self, desk: Desk, panel: QWidget, middle: QWidget, detail: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self.panel, self.middle, self.detail = panel, middle, detail
        self._edge = _Shade(desk.theme, self)
        self._splitter = QSplitter(self)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._splitter)
        for widget in (panel, middle, detail):
            self._splitter.addWidget(widget)
        self._splitter.setStretchFactor(1, 1)
        self._over: QWidget | None = None
        self._panel_wanted = self._detail_wanted = True
        self._panel_width = self._detail_width = 0
        self._is_folded: bool | None = None
        self._folding: tuple[bool, bool] | None = None
        self._splitter.splitterMoved.connect(self._dragged)
        QApplication.instance().focusChanged.connect(self._focus_moved)
        desk.theme.changed.connect(self.restore)
        self.restore()

    def restore(self) -> None:
        """Widths and what is open, as they were left."""
        kept = self._desk.choices.remembered(AREAS_KEPT)
        kept = kept if isinstance(kept, dict) else {}
        metrics = self._desk.theme.metrics
        panel, detail = kept.get("panel"), kept.get("detail")
        self._panel_width = panel if isinstance(panel, int) else metrics.filter_width
        self._detail_width = detail if isinstance(detail, int) else metrics.detail_width
        self._panel_wanted = kept.get("panel_open") is not False
        self._detail_wanted = kept.get("detail_open") is not False
        self.detail.setMinimumWidth(metrics.detail_min)
        self.detail.setMaximumWidth(metrics.detail_max)
        self.arrange()

    def state(self) -> dict[str, object]:
        """What is remembered."""
        return {
            "panel": self._panel_width, "detail": self._detail_width,
            "panel_open": self._panel_wanted, "detail_open": self._detail_wanted,
        }  # fmt: skip

    @property
    def detail_open(self) -> bool:
        """Whether the detail is to be seen, beside the list or over it."""
        return not self.detail.isHidden()

    @property
    def panel_open(self) -> bool:
        """Whether the filter panel is to be seen."""
        return not self.panel.isHidden()

    def open_detail(self) -> None:
        """Show the detail, beside the list where there is room."""
        if self._is_narrow():
            self._put_over(self.detail)
            self.detail_shown.emit(True)
        elif not self._detail_wanted:
            self._detail_wanted = True
            self.arrange()
            self.changed.emit()

    def close_detail(self) -> None:
        """Give its room to the list."""
        if self._over is self.detail:
            self.close_over()
        elif self._detail_wanted and not self._is_narrow():
            self._detail_wanted = False
            self.arrange()
            self.changed.emit()

    def toggle_panel(self) -> bool:
        """F4: show the filter panel, or hide it if it is shown. True where it is shown now."""
        if self._folds():
            if self._over is self.panel:
                self.close_over()
            else:
                self._put_over(self.panel)
            return self._over is self.panel
        self._panel_wanted = not self._panel_wanted
        self.arrange()
        self.changed.emit()
        return self._panel_wanted

    def close_over(self) -> bool:
        """Put away what lies over the list; False where nothing does."""
        if self._over is None:
            return False
        self.arrange()
        return True

    def arrange(self) -> None:
        """Dock, fold or hide for the width there is."""
        self._over = None
        self._edge.hide()
        folds = self._folds()
        self._dock(self.panel, 0, self._panel_wanted and not folds)
        self._dock(self.detail, 2, self._detail_wanted and not self._is_narrow())
        panel = self._panel_width if self.panel_open else 0
        detail = self._detail_width if self.detail_open else 0
        self._splitter.setSizes([panel, max(self.width() - panel - detail, 1), detail])
        button = folds or not self._panel_wanted
        if button != self._is_folded:
            self._is_folded = button
            self.folded.emit(button)
        self.detail_shown.emit(self.detail_open)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        folding = (self._folds(), self._is_narrow())
        if folding != self._folding:
            self._folding = folding
            self.arrange()
        elif self._over is not None:
            self._place_over()

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        # The filter panel over the list goes when the user turns to the list again; the detail stays.
        if self._over is self.panel and new is not None and self.middle.isAncestorOf(new):
            self.close_over()

    def _folds(self) -> bool:
        window = self._window_width()
        return window < OVER_BELOW or (window < FOLD_BELOW and self._detail_wanted)

    def _is_narrow(self) -> bool:
        return self._window_width() < OVER_BELOW

    def _window_width(self) -> int:
        return self.width() + self._desk.theme.metrics.rail_width

    def _dock(self, widget: QWidget, place: int, shown: bool) -> None:
        if self._splitter.indexOf(widget) != place:
            self._splitter.insertWidget(place, widget)
            self._splitter.setStretchFactor(1, 1)
        widget.setVisible(shown)

    def _put_over(self, widget: QWidget) -> None:
        if self._over is widget:
            return
        self.close_over()
        self._over = widget
        widget.setParent(self)
        self._place_over()
        widget.show()
        widget.raise_()
        self._edge.show()
        self._edge.raise_()

    def _place_over(self) -> None:
        if self._over is self.panel:
            self.panel.setGeometry(0, 0, self._panel_width, self.height())
            self._edge.fall(self._panel_width, 1)
        elif self._over is self.detail:
            wide = min(self._detail_width, self.width())
            self.detail.setGeometry(self.width() - wide, 0, wide, self.height())
            self._edge.fall(self.width() - wide, -1)

    def _dragged(self) -> None:
        sizes = self._splitter.sizes()
        if self.panel_open:
            self._panel_width = sizes[0]
        if self.detail_open:
            self._detail_width = sizes[2]
        self.changed.emit()
