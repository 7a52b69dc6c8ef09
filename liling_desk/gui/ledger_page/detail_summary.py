"""What several selected items have in common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.form_field import label_column
from liling_desk.gui.ledger_page.fact_row import FactRow, FactValue
from liling_desk.gui.look.buttons import IconButton
from liling_desk.gui.look.flow_box import FlowBox
from liling_desk.gui.look.labels import ElidedLabel, TextLabel
from liling_desk.gui.look.light_glyphs import LightChip, LightGlyph
from liling_desk.ledger.standing import Standing
from liling_desk.ledger.status import Colour
from liling_desk.translations import Translator

SHOWN = 50
"""So many of the selected items are listed."""
_AT_A_TIME = 5
_DIFFERENT_SHOWN = 6


class DetailSummary(QWidget):
    """Shared values stand as they are; different ones say 不一."""

    code_deselected = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._listed: Sequence[Standing] = ()
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._list_on)
        tr, theme = desk.tr, desk.theme
        self._title = TextLabel("", theme, 18, "text", bold=True)
        self._chips = FlowBox(gap=8)
        words = {
            "unit": tr("牵头单位"), "status": tr("状态"), "due": tr("完成时限"), "reported": tr("最近报送"),
        }  # fmt: skip
        width = label_column(list(words.values()), theme, 104)
        self.rows = {name: FactRow(word, "", theme, width) for name, word in words.items()}
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 20)
        column.setSpacing(6)
        column.addWidget(self._title)
        note = TextLabel(tr("各项相同的内容直接显示；不同的注明“不一”。"), theme, 13, "text3", wrap=True)
        note.setMinimumWidth(1)
        column.addWidget(note)
        column.addSpacing(2)
        column.addWidget(self._chips)
        column.addSpacing(6)
        for row in self.rows.values():
            column.addWidget(row)
        line = QFrame()
        line.setObjectName("hairline")
        line.setFixedHeight(1)
        column.addSpacing(8)
        column.addWidget(line)
        column.addSpacing(6)
        column.addWidget(TextLabel(tr("所选事项"), theme, 14, "text", bold=True))
        column.addLayout(self._list)
        column.addStretch(1)

    def show_standings(self, standings: Sequence[Standing]) -> None:
        """Summarise these."""
        tr, theme = self._desk.tr, self._desk.theme
        self._title.setText(tr("已选 {n} 项", n=len(standings)))
        self._chips.clear()
        lit = Counter([each.light.colour for each in standings])
        for colour in Colour:
            if count := lit[colour]:
                self._chips.add(LightChip(str(colour), f"{tr(colour.word)} {count}", theme))
        # Different values first, then their words: there may be a hundred thousand items.
        items = [each.commitment for each in standings]
        units = dict.fromkeys([item.lead_unit for item in items])
        statuses = dict.fromkeys([item.status for item in items])
        days = dict.fromkeys([item.due for item in items])
        for name, words in (
            ("unit", [unit or tr("待分办") for unit in units]),
            ("status", [tr(status.word) for status in statuses]),
            ("due", [day.isoformat() if day else tr("无时限") for day in days]),
        ):
            self.rows[name].show_value(shared(words, tr))
        self.rows["reported"].show_value(FactValue(_reported(standings, tr)))
        self._show_list(standings)

    def _show_list(self, standings: Sequence[Standing]) -> None:
        while self._list.count():
            widget = self._list.takeAt(0).widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._listed = standings
        self._list_on()

    def _list_on(self) -> None:
        """Some lines; the others when the first ones are on the screen."""
        listed, first = self._listed, self._list.count()
        for standing in listed[first : min(first + _AT_A_TIME, SHOWN)]:
            self._list.addWidget(self._line(standing))
        if self._list.count() < min(len(listed), SHOWN):
            self._later.start()
        elif len(listed) > SHOWN:
            more = self._desk.tr("还有 {n} 项没有列出", n=len(listed) - SHOWN)
            self._list.addWidget(TextLabel(more, self._desk.theme, 12, "text3"))

    def _line(self, standing: Standing) -> QWidget:
        tr, theme, code = self._desk.tr, self._desk.theme, standing.code
        widget = QWidget()
        row = QHBoxLayout(widget)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(LightGlyph(str(standing.light.colour), theme, 14))
        row.addWidget(TextLabel(code, theme, 12, "text3"))
        row.addSpacing(4)
        row.addWidget(ElidedLabel(standing.commitment.title, theme, 13, "text"), 1)
        away = IconButton("x", tr("不选 {code}", code=code), theme, size=14)
        away.clicked.connect(lambda: self.code_deselected.emit(code))
        row.addWidget(away)
        return widget


class NothingShown(QWidget):
    """What the panel says while no row is selected."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 24, 20, 20)
        note = TextLabel(desk.tr("在列表里选一项，这里显示它的全部内容。"), desk.theme, 13, "text3", wrap=True)
        note.setMinimumWidth(1)
        column.addWidget(note)
        column.addStretch(1)


def shared(values: Sequence[str], tr: Translator) -> FactValue:
    """The one value, or 不一 with the different ones."""
    different = list(dict.fromkeys(values))
    if len(different) == 1:
        return FactValue(different[0])
    shown = tr("、").join(different[:_DIFFERENT_SHOWN])
    if len(different) > _DIFFERENT_SHOWN:
        return FactValue(tr("不一（{values} 等 {n} 种）", values=shown, n=len(different)))
    return FactValue(tr("不一（{values}）", values=shown))


def _reported(standings: Sequence[Standing], tr: Translator) -> str:
    days = [
        each.last_return.reported_on
        for each in standings
        if each.last_return is not None and each.last_return.reported_on is not None
    ]
    never = sum(each.last_return is None for each in standings)
    if not days:
        return tr("从未")
    words = tr("最早 {first}，最近 {last}", first=min(days), last=max(days)) if min(days) != max(days) else str(days[0])
    return tr("{words}；{n} 项从未", words=words, n=never) if never else words
