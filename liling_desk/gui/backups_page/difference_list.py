"""Every item that differs, with its fields; a page at a time, so that thousands don't hold the window up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.look.buttons import LinkButton
from liling_desk.gui.look.labels import ElidedLabel, TextLabel
from liling_desk.ledger.differences import Differences
from liling_desk.translations import N_, Translator
from liling_desk.words.differences import item_lines, other_line
from liling_desk.words.history import FieldLine

PAGE = 40
_KINDS = {"added": N_("新增"), "changed": N_("改过"), "gone": N_("去掉")}


@dataclass(frozen=True)
class Row:
    """One item, or one of the other things; `group` is added, changed, gone or others."""

    group: str
    code: str
    title: str
    lines: tuple[FieldLine, ...]

    def holds(self, text: str) -> bool:
        """Whether a searched word is in it."""
        words = [self.code, self.title, *(part for line in self.lines for part in (line.word, line.before, line.after))]
        return any(text in part.casefold() for part in words if part)


def rows_of(differences: Differences, tr: Translator) -> list[Row]:
    """Added, changed, gone, then what belongs to no item."""
    order = {"added": 0, "changed": 1, "gone": 2}
    items = sorted(differences.items, key=lambda item: (order[item.kind], item.code))
    found = [Row(item.kind, item.code, item.title, tuple(item_lines(item, tr))) for item in items]
    for change in differences.others:
        line = other_line(change, tr)
        found.append(Row("others", line.word, line.after, ()))
    return found


class DifferenceList(QScrollArea):
    """`show_rows` replaces what is shown and goes back to the top."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._rows: Sequence[Row] = ()
        self.shown = 0
        self.setObjectName("bare")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(desk.tr("不同之处"))
        inner = QWidget()
        inner.setObjectName("page")
        inner.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(20, 0, 20, 12)
        self._column.setSpacing(0)
        self.more = LinkButton("", desk.theme, inner)
        self.more.clicked.connect(self._add)
        self.nothing = TextLabel("", desk.theme, px=14, role="text2", wrap=True)
        self._column.addWidget(self.nothing)
        self._column.addWidget(self.more)
        self._column.addStretch(1)
        self.setWidget(inner)

    def show_rows(self, rows: Sequence[Row], otherwise: str) -> None:
        """`otherwise`: what is said where there are none."""
        while self._column.count() > 3:
            old = self._column.takeAt(0).widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self._rows, self.shown = rows, 0
        self.nothing.setText(otherwise)
        self.nothing.setVisible(not rows)
        self._add()
        self.verticalScrollBar().setValue(0)

    def _add(self) -> None:
        begun = self.shown
        for row in self._rows[begun : begun + PAGE]:
            self._column.insertWidget(self._column.count() - 3, self._block(row))
            self.shown += 1
        left = len(self._rows) - self.shown
        self.more.setText(self._desk.tr("再显示 {n} 条", n=min(left, PAGE)))
        self.more.setVisible(left > 0)
        self.more.updateGeometry()

    def _block(self, row: Row) -> QWidget:
        theme, tr = self._desk.theme, self._desk.tr
        block = QWidget()
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(3)
        head = QHBoxLayout()
        head.setSpacing(8)
        if row.group in _KINDS:
            head.addWidget(TextLabel(tr(_KINDS[row.group]), theme, px=12, role="text2", bold=True))
        head.addWidget(TextLabel(row.code, theme, px=12, role="text3"))
        head.addWidget(ElidedLabel(row.title, theme, px=14, role="text"), 1)
        column.addLayout(head)
        for line in row.lines:
            label = TextLabel(self._words(line), theme, px=13, role="text2", wrap=True)
            label.setMinimumWidth(1)
            label.set_selectable()
            column.addWidget(label)
        hairline = QFrame()
        hairline.setObjectName("hairline")
        hairline.setFixedHeight(1)
        column.addSpacing(7)
        column.addWidget(hairline)
        return block

    def _words(self, line: FieldLine) -> str:
        tr = self._desk.tr
        if line.before is None:
            return tr("{field}：{after}", field=line.word, after=line.after)
        return tr("{field}：{before} → {after}", field=line.word, before=line.before, after=line.after)
