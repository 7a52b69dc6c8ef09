"""What lies over the detail while files are dragged above it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from liling_desk.gui.look.icons import paint_icon
from liling_desk.gui.look.painting import fill_round
from liling_desk.gui.look.palette import faded
from liling_desk.gui.look.theme import Theme


class DropSign(QWidget):
    """Covers what of `over` can be seen, lets the mouse through, and says what letting go would do."""

    def __init__(self, theme: Theme, over: QWidget) -> None:
        super().__init__(over)
        self._theme, self._words = theme, ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        over.installEventFilter(self)
        self.hide()

    def say(self, words: str) -> None:
        """Show it with these words."""
        self._words = words
        self.setAccessibleName(words)
        self._cover()
        self.raise_()
        self.show()

    def words(self) -> str:
        """What it says."""
        return self._words

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._cover()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, tokens = QPainter(self), self._theme.tokens
        painter.fillRect(self.rect(), faded(tokens.surface, 0.92))
        box = QRectF(self.rect()).adjusted(10, 10, -10, -10)
        fill_round(painter, box, 8, faded(tokens.sel, 0.6), tokens.accent, 2)
        middle = box.center()
        paint_icon(painter, "import", QRectF(middle.x() - 16, middle.y() - 44, 32, 32), tokens.accent)
        painter.setFont(self._theme.font(14))
        painter.setPen(tokens.text)
        words = QRectF(box.left() + 12, middle.y(), box.width() - 24, 60)
        painter.drawText(words, Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap, self._words)

    def _cover(self) -> None:
        over = self.parentWidget()
        self.setGeometry(over.visibleRegion().boundingRect() if over.isVisible() else over.rect())
