"""The pages as they will be printed, on a grey ground."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.look.painting import draw_focus_ring
from liling_desk.gui.report_page.page_layout import WIDTH, lay_out
from liling_desk.gui.report_page.pdf_pages import PdfPages

_PAPER = QColor("#FFFFFF")  # Paper is white in the dark theme as well.


class PageView(QAbstractScrollArea):
    """Shows one document. `picture_wanted` asks for a page at so many pixels a point; `give_picture` answers."""

    picture_wanted = Signal(int, float)
    moved = Signal(int, int)
    """Current page (from 0) and how many there are."""
    zoom_stepped = Signal(int)
    """Ctrl and the wheel or a key: +1, -1, 0 for the standard."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tr, self._theme = desk.tr, desk.theme
        self.document: PdfPages | None = None
        """What is shown."""
        self._layout = lay_out((), QSize(1, 1), WIDTH)
        self._zoom = WIDTH
        self._pictures: dict[int, tuple[float, QImage]] = {}
        self._asked: set[tuple[int, float]] = set()
        self._stale = False
        self._current = 0
        self._leading = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self._tr("报表预览"))
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        desk.theme.changed.connect(self.viewport().update)

    @property
    def zoom(self) -> str:
        """The zoom in force."""
        return self._zoom

    @property
    def current(self) -> int:
        """The current page, from 0."""
        return self._current

    @property
    def is_on_last_row(self) -> bool:
        """Whether there is nothing further on."""
        columns = self._layout.columns
        return not self._layout.rects or self._current // columns == (len(self._layout.rects) - 1) // columns

    @property
    def is_stale(self) -> bool:
        """Whether what is shown is about to be replaced."""
        return self._stale

    def show_document(self, document: PdfPages, pictures: Mapping[int, tuple[float, QImage]]) -> None:
        """Show another document, its first pictures already there; stay on the same page where it has one."""
        current = min(self._current, max(len(document) - 1, 0))
        same_place = current == self._current
        value = self.verticalScrollBar().value()
        self.document, self._pictures, self._asked = document, dict(pictures), set()
        self._stale = False
        self._lay_out()
        if same_place:
            self._scroll_to(value)
            self._set_current(current)
        else:
            self.go_to(current)
        self.viewport().update()

    def set_stale(self, stale: bool) -> None:
        """Dim what is shown while something newer is on its way."""
        if stale != self._stale:
            self._stale = stale
            self.viewport().update()

    def give_picture(self, document: PdfPages, index: int, scale: float, picture: QImage) -> None:
        """An asked-for page; one of a document that is gone is dropped."""
        self._asked.discard((index, scale))
        if document is self.document:
            self._pictures[index] = (scale, picture)
            self.viewport().update()

    def set_zoom(self, zoom: str) -> None:
        """ "width", "whole" or a percentage; the current page stays."""
        self._zoom = zoom
        self._lay_out()
        if self.document is not None:
            self.go_to(self._current)
        self.viewport().update()

    def go_to(self, index: int) -> None:
        """Put a page at the top."""
        if self.document is None or not len(self.document):
            return
        index = max(0, min(index, len(self.document) - 1))
        self._scroll_to(self._layout.top_of(index))
        self._set_current(index)

    def step(self, rows: int) -> None:
        """Go some rows of pages on (or back)."""
        columns = self._layout.columns
        self.go_to((self._current // columns + rows) * columns)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self.document) - 1 if self.document else 0
        moves = {
            Qt.Key.Key_PageDown: lambda: self.step(1),
            Qt.Key.Key_PageUp: lambda: self.step(-1),
            Qt.Key.Key_Home: lambda: self.go_to(0),
            Qt.Key.Key_End: lambda: self.go_to(last),
        }
        steps = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1, Qt.Key.Key_0: 0}
        if event.key() in moves:
            moves[Qt.Key(event.key())]()
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.key() in steps:
            self.zoom_stepped.emit(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_stepped.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        tokens = self._theme.tokens
        painter.fillRect(self.viewport().rect(), tokens.rail)
        shift = QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        scale = self._layout.scale * self.devicePixelRatioF()
        wanted: list[int] = []
        for index in self._layout.visible(QRect(shift, self.viewport().size())):
            box = self._layout.rects[index].translated(-shift)
            painter.fillRect(box.adjusted(-1, -1, 1, 2), tokens.line)
            painter.fillRect(box, _PAPER)
            kept = self._pictures.get(index)
            if kept is not None:
                _draw(painter, box, kept[1], self.devicePixelRatioF() if kept[0] == scale else None)
            if kept is None or abs(kept[0] - scale) > 1e-6:
                wanted.append(index)
            if self._stale:
                veil = QColor(tokens.rail)
                veil.setAlphaF(0.55)
                painter.fillRect(box, veil)
        self._ask(wanted, scale)
        if self.hasFocus():
            draw_focus_ring(painter, QRectF(self.viewport().rect()).adjusted(1, 1, -1, -1), tokens, 4)

    def _ask(self, indexes: list[int], scale: float) -> None:
        for index in indexes:
            if (index, scale) not in self._asked and not self._stale:
                self._asked.add((index, scale))
                self.picture_wanted.emit(index, scale)

    def _lay_out(self) -> None:
        sizes = self.document.sizes if self.document else ()
        self._layout = lay_out(sizes, self.viewport().size(), self._zoom)
        self._leading = True
        for bar, whole, shown in (
            (self.verticalScrollBar(), self._layout.size.height(), self.viewport().height()),
            (self.horizontalScrollBar(), self._layout.size.width(), self.viewport().width()),
        ):
            bar.setRange(0, max(0, whole - shown))
            bar.setPageStep(shown)
            bar.setSingleStep(40)
        self._leading = False

    def _scroll_to(self, value: int) -> None:
        self._leading = True
        self.verticalScrollBar().setValue(value)
        self._leading = False
        self.viewport().update()

    def _scrolled(self, value: int) -> None:
        self.viewport().update()
        if self._leading or not self._layout.rects:
            return
        middle = value + self.viewport().height() // 3
        above = [index for index, rect in enumerate(self._layout.rects) if rect.top() <= middle]
        row = (above[-1] if above else 0) // self._layout.columns
        self._set_current(row * self._layout.columns)

    def _set_current(self, index: int) -> None:
        self._current = index
        total = len(self.document) if self.document else 0
        self.setAccessibleDescription(self._tr("第 {page} 页，共 {pages} 页", page=index + 1, pages=total))
        self.moved.emit(index, total)


def _draw(painter: QPainter, box: QRect, picture: QImage, ratio: float | None) -> None:
    """`ratio`: pixels a point of the screen where the picture was made for it, None where it must be fitted."""
    if ratio is not None:
        # Point by point: fitted into the box, a picture one pixel wider would lose a column of its letters.
        picture.setDevicePixelRatio(ratio)
        painter.drawImage(box.topLeft(), picture)
        return
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(box, picture)
