"""The head of the report page: what can be made of what is shown."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.look.buttons import Button
from liling_desk.gui.look.permit import permit
from liling_desk.gui.page_header import PageHeader

PDF_A = ".pdf/a"
"""Stands for a PDF that is to be kept for good (PDF/A-2b)."""


class ReportHead(PageHeader):
    """The same for every kind; some formats are dimmed where a kind can't be had in them."""

    save_wanted = Signal(str)
    """An ending, or PDF_A."""
    print_wanted = Signal()
    recent_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        tr, theme = desk.tr, desk.theme
        super().__init__(tr("报表"), theme, parent)
        self.recent_button = Button(tr("最近"), "ghost", "history", theme, trailing_icon="down")
        self.recent_button.setToolTip(tr("最近存下和打印的报表"))
        self.pdf_button = Button(tr("存为 PDF"), "soft", "file", theme)
        self.excel_button = Button("Excel", "soft", "", theme)
        self.word_button = Button("Word", "soft", "", theme)
        self.more_button = Button(tr("其他格式"), "soft", "", theme, trailing_icon="down")
        self.print_button = Button(tr("打印"), "primary", "print", theme)
        self.print_button.setToolTip("Ctrl+P")
        self.excel_button.setAccessibleName(tr("存为 Excel"))
        self.word_button.setAccessibleName(tr("存为 Word"))
        self._menu = QMenu(self)
        self.formats: dict[str, QAction] = {}
        for ending, words in ((PDF_A, tr("存为 PDF/A（长期存档）")), (".csv", tr("存为 CSV"))):
            self.formats[ending] = self._menu.addAction(words)
        self.row.addStretch(1)
        for widget in (
            self.recent_button,
            self.pdf_button,
            self.excel_button,
            self.word_button,
            self.more_button,
            self.print_button,
        ):
            self.row.addWidget(widget)
        self._connect()

    def limit_to_pdf(self, why: str) -> None:
        """Nothing but PDF and paper, and why; "" for everything."""
        for button in (self.excel_button, self.word_button, self.more_button):
            permit(button, why)

    def _connect(self) -> None:
        for button, ending in ((self.pdf_button, ".pdf"), (self.excel_button, ".xlsx"), (self.word_button, ".docx")):
            button.clicked.connect(lambda _checked=False, ending=ending: self.save_wanted.emit(ending))
        for ending, action in self.formats.items():
            action.triggered.connect(lambda _checked=False, ending=ending: self.save_wanted.emit(ending))
        self.print_button.clicked.connect(self.print_wanted)
        self.recent_button.clicked.connect(self.recent_wanted)
        self.more_button.clicked.connect(
            lambda: self._menu.popup(self.more_button.mapToGlobal(QPoint(0, self.more_button.height() + 2)))
        )
