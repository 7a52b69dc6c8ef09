"""A real window that somebody types into and that is then killed: python typing_worker.py LEDGER FORM.

Says "kept" once what was typed is on the disk, and goes on running.
"""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from liling_desk.gui.application import make_application, make_desk
from liling_desk.gui.ledger_page.form_dialog import FormDialog
from liling_desk.gui.ledger_page.tick_popover import TickPopover
from liling_desk.gui.main_window import MainWindow
from liling_desk.preferences import Preferences, save_preferences

TYPED = "half of it"


def _fail(bug: BaseException) -> None:
    raise bug


def main(ledger: str, form: str) -> None:
    """Open the form and type into it."""
    app = make_application()
    desk = make_desk(app, Preferences(), save_preferences, "zh_CN", lambda: date(2021, 12, 15), _fail)
    window = MainWindow(desk)
    window.show()
    window.open_first(Path(ledger))
    typing = QTimer(window, interval=20)

    def editor() -> QPlainTextEdit | None:
        if form == "detail":
            shown = window.page("ledger").detail.item.editor
            return shown.input if shown is not None else None
        kind = TickPopover if form == "verdict" else FormDialog
        inside = app.activeModalWidget() if form != "verdict" else window.page("ledger").ticking.popover
        if not isinstance(inside, kind):
            return None
        if form == "commitment":
            return inside.inputs["title"]
        return inside.progress if form == "return" else inside.findChild(QPlainTextEdit)

    def go_on() -> None:
        if (edit := editor()) is None:
            return
        if not edit.toPlainText():
            QTest.keyClicks(edit, TYPED, Qt.KeyboardModifier.NoModifier)
        if desk.drafts.of(str(desk.bridge.ledger.path)):
            typing.stop()
            sys.stdout.write("kept\n")
            sys.stdout.flush()

    typing.timeout.connect(go_on)
    typing.start()
    QTimer.singleShot(30_000, window, lambda: os._exit(1))  # whoever waits for it gives up
    page = window.page("ledger")
    QTimer.singleShot(0, window, lambda: {
        "return": lambda: page.row_actions.new_return("LL-062"),
        "commitment": page.new_commitment,
        "verdict": lambda: page.ticking.open(["LL-062"]),
        "detail": lambda: (page.detail.show_code("LL-062"), page.detail.begin_edit("note")),
    }[form]())  # fmt: skip
    app.exec()


if __name__ == "__main__":
    main(*sys.argv[1:3])
    QApplication.quit()
