"""What is said of a report that takes its time: a word after a moment, a strip with 取消 after two seconds."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.look.buttons import LinkButton
from liling_desk.gui.look.labels import ElidedLabel

SAID_MS = 300
SHOWN_MS = 2000
_BAR_WIDTH = 160


class WaitStrip(QWidget):
    """Hidden until work takes long. `said` carries what is under way, "" when it is over."""

    said = Signal(str)
    cancelled = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 0, 16, 8)
        frame = QFrame()
        frame.setObjectName("note")
        outer.addWidget(frame)
        row = QHBoxLayout(frame)
        row.setContentsMargins(14, 8, 12, 8)
        row.setSpacing(16)
        self.what = ElidedLabel("", desk.theme, px=13, role="text", bold=True)
        bar = QProgressBar()
        bar.setFixedWidth(_BAR_WIDTH)
        bar.setTextVisible(False)
        bar.setRange(0, 0)
        bar.setAccessibleName(desk.tr("生成报表的进度"))
        self.cancel = LinkButton(desk.tr("取消"), desk.theme)
        self.cancel.setAccessibleName(desk.tr("取消生成报表"))
        self.cancel.clicked.connect(self.cancelled)
        row.addWidget(self.what, 1)
        row.addWidget(bar)
        row.addWidget(self.cancel)
        self._said, self._shown = QTimer(self), QTimer(self)
        for timer, slot in ((self._said, self._say), (self._shown, self.show)):
            timer.setSingleShot(True)
            timer.timeout.connect(slot)
        self.say_after(SAID_MS, SHOWN_MS)
        self.hide()

    def say_after(self, said_ms: int, shown_ms: int) -> None:
        """How long work may take until a word is said, and until the strip is shown."""
        self._said.setInterval(said_ms)
        self._shown.setInterval(shown_ms)

    def start(self, words: str) -> None:
        """Work begins; one that is under way already is not counted anew."""
        self.what.setText(words)
        if self._said.isActive() or self._shown.isActive() or self.isVisible():
            return
        self._said.start()
        self._shown.start()

    def stop(self) -> None:
        """It is over."""
        self._said.stop()
        self._shown.stop()
        self.hide()
        self.said.emit("")

    def _say(self) -> None:
        self.said.emit(self.what.text())
