"""备份: the second place that every backup is copied to, tried when it is chosen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.file_questions import FileQuestions
from liling_desk.gui.look.buttons import Button
from liling_desk.gui.look.labels import ElidedLabel, TextLabel
from liling_desk.gui.preferences_page.section import Section
from liling_desk.ledger.errors import LedgerError


class BackupSection(Section):
    """Keeps the choice and gives it to the open ledger. `ask` asks for a folder; tests put another in its place."""

    backups_requested = Signal()

    def __init__(self, desk: Desk) -> None:
        tr, theme = desk.tr, desk.theme
        super().__init__(tr("备份"), theme)
        self._desk = desk
        self.ask = FileQuestions(tr, self)
        self.place = ElidedLabel("", theme, px=13, role="text")
        self.add(tr("第二处"), self.place, wide=True)
        hint = tr("每份备份再拷一份到这里：U 盘、移动盘或共享文件夹。和台账分开放，一处坏了还有另一处。")
        self.said = TextLabel(hint, theme, px=12, role="text3", wrap=True)
        self._hint = hint
        self.add("", self.said, wide=True)
        buttons = QWidget()
        row = QHBoxLayout(buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.browse = Button(tr("浏览…"), "plain", "folder", theme)
        self.browse.clicked.connect(self._browse)
        self.test = Button(tr("试一下"), "plain", "", theme)
        self.test.clicked.connect(self._test)
        self.drop = Button(tr("不用第二处"), "plain", "", theme)
        self.drop.clicked.connect(lambda: self._set(""))
        self.all = Button(tr("备份与恢复…"), "plain", "history", theme)
        self.all.clicked.connect(self.backups_requested)
        for button in (self.browse, self.test, self.drop, self.all):
            row.addWidget(button)
        row.addStretch(1)
        self.add("", buttons, wide=True)
        self.refresh()

    def refresh(self) -> None:
        """Show what is chosen."""
        tr, place = self._desk.tr, self._desk.choices.current.second_place
        self.place.setText(place or tr("没有设"))
        self.test.setVisible(bool(place))
        self.drop.setVisible(bool(place))
        self.all.setEnabled(self._desk.bridge.has_ledger)

    def _browse(self) -> None:
        folder = self.ask.second_place(self._desk.choices.current.second_folder)
        if folder is not None and self._try(folder.absolute()):
            self._set(str(folder.absolute()))
            self._try(folder.absolute())

    def _test(self) -> None:
        folder = self._desk.choices.current.second_folder
        if folder is not None:
            self._try(folder)

    def _try(self, folder: Path) -> bool:
        """Write there, and say how it went."""
        from liling_desk.open_ledger import usable_second_place

        tr = self._desk.tr
        try:
            usable_second_place(folder)
        except LedgerError as problem:
            self._say(f"{tr.say(problem.what)}{tr.say(problem.remedy)}", "yellow")
            return False
        if self._is_beside_the_ledger(folder):
            self._say(tr("能写入，但和台账在同一块盘上：盘坏了会一起丢。"), "yellow")
        else:
            self._say(tr("能写入。下一次备份起，这里也放一份。"), "text2")
        return True

    def _is_beside_the_ledger(self, folder: Path) -> bool:
        bridge = self._desk.bridge
        try:
            path = bridge.ledger.path if bridge.has_ledger else None
            return path is not None and path.stat().st_dev == folder.stat().st_dev
        except OSError:
            return False

    def _set(self, folder: str) -> None:
        self._desk.choices.change(second_place=folder)
        if self._desk.bridge.has_ledger:
            self._desk.bridge.ledger.second_place = self._desk.choices.current.second_folder
        if not folder:
            self._say(self._hint, "text3")
        self.refresh()

    def _say(self, text: str, role: str) -> None:
        self.said.setText(text)
        self.said.set_role(role)
