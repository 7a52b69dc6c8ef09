"""A dialog that is a form: fields under each other, one primary button, the reason of a refusal in words."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from liling_desk.gui.desk import Desk
from liling_desk.gui.form_field import FormField, label_column
from liling_desk.gui.ledger_page.form_draft import FormDraft, text_of
from liling_desk.gui.look.buttons import Button
from liling_desk.gui.look.labels import TextLabel

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FormDialog(QDialog):
    """Subclasses add fields and write in `submit`. Ctrl+Enter and Ctrl+S submit; a refused form stays as it is."""

    def __init__(self, desk: Desk, title: str, verb: str, words: list[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._started: dict[str, str] = {}
        self._warned = False
        self._first: QWidget | None = None
        self.fields: dict[str, FormField] = {}
        self.draft: FormDraft | None = None
        self._label_width = label_column(words, desk.theme)
        self.setWindowTitle(title)
        self._body = QWidget()
        self._rows = QVBoxLayout(self._body)
        self._rows.setContentsMargins(24, 20, 24, 12)
        self._rows.setSpacing(10)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self._body)
        self._scroll = scroll
        self._why = TextLabel("", desk.theme, 13, "red", wrap=True)
        self._why.setMinimumWidth(1)
        self._why.hide()
        self.ok = Button(verb, "primary", "", desk.theme)
        self.ok.setDefault(True)
        self.cancel = Button(desk.tr("取消"), "plain", "", desk.theme)
        self.ok.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 8, 24, 16)
        foot.setSpacing(8)
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.ok)
        why = QHBoxLayout()
        why.setContentsMargins(24, 0, 24, 0)
        why.addWidget(self._why)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(scroll, 1)
        column.addLayout(why)
        column.addLayout(foot)

    def add_field(self, name: str, words: str, editor: QWidget, required: bool = False, hint: str = "") -> FormField:
        """Another field at the end."""
        field = FormField(words, editor, self._desk.theme, self._label_width, required, hint)
        self.fields[name] = field
        self._rows.addWidget(field)
        if isinstance(editor, QPlainTextEdit):
            editor.setTabChangesFocus(True)
            editor.setFixedHeight(self._desk.theme.metrics.control + 18)
            editor.textChanged.connect(lambda: self._cleared(field))
        elif hasattr(editor, "textEdited"):
            editor.textEdited.connect(lambda _text: self._cleared(field))
        for widget in (editor, *editor.findChildren(QWidget)):
            widget.installEventFilter(self)
        return field

    def beside(self, left: str, right: str) -> None:
        """Put two fields on one line."""
        line = QHBoxLayout()
        line.setSpacing(20)
        for name in (left, right):
            self._rows.removeWidget(self.fields[name])
            line.addWidget(self.fields[name], 1, Qt.AlignmentFlag.AlignTop)  # a hint of one moves not the other
        self._rows.addLayout(line)

    def add_heading(self, words: str) -> None:
        """A word over the fields that follow."""
        self._rows.addSpacing(6)
        self._rows.addWidget(TextLabel(words, self._desk.theme, 14, "text", bold=True))

    def fit(self, width: int, first: QWidget, tallest: int = 720) -> None:
        """Take a size that shows everything, up to `tallest` px; `first` gets the focus."""
        self._first = first
        self._rows.addStretch(1)
        self._body.setAutoFillBackground(False)
        self._scroll.viewport().setAutoFillBackground(False)
        grown = width * (13 + self._desk.theme.metrics.step) // 13
        wanted = self._body.layout().totalHeightForWidth(grown) if self._body.layout().hasHeightForWidth() else -1
        height = max(wanted, self._body.sizeHint().height()) + 84
        room = self.screen().availableGeometry().height() - 80 if self.screen() else tallest
        self.resize(grown, min(height, tallest, room))
        self._started = self._texts()

    def keep_draft(self, form: str, item: str = "") -> None:
        """From now on what is typed survives the program's end; what was left the last time is put back.

        To be called when the fields show what they start with.
        """
        self.draft = FormDraft(self._desk, form, item, self.fields, self, self._rows)

    def refuse(self, why: str, name: str = "") -> None:
        """Stay open and say why, at the field where it has one."""
        field = self.fields.get(name)
        if field is None:
            self._why.setText(why)
            self._why.show()
            return
        field.set_error(why)
        self._scroll.ensureWidgetVisible(field)
        field.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def refusal(self) -> str:
        """Why the form was refused, wherever that is said; "" where it was not."""
        return next((field.error() for field in self.fields.values() if field.error()), self._why.text())

    def submit(self) -> bool:
        """Check and write. False where the form stays open."""
        raise NotImplementedError

    def accept(self) -> None:
        for field in self.fields.values():
            field.set_error("")
        self._why.setText("")
        self._why.hide()
        if self.submit():
            super().accept()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._first is not None:
            self._first.setFocus(Qt.FocusReason.OtherFocusReason)

    def reject(self) -> None:
        if self._texts() != self._started and not self._warned:
            self._warned = True
            self._why.setText(self._desk.tr("写了还没有保存；再取消一次就放弃。"))
            self._why.show()
            return
        super().reject()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride) and isinstance(event, QKeyEvent):
            control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if control and event.key() in (Qt.Key.Key_S, *_ENTER):
                event.accept()
                if event.type() == QEvent.Type.KeyPress:
                    self.accept()
                return True
        return False

    def _texts(self) -> dict[str, str]:
        return {name: text_of(field.editor) for name, field in self.fields.items()}

    def _cleared(self, field: FormField) -> None:
        if field.error():
            field.set_error("")
