"""The day's first backup, in the background; what goes wrong is a note in the status bar, never in the way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.first_paint import AfterFirstPaint
from liling_desk.ledger.errors import LedgerError

if TYPE_CHECKING:
    from liling_desk.gui.background import Work
    from liling_desk.gui.main_window import MainWindow
    from liling_desk.gui.status_note import StatusNote
    from liling_desk.open_ledger import Made

_REST_MS = 600
"""Rows, panels and what the user does first go before."""


class DailyBackup(QObject):
    """When a ledger is opened, and when the first change of a later day is made in a window that stayed open."""

    def __init__(self, window: MainWindow, content: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._content = window, content
        self._desk: Desk = window.desk
        self.done: tuple[Path, date] | None = None
        self._missed: set[str] = set()
        self._work: Work | None = None
        self._desk.bridge.opened.connect(self._opened)
        self._desk.bridge.changed.connect(self._changed)
        if self._desk.bridge.has_ledger:  # the content was built anew, in another language
            self._wait()

    @property
    def under_way(self) -> bool:
        """Whether a backup is being made."""
        return self._work is not None and self._work.is_under_way

    @property
    def _note(self) -> StatusNote:
        return self._window.status.note

    def back_up(self) -> None:
        """Back up now unless that was done today."""
        bridge = self._desk.bridge
        if not bridge.has_ledger or bridge.ledger.read_only or self.under_way:
            return  # when the one that is under way is over, the ledger that is open then has its turn
        path, second, now = bridge.ledger.path, self._desk.choices.current.second_folder, datetime.now(UTC)
        if path is None:
            return  # a server has backups of its own
        passphrase = bridge.ledger.access.passphrase
        self.done = path, now.astimezone().date()

        def work(_report: Callable[[int, int], None]) -> Made | None:
            from liling_desk.open_ledger import back_up_if_first

            return back_up_if_first(path, second, now, passphrase)

        self._work = self._desk.background.start(
            work, self._made, lambda problem: self._failed(path, problem), owner=self, crashed=self._next
        )

    def miss_second(self, problem: LedgerError) -> None:
        """Say once a session that the second place can't be reached."""
        tr, place = self._desk.tr, self._desk.choices.current.second_place
        if place not in self._missed:
            self._missed.add(place)
            self._note.say(
                tr("备份没有拷到第二处"), problem, [(tr("设置…"), lambda: self._window.show_page("preferences"))]
            )

    def _opened(self) -> None:
        self._note.hide()
        if self._desk.bridge.has_ledger:
            self._wait()

    def _wait(self) -> None:
        AfterFirstPaint(self._content, self.back_up, _REST_MS)

    def _next(self) -> None:
        """Another ledger was opened meanwhile."""
        bridge = self._desk.bridge
        if self.done is not None and bridge.has_ledger and bridge.ledger.path != self.done[0]:
            self.back_up()

    def _changed(self, _what: object = None) -> None:
        bridge = self._desk.bridge
        if not bridge.has_ledger:
            return
        if bridge.ledger.second_trouble is not None:
            self.miss_second(bridge.ledger.second_trouble)
        today = datetime.now(UTC).astimezone().date()
        if self.done is not None and self.done[0] == bridge.ledger.path and self.done[1] < today:
            self.back_up()

    def _made(self, made: Made | None) -> None:
        if made is not None and made.trouble is not None:
            self.miss_second(made.trouble)
        self._next()

    def _failed(self, path: Path, problem: LedgerError) -> None:
        tr, bridge = self._desk.tr, self._desk.bridge
        actions = [(tr("重试"), self.back_up), (tr("存到别处…"), self._window.flow.backup)]
        is_open = bridge.has_ledger and bridge.ledger.path == path
        self._note.say(tr("今天的备份没有做成"), problem, actions if is_open else [])
        self._next()
