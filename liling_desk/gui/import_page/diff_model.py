"""The preview as a table: a row for each row of the file, a column for each field that something happens in."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from liling_desk.gui.import_page.acceptance import Acceptance
from liling_desk.gui.import_page.diff_words import DiffCell, spoken_cell, spoken_row, tip_of
from liling_desk.gui.import_page.row_kinds import passes
from liling_desk.gui.import_page.words import field_word, kind_word, value_words
from liling_desk.importing.columns import FIELDS
from liling_desk.importing.findings import CellChange, CellKey, Problem, Remark
from liling_desk.importing.plan import INDICATOR
from liling_desk.importing.preview import PreviewRow
from liling_desk.ledger.record import record
from liling_desk.ledger.snapshot import Snapshot
from liling_desk.translations import N_, Translator

TICK, ROW, KIND, TITLE = range(4)
LEADING = 4
"""Columns before the fields."""
CELL_ROLE = Qt.ItemDataRole.UserRole + 1
"""A `DiffCell` for fields, a `PreviewRow` for the leading columns."""

_HEADS = (N_("接受"), N_("行"), N_("类型"), N_("事项"))
_FIRST = ("status", "lead_unit", "support_units", "claimed_status", "progress", "difficulties", "value", "deadline")
_OF_ROW = ("", "code", "title")
"""What is wrong with these stands in the title's column."""
_Index = QModelIndex | QPersistentModelIndex


