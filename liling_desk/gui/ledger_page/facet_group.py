"""One facet of the filter panel: a head that folds, and a row to tick for each value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.ledger_page.facet_words import CLOSED_AT_FIRST
from liling_desk.gui.ledger_page.roving_focus import RovingFocus
from liling_desk.gui.look.buttons import LinkButton
from liling_desk.gui.look.check_row import CheckRow
from liling_desk.gui.look.section_head import SectionHead

SHORT = 5
"""So many rows of a long group are shown at first, besides the ticked ones."""
CLOSED_GROUPS = "filter_groups_closed"


@dataclass(frozen=True)
class FacetValue:
    """A value as it stands in the filter, its words, and a light's name where it has one."""

    value: str
    words: str
    light: str = ""


class FacetGroup(QWidget):
    """Rows are made when the group is first unfolded, and only those that are shown."""

    ticked_changed = Signal(str, tuple)
    """The group's name and the ticked values."""

    def __init__(self, desk: Desk, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self.name, self.title = desk, name, title
        self._values: tuple[FacetValue, ...] = ()
        self._counts: Mapping[str, int] | None = None
        self._ticked: tuple[str, ...] = ()
        self._all_shown = False
        self._rows: dict[str, CheckRow] = {}
        self._head = SectionHead(title, desk.theme, collapsible=True, parent=self)
        self._head.set_open(name not in _closed(desk))
        self._body = QWidget(self)
        self._column = QVBoxLayout(self._body)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._more = LinkButton("", desk.theme, self._body, px=12)
        self._roving = RovingFocus(self)
        self._build()
        self._head.toggled.connect(self._fold)
        self._head.acted.connect(self.clear)
        self._more.clicked.connect(self._toggle_all)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._body)
        link = QHBoxLayout()
        link.setContentsMargins(27, 0, 0, 0)
        link.addWidget(self._more)
        link.addStretch(1)
        self._column.addLayout(link)
        self._more.hide()
        self._body.setVisible(self._head.is_open())
        for child in self._head.findChildren(QWidget):
            child.installEventFilter(self)

    def set_values(self, values: Sequence[FacetValue]) -> None:
        """The values in the order in which they stand; rows that stay are kept."""
        if tuple(values) != self._values:
            self._values = tuple(values)
            self._arrange()

    def set_state(self, counts: Mapping[str, int] | None, ticked: Sequence[str]) -> None:
        """Counts by value, None before anything is counted, and the ticked values; emits nothing."""
        before, self._ticked = self._ticked, tuple(ticked)
        self._counts = counts
        if before != self._ticked:
            self._head.set_action(self._desk.tr("清除") if ticked else "")
            self._arrange()
        for value, row in self._rows.items():
            self._fill(value, row)

    @property
    def ticked(self) -> tuple[str, ...]:
        """The ticked values."""
        return self._ticked

    def rows(self) -> dict[str, CheckRow]:
        """The rows that exist, by value."""
        return dict(self._rows)

    def clear(self) -> None:
        """Take every tick away."""
        if self._ticked:
            self.set_state(self._counts, ())
            self.ticked_changed.emit(self.name, ())
            self.focus()

    def set_open(self, is_open: bool) -> None:
        """Fold or unfold."""
        self._head.set_open(is_open)

    def is_open(self) -> bool:
        """Whether its rows are shown."""
        return self._head.is_open()

    def focus(self) -> None:
        """Focus the row that had the focus last."""
        self._roving.focus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Down and self.is_open():
                return self._roving.focus()
            if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
                self._head.set_open(event.key() == Qt.Key.Key_Right)
                return True
        return False

    def _arrange(self) -> None:
        """Make, place and drop rows so that exactly the wanted ones are there, in order."""
        if not self.is_open():
            return
        wanted = {each.value: each for each in self._shown()}
        for value in [value for value in self._rows if value not in wanted]:
            row = self._rows.pop(value)
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        for place, (value, each) in enumerate(wanted.items()):
            row = self._rows[value] if value in self._rows else self._make(each)
            if self._column.indexOf(row) != place:
                self._column.insertWidget(place, row)
                row.show()
        rows = [self._rows[value] for value in wanted]
        self._roving.set_rows(rows)
        hidden = len(self._known()) - SHORT
        self._more.setVisible(hidden > 1)
        tr = self._desk.tr
        self._more.setText(tr("收起") if self._all_shown else tr("全部 {n} 个", n=len(self._known())))
        self._more.updateGeometry()
        before: QWidget = self._head
        for row in rows:
            QWidget.setTabOrder(before, row)
            before = row
        QWidget.setTabOrder(before, self._more)

    def _known(self) -> list[FacetValue]:
        known = {each.value for each in self._values}
        return [*self._values, *(FacetValue(value, value) for value in self._ticked if value not in known)]

    def _shown(self) -> list[FacetValue]:
        known = self._known()
        if self._all_shown or len(known) <= SHORT + 1:
            return known
        return [each for place, each in enumerate(known) if place < SHORT or each.value in self._ticked]

    def _make(self, each: FacetValue) -> CheckRow:
        row = CheckRow(each.words, self._desk.theme, light=each.light, parent=self._body)
        self._rows[each.value] = row
        self._fill(each.value, row)
        row.toggled.connect(lambda on, value=each.value: self._toggled(value, on))
        return row

    def _fill(self, value: str, row: CheckRow) -> None:
        row.blockSignals(True)
        row.setChecked(value in self._ticked)
        row.blockSignals(False)
        row.set_count(None if self._counts is None else self._counts.get(value, 0))

    def _toggled(self, value: str, on: bool) -> None:
        order = [each.value for each in self._known()]
        chosen = {*self._ticked, value} if on else {each for each in self._ticked if each != value}
        self._ticked = tuple(each for each in order if each in chosen)
        self._head.set_action(self._desk.tr("清除") if self._ticked else "")
        self.ticked_changed.emit(self.name, self._ticked)

    def _fold(self, is_open: bool) -> None:
        self._body.setVisible(is_open)
        closed = _closed(self._desk) - {self.name} if is_open else _closed(self._desk) | {self.name}
        self._desk.choices.remember(CLOSED_GROUPS, sorted(closed))
        self._arrange()

    def _toggle_all(self) -> None:
        self._all_shown = not self._all_shown
        self._arrange()


def _closed(desk: Desk) -> set[str]:
    kept = desk.choices.remembered(CLOSED_GROUPS, list(CLOSED_AT_FIRST))
    return {str(each) for each in kept} if isinstance(kept, list) else set()
