"""The backups, newest first: when, why, how large, sound or not. A damaged one is marked and can't be chosen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from liling_desk.gui.backups_page.words import kind_words, when_words
from liling_desk.gui.desk import Desk
from liling_desk.gui.look.icons import paint_icon
from liling_desk.gui.look.painting import draw_focus_ring
from liling_desk.gui.look.theme import Theme
from liling_desk.ledger.evidence_file import size_words
from liling_desk.open_ledger import Backup

if TYPE_CHECKING:
    from liling_desk.open_ledger import BackupFacts

BACKUP_ROLE = Qt.ItemDataRole.UserRole
SOUND_ROLE = Qt.ItemDataRole.UserRole + 1
"""True, False, or None while it is not known."""

Index = QModelIndex | QPersistentModelIndex


class BackupModel(QAbstractListModel):
    """Backups with what is known about them."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._backups: list[Backup] = []
        self._facts: dict[Backup, BackupFacts] = {}

    def show_backups(self, backups: Sequence[Backup], facts: dict[Backup, BackupFacts]) -> None:
        """Show others."""
        self.beginResetModel()
        self._backups, self._facts = list(backups), facts
        self.endResetModel()

    def add(self, facts: BackupFacts) -> None:
        """Something is known about one of them now."""
        self._facts[facts.backup] = facts
        if facts.backup in self._backups:
            index = self.index(self._backups.index(facts.backup))
            self.dataChanged.emit(index, index)

    def place_of(self, backup: Backup) -> QModelIndex:
        """Where it stands; invalid where it does not."""
        return self.index(self._backups.index(backup)) if backup in self._backups else QModelIndex()

    def first_choosable(self) -> QModelIndex:
        """The newest that may be chosen."""
        places = (self.index(place) for place in range(len(self._backups)))
        return next((each for each in places if self.flags(each) & Qt.ItemFlag.ItemIsSelectable), QModelIndex())

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._backups)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self.data(index, SOUND_ROLE) is False:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        backup, tr = self._backups[index.row()], self._desk.tr
        facts = self._facts.get(backup)
        if role == BACKUP_ROLE:
            return backup
        if role == SOUND_ROLE:
            return None if facts is None else facts.sound
        if role == Qt.ItemDataRole.DisplayRole:
            return when_words(backup.made_at, self._desk.bridge.today, tr)
        if role == Qt.ItemDataRole.ToolTipRole:
            why = f"\n{tr.say(facts.problem.what)}" if facts is not None and facts.problem is not None else ""
            return f"{backup.path}{why}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            parts = (self.data(index), kind_words(backup, tr), size_words(backup.size), self.sound_words(facts))
            return tr("，").join(map(str, parts))
        return None

    def sound_words(self, facts: BackupFacts | None) -> str:
        """`完好`, `已损坏`, or that it is being found out."""
        tr = self._desk.tr
        if facts is None:
            return tr("正在检查")
        return tr("完好") if facts.sound else tr("已损坏")

    def second_line(self, backup: Backup) -> str:
        """Why it was made, and its size."""
        return f"{kind_words(backup, self._desk.tr)} / {size_words(backup.size)}"


class _Painting(QStyledItemDelegate):
    def __init__(self, theme: Theme, model: BackupModel, view: QListView) -> None:
        super().__init__(view)
        self._theme, self._model, self._view = theme, model, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, 52 + 2 * self._theme.font_step)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tokens, theme = self._theme.tokens, self._theme
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        sound = index.data(SOUND_ROLE)
        backup: Backup = index.data(BACKUP_ROLE)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(rect, tokens.sel)
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), tokens.accent)
        elif state & QStyle.StateFlag.State_MouseOver and sound is not False:
            painter.fillRect(rect, tokens.hover)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), tokens.line)
        status = self._model.sound_words(self._model._facts.get(backup))
        first, second = theme.font(14), theme.font(12)
        heights = QFontMetrics(first).height(), QFontMetrics(second).height()
        top = rect.top() + (rect.height() - sum(heights) - 2) // 2
        side = 16 + theme.metrics.step
        width = QFontMetrics(second).horizontalAdvance(status)
        right = rect.right() - 16
        colour = tokens.yellow if sound is False else tokens.text2 if sound else tokens.text3
        painter.setFont(second)
        painter.setPen(colour)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(QRect(right - width, rect.top(), width + 2, rect.height()), flags, status)
        if sound is not None:
            at = QRect(right - width - side - 4, rect.top() + (rect.height() - side) // 2, side, side)
            paint_icon(painter, "check" if sound else "warn", at, colour)
        room = right - width - side - 16 - rect.left() - 16
        for text, font, pen, y, height in (
            (str(index.data()), first, tokens.text if sound is not False else tokens.text3, top, heights[0]),
            (self._model.second_line(backup), second, tokens.text3, top + heights[0] + 2, heights[1]),
        ):
            painter.setFont(font)
            painter.setPen(pen)
            shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRect(rect.left() + 16, y, room, height), flags, shown)
        if selected and self._view.hasFocus():
            draw_focus_ring(painter, rect.adjusted(1, 1, -1, -2), tokens, 5)


class BackupList(QListView):
    """`chosen` carries the `Backup`, None where none is."""

    chosen = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.backups = BackupModel(desk, self)
        self.setModel(self.backups)
        self.setItemDelegate(_Painting(desk.theme, self.backups, self))
        self.setAccessibleName(desk.tr("备份"))
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._current_changed)
        desk.theme.changed.connect(self._relayout)

    def current(self) -> Backup | None:
        """The chosen one."""
        return self.currentIndex().data(BACKUP_ROLE) if self.currentIndex().isValid() else None

    def choose(self, backup: Backup | None) -> None:
        """Choose one, or the newest that may be chosen."""
        index = QModelIndex() if backup is None else self.backups.place_of(backup)
        choosable = index.isValid() and self.backups.flags(index) & Qt.ItemFlag.ItemIsSelectable
        self.setCurrentIndex(index if choosable else self.backups.first_choosable())

    def _current_changed(self, index: QModelIndex, _former: QModelIndex) -> None:
        self.chosen.emit(index.data(BACKUP_ROLE) if index.isValid() else None)

    def _relayout(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.viewport().update()
