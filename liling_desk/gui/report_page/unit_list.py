"""Units that can be written to: ticked or not, with how many items and the last letter of the kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.look.buttons import LinkButton
from liling_desk.gui.look.labels import TextLabel
from liling_desk.gui.look.painting import draw_focus_ring, fill_round
from liling_desk.gui.look.theme import Theme
from liling_desk.gui.look.tick_box import paint_check_box

_MOST_PX = 248
"""The list scrolls by itself when it is higher: the fields below it stay near."""


@dataclass(frozen=True)
class Addressee:
    """One unit: how many items, and in words when it was sent something last (or ""); `more` says what."""

    unit: str
    items: int
    last: str = ""
    more: str = ""


class _Row(QCheckBox):
    stepped = Signal(int)

    def __init__(self, told: Addressee, theme: Theme, parent: QWidget) -> None:
        super().__init__(told.unit, parent)
        self.told, self._theme = told, theme
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(f"{told.unit} {told.items}")
        self.setAccessibleDescription(told.more)
        self.setToolTip("\n".join(part for part in (told.unit, told.more) if part))

    def sizeHint(self) -> QSize:
        step = self._theme.font_step
        return QSize(120, 40 + 3 * step if self.told.last else 30 + 2 * step)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step:
            self.stepped.emit(step)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, tokens = QPainter(self), self._theme.tokens
        if self.underMouse():
            fill_round(painter, self.rect(), 5, tokens.hover)
        last = self.told.last
        first = QRect(0, 3, self.width(), (self.height() - 6) // 2) if last else self.rect()
        paint_check_box(painter, QRectF(8, first.top(), 16, first.height()), self.isChecked(), tokens)
        number = f"{self.told.items:,}"
        small, usual = self._theme.font(12), self._theme.font(13)
        room = self.width() - 32 - QFontMetrics(small).horizontalAdvance(number) - 20
        name = QFontMetrics(usual).elidedText(self.told.unit, Qt.TextElideMode.ElideRight, room)
        painter.setFont(usual)
        painter.setPen(tokens.text if self.isChecked() else tokens.text3)
        painter.drawText(first.adjusted(32, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, name)
        painter.setFont(small)
        painter.setPen(tokens.text2)
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(first.adjusted(0, 0, -10, 0), right, number)
        painter.setPen(tokens.text3)
        painter.drawText(first.adjusted(32, first.height(), 0, first.height()), Qt.AlignmentFlag.AlignVCenter, last)
        if self.hasFocus():
            draw_focus_ring(painter, self.rect(), tokens, 5)


class UnitList(QWidget):
    """One stop for Tab; Up and Down go from unit to unit, Space ticks. Keeps who was left out."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._left_out: set[str] = set()
        self.rows: list[_Row] = []
        self.counted = TextLabel("", desk.theme, px=13, role="text", bold=True, wrap=True)
        self.counted.setMinimumWidth(1)
        self.every = LinkButton("", desk.theme, px=12)
        self.every.clicked.connect(self._tick_every)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.counted, 1)
        head.addWidget(self.every)
        self._frame = QFrame()
        self._frame.setObjectName("card")
        self._body = QWidget()
        self._column = QVBoxLayout(self._body)
        self._column.setContentsMargins(3, 3, 3, 3)
        self._column.setSpacing(0)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setObjectName("bare")
        self._area.setWidget(self._body)
        self._body.setObjectName("bare")
        inside = QVBoxLayout(self._frame)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self._area)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._frame)
        desk.theme.changed.connect(self._measure)

    def chosen(self) -> tuple[str, ...]:
        """The ticked units, in their order."""
        return tuple(row.told.unit for row in self.rows if row.isChecked())

    def show_units(self, units: Sequence[Addressee]) -> None:
        """Show these; those that were left out stay so. No `changed`."""
        if [row.told for row in self.rows] != list(units):
            focused = next((row.told.unit for row in self.rows if row.hasFocus()), None)
            for row in self.rows:
                self._column.removeWidget(row)
                row.hide()
                row.deleteLater()
            self.rows = [self._row(told) for told in units]
            for row in self.rows:
                self._column.addWidget(row)
                if row.told.unit == focused:
                    row.setFocus(Qt.FocusReason.OtherFocusReason)
        self._frame.setVisible(bool(units))
        self._rove(next((row for row in self.rows if row.hasFocus()), self.rows[0] if self.rows else None))
        self._name_every()
        self._measure()

    def forget(self) -> None:
        """Nobody is left out any more."""
        self._left_out.clear()
        for row in self.rows:
            _set_quietly(row, True)

    def _step(self, by: int) -> None:
        at = next((place for place, row in enumerate(self.rows) if row.hasFocus()), 0)
        target = self.rows[min(max(at + by, 0), len(self.rows) - 1)]
        target.setFocus(Qt.FocusReason.TabFocusReason)
        self._rove(target)
        self._area.ensureWidgetVisible(target, 0, 8)

    def _row(self, told: Addressee) -> _Row:
        row = _Row(told, self._desk.theme, self._body)
        row.setChecked(told.unit not in self._left_out)
        row.toggled.connect(self._toggled)
        row.stepped.connect(self._step)
        row.setFixedHeight(row.sizeHint().height())
        row.show()
        return row

    def _rove(self, current: _Row | None) -> None:
        for row in self.rows:
            row.setFocusPolicy(Qt.FocusPolicy.StrongFocus if row is current else Qt.FocusPolicy.ClickFocus)

    def _toggled(self) -> None:
        for row in self.rows:
            (self._left_out.discard if row.isChecked() else self._left_out.add)(row.told.unit)
        self._name_every()
        self.changed.emit()

    def _tick_every(self) -> None:
        wanted = not all(row.isChecked() for row in self.rows)
        for row in self.rows:
            _set_quietly(row, wanted)
        self._toggled()

    def _name_every(self) -> None:
        tr = self._desk.tr
        self.every.setText(tr("全不选") if all(row.isChecked() for row in self.rows) else tr("全选"))
        self.every.setVisible(len(self.rows) > 1)
        self.every.updateGeometry()

    def _measure(self) -> None:
        for row in self.rows:
            row.setFixedHeight(row.sizeHint().height())
        height = sum(row.height() for row in self.rows) + 6
        self._area.setFixedHeight(min(height, _MOST_PX + 12 * self._desk.theme.font_step))


def _set_quietly(row: QCheckBox, checked: bool) -> None:
    row.blockSignals(True)
    row.setChecked(checked)
    row.blockSignals(False)
    row.update()
