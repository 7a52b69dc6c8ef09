"""The light of one item with every reason, whole."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from liling_desk.gui.look.labels import TextLabel
from liling_desk.gui.look.light_glyphs import LightGlyph
from liling_desk.gui.look.painting import fill_round
from liling_desk.gui.look.theme import Theme


class LightBand(QWidget):
    """Shape, word and reasons on the light's tint: the decisive reason, and the others smaller under it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._light = theme, "grey"
        self._glyph = LightGlyph("grey", theme, 16)
        self._word = TextLabel("", theme, 14, "text", bold=True)
        self._decisive = TextLabel("", theme, 13, "text", wrap=True)
        self._further = TextLabel("", theme, 12, "text2", wrap=True)
        reasons = QVBoxLayout()
        reasons.setSpacing(2)
        for label in (self._decisive, self._further):
            label.setMinimumWidth(1)
            label.set_selectable()
            reasons.addWidget(label)
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 10, 12, 10)
        line.setSpacing(8)
        glyph = QVBoxLayout()
        glyph.setContentsMargins(0, 3 + theme.metrics.step // 2, 0, 0)
        glyph.addWidget(self._glyph)
        line.addLayout(glyph)
        line.addWidget(self._word, 0, Qt.AlignmentFlag.AlignTop)
        line.addSpacing(4)
        line.addLayout(reasons, 1)
        line.setAlignment(glyph, Qt.AlignmentFlag.AlignTop)
        theme.changed.connect(self._recolour)

    def show_light(self, light: str, word: str, reasons: Sequence[str]) -> None:
        """Show another light; the first reason is the decisive one, each stands on a line of its own."""
        self._light = light
        self._glyph.set_light(light)
        self._word.setText(word)
        self._decisive.setText(reasons[0] if reasons else "")
        self._further.setText("\n".join(reasons[1:]))
        self._further.setVisible(len(reasons) > 1)
        self.setAccessibleName(f"{word}: {' '.join(reasons)}")
        self._recolour()

    def words(self) -> str:
        """What it says, each reason on a line."""
        reasons = (text for text in (self._decisive.text(), self._further.text()) if text)
        return f"{self._word.text()} " + "\n".join(reasons)

    def paintEvent(self, event: QPaintEvent) -> None:
        fill_round(QPainter(self), self.rect(), 6, self._theme.tokens.light_tint(self._light))

    def _recolour(self) -> None:
        self._word.set_role("done" if self._light == "blue" else self._light)
        self.update()
