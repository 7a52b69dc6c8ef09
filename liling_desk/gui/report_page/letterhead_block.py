"""What makes a report an official paper: folded away until somebody wants it, remembered, usually empty."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.look.buttons import LinkButton
from liling_desk.gui.look.labels import TextLabel
from liling_desk.gui.look.section_head import SectionHead
from liling_desk.reporting.report import Letterhead
from liling_desk.translations import N_

_LINES = (
    ("issuer", N_("发文机关"), N_("如：醴陵市委督查室")),
    ("number", N_("发文字号"), N_("如：醴督字〔2021〕11 号")),
    ("security", N_("密级"), N_("如：内部资料")),
    ("urgency", N_("紧急程度"), N_("如：特急")),
)
_TEXTS = (
    ("signature", N_("落款"), N_("机关、日期，一行一个")),
    ("imprint", N_("抄送、印发"), N_("一行一个")),
)
_TYPING_MS = 400


class LetterheadBlock(QWidget):
    """Six fields under a fold. `changed` comes when typing rests."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.head = SectionHead(desk.tr("公文版头和落款"), desk.theme, collapsible=True)
        self._body = QWidget()
        column.addWidget(self.head)
        column.addWidget(self._body)
        self.lines: dict[str, QLineEdit] = {}
        self.texts: dict[str, QPlainTextEdit] = {}
        self._fill()
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._typing.timeout.connect(self.changed)
        self.head.toggled.connect(self._body.setVisible)
        self.head.set_open(False)

    def value(self) -> dict[str, Any]:
        """What is filled in, by field."""
        filled: dict[str, Any] = {key: field.text().strip() for key, field in self.lines.items()}
        for key, text in self.texts.items():
            filled[key] = [line.strip() for line in text.toPlainText().splitlines() if line.strip()]
        return {key: value for key, value in filled.items() if value}

    def letterhead(self) -> Letterhead | None:
        """The same for a report; None where all is empty."""
        filled = self.value()
        for key, _, _ in _TEXTS:
            filled[key] = tuple(filled.get(key, ()))
        return Letterhead(**filled) if any(filled.values()) else None

    def set_value(self, value: object) -> None:
        """Show kept values; unfolded where there are any. No `changed`."""
        kept = value if isinstance(value, dict) else {}
        for key, field in self.lines.items():
            _quietly(field, kept[key] if isinstance(kept.get(key), str) else "")
        for key, text in self.texts.items():
            lines = kept.get(key)
            shown = "\n".join(each for each in lines if isinstance(each, str)) if isinstance(lines, list) else ""
            text.blockSignals(True)
            text.setPlainText(shown)
            text.blockSignals(False)
        self._typing.stop()
        self.head.set_open(bool(self.value()))

    def _fill(self) -> None:
        tr, theme = self._desk.tr, self._desk.theme
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(4)
        for key, words, hint in _LINES:
            field = QLineEdit()
            field.setPlaceholderText(tr(hint))
            field.textChanged.connect(self._typed)
            self._add(column, words, field)
            self.lines[key] = field
        for key, words, hint in _TEXTS:
            text = QPlainTextEdit()
            text.setPlaceholderText(tr(hint))
            text.setTabChangesFocus(True)
            text.setFixedHeight(2 * QFontMetrics(theme.font(14)).lineSpacing() + 16)
            text.textChanged.connect(self._typed)
            self._add(column, words, text)
            self.texts[key] = text
        empty = LinkButton(tr("清空"), theme)
        empty.clicked.connect(self._empty)
        column.addWidget(empty)

    def _add(self, column: QVBoxLayout, words: str, field: QWidget) -> None:
        label = TextLabel(self._desk.tr(words), self._desk.theme, px=12, role="text3")
        label.setBuddy(field)
        field.setAccessibleName(label.text())
        column.addWidget(label)
        column.addWidget(field)

    def _typed(self) -> None:
        self._typing.start()

    def _empty(self) -> None:
        had = bool(self.value())
        self.set_value({})
        self.head.set_open(True)
        if had:
            self.changed.emit()


def _quietly(field: QLineEdit, text: str) -> None:
    field.blockSignals(True)
    field.setText(text)
    field.blockSignals(False)
