"""文件 > 连接共享台账…: where the server is, who we are; try it, or open the ledger."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from liling_desk.gui.background import Work
from liling_desk.gui.desk import Desk
from liling_desk.gui.form_field import FormField
from liling_desk.gui.ledger_files import LedgerFiles
from liling_desk.gui.look.buttons import Button
from liling_desk.gui.look.labels import TextLabel
from liling_desk.gui.note_strip import NoteStrip
from liling_desk.gui.secret_field import SecretField
from liling_desk.gui.shared_ledger.address_form import AddressForm
from liling_desk.gui.shared_ledger.server_opening import Reaching
from liling_desk.gui.shared_ledger.trying import Met, encryption_words, meet, people_words
from liling_desk.ledger.address import ServerAddress
from liling_desk.ledger.errors import LedgerError, PasswordNeeded
from liling_desk.ledger.password import Password
from liling_desk.open_ledger import OpenLedger

_WIDTH = 680
_MARGIN = 20
_SPARE = 80
"""What of the screen's height a dialog leaves free for frames and bars."""


class ConnectDialog(QDialog):
    """Accepted when the ledger is open. `may_leave` is asked before the ledger that is open now is left."""

    def __init__(
        self,
        desk: Desk,
        address: ServerAddress | None = None,
        parent: QWidget | None = None,
        may_leave: Callable[[], bool] = lambda: True,
    ) -> None:
        super().__init__(parent)
        self._desk, self._may_leave = desk, may_leave
        self._work: Work | Reaching | None = None
        tr, theme = desk.tr, desk.theme
        self.setWindowTitle(tr("连接共享台账"))
        self.password = SecretField(tr("密码"), tr, theme)
        self.password.line.setPlaceholderText(tr("留空：用记住的，或 pgpass 文件里的"))
        self.remember = QCheckBox(tr("记在本机密码库"))
        self.form = AddressForm(desk, self._password_field())
        self.note = NoteStrip(desk)
        self.note.close_button.hide()
        self._build()
        self.form.edited.connect(self._edited)
        self.form.pasted.connect(self._pasted)
        self.password.line.textEdited.connect(self._edited)
        if address is not None:
            self.form.fill(address)
        self._show_what_is_missing()
        (self.form.whole if address is None else self.password.line).setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def is_busy(self) -> bool:
        """Whether an answer of the server is awaited."""
        return self._work is not None and self._work.is_under_way

    def try_it(self) -> None:
        """测试连接: connect, look, and leave again."""
        address = self.form.address()
        if address is None or self.is_busy:
            return
        reach = LedgerFiles(self._desk).reach(address, self._typed())

        def work(_report: object) -> Met:
            ledger = reach()
            try:
                return meet(ledger)
            finally:
                ledger.close()

        self._begin(address)
        self._work = self._desk.background.start(work, self._met, self.show_problem, owner=self, crashed=self._ready)

    def connect_now(self) -> None:
        """连接: open the ledger and show it."""
        address = self.form.address()
        if address is None or self.is_busy or not self._may_leave():
            return
        reach = LedgerFiles(self._desk).reach(address, self._typed())
        self._begin(address)
        self._work = Reaching(self._desk.background, reach, self._reached, self.show_problem, self, self._ready)

    def show_problem(self, problem: LedgerError) -> None:
        """What went wrong and what to do; a password is asked for again."""
        self._ready()
        self.note.say_problem(problem)
        if isinstance(problem, PasswordNeeded):
            self.password.line.selectAll()
            self.password.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def done(self, result: int) -> None:
        if self._work is not None:
            self._work.cancel()
        self.password.clear()
        super().done(result)

    def _begin(self, address: ServerAddress) -> None:
        self.note.say(self._desk.tr("正在连接 {server}…", server=address.name), tone="reminder")
        self.test.setEnabled(False)
        self.ok.setEnabled(False)

    def _ready(self) -> None:
        self.test.setEnabled(True)
        self.ok.setEnabled(True)

    def _met(self, met: Met) -> None:
        tr = self._desk.tr
        self._ready()
        what = tr("连上了，可以修改。") if met.may_write else tr("连上了，只能看，不能修改。")
        facts = (tr("用户 {user}", user=met.session.user), encryption_words(met, tr))
        online = tr("现在还有谁在用：{names}", names=people_words(met.others, tr))
        self.note.say(what, " / ".join((*facts, online)))

    def _reached(self, ledger: OpenLedger) -> None:
        typed, address = self._typed(), ledger.address
        desk = self._desk
        LedgerFiles(desk).show(ledger)
        if typed is not None and self.remember.isChecked() and isinstance(address, ServerAddress):
            keep_password(desk, address, typed)
        self.accept()

    def _typed(self) -> Password | None:
        return Password(self.password.text()) if self.password.text() else None

    def _pasted(self, password: Password | None) -> None:
        self.form.whole.clear()  # a secret that came along stays in nobody's sight
        if password is not None:
            self.password.line.setText(password.reveal())
        self.password.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _edited(self, _text: str = "") -> None:
        if not self.is_busy:
            self.note.hide()
            self._show_what_is_missing()

    def _show_what_is_missing(self) -> None:
        tr = self._desk.tr
        if find_spec("psycopg") is None:
            self.note.say(
                tr("这台电脑没有装打开服务器台账要用的部分（psycopg）。"),
                tr('请运行 pip install "liling-desk[shared]"，再打开程序。'),
                tone="problem",
            )
            self.test.setEnabled(False)
            self.ok.setEnabled(False)
        has_keyring = find_spec("keyring") is not None
        self.remember.setEnabled(has_keyring)
        told = tr("记在系统自己的密码库里，不写进设置和日志")
        missing = tr('没有装 keyring，记不住密码；请运行 pip install "liling-desk[shared]"')
        self.remember.setToolTip(told if has_keyring else missing)

    def _build(self) -> None:
        tr, theme = self._desk.tr, self._desk.theme
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, 16, _MARGIN, 16)
        column.setSpacing(12)
        column.addWidget(TextLabel(tr("连接共享台账"), theme, px=16, role="text", bold=True))
        words = tr("几个人、几个督查室同时用的台账，存在单位的 PostgreSQL 服务器上。")
        column.addWidget(TextLabel(words, theme, px=13, role="text2", wrap=True))
        scroll = QScrollArea()
        scroll.setObjectName("bare")
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self.form)
        column.addWidget(scroll, 1)
        column.addWidget(self.note)
        help_words = tr("把本机台账搬上服务器，由管理员在命令行做：liling-desk adopt 台账文件 地址")
        column.addWidget(TextLabel(help_words, theme, px=12, role="text3", wrap=True))
        column.addLayout(self._buttons())
        self._fit(self.form.sizeHint().height())

    def _password_field(self) -> QWidget:
        both = QWidget()
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(FormField(self._desk.tr("密码"), self.password, self._desk.theme))
        column.addWidget(self.remember)
        both.setFocusProxy(self.password.line)
        return both

    def _buttons(self) -> QHBoxLayout:
        tr, theme = self._desk.tr, self._desk.theme
        row = QHBoxLayout()
        row.setSpacing(8)
        self.test = Button(tr("测试连接"), "plain", "link", theme)
        self.test.clicked.connect(self.try_it)
        self.cancel = Button(tr("取消"), "plain", "", theme)
        self.cancel.clicked.connect(self.reject)
        self.ok = Button(tr("连接"), "primary", "", theme)
        self.ok.clicked.connect(self.connect_now)
        self.ok.setDefault(True)
        row.addWidget(self.test)
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.ok)
        return row

    def _fit(self, form_height: int) -> None:
        """As high as the form wants to be, but on the screen."""
        step = self._desk.theme.metrics.step
        wanted = form_height + 230 + 12 * step
        screen = self.screen() or QGuiApplication.primaryScreen()
        self.resize(_WIDTH + 40 * step, min(wanted, screen.availableGeometry().height() - _SPARE))


def keep_password(desk: Desk, address: ServerAddress, password: Password) -> None:
    """Into the system's keyring, which may ask the user to unlock it; what is said comes as a toast."""

    def work(_report: object) -> bool:
        from liling_desk.server_secrets import remember

        return remember(address, password)

    def done(kept: bool) -> None:
        if not kept:
            desk.bridge.announced.emit(desk.tr("密码没有记下：这台电脑没有可用的密码库。"), False)

    desk.background.start(work, done, desk.bridge.problem.emit, owner=desk.bridge)
