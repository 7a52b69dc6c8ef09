"""The pages as they will be printed, on a grey ground."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.look.painting import draw_focus_ring
from liling_desk.gui.report_page.finding import Hit
from liling_desk.gui.report_page.page_layout import WIDTH, lay_out
from liling_desk.gui.report_page.page_painting import on_screen, paint_hits, paint_link, paint_sheet, paint_veil
from liling_desk.gui.report_page.page_store import PageStore
from liling_desk.gui.report_page.pdf_pages import PageLink, PagePicture, PdfPages


class PageView(QAbstractScrollArea):
    """Shows one document. `picture_wanted` asks for a page at so many pixels a point; `give_picture` answers."""

    picture_wanted = Signal(int, float)
    moved = Signal(int, int, bool)
    """Current page (from 0), how many there are, and whether there is nothing further on."""
    zoom_stepped = Signal(int)
    """Ctrl and the wheel: +1, -1."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tr, self._theme = desk.tr, desk.theme
        self.store = PageStore()
        self.zoom = WIDTH
        self.current = 0
        """The current page, from 0."""
        self.is_stale = False
        """Whether what is shown is about to be replaced."""
        self.words = ""
        """Said in the middle while there is no document."""
        self.link_with_ring: PageLink | None = None
        self._hits: tuple[Sequence[Hit], int] = ((), -1)
        self._layout = lay_out((), QSize(1, 1), WIDTH)
        self._leading = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self._tr("报表预览"))
        # Always there: coming and going it would change the width, and every page would be drawn twice.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        desk.theme.changed.connect(self.viewport().update)

    def show_document(self, document: PdfPages, pictures: Mapping[int, PagePicture]) -> None:
        """Show another document, its first pictures already there; stay on the same page where it has one."""
        current = min(self.current, max(len(document) - 1, 0))
        same_place = current == self.current
        value = self.verticalScrollBar().value()
        self.store = PageStore(document, pictures)
        self.is_stale, self.link_with_ring, self._hits = False, None, ((), -1)
        self._lay_out()
        if same_place:
            self._scroll_to(value)
            self._set_current(current)
        else:
            self.go_to(current)
        self.viewport().update()

    def set_stale(self, stale: bool) -> None:
        """Dim what is shown while something newer is on its way."""
        if stale != self.is_stale:
            self.is_stale = stale
            self.viewport().update()

    def give_picture(self, document: PdfPages, index: int, picture: PagePicture) -> None:
        """An asked-for page; one of a document that is gone is dropped."""
        if document is self.store.document:
            self.store.give(index, picture, self.seen())
            self.viewport().update()

    def show_hits(self, hits: Sequence[Hit], current: int) -> None:
        """Mark what was found; the current one is scrolled to."""
        self._hits = (hits, current)
        if 0 <= current < len(hits):
            self.reveal(hits[current].page, hits[current].rects[0])
        self.viewport().update()

    def set_zoom(self, zoom: str) -> None:
        """ "width", "whole" or a percentage; what is in the middle stays there."""
        anchor = self.point_at(QPoint(self.viewport().width() // 2, self.viewport().height() // 3))
        self.zoom = zoom
        self._lay_out()
        if anchor is not None:
            index, point = anchor
            top = self._layout.rects[index].top() + point.y() * self._layout.scale
            self._scroll_to(round(top - self.viewport().height() / 3))
            self._scrolled(self.verticalScrollBar().value())
        self.viewport().update()

    def go_to(self, index: int, top: float = 0.0) -> None:
        """Put a page at the top, or what stands so many points down on it."""
        if not len(self.store):
            return
        index = max(0, min(index, len(self.store) - 1))
        self._scroll_to(self._layout.top_of(index) + (round(top * self._layout.scale) if top else 0))
        self._set_current(index)

    def step(self, rows: int) -> None:
        """Go some rows of pages on (or back)."""
        columns = self._layout.columns
        self.go_to((self.current // columns + rows) * columns)

    def reveal(self, index: int, rect: QRectF) -> None:
        """Scroll so that a part of a page (in points) is in sight."""
        box = on_screen(rect, self._layout.rects[index], self._layout.scale)
        for bar, first, last, room in (
            (self.verticalScrollBar(), box.top(), box.bottom(), self.viewport().height()),
            (self.horizontalScrollBar(), box.left(), box.right(), self.viewport().width()),
        ):
            if first < bar.value() or last > bar.value() + room:
                bar.setValue(round(first - room / 3))

    def seen(self) -> tuple[int, ...]:
        """The pages that are in sight."""
        return self._layout.visible(QRect(self._shift(), self.viewport().size()))

    def point_at(self, place: QPoint) -> tuple[int, QPointF] | None:
        """The page under a place of the viewport (or just below it) and the point on it; None without pages."""
        spot = place + self._shift()
        below = [index for index, rect in enumerate(self._layout.rects) if rect.bottom() >= spot.y()]
        inside = next((index for index in below if self._layout.rects[index].contains(spot)), None)
        if not below:
            return None
        index = below[0] if inside is None else inside
        return index, QPointF(spot - self._layout.rects[index].topLeft()) / self._layout.scale

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_stepped.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        tokens, shift, ratio = self._theme.tokens, self._shift(), self.devicePixelRatioF()
        painter.fillRect(self.viewport().rect(), tokens.rail)
        seen = self.seen()
        for index in seen:
            box = self._layout.rects[index].translated(-shift)
            paint_sheet(painter, box, self.store.picture(index), self._layout.scale * ratio, ratio, tokens)
            paint_hits(painter, box, self._layout.scale, index, *self._hits)
            if self.link_with_ring is not None and self.link_with_ring.page == index:
                paint_link(painter, box, self._layout.scale, self.link_with_ring)
            if self.is_stale:
                paint_veil(painter, box, tokens)
        if not len(self.store) and self.words:
            painter.setFont(self._theme.font(14))
            painter.setPen(tokens.text2)
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, self.words)
        self._ask(seen)
        if self.hasFocus():
            draw_focus_ring(painter, QRectF(self.viewport().rect()).adjusted(1, 1, -1, -1), tokens, 4)

    def _ask(self, seen: tuple[int, ...]) -> None:
        """Ask for what is in sight, then for the pages next to it."""
        if self.is_stale or not seen:
            return
        last = len(self.store) - 1
        beside = [index for index in (seen[-1] + 1, seen[-1] + 2, seen[0] - 1) if 0 <= index <= last]
        scale = self._layout.scale * self.devicePixelRatioF()
        for index in self.store.to_ask((*seen, *beside), scale):
            self.picture_wanted.emit(index, scale)

    def _shift(self) -> QPoint:
        return QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _lay_out(self) -> None:
        sizes = self.store.document.sizes if self.store.document else ()
        self._layout = lay_out(sizes, self.viewport().size(), self.zoom)
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
        self.current = index
        total = len(self.store)
        self.setAccessibleDescription(self._tr("第 {page} 页，共 {pages} 页", page=index + 1, pages=total))
        columns = self._layout.columns
        self.moved.emit(index, total, not total or index // columns == (total - 1) // columns)
