"""文件 > 口令…: give the ledger a passphrase, another one, or none."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.form_field import FormField
from liling_desk.gui.look.buttons import Button
from liling_desk.gui.look.labels import TextLabel
from liling_desk.gui.secret_field import SecretField
from liling_desk.ledger.errors import InvalidEdit
from liling_desk.ledger.passphrase import SHORTEST, Passphrase, new_passphrase
from liling_desk.translations import N_

_WIDTH = 520
_TOLD = (
    N_("台账文件会整个加密，打开时要输口令；自动备份和另存的备份也一样。"),
    N_("忘了口令谁也打不开，程序没有后门。请写下来，和电脑分开保管。"),
    N_("口令不管这些：已经导出、打印的文件，和以前没有口令的备份。"),
)


class SealingDialog(QDialog):
    """Accepted: `made` (None to remove) and `include_backups` hold the answer."""

    def __init__(self, desk: Desk, present: Passphrase | None, backups: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._present = desk, present
        self.made: Passphrase | None = None
        tr, theme = desk.tr, desk.theme
        self.setWindowTitle(tr("口令"))
        self.setMinimumWidth(_WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        title = tr("给台账设口令") if present is None else tr("改口令")
        column.addWidget(TextLabel(title, theme, px=15, role="text", bold=True))
        for sentence in _TOLD:
            column.addWidget(TextLabel(tr(sentence), theme, px=13, role="text2", wrap=True))
        self.former, self.first, self.second = (SecretField(word, tr, theme) for word in self._words())
        hint = tr("至少 {n} 个字符；几个不相干的词连起来，好记也难猜", n=SHORTEST)
        self._fields = [
            FormField(word, field, theme, label_width=84, hint=hint if field is self.first else "")
            for word, field in zip(self._words(), (self.former, self.first, self.second), strict=True)
        ]
        for form in self._fields:
            column.addWidget(form)
        self._fields[0].setVisible(present is not None)
        self.include = QCheckBox(tr("备份一起改（现有 {n} 份，加上改之前自动做的一份）", n=backups))
        self.include.setChecked(True)
        column.addWidget(self.include)
        column.addLayout(self._buttons())
        (self.first if present is None else self.former).line.setFocus()

    @property
    def include_backups(self) -> bool:
        """Whether the backups come under the new passphrase, too."""
        return self.include.isChecked()

    def _words(self) -> tuple[str, str, str]:
        tr = self._desk.tr
        return tr("现在的口令"), tr("新口令"), tr("再输一遍")

    def _buttons(self) -> QHBoxLayout:
        tr, theme = self._desk.tr, self._desk.theme
        row = QHBoxLayout()
        row.setSpacing(8)
        self.remove = Button(tr("去掉口令"), "ghost", "", theme)
        self.remove.clicked.connect(self._remove)
        self.remove.setVisible(self._present is not None)
        self.cancel = Button(tr("取消"), "plain", "", theme)
        self.cancel.clicked.connect(self.reject)
        self.ok = Button(tr("设口令") if self._present is None else tr("改口令"), "primary", "", theme)
        self.ok.clicked.connect(self._take)
        self.ok.setDefault(True)
        row.addWidget(self.remove)
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.ok)
        return row

    def _take(self) -> None:
        tr = self._desk.tr
        self._clear_errors()
        if not self._is_the_one_who_knows():
            return
        try:
            self.made = new_passphrase(self.first.text())
        except InvalidEdit as problem:
            self._refuse(1, f"{tr.say(problem.what)}{tr.say(problem.remedy)}")
            return
        if self.first.text() != self.second.text():
            self._refuse(2, tr("两遍不一样。"))
            return
        self.accept()

    def _remove(self) -> None:
        self._clear_errors()
        if self._is_the_one_who_knows():
            self.made = None
            self.accept()

    def _is_the_one_who_knows(self) -> bool:
        """A window that was left open lets nobody else change it."""
        if self._present is None or Passphrase(self.former.text()).opens_what(self._present):
            return True
        self._refuse(0, self._desk.tr("口令不对。"))
        return False

    def _refuse(self, place: int, why: str) -> None:
        self._fields[place].set_error(why)
        field = (self.former, self.first, self.second)[place]
        field.line.selectAll()
        field.line.setFocus()

    def _clear_errors(self) -> None:
        for form in self._fields:
            form.set_error("")

    def done(self, result: int) -> None:
        for field in (self.former, self.first, self.second):
            field.clear()
        super().done(result)
