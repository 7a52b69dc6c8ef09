"""共享台账: the server of the open ledger, who we are there, who else is on."""

from __future__ import annotations

import time

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from liling_desk.gui.background import Work
from liling_desk.gui.desk import Desk
from liling_desk.gui.look.buttons import Button
from liling_desk.gui.look.labels import ElidedLabel, TextLabel
from liling_desk.gui.preferences_page.section import Section
from liling_desk.gui.shared_ledger.trying import Met, encryption_words, meet, people_words, rights_words
from liling_desk.ledger.address import ServerAddress
from liling_desk.ledger.errors import LedgerError

Asked = tuple[Met, float]
"""What was found, and how many seconds it took."""


class SharedSection(Section):
    """Asks the server when it is shown and when asked to, always in the background."""

    connect_requested = Signal()
    disconnect_requested = Signal()

    def __init__(self, desk: Desk) -> None:
        tr, theme = desk.tr, desk.theme
        super().__init__(tr("共享台账"), theme)
        self._desk = desk
        self._work: Work | None = None
        self.told = TextLabel("", theme, px=13, role="text2", wrap=True)
        self.connect_server = Button(tr("连接共享台账…"), "plain", "link", theme)
        self.connect_server.clicked.connect(self.connect_requested)
        self.place = ElidedLabel("", theme, px=13, role="text")
        self.rights, self.encryption = (TextLabel("", theme, px=13, role="text", wrap=True) for _ in range(2))
        self.people = TextLabel("", theme, px=13, role="text", wrap=True)
        self.said = TextLabel("", theme, px=12, role="text3", wrap=True)
        self._plain = [self._row("", self.told), self._row("", self.connect_server, wide=False)]
        self._server = [
            self._row(tr("地址"), self.place),
            self._row(tr("身份"), self.rights),
            self._row(tr("加密"), self.encryption),
            self._row(tr("现在在用"), self._with_button(tr("刷新"))),
            self._row("", self.said),
            self._row("", self._buttons()),
        ]
        desk.bridge.opened.connect(self.refresh)
        desk.bridge.changed.connect(self._changed)
        self.refresh()

    def refresh(self) -> None:
        """Show what is open; who is on is asked while this is on the screen."""
        bridge, tr = self._desk.bridge, self._desk.tr
        address = bridge.ledger.address if bridge.is_shared else None
        for row in self._plain:
            _show(row, address is None)
        for row in self._server:
            _show(row, address is not None)
        if address is None:
            in_file = tr("现在打开的台账是本机的一个文件。几个人要同时用，可以用单位 PostgreSQL 服务器上的共享台账。")
            none = tr("几个人要同时用一个台账，可以用单位 PostgreSQL 服务器上的共享台账。")
            self.told.setText(in_file if bridge.has_ledger else none)
            return
        self.place.setText(address.text)
        self.place.setToolTip(address.text)
        self._say("")
        if bridge.ledger.unreachable_since is not None:
            self._say_away()
        elif self.isVisible():
            self.ask()

    def ask(self, _checked: bool = False) -> None:
        """Ask the server who we are and who else is on."""
        bridge = self._desk.bridge
        if not bridge.is_shared or (self._work is not None and self._work.is_under_way):
            return
        ledger = bridge.ledger

        def work(_report: object) -> Asked:
            began = time.perf_counter()
            return meet(ledger), time.perf_counter() - began

        self._work = self._desk.background.start(work, self._show, self._failed, owner=self)

    def test_it(self) -> None:
        """The same, and say how long it took."""
        self._say(self._desk.tr("正在测试…"))
        self.ask()

    def forget(self) -> None:
        """Take the password out of the system's keyring and of this window."""
        address = self._desk.bridge.ledger.address
        if not isinstance(address, ServerAddress):
            return
        self._desk.keyring.keep_password(address, None)

        def work(_report: object) -> None:
            from liling_desk.server_secrets import forget

            forget(address)

        self._desk.background.start(work, self._forgotten, self._failed, owner=self)

    def _show(self, asked: Asked) -> None:
        met, seconds = asked
        tr = self._desk.tr
        self.rights.setText(rights_words(met, tr))
        self.encryption.setText(encryption_words(met, tr))
        self.people.setText(people_words(met.others, tr))
        if self.said.text():
            self._say(tr("连得上，问了两次共 {ms} 毫秒。", ms=max(1, round(seconds * 1000))))

    def _failed(self, problem: LedgerError) -> None:
        tr = self._desk.tr
        self._say(f"{tr.say(problem.what)}{tr.say(problem.remedy)}", "yellow")
        self.people.setText(tr("不知道"))

    def _forgotten(self, _nothing: object) -> None:
        self._say(self._desk.tr("密码已忘记，下次连接时再问。"))

    def _say_away(self) -> None:
        tr = self._desk.tr
        self.people.setText(tr("不知道"))
        self._say(tr("与服务器断开，连上之前只能看"), "yellow")

    def _say(self, words: str, role: str = "text3") -> None:
        self.said.set_role(role)
        self.said.setText(words)
        self.said.setVisible(bool(words) and self._desk.bridge.is_shared)

    def _changed(self, _applied: object) -> None:
        if self.isVisible():
            self.refresh()

    def _with_button(self, words: str) -> QWidget:
        self.again = Button(words, "plain", "", self._theme)
        self.again.clicked.connect(self.ask)
        return _line(self.people, self.again)

    def _buttons(self) -> QWidget:
        tr, theme = self._desk.tr, self._theme
        self.test = Button(tr("测试连接"), "plain", "link", theme)
        self.test.clicked.connect(self.test_it)
        self.leave = Button(tr("断开"), "plain", "", theme)
        self.leave.setToolTip(tr("关闭这个台账；下次打开程序也不再连它"))
        self.leave.clicked.connect(self.disconnect_requested)
        self.drop = Button(tr("忘记密码"), "plain", "", theme)
        self.drop.setToolTip(tr("从本机密码库里删掉这个服务器的密码"))
        self.drop.clicked.connect(self.forget)
        return _line(self.test, self.leave, self.drop)

    def _row(self, label: str, control: QWidget, wide: bool = True) -> list[QWidget]:
        row = self._grid.rowCount()
        self.add(label, control, wide=wide)
        items = (self._grid.itemAtPosition(row, column) for column in range(2))
        return [widget for item in items if item is not None and (widget := item.widget()) is not None]


def _line(*widgets: QWidget) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return line


def _show(row: list[QWidget], shown: bool) -> None:
    for widget in row:
        widget.setVisible(shown)
