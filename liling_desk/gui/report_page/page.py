"""报表: kinds at the left, the true pages, options at the right; saving and printing act on what is shown."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.report_page.asking import request_of
from liling_desk.gui.report_page.delivery import Delivery
from liling_desk.gui.report_page.kept_options import KeptOptions
from liling_desk.gui.report_page.kind_list import KindList
from liling_desk.gui.report_page.kind_panels import KindPanels
from liling_desk.gui.report_page.options_panel import OptionsPanel
from liling_desk.gui.report_page.page_keys import PageKeys
from liling_desk.gui.report_page.periods import month_options
from liling_desk.gui.report_page.preview_area import PreviewArea
from liling_desk.gui.report_page.preview_maker import PreviewMaker
from liling_desk.gui.report_page.recent_reports import RecentPopover
from liling_desk.gui.report_page.report_head import ReportHead
from liling_desk.gui.report_page.request import Ready, Request
from liling_desk.gui.report_page.scopes import CURRENT, WHOLE, scopes_of
from liling_desk.gui.report_page.three_columns import ThreeColumns
from liling_desk.ledger.filters import LedgerFilter, SortOrder


class ReportPage(QWidget):
    """`delivery` asks for files and printers; tests put others in its place."""

    items_requested = Signal(object, str)
    """`LedgerFilter`, and what named items have in common: open the list on them."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._current: tuple[LedgerFilter, SortOrder] | None = None
        self.maker = PreviewMaker(desk, self._request, self)
        """What a kind's own panel waits for."""
        self._build()
        self._connect()
        self.delivery = Delivery(desk, self.note, self.bar.show_news, self)
        self.delivery.offer = self.panels.offer
        self.keys = PageKeys(self)
        self._show_kind(self.kinds.kind)

    @property
    def ready(self) -> Ready | None:
        """What is shown, None until the first preview is finished."""
        return self.maker.ready

    @property
    def is_up_to_date(self) -> bool:
        """Whether what is shown is what is asked for."""
        return self.maker.is_up_to_date

    def choose_kind(self, key: str) -> None:
        """Choose a kind of report by its key."""
        self.kinds.choose(key)

    def show_filter(self, wanted: LedgerFilter, sort: SortOrder) -> None:
        """Offer the list's filter as a scope and choose it."""
        self._current = (wanted, sort)
        self._fill_scopes(WHOLE if wanted.is_empty else CURRENT)
        self.refresh()

    def refresh(self) -> None:
        """Make the preview again soon; many calls make one preview. Without being shown it waits until it is."""
        begin = self._desk.bridge.has_ledger and self.isVisible()
        if begin:
            self.middle.wait_for(self._desk.tr("正在更新预览…"))
        self.maker.outdate(begin)

    def save(self, ending: str) -> None:
        """Ask where, and write what is shown: ".pdf", `report_head.PDF_A`, ".xlsx", ".docx" or ".csv"."""
        self.maker.when_ready(lambda ready: _save(self, ready, ending))

    def print_report(self) -> None:
        """Ask for a printer, and print what is shown."""
        self.maker.when_ready(self.delivery.print_pages)

    def show_recent(self) -> None:
        """Open the list of reports that were saved or printed."""
        button = self.head.recent_button
        popover = RecentPopover(self._desk, self, self.delivery.recent.all(), self.delivery.open)
        popover.open_at(button.rect().translated(button.mapTo(self, button.rect().topLeft())), button)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._desk.bridge.has_ledger or event.spontaneous():
            return
        self._fill_scopes()
        if not self.is_up_to_date:
            self.refresh()
        target = self.focusWidget()
        if target is not None and target.isVisible():
            target.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.kinds.focus_first()

    def _build(self) -> None:
        desk = self._desk
        kept = KeptOptions(desk.choices)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.head = ReportHead(desk)
        self.kinds = KindList(desk, kept.kind)
        self.middle = PreviewArea(desk)
        self.options = OptionsPanel(desk, kept)
        self.panels = KindPanels(desk, self, self.options.panel_place)
        self.columns = ThreeColumns(desk, self.kinds, self.middle, self.options)
        column.addWidget(self.head)
        column.addWidget(self.columns, 1)
        self.bar, self.view, self.find_bar = self.middle.bar, self.middle.view, self.middle.find_bar
        self.note, self.wait = self.middle.note, self.middle.wait

    def _connect(self) -> None:
        middle, bridge = self.middle, self._desk.bridge
        self.head.save_wanted.connect(self.save)
        self.head.print_wanted.connect(self.print_report)
        self.head.recent_wanted.connect(self.show_recent)
        self.kinds.chosen.connect(self._show_kind)
        self.options.changed.connect(self.refresh)
        self.panels.changed.connect(self.refresh)
        self.columns.folded.connect(middle.show_fold)
        self.columns.folded.connect(self.options.close_button.setVisible)
        self.options.close_button.setVisible(self.columns.is_folded)
        middle.show_fold(self.columns.is_folded, self.columns.options_are_open)
        middle.again_wanted.connect(self.refresh)
        middle.cancel_wanted.connect(self._cancel)
        middle.links.followed.connect(self.items_requested)
        self.maker.began.connect(self._began)
        self.maker.finished.connect(self._show)
        self.maker.failed.connect(middle.show_failed)
        bridge.opened.connect(self._ledger_opened)
        bridge.changed.connect(self._ledger_changed)
        bridge.as_of_changed.connect(self._ledger_changed)

    def _show_kind(self, kind: str) -> None:
        panel = self.panels.show_kind(kind)
        self.head.limit_to_pdf(self.panels.only_pdf())
        self.options.show_kind(kind, panel.takes_over if panel is not None else frozenset())
        self.options.show_foot(panel.foot() if panel is not None else None)
        self.refresh()

    def _ledger_opened(self) -> None:
        self._current = None
        self.maker.cancel()
        self.note.hide()
        self.bar.show_news("")
        if not self._desk.bridge.has_ledger:
            self.middle.say(self._desk.tr("没有打开台账"))
        if self._desk.bridge.has_ledger and self.isVisible():
            self._fill_scopes(WHOLE)
        self.refresh()

    def _ledger_changed(self, _what: object = None) -> None:
        if self._desk.bridge.has_ledger and self.isVisible():
            self._fill_scopes()
        self.refresh()

    def _fill_scopes(self, chosen: str = "") -> None:
        bridge, options = self._desk.bridge, self.options
        options.show_scopes(scopes_of(self._desk, self._current), chosen)
        options.show_as_of(bridge.as_of, bridge.as_of_is_today)
        options.show_periods(month_options(bridge.ledger.snapshot(), bridge.as_of, self._desk.tr))
        self.panels.refresh()

    def _request(self) -> Request:
        return request_of(self._desk, self.kinds.kind, self.options, self.panels.shown, self.middle.seen_at())

    def _began(self, request: Request) -> None:
        self.wait.start(self._desk.tr("正在排版，{n} 项…", n=f"{len(request.material.rows):,}"))

    def _show(self, ready: Ready) -> None:
        self.middle.show_ready(ready)
        self.options.show_missing(ready.missing)

    def _cancel(self) -> None:
        self.maker.cancel()
        self.middle.show_cancelled()


def _save(page: ReportPage, ready: Ready, ending: str) -> None:
    if not page.panels.save(ready, ending):
        page.delivery.save(ready, ending)
