"""Opening a large ledger without making anybody wait: its first rows at once, the rest from the background."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from liling_desk.garbage import leave_alone_what_is_there
from liling_desk.gui.arriving import Arriving, kept_sort
from liling_desk.gui.first_paint import AfterFirstPaint
from liling_desk.gui.ledger_files import LedgerFiles
from liling_desk.ledger.errors import LedgerError
from liling_desk.ledger.thresholds import thresholds_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from liling_desk.gui.arriving import MadeFinder
    from liling_desk.gui.background import Work
    from liling_desk.gui.main_window import MainWindow
    from liling_desk.ledger.filters import SortOrder
    from liling_desk.ledger.standing import Standing
    from liling_desk.open_ledger import OpenLedger

FIRST = 80
"""So many rows are shown before the rest is there: more than fit on a screen."""
_NEEDS_ALL = ("overview", "import", "report")
"""Pages that show nothing of a ledger before all of it is there."""
_TURN_S = 0.001
"""The window waits so long for its turn while the worker reads."""
_SPARE_MS = 50
_LOOK_S, _LOOKS = 0.05, 20
"""Until the first rows are on the screen the worker looks so often whether it is wanted any more. At last it goes on:
the page that was to show them may be gone."""


class LargeOpening(QObject):
    """Belongs to the window, whatever language its content speaks. The ledger that is open stays until the other one
    has been read, as it does for one on a server."""

    changed = Signal()
    """It has begun, or is over: `under_way` says what."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._ledger: OpenLedger | None = None
        self._then: Callable[[], object] | None = None
        self._reading: Reading | None = None
        self._work: Work | None = None
        self._usual_turn = sys.getswitchinterval()
        # What is made of a ledger stays: nobody need search it for garbage, which would take longer and longer.
        self._spare = QTimer(self, interval=_SPARE_MS)
        self._spare.timeout.connect(leave_alone_what_is_there)
        window.desk.bridge.opened.connect(self.give_up)

    @property
    def under_way(self) -> Arriving | None:
        """What is being read."""
        return self._window.desk.bridge.arriving

    def read(self, ledger: OpenLedger, then: Callable[[], object] | None = None) -> None:
        """Read an open ledger and show it; `then` is called when that is done. Whatever else was opened is given up."""
        window, bridge = self._window, self._window.desk.bridge
        self.give_up()
        window.servers.cancel()
        if bridge.has_ledger and bridge.ledger.address == ledger.address:
            # The same file once more, put back from a backup for instance: what is open shows what was there before.
            if not window.draft_is_settled():
                ledger.close()
                return
            bridge.show_ledger(None)
        sort = kept_sort(window.desk)
        self._ledger, self._then = ledger, then
        self._reading = reading = Reading(_again(ledger), sort, bridge.as_of)
        sys.setswitchinterval(_TURN_S)
        self._spare.start()
        bridge.set_arriving(Arriving(ledger.address, ledger.extent()[0], sort))
        self._work = window.desk.background.start(
            reading.work, self._take, self._fail, self._found_first, owner=self, crashed=self.cancel
        )
        self.changed.emit()
        window.show_whether_open()
        if not bridge.has_ledger:
            kept = window.desk.choices.remembered("page", "ledger")
            begins = window.current_page in ("", "welcome")
            window.show_page("reading" if begins and kept in _NEEDS_ALL else "ledger")
            window.setFocus()  # nothing on the page can take it yet

    def cancel(self) -> None:
        """Give up; what is open stays open, and where nothing is, the window is empty again."""
        if not self.give_up() or self._window.desk.bridge.has_ledger:
            return
        self._window.show_whether_open()
        if self._window.current_page in ("ledger", "reading"):
            self._window.show_page("ledger")

    def give_up(self) -> bool:
        """The same where something else is about to be shown. False where nothing was under way."""
        ledger = self._end()
        if ledger is not None:
            ledger.close()
        return ledger is not None

    def _end(self) -> OpenLedger | None:
        """Nothing is under way any more; gives back the ledger that was being read."""
        ledger, self._ledger = self._ledger, None
        if ledger is None:
            return None
        assert self._work is not None and self._reading is not None
        self._work.cancel()
        self._reading.stopped.set()
        self._work = self._reading = self._then = None
        self._spare.stop()
        sys.setswitchinterval(self._usual_turn)
        self._window.desk.bridge.set_arriving(None)
        self.changed.emit()
        return ledger

    def _found_first(self, _done: int, _total: int) -> None:
        arriving, reading, window = self.under_way, self._reading, self._window
        if arriving is None or reading is None or reading.rows is None or arriving.rows is not None:
            return
        window.desk.bridge.set_arriving(replace(arriving, rows=reading.rows))
        is_list = window.current_page == "ledger"
        # The rest begins when these rows are on the screen, so that it does not hold them up.
        AfterFirstPaint(window.page("ledger").table.viewport() if is_list else window, reading.may_go_on.set)

    def _take(self, reading: Reading) -> None:
        window, then = self._window, self._then
        bridge, shown, was_open = window.desk.bridge, window.current_page, window.desk.bridge.has_ledger
        if not window.draft_is_settled():
            self.cancel()
        if self._reading is not reading:
            return  # given up, at the latest by the answer
        ledger = self._end()
        assert ledger is not None and reading.ledger is not None
        ledger.take_over(reading.ledger)
        ledger.thresholds = thresholds_of(window.desk.choices.current)  # they may have been changed meanwhile
        LedgerFiles(window.desk).show(ledger, reading.finder)
        if not was_open and shown in ("preferences", "backups"):
            window.show_page(shown)  # chosen while it was read
        elif not was_open and window.current_page == "ledger":
            window.page("ledger").table.setFocus(Qt.FocusReason.OtherFocusReason)
        if then is not None and bridge.has_ledger:
            then()

    def _fail(self, problem: LedgerError) -> None:
        self.cancel()
        self._window.flow.failed.emit(problem)


