"""The filter panel and the detail: made when the list has been painted, so that the rows are there at once.

What a first change needs is imported in the pauses after that, so that nobody waits for it either.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.first_paint import AfterFirstPaint
from liling_desk.gui.ledger_page.listing import Listing

if TYPE_CHECKING:
    from liling_desk.gui.ledger_page.detail_panel import DetailPanel
    from liling_desk.gui.ledger_page.filter_panel import FilterPanel
_REST_MS = 20
_PAUSE_MS = 5


class _Place(QFrame):
    """Keeps the room of a panel until it is made."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def hold(self, panel: QWidget) -> None:
        """Fill the room."""
        self._column.addWidget(panel)
        self.setFocusProxy(panel)


class SidePanels(QObject):
    """`panel` and `detail` are made when first asked for, by the list's first paint at the latest."""

    detail_made = Signal(object)

    def __init__(self, desk: Desk, listing: Listing, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._listing = desk, listing
        self.panel_place, self.detail_place = _Place("filterPanel", page), _Place("detailPanel", page)
        self._view: QWidget | None = None
        self._panel: FilterPanel | None = None
        self._detail: DetailPanel | None = None
        self._wanted: Iterator[str] | None = None
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._import_next)

    def make_after_painting(self, view: QWidget) -> None:
        """Make both as soon as this has been painted for the first time, with the ledger's rows."""
        self._view = view
        if self._desk.bridge.awaited is None:
            AfterFirstPaint(view, self.make, _REST_MS)
        else:
            self._desk.bridge.opened.connect(self._arrived)

    def _arrived(self) -> None:
        if self._desk.bridge.has_ledger and self._view is not None:
            self._desk.bridge.opened.disconnect(self._arrived)
            AfterFirstPaint(self._view, self.make, _REST_MS)

    def make(self) -> None:
        """Make what is not there yet."""
        _ = self.panel, self.detail
        self._pause.start()

    def _import_next(self) -> None:
        from liling_desk.open_ledger import FOR_A_CHANGE

        self._wanted = self._wanted or iter(FOR_A_CHANGE)
        if (name := next(self._wanted, None)) is not None:
            import_module(name)
            self._pause.start()

    @property
    def panel(self) -> FilterPanel:
        """The filter panel."""
        if self._panel is None:
            from liling_desk.gui.ledger_page.filter_panel import FilterPanel

            self._panel = FilterPanel(self._desk, self.panel_place, current_sort=lambda: self._listing.sort)
            self.panel_place.hold(self._panel)
            self._panel.filter_changed.connect(self._listing.set_filter)
            self._panel.view_chosen.connect(lambda view: self._listing.show(view.filter, view.sort))
            self._listing.filled.connect(self._count)
            self._count()
        return self._panel

    @property
    def detail(self) -> DetailPanel:
        """The detail."""
        if self._detail is None:
            from liling_desk.gui.ledger_page.detail_panel import DetailPanel

            self._detail = DetailPanel(self._desk, self.detail_place)
            self.detail_place.hold(self._detail)
            self.detail_made.emit(self._detail)
        return self._detail

    def attach(self, code: str, paths: Sequence[Path]) -> None:
        """Add the files that a verdict rests on; the detail tells of what is refused."""
        self.detail.item.evidence.adding.add_files(code, paths)

    def _count(self) -> None:
        self.panel.show_counts(self._listing.finder, self._listing.filter)
