"""Ctrl+F over the pages: what to find, how often it stands there, on to the next."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from liling_desk.gui.background import Work
from liling_desk.gui.desk import Desk
from liling_desk.gui.look.buttons import IconButton
from liling_desk.gui.look.labels import TextLabel
from liling_desk.gui.report_page.finding import MOST_HITS, Hit, PageTexts
from liling_desk.gui.report_page.page_view import PageView
from liling_desk.ledger.errors import LedgerError

_TYPING_MS = 150


class FindBar(QWidget):
    """Hidden until asked for. Enter and F3 go on, with Shift back; Esc closes it."""

    closed = Signal()

    def __init__(self, desk: Desk, view: PageView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._view = desk, view
        self._texts: PageTexts | None = None
        self._work: Work | None = None
        self.hits: Sequence[Hit] = ()
        self.place = -1
        tr, theme = desk.tr, desk.theme
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 8)
        row.setSpacing(8)
        self.field = QLineEdit()
        self.field.setPlaceholderText(tr("在页面里找"))
        self.field.setAccessibleName(tr("在页面里找"))
        self.field.setClearButtonEnabled(True)
        self.field.setMaximumWidth(360)
        self.field.installEventFilter(self)
        self.count = TextLabel("", theme, px=13, role="text2")
        self.back = IconButton("up", tr("上一处（Shift+F3）"), theme)
        self.forth = IconButton("down", tr("下一处（F3）"), theme)
        close = IconButton("x", tr("关闭查找（Esc）"), theme, size=16)
        row.addWidget(self.field, 1)
        for widget in (self.back, self.forth, self.count):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(close)
        self.back.clicked.connect(lambda: self.step(-1))
        self.forth.clicked.connect(lambda: self.step(1))
        close.clicked.connect(self.close_bar)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._typing.timeout.connect(self._search)
        self.field.textChanged.connect(self._typed)
        self.hide()

    def open_bar(self) -> None:
        """Show it with the focus in its field."""
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        self._search()

    def close_bar(self) -> None:
        """Hide it and the marks."""
        self._drop_work()
        self.hide()
        self.hits, self.place = (), -1
        self._view.show_hits((), -1)
        self.closed.emit()

    def search_again(self) -> None:
        """Other pages are shown: find again in them, staying near the place."""
        self._texts = None
        if self.isVisible():
            self._search()

    def step(self, by: int) -> None:
        """On to the next place, or back; round at the ends."""
        if not self.isVisible():
            self.open_bar()
        elif self.hits:
            self._go_to((self.place + by) % len(self.hits))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.close_bar()
                return True
        return super().eventFilter(watched, event)

    def _typed(self) -> None:
        self._drop_work()
        self._typing.start()

    def _drop_work(self) -> None:
        self._typing.stop()
        if self._work is not None:
            self._work.cancel()
            self._work = None

    def _search(self) -> None:
        self._drop_work()
        document, words = self._view.store.document, self.field.text()
        if document is None or not words.strip():
            self._show(())
            return
        if self._texts is None or self._texts.pages is not document:
            self._texts = PageTexts(document)
        texts = self._texts
        self._work = self._desk.background.start(
            lambda report: texts.find(words, report), self._show, self._failed, owner=self
        )

    def _show(self, hits: Sequence[Hit]) -> None:
        self._work = None
        self.hits = hits
        near = next((at for at, hit in enumerate(hits) if hit.page >= self._view.current), 0)
        self._go_to(near if hits else -1)

    def _failed(self, _problem: LedgerError) -> None:
        self._work = None

    def _go_to(self, place: int) -> None:
        self.place = place
        self.count.setText(self._words())
        for button in (self.back, self.forth):
            button.setEnabled(bool(self.hits))
        self._view.show_hits(self.hits, place)

    def _words(self) -> str:
        tr = self._desk.tr
        if not self.field.text().strip():
            return ""
        if not self.hits:
            return tr("没有找到")
        total = f"{MOST_HITS:,}+" if len(self.hits) == MOST_HITS else f"{len(self.hits):,}"
        return f"{self.place + 1:,} / {total}"
