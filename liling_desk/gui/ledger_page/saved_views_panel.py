"""The saved views: those of the house, then the user's own."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.ledger_page.roving_focus import RovingFocus
from liling_desk.gui.ledger_page.view_name_field import ViewNameField
from liling_desk.gui.ledger_page.view_row import ViewRow
from liling_desk.gui.look.icons import icon
from liling_desk.gui.look.section_head import SectionHead
from liling_desk.ledger.changes import together
from liling_desk.ledger.errors import LedgerError
from liling_desk.ledger.filters import UNASSIGNED, LedgerFilter, SortOrder
from liling_desk.ledger.finder import Finder
from liling_desk.ledger.saved_view import SavedView, drop_view, keep_view
from liling_desk.ledger.status import Colour, Reported, Status
from liling_desk.translations import N_, Translator

_HOUSE: tuple[tuple[str, str, LedgerFilter], ...] = (
    (N_("全部台账"), "ledger", LedgerFilter()),
    (N_("红黄灯"), "warn", LedgerFilter(light=(Colour.RED, Colour.YELLOW))),
    (N_("30 日内到期"), "calendar", LedgerFilter(due=("within_30",))),
    (N_("待核定"), "check", LedgerFilter(status=(Status.SUBMITTED,))),
    (N_("待分办"), "user", LedgerFilter(unit=(UNASSIGNED,))),
    (N_("本期未报送"), "bell", LedgerFilter(reported=(Reported.MISSING,))),
)
_BIN = (N_("已删除"), "trash", LedgerFilter(deleted=True))


def house_views(tr: Translator) -> list[SavedView]:
    """The views that every ledger has, worded."""
    return [SavedView(name=tr(name), filter=wanted) for name, _, wanted in (*_HOUSE, _BIN)]


class SavedViewsPanel(QWidget):
    """Counts are over the whole ledger. The user's own views are kept in the ledger."""

    chosen = Signal(object)
    """A `SavedView`."""

    def __init__(self, desk: Desk, current_sort: Callable[[], SortOrder], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._current_sort = desk, current_sort
        self._filter = LedgerFilter()
        self._finder: Finder | None = None
        self._own: list[SavedView] = []
        self._rows: list[tuple[SavedView, ViewRow]] = []
        self._renaming: SavedView | None = None
        self._head = SectionHead(desk.tr("视图"), desk.theme, desk.tr("保存当前"), collapsible=True, parent=self)
        self._name = ViewNameField(desk, self._refusal, self)
        self._body = QWidget(self)
        self._column = QVBoxLayout(self._body)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._roving = RovingFocus(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self._head, self._name, self._body):
            column.addWidget(widget)
        self._head.toggled.connect(self._body.setVisible)
        self._head.acted.connect(self.ask_name)
        self._name.named.connect(self._keep)
        self._name.left.connect(self.focus)
        self._rebuild()

    def set_filter(self, wanted: LedgerFilter) -> None:
        """Tint the view that shows exactly this."""
        self._filter = wanted
        found = next((row for view, row in reversed(self._rows) if view.filter == wanted), None)
        for _, row in self._rows:
            row.setChecked(row is found)

    def show_counts(self, finder: Finder) -> None:
        """Count over all items (deleted ones too); notices views kept or dropped meanwhile."""
        self._finder = finder
        self._head.permit_action(self._desk.why_read_only)
        if self._desk.bridge.has_ledger and self._read() != self._own:
            self._rebuild()
            return
        self._count(finder)

    def forget_counts(self) -> None:
        """Show none until there are others."""
        self._finder = None
        for _, row in self._rows:
            row.set_count(None)

    def rows(self) -> dict[str, ViewRow]:
        """The rows by name."""
        return {view.name: row for view, row in self._rows}

    def focus(self) -> None:
        """Focus the current view, or the row that had the focus last."""
        for _, row in self._rows:
            if row.isChecked():
                row.setFocus(Qt.FocusReason.TabFocusReason)
                return
        self._roving.focus()

    def ask_name(self) -> None:
        """Ask for the name under which the current filter is kept."""
        if why_not := self._desk.why_read_only:
            self._desk.bridge.announced.emit(why_not, False)
            return
        self._renaming = None
        self._head.set_open(True)
        self._name.ask()

    def ask_new_name(self, view: SavedView) -> None:
        """Ask for another name of one of the user's own views."""
        self._renaming = view
        self._name.ask(view.name)

    def drop(self, view: SavedView) -> None:
        """Forget one of the user's own views; it can be undone."""
        self._desk.bridge.run(drop_view(view), self._desk.tr("已删除视图 {name}", name=view.name))
        self._after_writing()

    def menu_of(self, view: SavedView) -> QMenu:
        """What can be done with one of the user's own views."""
        menu = QMenu(self)
        theme, tr = self._desk.theme, self._desk.tr
        menu.addAction(icon("edit", theme), tr("重命名"), lambda: self.ask_new_name(view))
        if view.filter != self._filter:
            menu.addAction(icon("sync", theme), tr("改存为当前条件"), lambda: self._replace(view))
        menu.addAction(icon("trash", theme), tr("删除视图"), lambda: self.drop(view))
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self._desk.why_read_only:
            return
        for view, row in self._rows:
            if view in self._own and row.geometry().contains(self._body.mapFrom(self, event.pos())):
                self._open_menu(view, event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        view = next((view for view, row in self._rows if row.hasFocus() and view in self._own), None)
        if view is None or self._desk.why_read_only:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_F2:
            self.ask_new_name(view)
        elif event.key() == Qt.Key.Key_Delete:
            self.drop(view)
        elif event.key() == Qt.Key.Key_Menu:
            row = self.rows()[view.name]
            self._open_menu(view, row.mapToGlobal(QPoint(32, row.height())))
        else:
            super().keyPressEvent(event)

    def _open_menu(self, view: SavedView, at: QPoint) -> None:
        menu = self.menu_of(view)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def _read(self) -> list[SavedView]:
        bridge = self._desk.bridge
        try:
            return bridge.read(bridge.ledger.saved_views, self._own, "saved views")
        except LedgerError as problem:
            bridge.problem.emit(problem)
            return self._own

    def _rebuild(self) -> None:
        self._own = self._read() if self._desk.bridge.has_ledger else []
        self._head.permit_action(self._desk.why_read_only)
        for _, row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        tr = self._desk.tr
        table = [(SavedView(name=tr(name), filter=wanted), picture) for name, picture, wanted in _HOUSE]
        table += [(view, "bookmark") for view in self._own]
        table.append((SavedView(name=tr(_BIN[0]), filter=_BIN[2]), _BIN[1]))
        self._rows = []
        for view, picture in table:
            row = ViewRow(view.name, picture, self._desk.theme, self._body)
            row.clicked.connect(lambda _on=False, view=view: self.chosen.emit(view))
            self._column.addWidget(row)
            row.show()  # at once, so that it can take the focus
            self._rows.append((view, row))
        self._roving.set_rows([row for _, row in self._rows])
        self.set_filter(self._filter)
        if self._finder is not None:
            self._count(self._finder)

    def _count(self, finder: Finder) -> None:
        for view, row in self._rows:
            row.set_count(finder.count(view.filter))

    def _refusal(self, name: str) -> str:
        tr = self._desk.tr
        if not name:
            return tr("请写一个名称。")
        if name in {view.name for view in house_views(tr)}:
            return tr("“{name}”是自带的视图，请换一个名称。", name=name)
        if self._renaming is not None and name != self._renaming.name and name in {view.name for view in self._own}:
            return tr("已有“{name}”，请换一个名称。", name=name)
        return ""

    def _keep(self, name: str) -> None:
        tr, former = self._desk.tr, {view.name: view for view in self._own}
        if (view := self._renaming) is not None:
            if name != view.name:
                changes = together("view", (drop_view(view), keep_view(view.but(name=name))))
                self._desk.bridge.run(changes, tr("视图已改名为 {name}", name=name))
        else:
            kept = SavedView(name=name, filter=self._filter, sort=self._current_sort())
            self._desk.bridge.run(keep_view(kept, former.get(name)), tr("已保存视图 {name}", name=name))
        self._renaming = None
        self._after_writing()
        if row := self.rows().get(name):
            row.setFocus(Qt.FocusReason.OtherFocusReason)

    def _replace(self, view: SavedView) -> None:
        now = view.but(filter=self._filter, sort=self._current_sort())
        self._desk.bridge.run(keep_view(now, view), self._desk.tr("已更新视图 {name}", name=view.name))
        self._after_writing()

    def _after_writing(self) -> None:
        if self._read() != self._own:
            self._rebuild()
