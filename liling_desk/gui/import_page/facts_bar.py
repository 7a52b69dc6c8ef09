"""What is known about the file, as controls: a wrong guess costs one click."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.import_page.reading import Choice, Reading
from liling_desk.gui.look.icons import paint_icon
from liling_desk.gui.look.labels import ElidedLabel, TextLabel
from liling_desk.gui.look.theme import Theme
from liling_desk.importing.csv_sheet import DELIMITERS, ENCODINGS
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
_HEADER_ROWS = 30
_MONTHS = 18
_NAME_WIDTH = 280


class FactsBar(QWidget):
    """Emits `chosen(what, value)`: encoding, delimiter, header (index) or period, as the user set it."""

    chosen = Signal(str, object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        tr, theme = desk.tr, desk.theme
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 8, 20, 8)
        row.setSpacing(8)
        row.addWidget(_FileSign(theme))
        self.name = ElidedLabel("", theme, px=14, role="text", bold=True)
        self.name.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row.addWidget(self.name)
        self.encoding, self.delimiter = QComboBox(), QComboBox()
        self.header, self.period = QComboBox(), QComboBox()
        self.period.setEditable(True)
        self.period.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.data = TextLabel("", theme, px=13, role="text")
        for label, field in (
            (tr("编码"), self.encoding),
            (tr("分隔符"), self.delimiter),
            (tr("表头"), self.header),
            (tr("数据"), self.data),
            (tr("期别"), self.period),
        ):
            row.addSpacing(12)
            row.addWidget(TextLabel(label, theme, px=12, role="text2"))
            row.addWidget(field)
            field.setAccessibleName(label)
        row.addStretch(1)
        self.encoding.setToolTip(tr("有乱码时改选编码"))
        self.period.setToolTip(tr("这批进展属于哪个月，写成 2021-06；文件里有期别列时以那一列为准"))
        for field in (self.encoding, self.delimiter):
            field.setPlaceholderText(tr("自动"))
        for encoding in ENCODINGS:
            self.encoding.addItem(tr(_ENCODING_WORDS.get(encoding, encoding)), encoding)
        for delimiter in DELIMITERS:
            self.delimiter.addItem(tr(_DELIMITER_WORDS[delimiter]), delimiter)
        self.encoding.activated.connect(lambda place: self.chosen.emit("encoding", self.encoding.itemData(place)))
        self.delimiter.activated.connect(lambda place: self.chosen.emit("delimiter", self.delimiter.itemData(place)))
        self.header.activated.connect(lambda place: self.chosen.emit("header", place))
        self.period.activated.connect(lambda _place: self._period_chosen())
        self.period.lineEdit().editingFinished.connect(self._period_chosen)
        self._period = ""

    def show_choice(self, choice: Choice) -> None:
        """Show a file that could not be read: only what was chosen by hand."""
        self._show_name(choice.path.name)
        self._select(self.encoding, choice.encoding)
        self._select(self.delimiter, choice.delimiter)
        for field in (self.header, self.period):
            field.setEnabled(False)
        self.data.setText("—")

    def show_reading(self, reading: Reading) -> None:
        """Show how the file was read."""
        tr, sheet = self._desk.tr, reading.sheet
        self._show_name(sheet.name)
        self._select(self.encoding, sheet.encoding or None)
        self._select(self.delimiter, sheet.delimiter or None)
        for field in (self.header, self.period):
            field.setEnabled(True)
        self.header.clear()
        for row in sheet.rows[: max(_HEADER_ROWS, reading.header_index + 1)]:
            self.header.addItem(tr("第 {row} 行", row=row.number))
        self.header.setCurrentIndex(reading.header_index)
        data = reading.table.rows
        if data:
            self.data.setText(tr("第 {first}—{last} 行", first=data[0].number, last=data[-1].number))
            self.data.setToolTip(tr("{n} 行", n=len(data)))
        else:
            self.data.setText(tr("没有数据行"))
        self._fill_periods(reading.preview.period)

    def _show_name(self, name: str) -> None:
        self.name.setText(name)
        self.name.setFixedWidth(min(self.name.fontMetrics().horizontalAdvance(name) + 8, _NAME_WIDTH))

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


class _FileSign(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedSize(20, 20)
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_icon(QPainter(self), "file", self.rect().adjusted(1, 1, -1, -1), self._theme.tokens.accent)
