"""What a person does at the window: find by words, click, type, wait for what must come."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from liling_desk.gui.ledger_page.columns import PLACE
from liling_desk.gui.look.check_row import CheckRow
from liling_desk.gui.main_window import MainWindow

PATIENCE_MS = 15_000


class Hands:
    """Mouse and keyboard on one window."""

    def __init__(self, window: MainWindow, bot: QtBot) -> None:
        self.window, self.bot = window, bot

    def button(self, words: str) -> QAbstractButton:
        """The visible button that begins with these words."""
        found = [
            each
            for each in self.window.findChildren(QAbstractButton)
            if each.isVisible() and each.text().replace("&", "").startswith(words)
        ]
        assert found, f"no visible button “{words}”"
        return found[0]

    def press(self, words: str) -> None:
        """Click a button by its words."""
        self.click(self.button(words))

    def click(self, widget: QWidget, at: QPoint | None = None, modifier: Any = Qt.KeyboardModifier.NoModifier) -> None:
        """Click a widget in its middle, or at a place."""
        self.bot.mouseClick(widget, Qt.MouseButton.LeftButton, modifier, at or widget.rect().center())

    def tick_facet(self, words: str) -> None:
        """Tick a value in the filter panel."""
        panel = self.window.page("ledger").panel

        def rows() -> list[CheckRow]:
            return [each for each in panel.findChildren(CheckRow) if each.isVisible() and each.text() == words]

        self.wait(lambda: bool(rows()))
        self.click(rows()[0])

    def click_row(self, code: str, column: str = "title", modifier: Any = Qt.KeyboardModifier.NoModifier) -> None:
        """Click a row of the list, on its title or on its box (`tick`)."""
        table = self.window.page("ledger").table
        row = table.rows.row_of(code)
        assert row is not None, f"{code} is not in the list"
        rect = table.visualRect(table.rows.index(row, PLACE[column]))
        assert rect.isValid(), f"{code} can't be seen"
        self.click(table.viewport(), rect.center(), modifier)

    def keys(self, *keys: Any) -> None:
        """Press keys on whatever has the focus; a tuple is (modifier, key)."""
        for key in keys:
            target = QApplication.focusWidget() or self.window
            if isinstance(key, tuple):
                self.bot.keyClick(target, key[1], key[0])
            else:
                self.bot.keyClick(target, key)

    def type(self, text: str) -> None:
        """Type; an input method brings Chinese characters in as whole words, as here."""
        target = QApplication.focusWidget()
        assert target is not None, "nothing has the focus"
        if isinstance(target, QPlainTextEdit):
            target.insertPlainText(text)
        elif text.isascii():
            self.bot.keyClicks(target, text)
        else:
            target.insert(text)  # type: ignore[attr-defined]

    def wait(self, until: Callable[[], bool]) -> None:
        """Wait for something that takes a moment."""
        self.bot.waitUntil(until, timeout=PATIENCE_MS)

    def choose(self, open_it: Callable[[], None], words: str) -> None:
        """Open a menu and choose the entry that holds these words."""
        open_it()
        self.wait(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        action = next(each for each in menu.actions() if words in each.text())
        self.bot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())

    @property
    def codes(self) -> list[str]:
        """The codes that the list shows, from top to bottom."""
        return [each.code for each in self.window.page("ledger").table.rows.standings]
