"""The line over the list: how many, under which conditions, in which order."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.ledger_page.facet_words import group_words, value_words
from liling_desk.gui.look.buttons import Button, IconButton, LinkButton
from liling_desk.gui.look.chips import Chip
from liling_desk.gui.look.flow_box import FlowBox
from liling_desk.gui.look.labels import TextLabel
from liling_desk.ledger.filters import EVERYTHING, USUAL_ORDER, LedgerFilter, SortOrder
from liling_desk.translations import Translator
from liling_desk.words.orders import ORDERS, order_words


def condition_words(wanted: LedgerFilter, group: str, tr: Translator, codes_name: str = "") -> str:
    """One condition as a chip says it: `亮灯：红灯、黄灯`. `codes_name`: what the named items have in common."""
    value = getattr(wanted, group)
    name = group_words(group, tr)
    if group == "deleted":
        return name
    if group == "codes" and codes_name:
        return codes_name
    if group == "codes":
        words = tr("{n} 项", n=len(value)) if len(value) > 3 else tr("、").join(value)
    elif isinstance(value, tuple):
        words = tr("、").join(value_words(group, str(each), tr) for each in value)
    else:
        words = str(value).strip()
    return tr("{name}：{values}", name=name, values=words)


class SummaryLine(QFrame):
    """Chips wrap onto more lines where they don't fit."""

    filter_changed = Signal(object)
    sort_chosen = Signal(object)
    panel_requested = Signal()
    """The folded filter panel is to open."""

    def __init__(self, desk: Desk, columns_menu: QMenu, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._filter, self._sort = EVERYTHING, USUAL_ORDER
        self._named: tuple[tuple[str, ...], str] = ((), "")
        tr, theme = desk.tr, desk.theme
        self.panel = Button(tr("筛选"), "soft", "filter", theme, self)
        self.panel.setToolTip(tr("筛选面板（F4）"))
        self.count = TextLabel("", theme, 13, "text", bold=True)
        self._chips = FlowBox(8, self)
        self._conditions: dict[str, Chip] = {}
        """A chip for each group that had a condition; it is hidden while it has none."""
        self._clear: LinkButton | None = None
        self.order = Button("", "ghost", "", theme, self, trailing_icon="down")
        self.columns = IconButton("cols", tr("选择列"), theme, self)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 12, 4)
        row.setSpacing(8)
        row.addWidget(self.panel)
        row.addWidget(self.count)
        policy = self._chips.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
        policy.setHeightForWidth(True)
        self._chips.setSizePolicy(policy)
        row.addWidget(self._chips, 1)
        row.addWidget(TextLabel(tr("排序"), theme, 13, "text3"))
        row.addWidget(self.order)
        row.addWidget(self.columns)
        self.panel.clicked.connect(self.panel_requested)
        self.order.clicked.connect(self._choose_order)
        self.columns.clicked.connect(lambda: columns_menu.popup(self._under(self.columns)))
        self.set_folded(False)
        theme.changed.connect(self._measure)
        self._measure()

    def show_state(self, wanted: LedgerFilter, sort: SortOrder, matched: int, total: int) -> None:
        """Say it again."""
        tr = self._desk.tr
        self._sort = sort
        words = tr("{n} 项", n=f"{total:,}")
        if not wanted.is_empty:
            words = tr("{n} / {total} 项", n=f"{matched:,}", total=f"{total:,}")
        self.count.setText(words)
        self.order.setText(order_words(sort, tr))
        self.order.setAccessibleName(tr("排序：{order}", order=order_words(sort, tr)))
        active = len(wanted.active_groups())
        self.panel.setText(tr("筛选 {n}", n=active) if active else tr("筛选"))
        if wanted != self._filter:
            self._filter = wanted
            self._show_chips()

    def show_reading(self, items: int, sort: SortOrder) -> None:
        """While the ledger is being read: how much, and in which order it will be shown."""
        self.show_state(EVERYTHING, sort, 0, 0)
        self.count.setText(self._desk.tr("正在读取 {n} 项…", n=f"{items:,}"))

    def name_codes(self, codes: tuple[str, ...], name: str) -> None:
        """Say this for a filter on just these codes."""
        self._named = (codes, name)
        if codes == self._filter.codes:
            self._show_chips()

    @property
    def codes_name(self) -> str:
        """What the items that the filter names by code have in common; "" where that was not said."""
        return self._named[1] if self._named[0] == self._filter.codes else ""

    def set_folded(self, folded: bool) -> None:
        """Whether the panel's button is wanted."""
        self.panel.setVisible(folded)

    def _show_chips(self) -> None:
        tr, theme = self._desk.tr, self._desk.theme
        groups = sorted(self._filter.active_groups(), key=lambda group: group == "text")
        for group in groups:
            words = condition_words(self._filter, group, tr, self.codes_name)
            if group not in self._conditions:
                chip = self._conditions[group] = Chip("", theme, "", self._chips)
                chip.removed.connect(lambda group=group: self.filter_changed.emit(self._filter.without(group)))
            self._conditions[group].say(words, tr("去掉条件“{condition}”", condition=words))
        if groups and self._clear is None:
            self._clear = LinkButton(tr("全部清除"), theme, self._chips)
            self._clear.clicked.connect(lambda: self.filter_changed.emit(EVERYTHING))
        clear = [self._clear] if groups and self._clear is not None else []
        self._chips.show_only([*(self._conditions[group] for group in groups), *clear])

    def _choose_order(self) -> None:
        tr, menu = self._desk.tr, QMenu(self)
        group = QActionGroup(menu)
        for by, words in ORDERS:
            action = menu.addAction(tr(words))
            action.setCheckable(True)
            action.setChecked(by == self._sort.by)
            group.addAction(action)
            action.triggered.connect(lambda _on=False, by=by: self.sort_chosen.emit(SortOrder(by=by)))
        menu.addSeparator()
        turned = menu.addAction(tr("倒序"))
        turned.setCheckable(True)
        turned.setChecked(self._sort.descending)
        turned.triggered.connect(lambda on: self.sort_chosen.emit(SortOrder(by=self._sort.by, descending=on)))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._under(self.order))

    def _under(self, widget: QWidget) -> QPoint:
        return widget.mapToGlobal(widget.rect().bottomLeft())

    def _measure(self) -> None:
        self.setMinimumHeight(self._desk.theme.metrics.control + 8)
