"""What the window does so that nothing is lost: the daily backup, writes that failed, restoring and its way back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from liling_desk.gui.daily_backup import DailyBackup
from liling_desk.ledger.errors import LedgerError

if TYPE_CHECKING:
    from liling_desk.gui.background import Work
    from liling_desk.gui.main_window import MainWindow
    from liling_desk.gui.note_strip import NoteStrip


class Safekeeping(QObject):
    """Belongs to the window's content; `middle` is the column above whose pages its strip is shown."""

    def __init__(self, window: MainWindow, content: QWidget, middle: QVBoxLayout) -> None:
        super().__init__(content)
        self._window, self._middle = window, middle
        self._strip: NoteStrip | None = None
        self._work: Work | None = None
        self.daily = DailyBackup(window, content, self)
        window.desk.bridge.when_unwritten = self._unwritten
        window.desk.bridge.opened.connect(self._opened)

    @property
    def strip(self) -> NoteStrip:
        """Says how a restoring ended; made for its first sentence."""
        from liling_desk.gui.note_strip import NoteStrip

        if self._strip is None:
            self._strip = NoteStrip(self._window.desk, margins=(20, 12, 20, 4))
            self._middle.insertWidget(0, self._strip)
        return self._strip

    @property
    def restoring(self) -> bool:
        """Whether a backup is being put in a ledger's place."""
        return self._work is not None and self._work.is_under_way

    def restore(self, ledger: Path, backup: Path, when: str) -> None:
        """Put a backup in the ledger's place, in the background, and show the ledger again; `when` it was made."""
        tr = self._window.desk.tr
        self._replace(ledger, backup, tr("台账已恢复到 {when} 的备份。", when=when), way_back=True)

    def show_backups(self, ledger: Path) -> None:
        """The backups of a ledger that can't be opened."""
        self._window.page("backups").show_for(ledger)
        self._window.show_page("backups")

    def _replace(self, ledger: Path, backup: Path, said: str, way_back: bool) -> None:
        if self.restoring or not self._window.draft_is_settled():
            return

        passphrase = self._window.desk.keyring.of(ledger)

        def work(_report: Callable[[int, int], None]) -> Path | None:
            from liling_desk.open_ledger import restore_ledger

            return restore_ledger(ledger, backup, passphrase)

        window = self._window

        def done(kept: Path | None) -> None:
            # In the language that is spoken by then.
            window.flow.open(ledger, lambda: window.safekeeping._say(ledger, kept, said, way_back))

        self._work = window.desk.background.start(work, done, window.show_problem, owner=window)

    def _say(self, ledger: Path, kept: Path | None, said: str, way_back: bool) -> None:
        tr = self._window.desk.tr
        if kept is None:
            self.strip.say(said)
            return
        back = tr("已撤回，台账是恢复之前的样子。")
        actions = [(tr("撤回"), lambda: self._replace(ledger, kept, back, way_back=False))] if way_back else []
        self.strip.say(said, tr("刚才的台账留在 {file}", file=kept), actions)
        self.strip.focus_first()

    def _opened(self) -> None:
        if self._strip is not None:
            self._strip.hide()

    def _unwritten(self, problem: LedgerError) -> bool:
        from liling_desk.gui.unwritten_dialog import UnwrittenDialog

        dialog = UnwrittenDialog(problem, self._window.desk, self._window.flow.copy_elsewhere, self._window)
        dialog.exec()
        dialog.deleteLater()
        return dialog.result() == UnwrittenDialog.DialogCode.Accepted
