"""When a ledger is opened: what was typed the last time and never saved, to be gone on with or dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from liling_desk.gui.drafts import Draft
from liling_desk.gui.first_paint import AfterFirstPaint
from liling_desk.translations import N_

if TYPE_CHECKING:
    from liling_desk.gui.main_window import MainWindow
    from liling_desk.gui.note_strip import NoteStrip

REST_MS = 800
_NAMED = 4
_FORMS = {
    "return": N_("登记报送"),
    "commitment": N_("登记事项"),
    "verdict": N_("销号"),
    "detail": N_("修改"),
    "split": N_("拆分"),
    "extension": N_("延期"),
    "bulletin": N_("通报"),
}


class LeftDrafts(QObject):
    """Belongs to the window's content; `middle` is the column above whose pages its strip is shown."""

    def __init__(self, window: MainWindow, content: QWidget, middle: QVBoxLayout) -> None:
        super().__init__(content)
        self._window, self._content, self._middle = window, content, middle
        self.strip: NoteStrip | None = None
        window.desk.bridge.opened.connect(self._opened)

    def look(self) -> None:
        """Say what was left, if anything was."""
        left, tr = self._left(), self._window.desk.tr
        if not left:
            return
        if self.strip is None:
            from liling_desk.gui.note_strip import NoteStrip

            self.strip = NoteStrip(self._window.desk, margins=(20, 12, 20, 4))
            self._middle.insertWidget(0, self.strip)
        named = tr("、").join(
            f"{tr(_FORMS[each.form])} {each.item.replace('+', ' ')}".rstrip() for each in left[:_NAMED]
        )
        words = named if len(left) <= _NAMED else tr("{names} 等 {n} 处", names=named, n=len(left))
        self.strip.say(
            tr("上次有写了没有保存的内容：{names}", names=words),
            actions=[(tr("接着写"), lambda: self._go_on(left[0])), (tr("丢弃"), lambda: self._drop(left))],
            tone="reminder",
        )

    def _opened(self) -> None:
        if self.strip is not None:
            self.strip.hide()
        if self._window.desk.bridge.has_ledger:
            AfterFirstPaint(self._content, self.look, REST_MS)

    def _left(self) -> list[Draft]:
        bridge = self._window.desk.bridge
        if not bridge.has_ledger or bridge.ledger.read_only:
            return []
        there = bridge.ledger.snapshot().commitments
        kept = self._window.desk.drafts.of(bridge.ledger.address.text)
        return [
            each
            for each in kept
            if each.form in _FORMS and (not each.item or all(code in there for code in each.item.split("+")))
        ]

    def _go_on(self, draft: Draft) -> None:
        if self.strip is not None:
            self.strip.hide()
        window, codes = self._window, draft.item.split("+")
        if draft.form == "bulletin":
            window.show_page("report")
            return
        if draft.form in ("verdict", "detail"):
            from liling_desk.ledger.filters import EVERYTHING

            window.show_items(EVERYTHING)
        else:
            window.show_page("ledger")
        page = window.page("ledger")
        {
            "return": lambda: page.row_actions.new_return(draft.item),
            "commitment": page.new_commitment,
            "verdict": lambda: page.ticking.open(codes),
            "detail": lambda: (page.table.select_codes(codes, codes[0]), page.detail.show_code(codes[0])),
            "split": lambda: page.row_actions.split(draft.item),
            "extension": lambda: page.row_actions.judge("extend", codes),
        }[draft.form]()

    def _drop(self, drafts: list[Draft]) -> None:
        for each in drafts:
            self._window.desk.drafts.forget(each.ledger, each.form, each.item)
        if self.strip is not None:
            self.strip.hide()
