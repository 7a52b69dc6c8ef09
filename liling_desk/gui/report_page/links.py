"""What the numbers on a page lead to, and pointing at them with mouse or keyboard."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QToolTip

from liling_desk.gui.desk import Desk
from liling_desk.gui.report_page.page_view import PageView
from liling_desk.gui.report_page.pdf_pages import PageLink
from liling_desk.ledger.errors import LedgerError
from liling_desk.ledger.filters import LedgerFilter, SortOrder


class Links(QObject):
    """Watches a view. Ctrl+Right and Ctrl+Left go from link to link, Enter follows one."""

    followed = Signal(object, str)
    """The `LedgerFilter` that gives exactly the items that were counted, and what named ones have in common."""

    def __init__(self, desk: Desk, view: PageView) -> None:
        super().__init__(view)
        self._desk, self._view = desk, view
        self._filters: Sequence[LedgerFilter] = ()
        self._pressed: PageLink | None = None
        view.viewport().setMouseTracking(True)
        view.viewport().installEventFilter(self)
        view.installEventFilter(self)

    def show_filters(self, filters: Sequence[LedgerFilter]) -> None:
        """The filters of the document that is shown."""
        self._filters, self._pressed = filters, None

    def words(self, link: PageLink) -> str:
        """What a click shows: 看这 4 项, or the one item's title."""
        wanted, tr = self._filter(link), self._desk.tr
        if wanted is None:
            return ""
        bridge = self._desk.bridge
        try:
            found = bridge.ledger.find(wanted, SortOrder(), bridge.as_of)
        except LedgerError:
            return ""
        if len(found) == 1:
            return tr("看 {code} {title}", code=found[0].code, title=found[0].commitment.title)
        return tr("看这 {n} 项", n=len(found))

    def step(self, by: int) -> None:
        """Put the ring on the next link of the pages at hand, or the one before."""
        links = [link for link in self._view.store.links() if self._filter(link) is not None]
        if not links:
            return
        here = self._view.link_with_ring
        if here in links:
            place = max(0, min(links.index(here) + by, len(links) - 1))
        else:
            place = next((at for at, link in enumerate(links) if link.page >= self._view.current), 0)
        link = links[place]
        self._view.link_with_ring = link
        self._view.setAccessibleDescription(self.words(link))
        self._view.reveal(link.page, link.rect)
        self._view.viewport().update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._view:
            return isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._key(event)
        if isinstance(event, QHelpEvent):
            link = self._link_at(event.pos())
            QToolTip.showText(event.globalPos(), self.words(link) if link else "", self._view.viewport())
            return True
        if isinstance(event, QMouseEvent):
            self._mouse(event)
        return False

    def _key(self, event: QKeyEvent) -> bool:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.key() in (
            Qt.Key.Key_Right,
            Qt.Key.Key_Left,
        ):
            self.step(1 if event.key() == Qt.Key.Key_Right else -1)
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._view.link_with_ring is not None:
            self._follow(self._view.link_with_ring)
            return True
        return False

    def _mouse(self, event: QMouseEvent) -> None:
        link = self._link_at(event.position().toPoint())
        if event.type() == QEvent.Type.MouseMove:
            shape = Qt.CursorShape.PointingHandCursor if link else Qt.CursorShape.ArrowCursor
            self._view.viewport().setCursor(shape)
        elif event.button() != Qt.MouseButton.LeftButton:
            return
        elif event.type() == QEvent.Type.MouseButtonPress:
            self._pressed = link
        elif event.type() == QEvent.Type.MouseButtonRelease:
            pressed, self._pressed = self._pressed, None
            if link is not None and link == pressed:
                self._follow(link)

    def _follow(self, link: PageLink) -> None:
        wanted = self._filter(link)
        if wanted is not None:
            self.followed.emit(wanted, self._desk.tr("报表里数到的") if len(wanted.codes) > 1 else "")

    def _link_at(self, place: QPoint) -> PageLink | None:
        if self._view.is_stale or (found := self._view.point_at(place)) is None:
            return None
        page, point = found
        near = [link for link in self._view.store.links_of(page) if link.rect.adjusted(-1, -1, 1, 1).contains(point)]
        near = [link for link in near if self._filter(link) is not None]
        # A number inside a wider link goes first.
        return min(near, key=lambda link: link.rect.width() * link.rect.height(), default=None)

    def _filter(self, link: PageLink) -> LedgerFilter | None:
        number = re.search(r"(\d+)$", link.uri)
        place = int(number[1]) if number else -1
        return self._filters[place] if 0 <= place < len(self._filters) else None
