"""Editing one field in place: input, what it means, what is wrong with it, 保存 / 取消."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.form_field import FormField
from liling_desk.gui.ledger_page.completing import field_edit, unit_edit
from liling_desk.gui.ledger_page.deadline_input import DeadlineInput
from liling_desk.gui.ledger_page.detail_fields import EditableField
from liling_desk.gui.ledger_page.indicator_fields import IndicatorFields
from liling_desk.gui.ledger_page.reporting_fields import ReportingFields
from liling_desk.gui.ledger_page.writing import write
from liling_desk.gui.look.buttons import Button
from liling_desk.gui.look.labels import TextLabel
from liling_desk.ledger.commitment import Commitment
from liling_desk.ledger.errors import UnknownCode

_COMPOSED = (IndicatorFields, DeadlineInput, ReportingFields)
"""Inputs of several parts: they exchange one text and say `edited`."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FactEditor(QWidget):
    """Writes through the bridge. What was typed stays until it is saved or given up."""

    ended = Signal(bool)
    """Saved (True) or given up (False)."""
    typed = Signal()

    def __init__(self, desk: Desk, field: EditableField, item: Commitment, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self.field, self.code = desk, field, item.code
        self._item, self._base = item, field.shown(item)
        tr = desk.tr
        self.input: Any = _input(desk, field)
        self._form = FormField(tr(field.words), self.input, desk.theme)
        self._changed = TextLabel("", desk.theme, 12, "yellow", wrap=True)
        self._changed.setMinimumWidth(1)
        self._changed.hide()
        self.save_button = Button(tr("保存"), "primary", "", desk.theme)
        self.cancel_button = Button(tr("取消"), "plain", "", desk.theme)
        self.save_button.setToolTip("Ctrl+S")
        self.cancel_button.setToolTip("Esc")
        self.save_button.clicked.connect(self.save)
        self.cancel_button.clicked.connect(self.cancel)
        self._build()
        self.set_text(self._base)
        self._listen()
        self.setFocusProxy(self.input)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 8)
        column.setSpacing(6)
        column.addWidget(self._form)
        column.addWidget(self._changed)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.save_button)
        row.addWidget(self.cancel_button)
        row.addStretch(1)
        column.addLayout(row)

    def _listen(self) -> None:
        if isinstance(self.input, _COMPOSED):
            self.input.edited.connect(self._on_typed)
            for child in self.input.findChildren(QWidget):
                child.installEventFilter(self)
        else:
            self.input.textChanged.connect(self._on_typed)
            self.input.installEventFilter(self)

    def text(self) -> str:
        """What is typed."""
        return self.input.toPlainText() if isinstance(self.input, QPlainTextEdit) else self.input.text()

    def set_text(self, text: str) -> None:
        """Put a text in (a draft that was kept)."""
        if isinstance(self.input, QPlainTextEdit):
            self.input.setPlainText(text)
        elif isinstance(self.input, _COMPOSED):
            self.input.set_text(text)
        else:
            self.input.setText(text)
        self._hint()

    def put_back(self, text: str) -> None:
        """Put in what was left the last time, and say so; 取消 gives it up."""
        self.set_text(text)
        if self.is_dirty():
            self._changed.setText(self._desk.tr("上次没有保存的内容已放回"))
            self._changed.show()

    def is_dirty(self) -> bool:
        """Whether something was typed that is not saved."""
        return self.text() != self._base

    def error(self) -> str:
        """What is wrong with it, or ""."""
        return self._form.error()

    def hint(self) -> str:
        """What the text means."""
        return self.input.reading() if isinstance(self.input, DeadlineInput) else self._form.hint()

    def note(self) -> str:
        """What happened to the item meanwhile, or ""."""
        return self._changed.text()

    def focus_input(self) -> None:
        """Put the cursor into the input, everything marked."""
        self.input.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(self.input, QLineEdit):
            self.input.selectAll()
        elif isinstance(self.input, DeadlineInput):
            self.input.select_all()

    def item_changed(self, item: Commitment) -> None:
        """Somebody changed the item: the draft stays, and says so. Nothing is said where only other items changed."""
        if item == self._item:
            return
        tr, now = self._desk.tr, self.field.shown(item)
        was = self.field.shown(self._item)
        self._item = item
        if not self.is_dirty():
            if now != self._base:
                self._base = now
                self.set_text(now)
            return
        if now != was:
            self._changed.setText(tr("这一项刚被改为“{now}”；保存会盖过它。", now=_readable(now) or tr("（空）")))
        elif not self._changed.text():
            self._changed.setText(tr("这个事项刚有别的改动；正在写的内容还在。"))
        self._changed.show()

    def save(self) -> bool:
        """Write; where that fails the reason stands under the field."""
        if not self.is_dirty():
            self.ended.emit(False)
            return True
        try:
            item = self._desk.bridge.ledger.get(self.code)
        except UnknownCode as problem:
            self._form.set_error(self._desk.tr.say(problem.what))
            return False
        if self.field.shown(item) != self.field.shown(self._item):
            self.item_changed(item)
            return False
        text = self.text()
        said = self._desk.tr("已修改 {code} {field}", code=self.code, field=self._desk.tr(self.field.words))
        self._base, base = text, self._base
        written = write(self._desk, lambda: self.field.change(item, text), said)
        if not written:
            self._base = base
            self._form.set_error(written.why)
            self.input.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        self.ended.emit(True)
        return True

    def cancel(self) -> None:
        """Give up what was typed."""
        self.ended.emit(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress) and isinstance(event, QKeyEvent):
            work = self._work_of(event, watched)
            if work is None:
                return False
            if event.type() == QEvent.Type.KeyPress:
                work()
            event.accept()
            return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancel()
        elif event.key() == Qt.Key.Key_S and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.save()
        else:
            super().keyPressEvent(event)

    def _work_of(self, event: QKeyEvent, watched: QObject) -> Any:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Escape:
            return self.cancel
        if control and (event.key() == Qt.Key.Key_S or event.key() in _ENTER):
            return self.save
        if event.key() in _ENTER and isinstance(watched, QLineEdit) and not control:
            popup = watched.completer().popup() if watched.completer() else None
            return None if popup is not None and popup.isVisible() else self.save
        return None

    def _on_typed(self) -> None:
        self._form.set_error("")
        self._hint()
        self.typed.emit()

    def _hint(self) -> None:
        if isinstance(self.input, DeadlineInput):
            self.input.count_from(self._item.reference_date, self._item.deadline)
        elif self.field.kind == "day":
            self._form.set_hint(self._desk.tr("督查室自己定的日期；留空就按原文时限计算。"))


_MADE = {"indicator": IndicatorFields, "phrase": DeadlineInput, "reporting": ReportingFields}


def _input(desk: Desk, field: EditableField) -> Any:
    if field.kind in ("unit", "units"):
        return unit_edit(desk, several=field.kind == "units")
    if field.kind == "known":
        return field_edit(desk, field.name)
    if field.kind in _MADE:
        return _MADE[field.kind](desk)
    if field.kind == "text":
        edit = QPlainTextEdit()
        edit.setTabChangesFocus(True)
        edit.setFixedHeight(desk.theme.metrics.control * (2 if field.name == "title" else 3))
        return edit
    line = QLineEdit()
    if field.kind == "day":
        line.setPlaceholderText("2021-12-31")
    return line


def _readable(text: str) -> str:
    """A text on one line; what several parts exchange is for programs."""
    return "…" if text.startswith("{") else " → ".join(text.splitlines())
