"""A ledger that is damaged: the window offers its backups, or to rescue what is sound into a new one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from liling_desk.ledger.errors import LedgerDamaged, LedgerError, NotALedger

if TYPE_CHECKING:
    from liling_desk.gui.background import Work
    from liling_desk.gui.damage_dialog import DamageDialog
    from liling_desk.gui.main_window import MainWindow
    from liling_desk.store.rescue import Rescued


class Rescuing(QObject):
    """Belongs to the window's content."""

    def __init__(self, window: MainWindow, content: QObject) -> None:
        super().__init__(content)
        self._window = window
        self._dialog: DamageDialog | None = None
        self._work: Work | None = None

    @property
    def under_way(self) -> bool:
        """Whether something is being rescued."""
        return self._work is not None and self._work.is_under_way

    def takes(self, problem: LedgerError) -> bool:
        """Whether a problem is about a damaged ledger; then the dialog is opened."""
        path = self._damaged(problem)
        if path is None:
            return False
        if self._dialog is None and not self.under_way:
            self._ask(problem, path)
        return True

    def _damaged(self, problem: LedgerError) -> Path | None:
        bridge, recent = self._window.desk.bridge, self._window.desk.choices.current.recent_ledgers
        if not isinstance(problem, LedgerDamaged):
            return None
        if problem.where.file:
            path = Path(problem.where.file)
            # What nobody has opened here before may well be something else altogether.
            return path if not isinstance(problem, NotALedger) or str(path.absolute()) in recent else None
        return bridge.ledger.path if bridge.has_ledger else None

    def _ask(self, problem: LedgerError, path: Path) -> None:
        from liling_desk.gui.damage_dialog import DamageDialog
        from liling_desk.open_ledger import backups_of

        desk = self._window.desk
        has_backups = bool(backups_of(path, desk.choices.current.second_folder))
        self._dialog = DamageDialog(problem, desk, has_backups, self._window)
        self._dialog.finished.connect(lambda _result: self._answered(path))
        self._dialog.show_once()

    def _answered(self, path: Path) -> None:
        dialog, self._dialog = self._dialog, None
        if dialog is not None and dialog.wanted == "restore":
            self._window.safekeeping.show_backups(path)
        elif dialog is not None and dialog.wanted == "rescue":
            self._rescue(path)

    def _rescue(self, damaged: Path) -> None:
        window, desk = self._window, self._window.desk
        target = window.flow.ask_for_rescued()
        if target is None:
            return
        if desk.bridge.has_ledger and desk.bridge.ledger.path == damaged:
            desk.bridge.show_ledger(None)  # reading the file itself would drop the locks of a ledger that is open

        def work(_report: Callable[[int, int], None]) -> Rescued:
            from liling_desk.gui.ledger_files import actor_of
            from liling_desk.open_ledger import rescue_ledger

            return rescue_ledger(damaged, target, actor_of(desk), desk.access)

        def done(rescued: Rescued) -> None:
            from liling_desk.gui.damage_dialog import RescuedDialog

            window.flow.open(target, lambda: RescuedDialog(target, rescued, window.desk, window).show_once())

        window.show_page("ledger")
        self._work = desk.background.start(work, done, self._failed, owner=window)

    def _failed(self, problem: LedgerError) -> None:
        from liling_desk.gui.problem_dialog import problem_dialog

        desk = self._window.desk
        problem_dialog(problem, desk.tr, desk.theme, self._window).show_once()
