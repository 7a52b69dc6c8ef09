"""The right side of the report page: what the report is about, and how it looks. Each kind shows what it heeds."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDateEdit, QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.look.buttons import IconButton, LinkButton
from liling_desk.gui.look.labels import TextLabel
from liling_desk.gui.look.painting import repolish
from liling_desk.gui.report_page.column_choice import ColumnChoice
from liling_desk.gui.report_page.kept_options import KeptOptions
from liling_desk.gui.report_page.letterhead_block import LetterheadBlock
from liling_desk.gui.report_page.option_fields import ChoiceField, SortField, SwitchField
from liling_desk.gui.report_page.panel_foot import PanelFoot
from liling_desk.gui.report_page.scopes import WHOLE, Scope
from liling_desk.ledger.filters import Facet, LedgerFilter, SortOrder
from liling_desk.reporting.kinds import kind_of
from liling_desk.reporting.wording import FACET_WORDS
from liling_desk.translations import N_

WIDTH_PX = 280
_GROUPS: tuple[Facet, ...] = ("unit", "programme", "role", "category", "status", "light")
_SWITCHES = (
    ("charts", N_("图表"), True),
    ("settled_items", N_("绿灯和办结事项"), True),
    ("undated_items", N_("没有时限的事项"), True),
    ("progress_texts", N_("进展全文"), True),
    ("new_page_each", N_("各起一页"), True),
    ("black_and_white", N_("黑白打印（灯用形状和文字）"), False),
)
_OWN_WORDS = {
    ("status", "charts"): N_("各单位、各工程图"),
    ("unit", "new_page_each"): N_("每个单位另起一页"),
    ("item", "new_page_each"): N_("每项另起一页"),
}


class OptionsPanel(QScrollArea):
    """Emits `changed` when the report would look different; remembers the choices of each kind by itself."""

    changed = Signal()

    def __init__(self, desk: Desk, kept: KeptOptions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._kept, self._kind = desk, kept, kept.kind
        self._scopes = [Scope(WHOLE, "", LedgerFilter(), SortOrder())]
        self._labels: dict[str, QWidget] = {}
        self._hidden: frozenset[str] = frozenset()
        self.setObjectName("filterPanel")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(desk.tr("选项"))
        body = QWidget()
        body.setObjectName("filterPanel")
        body.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(body)
        column.setContentsMargins(16, 12, 14, 16)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(TextLabel(desk.tr("选项"), desk.theme, px=13, role="text", bold=True), 1)
        self.close_button = IconButton("x", desk.tr("收起选项（F4）"), desk.theme, size=16)
        """Only where the options lie over the pages."""
        head.addWidget(self.close_button)
        column.addLayout(head)
        self.panel_place = QVBoxLayout()
        """Where a kind's own panel stands."""
        column.addLayout(self.panel_place)
        column.addLayout(self._form())
        column.addLayout(self._switch_column())
        self.letterhead = LetterheadBlock(desk)
        column.addWidget(self.letterhead)
        self.glyphs = TextLabel("", desk.theme, px=12, role="text2", wrap=True)
        self.glyphs.set_selectable()
        self.glyphs.hide()
        column.addWidget(self.glyphs)
        column.addStretch(1)
        self.setWidget(body)
        self._foot = PanelFoot(self, self.setViewportMargins)
        self.fields: dict[str, Any] = {
            "group_by": self.group_by, "sort": self.sort, "columns": self.columns, "landscape": self.landscape,
            "period": self.period, "letterhead": self.letterhead, **self.switches,
        }  # fmt: skip
        for field in self.fields.values():
            field.changed.connect(self._chosen)
        self.show_kind(kept.kind)
        desk.theme.changed.connect(self._measure)
        self._measure()

    @property
    def scope(self) -> Scope:
        """What the report is about."""
        return self._scopes[max(self.scope_box.currentIndex(), 0)]

    def show_kind(self, kind: str, taken_over: frozenset[str] = frozenset()) -> None:
        """Show what a kind heeds, as it was left. `taken_over` is not shown: the kind's own panel decides it."""
        self._kind, self._hidden = kind, taken_over
        kept = self._kept.of(kind)
        if kind != self._kept.kind:
            self._kept.keep(kind, kept)
        for name, field in self.fields.items():
            field.set_value(kept.get(name))
            shown = self.heeds(name)
            field.setVisible(shown)
            if name in self._labels:
                self._labels[name].setVisible(shown)
        for name, words, _ in _SWITCHES:
            self.switches[name].setText(self._desk.tr(_OWN_WORDS.get((kind, name), words)))
        for name, field in (("scope", self.scope_box), ("as_of", self.as_of)):
            field.setVisible(name not in taken_over)
            self._labels[name].setVisible(name not in taken_over)
        self.today.setVisible("as_of" not in taken_over and not self._desk.bridge.as_of_is_today)
        self._measure()

    def heeds(self, name: str) -> bool:
        """Whether the kind that is shown has this option."""
        return name in kind_of(self._kind).options and name not in self._hidden

    def chosen(self) -> dict[str, Any]:
        """Fields of `ReportOptions` that the kind heeds."""
        heeded = {name: field.value() for name, field in self.fields.items() if self.heeds(name)}
        heeded["sort"] = (self.sort.order() if self.heeds("sort") else None) or self.scope.sort
        if "columns" in heeded:
            heeded["columns"] = tuple(heeded["columns"])
        if "letterhead" in heeded:
            heeded["letterhead"] = self.letterhead.letterhead()
        return heeded

    def show_foot(self, foot: QWidget | None) -> None:
        """What stands below, whatever is scrolled."""
        self._foot.show_widget(foot)

    def show_scopes(self, scopes: list[Scope], chosen: str = "") -> None:
        """Fill the list of scopes; keep the present one where it still exists."""
        wanted = chosen or (self._scopes[self.scope_box.currentIndex()].key if self._scopes else WHOLE)
        self._scopes = scopes
        self.scope_box.show_options([(scope.key, scope.words) for scope in scopes])
        self.scope_box.set_value(wanted)

    def show_as_of(self, day: date, is_today: bool) -> None:
        """Show the as-of day; one that isn't today has an amber frame and a way back."""
        self.as_of.blockSignals(True)
        self.as_of.setDate(QDate(day.year, day.month, day.day))
        self.as_of.blockSignals(False)
        self.as_of.setProperty("state", "" if is_today else "doubtful")
        repolish(self.as_of)
        self.today.setVisible(not is_today and "as_of" not in self._hidden)

    def show_periods(self, options: list[tuple[str | None, str]]) -> None:
        """Offer these months."""
        self.period.show_options(options)

    def show_missing(self, characters: str) -> None:
        """Name characters that no font has, or say nothing."""
        tr = self._desk.tr
        self.glyphs.setText(tr("字库里没有这些字，页面上显示为方框或空白：{characters}", characters=characters))
        self.glyphs.setVisible(bool(characters))

    def focus_first(self) -> None:
        """Give the focus to the first field; where a kind's panel has taken over all of them, to the first of that."""
        own = self.widget().findChildren(ChoiceField)
        shown = next(field for field in (self.scope_box, *self.fields.values(), *own) if field.isVisibleTo(self))
        shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # PgUp and PgDn turn the preview's pages wherever the focus is.
        if event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _form(self) -> QGridLayout:
        tr = self._desk.tr
        self.scope_box = ChoiceField(tr("范围"))
        self.scope_box.changed.connect(self.changed)
        self.group_by = ChoiceField(
            tr("分组"), [(None, tr("不分组")), *((facet, tr(FACET_WORDS[facet])) for facet in _GROUPS)]
        )
        self.sort = SortField(self._desk)
        self.columns = ColumnChoice(self._desk)
        self.landscape = ChoiceField(
            tr("纸张"), [(None, tr("A4，按常规")), (False, tr("A4 纵向")), (True, tr("A4 横向"))]
        )
        self.period = ChoiceField(tr("报送期"), [(None, tr("最近应报的一期"))])
        form = QGridLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(10)
        form.setVerticalSpacing(8)
        form.setColumnStretch(1, 1)
        rows: tuple[tuple[str, str, QWidget], ...] = (
            ("scope", tr("范围"), self.scope_box), ("as_of", tr("数据截至"), self._day_field()),
            ("period", tr("报送期"), self.period), ("group_by", tr("分组"), self.group_by),
            ("sort", tr("排序"), self.sort), ("columns", tr("栏目"), self.columns),
            ("landscape", tr("纸张"), self.landscape),
        )  # fmt: skip
        for place, (name, words, field) in enumerate(rows):
            self._labels[name] = TextLabel(words, self._desk.theme)
            line = place if place < 2 else place + 1
            form.addWidget(self._labels[name], line, 0)
            form.addWidget(field, line, 1)
        form.addWidget(self.today, 2, 1, Qt.AlignmentFlag.AlignLeft)
        return form

    def _day_field(self) -> QDateEdit:
        tr = self._desk.tr
        self.as_of = QDateEdit()
        self.as_of.setCalendarPopup(True)
        self.as_of.setDisplayFormat("yyyy-MM-dd")
        self.as_of.setKeyboardTracking(False)
        self.as_of.setAccessibleName(tr("数据截至"))
        self.as_of.dateChanged.connect(self._as_of_changed)
        self.today = LinkButton(tr("回到今天"), self._desk.theme)
        self.today.clicked.connect(lambda: self._desk.bridge.set_as_of(None))
        return self.as_of

    def _switch_column(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(2)
        column.setContentsMargins(0, 4, 0, 0)
        self.switches = {name: SwitchField(self._desk.tr(words), default) for name, words, default in _SWITCHES}
        for box in self.switches.values():
            column.addWidget(box)
        return column

    def _chosen(self) -> None:
        heeded = {name: field.value() for name, field in self.fields.items() if self.heeds(name)}
        heeded.pop("period", None)  # next month it would be the wrong one
        self._kept.keep(self._kind, {**self._kept.of(self._kind), **heeded})
        self.changed.emit()

    def _as_of_changed(self, day: QDate) -> None:
        self._desk.bridge.set_as_of(date(day.year(), day.month(), day.day()))

    def _measure(self) -> None:
        bar = self.verticalScrollBar().sizeHint().width()
        usual = round(WIDTH_PX * (13 + self._desk.theme.font_step) / 13)
        self.setFixedWidth(max(usual, self.widget().minimumSizeHint().width() + bar))
