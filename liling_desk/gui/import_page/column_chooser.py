"""What a column may be: the likely fields first, why it is not certain, and the column's values beside it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.look.labels import ElidedLabel, TextLabel
from liling_desk.gui.look.popover import Popover
from liling_desk.importing.columns import FIELDS, Columns, Doubt

_WIDTH = 460
_LIST_WIDTH = 210
_LIST_HEIGHT = 300
_FIELD_ROLE = Qt.ItemDataRole.UserRole


class ColumnChooser(Popover):
    """Emits `chosen(field)`, "" for a column that is not to be imported."""

    chosen = Signal(str)

    def __init__(
        self, desk: Desk, parent: QWidget, columns: Columns, index: int, doubt: Doubt | None, samples: Sequence[str]
    ) -> None:
        super().__init__(parent, desk.theme, width=_WIDTH)
        self._desk, self._columns, self._index = desk, columns, index
        tr, theme = desk.tr, desk.theme
        header = columns.headers[index] or tr("（第 {n} 列）", n=index + 1)
        self.body.addWidget(ElidedLabel(header, theme, px=15, role="text", bold=True))
        if doubt is not None:
            self.body.addWidget(TextLabel(tr.say(doubt.why), theme, px=13, role="yellow", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(16)
        self.list = _Fields(self)
        self.list.setAccessibleName(tr("“{header}”是哪一项", header=header))
        self.list.setFixedSize(_LIST_WIDTH, _LIST_HEIGHT)
        self._fill(doubt)
        self.list.taken.connect(self._take)
        row.addWidget(self.list)
        values = QVBoxLayout()
        values.setSpacing(6)
        values.addWidget(TextLabel(tr("这一列的值"), theme, px=12, role="text3"))
        for text in samples:
            values.addWidget(ElidedLabel(text, theme, px=13, role="text"))
        if not samples:
            values.addWidget(TextLabel(tr("这一列是空的"), theme, px=13, role="text2"))
        values.addStretch(1)
        row.addLayout(values, 1)
        self.body.addLayout(row)
        self.closed.connect(self.deleteLater)

    def _fill(self, doubt: Doubt | None) -> None:
        tr, current = self._desk.tr, self._columns.fields[self._index]
        likely = [each for each in (doubt.candidates if doubt is not None else ()) if each]
        if current and current not in likely:
            likely.insert(0, current)
        for field in likely:
            self._add(self._name(field), field)
        self._add(tr("不导入"), "")
        head = QListWidgetItem(tr("其他项"))
        head.setFlags(Qt.ItemFlag.NoItemFlags)
        head.setForeground(self._desk.theme.tokens.text3)
        head.setFont(self._desk.theme.font(12))
        self.list.addItem(head)
        for field in FIELDS:
            if field not in likely:
                self._add(self._name(field), field)
        for place in range(self.list.count()):
            item = self.list.item(place)
            if item.data(_FIELD_ROLE) == current:
                self.list.setCurrentItem(item)
                break

    def _name(self, field: str) -> str:
        """The field's word, and whether another column has it."""
        tr, word = self._desk.tr, self._desk.tr(FIELDS[field])
        return word if self._columns.index(field) in (None, self._index) else tr("{field}（已有列）", field=word)

    def _add(self, text: str, field: str) -> None:
        item = QListWidgetItem(text)
        item.setData(_FIELD_ROLE, field)
        height = QFontMetrics(self._desk.theme.font(13)).height() + 10
        item.setSizeHint(QSize(0, height))
        self.list.addItem(item)

    def _take(self, field: str) -> None:
        self.dismiss()
        self.chosen.emit(field)


class _Fields(QListWidget):
    """Enter or a click takes a field; arrows only move."""

    taken = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemClicked.connect(self._take)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._take(self.currentItem())
        else:
            super().keyPressEvent(event)

    def _take(self, item: QListWidgetItem | None) -> None:
        if item is not None and item.data(_FIELD_ROLE) is not None:
            self.taken.emit(item.data(_FIELD_ROLE))
