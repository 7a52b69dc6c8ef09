"""备份与恢复: the backups at the left; at the right what the chosen one holds and how it differs; below, what to do."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from liling_desk.gui.backups_page.checking import Checking
from liling_desk.gui.backups_page.deeds import Deeds
from liling_desk.gui.backups_page.left_panel import LeftPanel
from liling_desk.gui.backups_page.right_panel import RightPanel
from liling_desk.gui.backups_page.words import when_words
from liling_desk.gui.desk import Desk
from liling_desk.gui.file_questions import FileQuestions
from liling_desk.gui.look.buttons import Button
from liling_desk.gui.look.empty_state import EmptyState
from liling_desk.gui.look.labels import ElidedLabel
from liling_desk.gui.look.permit import permit
from liling_desk.gui.note_strip import NoteStrip
from liling_desk.gui.page_header import PageHeader
from liling_desk.ledger.differences import Held
from liling_desk.open_ledger import Backup, backups_folder, backups_of

if TYPE_CHECKING:
    from liling_desk.open_ledger import BackupFacts


class BackupsPage(QWidget):
    """Works for the open ledger, and by `show_for` for one that can't be opened. Replaces nothing by itself.

    `deeds.ask` asks for files; tests put another object in its place.
    """

    restore_requested = Signal(object, object, str)
    """The ledger's path, the backup's, and when that was made, in words."""
    preferences_requested = Signal()
    copy_requested = Signal()
    """A copy of the ledger in a file of its own."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._path: Path | None = None
        self._elsewhere: list[Backup] = []
        self._backups: list[Backup] = []
        self.checking = Checking(desk, self._held, self)
        self.note = NoteStrip(desk, margins=(20, 12, 20, 12))
        self.deeds = Deeds(desk, self.note, FileQuestions(desk.tr, self), self)
        self._build()
        self.checking.found.connect(self._found)
        self.deeds.made.connect(self._made)
        desk.bridge.opened.connect(self._opened)
        desk.bridge.changed.connect(self._changed)

    def show_for(self, path: Path) -> None:
        """Show the backups of a ledger that is not open."""
        self._path, self._elsewhere = path, []
        self.refresh()

    def refresh(self) -> None:
        """Look what is there."""
        is_file = self._path is not None
        self._across.setVisible(is_file)
        self._on_server.setVisible(not is_file)
        for button in (self.folder, self.other, self.now):
            button.setVisible(is_file)
        if self._path is None:
            self.name.setText(self._desk.bridge.ledger.address.name if self._desk.bridge.has_ledger else "")
            return
        chosen, second = self.left.list.current(), self._desk.choices.current.second_folder
        there = backups_of(self._path, second)
        self.left.count(there, second is not None)
        in_place = [each for each in there if each.second == self.left.shows_second]
        self._backups = [*self._elsewhere, *in_place]
        known = {each: facts for each in self._backups if (facts := self.checking.known(each)) is not None}
        self.name.setText(self._path.name)
        self._tell_what_may_be_done()
        self.left.show_backups(self._backups, known, chosen)
        if self.left.list.current() is None:
            self._chosen(None)
        self.checking.check(self._backups)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if event.spontaneous():
            return
        if self._desk.bridge.has_ledger:
            self._path = self._desk.bridge.ledger.path
        self.refresh()
        (self.left.list if self._path is not None else self.copy).setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        if not event.spontaneous():
            self.checking.stop()
        super().hideEvent(event)

    @property
    def _is_open(self) -> bool:
        bridge = self._desk.bridge
        return self._path is not None and bridge.has_ledger and bridge.ledger.path == self._path

    def _held(self) -> Held | None:
        return self._desk.bridge.ledger.held() if self._is_open else None

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        column.addWidget(self.note)
        self._across = QWidget()
        across = QHBoxLayout(self._across)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        self.left = LeftPanel(self._desk)
        self.left.place_changed.connect(self.refresh)
        self.left.preferences_requested.connect(self.preferences_requested)
        self.left.list.chosen.connect(self._chosen)
        across.addWidget(self.left)
        line = QFrame()
        line.setObjectName("hairline")
        line.setFixedWidth(1)
        across.addWidget(line)
        self.right = RightPanel(self._desk)
        self.right.save.clicked.connect(self._save)
        self.right.restore.clicked.connect(self._restore)
        across.addWidget(self.right, 1)
        column.addWidget(self._across, 1)
        tr, theme = self._desk.tr, self._desk.theme
        self.copy = Button(tr("另存副本…"), "primary", "export", theme)
        self.copy.clicked.connect(self.copy_requested)
        words = tr("备份和恢复由服务器管理员做。要带走或存档，可以把整个台账存成一个文件。")
        self._on_server = EmptyState("db", tr("这个台账在服务器上"), words, [self.copy], theme)
        self._on_server.hide()
        column.addWidget(self._on_server, 1)

    def _head(self) -> QWidget:
        tr, theme = self._desk.tr, self._desk.theme
        head = PageHeader(tr("备份与恢复"), theme)
        self.name = ElidedLabel("", theme, px=13, role="text3")
        head.row.addWidget(self.name, 1)
        self.folder = Button(tr("打开所在文件夹"), "plain", "folder", theme)
        self.folder.clicked.connect(self._open_folder)
        self.other = Button(tr("别处的备份…"), "plain", "file", theme)
        self.other.clicked.connect(self._take_other)
        self.now = Button(tr("立即备份"), "plain", "db", theme)
        self.now.clicked.connect(self._back_up)
        for button in (self.folder, self.other, self.now):
            head.row.addWidget(button)
        return head

    def _tell_what_may_be_done(self) -> None:
        tr = self._desk.tr
        assert self._path is not None
        permit(self.now, self._desk.why_read_only if self._desk.access.reader else "")
        if not self._is_open:
            self.now.setEnabled(False)
        read_only = self._is_open and self._desk.bridge.ledger.read_only
        self.right.can_restore = not (read_only or self._desk.access.reader)
        if self.right.can_restore:
            folder = backups_folder(self._path).name
            self.right.told.setText(tr("恢复前先把现在的台账备份到 {folder} 文件夹，恢复后可以撤回。", folder=folder))
        else:
            self.right.told.setText(tr("台账是只读的，不能恢复；可以把备份另存为新的台账。"))

    def _chosen(self, backup: Backup | None) -> None:
        tr = self._desk.tr
        if backup is not None:
            self.right.show_waiting(backup)
            self.checking.compare(backup)
        elif self._backups:
            self.right.show_nothing(tr("没有完好的备份"), tr("这里的备份都已损坏，不能恢复。"))
        elif self.left.shows_second:
            folder = self._desk.choices.current.second_place
            self.right.show_nothing(tr("第二处没有备份"), tr("可能没有插上，或者还没有备份过：{folder}", folder=folder))
        else:
            self.right.show_nothing(tr("还没有备份"), tr("点“立即备份”做一份；以后每天第一次打开时自动做。"))

    def _found(self, facts: BackupFacts) -> None:
        self.left.list.backups.add(facts)
        if facts.backup != self.left.list.current():
            return
        if not facts.sound:
            self.left.list.choose(None)
            if self.left.list.current() is None:
                self._chosen(None)
        elif (facts.inside is not None and facts.inside.differences is not None) or not self._is_open:
            self.right.show_facts(facts)

    def _opened(self) -> None:
        self.note.hide()
        self._elsewhere = []
        if self._desk.bridge.has_ledger:
            self._path = self._desk.bridge.ledger.path
        if self.isVisible():
            self.refresh()

    def _changed(self, _what: object = None) -> None:
        chosen = self.left.list.current()
        if self.isVisible() and chosen is not None:
            self.checking.compare(chosen)

    def _restore(self) -> None:
        backup = self.left.list.current()
        if backup is not None and self._path is not None:
            when = when_words(backup.made_at, self._desk.bridge.today, self._desk.tr)
            self.restore_requested.emit(self._path, backup.path, when)

    def _save(self) -> None:
        if (backup := self.left.list.current()) is not None:
            self.deeds.save(backup)

    def _take_other(self) -> None:
        backup = self.deeds.other(self._path)
        if backup is None:
            return
        self.checking.forget(backup.path)
        self._elsewhere = [backup, *(each for each in self._elsewhere if each.path != backup.path)]
        self.refresh()
        self.left.list.choose(backup)

    def _back_up(self) -> None:
        if self._path is not None:
            self.now.setEnabled(False)
            self.deeds.back_up(self._path)

    def _made(self, path: Path | None) -> None:
        self.refresh()
        newest = next((each for each in self._backups if each.path == path), None)
        if newest is not None:
            self.left.list.choose(newest)

    def _open_folder(self) -> None:
        if self._path is not None:
            second = self._desk.choices.current.second_folder if self.left.shows_second else None
            self.deeds.open_folder(self._path, second)