class Reading:
    """Reads a ledger whole on a connection of its own; everything here is the worker's until it is done."""

    def __init__(self, open_again: Callable[[], OpenLedger], sort: SortOrder, as_of: date) -> None:
        self._open_again, self._sort, self._as_of = open_again, sort, as_of
        self.may_go_on = Event()
        """Set when the first rows are on the screen."""
        self.stopped = Event()
        """Set when nobody wants it any more: breaks off what SQLite is at."""
        self.rows: Sequence[Standing] | None = None
        self.ledger: OpenLedger | None = None
        """With its content and its standings, closed."""
        self.finder: MadeFinder | None = None

    def work(self, report: Callable[[int, int], None]) -> Reading:
        """Read the first rows, then everything. Raises `LedgerError`, and `Cancelled` in between."""
        ledger = self._open_again()
        try:
            ledger.stop_when(self.stopped.is_set)
            self.rows = ledger.first_rows(self._sort, self._as_of, FIRST)
            for _ in range(_LOOKS):
                report(1, 3)
                if self.may_go_on.wait(_LOOK_S):
                    break
            report(1, 3)
            ledger.snapshot()
            report(2, 3)
            self._judge(ledger)
            self.ledger = ledger
        except LedgerError as problem:
            let_go(problem)
            raise
        finally:
            ledger.close()
        report(3, 3)
        return self

    def _judge(self, ledger: OpenLedger) -> None:
        """Everything that the window would else make when it shows the list."""
        from liling_desk.ledger.filters import EVERYTHING
        from liling_desk.ledger.finder import Finder

        standings = ledger.standings(self._as_of)
        assert ledger.item_count <= len(standings)
        finder = Finder(standings)
        finder.find(EVERYTHING, self._sort)
        self.finder = standings, finder


def let_go(problem: BaseException) -> None:
    """Of what the places hold where it was raised and passed: a question that is still open keeps the file open."""
    from traceback import clear_frames

    told: BaseException | None = problem
    while told is not None:
        clear_frames(told.__traceback__)
        told = told.__cause__ or told.__context__


def _again(ledger: OpenLedger) -> Callable[[], OpenLedger]:
    """What opens the same ledger a second time, in the same way: the last connection that is closed puts SQLite's log
    away, which one for reading could not, and when the window is closed that may be this one."""
    address, actor, thresholds, access = ledger.address, ledger.actor, ledger.thresholds, ledger.access
    return lambda: type(ledger).open(address, actor, thresholds, access)
