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
    """Shape, word and reasons on the light's tint."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._light = theme, "grey"
        self._glyph = LightGlyph("grey", theme, 16)
        self._word = TextLabel("", theme, 14, "text", bold=True)
        self._reasons = TextLabel("", theme, 13, "text", wrap=True)
        self._reasons.setMinimumWidth(1)
        self._reasons.set_selectable()
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 10, 12, 10)
        line.setSpacing(8)
        glyph = QVBoxLayout()
        glyph.setContentsMargins(0, 3 + theme.metrics.step // 2, 0, 0)
        glyph.addWidget(self._glyph)
        line.addLayout(glyph)
        line.addWidget(self._word, 0, Qt.AlignmentFlag.AlignTop)
        line.addSpacing(4)
        line.addWidget(self._reasons, 1)
        line.setAlignment(glyph, Qt.AlignmentFlag.AlignTop)
        theme.changed.connect(self._recolour)

    def show_light(self, light: str, word: str, reasons: Sequence[str]) -> None:
        """Show another light; each reason on a line of its own."""
        self._light = light
        self._glyph.set_light(light)
        self._word.setText(word)
        self._reasons.setText("\n".join(reasons))
        self.setAccessibleName(f"{word}: {' '.join(reasons)}")
        self._recolour()

    def words(self) -> str:
        """What it says."""
        return f"{self._word.text()} {self._reasons.text()}"

    def paintEvent(self, event: QPaintEvent) -> None:
        fill_round(QPainter(self), self.rect(), 6, self._theme.tokens.light_tint(self._light))

    def _recolour(self) -> None:
        self._word.set_role("done" if self._light == "blue" else self._light)
        self.update()
