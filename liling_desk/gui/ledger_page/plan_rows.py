"""A plan entered by hand: rows of a day and the figure planned for it. Two columns of a sheet can be pasted."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.look.buttons import IconButton
from liling_desk.gui.look.labels import TextLabel


class _Cell(QLineEdit):
    """Pasting more than one cell goes to the rows; Enter goes down."""

    pasted = Signal(str)
    down = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            text = QGuiApplication.clipboard().text()
            if "\t" in text or "\n" in text.strip():
                self.pasted.emit(text)
                return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.down.emit()
            return
        super().keyPressEvent(event)


class _Row(QWidget):
    def __init__(self, desk: Desk, number: int) -> None:
        super().__init__()
        tr = desk.tr
        self.day, self.value = _Cell(), _Cell()
        self.day.setPlaceholderText("2021-06-30")
        self.day.setAccessibleName(tr("第 {n} 行的日期", n=number))
        self.value.setAccessibleName(tr("第 {n} 行的计划数", n=number))
        self.remove = IconButton("x", tr("删去这一行"), desk.theme, size=14)
        keeps = self.remove.sizePolicy()
        keeps.setRetainSizeWhenHidden(True)
        self.remove.setSizePolicy(keeps)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for cell in (self.day, self.value):
            cell.setMinimumWidth(60)
            row.addWidget(cell, 1)
        row.addWidget(self.remove)

    def typed(self) -> tuple[str, str]:
        """Day and figure as they are typed."""
        return self.day.text().strip(), self.value.text().strip()


class PlanRows(QWidget):
    """`text` and `set_text` exchange the rows as lines of day, tab, figure. The last row is always a blank one."""

    edited = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._rows: list[_Row] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        heads = QGridLayout()
        heads.setHorizontalSpacing(8)
        for place, word in enumerate((desk.tr("日期"), desk.tr("计划数"))):
            heads.addWidget(TextLabel(word, desk.theme, 12, "text3"), 0, place)
            heads.setColumnStretch(place, 1)
        heads.setColumnMinimumWidth(2, 28)
        column.addLayout(heads)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        column.addLayout(self._lines)
        hint = desk.tr("可从表格粘贴两列。完成时限那天的目标值不用填。")
        self._hint = TextLabel(hint, desk.theme, 12, "text3", wrap=True)
        self._hint.setMinimumWidth(1)
        column.addWidget(self._hint)
        self._blank_last()

    def text(self) -> str:
        """The rows that are not blank."""
        return "\n".join("\t".join(row.typed()) for row in self._rows if any(row.typed()))

    def set_text(self, text: str) -> None:
        """Show other rows."""
        while self._rows:
            self._drop(self._rows[-1])
        self._put(0, text)

    def cells(self) -> list[tuple[QLineEdit, QLineEdit]]:
        """Day and figure of each row, the blank one last."""
        return [(row.day, row.value) for row in self._rows]

    def _put(self, begin: int, text: str) -> None:
        """Lines of a sheet from a row on; what was there is replaced, what comes after stays."""
        for number, line in enumerate(line for line in text.splitlines() if line.strip()):
            day, _, value = line.partition("\t")
            while len(self._rows) <= begin + number:
                self._add()
            row = self._rows[begin + number]
            row.day.setText(day.strip())
            row.value.setText(value.split("\t")[0].strip())
        self._blank_last()

    def _add(self) -> _Row:
        row = _Row(self._desk, len(self._rows) + 1)
        self._rows.append(row)
        self._lines.addWidget(row)
        for cell in (row.day, row.value):
            cell.textChanged.connect(self._changed)
            cell.pasted.connect(lambda text, row=row: self._put(self._rows.index(row), text))
            cell.down.connect(lambda row=row: self._down(row))
        row.remove.clicked.connect(lambda _checked=False, row=row: self._removed(row))
        row.show()
        return row

    def _drop(self, row: _Row) -> None:
        self._rows.remove(row)
        self._lines.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _removed(self, row: _Row) -> None:
        place = self._rows.index(row)
        self._drop(row)
        self._blank_last()
        self._rows[min(place, len(self._rows) - 1)].day.setFocus()
        self.edited.emit()

    def _down(self, row: _Row) -> None:
        following = self._rows.index(row) + 1
        self._rows[min(following, len(self._rows) - 1)].day.setFocus()

    def _changed(self) -> None:
        self._blank_last()
        self.edited.emit()

    def _blank_last(self) -> None:
        if not self._rows or any(self._rows[-1].typed()):
            self._add()
        for row in self._rows:
            row.remove.setVisible(row is not self._rows[-1])
