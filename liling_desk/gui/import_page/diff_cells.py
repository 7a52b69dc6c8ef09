"""Painting the preview: what was, struck through, over what comes; what can't be taken in an amber frame."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from liling_desk.gui.import_page.diff_model import CELL_ROLE, KIND, ROW, TICK, TITLE, DiffModel
from liling_desk.gui.import_page.diff_words import DiffCell
from liling_desk.gui.import_page.words import kind_word
from liling_desk.gui.look.icons import paint_icon
from liling_desk.gui.look.painting import draw_focus_ring, fill_round
from liling_desk.gui.look.theme import Theme
from liling_desk.gui.look.tick_box import paint_check_box
from liling_desk.importing.findings import Problem
from liling_desk.importing.preview import PreviewRow
from liling_desk.translations import Translator

PAD = 10
_SIGN = 14
"""Side of the sign at a cell with a remark."""
_KIND_ICONS = {"added": "plus", "changed": "edit", "same": "minus", "problem": "warn"}
_KIND_ROLES = {"added": "accent", "changed": "text", "same": "text3", "problem": "yellow"}
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class DiffDelegate(QStyledItemDelegate):
    """Two lines of text in a row; every colour from the tokens."""

    def __init__(
        self, theme: Theme, tr: Translator, parent: QObject | None = None, focused: QAbstractItemView | None = None
    ) -> None:
        """`focused`: another view that has the focus in place of the one that is painted."""
        super().__init__(parent)
        self._theme, self._tr, self._focused = theme, tr, focused

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(80, self._theme.metrics.row)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        model = index.model()
        assert isinstance(model, DiffModel)
        row, acceptance = model.row_at(index), model.acceptance
        if row is None or acceptance is None:
            return
        tokens, box = self._theme.tokens, option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        state = acceptance.state(row)
        left_alone = state == "none" and row.kind != "problem"
        ground = tokens.hover if left_alone else tokens.surface
        if option.state & QStyle.StateFlag.State_Selected:
            ground = tokens.sel
        painter.fillRect(box, ground)
        painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), tokens.line)
        column = index.column()
        if column == TICK:
            self._tick(painter, box, state, row)
        elif column == ROW:
            self._number(painter, box, row)
        elif column == KIND:
            self._kind(painter, box, row)
        elif column == TITLE:
            self._title(painter, box, row, model)
        else:
            self._cell(painter, box, index.data(CELL_ROLE), row)
        elsewhere = self._focused is not None and self._focused.hasFocus() and self._focused.currentIndex() == index
        if option.state & QStyle.StateFlag.State_HasFocus or elsewhere:
            draw_focus_ring(painter, QRectF(box).adjusted(1, 1, -1, -2), tokens, 5)
        painter.restore()

    def _tick(self, painter: QPainter, box: QRect, state: str, row: PreviewRow) -> None:
        if row.kind == "same":
            return
        tokens = self._theme.tokens
        paint_check_box(painter, box, state == "all", tokens, bool(row.changes))
        if state == "some":
            middle = box.center()
            fill_round(painter, QRectF(middle.x() - 4, middle.y() - 1, 9, 3), 1.5, tokens.accent)

    def _number(self, painter: QPainter, box: QRect, row: PreviewRow) -> None:
        painter.setFont(self._theme.font(13))
        painter.setPen(self._theme.tokens.text2)
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(box.adjusted(0, 0, -PAD, 0), right, str(row.number))

    def _kind(self, painter: QPainter, box: QRect, row: PreviewRow) -> None:
        colour = self._theme.tokens.colour(_KIND_ROLES[row.kind])
        paint_icon(painter, _KIND_ICONS[row.kind], QRect(box.left() + PAD, box.center().y() - 7, 14, 14), colour)
        painter.setFont(self._theme.font(13))
        painter.setPen(colour)
        painter.drawText(box.adjusted(PAD + 18, 0, -2, 0), _LEFT, kind_word(row.kind, self._tr))

    def _title(self, painter: QPainter, box: QRect, row: PreviewRow, model: DiffModel) -> None:
        tokens = self._theme.tokens
        content = model.content
        assert content is not None
        wrong = content.title_problem(row)
        if wrong is not None:
            self._problem(painter, box, row.title or wrong.value, wrong)
            return
        upper, lower = _halves(box.adjusted(PAD, 0, -PAD, 0))
        colour = tokens.text2 if row.kind == "same" else tokens.text
        if content.remarks(row):
            lower = self._remarked(painter, lower)
        self._line(painter, upper, row.title or "—", self._theme.font(14), colour)
        self._line(painter, lower, content.codes(row), self._theme.font(12), tokens.text3)

    def _cell(self, painter: QPainter, box: QRect, cell: DiffCell, row: PreviewRow) -> None:
        tokens = self._theme.tokens
        inner = box.adjusted(PAD, 0, -PAD, 0)
        if cell.problem is not None:
            self._problem(painter, box, cell.problem.value, cell.problem)
        elif cell.remarks and cell.before in ("", cell.after):
            upper, lower = _halves(inner)
            self._new(painter, upper.adjusted(0, -1, 0, 1), cell)
            self._line(painter, self._remarked(painter, lower), cell.remarks[0], self._theme.font(12), tokens.text3)
        elif cell.change is not None and cell.before and cell.before != cell.after:
            upper, lower = _halves(inner)
            struck = self._theme.font(12)
            struck.setStrikeOut(True)
            if cell.remarks:
                upper = self._remarked(painter, upper)
            self._line(painter, upper, cell.before, struck, tokens.text3)
            self._new(painter, lower.adjusted(0, -1, 0, 1), cell)
        elif cell.change is not None:
            height = QFontMetrics(self._theme.font(13)).height() + 4
            self._new(painter, QRect(inner.left(), box.center().y() - height // 2, inner.width(), height), cell)
        else:
            colour = tokens.text3 if row.kind == "same" else tokens.text2
            self._line(painter, inner, cell.before, self._theme.font(13), colour)

    def _remarked(self, painter: QPainter, line: QRect) -> QRect:
        """A quiet sign at the right of a line, whose tooltip says what should be known; what is left of the line."""
        at = QRect(line.right() - _SIGN + 4, line.center().y() - _SIGN // 2 + 1, _SIGN, _SIGN)
        paint_icon(painter, "info", at, self._theme.tokens.text3)
        return line.adjusted(0, 0, -_SIGN, 0)

    def _new(self, painter: QPainter, box: QRect, cell: DiffCell) -> None:
        if not cell.after:
            return
        tokens, font = self._theme.tokens, self._theme.font(13)
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(cell.after, Qt.TextElideMode.ElideRight, box.width())
        width = min(metrics.horizontalAdvance(shown) + 12, box.width() + 12)
        tint = tokens.sel if cell.accepted else tokens.grey_tint
        fill_round(painter, QRectF(box.left() - 6, box.top(), width, box.height()), 4, tint)
        painter.setFont(font)
        painter.setPen(tokens.text if cell.accepted else tokens.text2)
        painter.drawText(box, _LEFT, shown)

    def _problem(self, painter: QPainter, box: QRect, shown: str, problem: Problem) -> None:
        tokens = self._theme.tokens
        fill_round(painter, QRectF(box).adjusted(3, 4, -3, -5), 5, tokens.yellow_tint, tokens.yellow)
        upper, lower = _halves(box.adjusted(PAD, 3, -PAD, -4))
        self._line(painter, upper, " ".join(shown.split()) or "—", self._theme.font(13), tokens.yellow)
        self._line(painter, lower, self._tr.say(problem.why), self._theme.font(12), tokens.yellow)

    def _line(self, painter: QPainter, box: QRect, text: str, font: QFont, colour: QColor) -> None:
        if not text:
            return
        painter.setFont(font)
        painter.setPen(colour)
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, _LEFT, shown)


def _halves(box: QRect) -> tuple[QRect, QRect]:
    """The upper and the lower line of a row."""
    inset = max(4, box.height() // 10)
    half = (box.height() - 2 * inset) // 2
    top = box.top() + inset
    return (
        QRect(box.left(), top, box.width(), half),
        QRect(box.left(), top + half, box.width(), half),
    )
