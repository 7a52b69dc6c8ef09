"""The line above the pages while a server is being connected to, or a large ledger read beside the open one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

if TYPE_CHECKING:
    from liling_desk.gui.main_window import MainWindow
    from liling_desk.gui.note_strip import NoteStrip

_MARGINS = (20, 12, 20, 4)


class ConnectingStrip(QObject):
    """Belongs to the window's content; `middle` is the column above whose pages its strip is shown."""

    def __init__(self, window: MainWindow, content: QWidget, middle: QVBoxLayout) -> None:
        super().__init__(content)
        self._window, self._middle = window, middle
        self.strip: NoteStrip | None = None
        window.servers.changed.connect(self.refresh)
        window.large.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show it while something is under way."""
        window, address = self._window, self._window.servers.under_way
        # What is read while nothing is open is told of by the page itself.
        large = window.large.under_way if window.desk.bridge.has_ledger else None
        if address is None and large is None:
            if self.strip is not None:
                self.strip.hide()
            return
        if self.strip is None:
            from liling_desk.gui.note_strip import NoteStrip

            self.strip = NoteStrip(window.desk, margins=_MARGINS)
            self.strip.close_button.hide()
            self._middle.insertWidget(0, self.strip)
        if window.current_page == "welcome":
            window.page("welcome").hide_problem()
        tr = window.desk.tr
        if address is not None:
            said, cancel = tr("正在连接 {server}…", server=address.name), window.servers.cancel
        else:
            assert large is not None
            said = tr("正在读取 {file} 的 {n} 项…", file=large.address.name, n=f"{large.items:,}")
            cancel = window.large.cancel
        self.strip.say(said, actions=[(tr("取消"), cancel)], tone="reminder")
