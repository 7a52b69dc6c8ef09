"""Keeping what is typed into one form, a moment after it was typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.drafts import Draft
from liling_desk.gui.look.buttons import LinkButton
from liling_desk.gui.look.labels import TextLabel

KEEP_AFTER_MS = 400
"""At most so much of what was typed is lost."""


class DraftWriter(QObject):
    """`read` gives what is typed by now, by field; empty where nothing is that would have to be kept."""

    def __init__(
        self, desk: Desk, form: str, item: str, read: Callable[[], Mapping[str, str]], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._drafts, self._read = desk.drafts, read
        ledger = desk.bridge.ledger.address.text if desk.bridge.has_ledger else ""
        self._draft = Draft(ledger, form, item)
        self._ended = False
        self._later = QTimer(self, singleShot=True, interval=KEEP_AFTER_MS)
        self._later.timeout.connect(self.keep)

    def typed(self, *_what: object) -> None:
        """Keep it in a moment; while somebody goes on typing, once in every such moment."""
        if not self._ended and not self._later.isActive():
            self._later.start()

    def keep(self) -> None:
        """Keep what is typed now."""
        self._later.stop()
        if self._ended:
            return
        draft = self._draft
        if texts := self._read():
            self._drafts.keep(Draft(draft.ledger, draft.form, draft.item, dict(texts)))
        else:
            self._drafts.forget(draft.ledger, draft.form, draft.item)

    def kept(self) -> dict[str, str]:
        """What was left the last time, by field; empty where nothing was."""
        found = self._drafts.find(self._draft.ledger, self._draft.form, self._draft.item)
        return found.texts if found is not None else {}

    def drop(self) -> None:
        """Given up, though the form stays open: nothing is kept until something is typed again."""
        self._later.stop()
        self._drafts.forget(self._draft.ledger, self._draft.form, self._draft.item)

    def end(self, *_result: object) -> None:
        """Saved, or given up with the form: nothing is kept any more."""
        self.drop()
        self._ended = True


class DraftNote(QWidget):
    """A quiet line: what was left the last time is back; 丢弃 takes it away again."""

    dropped = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.words = TextLabel(desk.tr("上次没有保存的内容已放回"), desk.theme, 12, "text2")
        self.drop = LinkButton(desk.tr("丢弃"), desk.theme)
        row.addWidget(self.words)
        row.addWidget(self.drop)
        row.addStretch(1)
        self.drop.clicked.connect(self.hide)
        self.drop.clicked.connect(self.dropped)
