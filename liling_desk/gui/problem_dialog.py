"""The one place where an error becomes a dialog: what, what to do, and the rest on demand."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from liling_desk.gui.look.buttons import Button
from liling_desk.gui.look.icons import icon
from liling_desk.gui.look.labels import TextLabel
from liling_desk.gui.look.theme import Theme
from liling_desk.ledger.errors import LedgerError
from liling_desk.translations import Translator

_WIDTH = 480


class ProblemDialog(QDialog):
    """One sentence what, one what to do, 详细 for the rest, all of it copyable."""

    def __init__(
        self, what: str, remedy: str, detail: str, tr: Translator, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._tr = tr
        self._text = "\n".join(part for part in (what, remedy, detail) if part)
        self.setWindowTitle(tr("没有做成"))
        self.setMinimumWidth(_WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        column.addLayout(self._head(what, remedy, theme))
        self._detail = QPlainTextEdit(detail)
        self._detail.setReadOnly(True)
        self._detail.setTabChangesFocus(True)
        self._detail.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._detail.setAccessibleName(tr("详细"))
        self._detail.setMinimumHeight(200)
        self._detail.hide()
        column.addWidget(self._detail)
        self.row = self._buttons(bool(detail), theme)
        column.addLayout(self.row)

    def show_once(self) -> None:
        """Open it over its parent; once closed it is gone."""
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.open()

    def _head(self, what: str, remedy: str, theme: Theme) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        sign = QLabel()
        sign.setPixmap(icon("warn", theme, 22, "yellow").pixmap(22, 22))
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(6)
        for label in (
            TextLabel(what, theme, px=15, role="text", bold=True, wrap=True),
            TextLabel(remedy, theme, px=13, role="text2", wrap=True),
        ):
            label.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            label.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            words.addWidget(label)
        row.addLayout(words, 1)
        return row

    def _buttons(self, has_detail: bool, theme: Theme) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.more = Button(self._tr("详细"), "ghost", "down", theme)
        self.more.setCheckable(True)
        self.more.toggled.connect(self._show_detail)
        self.more.setVisible(has_detail)
        self.copy = Button(self._tr("复制"), "ghost", "", theme)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._text))
        self.close_button = Button(self._tr("知道了"), "primary", "", theme)
        self.close_button.setDefault(True)
        self.close_button.clicked.connect(self.accept)
        row.addWidget(self.more)
        row.addWidget(self.copy)
        row.addStretch(1)
        row.addWidget(self.close_button)
        self.close_button.setFocus()
        return row

    def _show_detail(self, shown: bool) -> None:
        self._detail.setVisible(shown)
        self.adjustSize()


def problem_dialog(problem: LedgerError, tr: Translator, theme: Theme, parent: QWidget | None = None) -> ProblemDialog:
    """A dialog for a known problem."""
    return ProblemDialog(tr.say(problem.what), tr.say(problem.remedy), detail_of(problem, tr), tr, theme, parent)


def detail_of(problem: LedgerError, tr: Translator) -> str:
    """Where it was, and what the system said: for those who look into it."""
    where = problem.where
    places = (
        (tr("文件"), where.file),
        (tr("行"), where.row),
        (tr("列"), where.column),
        (tr("编号"), where.code),
    )
    lines = [f"{name}: {value}" for name, value in places if value is not None]
    return "\n".join([*lines, problem.detail] if problem.detail else lines)


def bug_dialog(trace: str, log: str, tr: Translator, theme: Theme, parent: QWidget | None = None) -> ProblemDialog:
    """A dialog for a bug: its traceback, and where the log is."""
    return ProblemDialog(
        tr("程序出错了，这一步可能没有做完。"),
        tr("台账里已保存的内容不受影响，可以继续使用。请把详细内容发给维护人员；记录在 {log}", log=log),
        trace.rstrip(),
        tr,
        theme,
        parent,
    )


def about_dialog(version: str, tr: Translator, theme: Theme, parent: QWidget | None = None) -> ProblemDialog:
    """What program this is."""
    dialog = ProblemDialog(
        tr("督查台账 {version}", version=version),
        tr("县级督查室的承诺事项台账。开源软件，MIT 许可；字体 Liling Sans SC，SIL OFL 许可。"),
        "",
        tr,
        theme,
        parent,
    )
    dialog.setWindowTitle(tr("关于"))
    return dialog
