"""Saved views and facets: emits a `LedgerFilter` and nothing else."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.ledger_page.facet_group import FacetGroup, FacetValue
from liling_desk.gui.ledger_page.facet_words import DUE_WORDS, GROUPS, PACE_ORDER, REPORTED_ORDER, value_words
from liling_desk.gui.ledger_page.saved_views_panel import SavedViewsPanel
from liling_desk.ledger.filters import Facet, LedgerFilter, SortOrder
from liling_desk.ledger.finder import Finder
from liling_desk.ledger.standing import Standing
from liling_desk.ledger.status import Colour, Status

_AT_ONCE = 5_000
"""So many items are counted before anything else is done."""
_AFTER_LIST_MS = 10
"""The list is painted first."""
_ALWAYS_THE_SAME = ("light", "status", "due", "reported", "pace")
"""Groups that have the same values in every ledger."""
_SLICE = 0.008
"""Seconds of counting at a time where there are more."""


class FilterPanel(QWidget):
    """`current_sort` says the list's order for 保存当前."""

    filter_changed = Signal(object)
    """A `LedgerFilter`: somebody ticked or cleared something. Answer with `show_counts`."""
    view_chosen = Signal(object)
    """A `SavedView`: answer with `set_filter` and `show_counts`."""

    def __init__(
        self, desk: Desk, parent: QWidget | None = None, current_sort: Callable[[], SortOrder] = SortOrder
    ) -> None:
        super().__init__(parent)
        self._desk, self._filter = desk, LedgerFilter()
        self._standings = Finder()
        self._place = ""
        self._soon = QTimer(self, singleShot=True)
        self._steps: Iterator[None] = iter(())
        self._soon.timeout.connect(self._go_on)
        self.setObjectName("filterPanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.views = SavedViewsPanel(desk, current_sort)
        self.groups: dict[str, FacetGroup] = {name: FacetGroup(desk, name, desk.tr(title)) for name, title in GROUPS}
        self._scroll = QScrollArea(self)
        self._build()
        self.views.chosen.connect(self.view_chosen)
        for group in self.groups.values():
            group.ticked_changed.connect(self._ticked)
        desk.theme.changed.connect(self._resize)
        self._resize()

    def _build(self) -> None:
        content = QWidget()
        content.setObjectName("filterPanel")
        column = QVBoxLayout(content)
        column.setContentsMargins(8, 6, 8, 12)
        column.setSpacing(2)
        column.addWidget(self.views)
        for group in self.groups.values():
            column.addWidget(group)
        column.addStretch(1)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(content)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._scroll)

    def set_filter(self, wanted: LedgerFilter) -> None:
        """Show a filter that was set elsewhere; emits nothing."""
        self._count(wanted, with_views=False)

    def filter(self) -> LedgerFilter:
        """The filter shown."""
        return self._filter

    def show_counts(self, standings: Finder | Sequence[Standing], wanted: LedgerFilter) -> None:
        """Count the whole ledger's items (deleted ones too) under a filter: at once where there are few, else as soon
        as the list has been painted."""
        former, self._standings = self._standings, standings if isinstance(standings, Finder) else Finder(standings)
        if self._standings is not former and len(self._standings) > _AT_ONCE:
            self._forget()
        self._count(wanted, with_views=True)

    def _forget(self) -> None:
        """Numbers of another ledger, or of another day, are not shown while these are counted."""
        bridge = self._desk.bridge
        place = bridge.ledger.address.text if bridge.has_ledger else ""
        is_other, self._place = place != self._place, place
        for name, group in self.groups.items():
            if is_other and name not in _ALWAYS_THE_SAME:
                group.set_values(())
            group.set_state(None, group.ticked)
        self.views.forget_counts()

    def _count(self, wanted: LedgerFilter, with_views: bool) -> None:
        self._filter = wanted
        self.views.set_filter(wanted)
        self._steps = self._counting(with_views)
        if len(self._standings) <= _AT_ONCE:
            for _ in self._steps:
                pass
        else:
            self._soon.start(_AFTER_LIST_MS)

    def _go_on(self) -> None:
        end = time.perf_counter() + _SLICE
        for _ in self._steps:
            if time.perf_counter() > end:
                self._soon.start(0)
                return

    def _counting(self, with_views: bool) -> Iterator[None]:
        for name, _ in GROUPS:
            group = self.groups[name]
            yield from self._standings.prepare(name)
            counts = self._standings.counts(self._filter, name)
            group.set_values(self._values(name))
            group.set_state(counts, [str(value) for value in getattr(self._filter, name)])
            yield
        if with_views:
            self.views.show_counts(self._standings)
            self.views.set_filter(self._filter)

    def open_group(self, name: str) -> None:
        """Unfold a group ("light", "status", "due", "unit", …), bring it into view and focus it."""
        if (group := self.groups.get(name)) is not None:
            group.set_open(True)
            group.focus()
            self._scroll.ensureWidgetVisible(group, 0, 8)

    def focus_first(self) -> None:
        """Put the focus on the current view (F6)."""
        self.views.focus()

    def _values(self, name: Facet) -> list[FacetValue]:
        """The values of a group in an order that filtering never changes."""
        tr = self._desk.tr
        if name == "light":
            return [FacetValue(str(each), tr(each.word), light=str(each)) for each in Colour]
        if name == "status":
            return [FacetValue(str(each), tr(each.word)) for each in Status]
        if name == "due":
            return [FacetValue(each, tr(word)) for each, word in DUE_WORDS.items()]
        if name in ("reported", "pace"):
            order = REPORTED_ORDER if name == "reported" else PACE_ORDER
            return [FacetValue(str(each), tr(each.word)) for each in order]
        totals = self._standings.totals(name, self._filter.deleted)
        ordered = sorted(totals, key=lambda value: (value != "", -totals[value], value))
        return [FacetValue(value, value_words(name, value, tr)) for value in ordered]

    def _ticked(self, name: str, values: tuple[str, ...]) -> None:
        fields = {each: getattr(self._filter, each) for each in LedgerFilter.model_fields}
        self._filter = LedgerFilter.model_validate({**fields, name: values})
        self.views.set_filter(self._filter)
        self.filter_changed.emit(self._filter)

    def _resize(self) -> None:
        self.setMinimumWidth(self._desk.theme.metrics.filter_min)
        self.setMaximumWidth(self._desk.theme.metrics.filter_max)
