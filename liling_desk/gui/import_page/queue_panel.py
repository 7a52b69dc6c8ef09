"""The files that were given together, and how far each of them is."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.import_page.file_queue import FileQueue, Queued, same_names
from liling_desk.gui.look.buttons import Button, IconButton, PaintedButton
from liling_desk.gui.look.icons import paint_icon
from liling_desk.gui.look.labels import ElidedLabel, TextLabel
from liling_desk.gui.look.painting import draw_focus_ring, fill_round
from liling_desk.translations import Message, Translator

_WIDTH = 208
_SKIPPED_SHOWN = 5


class QueuePanel(QFrame):
    """Emits what was asked for."""

    chosen = Signal(object)
    """The `Path` of a file."""
    next_requested = Signal()
    dismissed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setObjectName("filterPanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        tr, theme = desk.tr, desk.theme
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(TextLabel(tr("这批文件"), theme, px=15, role="text", bold=True))
        self.count = TextLabel("", theme, px=12, role="text3")
        head.addWidget(self.count)
        head.addStretch(1)
        self.close_button = IconButton("x", tr("收起这些文件"), theme, size=16)
        self.close_button.clicked.connect(self.dismissed)
        head.addWidget(self.close_button)
        column.addLayout(head)
        scroll = QScrollArea()
        scroll.setObjectName("bare")
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        self._rows = QVBoxLayout(inner)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(2)
        scroll.setWidget(inner)
        column.addWidget(scroll, 1)
        self._scroll = scroll
        self.next = Button(tr("下一份"), "plain", "right", theme)
        self.next.clicked.connect(self.next_requested)
        column.addWidget(self.next)
        self.rows: list[QueueRow] = []
        self._names: tuple[Path, ...] = ()
        theme.changed.connect(self._measure)
        self._measure()
        self.hide()

    def show_queue(self, queue: FileQueue, current: Path | None) -> None:
        """Show the files; nothing where there are none."""
        self.setVisible(bool(queue.files or queue.skipped))
        self.count.setText(f"{queue.applied} / {len(queue.files)}")
        if (*(each.path for each in queue.files), *(path for path, _ in queue.skipped)) != self._names:
            self._make_rows(queue)
        for row, each in zip(self.rows, queue.files, strict=True):
            row.show_file(each, each.path == current)
            if each.path == current:
                self._scroll.ensureWidgetVisible(row, 0, 20)
        following = queue.following(current)
        self.next.setEnabled(following is not None)
        self.next.setToolTip(following.name if following else self._desk.tr("没有剩下的文件"))

    def _make_rows(self, queue: FileQueue) -> None:
        self._names = (*(each.path for each in queue.files), *(path for path, _ in queue.skipped))
        while (item := self._rows.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        tr, theme = self._desk.tr, self._desk.theme
        with_folder = same_names(queue.files)
        self.rows = []
        for each in queue.files:
            row = QueueRow(self._desk, each, with_folder)
            row.clicked.connect(lambda _checked=False, path=each.path: self.chosen.emit(path))
            self._rows.addWidget(row)
            self.rows.append(row)
        if queue.skipped:
            self._rows.addSpacing(8)
            self._rows.addWidget(TextLabel(tr("没有列入 {n} 个", n=len(queue.skipped)), theme, px=12, role="text3"))
            for path, why in queue.skipped[:_SKIPPED_SHOWN]:
                words = tr("{file}：{why}", file=path.name, why=tr.say(why))
                self._rows.addWidget(ElidedLabel(words, theme, px=12, role="text3"))
        self._rows.addStretch(1)

    def _measure(self) -> None:
        self.setFixedWidth(_WIDTH + 8 * self._desk.theme.font_step)


class QueueRow(PaintedButton):
    """A file's name over its state."""

    def __init__(self, desk: Desk, queued: Queued, with_folder: bool) -> None:
        name = f"{queued.path.parent.name}/{queued.path.name}" if with_folder else queued.path.name
        super().__init__(name, desk.theme)
        self._desk, self._name = desk, name
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.state, self._role, self._sign, self._current = "", "text3", "", False

    def show_file(self, queued: Queued, current: bool) -> None:
        """Show its state."""
        self.state = state_words(queued, self._desk.tr)
        self._sign, self._role = {
            "applied": ("check", "accent"),
            "unreadable": ("warn", "yellow"),
        }.get(queued.state, ("", "text3"))
        self._current = current
        self.setToolTip(f"{queued.path}\n{self.state}")
        self.setAccessibleName(f"{self._name}，{self.state}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(160, self._theme.metrics.row - 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens, box = self._theme.tokens, self.rect()
        if self._current or self.underMouse():
            fill_round(painter, box, 6, tokens.sel if self._current else tokens.hover)
        half = self.height() // 2
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.setFont(self._theme.font(13, self._current))
        painter.setPen(tokens.text)
        name = QFontMetrics(painter.font()).elidedText(self._name, Qt.TextElideMode.ElideMiddle, self.width() - 16)
        painter.drawText(QRect(8, 3, self.width() - 16, half - 3), left, name)
        at = 8
        if self._sign:
            paint_icon(painter, self._sign, QRect(at, half + 3, 14, 14), tokens.colour(self._role))
            at += 19
        painter.setFont(self._theme.font(12))
        painter.setPen(tokens.colour("yellow" if self._role == "yellow" else "text3"))
        room = self.width() - at - 8
        state = QFontMetrics(painter.font()).elidedText(self.state, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(at, half, room, half - 3), left, state)
        if self.shows_ring():
            draw_focus_ring(painter, box, tokens, 6)


def state_words(queued: Queued, tr: Translator) -> str:
    """How far a file is."""
    if queued.state == "applied":
        return tr("已应用") if queued.batch is None else tr("已应用，第 {n} 批", n=queued.batch)
    if queued.state == "unreadable":
        if queued.why is None:
            return tr("读不了")
        # The file's name stands above.
        why = Message(queued.why.template, {**queued.why.values, "file": ""})
        return tr("读不了：{why}", why=tr.say(why).strip())
    if queued.state == "seen":
        return tr("{n} 处改动", n=queued.changes) if queued.changes else tr("没有改动")
    return tr("未看")
