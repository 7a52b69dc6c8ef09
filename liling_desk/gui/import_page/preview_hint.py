"""What should be known before applying: what starts unticked, what was taken with a remark, what a claim is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout

from liling_desk.gui.desk import Desk
from liling_desk.gui.look.icons import icon
from liling_desk.gui.look.labels import TextLabel
from liling_desk.importing.preview import Preview

_FEW = 5


class PreviewHint(QFrame):
    """Hidden where there is nothing to say; where room is short only the first is said, the rest by its tooltip."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._tr = desk.tr
        self._parts: list[str] = []
        self._short = False
        self.setObjectName("note")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 10, 12, 10)
        row.setSpacing(8)
        sign = TextLabel("", desk.theme)
        sign.setPixmap(icon("info", desk.theme, 16).pixmap(16, 16))
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        self.words = TextLabel("", desk.theme, px=12, role="text2", wrap=True)
        row.addWidget(self.words, 1)

    def show_preview(self, preview: Preview) -> None:
        """Say it of this preview."""
        tr = self._tr
        guarded = sorted({change.row for change in preview.changes if change.safety == "verdict"})
        over = sorted({change.row for change in preview.changes if change.safety == "overwrite"} - set(guarded))
        parts = []  # the file's own notes stand under its facts
        if guarded:
            rows = self._rows(guarded)
            parts.append(tr("第 {rows} 行要改督查室已作的决定，默认不接受；请在“需核定”里看过再勾选。", rows=rows))
        if over:
            parts.append(tr("第 {rows} 行要改写已有内容，默认不勾选那些格。", rows=self._rows(over)))
        if preview.remarks:
            told = self._rows(sorted({remark.row for remark in preview.remarks}))
            parts.append(tr("第 {rows} 行有按意思读入的格，带 ⓘ，停在上面看说明。", rows=told))
        if any(change.field == "claimed_status" for change in preview.changes):
            parts.append(tr("自报“已完成”只记为待核定，不会销号。"))
        self._parts = parts
        self._say()

    def set_short(self, short: bool) -> None:
        """Leave the room to the problems."""
        if short != self._short:
            self._short = short
            self._say()

    def _say(self) -> None:
        shown = self._parts[:1] if self._short else self._parts
        self.words.setText("\n".join(shown) + (" …" if len(shown) < len(self._parts) else ""))
        self.setToolTip("\n".join(self._parts))
        self.setVisible(bool(self._parts))

    def _rows(self, numbers: list[int]) -> str:
        return self._tr("、").join(str(number) for number in numbers[:_FEW]) + ("…" if len(numbers) > _FEW else "")
