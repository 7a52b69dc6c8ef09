"""How the window comes to a ledger: for writing or only for looking, with a passphrase or without."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication

from liling_desk.ledger.errors import FileUnusable, LedgerError
from liling_desk.translations import N_, Message

if TYPE_CHECKING:
    from liling_desk.gui.background import Work
    from liling_desk.gui.main_window import MainWindow
    from liling_desk.gui.sealing_dialog import SealingDialog
    from liling_desk.ledger.passphrase import Passphrase
    from liling_desk.open_ledger import Backup, Rekeyed

Outcome = tuple["Rekeyed", "list[Backup]"]


class Entering(QObject):
    """Belongs to the window."""

    def __init__(self, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self.dialog: SealingDialog | None = None
        self._work: Work | None = None

    @property
    def under_way(self) -> bool:
        """Whether a passphrase is being changed."""
        return self._work is not None and self._work.is_under_way

    def choose_role(self, role: str) -> None:
        """Use this machine as the desk or as a reader; the open ledger is opened anew that way."""
        window, choices = self._window, self._window.desk.choices
        if role == choices.current.role or not window.draft_is_settled():
            self._refresh()
            return
        choices.change(role=role)
        bridge, shown = window.desk.bridge, window.current_page
        if bridge.has_ledger or bridge.awaited is not None:
            address = bridge.awaited.address if bridge.awaited is not None else bridge.ledger.address
            window.flow.open(address, lambda: window.show_page(shown))
        window.menus.refresh()
        window.show_page(shown)
        self._refresh()

    def ask_passphrase(self) -> None:
        """Ask which passphrase the open ledger is to have."""
        from liling_desk.gui.sealing_dialog import SealingDialog
        from liling_desk.open_ledger import backups_of, can_have_passphrase

        window, desk = self._window, self._window.desk
        if self.under_way or desk.why_read_only or not window.draft_is_settled():
            return
        if not can_have_passphrase():
            window.show_problem(_without_the_part())
            return
        ledger = desk.bridge.ledger
        if ledger.path is None:
            return  # the server asks for a password instead
        there = backups_of(ledger.path, desk.choices.current.second_folder)
        self.dialog = SealingDialog(desk, ledger.access.passphrase, len(there), window)
        self.dialog.accepted.connect(self._change)
        self.dialog.finished.connect(self.dialog.deleteLater)
        self.dialog.open()

    def _change(self) -> None:
        dialog, desk = self.dialog, self._window.desk
        assert dialog is not None
        path, old = desk.bridge.ledger.path, desk.bridge.ledger.access.passphrase
        assert path is not None
        new, second, include = dialog.made, desk.choices.current.second_folder, dialog.include_backups
        QGuiApplication.setOverrideCursor(Qt.CursorShape.BusyCursor)
        # Nobody may have the file open meanwhile, neither this window nor what it does in the background.
        desk.background.wait()
        desk.bridge.show_ledger(None)

        def work(_report: Callable[[int, int], None]) -> Outcome:
            from liling_desk.open_ledger import change_backups, change_passphrase

            done = change_passphrase(path, old, new, second)
            return done, change_backups(done.others, old, new) if include else list(done.others)

        def done(outcome: Outcome) -> None:
            self._reopen(path, new)
            self._say(old, new, outcome[1])

        def failed(problem: LedgerError) -> None:
            self._reopen(path, old)
            self._window.show_problem(problem)

        self._work = desk.background.start(
            work, done, failed, owner=self._window, crashed=lambda: self._reopen(path, old)
        )

    def _reopen(self, path: Path, passphrase: Passphrase | None) -> None:
        QGuiApplication.restoreOverrideCursor()
        self._window.desk.keyring.keep(path, passphrase)
        self._window.flow.open(path)
        self._refresh()

    def _say(self, old: Passphrase | None, new: Passphrase | None, left: Sequence[Backup]) -> None:
        window, tr = self._window, self._window.desk.tr
        said = tr("已设口令，台账已加密。") if old is None else tr("口令已改。")
        if new is None:
            said = tr("口令已去掉，台账是明文。")
        if not left:
            window.safekeeping.strip.say(said)
            return
        more = tr("有 {n} 份备份还是原来的口令。", n=len(left))
        if old is None:
            more = tr("有 {n} 份以前的备份不用口令就能读，留着还是删除请自己定。", n=len(left))
        see = (tr("看备份"), lambda: window.show_page("backups"))
        window.safekeeping.strip.say(said, more, [see], "problem")

    def _refresh(self) -> None:
        if self._window.current_page == "preferences":
            self._window.page("preferences").refresh()


def _without_the_part() -> FileUnusable:
    return FileUnusable(
        Message(N_("这台电脑没有装口令组件。")),
        Message(N_("请安装：pip install 'liling-desk[passphrase]'，再打开程序。")),
    )
