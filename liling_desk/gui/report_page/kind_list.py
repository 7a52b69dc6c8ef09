"""The left side of the report page: which kind of report, and below them the letters."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QScrollArea, QVBoxLayout, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.look.labels import TextLabel
from liling_desk.gui.report_page.kind_row import KindRow
from liling_desk.reporting.kinds import KINDS

WIDTH_PX = 232


class KindList(QScrollArea):
    """One of its rows is chosen; arrow keys go from row to row."""

    chosen = Signal(str)
    """A kind's key."""

    def __init__(self, desk: Desk, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setObjectName("filterPanel")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(desk.tr("报表种类"))
        body = QWidget()
        body.setObjectName("filterPanel")
        body.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(8, 12, 8, 12)
        self._column.setSpacing(2)
        self.rows = QButtonGroup(self)
        self._fill(key)
        self._column.addStretch(1)
        self.setWidget(body)
        self.rows.buttonToggled.connect(self._toggled)
        desk.theme.changed.connect(self._measure)
        self._measure()

    @property
    def kind(self) -> str:
        """The chosen kind's key."""
        row = self.rows.checkedButton()
        assert isinstance(row, KindRow)
        return row.key

    def choose(self, key: str) -> None:
        """Choose a kind by its key."""
        for row in self.rows.buttons():
            if isinstance(row, KindRow) and row.key == key:
                row.setChecked(True)

    def focus_first(self) -> None:
        """Give the focus to the chosen kind."""
        self.rows.checkedButton().setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # PgUp and PgDn turn the preview's pages wherever the focus is.
        if event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _fill(self, key: str) -> None:
        tr, theme = self._desk.tr, self._desk.theme
        headed = False
        for kind in KINDS:
            if kind.is_letter and not headed:
                headed = True
                head = TextLabel(tr("公文"), theme, px=12, role="text3", bold=True)
                head.setContentsMargins(12, 10, 0, 4)
                self._column.addWidget(head)
            row = KindRow(kind.key, tr(kind.name), tr(kind.purpose), theme)
            self.rows.addButton(row)
            self._column.addWidget(row)
            row.setChecked(kind.key == key)
        if self.rows.checkedButton() is None:
            self.rows.buttons()[0].setChecked(True)

    def _toggled(self, row: KindRow, checked: bool) -> None:
        if checked:
            self.ensureWidgetVisible(row, 0, 24)
            self.chosen.emit(row.key)

    def _measure(self) -> None:
        bar = self.verticalScrollBar().sizeHint().width()
        needed = max(row.minimumSizeHint().width() for row in self.rows.buttons()) + 16
        self.setFixedWidth(max(WIDTH_PX + 8 * self._desk.theme.font_step, needed + bar))
