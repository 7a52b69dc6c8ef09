"""Undo and redo with a sentence each, and the toast that says what was done."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from liling_desk.gui.desk import Desk
from liling_desk.ledger.errors import LedgerError
from liling_desk.words.entries import action_word, entry_words, kept_words

if TYPE_CHECKING:
    from liling_desk.gui.look.toast import Toast
    from liling_desk.ledger.entry import EntryName


class Undoing(QObject):
    """Owns the window's one toast."""

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__(over)
        self._desk, self._over = desk, over
        self._offer = ""
        desk.bridge.announced.connect(self._announce)

    @cached_property
    def toast(self) -> Toast:
        """Made for the first sentence."""
        from liling_desk.gui.look.toast import Toast

        toast = Toast(self._over, self._desk.theme)
        toast.acted.connect(self._accept_offer)
        return toast

    def say(self, text: str) -> None:
        """A sentence without anything to click."""
        self._offer = ""
        self.toast.show_message(text, icon_name="info")

    def can_undo(self) -> EntryName | None:
        """The entry that undo would take back."""
        return self._ask(undo=True)

    def can_redo(self) -> EntryName | None:
        """The entry that redo would do again."""
        return self._ask(undo=False)

    def named(self, entry: EntryName, says_undo: bool = False) -> str:
        """`销号 LL-037`: an undo or a redo by the edit that it is about; `says_undo` puts 撤销 before it."""
        tr, first = self._desk.tr, self._desk.bridge.ledger.first_of(entry)
        words = entry_words(first, tr)
        return f"{action_word(entry.action, tr)}: {words}" if says_undo and first is not entry else words

    def undo(self) -> None:
        """Take the newest edit back, and say which one and what was kept."""
        tr, bridge = self._desk.tr, self._desk.bridge
        entry = self.can_undo()
        if entry is None:
            self.say(tr("没有可撤销的操作"))
            return
        applied = bridge.undo()
        if applied is None:
            return
        said = tr("已撤销：{what}", what=self.named(entry))
        if kept := kept_words(applied, tr):
            said = f"{said}. {kept}" if tr.language == "en" else f"{said}。{kept}"
        self._offer = "redo"
        self.toast.show_message(said, tr("重做"), "Ctrl+Y", "undo")

    def redo(self) -> None:
        """Do the newest undone edit again."""
        tr = self._desk.tr
        entry = self.can_redo()
        if entry is None:
            self.say(tr("没有可重做的操作"))
            return
        if self._desk.bridge.redo() is not None:
            self._announce(tr("已重做：{what}", what=self.named(entry)), True)

    def _announce(self, text: str, undoable: bool) -> None:
        self._offer = "undo" if undoable else ""
        if undoable:
            self.toast.show_message(text, self._desk.tr("撤销"), "Ctrl+Z", "check")
        else:
            self.toast.show_message(text)

    def _accept_offer(self) -> None:
        offer, self._offer = self._offer, ""
        if offer == "undo":
            self.undo()
        elif offer == "redo":
            self.redo()

    def _ask(self, undo: bool) -> EntryName | None:
        bridge = self._desk.bridge
        if not bridge.has_ledger or bridge.ledger.read_only:
            return None
        try:
            return bridge.ledger.can_undo() if undo else bridge.ledger.can_redo()
        except LedgerError as problem:
            bridge.problem.emit(problem)
            return None
