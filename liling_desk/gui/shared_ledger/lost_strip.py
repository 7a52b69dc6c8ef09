"""The line above the pages while the server is lost, and the sentence when it is back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from liling_desk.gui.main_window import MainWindow
    from liling_desk.gui.note_strip import NoteStrip

_MARGINS = (20, 12, 20, 4)


class LostStrip(QObject):
    """Belongs to the window's content; `middle` is the column above whose pages its strip is shown."""

    def __init__(self, window: MainWindow, content: QWidget, middle: QVBoxLayout) -> None:
        super().__init__(content)
        self._window, self._middle = window, middle
        self.strip: NoteStrip | None = None
        link, bridge = window.link, window.desk.bridge
        link.lost.connect(self._say)
        link.back.connect(self._back)
        bridge.opened.connect(self._opened)
        bridge.unreachable.connect(self._say)
        if link.since is not None:  # the content was built anew, in another language
            self._say()

    @property
    def is_enough(self) -> bool:
        """Whether nothing more has to be said: no dialog covers the strip, or it was said above that already."""
        from liling_desk.gui.problem_dialog import ProblemDialog

        dialog = QApplication.activeModalWidget()
        return dialog is None or isinstance(dialog, ProblemDialog)

    def _say(self, _problem: object = None) -> None:
        since = self._window.link.since
        if since is None:
            return
        if self.strip is None:
            from liling_desk.gui.note_strip import NoteStrip

            self.strip = NoteStrip(self._window.desk, margins=_MARGINS)
            self.strip.close_button.hide()  # it goes when the server is back
            self._middle.insertWidget(0, self.strip)
        tr, here = self._window.desk.tr, since.astimezone()
        same_day = here.date() == self._window.desk.bridge.today
        time = here.strftime("%H:%M" if same_day else "%m-%d %H:%M")
        what = tr("与服务器断开，{time} 起只能看，不能改；正在重新连接…", time=time)
        more = tr("写了一半的内容都在，连上后接着用。")
        if self._window.desk.bridge.unconfirmed.op:
            more = tr("不知道刚才的修改写进去没有，连上后会告诉您；请不要重填，再存一次也只会写入一次。")
        self.strip.say(what, more, [(tr("立即重试"), self._window.link.retry_now)], "problem")

    def _back(self, written: bool | None) -> None:
        self._opened()
        tr = self._window.desk.tr
        said = tr("已重新连上服务器。")
        if written is not None:
            said = (
                tr("已重新连上服务器，刚才的修改已经写入。")
                if written
                else tr("已重新连上服务器，刚才的修改没有写入，请再存一次。")
            )
        self._window.undoing.say(said)

    def _opened(self) -> None:
        if self.strip is not None:
            self.strip.hide()
