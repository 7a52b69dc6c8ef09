"""Setting a light by hand (手动亮灯): a colour, why, and until when; or letting the rules decide again."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QRadioButton, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.ledger_page.decision_form import WIDTH, DecisionForm
from liling_desk.gui.ledger_page.judging import let_rules_decide
from liling_desk.gui.look.buttons import LinkButton
from liling_desk.gui.look.light_glyphs import light_icon
from liling_desk.ledger import edits
from liling_desk.ledger.commitment import Commitment
from liling_desk.ledger.deadline import read_day
from liling_desk.ledger.status import OPEN, Colour
from liling_desk.translations import N_, Message

COLOURS = (Colour.RED, Colour.YELLOW, Colour.GREEN, Colour.GREY)
_WORDS = {"colour": N_("亮灯"), "reason": N_("原因"), "until": N_("有效至")}


class ColourChoice(QWidget):
    """One of the lights that can be set by hand, each with its glyph; none at first."""

    textEdited = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self.buttons: dict[Colour, QRadioButton] = {}
        side = 14 + desk.theme.metrics.step
        for colour in COLOURS:
            button = QRadioButton(desk.tr(colour.word))
            button.setIcon(light_icon(str(colour), desk.theme))
            button.setIconSize(QSize(side, side))
            button.setMinimumHeight(desk.theme.metrics.control)
            button.toggled.connect(lambda _on: self.textEdited.emit(self.text()))
            self.buttons[colour] = button
            row.addWidget(button)
        row.addStretch(1)
        self.setFocusProxy(self.buttons[COLOURS[0]])

    def colour(self) -> Colour | None:
        """The one that is chosen."""
        return next((colour for colour, button in self.buttons.items() if button.isChecked()), None)

    def choose(self, colour: Colour) -> None:
        """Choose one."""
        self.buttons[colour].setChecked(True)
        self.setFocusProxy(self.buttons[colour])

    def text(self) -> str:
        """The colour's name, or an empty text."""
        return str(self.colour() or "")


class HandLightDialog(DecisionForm):
    """A light that holds from the as-of day until a day; afterwards the rules decide by themselves."""

    def __init__(self, desk: Desk, codes: Sequence[str], parent: QWidget | None = None) -> None:
        tr = desk.tr
        words = [tr(word) for word in _WORDS.values()]
        super().__init__(desk, tr("手动亮灯"), codes, words, why_not_light, parent)
        self.colour, self.reason, self.until = ColourChoice(desk), QPlainTextEdit(), QLineEdit()
        self.until.setText(end_of_month_after(desk.bridge.as_of).isoformat())
        self.until.setPlaceholderText("2021-12-31")
        self.clear = LinkButton(tr("恢复按规则"), desk.theme)
        self._say_present()
        for name in _WORDS:
            self.add_field(name, tr(_WORDS[name]), getattr(self, name), required=True)
        self.fields["reason"].set_hint(tr("必填。写进历史，灯下也写明。"))
        self.fields["until"].set_hint(tr("过了这一天，又按规则亮灯。"))
        self._propose()
        self.fit(WIDTH, self.colour)

    def submit(self) -> bool:
        """Check each field, then write."""
        tr, colour, until = self._desk.tr, self.colour.colour(), read_day(self.until.text())
        as_of, reason = self._desk.bridge.as_of, self.reason.toPlainText().strip()
        problems: dict[str, str] = {}
        if colour is None:
            problems["colour"] = tr("请选一种灯。")
        if not reason:
            problems["reason"] = tr("请写明原因，它会进入历史。")
        if until is None:
            problems["until"] = tr("请写成 2021-12-31 这样。")
        elif until < as_of:
            problems["until"] = tr("不能早于数据截至日 {day}。", day=as_of.isoformat())
        if problems or colour is None or until is None:
            self.refuse_all(problems)
            return False
        actor = self._desk.bridge.ledger.actor
        return self.write_all(
            "light",
            lambda item: edits.set_light(item, colour, reason, until, as_of, actor),
            tr("{what} 手动亮{colour}", what=self.what(), colour=tr(colour.word)),
            reason,
        )

    def _say_present(self) -> None:
        """What the rules say, and, where a light was set by hand, the way back to them."""
        tr, desk, as_of = self._desk.tr, self._desk, self._desk.bridge.as_of
        held = [item for item in self.items if item.hand_light is not None and item.hand_light.holds(as_of)]
        if len(self.items) == 1:
            light = desk.bridge.ledger.standing(self.items[0].code, as_of).light
            ruled = light.reasons[1] if light.by_hand else _by_rule(light.colour, light.reasons[0])
            self.note(tr("{words}。", words=tr.say(ruled)))
        if not held:
            return
        row = QHBoxLayout()
        row.setSpacing(8)
        words = tr("现在是手动亮的灯，有效至 {until}。", until=held[0].hand_light.until.isoformat())
        self.held = self.note(words if len(held) == 1 else tr("其中 {n} 项现在是手动亮的灯。", n=len(held)))
        self._rows.removeWidget(self.held)
        row.addWidget(self.held, 1)
        row.addWidget(self.clear)
        self._rows.addLayout(row)
        self.clear.clicked.connect(lambda: self._clear([item.code for item in held]))

    def _propose(self) -> None:
        """Somebody who changes a light set by hand starts from it."""
        light = self.items[0].hand_light if len(self.items) == 1 else None
        if light is not None and light.holds(self._desk.bridge.as_of) and light.colour in COLOURS:
            self.colour.choose(light.colour)
            self.reason.setPlainText(light.reason)
            self.until.setText(light.until.isoformat())

    def _clear(self, codes: Sequence[str]) -> None:
        let_rules_decide(self._desk, codes)
        self.done(int(self.DialogCode.Accepted))


def end_of_month_after(day: date) -> date:
    """The last day of the month, of the next month where the day is that already."""
    last = day.replace(day=calendar.monthrange(day.year, day.month)[1])
    return last if last > day else end_of_month_after(day + timedelta(days=1))


def why_not_light(item: Commitment) -> Message | None:
    """Why an item's light can't be set, or None."""
    return None if item.status in OPEN else Message(N_("已办结、暂缓或终止，不手动亮灯。"))


def _by_rule(colour: Colour, reason: Message) -> Message:
    return Message(N_("按规则为{colour}：{reason}"), {"colour": Message(colour.word), "reason": reason})
