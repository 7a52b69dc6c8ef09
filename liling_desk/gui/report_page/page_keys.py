"""The keys of the report page, wherever in it the focus is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from liling_desk.gui.look.focus import has_focus

if TYPE_CHECKING:
    from liling_desk.gui.report_page.page import ReportPage

_CONTROL = Qt.KeyboardModifier.ControlModifier


class PageKeys(QObject):
    """Ctrl+P and Ctrl+F go before the menu's own; the others the menus know nothing of."""

    def __init__(self, page: ReportPage) -> None:
        super().__init__(page)
        self._page = page
        self._before_menus: dict[int, Callable[[], object]] = {
            Qt.Key.Key_P: page.print_report,
            Qt.Key.Key_F: page.find_bar.open_bar,
        }
        bar, inside = page.bar, Qt.ShortcutContext.WidgetWithChildrenShortcut
        for key, work in (
            ("F3", lambda: page.find_bar.step(1)),
            ("Shift+F3", lambda: page.find_bar.step(-1)),
            ("F4", self.toggle_options),
            ("F6", lambda: self.go_round(1)),
            ("Shift+F6", lambda: self.go_round(-1)),
            ("Ctrl+G", bar.ask_page),
            ("Ctrl++", lambda: bar.step_zoom(1)),
            ("Ctrl+=", lambda: bar.step_zoom(1)),
            ("Ctrl+-", lambda: bar.step_zoom(-1)),
            ("Ctrl+0", lambda: bar.step_zoom(0)),
        ):
            QShortcut(QKeySequence(key), page, work, context=inside)
        bar.options_wanted.connect(self.toggle_options)
        page.options.close_button.clicked.connect(self._escape)
        page.installEventFilter(self)
        page.view.installEventFilter(self)

    def toggle_options(self) -> None:
        """F4: the options come with the focus, or go and give it back to the pages."""
        page = self._page
        if (page.columns.options_are_open and not has_focus(page.options)) or page.columns.toggle():
            page.options.focus_first()
        else:
            page.view.setFocus()

    def go_round(self, by: int) -> None:
        """F6: head, kinds, pages, options as far as they are shown."""
        page = self._page
        places: list[tuple[QWidget, Callable[[], object]]] = [
            (page.head, lambda: page.head.recent_button.setFocus(Qt.FocusReason.TabFocusReason)),
            (page.kinds, page.kinds.focus_first),
            (page.middle, lambda: page.view.setFocus(Qt.FocusReason.TabFocusReason)),
        ]
        if page.columns.options_are_open:
            places.append((page.options, page.options.focus_first))
        at = next((place for place, (area, _) in enumerate(places) if has_focus(area)), -1 if by > 0 else 0)
        places[(at + by) % len(places)][1]()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent):
            return False
        control = event.modifiers() == _CONTROL and event.key() in self._before_menus
        if event.type() == QEvent.Type.ShortcutOverride and control and watched is self._page:
            event.accept()
            return True
        if event.type() != QEvent.Type.KeyPress:
            return False
        if watched is self._page.view:
            return self._turn(event, with_ends=True)
        if control:
            self._before_menus[event.key()]()
            return True
        if event.key() == Qt.Key.Key_Escape:
            return self._escape()
        return self._turn(event, with_ends=False)

    def _turn(self, event: QKeyEvent, with_ends: bool) -> bool:
        view = self._page.view
        moves: dict[int, Callable[[], object]] = {
            Qt.Key.Key_PageDown: lambda: view.step(1),
            Qt.Key.Key_PageUp: lambda: view.step(-1),
        }
        if with_ends:
            moves[Qt.Key.Key_Home] = lambda: view.go_to(0)
            moves[Qt.Key.Key_End] = lambda: view.go_to(len(view.store) - 1)
        if event.key() not in moves:
            return False
        moves[event.key()]()
        return True

    def _escape(self) -> bool:
        page = self._page
        if page.columns.close_over():
            page.view.setFocus()
        elif page.find_bar.isVisible():
            page.find_bar.close_bar()
        else:
            page.view.setFocus()
        return True
