"""No ledger yet: three ways in, the recent ledgers, and why the last one could not be opened."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.look.buttons import Button, LinkButton
from liling_desk.gui.look.empty_state import EmptyState
from liling_desk.gui.look.labels import KeyCap, TextLabel
from liling_desk.gui.welcome_page.card import Card
from liling_desk.gui.welcome_page.note import ProblemNote
from liling_desk.gui.welcome_page.recent_list import RecentList
from liling_desk.ledger.errors import LedgerError
from liling_desk.translations import N_

_WIDTH = 850
_MARGIN = 24
_KEYS = (
    ("Ctrl+F", N_("搜索编号、事项、单位")),
    ("Space", N_("销号，写明依据和日期")),
    ("Ctrl+Z", N_("撤销任何一步，包括整批导入")),
    ("Ctrl+P", N_("打印通报或清单")),
)


class WelcomePage(QScrollArea):
    """Emits what was asked for; opens nothing itself."""

    starter_requested = Signal()
    new_requested = Signal()
    open_requested = Signal(object)
    """A path or an address, or None: ask which."""
    import_requested = Signal()
    connect_requested = Signal()
    """Ask for a ledger on a server."""
    retry_requested = Signal()
    """Try once more to reach the server that did not answer."""
    backups_requested = Signal(object)
    """The path of a ledger that can't be opened."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setObjectName("listPanel")
        page = QWidget()
        page.setObjectName("listPanel")
        page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        across = QHBoxLayout(page)
        across.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._make_room)
        self._body = QWidget()
        self._body.installEventFilter(self)
        across.addStretch(1)
        across.addWidget(self._body, 1000)
        across.addStretch(1)
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._fill(column)
        self.setWidget(page)
        desk.theme.changed.connect(self._measure)
        self._measure()

    def show_problem(self, problem: LedgerError, may_retry: bool = False) -> None:
        """Say above the cards why a ledger could not be used, and what to do. `may_retry`: it was a server."""
        self._head.set_words(self._desk.tr("没有打开的台账"), "")
        self.note.show_problem(problem, may_retry)
        self.note.show()
        self.ensureWidgetVisible(self.note)

    def hide_problem(self) -> None:
        """Something is being opened, or tried again."""
        self._head.set_words(self._desk.tr("没有打开的台账"), "")
        self.note.hide()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show:
            self.recent.fill(self._desk.choices.current.recent_ledgers)
            self.starter.setFocus(Qt.FocusReason.OtherFocusReason)
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._body and event.type() == QEvent.Type.LayoutRequest:
            self._later.start()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _fill(self, column: QVBoxLayout) -> None:
        tr, theme = self._desk.tr, self._desk.theme
        column.addStretch(2)
        self._head = EmptyState(
            "sheet", tr("还没有台账"), tr("台账是一个文件，存在本机，可以随时备份或拷走。"), [], theme
        )
        self._head.layout().setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._head)
        column.addSpacing(4)
        self.note = ProblemNote(self._desk)
        self.note.open_other.clicked.connect(lambda: self.open_requested.emit(None))
        self.note.backups.clicked.connect(lambda: self.backups_requested.emit(Path(self.note.file)))
        self.note.again.clicked.connect(self.retry_requested)
        self.note.hide()
        column.addWidget(self.note)
        column.addSpacing(12)
        column.addLayout(self._cards())
        column.addSpacing(16)
        column.addLayout(self._foot())
        self.recent = RecentList(self._desk)
        self.recent.chosen.connect(lambda text: self.open_requested.emit(text))
        column.addSpacing(12)
        column.addWidget(self.recent)
        column.addSpacing(16)
        line = QFrame()
        line.setObjectName("hairline")
        line.setFixedHeight(1)
        column.addWidget(line)
        column.addSpacing(16)
        column.addLayout(self._keys())
        column.addStretch(3)

    def _cards(self) -> QHBoxLayout:
        tr, theme = self._desk.tr, self._desk.theme
        row = QHBoxLayout()
        row.setSpacing(16)
        self.starter = Button(tr("建立样例台账"), "primary", "", theme)
        self.starter.clicked.connect(self.starter_requested)
        self.table = Button(tr("选择文件…"), "plain", "", theme)
        self.table.clicked.connect(self.import_requested)
        self.existing = Button(tr("打开…"), "plain", "", theme)
        self.existing.clicked.connect(lambda: self.open_requested.emit(None))
        for icon_name, title, text, button, primary in (
            (
                "star",
                tr("从样例开始"),
                tr("2021 年公开报道中的 93 项承诺，时限和指标已读好，牵头单位留空待分办。"),
                self.starter,
                True,
            ),
            (
                "import",
                tr("导入现有表格"),
                tr("CSV 表格。先看差异，确认后才写入，整批可撤销。"),
                self.table,
                False,
            ),
            ("db", tr("打开已有台账"), tr("从本机、移动盘或共享文件夹打开。"), self.existing, False),
        ):
            row.addWidget(Card(icon_name, title, text, button, primary, theme), 1)
        return row

    def _foot(self) -> QHBoxLayout:
        tr, theme = self._desk.tr, self._desk.theme
        row = QHBoxLayout()
        row.setSpacing(16)
        self.empty = LinkButton(tr("新建空台账…"), theme)
        self.empty.clicked.connect(self.new_requested)
        self.connect_server = LinkButton(tr("连接共享台账…"), theme)
        self.connect_server.clicked.connect(self.connect_requested)
        row.addStretch(1)
        row.addWidget(TextLabel(tr("把文件拖到这里也可以"), theme, px=13, role="text2"))
        for link in (self.empty, self.connect_server):
            row.addWidget(TextLabel("/", theme, px=13, role="text3"))
            row.addWidget(link)
        row.addStretch(1)
        return row

    def _keys(self) -> QGridLayout:
        tr, theme = self._desk.tr, self._desk.theme
        grid = QGridLayout()
        grid.setVerticalSpacing(8)
        grid.setHorizontalSpacing(16)
        for place, (key, text) in enumerate(_KEYS):
            grid.addWidget(KeyCap(key, theme), 0, place, Qt.AlignmentFlag.AlignLeft)
            label = TextLabel(tr(text), theme, px=12, role="text2", wrap=True)
            grid.addWidget(label, 1, place, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(place, 1)
        return grid

    def _measure(self) -> None:
        self._body.setMaximumWidth(round(_WIDTH * (13 + self._desk.theme.font_step) / 13))
        self._make_room()

    def _make_room(self) -> None:
        # Wrapped texts would be cut rather than the page scrolled: a layout's own minimum does not count their lines.
        width = min(self._body.maximumWidth(), self.viewport().width() - 2 * _MARGIN)
        self._body.setMinimumHeight(self._body.layout().totalHeightForWidth(width))
