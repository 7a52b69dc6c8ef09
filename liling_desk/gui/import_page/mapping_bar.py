"""Which column of the file fills which field of the ledger: a card for each column."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.look.buttons import Button, LinkButton
from liling_desk.gui.look.icons import paint_icon
from liling_desk.gui.look.labels import TextLabel
from liling_desk.gui.look.painting import draw_focus_ring, fill_round
from liling_desk.gui.look.popover import Popover
from liling_desk.importing.columns import FIELDS, Columns

_CARD_HEIGHT = 46
_CARD_WIDTH = 126


class MappingCard(QComboBox):
    """A drop-down with the file's header above the field that it fills; amber where it wants a look."""

    def __init__(self, desk: Desk, header: str, field: str, doubtful: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._header, self.doubtful = desk.theme, header, doubtful
        tr = desk.tr
        self.addItem(tr("不导入"), "")
        for name, word in FIELDS.items():
            self.addItem(tr(word), name)
        self.setCurrentIndex(max(self.findData(field), 0))
        self.setMaxVisibleItems(16)
        height = _CARD_HEIGHT + 2 * desk.theme.font_step
        self.setStyleSheet(f"QComboBox {{ min-height: {height}px; max-height: {height}px; margin: 0; }}")
        self.setFixedWidth(_CARD_WIDTH + 6 * desk.theme.font_step)
        self.view().setMinimumWidth(150)
        self.setAccessibleName(tr("文件列“{header}”", header=header))
        self.setAccessibleDescription(tr("拿不准，请看一下") if doubtful else "")
        self.setToolTip(f"{header}\n{tr('拿不准，请看一下')}" if doubtful else header)

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
        self._popover: _NamePopover | None = None
        self._proposed = ""
        desk.theme.changed.connect(self._measure)
        self._measure()

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
                card.doubtful = index in columns.doubtful
                card.update()
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
            card = MappingCard(self._desk, name, field, index in columns.doubtful)
            card.activated.connect(lambda place, index=index, card=card: self._chosen(index, card.itemData(place)))
            self._cards_row.addWidget(card)
            self.cards.append(card)
        self._cards_row.addStretch(1)
        for former, following in zip([*self.cards], self.cards[1:], strict=False):
            QWidget.setTabOrder(former, following)
        self._measure()

    def _chosen(self, index: int, field: str) -> None:
        if self._shown is not None and self._shown.fields[index] != field:
            self.changed.emit(index, field)

    def _ask_name(self) -> None:
        self._popover = _NamePopover(self._desk, self.window(), self._proposed)
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


class _NamePopover(Popover):
    """Asks for the name of a profile."""

    named = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget, proposed: str) -> None:
        super().__init__(parent, desk.theme, width=300)
        tr, theme = desk.tr, desk.theme
        self.body.addWidget(TextLabel(tr("存为方案"), theme, px=15, role="text", bold=True))
        self.body.addWidget(
            TextLabel(tr("下次遇到同样的表头，按这个方案对列。"), theme, px=13, role="text2", wrap=True)
        )
        self.field = QLineEdit(proposed)
        self.field.setAccessibleName(tr("方案名称"))
        self.field.returnPressed.connect(self._accept)
        self.body.addWidget(self.field)
        row = QHBoxLayout()
        row.addStretch(1)
        cancel = Button(tr("取消"), "plain", "", theme)
        cancel.clicked.connect(self.dismiss)
        self.accept_button = Button(tr("保存"), "primary", "", theme)
        self.accept_button.clicked.connect(self._accept)
        row.addWidget(cancel)
        row.addWidget(self.accept_button)
        self.body.addLayout(row)
        self.closed.connect(self.deleteLater)

    def _accept(self) -> None:
        name = " ".join(self.field.text().split())
        if name:
            self.named.emit(name)
            self.dismiss()
