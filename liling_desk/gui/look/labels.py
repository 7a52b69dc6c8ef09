"""Labels in a token's colour and a themed size."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from liling_desk.gui.look.painting import fill_round
from liling_desk.gui.look.theme import Theme


class TextLabel(QLabel):
    """Plain text. `px` is the size at the standard step, `role` a token's name."""

    def __init__(
        self,
        text: str,
        theme: Theme,
        px: int = 13,
        role: str = "text2",
        bold: bool = False,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._theme, self._px, self._role, self._bold = theme, px, role, bold
        # What a user typed must never be read as markup.
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self._restyle()
        theme.changed.connect(self._restyle)

    def set_role(self, role: str) -> None:
        """Take another token's colour."""
        self._role = role
        self._restyle()

    def set_selectable(self, selectable: bool = True) -> None:
        """Let the text be marked and copied by mouse."""
        flags = Qt.TextInteractionFlag.TextSelectableByMouse if selectable else Qt.TextInteractionFlag.NoTextInteraction
        self.setTextInteractionFlags(flags)

    def _restyle(self) -> None:
        self.setFont(self._theme.font(self._px, self._bold))
        palette = QPalette(self._theme.palette())
        palette.setColor(QPalette.ColorRole.WindowText, self._theme.tokens.colour(self._role))
        self.setPalette(palette)


class ElidedLabel(TextLabel):
    """One line that ends in … where it does not fit; the tooltip then holds the whole."""

    def __init__(
        self,
        text: str,
        theme: Theme,
        px: int = 13,
        role: str = "text2",
        bold: bool = False,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, theme, px, role, bold, False, parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setAccessibleName(text)

    def is_elided(self) -> bool:
        """Whether the text does not fit."""
        return self.fontMetrics().horizontalAdvance(self.text()) > self.contentsRect().width()

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 4, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        box = self.contentsRect()
        metrics = QFontMetrics(self.font())
        shown = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, box.width())
        tip = self.text() if shown != self.text() else ""
        if tip != self.toolTip():
            self.setToolTip(tip)
        painter = QPainter(self)
        painter.setPen(self._theme.tokens.colour(self._role))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


class KeyCap(QWidget):
    """A key such as Ctrl+F drawn as a key."""

    def __init__(self, text: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self._theme = text, theme
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        width = QFontMetrics(self._theme.font(12)).horizontalAdvance(self._text)
        return QSize(width + 15, self._theme.metrics.chip)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = self._theme.tokens
        fill_round(painter, self.rect(), 4, tokens.alt, tokens.line2)
        painter.setFont(self._theme.font(12))
        painter.setPen(tokens.text2)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._text)
