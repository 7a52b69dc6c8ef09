"""The left side of the report page: which report, about what, and how."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QDateEdit,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from liling_desk.gui.desk import Desk
from liling_desk.gui.look.buttons import LinkButton
from liling_desk.gui.look.labels import TextLabel
from liling_desk.gui.look.painting import repolish
from liling_desk.gui.report_page.column_choice import ColumnChoice
from liling_desk.gui.report_page.kind_row import KindRow
from liling_desk.gui.report_page.scopes import WHOLE, Scope
from liling_desk.reporting.kinds import KINDS
from liling_desk.translations import N_

_SWITCHES = (
    ("charts", N_("各单位、各工程图"), True),
    ("settled_items", N_("绿灯和办结事项"), True),
    ("undated_items", N_("没有时限的事项"), True),
    ("progress_texts", N_("进展全文"), True),
    ("black_and_white", N_("黑白打印（灯用形状和文字）"), False),
)
_REMEMBERED = "report"


class OptionsPanel(QScrollArea):
    """Emits `changed` when the report would look different; writes the choices of kind and switches by itself."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        kept = desk.choices.remembered(_REMEMBERED, {})
        self._kept: dict[str, object] = dict(kept) if isinstance(kept, dict) else {}
        self._scopes: list[Scope] = []
        self.setObjectName("filterPanel")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = QWidget()
        body.setObjectName("filterPanel")
        body.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(body)
        column.setContentsMargins(8, 12, 8, 16)
        column.setSpacing(4)
        column.addLayout(self._kind_rows())
        line = QFrame()
        line.setObjectName("hairline")
        line.setFixedHeight(1)
        column.addSpacing(8)
        column.addWidget(line)
        column.addSpacing(8)
        column.addLayout(self._form())
        column.addStretch(1)
        self.setWidget(body)
        self._show_switches()
        desk.theme.changed.connect(self._measure)
        self._measure()

    @property
    def kind(self) -> str:
        """The chosen kind's key."""
        row = self.kinds.checkedButton()
        return row.key if isinstance(row, KindRow) else KINDS[0].key

    @property
    def scope(self) -> Scope:
        """What the report is about."""
        return self._scopes[max(self.scope_box.currentIndex(), 0)]

    def choose_kind(self, key: str) -> None:
        """Choose a kind of report by its key."""
        for row in self.kinds.buttons():
            if isinstance(row, KindRow) and row.key == key:
                row.setChecked(True)

    def switched(self) -> dict[str, Any]:
        """The switches that this kind heeds."""
        heeded = next(kind.options for kind in KINDS if kind.key == self.kind)
        return {name: box.isChecked() for name, box in self.switches.items() if name in heeded}

    def columns(self) -> tuple[str, ...]:
        """Chosen columns, empty for the usual ones or where the kind has none."""
        return self.column_choice.chosen() if self.column_choice.isVisibleTo(self) else ()

    def show_scopes(self, scopes: list[Scope], chosen: str = "") -> None:
        """Fill the list of scopes; keep the present one where it still exists."""
        wanted = chosen or (self._scopes[self.scope_box.currentIndex()].key if self._scopes else WHOLE)
        self._scopes = scopes
        self.scope_box.blockSignals(True)
        self.scope_box.clear()
        self.scope_box.addItems([scope.words for scope in scopes])
        keys = [scope.key for scope in scopes]
        self.scope_box.setCurrentIndex(keys.index(wanted) if wanted in keys else 0)
        self.scope_box.blockSignals(False)

    def show_as_of(self, day: date, is_today: bool) -> None:
        """Show the as-of day; one that isn't today has an amber frame and a way back."""
        self.as_of.blockSignals(True)
        self.as_of.setDate(QDate(day.year, day.month, day.day))
        self.as_of.blockSignals(False)
        self.as_of.setProperty("state", "" if is_today else "doubtful")
        repolish(self.as_of)
        self.today.setVisible(not is_today)

    def focus_first(self) -> None:
        """Give the focus to the chosen kind."""
        self.kinds.checkedButton().setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # PgUp and PgDn turn the preview's pages wherever the focus is.
        if event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _kind_rows(self) -> QVBoxLayout:
        tr = self._desk.tr
        column = QVBoxLayout()
        column.setSpacing(2)
        self.kinds = QButtonGroup(self)
        for kind in KINDS:
            row = KindRow(kind.key, tr(kind.name), tr(kind.purpose), self._desk.theme)
            self.kinds.addButton(row)
            column.addWidget(row)
            row.setChecked(kind.key == self._kept.get("kind", KINDS[0].key))
        if self.kinds.checkedButton() is None:
            self.kinds.buttons()[0].setChecked(True)
        self.kinds.buttonToggled.connect(self._kind_toggled)
        return column

    def _form(self) -> QGridLayout:
        tr, theme = self._desk.tr, self._desk.theme
        form = QGridLayout()
        form.setContentsMargins(8, 0, 8, 0)
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        form.setColumnStretch(1, 1)
        form.addWidget(TextLabel(tr("选项"), theme, px=13, role="text", bold=True), 0, 0, 1, 2)
        self.scope_box = QComboBox()
        self.scope_box.setAccessibleName(tr("范围"))
        self.scope_box.setMinimumContentsLength(8)
        self.scope_box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.scope_box.currentIndexChanged.connect(self.changed)
        self.as_of = QDateEdit()
        self.as_of.setCalendarPopup(True)
        self.as_of.setDisplayFormat("yyyy-MM-dd")
        self.as_of.setKeyboardTracking(False)
        self.as_of.setAccessibleName(tr("数据截至"))
        self.as_of.dateChanged.connect(self._as_of_changed)
        self.today = LinkButton(tr("回到今天"), theme)
        self.today.clicked.connect(lambda: self._desk.bridge.set_as_of(None))
        self.column_choice = ColumnChoice(self._desk, self._kept.get("columns"))
        self.column_choice.changed.connect(self._switched)
        self.column_label = TextLabel(tr("栏目"), theme)
        for place, (label, field) in enumerate(
            ((TextLabel(tr("范围"), theme), self.scope_box), (TextLabel(tr("数据截至"), theme), self.as_of)), 1
        ):
            form.addWidget(label, place, 0)
            form.addWidget(field, place, 1)
        form.addWidget(self.today, 3, 1, Qt.AlignmentFlag.AlignLeft)
        form.addWidget(self.column_label, 4, 0)
        form.addWidget(self.column_choice, 4, 1)
        form.addLayout(self._switch_boxes(), 5, 1)
        return form

    def _switch_boxes(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(2)
        column.setContentsMargins(0, 4, 0, 0)
        self.switches: dict[str, QCheckBox] = {}
        for name, words, default in _SWITCHES:
            box = QCheckBox(self._desk.tr(words))
            box.setChecked(bool(self._kept.get(name, default)))
            box.toggled.connect(self._switched)
            row = QHBoxLayout()
            row.addWidget(box)
            row.addStretch(1)
            column.addLayout(row)
            self.switches[name] = box
        return column

    def _kind_toggled(self, _row: object, checked: bool) -> None:
        if checked:
            self._show_switches()
            self._switched()

    def _show_switches(self) -> None:
        heeded = next(kind.options for kind in KINDS if kind.key == self.kind)
        for name, box in self.switches.items():
            box.setVisible(name in heeded)
        self.column_choice.setVisible("columns" in heeded)
        self.column_label.setVisible("columns" in heeded)

    def _switched(self) -> None:
        self._kept = {name: box.isChecked() for name, box in self.switches.items()}
        self._kept |= {"kind": self.kind, "columns": list(self.column_choice.chosen())}
        self._desk.choices.remember(_REMEMBERED, dict(self._kept))
        self.changed.emit()

    def _as_of_changed(self, day: QDate) -> None:
        bridge, chosen = self._desk.bridge, date(day.year(), day.month(), day.day())
        bridge.set_as_of(None if chosen == bridge.today else chosen)

    def _measure(self) -> None:
        usual = round(320 * (13 + self._desk.theme.font_step) / 13)
        self.setFixedWidth(max(usual, self.widget().minimumSizeHint().width() + 4))
