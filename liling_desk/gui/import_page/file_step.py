"""The first step: a place to drop a file, the samples, and what was imported lately."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QPen, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QScrollArea, QVBoxLayout, QWidget

from liling_desk import places
from liling_desk.gui.desk import Desk
from liling_desk.gui.import_page.batch_list import BatchList
from liling_desk.gui.look.buttons import Button, LinkButton
from liling_desk.gui.look.icons import paint_icon
from liling_desk.gui.look.labels import TextLabel
from liling_desk.gui.look.theme import Theme

_WIDTH = 720
_RECENT = 5


class FileStep(QScrollArea):
    """Emits what was asked for."""

    choose_requested = Signal()
    folder_requested = Signal()
    paste_requested = Signal()
    sample_chosen = Signal(object)
    """The `Path` of a shipped sample."""
    undo_requested = Signal(int)
    all_batches_requested = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        tr, theme = desk.tr, desk.theme
        self.setObjectName("bare")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page = QWidget()
        across = QHBoxLayout(page)
        across.setContentsMargins(24, 24, 24, 24)
        self._body = QWidget()
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(20)
        across.addStretch(1)
        across.addWidget(self._body)
        across.addStretch(1)
        column.addWidget(self._drop_area())
        self._recent = QFrame()
        self._recent.setObjectName("card")
        inside = QVBoxLayout(self._recent)
        inside.setContentsMargins(18, 12, 12, 8)
        inside.setSpacing(4)
        head = QHBoxLayout()
        head.addWidget(TextLabel(tr("最近的导入"), theme, px=15, role="text", bold=True))
        head.addStretch(1)
        self.all_batches = LinkButton(tr("全部批次"), theme)
        self.all_batches.clicked.connect(self.all_batches_requested)
        head.addWidget(self.all_batches)
        inside.addLayout(head)
        self.batches = BatchList(desk)
        self.batches.undo_requested.connect(self.undo_requested)
        inside.addWidget(self.batches)
        column.addWidget(self._recent)
        column.addStretch(1)
        self.setWidget(page)
        # Works while this step is on the screen; a field that is being typed into keeps the key.
        self.paste_key = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self)
        self.paste_key.activated.connect(self.paste_requested)
        desk.theme.changed.connect(self._measure)
        self._measure()

    def refresh(self) -> None:
        """Read the latest batches."""
        bridge = self._desk.bridge
        batches = bridge.read(bridge.ledger.batches, []) if bridge.has_ledger else []
        self._recent.setVisible(bool(batches))
        self.batches.show_batches(batches[:_RECENT], self._desk.why_read_only)

    def focus_first(self) -> None:
        """Give the focus to 选择文件."""
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_dragging(self, dragging: bool) -> None:
        """Show that a file may be dropped now."""
        self._drop.set_active(dragging)

    def _drop_area(self) -> QWidget:
        tr, theme = self._desk.tr, self._desk.theme
        self._drop = _DropArea(theme)
        column = QVBoxLayout(self._drop)
        column.setContentsMargins(24, 36, 24, 36)
        column.setSpacing(10)
        middle = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(_Sign(theme), 0, middle)
        column.addSpacing(4)
        column.addWidget(TextLabel(tr("把表格或文件夹拖到这里"), theme, px=20, role="text", bold=True), 0, middle)
        words = tr("单位报送、责任分工、任务清单都可以。先看每一格的变化，确认后才写入，整批可撤销。")
        text = TextLabel(words, theme, px=13, role="text2", wrap=True)
        text.setAlignment(middle)
        column.addWidget(text)
        column.addSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        self.choose = Button(tr("选择文件…"), "primary", "folder", theme)
        self.choose.clicked.connect(self.choose_requested)
        self.sample = Button(tr("试用示例"), "plain", "", theme, trailing_icon="down")
        self.sample.setToolTip(tr("编造的示例文件，用来学习导入"))
        self.sample.clicked.connect(self._open_samples)
        self.folder = Button(tr("选择文件夹…"), "plain", "", theme)
        self.folder.setToolTip(tr("里面的表格一份一份地看"))
        self.folder.clicked.connect(self.folder_requested)
        self.paste = Button(tr("粘贴表格"), "plain", "", theme)
        self.paste.setToolTip(tr("从 Excel 或 WPS 连同表头一起复制，再按 Ctrl+V"))
        self.paste.clicked.connect(self.paste_requested)
        for button in (self.choose, self.folder, self.paste, self.sample):
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        formats = tr("Excel、WPS、ODS、网页表格、CSV 和文本；编码和分隔符自动认出")
        column.addWidget(TextLabel(formats, theme, px=12, role="text3"), 0, middle)
        self.samples = QMenu(self)
        return self._drop

    def _open_samples(self) -> None:
        self.samples.clear()
        for path in sorted(places.resource("samples").glob("*.csv")):
            action = self.samples.addAction(path.stem)
            action.triggered.connect(lambda _checked=False, path=path: self.sample_chosen.emit(Path(path)))
        self.samples.popup(self.sample.mapToGlobal(self.sample.rect().bottomLeft()))

    def _measure(self) -> None:
        self._body.setFixedWidth(round(_WIDTH * (13 + self._desk.theme.font_step) / 13))


class _DropArea(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._active = theme, False
        theme.changed.connect(self.update)

    def set_active(self, active: bool) -> None:
        self._active = active
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = self._theme.tokens
        pen = QPen(tokens.accent if self._active else tokens.line2, 2 if self._active else 1.5, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(tokens.sel if self._active else tokens.surface)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 10, 10)


class _Sign(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedSize(44, 44)
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_icon(QPainter(self), "import", self.rect(), self._theme.tokens.accent)
