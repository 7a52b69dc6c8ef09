"""What is known about the file, as controls: a wrong guess costs one click."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from liling_desk.gui.desk import Desk
from liling_desk.gui.import_page.file_notes import FileNotes
from liling_desk.gui.import_page.reading import Choice, Reading
from liling_desk.gui.look.flow_box import FlowBox
from liling_desk.gui.look.icons import paint_icon
from liling_desk.gui.look.labels import ElidedLabel, TextLabel
from liling_desk.gui.look.theme import Theme
from liling_desk.importing.csv_sheet import DELIMITERS, ENCODINGS
from liling_desk.importing.sheet import Sheet, SheetName
from liling_desk.translations import N_

_ENCODING_WORDS = {
    "utf-8": "UTF-8",
    "utf-8-sig": N_("UTF-8（带 BOM）"),
    "gbk": "GBK",
    "gb18030": N_("GB18030（含生僻字）"),
    "utf-16": "UTF-16",
    "big5": N_("Big5（繁体）"),
}
_DELIMITER_WORDS = {",": N_("逗号"), ";": N_("分号"), "\t": N_("制表符"), "|": N_("竖线"), "，": N_("全角逗号")}
_TEXT_ENDINGS = (".csv", ".txt", ".tsv", ".html", ".htm")
_HEADER_ROWS = 15
_MONTHS = 18
_NAME_WIDTH = 260
_FIELD_WIDTH = 220
_NARROW_WIDTH = 136
_WORDS_ROLE = Qt.ItemDataRole.UserRole + 1


class FactsBar(QWidget):
    """Emits `chosen(what, value)`: encoding, delimiter, sheet, header (indexes), period or sender, as the user set it.

    What does not apply to a file (the encoding of a workbook) is not shown.
    """

    chosen = Signal(str, object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        tr, theme = desk.tr, desk.theme
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 8, 20, 8)
        column.setSpacing(6)
        self._flow = FlowBox(gap=14)
        column.addWidget(self._flow)
        self.notes = FileNotes(desk)
        column.addWidget(self.notes)
        self.name = ElidedLabel("", theme, px=14, role="text", bold=True)
        self.name.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._flow.add(_together(_FileSign(theme), self.name))
        self.encoding, self.delimiter, self.sheet = QComboBox(), QComboBox(), QComboBox()
        self.header, self.period, self.sent_by = QComboBox(), QComboBox(), QComboBox()
        self.header.setItemDelegate(_RowWords(self.header))
        self.header.view().setMinimumWidth(420)
        self.period.setEditable(True)
        self.period.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.data = TextLabel("", theme, px=13, role="text")
        for choice in (self.encoding, self.delimiter, self.sheet, self.header, self.period, self.sent_by):
            choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            choice.setMaximumWidth(_FIELD_WIDTH)
        for choice in (self.encoding, self.delimiter):
            choice.setMaximumWidth(_NARROW_WIDTH)
            choice.view().setMinimumWidth(_FIELD_WIDTH)
        self._labelled: dict[QWidget, QWidget] = {}
        for label, field in (
            (tr("编码"), self.encoding),
            (tr("分隔符"), self.delimiter),
            (tr("工作表"), self.sheet),
            (tr("表头"), self.header),
            (tr("数据"), self.data),
            (tr("期别"), self.period),
            (tr("报送单位"), self.sent_by),
        ):
            self._labelled[field] = _together(TextLabel(label, theme, px=12, role="text2"), field)
            self._flow.add(self._labelled[field])
            field.setAccessibleName(label)
        self.encoding.setToolTip(tr("有乱码时改选编码"))
        self.header.setToolTip(tr("表头在哪一行；有两行表头时选两行"))
        self.period.setToolTip(tr("这批进展属于哪个月，写成 2021-06；文件里有期别列时以那一列为准"))
        self.sent_by.setToolTip(tr("谁报来的；对列方案按单位和表头记住"))
        self._fill_choices()
        self._connect()
        self._period = ""

    def show_choice(self, choice: Choice) -> None:
        """Show a file that could not be read: only what was chosen by hand, and what may help."""
        self._show_name(choice.name(self._desk.tr))
        self._select(self.encoding, choice.encoding)
        self._select(self.delimiter, choice.delimiter)
        self._fill_sheets(choice.sheets, choice.sheet)
        is_text = choice.path.suffix.lower() in _TEXT_ENDINGS or bool(choice.encoding or choice.delimiter)
        self._show_only(self.encoding if is_text else None, self.delimiter if is_text else None, self._sheets_if_any())
        self.notes.show_notes(())

    def show_reading(self, reading: Reading) -> None:
        """Show how the file was read."""
        tr, sheet = self._desk.tr, reading.sheet
        self._show_name(reading.choice.name(tr))
        self._select(self.encoding, sheet.encoding or None)
        self._select(self.delimiter, sheet.delimiter or None)
        self._fill_sheets(sheet.sheets, sheet.sheet)
        self._fill_headers(sheet, reading.table.header_rows)
        data = reading.table.rows
        if len(data) == 1:
            self.data.setText(tr("第 {row} 行", row=data[0].number))
        elif data:
            said = tr("第 {first}—{last} 行，{n} 行", first=data[0].number, last=data[-1].number, n=len(data))
            self.data.setText(said)
        else:
            self.data.setText(tr("没有数据行"))
        self._fill_periods(reading.preview.period)
        self._fill_senders(reading)
        self._show_only(
            self.encoding if sheet.encoding else None,
            self.delimiter if sheet.delimiter and sheet.encoding else None,
            self._sheets_if_any(),
            self.header,
            self.data,
            self.period,
            self.sent_by,
        )
        self.notes.show_notes([tr.say(note) for note in reading.preview.notes])

    def focus_first(self) -> None:
        """Give the focus to the first control."""
        for field in (self.encoding, self.sheet, self.header):
            if not field.isHidden() and not self._labelled[field].isHidden():
                field.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def _connect(self) -> None:
        for what, field in (
            ("encoding", self.encoding),
            ("delimiter", self.delimiter),
            ("sheet", self.sheet),
            ("header", self.header),
            ("sender", self.sent_by),
        ):
            field.activated.connect(lambda place, what=what, field=field: self.chosen.emit(what, field.itemData(place)))
        self.period.activated.connect(lambda _place: self._period_chosen())
        self.period.lineEdit().editingFinished.connect(self._period_chosen)

    def _fill_choices(self) -> None:
        tr = self._desk.tr
        for field in (self.encoding, self.delimiter):
            field.setPlaceholderText(tr("自动"))
        for encoding in ENCODINGS:
            self.encoding.addItem(tr(_ENCODING_WORDS.get(encoding, encoding)), encoding)
        for delimiter in DELIMITERS:
            self.delimiter.addItem(tr(_DELIMITER_WORDS[delimiter]), delimiter)

    def _show_only(self, *fields: QWidget | None) -> None:
        for field, box in self._labelled.items():
            box.setVisible(field in fields)

    def _show_name(self, name: str) -> None:
        self.name.setText(name)
        self.name.setFixedWidth(min(self.name.fontMetrics().horizontalAdvance(name) + 8, _NAME_WIDTH))

    def _fill_sheets(self, sheets: Sequence[SheetName], current: str | None) -> None:
        self.sheet.clear()
        for each in sheets:
            self.sheet.addItem(
                self._desk.tr("{sheet}（隐藏）", sheet=each.name) if each.hidden else each.name, each.name
            )
        self.sheet.setCurrentIndex(self.sheet.findData(current))

    def _sheets_if_any(self) -> QWidget | None:
        return self.sheet if self.sheet.count() else None

    def _fill_headers(self, sheet: Sheet, current: tuple[int, ...]) -> None:
        """Single rows, then pairs of rows, each with its words in the list."""
        tr, rows = self._desk.tr, sheet.rows
        self.header.clear()
        singles = [(index,) for index in range(min(len(rows), max(_HEADER_ROWS, max(current, default=0) + 1)))]
        pairs = [(index, index + 1) for index in range(len(singles) - 1)]
        others = [current] if current and current not in (*singles, *pairs) else []
        at = -1
        for indexes in (*singles, *pairs, *others):
            first, last = rows[indexes[0]].number, rows[indexes[-1]].number
            if len(indexes) == 1:
                text = tr("第 {row} 行", row=first)
            else:
                text = tr("第 {first}—{last} 行", first=first, last=last)
            self.header.addItem(text, indexes)
            place = self.header.count() - 1
            words = " / ".join(_words(rows[index].cells) for index in indexes)
            self.header.setItemData(place, words, _WORDS_ROLE)
            self.header.setItemData(place, f"{text} {words}", Qt.ItemDataRole.AccessibleTextRole)
            at = place if indexes == current else at
        if singles and pairs:
            self.header.insertSeparator(len(singles))
            at += at >= len(singles)
        self.header.setCurrentIndex(at)

    def _fill_periods(self, period: str | None) -> None:
        self._period = period or ""
        self.period.clear()
        day = self._desk.bridge.today
        months = []
        for back in range(_MONTHS):
            year, month = divmod(day.year * 12 + day.month - 1 - back, 12)
            months.append(date(year, month + 1, 1).isoformat()[:7])
        if self._period and self._period not in months:
            months.insert(0, self._period)
        self.period.addItems(months)
        self.period.setEditText(self._period)

    def _fill_senders(self, reading: Reading) -> None:
        self.sent_by.clear()
        self.sent_by.addItem(self._desk.tr("不明"), "")
        for name in sorted(reading.snapshot.units):
            self.sent_by.addItem(name, name)
        self.sent_by.setCurrentIndex(max(self.sent_by.findData(reading.sender), 0))

    def _period_chosen(self) -> None:
        text = self.period.currentText().strip()
        if text != self._period:
            self._period = text
            self.chosen.emit("period", text or None)

    @staticmethod
    def _select(field: QComboBox, value: str | None) -> None:
        place = field.findData(value)
        if value is not None and place < 0:
            field.addItem(value, value)
            place = field.count() - 1
        field.setCurrentIndex(place)


class _RowWords(QStyledItemDelegate):
    """In the list of rows a row's words stand behind its number."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        words = index.data(_WORDS_ROLE)
        if words:
            shown: Any = option
            shown.text = f"{option.text}　{words}"


class _FileSign(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedSize(20, 20)
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_icon(QPainter(self), "file", self.rect().adjusted(1, 1, -1, -1), self._theme.tokens.accent)


def _together(first: QWidget, second: QWidget) -> QWidget:
    """A label and its control, that stay on one line."""
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(first)
    row.addWidget(second)
    if isinstance(first, QLabel):
        first.setBuddy(second)
    return box


def _words(cells: Sequence[str]) -> str:
    """The start of a row, to be recognised by."""
    return "、".join(dict.fromkeys(" ".join(cell.split())[:12] for cell in cells if cell.strip()))[:60]
