"""The rows of the list as pictures: a row is drawn when it is new or looks otherwise, and copied when it does not."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QItemSelectionModel, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap

from liling_desk.gui.ledger_page.cell_painting import CellDelegate, RowState
from liling_desk.gui.look.theme import Theme
from liling_desk.ledger.standing import Standing

if TYPE_CHECKING:
    from liling_desk.gui.ledger_page.ledger_table import LedgerTable

_MOST_PIXELS = 8_000_000
"""So much is kept (four bytes each); the oldest go first."""


class _Look(NamedTuple):
    """What all rows have in common: each column's place among the columns, left edge and width; the size of a row."""

    columns: tuple[tuple[int, int, int], ...]
    first: int
    width: int
    height: int
    ratio: float
    compact: bool
    code_apart: bool


def _chosen_rows(selection: QItemSelectionModel, first: int, last: int) -> set[int]:
    """Which of these rows are selected: rows are selected whole."""
    if not selection.hasSelection():
        return set()
    return {
        row
        for part in selection.selection().toList()
        for row in range(max(part.top(), first), min(part.bottom(), last) + 1)
    }


class RowPictures:
    """Paints the rows of a table. A standing that changes is another object, so pictures know what they show."""

    def __init__(self, table: LedgerTable, cells: CellDelegate, theme: Theme) -> None:
        self._table, self._cells, self._theme = table, cells, theme
        self._look: _Look | None = None
        self._kept: dict[tuple[str, RowState], tuple[Standing, QPixmap]] = {}

    def forget(self) -> None:
        """Everything looks otherwise."""
        self._kept.clear()

    def show_asked(self, code: str) -> None:
        """Keep the ring around the box of this item while somebody is asked about it; "": of none."""
        before, self._cells.asked = self._cells.asked, code
        rows = (self._table.rows.row_of(each) for each in (before, code) if each)
        self.update_rows([row for row in rows if row is not None])

    def update_rows(self, rows: Iterable[int]) -> None:
        """Paint these rows anew when the window is painted next."""
        view = self._table.viewport()
        for row in rows:
            view.update(self._rect(row))

    def paint_now(self, codes: Iterable[str]) -> None:
        """Paint these rows before anything else is done, and with them all that waits to be painted."""
        table, view = self._table, self._table.viewport()
        rows = [row for code in codes if (row := table.rows.row_of(code)) is not None]
        rects = [self._rect(row) for row in rows]
        if table.isVisible() and (shown := [rect for rect in rects if rect.intersects(view.rect())]):
            view.repaint(shown[0])

    def paint(self, event: QPaintEvent) -> None:
        """The rows that an event is about."""
        table, area = self._table, event.rect()
        painter = QPainter(table.viewport())
        row, last = table.rowAt(max(area.top(), 0)), table.rowAt(area.bottom())
        if last < 0:
            last = table.rows.rowCount() - 1
            end = table.rowViewportPosition(last) + table.rowHeight(last) if row >= 0 else area.top()
            painter.fillRect(area.adjusted(0, end - area.top(), 0, 0), self._theme.tokens.surface)
        if row >= 0:
            self._paint_rows(painter, row, last)
        painter.end()
        # What lies beneath need not be painted. A style sheet takes this away when it is put on.
        table.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def _rect(self, row: int) -> QRect:
        table = self._table
        return QRect(0, table.rowViewportPosition(row), table.viewport().width(), table.rowHeight(row))

    def _paint_rows(self, painter: QPainter, row: int, last: int) -> None:
        table = self._table
        look = self._looks()
        if look != self._look:
            self._look = look
            self.forget()
        current = table.currentIndex().row() if table.hasFocus() else -1
        chosen, cells = _chosen_rows(table.selectionModel(), row, last), self._cells
        for at in range(row, last + 1):
            standing, hovered = table.rows.standing(at), cells.hovered_row == at
            state = RowState(
                at in chosen, hovered, hovered and cells.hovered_tick,
                at == current or standing.code == cells.asked,
            )  # fmt: skip
            painter.drawPixmap(0, table.rowViewportPosition(at), self._picture(standing, state, look))

    def _picture(self, standing: Standing, state: RowState, look: _Look) -> QPixmap:
        key = (standing.code, state)
        kept = self._kept.get(key)
        if kept is not None and kept[0] is standing:
            return kept[1]
        picture = QPixmap(round(look.width * look.ratio), round(look.height * look.ratio))
        picture.setDevicePixelRatio(look.ratio)
        painter = QPainter(picture)
        row = QRect(0, 0, look.width, look.height)
        first = next((left for section, left, _ in look.columns if section == look.first), None)
        self._cells.ground(painter, row, state, first)
        for section, left, width in look.columns:
            self._cells.draw(painter, QRect(left, 0, width, look.height), section, standing, state)
        painter.end()
        self._kept.pop(key, None)
        self._kept[key] = (standing, picture)
        while len(self._kept) > 1 and len(self._kept) * picture.width() * picture.height() > _MOST_PIXELS:
            del self._kept[next(iter(self._kept))]
        return picture

    def _looks(self) -> _Look:
        table = self._table
        head, view = table.head, table.viewport()
        shown = [section for section in range(head.count()) if not head.isSectionHidden(section)]
        columns = [(section, head.sectionViewportPosition(section), head.sectionSize(section)) for section in shown]
        return _Look(
            tuple(each for each in columns if each[1] < view.width() and each[1] + each[2] > 0),
            head.logicalIndex(0), view.width(), table.verticalHeader().defaultSectionSize(),
            view.devicePixelRatioF(), self._cells.compact, self._cells.code_apart,
        )  # fmt: skip
