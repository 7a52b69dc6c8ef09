"""The preview as a table: a row for each row of the file, a column for each field that something happens in."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from liling_desk.gui.import_page.acceptance import Acceptance
from liling_desk.gui.import_page.diff_boxes import HeadBoxes
from liling_desk.gui.import_page.diff_content import DiffContent
from liling_desk.gui.import_page.diff_words import spoken_cell, spoken_row, tip_of
from liling_desk.gui.import_page.row_kinds import passes
from liling_desk.gui.import_page.words import field_word, kind_word
from liling_desk.importing.findings import CellKey
from liling_desk.importing.preview import PreviewRow
from liling_desk.ledger.snapshot import Snapshot
from liling_desk.translations import N_, Translator

TICK, ROW, KIND, TITLE = range(4)
LEADING = 4
"""Columns before the fields."""
CELL_ROLE = Qt.ItemDataRole.UserRole + 1
"""A `DiffCell` for fields, a `PreviewRow` for the leading columns."""

_HEADS = (N_("接受"), N_("行"), N_("类型"), N_("事项"))
_Index = QModelIndex | QPersistentModelIndex


class DiffModel(QAbstractTableModel):
    """Holds an `Acceptance`; `toggle` changes it and tells by `acceptance_changed`."""

    acceptance_changed = Signal()

    def __init__(self, tr: Translator, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tr = tr
        self._acceptance: Acceptance | None = None
        self.content: DiffContent | None = None
        self._boxes = HeadBoxes()
        self._shown: list[PreviewRow] = []
        self._fields: list[str] = []
        self._filter = ""

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields shown, in order."""
        return tuple(self._fields)

    @property
    def acceptance(self) -> Acceptance | None:
        """The preview with what is taken of it."""
        return self._acceptance

    def show_preview(self, acceptance: Acceptance | None, snapshot: Snapshot | None) -> None:
        """Show another preview, or none."""
        self.beginResetModel()
        self._acceptance = acceptance
        self.content = DiffContent(acceptance, snapshot, self._tr) if acceptance else None
        self._fields = self.content.fields if self.content else []
        self._pass()
        self.endResetModel()

    def set_filter(self, key: str) -> None:
        """Show the rows of a filter of `row_kinds`; "" shows all."""
        self.beginResetModel()
        self._filter = key
        self._pass()
        self.endResetModel()

    def _pass(self) -> None:
        rows = self._acceptance.preview.rows if self._acceptance else ()
        self._shown = [row for row in rows if passes(row, self._filter)]
        # Decisions of the desk are only taken together where nothing else is shown.
        shown = [row.number for row in self._shown] if self._filter else None
        self._boxes.show(shown, guarded=self._filter != "verdict")

    def set_acceptance(self, acceptance: Acceptance) -> None:
        """Other ticks on the same preview."""
        self._acceptance = acceptance
        self._boxes.ticked()
        if self._shown:
            last = self.index(len(self._shown) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)
        self.acceptance_changed.emit()

    def takeable(self, section: int = TICK) -> Collection[CellKey]:
        """The cells that a head's box takes: of its field, or of all rows shown."""
        return self._boxes.cells(self._acceptance, self._field(section)) if self._acceptance else ()

    def head_state(self, section: int) -> str:
        """ "all", "some", "none", or "" where a head has no box."""
        if self._acceptance is None or TICK < section < LEADING:
            return ""
        return self._boxes.state(self._acceptance, self._field(section))

    def toggle_head(self, section: int) -> bool:
        """Take or leave all of a column, or (at the left) of all rows shown. False where there is nothing to take."""
        state = self.head_state(section)
        if not state or self._acceptance is None:
            return False
        self.set_acceptance(self._acceptance.cells_set(self.takeable(section), state != "all"))
        return True

    def _field(self, column: int) -> str:
        """The field of a column, "" for the leading ones."""
        return self._fields[column - LEADING] if column >= LEADING else ""

    def toggle(self, index: _Index) -> bool:
        """Take or leave a cell, or (in the leading columns) its row. False where there is nothing to take."""
        row = self.row_at(index)
        if row is None or self._acceptance is None or not row.changes:
            return False
        if index.column() < LEADING:
            self.set_acceptance(self._acceptance.row_toggled(row))
            return True
        change = self._acceptance.index.changes.get((row.number, self._field(index.column())))
        if change is None:
            return False
        self.set_acceptance(self._acceptance.toggled(change))
        return True

    def row_at(self, index: _Index) -> PreviewRow | None:
        """The previewed row of an index."""
        return self._shown[index.row()] if index.isValid() and index.row() < len(self._shown) else None

    def shown_rows(self) -> list[PreviewRow]:
        """Rows that pass the filter, in the file's order."""
        return list(self._shown)

    def place_of(self, row: int, field: str) -> QModelIndex:
        """The index of a file row's cell (or of its title); invalid where it is filtered out."""
        for place, each in enumerate(self._shown):
            if each.number == row:
                column = LEADING + self._fields.index(field) if field in self._fields else TITLE
                return self.index(place, column)
        return QModelIndex()

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def columnCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else LEADING + len(self._fields)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            if section < LEADING:
                return self._tr(_HEADS[section])
            return field_word(self._fields[section - LEADING], self._tr)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, content = self.row_at(index), self.content
        if row is None or content is None:
            return None
        leading = index.column() < LEADING
        if role == CELL_ROLE:
            return row if leading else content.cell(row, self._field(index.column()), self._acceptance)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, index)
        if role == Qt.ItemDataRole.ToolTipRole:
            return content.tip(row) if leading else tip_of(index.data(CELL_ROLE), self._tr)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if not leading:
                return spoken_cell(field_word(self._field(index.column()), self._tr), index.data(CELL_ROLE), self._tr)
            said = spoken_row(row, self._acceptance.state(row) if self._acceptance else "", self._tr)
            return self._tr("，").join((said, *content.remarks(row)))
        return None

    def _text(self, row: PreviewRow, index: _Index) -> str:
        if index.column() < LEADING:
            return ("", str(row.number), kind_word(row.kind, self._tr), row.title)[index.column()]
        cell = index.data(CELL_ROLE)
        return str(cell.after or cell.before)