class DiffModel(QAbstractTableModel):
    """Holds an `Acceptance`; `toggle` changes it and tells by `acceptance_changed`."""

    acceptance_changed = Signal()

    def __init__(self, tr: Translator, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tr = tr
        self._acceptance: Acceptance | None = None
        self._snapshot: Snapshot | None = None
        self._shown: list[PreviewRow] = []
        self._fields: list[str] = []
        self._filter = ""
        self._changes: Mapping[CellKey, CellChange] = {}
        self._problems: dict[tuple[int, str], Problem] = {}
        self._remarks: dict[tuple[int, str], list[Remark]] = {}
        self._head_states: dict[int, str] = {}
        self._head_keys: dict[int, Collection[CellKey]] = {}

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
        self._acceptance, self._snapshot = acceptance, snapshot
        preview = acceptance.preview if acceptance else None
        self._changes = acceptance.index.changes if acceptance else {}
        self._problems = {(each.row, each.field): each for each in reversed(preview.problems)} if preview else {}
        self._remarks = {}
        for remark in preview.remarks if preview else ():
            self._remarks.setdefault((remark.row, remark.field), []).append(remark)
        self._fields = _fields_of(acceptance) if acceptance else []
        self._head_states, self._head_keys = {}, {}
        self._shown = self._passing()
        self.endResetModel()

    def set_filter(self, key: str) -> None:
        """Show the rows of a filter of `row_kinds`; "" shows all."""
        self.beginResetModel()
        self._filter = key
        self._head_states, self._head_keys = {}, {}
        self._shown = self._passing()
        self.endResetModel()

    def set_acceptance(self, acceptance: Acceptance) -> None:
        """Other ticks on the same preview."""
        self._acceptance = acceptance
        self._head_states = {}
        if self._shown:
            last = self.index(len(self._shown) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)
        self.acceptance_changed.emit()

    def takeable(self, section: int) -> Collection[CellKey]:
        """The cells that a head's box takes: of its field, or of all rows shown.

        Those that change a decision of the desk are only taken together where nothing else is shown.
        """
        if self._acceptance is None:
            return ()
        index = self._acceptance.index
        left_out = frozenset() if self._filter == "verdict" else index.verdicts
        if section >= LEADING:
            found = index.by_field.get(self._fields[section - LEADING], frozenset()) - left_out
        else:
            found = index.every - left_out
        if not self._filter:
            return found
        rows = {row.number for row in self._shown}
        return [key for key in found if key[0] in rows]

    def shown_cells(self) -> list[CellKey]:
        """All cells of the rows shown."""
        return [change.key for row in self._shown for change in row.changes]

    def head_state(self, section: int) -> str:
        """ "all", "some", "none", or "" where a head has no box."""
        if self._acceptance is None or 0 < section < LEADING:
            return ""
        if section not in self._head_states:
            self._head_states[section] = self._acceptance.state_of(self._head_cells(section))
        return self._head_states[section]

    def _head_cells(self, section: int) -> Collection[CellKey]:
        if section not in self._head_keys:
            self._head_keys[section] = self.takeable(section)
        return self._head_keys[section]

    def toggle_head(self, section: int) -> bool:
        """Take or leave all of a column, or (at the left) of all rows shown. False where there is nothing to take."""
        state = self.head_state(section)
        if not state or self._acceptance is None:
            return False
        self.set_acceptance(self._acceptance.cells_set(self._head_cells(section), state != "all"))
        return True

    def toggle(self, index: _Index) -> bool:
        """Take or leave a cell, or (in the leading columns) its row. False where there is nothing to take."""
        row = self.row_at(index)
        if row is None or self._acceptance is None or not row.changes:
            return False
        if index.column() < LEADING:
            self.set_acceptance(self._acceptance.row_toggled(row))
            return True
        change = self._changes.get((row.number, self._fields[index.column() - LEADING]))
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

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index)
        if row is None:
            return None
        if role == CELL_ROLE:
            return row if index.column() < LEADING else self._cell(row, self._fields[index.column() - LEADING])
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            if index.column() < LEADING:
                wrong = self.title_problem(row)
                why = self._tr.say(wrong.why) if wrong else ""
                return "\n".join(filter(None, (row.title, self.code_words(row), why, *self.row_remarks(row))))
            return tip_of(index.data(CELL_ROLE), self._tr)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row, index)
        return None

    def _spoken(self, row: PreviewRow, index: _Index) -> str:
        if index.column() < LEADING:
            said = spoken_row(row, self._acceptance.state(row) if self._acceptance else "", self._tr)
            return self._tr("，").join((said, *self.row_remarks(row)))
        return spoken_cell(
            field_word(self._fields[index.column() - LEADING], self._tr), index.data(CELL_ROLE), self._tr
        )

    def code_words(self, row: PreviewRow) -> str:
        """The second line of a title."""
        if row.code is None:
            return ""
        if len(row.codes) > 1:
            return self._tr("{n} 项：{codes}", n=len(row.codes), codes=self._tr("、").join(row.codes))
        existing = self._snapshot is not None and row.code in self._snapshot.commitments
        return row.code if existing else self._tr("将编为 {code}", code=row.code)

    def title_problem(self, row: PreviewRow) -> Problem | None:
        """Why a row belongs to no item, or what else is wrong with it as a whole."""
        return next((each for each in row.problems if each.field not in self._fields), None)

    def row_remarks(self, row: PreviewRow) -> tuple[str, ...]:
        """What should be known of a row's cells that have no column here."""
        return tuple(self._tr.say(remark.why) for remark in row.remarks if remark.field not in self._fields)

    def _passing(self) -> list[PreviewRow]:
        rows = self._acceptance.preview.rows if self._acceptance else ()
        return [row for row in rows if passes(row, self._filter)]

    def _cell(self, row: PreviewRow, name: str) -> DiffCell:
        item = self._snapshot.commitments.get(row.code) if self._snapshot and row.code else None
        problem = self._problems.get((row.number, name))
        change = self._changes.get((row.number, name))
        told = tuple(self._tr.say(remark.why) for remark in self._remarks.get((row.number, name), ()))
        if change is not None:
            taken = self._acceptance is not None and self._acceptance.has(change.key)
            before = value_words(name, change.before, item, self._tr)
            return DiffCell(before, value_words(name, change.after, item, self._tr), change, None, taken, told)
        if problem is not None:
            return DiffCell("", problem.value, None, problem)
        if item is None:
            return DiffCell(remarks=told)
        known = record(item)
        if name in INDICATOR:
            known = {name: (known["indicator"] or {}).get(INDICATOR[name])}
        return DiffCell(value_words(name, known.get(name), item, self._tr), remarks=told)

    def _text(self, row: PreviewRow, column: int) -> str:
        if column == TICK:
            return ""
        if column == ROW:
            return str(row.number)
        if column == KIND:
            return kind_word(row.kind, self._tr)
        if column == TITLE:
            return row.title
        cell = self._cell(row, self._fields[column - LEADING])
        return cell.after or cell.before


def _fields_of(acceptance: Acceptance) -> list[str]:
    """Fields in which something happens; a new item's title stands in the title's own column."""
    preview, index = acceptance.preview, acceptance.index
    touched = {name for name in index.by_field if name != "title"}
    if index.by_field.get("title", frozenset()) - index.cells_of.keys():
        touched.add("title")
    touched |= {problem.field for problem in preview.problems if problem.field not in _OF_ROW}
    touched |= {remark.field for remark in preview.remarks if remark.field not in _OF_ROW}
    touched |= {name for name in ("deadline",) if name in preview.columns}
    order = [*_FIRST, *(name for name in FIELDS if name not in _FIRST)]
    rank = {name: place for place, name in enumerate(order)}
    return sorted(touched, key=lambda name: (rank.get(name, len(rank)), name))
