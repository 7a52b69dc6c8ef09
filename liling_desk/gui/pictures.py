"""`python -m liling_desk.gui.pictures --ledger F --out DIR`: pictures of the window on a copy of a ledger.

Works without a display. Writes ledger.png, detail.png, tick-off.png, overview.png, import.png, report.png and
welcome.png.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from liling_desk import places
from liling_desk.ledger.errors import LedgerError
from liling_desk.preferences import Preferences
from liling_desk.translations import LANGUAGES, Translator

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTableView, QWidget

    from liling_desk.gui.main_window import MainWindow

SIZE = (1440, 900)
SAMPLE = "示例-2021年6月进展报送.csv"
_PATIENCE_MS = 8000
_QUIET_MS = 400
_READY: dict[str, Callable[[MainWindow], bool]] = {
    "import": lambda window: not window.page("import").is_busy,
    "report": lambda window: window.page("report").is_up_to_date,
}


def main(words: Sequence[str] | None = None) -> int:
    """Exit status 0 when all pictures are written, 3 when the ledger can't be used."""
    parser = argparse.ArgumentParser(prog="liling_desk.gui.pictures", description=__doc__)
    parser.add_argument("--ledger", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--language", choices=LANGUAGES, default=LANGUAGES[0])
    parser.add_argument("--theme", choices=("light", "dark"), default="light")
    parser.add_argument("--as-of", type=date.fromisoformat)
    wanted = parser.parse_args(words)
    if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    wanted.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="liling-desk-", ignore_cleanup_errors=True) as folder:
        os.environ[places.HOME_VARIABLE] = folder  # the user's own choices are neither read nor changed
        try:
            copy = Path(shutil.copyfile(wanted.ledger, Path(folder) / wanted.ledger.name))
            _take(copy, wanted.out, wanted.language, wanted.theme, wanted.as_of)
        except LedgerError as problem:
            tr = Translator(wanted.language)
            sys.stderr.write(f"{tr.say(problem.what)} {tr.say(problem.remedy)}\n")
            return 3
        except OSError as problem:
            sys.stderr.write(f"{problem}\n")
            return 3
    return 0


def _take(ledger: Path, out: Path, language: str, theme: str, as_of: date | None) -> None:
    from liling_desk.gui.application import make_application, make_desk, today
    from liling_desk.gui.ledger_files import LedgerFiles
    from liling_desk.gui.main_window import MainWindow

    bugs: list[BaseException] = []
    app = make_application()
    desk = make_desk(app, Preferences(theme=theme), lambda _choices: None, language, today, bugs.append)  # type: ignore[arg-type]
    desk.bridge.set_as_of(as_of)
    window = MainWindow(desk)
    window.resize(*SIZE)
    window.open_first(None)
    window.show()
    _settle(window)
    window.grab().save(str(out / "welcome.png"))
    LedgerFiles(desk).open(ledger)
    for name, prepare in (
        ("ledger", _ledger),
        ("detail", _detail),
        ("tick-off", _tick_off),
        ("overview", _overview),
        ("import", _import),
        ("report", _report),
    ):
        prepare(window)
        _settle(window, _READY.get(name))
        window.grab().save(str(out / f"{name}.png"))
    desk.background.wait()
    window.close()
    desk.bridge.blockSignals(True)
    desk.bridge.show_ledger(None)
    if bugs:
        raise bugs[0]


def _ledger(window: MainWindow) -> None:
    window.show_page("ledger")


def _detail(window: MainWindow) -> None:
    view = _list(window)
    view.setFocus()
    view.setCurrentIndex(view.model().index(min(3, view.model().rowCount() - 1), 2))


def _tick_off(window: MainWindow) -> None:
    _press(_list(window), "Space")


def _overview(window: MainWindow) -> None:
    _press(window, "Escape")
    window.show_page("overview")


def _import(window: MainWindow) -> None:
    window.show_page("import")
    window.page("import").open_file(places.resource("samples", SAMPLE))


def _report(window: MainWindow) -> None:
    window.show_page("report")


def _list(window: MainWindow) -> QTableView:
    from PySide6.QtWidgets import QTableView

    view = window.page("ledger").findChild(QTableView)
    assert isinstance(view, QTableView)
    return view


def _press(target: QWidget, key: str) -> None:
    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication

    code = getattr(Qt.Key, f"Key_{key}")
    text = " " if key == "Space" else ""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(target, QKeyEvent(kind, code, Qt.KeyboardModifier.NoModifier, text))


def _settle(window: MainWindow, ready: Callable[[MainWindow], bool] | None = None) -> None:
    """Let the window do what it has begun: at least a quiet moment, at most a few seconds."""
    from PySide6.QtCore import QDeadlineTimer, QEventLoop, QTimer

    limit = QDeadlineTimer(_PATIENCE_MS)
    loop = QEventLoop(window)
    while True:
        QTimer.singleShot(_QUIET_MS, loop.quit)
        loop.exec()
        if limit.hasExpired() or ready is None or ready(window):
            return


if __name__ == "__main__":
    sys.exit(main())
