"""Which column of the file fills which field of the ledger: a card for each column."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.import_page.column_chooser import ColumnChooser
from liling_desk.gui.import_page.name_popover import NamePopover
from liling_desk.gui.import_page.reading import samples_of
from liling_desk.gui.look.buttons import LinkButton
from liling_desk.gui.look.icons import paint_icon
from liling_desk.gui.look.labels import TextLabel
from liling_desk.gui.look.painting import draw_focus_ring, fill_round
from liling_desk.importing.columns import FIELDS, Columns
from liling_desk.importing.table import Table

_CARD_HEIGHT = 46
_CARD_WIDTH = 126


class MappingCard(QComboBox):
    """A drop-down with the file's header above the field that it fills; amber where it wants a look, with the reason.

    What it opens is not its own list: `opened` asks for the candidates and the column's values.
    """

    opened = Signal()

    def __init__(self, desk: Desk, header: str, field: str, why: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._header = desk.theme, header
        tr = desk.tr
        self.addItem(tr("不导入"), "")
        for name, word in FIELDS.items():
            self.addItem(tr(word), name)
        self.setCurrentIndex(max(self.findData(field), 0))
        height = _CARD_HEIGHT + 2 * desk.theme.font_step
        self.setStyleSheet(f"QComboBox {{ min-height: {height}px; max-height: {height}px; margin: 0; }}")
        self.setFixedWidth(_CARD_WIDTH + 6 * desk.theme.font_step)
        self.setAccessibleName(tr("文件列“{header}”", header=header))
        self.show_doubt(why)

    def show_doubt(self, why: str) -> None:
        """Say why the field is not certain; "" where it is."""
        self.doubtful = bool(why)
        self.setAccessibleDescription(why)
        self.setToolTip(f"{self._header}\n{why}" if why else self._header)
        self.update()

    def showPopup(self) -> None:
        self.opened.emit()

    def sizeHint(self) -> QSize:
        return QSize(self.width(), _CARD_HEIGHT + 2 * self._theme.font_step)

    def wheelEvent(self, event: QWheelEvent) -> None:
        # The wheel scrolls the cards; it must not change a mapping by accident.
        event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens, box = self._theme.tokens, QRectF(self.rect())
        fill, edge = tokens.surface, tokens.line
        if self.doubtful:
            fill, edge = tokens.yellow_tint, tokens.yellow
        elif self.underMouse():
            edge = tokens.line2
        fill_round(painter, box, 6, fill, edge)
        room, half = self.width() - 34, self.height() // 2
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        blank = not self.currentData()
        for text, top, px, role in (
            (self._header, 4, 12, "yellow" if self.doubtful else "text2"),
            (self.currentText(), half - 1, 13, "yellow" if self.doubtful else "text3" if blank else "text"),
        ):
            font = self._theme.font(px)
            painter.setFont(font)
            painter.setPen(tokens.colour(role))
            shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room + (24 if top == 4 else 0))
            painter.drawText(QRect(10, top, room + 24, half - 3), left, shown)
        paint_icon(painter, "down", QRect(self.width() - 22, half + 3, 13, 13), tokens.text2)
        if self.hasFocus():
            draw_focus_ring(painter, box, tokens, 6)


class MappingBar(QWidget):
    """Emits `changed(column index, field)` and `profile_named(name)`."""

    changed = Signal(int, str)
    profile_named = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        tr, theme = desk.tr, desk.theme
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 0, 12, 8)
        row.setSpacing(10)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addStretch(1)
        names.addWidget(TextLabel(tr("文件列"), theme, px=12, role="text2"))
        names.addWidget(TextLabel(tr("台账字段"), theme, px=12, role="text2"))
        names.addStretch(1)
        row.addLayout(names)
        self._scroll = _CardArea()
        self._inner = QWidget()
        self._cards_row = QHBoxLayout(self._inner)
        self._cards_row.setContentsMargins(0, 2, 0, 2)
        self._cards_row.setSpacing(6)
        self._scroll.setWidget(self._inner)
        row.addWidget(self._scroll, 1)
        right = QVBoxLayout()
        right.setSpacing(0)
        self.profile = TextLabel("", theme, px=12, role="text3")
        self.save = LinkButton(tr("存为方案"), theme)
        self.save.setToolTip(tr("记住这样对列，下次遇到同样的表头自动认出"))
        self.save.clicked.connect(self._ask_name)
        right.addStretch(1)
        right.addWidget(self.save)
        right.addWidget(self.profile)
        right.addStretch(1)
        row.addLayout(right)
        self.cards: list[MappingCard] = []
        self._shown: Columns | None = None
        self._table: Table | None = None
        self._popover: NamePopover | None = None
        self.chooser: ColumnChooser | None = None
        self._proposed = ""
        desk.theme.changed.connect(self._measure)
        self._measure()

    def show_table(self, table: Table) -> None:
        """Whose values are shown beside a choice."""
        self._table = table

    def show_columns(self, columns: Columns, proposed_name: str) -> None:
        """Show a mapping; where only the fields differ the cards stay, and so does the focus."""
        self._proposed = columns.profile or proposed_name
        self.profile.setText(self._desk.tr("方案：{name}", name=columns.profile) if columns.profile else "")
        self.profile.setVisible(bool(columns.profile))
        if self._shown is not None and self._shown.headers == columns.headers and self.cards:
            for index, card in enumerate(self.cards):
                card.blockSignals(True)
                card.setCurrentIndex(max(card.findData(columns.fields[index]), 0))
                card.blockSignals(False)
                card.show_doubt(self._why(columns, index))
        else:
            self._make_cards(columns)
        self._shown = columns

    def focus_first(self) -> None:
        """To the first doubtful card, else the first."""
        card = next((each for each in self.cards if each.doubtful), self.cards[0] if self.cards else None)
        if card is not None:
            card.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_cards(self, columns: Columns) -> None:
        for card in self.cards:
            self._cards_row.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = []
        while self._cards_row.count():
            self._cards_row.takeAt(0)
        for index, (header, field) in enumerate(zip(columns.headers, columns.fields, strict=True)):
            name = header or self._desk.tr("（第 {n} 列）", n=index + 1)
            card = MappingCard(self._desk, name, field, self._why(columns, index))
            card.activated.connect(lambda place, index=index, card=card: self._chosen(index, card.itemData(place)))
            card.opened.connect(lambda index=index: self._open(index))
            self._cards_row.addWidget(card)
            self.cards.append(card)
        self._cards_row.addStretch(1)
        for former, following in zip([*self.cards], self.cards[1:], strict=False):
            QWidget.setTabOrder(former, following)
        self._measure()

    def _why(self, columns: Columns, index: int) -> str:
        doubt = columns.doubt_of(index)
        return self._desk.tr.say(doubt.why) if doubt is not None else ""

    def _chosen(self, index: int, field: str) -> None:
        # To choose what was proposed is an answer too.
        if self._shown is not None and (self._shown.fields[index] != field or index in self._shown.doubtful):
            self.changed.emit(index, field)

    def _open(self, index: int) -> None:
        if self._shown is None:
            return
        card, doubt = self.cards[index], self._shown.doubt_of(index)
        samples = samples_of(self._table, index) if self._table is not None else ()
        self.chooser = ColumnChooser(self._desk, self.window(), self._shown, index, doubt, samples)
        self.chooser.chosen.connect(lambda field: self._chosen(index, field))
        corner = card.mapTo(self.window(), card.rect().topLeft())
        self.chooser.open_at(QRect(corner, card.size()), card, self.chooser.list)

    def _ask_name(self) -> None:
        self._popover = NamePopover(self._desk, self.window(), self._proposed)
        self._popover.named.connect(self.profile_named)
        corner = self.save.mapTo(self.window(), self.save.rect().topLeft())
        self._popover.open_at(QRect(corner, self.save.size()), self.save, self._popover.field)
        self._popover.field.selectAll()

    def _measure(self) -> None:
        self._scroll.setFixedHeight(_CARD_HEIGHT + 2 * self._desk.theme.font_step + 14)


class _CardArea(QScrollArea):
    """Scrolls sideways, by the wheel too."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("bare")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        bar = self.horizontalScrollBar()
        delta = event.angleDelta()
        bar.setValue(bar.value() - (delta.x() or delta.y()))
        event.accept()
