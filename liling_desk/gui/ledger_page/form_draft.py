"""What is typed into a form survives the program's end: kept while it is typed, put back, gone when the form is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QComboBox, QDialog, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.draft_writer import DraftNote, DraftWriter
from liling_desk.gui.form_field import FormField


class FormDraft(QObject):
    """For a dialog whose fields show what they start with; `rows` is where the line about it comes first."""

    def __init__(
        self, desk: Desk, form: str, item: str, fields: Mapping[str, FormField], dialog: QDialog, rows: QVBoxLayout
    ) -> None:
        super().__init__(dialog)
        self._fields, self._dialog = fields, dialog
        self._started = {name: text_of(field.editor) for name, field in fields.items()}
        self.writer = DraftWriter(desk, form, item, self._typed, self)
        self.note = DraftNote(desk)
        self.note.dropped.connect(self._drop)
        self.note.hide()
        rows.insertWidget(0, self.note)
        self._put_back(self.writer.kept())
        for field in fields.values():
            _changed(field.editor).connect(self.writer.typed)
        dialog.finished.connect(self.writer.end)

    def _typed(self) -> dict[str, str]:
        now = {name: text_of(field.editor) for name, field in self._fields.items()}
        return {name: text for name, text in now.items() if text != self._started[name]}

    def _put_back(self, texts: Mapping[str, str]) -> None:
        for name, text in texts.items():
            if name in self._fields:
                put_text(self._fields[name].editor, text)
                self._fields[name].show()
        if self._typed():
            self.note.show()
            self._dialog.resize(self._dialog.width(), self._dialog.height() + self.note.sizeHint().height() + 10)

    def _drop(self) -> None:
        for name, text in self._started.items():
            if text_of(self._fields[name].editor) != text:
                put_text(self._fields[name].editor, text)
        self.writer.drop()


def text_of(editor: QWidget) -> str:
    """What stands in an input."""
    if isinstance(editor, QPlainTextEdit):
        return editor.toPlainText()
    if isinstance(editor, QComboBox):
        return editor.currentText()
    return str(editor.text())  # type: ignore[attr-defined]


def put_text(editor: QWidget, text: str) -> None:
    """Put a text into an input; a choice that is no longer offered is left as it is."""
    if isinstance(editor, QPlainTextEdit):
        editor.setPlainText(text)
    elif isinstance(editor, QComboBox):
        place = editor.findText(text)
        if place >= 0:
            editor.setCurrentIndex(place)
    elif isinstance(editor, QLineEdit):
        editor.setText(text)
    else:
        editor.set_text(text)  # type: ignore[attr-defined]


def _changed(editor: QWidget) -> Any:
    if isinstance(editor, QPlainTextEdit | QLineEdit):
        return editor.textChanged
    if isinstance(editor, QComboBox):
        return editor.currentIndexChanged
    return editor.edited  # type: ignore[attr-defined]
