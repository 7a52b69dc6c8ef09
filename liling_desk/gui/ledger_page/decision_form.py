"""A decision on one item or on several at once: one edit, one undo; whom it can't concern is named and left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.ledger_page.form_dialog import FormDialog
from liling_desk.gui.ledger_page.writing import write
from liling_desk.gui.look.labels import TextLabel
from liling_desk.ledger.changes import ChangeSet, together
from liling_desk.ledger.commitment import Commitment
from liling_desk.translations import Message

_NAMED = 6
WIDTH = 500


class DecisionForm(FormDialog):
    """`why_not` says why an item is left out, or None. `items` holds those that the decision is about."""

    def __init__(
        self,
        desk: Desk,
        verb: str,
        codes: Sequence[str],
        words: list[str],
        why_not: Callable[[Commitment], Message | None],
        parent: QWidget | None = None,
    ) -> None:
        snapshot = desk.bridge.ledger.snapshot().commitments
        asked = [snapshot[code] for code in codes if code in snapshot]
        self.items = [item for item in asked if why_not(item) is None]
        count = len(self.items) or len(asked)
        what = asked[0].code if len(asked) == 1 else desk.tr("{n} 项", n=count)
        super().__init__(desk, desk.tr("{verb} {what}", verb=verb, what=what), verb, words, parent)
        self._why_not = why_not
        self._rows.addWidget(TextLabel(self.windowTitle(), desk.theme, 16, "text", bold=True))
        self._say_which(asked)
        # What is said beneath a field may need another line.
        self._grow_later = QTimer(self, singleShot=True, interval=0)
        self._grow_later.timeout.connect(self._grow)
        self._body.installEventFilter(self)

    def note(self, text: str, role: str = "text2") -> TextLabel:
        """A sentence between the fields."""
        label = TextLabel(text, self._desk.theme, 13, role, wrap=True)
        label.setMinimumWidth(1)
        self._rows.addWidget(label)
        return label

    def refuse_all(self, problems: Mapping[str, str]) -> None:
        """Say at each field what is wrong; the first gets the focus."""
        for name, why in reversed(list(problems.items())):
            self.refuse(why, name)

    def write_all(self, action: str, make: Callable[[Commitment], ChangeSet], said: str, reason: str = "") -> bool:
        """Write it for every item, as they are by now; where that fails the reason stands in the form."""
        ledger = self._desk.bridge.ledger
        codes = [item.code for item in self.items]
        written = write(self._desk, lambda: together(action, [make(ledger.get(code)) for code in codes], reason), said)
        if not written:
            self.refuse(written.why)
        return bool(written)

    def what(self) -> str:
        """`LL-062 瓷城人才引领行动…`, or `3 项`, as the toast says it."""
        if len(self.items) == 1:
            return f"{self.items[0].code} {self.items[0].title}"
        return self._desk.tr("{n} 项", n=len(self.items))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.resize(max(self.width(), self._body.minimumSizeHint().width()), self.height())
        self.resize(self.width(), self._wanted_height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._body and event.type() == QEvent.Type.LayoutRequest:
            self._grow_later.start()
        return super().eventFilter(watched, event)

    def _grow(self) -> None:
        """Make room for what is said beneath the fields, as far as the screen goes."""
        self.resize(self.width(), max(self.height(), self._wanted_height()))

    def _wanted_height(self) -> int:
        layout = self._body.layout()
        layout.activate()
        wide = layout.hasHeightForWidth()
        wanted = layout.totalHeightForWidth(self.width()) if wide else layout.sizeHint().height()
        self.layout().activate()
        whole = wanted + self.height() - self._scroll.height()
        return min(whole, self.screen().availableGeometry().height() - 80)

    def _say_which(self, asked: Sequence[Commitment]) -> None:
        tr = self._desk.tr
        if len(asked) == 1:
            self.note(asked[0].title)
        elif self.items:
            self.note(self._named([item.code for item in self.items]))
        left_out: dict[str, list[str]] = {}
        for item in asked:
            if (why := self._why_not(item)) is not None:
                left_out.setdefault(tr.say(why), []).append(item.code)
        for words, codes in left_out.items():
            self.note(tr("{codes}：{why}", codes=self._named(codes), why=words), "yellow")
        self.ok.setEnabled(bool(self.items))

    def _named(self, codes: Sequence[str]) -> str:
        tr = self._desk.tr
        shown = tr("、").join(codes[:_NAMED])
        return shown if len(codes) <= _NAMED else tr("{codes} 等 {n} 项", codes=shown, n=len(codes))
