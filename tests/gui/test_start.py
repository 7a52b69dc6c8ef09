"""What the window does before its first rows are on the screen."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from liling_desk import starter
from liling_desk.open_ledger import OpenLedger

NOT_NEEDED_YET = (
    "sqlite_utils", "typst", "pypdfium2", "xlsxwriter", "pypinyin", "platformdirs", "email", "http",
    "logging.handlers", "pydantic.networks", "chinese_calendar", "liling_desk.ledger.reading_deadlines",
    "sqlcipher3", "liling_desk.store.sealing", "liling_desk.ledger.passphrase",
    "liling_desk.gui.ledger_page.filter_panel", "liling_desk.gui.ledger_page.detail_panel", "importlib.metadata",
    "liling_desk.store.inside_backups", "liling_desk.ledger.media", "liling_desk.proof",
    "liling_desk.ledger.changes", "liling_desk.ledger.edits", "liling_desk.ledger.entry", "liling_desk.ledger.evidence",
    "liling_desk.ledger.letter", "liling_desk.ledger.light_history", "liling_desk.ledger.person",
    "liling_desk.ledger.record", "liling_desk.store.applying", "liling_desk.store.backups", "liling_desk.store.batches",
    "liling_desk.store.first_rows", "liling_desk.store.journal", "liling_desk.store.keeping",
    "liling_desk.store.kept_files", "liling_desk.store.search_words", "filecmp",
)  # fmt: skip

NOT_FOR_THE_FRAME = (*NOT_NEEDED_YET, "pydantic", "sqlite3", "liling_desk.gui.ledger_page.page")

MAY_IMPORT = Path(__file__).with_name("start_imports.txt")
"""One module a line: all of ours, and the packages of others that are not Python's own."""

START = """
import builtins, json, sys
from pathlib import Path
from liling_desk.gui import application

make = application.make_application

def watching(argv=()):
    app = make(argv)
    from liling_desk.gui import first_paint, lookout
    from liling_desk.gui.main_window import MainWindow

    # What comes after a while even where nothing is painted: on a busy machine that may be before the first row.
    first_paint._AT_THE_LATEST_MS = lookout.LOOK_FOR_OTHERS_MS = 60_000

    open_first = MainWindow.open_first

    def framed(window, place):
        print(*sys.modules)
        watch_rows()
        open_first(window, place)

    MainWindow.open_first = framed
    return app

def watch_rows():
    from PySide6.QtCore import QEvent, QObject, QTimer
    from PySide6.QtWidgets import QApplication
    from liling_desk.gui.ledger_page import following, page
    from liling_desk.gui.ledger_page.ledger_table import LedgerTable

    page._REMEMBER_MS = following.FOLLOW_MS = 60_000

    class FirstPaint(QObject):
        def eventFilter(self, table, event):
            if event.type() == QEvent.Type.Paint:
                table.removeEventFilter(self)
                QTimer.singleShot(0, self.end)
            return False

        def end(self):
            shown = [self.parent().model().rowCount(), builtins.__import__.__name__]
            saved = sorted(path.name for path in Path(sys.argv[2]).rglob("*.json"))
            print(json.dumps([*shown, saved, [*sys.modules]]))
            QApplication.quit()

    build = LedgerTable.__init__

    def watched(table, *words, **named):
        build(table, *words, **named)
        table.viewport().installEventFilter(FirstPaint(table))

    LedgerTable.__init__ = watched

application.make_application = watching
sys.exit(application.run(Path(sys.argv[1]), "zh_CN"))
"""


def test_first_rows_wait_for_no_module_that_they_do_not_need(tmp_path: Path) -> None:
    path = tmp_path / "starter.db"
    ledger = OpenLedger.create(path, "张三")
    starter.found(ledger)
    ledger.close()
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "LILING_DESK_HOME": str(tmp_path / "home")}
    run = subprocess.run(
        [sys.executable, "-c", START, str(path), env["LILING_DESK_HOME"]],
        env=env,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    framed, shown = run.stdout.splitlines()
    rows, importing, saved, modules = json.loads(shown)
    assert rows == 93
    assert importing != "__feature_import__"  # Qt's, which reads the source of every module
    assert set(NOT_NEEDED_YET) & set(modules) == set()
    assert saved == []  # nobody waits for the disk
    assert len(list((tmp_path / "home").rglob("preferences.json"))) == 1  # it is there in the end
    assert set(NOT_FOR_THE_FRAME) & set(framed.split()) == set()
    expected = set(MAY_IMPORT.read_text(encoding="utf-8").split())
    found = counted(modules)
    assert found - expected == set(), f"new at the start; if the first rows need it, add it to {MAY_IMPORT.name}"
    assert expected - found == set(), f"no longer imported at the start; take it out of {MAY_IMPORT.name}"


def counted(modules: list[str]) -> set[str]:
    """What is watched of what was imported: our own modules, and whose packages the others are."""
    own = {name for name in modules if name.split(".")[0] == "liling_desk"}
    others = {name.split(".")[0] for name in modules} - set(sys.stdlib_module_names)
    return own | {name for name in others if not name.startswith("_")}
