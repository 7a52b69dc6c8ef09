"""Looks into backups in the background, one after the other; the one that somebody waits for goes first."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from liling_desk.gui.background import Work
from liling_desk.gui.desk import Desk
from liling_desk.ledger.differences import Held
from liling_desk.open_ledger import Backup, look_into

if TYPE_CHECKING:
    from liling_desk.open_ledger import BackupFacts


class Checking(QObject):
    """Remembers what it found until a file changes. `found` carries the `BackupFacts`."""

    found = Signal(object)

    def __init__(self, desk: Desk, held: Callable[[], Held | None], parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._held = desk, held
        self._waiting: list[Backup] = []
        self._wanted: Backup | None = None
        self._known: dict[Backup, BackupFacts] = {}
        self._work: Work | None = None

    @property
    def is_busy(self) -> bool:
        """Whether any backup is still to be looked into."""
        return self._is_looking or bool(self._waiting) or self._wanted is not None

    @property
    def _is_looking(self) -> bool:
        return self._work is not None and self._work.is_under_way

    def known(self, backup: Backup) -> BackupFacts | None:
        """What was found; None while that is not known yet."""
        return self._known.get(backup)

    def check(self, backups: Iterable[Backup]) -> None:
        """Look into those that are not known, in this order, whenever there is nothing more urgent."""
        self._waiting = [each for each in backups if each not in self._known]
        self._go_on()

    def compare(self, backup: Backup) -> None:
        """Look into one now and say how the ledger differs from it."""
        self._wanted = backup
        self._go_on()

    def stop(self) -> None:
        """Nobody looks any more."""
        self._waiting, self._wanted = [], None

    def forget(self, path: Path) -> None:
        """Look into a file again when it is asked for."""
        self._known = {each: facts for each, facts in self._known.items() if each.path != path}

    def _go_on(self) -> None:
        if self._is_looking or (self._wanted is None and not self._waiting):
            return
        held = None
        if self._wanted is not None:
            backup, self._wanted, held = self._wanted, None, self._held()
        else:
            backup = self._waiting.pop(0)

        known = self._known.get(backup)
        checked = known is not None and known.sound
        passphrase = self._desk.keyring.latest

        def work(_report: Callable[[int, int], None]) -> BackupFacts:
            return look_into(backup, held, checked, passphrase)

        self._work = self._desk.background.start(work, self._take, self._problem, owner=self, crashed=self._go_on)

    def _take(self, facts: BackupFacts) -> None:
        self._known[facts.backup] = facts
        self._waiting = [each for each in self._waiting if each != facts.backup]
        self.found.emit(facts)
        self._go_on()

    def _problem(self, problem: object) -> None:
        self._desk.bridge.problem.emit(problem)
        self._go_on()
