"""The right side: the chosen backup and what can be done with it, or why there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from liling_desk.gui.backups_page.facts_panel import FactsPanel
from liling_desk.gui.desk import Desk
from liling_desk.gui.look.buttons import Button
from liling_desk.gui.look.empty_state import EmptyState
from liling_desk.gui.look.labels import TextLabel
from liling_desk.open_ledger import Backup

if TYPE_CHECKING:
    from liling_desk.open_ledger import BackupFacts


class RightPanel(QStackedWidget):
    """`can_restore` and `told`: whether the ledger may be replaced, and what is said about that."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        tr, theme = desk.tr, desk.theme
        self.setObjectName("page")
        self.can_restore = True
        self.empty = EmptyState("history", "", "", [], theme)
        self.addWidget(self.empty)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.facts = FactsPanel(desk)
        column.addWidget(self.facts, 1)
        bar = QFrame()
        bar.setObjectName("applyBar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(20, 12, 20, 12)
        row.setSpacing(12)
        self.told = TextLabel("", theme, px=13, role="text2", wrap=True)
        row.addWidget(self.told, 1)
        self.save = Button(tr("另存为…"), "plain", "", theme)
        self.restore = Button(tr("恢复到这一份"), "primary", "", theme)
        for button in (self.save, self.restore):
            button.set_tall()
            row.addWidget(button)
        column.addWidget(bar)
        self.addWidget(whole)

    def show_nothing(self, title: str, text: str) -> None:
        """Why there is nothing to choose from."""
        self.empty.set_words(title, text)
        self.setCurrentIndex(0)
        self._enable(False)

    def show_waiting(self, backup: Backup) -> None:
        """The chosen one is being looked into."""
        self.setCurrentIndex(1)
        self.facts.show_waiting(backup)
        self._enable(False)

    def show_facts(self, facts: BackupFacts) -> None:
        """What was found."""
        self.setCurrentIndex(1)
        self.facts.show_facts(facts)
        self._enable(facts.sound)

    def _enable(self, sound: bool) -> None:
        self.save.setEnabled(sound)
        self.restore.setEnabled(sound and self.can_restore)
