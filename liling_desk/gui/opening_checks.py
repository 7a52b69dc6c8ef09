"""What is looked at in the background when a ledger was opened: whether its history is whole, and where it lies."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from liling_desk.gui.background import Cancelled, Work
from liling_desk.gui.desk import Desk
from liling_desk.gui.first_paint import AfterFirstPaint
from liling_desk.ledger.address import Address
from liling_desk.ledger.errors import LedgerError
from liling_desk.translations import N_, Message

if TYPE_CHECKING:
    from liling_desk.gui.main_window import MainWindow
    from liling_desk.gui.note_strip import NoteStrip
    from liling_desk.proof import FilePlace, Opened, Proof

REST_MS = 1500
"""Rows, panels, the day's backup and what the user does first go before."""

_MARGINS = (20, 12, 20, 4)
_PLACES = {
    "network": (
        N_("台账在网络共享上（{name}），几台电脑同时写会写坏。"),
        N_(
            "网络共享管不住 SQLite 的锁。请一次只开一个窗口，勤做备份；"
            "要几个人同时用，请把台账放到服务器上（文件 - 连接共享台账）。"
        ),
    ),
    "synced": (
        N_("台账在同步文件夹里（{name}），可能被同步软件用旧版本盖掉。"),
        N_("请只在一台电脑上打开，等同步完再换电脑，勤做备份；或者把台账移出同步文件夹。"),
    ),
}


class OpeningChecks(QObject):
    """Belongs to the window's content; `middle` is the column above whose pages its strips are shown."""

    def __init__(self, window: MainWindow, content: QWidget, middle: QVBoxLayout) -> None:
        super().__init__(content)
        self._window, self._content, self._middle = window, content, middle
        self._desk: Desk = window.desk
        self._work: Work | None = None
        self._warns = True
        self.trouble: NoteStrip | None = None
        self.warning: NoteStrip | None = None
        self._desk.bridge.opened.connect(self._opened)
        if self._desk.bridge.has_ledger:  # the content was built anew, in another language
            self._opened()
            self._warns = False

    def check(self) -> None:
        """Check the open ledger now, in the background."""
        self._stop()
        bridge = self._desk.bridge
        if not bridge.has_ledger:
            return
        address, today, access = bridge.ledger.address, bridge.today, bridge.ledger.access

        def work(report: Callable[[int, int], None]) -> Opened:
            from liling_desk.proof import check_opened

            return check_opened(address, today, lambda: _is_stopped(report), access)

        self._work = self._desk.background.start(
            work, lambda found: self._show(address, found), self._could_not, owner=self
        )

    def _opened(self) -> None:
        self._stop()
        self._warns = True
        for strip in (self.trouble, self.warning):
            if strip is not None:
                strip.hide()
        self._window.status.set_checked("")
        if self._desk.bridge.has_ledger:
            AfterFirstPaint(self._content, self.check, REST_MS)

    def _stop(self) -> None:
        if self._work is not None:
            self._work.cancel()
            self._work = None

    def _show(self, address: Address, found: Opened) -> None:
        self._work = None
        tr, proof = self._desk.tr, found.proof
        if self._warns and found.place is not None:
            self._say_place(found.place)
        self._warns = False
        if proof.ok:
            day = proof.proven.whole_on
            told = tr("操作记录核对到第 {n} 条，前后相连。{day} 全面检查过。", n=f"{proof.head.seq:,}", day=day)
            self._window.status.set_checked(told)
        else:
            self._say_trouble(address, proof)  # above everything else

    def _say_trouble(self, address: Address, proof: Proof) -> None:
        tr = self._desk.tr
        first = proof.problems[0]
        what = tr.say(first) if isinstance(first, Message) else tr("台账文件有损坏。")
        more = tr("请先备份，再对照更早的备份查清原因。")
        if len(proof.problems) > 1:
            more = tr("共 {n} 处。", n=len(proof.problems)) + more
        actions: list[tuple[str, Callable[[], object]]] = [
            (tr("详细"), lambda: self._detail(what, proof)),
            (tr("备份与恢复"), lambda: self._window.show_page("backups")),
        ]
        if proof.history_changed:
            actions.append((tr("以现在的为准"), lambda: self._accept(address, proof)))
        if self.trouble is None:
            self.trouble = self._strip()
        self.trouble.say(what, more, actions, "problem")
        self._window.status.set_checked(what)

    def _say_place(self, place: FilePlace) -> None:
        words = _PLACES.get(place.kind)
        if words is None:
            return
        tr = self._desk.tr
        what, more = tr(words[0], name=place.name), tr(words[1])
        if self.warning is None:
            self.warning = self._strip()
        self.warning.say(what, more, [(tr("备份与恢复"), lambda: self._window.show_page("backups"))], "problem")

    def _strip(self) -> NoteStrip:
        from liling_desk.gui.note_strip import NoteStrip

        strip = NoteStrip(self._desk, margins=_MARGINS)
        self._middle.insertWidget(0, strip)
        return strip

    def _detail(self, what: str, proof: Proof) -> None:
        from liling_desk.gui.problem_dialog import ProblemDialog

        tr = self._desk.tr
        said = "\n".join(tr.say(each) for each in proof.problems)
        remedy = tr("操作记录是台账的凭据。有人绕过本程序改了文件，或者文件损坏，才会这样。")
        dialog = ProblemDialog(what, remedy, said, tr, self._desk.theme, self._window)
        dialog.setWindowTitle(tr("核对操作记录"))
        dialog.more.setChecked(True)
        dialog.show_once()

    def _accept(self, address: Address, proof: Proof) -> None:
        from liling_desk.proof import accept

        accept(address, proof)
        if self.trouble is not None:
            self.trouble.hide()
        self.check()

    def _could_not(self, problem: LedgerError) -> None:
        self._work = None
        tr = self._desk.tr
        self._window.status.set_checked(tr("这次没能核对操作记录：{why}", why=problem.what))


def _is_stopped(report: Callable[[int, int], None]) -> bool:
    try:
        report(0, 0)
    except Cancelled:
        return True
    return False
