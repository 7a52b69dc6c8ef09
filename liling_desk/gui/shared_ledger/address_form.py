"""Where the server is and who we are: one field for each part, or a whole address pasted."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QGridLayout, QHBoxLayout, QLineEdit, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.form_field import FormField
from liling_desk.gui.look.buttons import Button
from liling_desk.gui.shared_ledger.address_parts import (
    CHECKED,
    NOT_ASKED,
    USUAL_PORT,
    AddressParts,
    parts_of,
    usual_mode,
)
from liling_desk.ledger.address import USUAL_DESK, ServerAddress, address_of, is_desk_key, is_server, password_in
from liling_desk.ledger.errors import LedgerError
from liling_desk.translations import N_

_MODES = (
    (CHECKED, N_("加密，核对证书和主机名"), N_("防窃听，也防冒充；除了本机都用这个")),
    ("require", N_("加密，不核对证书"), N_("防窃听，防不了冒充的服务器；只在没有证书时临时用")),
    (NOT_ASKED, N_("不要求加密"), N_("只用于本机；跨网络会被窃听")),
)


class AddressForm(QWidget):
    """`password` stands beside the user.

    `pasted` carries the password that stood in a pasted address, or None. `edited`: something was typed.
    """

    pasted = Signal(object)
    edited = Signal()

    def __init__(self, desk: Desk, password: QWidget) -> None:
        super().__init__()
        self._desk = desk
        self._password = password
        self._mode_is_ours = True
        self._rest: tuple[tuple[str, str], ...] = ()
        tr = desk.tr
        self.whole = QLineEdit()
        self.whole.setPlaceholderText("postgresql://zhang@10.1.2.3/duban?desk=liling")
        self.host, self.port, self.database = QLineEdit(), QLineEdit(), QLineEdit()
        self.user, self.desk_key, self.certificate = QLineEdit(), QLineEdit(), QLineEdit()
        self.port.setPlaceholderText(USUAL_PORT)
        self.desk_key.setPlaceholderText(USUAL_DESK)
        self.mode = QComboBox()
        for mode, words, _ in _MODES:
            self.mode.addItem(tr(words), mode)
        self.browse = Button(tr("浏览…"), "plain", "", desk.theme)
        self.browse.clicked.connect(self._browse)
        self._lay_out()
        self.whole.textChanged.connect(self._paste)
        self.host.textChanged.connect(self._host_typed)
        self.mode.activated.connect(self._mode_chosen)
        for line in (self.host, self.port, self.database, self.user, self.desk_key, self.certificate):
            line.textEdited.connect(self._typed)
        self._show_mode()

    def fill(self, address: ServerAddress) -> None:
        """Show an address."""
        parts = parts_of(address)
        for line, text in (
            (self.host, parts.host), (self.port, parts.port), (self.database, parts.database), (self.user, parts.user),
            (self.desk_key, parts.desk), (self.certificate, parts.certificate),
        ):  # fmt: skip
            line.setText(text)
        self._rest, self._mode_is_ours = parts.rest, False
        if self.mode.findData(parts.mode) < 0:
            self.mode.addItem(parts.mode, parts.mode)
        self.mode.setCurrentIndex(self.mode.findData(parts.mode))
        self._show_mode()

    def address(self) -> ServerAddress | None:
        """What is typed; None where something is missing or wrong, which is said at the field."""
        tr = self._desk.tr
        self._clear()
        wrong = [
            (self.host_field, tr("请写服务器的名字或 IP 地址。"), not self.host.text().strip()),
            (self.port_field, tr("只写数字。"), not (self.port.text().strip() or "0").isdigit()),
            (self.database_field, tr("请写数据库名。"), not self.database.text().strip()),
            (
                self.desk_field,
                tr("用小写拉丁字母开头，只含小写字母、数字和下划线。"),
                not is_desk_key(self.desk_key.text().strip() or USUAL_DESK),
            ),
        ]
        for field, why, is_wrong in wrong:
            if is_wrong:
                field.set_error(why)
        first = next((field for field, _, is_wrong in wrong if is_wrong), None)
        if first is not None:
            first.editor.setFocus()
            return None
        try:
            return self._parts().address()
        except LedgerError as problem:
            self.host_field.set_error(f"{tr.say(problem.what)}{tr.say(problem.remedy)}")
            self.host.setFocus()
            return None

    def _parts(self) -> AddressParts:
        return AddressParts(
            self.host.text(), self.port.text(), self.database.text(), self.user.text(), self.desk_key.text(),
            self.mode.currentData(), self.certificate.text(), self._rest,
        )  # fmt: skip

    def _lay_out(self) -> None:
        tr, theme = self._desk.tr, self._desk.theme
        file_line = QWidget()
        row = QHBoxLayout(file_line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.certificate, 1)
        row.addWidget(self.browse)
        file_line.setFocusProxy(self.certificate)

        def field(words: str, editor: QWidget, hint: str, required: bool = False) -> FormField:
            return FormField(words, editor, theme, hint=hint, required=required)

        told = tr("管理员给的一整行；粘贴后下面自动填好，也可以逐项填")
        self.whole_field = field(tr("整条地址"), self.whole, told)
        self.host_field = field(tr("服务器"), self.host, tr("主机名或 IP 地址，例如 10.1.2.3"), True)
        self.port_field = field(tr("端口"), self.port, tr("一般不用填"))
        self.database_field = field(tr("数据库"), self.database, tr("管理员建的数据库的名字"), True)
        self.desk_field = field(tr("督查室代号"), self.desk_key, tr("同一个数据库里哪个督查室的台账"))
        self.user_field = field(tr("用户"), self.user, tr("管理员给本人开的用户名"))
        self.mode_field = field(tr("加密"), self.mode, "")
        self.certificate_field = field(tr("证书文件"), file_line, tr("管理员给的 CA 证书；留空用系统信任的证书"))
        self.certificate.setAccessibleName(tr("证书文件"))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
            grid.setColumnMinimumWidth(column, 200)
        grid.addWidget(self.whole_field, 0, 0, 1, 2)
        pairs = (
            (self.host_field, self.port_field), (self.database_field, self.desk_field),
            (self.user_field, self._password), (self.mode_field, self.certificate_field),
        )  # fmt: skip
        for line, pair in enumerate(pairs, 1):
            for column, each in enumerate(pair):
                grid.addWidget(each, line, column, Qt.AlignmentFlag.AlignTop)
        grid.setRowStretch(len(pairs) + 1, 1)
        self.setTabOrder(self.user, self._password)
        self.setTabOrder(self._password, self.mode)

    def _paste(self, text: str) -> None:
        if not is_server(text):
            self.whole_field.set_error("")
            return
        try:
            address = address_of(text)
        except LedgerError:
            return  # it is being typed
        if not isinstance(address, ServerAddress) or not _is_whole(text, address):
            return
        self._clear()
        self.fill(address)
        self.pasted.emit(password_in(text))
        self.edited.emit()

    def _host_typed(self, text: str) -> None:
        if is_server(text):  # it was pasted here
            self.host.clear()
            self.whole.setText(text)
        elif self._mode_is_ours:
            self.mode.setCurrentIndex(self.mode.findData(usual_mode(text)))
            self._show_mode()

    def _mode_chosen(self, _place: int) -> None:
        self._mode_is_ours = False
        self._show_mode()
        self.edited.emit()

    def _show_mode(self) -> None:
        mode = self.mode.currentData()
        told = next((self._desk.tr(hint) for key, _, hint in _MODES if key == mode), "")
        away = mode != CHECKED and usual_mode(self.host.text()) == CHECKED and bool(self.host.text().strip())
        self.mode_field.set_hint(told, "yellow" if away else "text3")
        self.certificate_field.setEnabled(mode in (CHECKED, "verify-ca"))

    def _typed(self, _text: str) -> None:
        self._clear()
        self.edited.emit()

    def _clear(self) -> None:
        for field in (self.host_field, self.port_field, self.database_field, self.desk_field):
            field.set_error("")

    def _browse(self) -> None:
        tr = self._desk.tr
        kinds = f"{tr('证书')} (*.crt *.pem *.cer);;{tr('所有文件')} (*)"
        start = str(Path(self.certificate.text()).parent) if self.certificate.text() else ""
        name, _ = QFileDialog.getOpenFileName(self, tr("选择证书文件"), start, kinds)
        if name:
            self.certificate.setText(name)
            self.edited.emit()


def _is_whole(text: str, address: ServerAddress) -> bool:
    """Not only its beginning, while somebody types."""
    return bool(address.hosts) and "desk=" in text
