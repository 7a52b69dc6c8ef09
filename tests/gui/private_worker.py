"""A day's work with a umask that hides nothing: python private_worker.py LEDGER."""

from __future__ import annotations

import logging
import os
import sys
from datetime import date
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer

from liling_desk import log_file, places
from liling_desk.cli import main as command
from liling_desk.gui.application import make_application, make_desk
from liling_desk.gui.drafts import Draft
from liling_desk.gui.main_window import MainWindow
from liling_desk.preferences import Preferences, save_preferences


def _fail(bug: BaseException) -> None:
    raise bug


def main(ledger: Path) -> None:
    """Commands, then a window."""
    os.umask(0)
    assert command(["init", str(ledger), "--starter"]) == 0
    assert command(["--ledger", str(ledger), "tick", "LL-001", "--basis", "x", "--on", "2021-06-01"]) == 0
    table = ledger.parent / "table.csv"
    table.write_text("编号,备注\nLL-002,已改\n", encoding="utf-8")
    assert command(["--ledger", str(ledger), "import", str(table)]) in (0, 1)
    table.unlink()
    log_file.write_log(places.user_log_dir(), logging.ERROR, "x")
    app = make_application()
    desk = make_desk(app, Preferences(), save_preferences, "zh_CN", lambda: date(2021, 12, 15), _fail)
    window = MainWindow(desk)
    window.open_first(ledger)
    window.show()
    window.flow.starter()
    window.flow.open(ledger)
    desk.drafts.keep(Draft(str(ledger), "return", "LL-002", {"progress": "x"}))
    window.safekeeping.daily.back_up()
    window.opening_checks.check()
    loop = QEventLoop()
    look = QTimer(interval=20)
    settled = [
        lambda: not window.safekeeping.daily.under_way,
        lambda: (places.user_data_dir() / "proven.json").exists(),
    ]
    look.timeout.connect(lambda: loop.quit() if all(done() for done in settled) else None)
    look.start()
    QTimer.singleShot(20_000, loop.quit)
    loop.exec()
    sys.stdout.write("walk\n")
    sys.stdout.flush()
    sys.stdin.read()
    window.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
