"""Widths, order and visibility of the list's columns: arranged, changed by the user, remembered."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QHeaderView, QMenu

from liling_desk.gui.desk import Desk
from liling_desk.gui.ledger_page.columns import CODE, COLUMNS, KEYS, PLACE, TICK, TITLE, default_width
from liling_desk.gui.ledger_page.ledger_table import LedgerTable
from liling_desk.gui.ledger_page.table_model import STANDING_ROLE

COLUMNS_KEPT = "ledger_columns"


class TableLayout(QObject):
    """The title takes what the others leave. The code has its own column only while the detail is closed."""

    changed = Signal()
    """The user moved, dragged, showed or hid a column."""

    def __init__(self, desk: Desk, table: LedgerTable) -> None:
        super().__init__(table)
        self._desk, self._table, self._head = desk, table, table.head
        self._hidden: set[str] = set()
        self._code_apart = True
        self._arranging = False
        self.restore()
        self._head.sectionResized.connect(self._user_changed)
        self._head.sectionMoved.connect(self._user_changed)
        self._head.sectionHandleDoubleClicked.connect(self.fit)
        self._head.customContextMenuRequested.connect(self._menu)
        desk.theme.changed.connect(self.restore)

    def restore(self) -> None:
        """Arrange the columns as they were left, else as they are designed."""
        kept = self._desk.choices.remembered(COLUMNS_KEPT)
        kept = kept if isinstance(kept, dict) else {}
        widths = kept.get("widths") if isinstance(kept.get("widths"), dict) else {}
        order = [key for key in kept.get("order", ()) if key in PLACE and key != "tick"]
        hidden = kept.get("hidden")
        default_hidden = [column.key for column in COLUMNS if not column.shown]
        self._hidden = set(hidden if isinstance(hidden, list) else default_hidden)
        self._arranging = True
        order += [key for key in KEYS[1:] if key not in order]
        for place, key in enumerate(("tick", *order)):
            self._head.moveSection(self._head.visualIndex(PLACE[key]), place)
        for column in COLUMNS:
            section = PLACE[column.key]
            stretch = section == TITLE
            mode = QHeaderView.ResizeMode
            fixed = mode.Fixed if section == TICK else mode.Interactive
            self._head.setSectionResizeMode(section, mode.Stretch if stretch else fixed)
            if not stretch:
                width = widths.get(column.key)
                usual = default_width(column, self._desk.theme, self._desk.tr)
                self._head.resizeSection(section, width if isinstance(width, int) and section != TICK else usual)
        self._arranging = False
        self._show()

    def reset(self) -> None:
        """Back to the design."""
        self._desk.choices.remember(COLUMNS_KEPT, {})
        self.restore()

    def set_code_apart(self, apart: bool) -> None:
        """Give the code a column of its own, or let it lead the second line."""
        if apart != self._code_apart:
            self._code_apart = apart
            self._show()

    def state(self) -> dict[str, object]:
        """What is remembered."""
        keys = sorted(KEYS, key=lambda key: self._head.visualIndex(PLACE[key]))
        widths = {}
        for column in COLUMNS:
            section = PLACE[column.key]
            width = self._head.sectionSize(section)
            usual = default_width(column, self._desk.theme, self._desk.tr)
            if section not in (TITLE, TICK) and width and width != usual:
                widths[column.key] = width
        return {"order": keys, "widths": widths, "hidden": sorted(self._hidden)}

    def fill_menu(self, menu: QMenu) -> None:
        """A tick for each column that may be hidden."""
        tr = self._desk.tr
        for column in COLUMNS:
            if column.optional:
                action = menu.addAction(tr(column.head))
                action.setCheckable(True)
                action.setChecked(column.key not in self._hidden)
                action.toggled.connect(lambda on, key=column.key: self.set_shown(key, on))
                if column.key == "code" and not self._code_apart:
                    action.setToolTip(tr("详情打开时，编号写在事项下面一行"))
        menu.addSeparator()
        menu.addAction(tr("恢复默认列")).triggered.connect(self.reset)
        menu.setToolTipsVisible(True)

    def set_shown(self, key: str, shown: bool) -> None:
        """Show or hide a column."""
        self._hidden.discard(key) if shown else self._hidden.add(key)
        self._show()
        self._user_changed()

    def fit(self, section: int) -> None:
        """Make a column as wide as the rows in sight need it."""
        if section in (TICK, TITLE):
            return
        table, view = self._table, self._table.viewport().rect()
        first, last = table.rowAt(0), table.rowAt(view.bottom())
        last = last if last >= 0 else table.rows.rowCount() - 1
        key = COLUMNS[section].key
        widths = [
            table.cells.natural_width(key, table.rows.index(row, section).data(STANDING_ROLE))
            for row in range(max(first, 0), last + 1)
        ]
        if widths:
            self._head.resizeSection(section, max(*widths, self._head.minimumSectionSize()))

    def _show(self) -> None:
        self._arranging = True
        for column in COLUMNS:
            section = PLACE[column.key]
            hidden = column.key in self._hidden or (section == CODE and not self._code_apart)
            self._head.setSectionHidden(section, hidden)
            if not hidden and section != TITLE and self._head.sectionSize(section) == 0:
                self._head.resizeSection(section, default_width(column, self._desk.theme, self._desk.tr))
        self._arranging = False
        self._table.cells.code_apart = not self._head.isSectionHidden(CODE)
        self._table.viewport().update()

    def _menu(self, place: QPoint) -> None:
        menu = QMenu(self._table)
        self.fill_menu(menu)
        menu.popup(self._head.viewport().mapToGlobal(place))
        menu.aboutToHide.connect(menu.deleteLater)

    def _user_changed(self, *_what: int) -> None:
        if not self._arranging:
            self.changed.emit()
