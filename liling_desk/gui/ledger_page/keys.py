"""Keys of the page that are in no menu, going round the areas, and copying rows."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from liling_desk.gui.ledger_page.columns import COLUMNS, PLACE
from liling_desk.gui.look.focus import has_focus

if TYPE_CHECKING:
    from liling_desk.gui.ledger_page.page import LedgerPage


class PageKeys(QObject):
    """F4, F6, Shift+F6 and / anywhere on the page; Ctrl+A, Ctrl+C in the list; Esc where nobody else wants it."""

    def __init__(self, page: LedgerPage) -> None:
        super().__init__(page)
        self._page = page
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for key, work in (
            ("F4", self.toggle_panel),
            ("F6", lambda: self.go_round(1)),
            ("Shift+F6", lambda: self.go_round(-1)),
        ):
            QShortcut(QKeySequence(key), page, work, context=inside)
        copy = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), page.table, context=inside)
        copy.activated.connect(self.copy)
        page.installEventFilter(self)
        page.setFocusProxy(page.table)

    def toggle_panel(self) -> None:
        """F4: the filter panel comes with the focus, or goes and gives it back to the list."""
        panel, areas = self._page.panel, self._page.areas
        if (areas.panel_open and not has_focus(panel)) or areas.toggle_panel():
            panel.focus_first()
        else:
            self._page.table.setFocus()

    def open_panel(self) -> None:
        """The folded panel's button."""
        if self._page.areas.toggle_panel():
            self._page.panel.focus_first()

    def go_round(self, by: int) -> None:
        """F6: head, filter panel, list, detail, as far as they are shown."""
        page = self._page
        places: list[tuple[QWidget, Callable[[], object]]] = [(page.header, page.focus_search)]
        if page.areas.panel_open:
            places.append((page.panel, page.panel.focus_first))
        places.append((page.middle, page.middle.focus_list))
        if page.areas.detail_open:
            places.append((page.detail, lambda: _enter(page.detail)))
        at = next((place for place, (area, _) in enumerate(places) if has_focus(area)), -1 if by > 0 else 0)
        places[(at + by) % len(places)][1]()

    def copy(self) -> None:
        """The selected rows with their heads, tab-separated, in the columns that are shown."""
        table, tr = self._page.table, self._page.desk.tr
        codes = table.selected_codes or ([table.current_code] if table.current_code else [])
        if not codes:
            return
        shown = [column for column in COLUMNS if column.key != "tick" and not table.isColumnHidden(PLACE[column.key])]
        shown.sort(key=lambda column: table.head.visualIndex(PLACE[column.key]))
        if not any(column.key == "code" for column in shown):
            shown.insert(0, COLUMNS[PLACE["code"]])
        lines = ["\t".join(tr(column.head) for column in shown)]
        for code in codes:
            row = table.rows.row_of(code)
            if row is not None:
                standing = table.rows.standing(row)
                lines.append("\t".join(" ".join(column.text(standing, tr).split()) for column in shown))
        QGuiApplication.clipboard().setText("\n".join(lines))
        self._page.desk.bridge.announced.emit(tr("已复制 {n} 项", n=len(codes)), False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and not event.spontaneous():
            # The first widget would take the focus: the list is what keys are for.
            self._page.table.setFocus(Qt.FocusReason.OtherFocusReason)
        elif event.type() == QEvent.Type.Hide and not event.spontaneous():
            self._page.remember()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if event.key() == Qt.Key.Key_Escape and plain:
                return self._escape()
            if event.key() == Qt.Key.Key_Slash and plain:
                # Only where no field wanted the letter: it has come up to the page.
                self._page.focus_search()
                return True
        return super().eventFilter(watched, event)

    def _escape(self) -> bool:
        page = self._page
        if page.areas.close_over():
            page.table.setFocus()
        elif page.table.selectionModel().hasSelection() and not has_focus(page.table):
            page.table.clearSelection()
            page.table.setFocus()
        else:
            page.table.setFocus()
        return True


def _enter(detail: QWidget) -> None:
    """The first thing in the detail that takes the focus."""
    for child in detail.findChildren(QWidget):
        if child.isVisible() and child.isEnabled() and child.focusPolicy() & Qt.FocusPolicy.TabFocus:
            child.setFocus(Qt.FocusReason.TabFocusReason)
            return
