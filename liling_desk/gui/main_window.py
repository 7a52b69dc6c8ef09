"""The window: menu bar, rail, pages, status bar. No rules; it only leads from one to the other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QMenuBar, QStackedWidget, QVBoxLayout, QWidget

from liling_desk.gui import qt_words
from liling_desk.gui.desk import Desk
from liling_desk.gui.entering import Entering
from liling_desk.gui.file_questions import FileQuestions, local_files
from liling_desk.gui.large_opening import LargeOpening
from liling_desk.gui.ledger_files import actor_of
from liling_desk.gui.ledger_flow import LedgerFlow
from liling_desk.gui.left_drafts import LeftDrafts
from liling_desk.gui.locking import Locking
from liling_desk.gui.menus import Menus
from liling_desk.gui.opening_checks import OpeningChecks
from liling_desk.gui.pages import make_page
from liling_desk.gui.rail import Rail
from liling_desk.gui.rescuing import Rescuing
from liling_desk.gui.safekeeping import Safekeeping
from liling_desk.gui.shared_ledger.connecting_strip import ConnectingStrip
from liling_desk.gui.shared_ledger.lost_strip import LostStrip
from liling_desk.gui.shared_ledger.server_link import ServerLink
from liling_desk.gui.shared_ledger.server_opening import ServerOpening
from liling_desk.gui.status_bar import StatusBar
from liling_desk.gui.undoing import Undoing
from liling_desk.gui.way_back import WayBack
from liling_desk.gui.window_actions import connect_actions
from liling_desk.gui.window_place import keep_place, restore_place
from liling_desk.ledger.errors import Conflict, LedgerError, NothingToUndo, ServerUnreachable
from liling_desk.translations import Translator, language_of_system

if TYPE_CHECKING:
    from liling_desk.gui.conflict_strip import ConflictStrip

MINIMUM_SIZE = (1024, 640)
_NEEDS_LEDGER = ("overview", "report")


class MainWindow(QMainWindow):
    """`ask` makes the object that asks for files (`FileQuestions` unless a test puts another in its place)."""

    rail: Rail
    menus: Menus
    flow: LedgerFlow
    undoing: Undoing
    status: StatusBar
    way_back: WayBack
    safekeeping: Safekeeping
    rescuing: Rescuing
    entering: Entering
    locking: Locking
    opening_checks: OpeningChecks
    left_drafts: LeftDrafts
    connecting: ConnectingStrip
    lost: LostStrip
    _stack: QStackedWidget
    _pages: dict[str, Any]
    _current: str

    def __init__(self, desk: Desk, ask: Callable[[Translator, QWidget], FileQuestions] = FileQuestions) -> None:
        super().__init__()
        self.desk = desk
        self._ask = ask
        self.setMinimumSize(*MINIMUM_SIZE)
        self.setAcceptDrops(True)
        self.link = ServerLink(desk.bridge, desk.background, self)
        self.servers = ServerOpening(self)
        self.large = LargeOpening(self)
        self._build()
        restore_place(self, desk.choices)
        desk.bridge.opened.connect(self._ledger_opened)
        desk.bridge.problem.connect(self.show_problem)
        desk.bridge.conflicted.connect(self._conflicted)

    def open_first(self, place: Path | str | None) -> None:
        """Open the named ledger (a file or an address), else the last one, else show the welcome page."""
        self.flow.open_first(place)
        if not self.desk.bridge.has_ledger and self.desk.bridge.arriving is None:
            self.show_page("ledger")

    def page(self, key: str) -> Any:
        """A page by its key, made now if need be: welcome, reading, ledger, overview, import, report, preferences."""
        if key not in self._pages:
            self._pages[key] = make_page(key, self)
            self._stack.addWidget(self._pages[key])
        return self._pages[key]

    @property
    def current_page(self) -> str:
        """The key of the page that is shown."""
        return self._current

    def show_page(self, key: str) -> None:
        """Show a page; without a ledger, even one that is being read, its place is taken by the welcome page."""
        has_ledger, is_read = self.desk.bridge.has_ledger, self.desk.bridge.awaited is not None
        if key == "import" and not has_ledger:
            self.flow.import_tables()
            return
        if key in _NEEDS_LEDGER and not has_ledger:
            return
        self.way_back.leave(self._current)
        self._current = "welcome" if key == "ledger" and not has_ledger and not is_read else key
        page = self.page(self._current)
        self._stack.setCurrentWidget(page)
        self.rail.set_current(key)
        if has_ledger:
            self.desk.choices.remember("page", key)

    def show_report(self, wanted: object, sort: object, kind: str = "") -> None:
        """Show the report page on a filter, with another kind of report if one is named."""
        self.show_page("report")
        if kind:
            self.page("report").choose_kind(kind)
        self.page("report").show_filter(wanted, sort)

    def show_items(self, wanted: object, name: str = "") -> None:
        """Show the list with a filter; `name` says what the items have in common that the filter names by code."""
        self.show_page("ledger")
        self.page("ledger").apply_filter(wanted, name)

    def speak(self) -> None:
        """Build the content again in the language that is chosen now."""
        chosen = self.desk.choices.current.language
        tr = Translator(language_of_system() if chosen == "system" else chosen)
        self.desk = replace(self.desk, tr=tr)
        qt_words.speak(tr.language)
        shown = self._current
        self._build()
        self.show_page("ledger" if shown == "welcome" else shown)

    def reset_layout(self) -> None:
        """Forget what was dragged, hidden and moved."""
        if self.desk.bridge.has_ledger:
            self.page("ledger").reset_layout()
        self.desk.choices.remember("geometry", "")
        restore_place(self, self.desk.choices)

    def set_density(self) -> None:
        """Rows as high as the choice says."""
        if "ledger" in self._pages:
            self.page("ledger").apply_density()
        self.menus.refresh()

    def show_problem(self, problem: LedgerError) -> None:
        """The one place where a known problem is shown: inline while no ledger is open, else in a dialog."""
        if isinstance(problem, NothingToUndo):
            self.undoing.say(self.desk.tr.say(problem.what))
            return
        if isinstance(problem, ServerUnreachable):
            self.desk.bridge.unreachable.emit(problem)
            if self.link.since is not None and self.lost.is_enough:
                return  # the strip says it, and what was typed is still there
        asked = self.rescuing.takes(problem)
        if not self.desk.bridge.has_ledger and self.desk.bridge.awaited is None:
            self.show_page("ledger")
            self.page("welcome").show_problem(problem, self.servers.failed is not None)
        elif not asked:
            from liling_desk.gui.problem_dialog import problem_dialog

            problem_dialog(problem, self.desk.tr, self.desk.theme, self).show_once()

    def _build(self) -> None:
        self._pages = {}
        self._current = ""
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.rail = Rail(self.desk.tr, self.desk.theme)
        self.rail.chosen.connect(self.show_page)
        self.conflict: ConflictStrip | None = None
        self._middle = middle = QVBoxLayout()
        middle.setSpacing(0)
        self.way_back = WayBack(self)
        self._stack = QStackedWidget()
        middle.addWidget(self._stack, 1)
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addWidget(self.rail)
        across.addLayout(middle, 1)
        column.addLayout(across, 1)
        self.status = StatusBar(self.desk)
        column.addWidget(self.status)
        self.undoing = Undoing(self.desk, self._stack)
        self.flow = LedgerFlow(self.desk, self._ask(self.desk.tr, self), content)
        self.flow.failed.connect(self.show_problem)
        self.flow.server_chosen.connect(self.servers.open)
        self.flow.large_opened.connect(self.large.read)
        self.flow.tables_chosen.connect(self._import)
        self.safekeeping = Safekeeping(self, content, middle)
        self.rescuing = Rescuing(self, content)
        self.entering = Entering(self, content)
        self.locking = Locking(self, content)
        self.opening_checks = OpeningChecks(self, content, middle)
        self.left_drafts = LeftDrafts(self, content, middle)
        self.connecting = ConnectingStrip(self, content, middle)
        self.lost = LostStrip(self, content, middle)
        bar = QMenuBar()
        self.menus = Menus(bar, self.desk, self.undoing)
        connect_actions(self)
        self.setMenuBar(bar)
        self.setCentralWidget(content)
        content.show()
        self.show_whether_open()

    def _import(self, paths: list[Path]) -> None:
        self.show_page("import")
        self.page("import").incoming.take(paths)

    def _ledger_opened(self) -> None:
        self.way_back.forget()
        self.show_whether_open()
        if self.desk.bridge.has_ledger:
            kept = self.desk.choices.remembered("page", "ledger")
            first = self._current in ("", "welcome", "reading")
            self.show_page(str(kept) if first and kept in ("ledger", "overview", "import", "report") else "ledger")

    def show_whether_open(self) -> None:
        """Name the ledger in the title; dim what needs one."""
        bridge, tr = self.desk.bridge, self.desk.tr
        name = tr("督查台账")
        address = bridge.ledger.address if bridge.has_ledger else bridge.awaited and bridge.awaited.address
        self.setWindowTitle(f"{address.title} - {name}" if address else name)
        why_not = tr("台账还在读取") if bridge.awaited else tr("先打开或新建一个台账")
        for key in _NEEDS_LEDGER:
            self.rail.set_enabled(key, bridge.has_ledger, why_not)
        self.rail.set_enabled("import", bridge.awaited is None, why_not)
        if bridge.has_ledger:
            bridge.ledger.actor = actor_of(self.desk)
            bridge.ledger.second_place = self.desk.choices.current.second_folder

    def _conflicted(self, conflict: Conflict) -> None:
        from liling_desk.gui.conflict_strip import ConflictStrip

        if self.conflict is None:
            self.conflict = ConflictStrip(self.desk)
            self._middle.insertWidget(0, self.conflict)
        self.conflict.show_conflict(conflict)

    def draft_is_settled(self) -> bool:
        """Whether nothing typed is waiting any more; asks where something is."""
        page = self._pages.get("ledger")
        if page is None or not self.desk.bridge.has_ledger or not page.detail.has_draft():
            return True
        from liling_desk.gui.draft_question import DraftQuestion

        question = DraftQuestion(self.desk, self)
        question.exec()
        if question.answer == "drop":
            page.detail.discard_draft()
        return question.answer == "drop" or (question.answer == "save" and page.detail.save_draft())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if local_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = local_files(event.mimeData())
        if paths:
            event.acceptProposedAction()
            # Questions and problems must not keep the program that the file came from waiting.
            QTimer.singleShot(0, self, lambda: self.flow.drop(paths))

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.draft_is_settled():
            event.ignore()
            return
        self.large.give_up()
        keep_place(self, self.desk.choices)
        super().closeEvent(event)
