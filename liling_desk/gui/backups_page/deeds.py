"""What can be done on the page besides restoring: back up now, save elsewhere, take another file, open the folder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from liling_desk.gui.desk import Desk
from liling_desk.gui.file_questions import FileQuestions
from liling_desk.gui.note_strip import NoteStrip
from liling_desk.ledger.errors import LedgerError
from liling_desk.open_ledger import Backup, Made, back_up_ledger, backup_from, backups_folder, copy_backup


class Deeds(QObject):
    """Says in `note` how it went."""

    made = Signal(object)
    """The path of a new backup; None where it could not be made."""

    def __init__(self, desk: Desk, note: NoteStrip, ask: FileQuestions, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._note, self.ask = desk, note, ask

    def back_up(self, ledger: Path) -> None:
        """Make a backup now, in the background."""
        second, tr = self._desk.choices.current.second_folder, self._desk.tr
        passphrase = self._desk.keyring.of(ledger)

        def done(made: Made) -> None:
            if made.trouble is not None:
                self._note.say(tr("备份做好了，但没有拷到第二处。"), tr.say(made.trouble.what), tone="problem")
            else:
                self._note.say(tr("备份做好了，检查过，完好。"))
            self.made.emit(made.path)

        def failed(problem: LedgerError) -> None:
            self._note.say_problem(problem, [(tr("重试"), lambda: self.back_up(ledger))])
            self.made.emit(None)

        self._desk.background.start(
            lambda _report: back_up_ledger(ledger, second, passphrase=passphrase),
            done,
            failed,
            owner=self,
            crashed=lambda: self.made.emit(None),
        )

    def save(self, backup: Backup) -> None:
        """Copy a backup to a new file, in the background."""
        target = self.ask.backup_target(Path.home() / backup.path.name)
        if target is None:
            return
        tr, note, passphrase = self._desk.tr, self._note, self._desk.keyring.latest
        note.say(tr("正在保存 {file}…", file=target.name), tone="reminder")
        self._desk.background.start(
            lambda _report: copy_backup(backup, target, passphrase),
            lambda _none: note.say(tr("已另存为 {file}，检查过，完好。", file=target)),
            note.say_problem,
            owner=self,
            crashed=note.hide,
        )

    def other(self, ledger: Path | None) -> Backup | None:
        """A file that the user names, but not the ledger itself."""
        path = self.ask.ledger_to_open()
        if path is None:
            return None
        if ledger is not None and path.absolute() == ledger.absolute():
            self._note.say(self._desk.tr("这就是台账本身，不是它的备份。"), tone="problem")
            return None
        try:
            return backup_from(path)
        except LedgerError as problem:
            self._note.say_problem(problem)
            return None

    def open_folder(self, ledger: Path, second: Path | None) -> None:
        """Show the backups as files; the ledger's own folder where there is none yet."""
        folder = backups_folder(ledger, second)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder if folder.is_dir() else ledger.parent)))
