"""Which issue of the bulletin: the next one, drafts, and what was sent out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.look.painting import fill_round
from liling_desk.gui.look.theme import Theme
from liling_desk.gui.report_page.issue_state import NEW
from liling_desk.gui.report_page.option_fields import ChoiceField
from liling_desk.ledger.bulletin import Bulletin
from liling_desk.translations import Translator

_MORE = Qt.ItemDataRole.UserRole + 1
_STATE = Qt.ItemDataRole.UserRole + 2
_EDGE = 10


class IssueChooser(ChoiceField):
    """`value()` is a bulletin's key, or NEW."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk.tr("期次"), (), parent)
        self._desk = desk
        self._rows = _Rows(desk.theme, self)
        self.setItemDelegate(self._rows)
        self.setMaxVisibleItems(9)

    def show_bulletins(self, bulletins: Sequence[Bulletin], next_name: str, chosen: str) -> None:
        """Offer a new issue, then the drafts, then the others, newest first."""
        tr = self._desk.tr
        drafts = [each for each in bulletins if not each.is_issued]
        ordered = [*drafts, *(each for each in bulletins if each.is_issued)]
        names = [tr("{name}，{state}", name=each.name, state=state_word(each, tr)) for each in ordered]
        keys = [each.key for each in ordered]
        self.show_options([(NEW, tr("新的一期")), *zip(keys, names, strict=True)])
        self.setItemData(0, (tr("新的一期"), next_name), _MORE)
        for place, each in enumerate(ordered, 1):
            self.setItemData(place, (tr.say(each.name), tr("数据截至 {day}", day=each.as_of)), _MORE)
            self.setItemData(place, self._state(each), _STATE)
        self.set_value(chosen)
        self.view().setMinimumWidth(self._rows.widest([self.itemData(n, _MORE) for n in range(self.count())]))

    def _state(self, each: Bulletin) -> str:
        tr = self._desk.tr
        stands = each.is_issued and not each.is_withdrawn
        return tr("{day} 发出", day=each.issued_on) if stands else state_word(each, tr)


def state_word(each: Bulletin, tr: Translator) -> str:
    """草稿, 已发出 or 已撤回."""
    return tr("已撤回") if each.is_withdrawn else tr("已发出") if each.is_issued else tr("草稿")


class _Rows(QStyledItemDelegate):
    """Two lines each: the issue over its day; at the right what became of it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def widest(self, texts: Sequence[tuple[str, str]]) -> int:
        """Pixels that hold the first lines and the longest state beside them."""
        room = self._metrics(13).horizontalAdvance("2021-12-15 发出 ")
        return max(self._metrics(13).horizontalAdvance(first) for first, _ in texts) + room + 5 * _EDGE

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(120, 44 + 3 * self._theme.font_step)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        tokens, box = self._theme.tokens, option.rect
        told = index.data(_MORE)
        first, second = told if told else ("", "")
        painter.save()
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            fill_round(painter, box, 5, tokens.sel)
        inner = box.adjusted(_EDGE, 0, -_EDGE, 0)
        half = box.height() // 2
        painter.setFont(self._theme.font(13))
        painter.setPen(tokens.text)
        painter.drawText(QRect(inner.left(), box.top() + 3, inner.width(), half), Qt.AlignmentFlag.AlignVCenter, first)
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.setFont(self._theme.font(12))
        painter.setPen(tokens.text2)
        state = index.data(_STATE) or ""
        painter.drawText(QRect(inner.left(), box.top() + 3, inner.width(), half), right, state)
        painter.setPen(tokens.text3)
        below = QRect(inner.left(), box.top() + half - 2, inner.width(), half)
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, second)
        painter.restore()

    def _metrics(self, px: int) -> QFontMetrics:
        return QFontMetrics(self._theme.font(px))
