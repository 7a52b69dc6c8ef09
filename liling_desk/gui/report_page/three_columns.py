"""Kinds, pages, options side by side; where there is no room the options become a button and open over the pages."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QWidget

from liling_desk.gui.desk import Desk

FOLD_BELOW = 1280
"""Narrower windows (px) fold the options."""
LEAST_PAGES = 600
"""They are folded as well where the pages would have less than this, with large letters."""


class ThreeColumns(QWidget):
    """What is folded closes when the focus goes back to the pages, and with Esc."""

    folded = Signal(bool, bool)
    """Whether the options are a button, and whether they are open."""

    def __init__(self, desk: Desk, kinds: QWidget, middle: QWidget, options: QWidget) -> None:
        super().__init__()
        self._desk = desk
        self._kinds, self._middle, self._options = kinds, middle, options
        self._open = False
        self._wanted = True
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(kinds)
        self._row.addWidget(_line())
        self._row.addWidget(middle, 1)
        self._edge = _line()
        self._edge.setParent(self)
        options.setParent(self)
        options.installEventFilter(self)
        self._folds: bool | None = None
        QApplication.instance().focusChanged.connect(self._focus_moved)
        self._arrange()

    @property
    def options_are_open(self) -> bool:
        """Whether the options are to be seen."""
        return not self._options.isHidden()

    @property
    def is_folded(self) -> bool:
        """Whether the options are a button."""
        return self._row.indexOf(self._options) < 0

    def toggle(self) -> bool:
        """Open the options, or put them away. True where they are open now."""
        if self._folds:
            self._open = not self._open
        else:
            self._wanted = not self._wanted
        self._arrange()
        return self.options_are_open

    def close_over(self) -> bool:
        """Put away options that lie over the pages; False where none do."""
        if not (self._folds and self._open):
            return False
        self._open = False
        self._arrange()
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # The panel's width follows its words.
        if watched is self._options and event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def _arrange(self) -> None:
        pages = self.width() - self._kinds.width() - self._options.width()
        folds = self.width() + self._desk.theme.metrics.rail_width < FOLD_BELOW or pages < LEAST_PAGES
        if folds and not self._folds:
            self._open = False
        self._folds = folds
        docked = self._wanted and not folds
        if docked and self.is_folded:
            self._row.addWidget(self._edge)
            self._row.addWidget(self._options)
        elif not docked and not self.is_folded:
            self._row.removeWidget(self._edge)
            self._row.removeWidget(self._options)
        shown = docked or self._open
        self._options.setVisible(shown)
        self._edge.setVisible(shown)
        self._place()
        self.folded.emit(not docked, shown)

    def _place(self) -> None:
        if not self.is_folded or not self.options_are_open:
            return
        width = self._options.width()
        self._options.setGeometry(self.width() - width, 0, width, self.height())
        self._edge.setGeometry(self.width() - width - 1, 0, 1, self.height())
        self._options.raise_()
        self._edge.raise_()

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        # The button in the bar above the pages puts them away itself.
        into_middle = new is not None and self._middle.isAncestorOf(new) and not new.property("opens_options")
        if self._folds and self._open and into_middle:
            self.close_over()


def _line() -> QFrame:
    line = QFrame()
    line.setObjectName("hairline")
    line.setFixedWidth(1)
    return line
