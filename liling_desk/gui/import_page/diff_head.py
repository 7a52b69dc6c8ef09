"""The heads of the preview's columns, each with a box that takes or leaves the whole column."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QToolTip, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.import_page.diff_model import ROW, TICK, DiffModel
from liling_desk.gui.look.painting import fill_round
from liling_desk.gui.look.tick_box import paint_check_box

PAD = 10
BOX = 16
GAP = 6


class DiffHead(QHeaderView):
    """A click on a head is a click on its box; the view offers the same by Ctrl+Space."""

    def __init__(self, desk: Desk, model: DiffModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme, self._tr, self._diff = desk.theme, desk.tr, model
        self.setMinimumSectionSize(40)
        self.setHighlightSections(False)
        self.setMouseTracking(True)
        desk.theme.changed.connect(self._restyle)
        self._restyle()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._theme.metrics.row_head)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        tokens, state = self._theme.tokens, self._diff.head_state(section)
        painter.save()
        over = state and self.underMouse() and rect.contains(self.viewport().mapFromGlobal(self.cursor().pos()))
        painter.fillRect(rect, tokens.hover if over else tokens.surface)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), tokens.line)
        word = str(self.model().headerData(section, Qt.Orientation.Horizontal))
        box = rect.adjusted(PAD, 0, -2, -1)
        if section == TICK:
            self._box(painter, rect, state)
            word = "" if state else word
        elif state:
            self._box(painter, QRect(box.left(), box.top(), BOX, box.height()), state)
            box.setLeft(box.left() + BOX + GAP)
        font = self._theme.font(12)
        painter.setFont(font)
        painter.setPen(tokens.text3)
        side = Qt.AlignmentFlag.AlignLeft
        if section == ROW:
            side, box = Qt.AlignmentFlag.AlignRight, rect.adjusted(0, 0, -PAD, -1)
        shown = QFontMetrics(font).elidedText(word, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | side, shown)
        painter.restore()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._diff.toggle_head(self.logicalIndexAt(event.position().toPoint()))

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.tip_of(self.logicalIndexAt(event.pos())), self)
            return True
        return super().viewportEvent(event)

    def tip_of(self, section: int) -> str:
        """What a click on a head does."""
        if section < 0 or not self._diff.head_state(section):
            return ""
        if section == TICK:
            return self._tr("接受或放下所有显示的行；会改动督查室决定的除外")
        word = self.model().headerData(section, Qt.Orientation.Horizontal)
        return self._tr("接受或放下这一列：{column}（Ctrl+空格）", column=word)

    def _box(self, painter: QPainter, rect: QRect, state: str) -> None:
        if not state:
            return
        tokens = self._theme.tokens
        paint_check_box(painter, rect, state == "all", tokens)
        if state == "some":
            middle = QRectF(rect).center()
            fill_round(painter, QRectF(middle.x() - 4.5, middle.y() - 1.5, 9, 3), 1.5, tokens.accent)

    def _restyle(self) -> None:
        self.setFixedHeight(self._theme.metrics.row_head)
        self.viewport().update()
