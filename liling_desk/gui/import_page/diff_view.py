"""The table of the preview: click or Space takes or leaves a cell, or its row at the left."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.import_page.diff_cells import PAD, DiffDelegate
from liling_desk.gui.import_page.diff_frozen import FrozenColumns
from liling_desk.gui.import_page.diff_head import BOX, GAP, DiffHead
from liling_desk.gui.import_page.diff_model import CELL_ROLE, KIND, LEADING, ROW, TICK, TITLE, DiffModel
from liling_desk.gui.import_page.diff_words import DiffCell
from liling_desk.gui.import_page.words import KINDS, kind_word
from liling_desk.importing.findings import Problem
from liling_desk.ledger.status import Status

_WIDE = {
    "progress": 3,
    "difficulties": 2,
    "detail": 3,
    "note": 2,
    "title": 2,
    "wording": 3,
    "done_basis": 2,
    "support_units": 1,
}
_WIDTHS = {"status": 84, "claimed_status": 88, "value": 112, "deadline": 120, "lead_unit": 124}
_LEADING_WIDTHS = {TICK: 48, ROW: 42, KIND: 84, TITLE: 172}
_OTHER = 124
_LEAST_WIDE = 164
_TIGHT = 128
"""Texts give way to this width before the table scrolls sideways."""


class DiffView(QTableView):
    """Space takes a cell, Shift+Space its row, Ctrl+Space its column."""

    problem_entered = Signal(int, str)
    """(row, field): Enter, F2 or a double click on a cell that can't be taken."""
    problem_reached = Signal(int, str)
    """(row, field): the focus came to such a cell."""

    def __init__(self, desk: Desk, model: DiffModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._tr, self._diff = desk.theme, desk.tr, model
        self.setModel(model)
        self.setItemDelegate(DiffDelegate(desk.theme, desk.tr, self))
        self.setAccessibleName(desk.tr("导入核对表"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        corner = QFrame()
        corner.setObjectName("listPanel")
        self.setCornerWidget(corner)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.head = DiffHead(desk, model, self)
        self.setHorizontalHeader(self.head)
        self.head.show()
        self.frozen = FrozenColumns(desk, model, self)
        model.modelReset.connect(self.fit_columns)
        desk.theme.changed.connect(self._measure)
        self._measure()

    def show_cell(self, row: int, field: str) -> bool:
        """Scroll to a file row's cell and give it the focus. False where it is filtered out."""
        index = self._diff.place_of(row, field)
        if not index.isValid():
            return False
        self.setCurrentIndex(index)
        self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def fit_columns(self) -> None:
        """Fixed widths for what is short; the rest goes to the texts."""
        grow = (13 + self._theme.font_step) / 13
        widths = [round(_LEADING_WIDTHS[column] * grow) for column in range(LEADING)]
        shares = [0] * LEADING
        for name in self._diff.fields:
            shares.append(_WIDE.get(name, 0))
            widths.append(round((_LEAST_WIDE if name in _WIDE else _WIDTHS.get(name, _OTHER)) * grow))
        widths = [max(width, self._least(column)) for column, width in enumerate(widths)]
        if not sum(shares):
            shares[TITLE] = 1
        else:
            shares[TITLE] = 2
        rest = self.viewport().width() - sum(widths)
        if rest < 0:
            tight = round(_TIGHT * grow)
            for column, share in enumerate(shares):
                least = _LEADING_WIDTHS[TITLE] if column == TITLE else tight
                given = min(max(0, widths[column] - least), -rest) if share else 0
                widths[column], rest = widths[column] - given, rest + given
        rest = max(0, rest)
        total = sum(shares)
        for column, (width, share) in enumerate(zip(widths, shares, strict=True)):
            self.setColumnWidth(column, width + rest * share // total)
        self.frozen.place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_columns()

    def scrollTo(
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Fields come out from under the leading columns, which are always in sight."""
        across = self.horizontalScrollBar()
        before = across.value()
        super().scrollTo(index, hint)
        if index.column() < LEADING:
            across.setValue(before)
            return
        covered = self.frozen.span - self.visualRect(index).left()
        if covered > 0:
            across.setValue(across.value() - covered)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._click(self.indexAt(event.position().toPoint()), event.button())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.press_twice(self.indexAt(event.position().toPoint()), event.button())

    def press(self, index: QModelIndex, button: Qt.MouseButton) -> None:
        """A mouse button was pressed on a cell of the leading columns that lie over this table."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if index.isValid():
            self.setCurrentIndex(index)
        self._click(index, button)

    def press_twice(self, index: QModelIndex, button: Qt.MouseButton) -> None:
        """A double click on a cell: to the problem's ways out, else a second click."""
        if not self._enter(index):
            self.press(index, button)

    def _click(self, index: QModelIndex, button: Qt.MouseButton) -> None:
        if button == Qt.MouseButton.LeftButton and index.isValid() and index.column() != TITLE:
            self._diff.toggle(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self._space(event.modifiers())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self._enter(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _space(self, held: Qt.KeyboardModifier) -> None:
        index = self.currentIndex()
        if held & Qt.KeyboardModifier.ControlModifier:
            self._diff.toggle_head(index.column() if index.column() >= LEADING else TICK)
        elif held & Qt.KeyboardModifier.ShiftModifier:
            self._diff.toggle(index.siblingAtColumn(TICK))
        else:
            self._diff.toggle(index)

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().currentChanged(current, previous)
        if (problem := self._problem_at(current)) is not None:
            self.problem_reached.emit(problem.row, problem.field)

    def focusInEvent(self, event: object) -> None:
        super().focusInEvent(event)  # type: ignore[arg-type]
        if not self.currentIndex().isValid() and self._diff.rowCount():
            self.setCurrentIndex(self._diff.index(0, TICK))
        self.frozen.viewport().update()

    def focusOutEvent(self, event: object) -> None:
        super().focusOutEvent(event)  # type: ignore[arg-type]
        self.frozen.viewport().update()

    def _enter(self, index: QModelIndex | QPersistentModelIndex) -> bool:
        problem = self._problem_at(index)
        if problem is not None:
            self.problem_entered.emit(problem.row, problem.field)
        return problem is not None

    def _problem_at(self, index: QModelIndex | QPersistentModelIndex) -> Problem | None:
        """The cell's own, else the first of its row."""
        row = self._diff.row_at(index)
        if row is None or not row.problems:
            return None
        if (wrong := _title_problem(self._diff, index)) is not None:
            return wrong
        cell = index.data(CELL_ROLE)
        return cell.problem if isinstance(cell, DiffCell) and cell.problem else row.problems[0]

    def here(self) -> tuple[int, str]:
        """The file row and the field that have the focus; (0, "") for none."""
        index = self.currentIndex()
        row = self._diff.row_at(index)
        if row is None:
            return 0, ""
        if index.column() >= LEADING:
            return row.number, self._diff.fields[index.column() - LEADING]
        wrong = _title_problem(self._diff, index)
        return row.number, wrong.field if wrong else ""

    def _least(self, column: int) -> int:
        """No head is cut, nor any word for a kind or a status."""
        head = str(self._diff.headerData(column, Qt.Orientation.Horizontal) or "")
        least = QFontMetrics(self._theme.font(12)).horizontalAdvance(head) + PAD + 8
        least += BOX + GAP if self._diff.head_state(column) and column >= LEADING else 0
        name = self._diff.fields[column - LEADING] if column >= LEADING else ""
        font = QFontMetrics(self._theme.font(13))
        if name in ("status", "claimed_status"):
            least = max(least, *(font.horizontalAdvance(self._tr(each.word)) + 2 * PAD + 2 for each in Status))
        if column == KIND:
            words = (font.horizontalAdvance(kind_word(kind, self._tr)) for kind in KINDS)
            least = max(least, *(word + 18 + PAD + 4 for word in words))
        return least

    def _measure(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._theme.metrics.row)
        self.fit_columns()


def _title_problem(model: DiffModel, index: QModelIndex | QPersistentModelIndex) -> Problem | None:
    row, content = model.row_at(index), model.content
    return content.title_problem(row) if row and content and index.column() == TITLE else None
