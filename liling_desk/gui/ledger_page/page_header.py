"""The head of the ledger page: title, search, as-of day, export, new item."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QWidget

from liling_desk.gui.as_of_button import AsOfButton
from liling_desk.gui.desk import Desk
from liling_desk.gui.look.buttons import Button
from liling_desk.gui.look.icons import icon
from liling_desk.gui.look.labels import TextLabel
from liling_desk.gui.look.permit import permit

_SEARCH_WIDTH = 420
_SHORT_BELOW = 900


class SearchField(QLineEdit):
    """Filters at each keystroke; Esc clears, Esc again (or Enter, or Down) goes to the list."""

    left = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        tr = desk.tr
        self.setPlaceholderText(tr("搜索编号、事项、单位、进展（Ctrl+F）"))
        self.setAccessibleName(tr("搜索"))
        self.setToolTip(tr("也可以用拼音首字母；几个词之间空一格，都要有"))
        self.setClearButtonEnabled(True)
        self.addAction(icon("search", desk.theme, 16), QLineEdit.ActionPosition.LeadingPosition)
        self.setMinimumWidth(160)
        self.setMaximumWidth(_SEARCH_WIDTH)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
            else:
                self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.left.emit()
        else:
            super().keyPressEvent(event)


class PageHeader(QFrame):
    """Left to right in the order of the focus."""

    searched = Signal(str)
    export_clicked = Signal()
    new_clicked = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pageHeader")
        self._desk = desk
        tr, theme = desk.tr, desk.theme
        self.search = SearchField(desk, self)
        self.as_of = AsOfButton(desk, self)
        self.export = Button(tr("导出"), "soft", "export", theme, self)
        self.export.setToolTip(tr("把列表里的事项存为 Excel 或 CSV（Ctrl+E）"))
        self.new = Button(tr("登记事项"), "primary", "plus", theme, self)
        self.new.setToolTip(tr("登记事项（Ctrl+N）"))
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 0, 20, 0)
        row.setSpacing(8)
        row.addWidget(TextLabel(tr("承诺台账"), theme, 20, "text", bold=True))
        row.addSpacing(8)
        row.addWidget(self.search, 1)
        row.addStretch(1)
        for widget in (self.as_of, self.export, self.new):
            row.addWidget(widget)
        self.search.textChanged.connect(self.searched)
        self.export.clicked.connect(self.export_clicked)
        self.new.clicked.connect(self.new_clicked)
        desk.theme.changed.connect(self._measure)
        self._measure()

    def show_permission(self) -> None:
        """Dim what writes where nothing can be written, and say why."""
        permit(self.new, self._desk.why_read_only)
        if not self._desk.bridge.has_ledger:
            self.new.setEnabled(False)

    def show_text(self, text: str) -> None:
        """Show a search that was set elsewhere; emits nothing."""
        if self.search.text().strip() != text.strip():
            self.search.blockSignals(True)
            self.search.setText(text)
            self.search.blockSignals(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        tr = self._desk.tr
        self.new.setText(tr("登记") if self.width() < _SHORT_BELOW else tr("登记事项"))
        self.new.setAccessibleName(tr("登记事项"))

    def _measure(self) -> None:
        self.setFixedHeight(self._desk.theme.metrics.page_header)
