"""Somebody else was first: mine, theirs and the original for each field, to be chosen from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QFrame, QGridLayout, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.look.buttons import Button
from liling_desk.gui.look.labels import TextLabel
from liling_desk.ledger import edits
from liling_desk.ledger.commitment import Commitment
from liling_desk.ledger.errors import Conflict
from liling_desk.ledger.status import Status
from liling_desk.translations import Translator
from liling_desk.words.entries import field_word

_VERDICT = ("status", "done_on", "done_by", "done_basis", "status_reason")
"""One thing, chosen as one: a status of done without its basis must not come about."""


class ConflictStrip(QFrame):
    """Hidden until `show_conflict`; writes what was chosen onto the present version."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._conflict: Conflict | None = None
        self._mine: dict[str, QRadioButton] = {}
        self.setObjectName("noteYellow")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(20, 12, 20, 12)
        self._column.setSpacing(8)
        self._content: QWidget | None = None
        desk.bridge.opened.connect(self.dismiss)
        self.hide()

    def show_conflict(self, conflict: Conflict) -> None:
        """Ask about one conflict, in place of a former one."""
        self.dismiss()
        self._conflict = conflict
        content = QWidget()
        rows = QVBoxLayout(content)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        tr, theme = self._desk.tr, self._desk.theme
        rows.addWidget(TextLabel(tr.say(conflict.what), theme, px=14, role="text", bold=True, wrap=True))
        rows.addWidget(TextLabel(tr.say(conflict.remedy), theme, px=13, role="text2", wrap=True))
        if self._is_commitment():
            rows.addLayout(self._fields(conflict))
        rows.addLayout(self._buttons())
        self._content = content
        self._column.addWidget(content)
        self.show()
        for button in self._mine.values():
            button.setFocus(Qt.FocusReason.OtherFocusReason)
            break

    def choose(self, field: str, mine: bool) -> None:
        """Choose one side for a field."""
        button = self._mine[field]
        if mine:
            button.setChecked(True)
        else:
            button.group().buttons()[1].setChecked(True)

    def dismiss(self) -> None:
        """Leave what the other one wrote."""
        self._conflict = None
        self._mine = {}
        self.hide()
        if self._content is not None:
            self._content.deleteLater()
            self._content = None

    def apply(self) -> None:
        """Write the chosen fields."""
        conflict, bridge, tr = self._conflict, self._desk.bridge, self._desk.tr
        if conflict is None:
            return
        chosen: dict[str, Any] = {}
        for name, button in self._mine.items():
            if button.isChecked():
                names = [each for each in conflict.mine if each == name or _together(each, name)]
                chosen |= {each: conflict.mine[each] for each in names}
        code = conflict.where.code or ""
        self.dismiss()
        if chosen:
            bridge.run(lambda: edits.revise(bridge.ledger.get(code), **chosen), tr("已按选择写入 {code}", code=code))

    def _is_commitment(self) -> bool:
        conflict, bridge = self._conflict, self._desk.bridge
        return (
            conflict is not None
            and bridge.has_ledger
            and conflict.where.code in bridge.ledger.snapshot().commitments
            and all(name in Commitment.model_fields for name in conflict.mine)
        )

    def _fields(self, conflict: Conflict) -> QGridLayout:
        tr, theme = self._desk.tr, self._desk.theme
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        for place, text in enumerate((tr("字段"), tr("我的"), tr("对方的"), tr("原来"))):
            grid.addWidget(TextLabel(text, theme, px=12, role="text3"), 0, place)
            grid.setColumnStretch(place, 0 if place == 0 else 1)
        names = [name for name in conflict.mine if name not in _VERDICT or name == _verdict_name(conflict.mine)]
        for row, name in enumerate(names, 1):
            label = field_word(name, tr)
            grid.addWidget(TextLabel(label, theme, px=13, role="text2"), row, 0)
            group = QButtonGroup(self._content or self)
            for place, (who, side) in enumerate(((tr("我的"), conflict.mine), (tr("对方的"), conflict.theirs)), 1):
                button = QRadioButton(_shown(name, side, tr))
                button.setToolTip(_shown(name, side, tr))
                button.setAccessibleName(f"{label} {who} {button.text()}")
                group.addButton(button)
                grid.addWidget(button, row, place)
                if side is conflict.mine:
                    self._mine[name] = button
            group.setParent(self._mine[name])
            self._mine[name].setChecked(True)
            grid.addWidget(TextLabel(_shown(name, conflict.base, tr), theme, px=13, role="text3"), row, 3)
        return grid

    def _buttons(self) -> QHBoxLayout:
        tr, theme = self._desk.tr, self._desk.theme
        row = QHBoxLayout()
        row.setSpacing(8)
        if self._mine:
            self.write = Button(tr("按选择写入"), "primary", "", theme)
            self.write.clicked.connect(self.apply)
            row.addWidget(self.write)
        self.leave = Button(tr("放弃我的修改") if self._mine else tr("知道了"), "plain", "", theme)
        self.leave.clicked.connect(self.dismiss)
        row.addWidget(self.leave)
        row.addStretch(1)
        return row


def _verdict_name(fields: Mapping[str, object]) -> str:
    return next(name for name in _VERDICT if name in fields)


def _together(name: str, with_name: str) -> bool:
    return name in _VERDICT and with_name in _VERDICT


def _shown(name: str, side: Mapping[str, object], tr: Translator) -> str:
    if name in _VERDICT:
        words = [_value(each, side.get(each), tr) for each in _VERDICT if each in side and side.get(each) is not None]
        text = ", ".join(words)
    else:
        text = _value(name, side.get(name), tr)
    return text if len(text) <= 48 else f"{text[:47]}…"


def _value(name: str, value: object, tr: Translator) -> str:
    if value is None or value in ("", [], ()):
        return tr("（空）")
    if name == "status":
        return tr(Status(str(value)).word)
    if isinstance(value, bool):
        return tr("是") if value else tr("否")
    if isinstance(value, Mapping):
        if "phrase" in value:
            return str(value.get("latest") or value["phrase"] or tr("（空）"))
        return " ".join(str(each) for each in value.values() if each is not None)
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return str(value)
