"""The middle of the report page: the bar, what is found, what is under way, and the pages."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.note_strip import NoteStrip
from liling_desk.gui.report_page.find_bar import FindBar
from liling_desk.gui.report_page.links import Links
from liling_desk.gui.report_page.page_layout import WIDTH
from liling_desk.gui.report_page.page_view import PageView
from liling_desk.gui.report_page.pdf_pages import PagePicture
from liling_desk.gui.report_page.preview_bar import PreviewBar
from liling_desk.gui.report_page.request import Ready, Screen
from liling_desk.gui.report_page.wait_strip import WaitStrip
from liling_desk.ledger.errors import LedgerError


class PreviewArea(QWidget):
    """Shows finished previews. `again_wanted`: what failed or was cancelled is to be tried once more."""

    again_wanted = Signal()
    cancel_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.bar = PreviewBar(desk, str(desk.choices.remembered("report_zoom", WIDTH)))
        self.view = PageView(desk)
        self.view.set_zoom(self.bar.zoom)
        self.find_bar = FindBar(desk, self.view)
        self.note = NoteStrip(desk, (16, 0, 16, 8))
        self.wait = WaitStrip(desk)
        for widget in (self.bar, self.find_bar, self.note, self.wait):
            column.addWidget(widget)
        column.addWidget(self.view, 1)
        self.links = Links(desk, self.view)
        self._note_is_ours = False
        self.bar.stepped.connect(self.view.step)
        self.bar.jumped.connect(self._jump)
        self.bar.zoomed.connect(self.view.set_zoom)
        self.bar.find_wanted.connect(self.find_bar.open_bar)
        self.view.moved.connect(self.bar.show_place)
        self.view.zoom_stepped.connect(self.bar.step_zoom)
        self.view.picture_wanted.connect(self._make_picture)
        self.find_bar.closed.connect(self.view.setFocus)
        self.wait.said.connect(self.bar.show_news)
        self.wait.cancelled.connect(self.cancel_wanted)

    def seen_at(self) -> Screen:
        """Where a preview will be shown."""
        view = self.view
        return Screen(view.viewport().size(), view.zoom, view.devicePixelRatioF(), view.verticalScrollBar().value())

    def wait_for(self, words: str) -> None:
        """Something newer is on its way."""
        self.view.set_stale(True)
        self.wait.start(words)
        if not len(self.view.store):
            self.say(self._desk.tr("第一份预览马上就好…"))

    def say(self, words: str = "") -> None:
        """What stands in the middle while there are no pages."""
        self.view.words = words
        self.view.viewport().update()

    def show_ready(self, ready: Ready) -> None:
        """A preview is finished."""
        self.wait.stop()
        if self._note_is_ours:
            self.note.hide()
            self._note_is_ours = False
        self.links.show_filters(ready.filters)
        self.view.show_document(ready.pages, ready.pictures)
        self.bar.show_outline(ready.pages.outline)
        self.find_bar.search_again()

    def show_failed(self, problem: LedgerError | None) -> None:
        """None was made; the old pages stay, dimmed, for they are not what is asked for."""
        self.wait.stop()
        self.say()
        if problem is not None:
            self.note.say_problem(problem, [(self._desk.tr("再试一次"), self.again_wanted.emit)])
            self._note_is_ours = True

    def show_cancelled(self) -> None:
        """Somebody thought better of it: the old pages stay."""
        tr = self._desk.tr
        self.wait.stop()
        self.say()
        self.view.set_stale(False)
        more = tr("页面上还是先前的报表。") if len(self.view.store) else ""
        self.note.say(tr("已取消生成报表"), more, [(tr("再试一次"), self.again_wanted.emit)])
        self._note_is_ours = True
        self.note.focus_first()

    def show_fold(self, folded: bool, is_open: bool) -> None:
        """Whether the options are a button here, and whether they are open."""
        self.bar.options.setVisible(folded)
        self.bar.options.setChecked(is_open)

    def _jump(self, page: int, top: float) -> None:
        self.view.go_to(page, top)
        self.view.setFocus()

    def _make_picture(self, index: int, scale: float) -> None:
        document = self.view.store.document
        if document is None:
            return

        def give(picture: PagePicture) -> None:
            self.view.give_picture(document, index, picture)

        self._desk.background.start(lambda _report: document.page(index, scale), give, self.show_failed, owner=self)
