"""Keeps the preview in line with what is asked for: begun when it is quiet, made on a worker, the newest one wins."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from liling_desk.gui.background import Work
from liling_desk.gui.desk import Desk
from liling_desk.gui.report_page.request import Ready, Request, prepare
from liling_desk.ledger.errors import LedgerError

QUIET_MS = 40
"""A preview is begun when nothing was changed for so long; whoever types waits by himself."""
_MANY_ROWS = 300
"""After so many items the layout's memory is given back."""


class PreviewMaker(QObject):
    """`make_request` is called on the window's thread when a preview begins."""

    began = Signal(object)
    """A `Request` that is now being worked on."""
    finished = Signal(object)
    """A `Ready`."""
    failed = Signal(object)
    """A `LedgerError`, or None for a bug that is reported elsewhere."""

    def __init__(self, desk: Desk, make_request: Callable[[], Request], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._make_request = desk, make_request
        self.ready: Ready | None = None
        self.is_up_to_date = False
        self._work: Work | None = None
        self._then: Callable[[Ready], None] | None = None
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(QUIET_MS)
        self._quiet.timeout.connect(self._begin)

    @property
    def is_busy(self) -> bool:
        """Whether a preview is under way or about to be."""
        return (self._work is not None and self._work.is_under_way) or self._quiet.isActive()

    def outdate(self, begin: bool) -> None:
        """What is there is no longer what is asked for; `begin` makes a new one soon."""
        self.is_up_to_date = False
        self._drop_work()
        if begin:
            self._quiet.start()

    def cancel(self) -> None:
        """Stop; what is there stays, and what waited for the new one is forgotten."""
        self._drop_work()
        self._then = None

    def when_ready(self, act: Callable[[Ready], None]) -> None:
        """Act on the newest preview, now or as soon as it is finished."""
        if self.is_up_to_date and self.ready is not None:
            act(self.ready)
            return
        self._then = act
        if not self.is_busy:
            self._quiet.start()

    def _drop_work(self) -> None:
        if self._work is not None:
            self._work.cancel()
            self._work = None
        self._quiet.stop()

    def _begin(self) -> None:
        try:
            request = self._make_request()
        except LedgerError as problem:
            self._fail(problem)
            return
        self._work = self._desk.background.start(
            lambda report: prepare(request, report),
            self._finish,
            self._fail,
            owner=self,
            crashed=lambda: self._fail(None),
            ended=self._let_go if len(request.material.rows) > _MANY_ROWS else None,
        )
        self.began.emit(request)

    def _finish(self, ready: Ready) -> None:
        self._work, self.ready, self.is_up_to_date = None, ready, True
        self.finished.emit(ready)
        then, self._then = self._then, None
        if then is not None:
            then(ready)

    def _let_go(self) -> None:
        from liling_desk.reporting.typst_pdf import let_go_of_pages

        self._desk.background.start(lambda _report: let_go_of_pages(), _ignore, _ignore, owner=self)

    def _fail(self, problem: LedgerError | None) -> None:
        self._work, self._then = None, None
        self.failed.emit(problem)


def _ignore(_nothing: object) -> None:
    """Nobody waits for it."""
