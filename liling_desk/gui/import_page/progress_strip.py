"""What a slow file is at, and the way to stop it. Quick ones are never named."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.look.buttons import LinkButton
from liling_desk.gui.look.labels import ElidedLabel

SLOW_MS = 300
"""Work that takes longer is named on the screen, with a way to stop it."""

_BAR_WIDTH = 220


class ProgressStrip(QWidget):
    """Hidden until the work has lasted for `SLOW_MS`."""

    cancelled = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._name = ""
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 10, 20, 4)
        frame = QFrame()
        frame.setObjectName("note")
        outer.addWidget(frame)
        row = QHBoxLayout(frame)
        row.setContentsMargins(14, 8, 12, 8)
        row.setSpacing(16)
        self.what = ElidedLabel("", desk.theme, px=13, role="text", bold=True)
        self.bar = QProgressBar()
        self.bar.setFixedWidth(_BAR_WIDTH)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(desk.tr("读取进度"))
        self.cancel = LinkButton(desk.tr("取消"), desk.theme)
        self.cancel.clicked.connect(self.cancelled)
        row.addWidget(self.what, 1)
        row.addWidget(self.bar)
        row.addWidget(self.cancel)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SLOW_MS)
        self._timer.timeout.connect(self.show)
        self.hide()

    def start(self, name: str) -> None:
        """Work on a file begins."""
        self._name = name
        self.what.setText(self._desk.tr("正在读取 {file}…", file=name))
        self.bar.setRange(0, 0)
        self._timer.start()

    def show_progress(self, done: int, total: int) -> None:
        """So much is done; 0 of 0: it is read and is being compared."""
        if total <= 1:
            if not total:
                self.what.setText(self._desk.tr("正在核对 {file}…", file=self._name))
            self.bar.setRange(0, 0)
            return
        # Bytes of a large file don't fit Qt's numbers.
        self.bar.setRange(0, 1000)
        self.bar.setValue(1000 * done // total)

    def stop(self) -> None:
        """The work is over."""
        self._timer.stop()
        self.hide()
