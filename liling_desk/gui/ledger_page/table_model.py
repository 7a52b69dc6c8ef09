"""The rows of the list as Qt wants them: standings that the ledger has already found and put in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from liling_desk.gui.ledger_page import cell_words
from liling_desk.gui.ledger_page.columns import COLUMNS, PLACE
from liling_desk.ledger.found import Found
from liling_desk.ledger.standing import Standing
from liling_desk.translations import Translator
from liling_desk.words.indicators import promise

STANDING_ROLE = Qt.ItemDataRole.UserRole
"""The row's `Standing`."""
_Index = QModelIndex | QPersistentModelIndex


class LedgerModel(QAbstractTableModel):
    """Holds what it is shown; never sorts or filters by itself."""

    def __init__(self, tr: Translator, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tr = tr
        self._rows: Sequence[Standing] = []
        self._row_of: dict[str, int] | None = {}

    def show(self, rows: Sequence[Standing]) -> None:
        """Other rows, or the same in another order. They are not copied before something changes."""
        self.beginResetModel()
        self._set(rows)
        self.endResetModel()

    def refresh(self, standings: Mapping[str, Standing]) -> None:
        """Newer standings for rows that are here; where they stand does not change."""
        for code, standing in standings.items():
            if (row := self.row_of(code)) is None:
                continue
            if isinstance(self._rows, Found) and self._rows[row] is not standing:
                self._set(list(self._rows))
            if isinstance(self._rows, list):
                self._rows[row] = standing
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(COLUMNS) - 1))

    def drop(self, codes: Sequence[str]) -> None:
        """Take rows out."""
        rows = (self.row_of(code) for code in codes)
        for row in sorted((row for row in rows if row is not None), reverse=True):
            self.beginRemoveRows(QModelIndex(), row, row)
            self._set([*self._rows[:row], *self._rows[row + 1 :]])
            self.endRemoveRows()

    @property
    def codes(self) -> list[str]:
        """Codes from top to bottom."""
        return [standing.commitment.code for standing in self._rows]

    @property
    def standings(self) -> list[Standing]:
        """Rows from top to bottom."""
        return list(self._rows)

    def standing(self, row: int) -> Standing:
        """One row. IndexError beyond the last."""
        return self._rows[row]

    def row_of(self, code: str) -> int | None:
        """Where an item is shown."""
        if isinstance(self._rows, Found):
            return self._rows.row_of(code)
        if self._row_of is None:
            self._row_of = {known: row for row, known in enumerate(self.codes)}
        return self._row_of.get(code)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        standing, column = self._rows[index.row()], COLUMNS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(standing, self._tr)
        if role == STANDING_ROLE:
            return standing
        if role == Qt.ItemDataRole.AccessibleTextRole:
            sentence = cell_words.row_sentence(standing, self._tr)
            if column.key in ("tick", "title"):
                return sentence
            head = self._tr(column.head)
            return self._tr("{head}：{text}。{row}", head=head, text=column.text(standing, self._tr), row=sentence)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(standing, column.key)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._tr(COLUMNS[section].head)
        if role == Qt.ItemDataRole.ToolTipRole and COLUMNS[section].sort:
            return self._tr("按“{head}”排序", head=self._tr(COLUMNS[section].head))
        return None

    def _tip(self, standing: Standing, key: str) -> str | None:
        item, tr = standing.commitment, self._tr
        if key == "light":
            return cell_words.light_tip(standing, tr)
        if key == "title":
            return item.title
        if key == "unit":
            return tr("、").join((cell_words.unit_words(standing, tr), *item.support_units))
        if key == "deadline":
            phrase = tr("原文：{phrase}", phrase=item.deadline.phrase) if item.deadline.phrase else ""
            lines = cell_words.deadline_lines(standing, tr)
            return "\n".join(part for part in (*lines[:2], phrase) if part)
        if key == "indicator" and item.indicator is not None:
            said = tr.say(standing.pacing.words) if standing.pacing is not None else ""
            return "\n".join(part for part in (promise(item.indicator), said) if part)
        if key == "tick":
            return tr(item.status.word)
        if key == "return":
            said = standing.last_return.progress if standing.last_return is not None else ""
            parts = (COLUMNS[PLACE[key]].text(standing, tr), cell_words.owing_words(standing, tr), said)
            return "\n".join(part for part in parts if part)
        return None

    def _set(self, rows: Sequence[Standing]) -> None:
        self._rows = rows
        self._row_of = None
