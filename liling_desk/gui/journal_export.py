"""文件 > 导出操作记录…: the whole journal in a file that anybody can verify, written in the background."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from liling_desk.gui.main_window import MainWindow
    from liling_desk.proof import Chain

ENDING = ".jsonl"


def export_journal(window: MainWindow) -> None:
    """Ask where, write, and say how many entries there are and what the newest one's hash is."""
    desk = window.desk
    ledger, target = desk.bridge.ledger.address, window.flow.journal_target(ENDING)
    access = desk.bridge.ledger.access
    if target is None:
        return

    def work(_report: object) -> Chain:
        from liling_desk.proof import write_journal

        return write_journal(ledger, target, access)

    desk.background.start(work, lambda chain: _say(window, target, chain), window.show_problem, owner=window)


def _say(window: MainWindow, target: Path, chain: Chain) -> None:
    tr, file, digits = window.desk.tr, target.name, chain.head.hash[:16]
    if not chain.problems:
        words = tr("已写入 {file}，{n} 条，最新一条的校验码 {hash}…", file=file, n=chain.entries, hash=digits)
        window.undoing.say(words)
        return
    from liling_desk.gui.problem_dialog import ProblemDialog

    said = "\n".join(tr.say(each) for each in chain.problems)
    what = tr("已写入 {file}，但操作记录有问题。", file=file)
    dialog = ProblemDialog(what, tr.say(chain.problems[0]), said, tr, window.desk.theme, window)
    dialog.setWindowTitle(tr("导出操作记录"))
    dialog.show_once()
