"""Builds everything once, passes it on, and runs the window."""

from __future__ import annotations

import builtins
import gc
import os
import signal
import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from liling_desk import places
from liling_desk.garbage import collect_if_due
from liling_desk.preferences import Preferences, load_preferences, save_preferences
from liling_desk.translations import N_, Translator, language_of_system

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from liling_desk.gui.desk import Desk
    from liling_desk.gui.main_window import MainWindow
    from liling_desk.ledger.errors import LedgerError

NO_DISPLAY = 3
STYLE = "fusion"
_SETTLED_MS = 2000


def run(ledger: Path | str | None, language: str | None, argv: Sequence[str] = (), reader: bool = False) -> int:
    """Open the window and stay until it is closed; gives the exit status.

    `ledger`: a file or an address; None: the last one. `reader`: only to look.
    """
    if (why := no_display(sys.platform, os.environ)) is not None:
        sys.stderr.write(Translator(language or language_of_system())(why) + "\n")
        return NO_DISPLAY
    gc.disable()  # before Qt is imported: what start-up makes lives on
    try:
        app = make_application(argv)
    except ImportError as problem:
        # A bare system lacks libraries that Qt needs, or Qt itself.
        tr = Translator(language or language_of_system())
        remedy = tr("请安装它，或使用命令行：liling-desk --help")
        sys.stderr.write(f"{tr('打不开窗口，缺少 {what}。', what=problem)} {remedy}\n")
        return NO_DISPLAY
    # Ctrl+C in the terminal ends the program; Qt's loop would otherwise keep it to itself.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    from liling_desk.gui.exception_hook import ExceptionHook
    from liling_desk.gui.first_paint import AfterFirstPaint
    from liling_desk.gui.main_window import MainWindow

    reports: list[Callable[[str], None]] = []
    known: list[Callable[[LedgerError], None]] = []
    hook = ExceptionHook(
        places.user_log_dir(),
        lambda text: reports[-1](text) if reports else None,
        lambda problem: known[-1](problem) if known else None,
    )
    hook.install()
    saved = SavedLater(saving(save_preferences))
    desk = make_desk(app, load_preferences(), saved, language, today, hook.report, reader)
    window = MainWindow(desk)
    reports.append(_bug_reporter(window, hook.log_path))
    # One question at a time: what can't be read is met again and again.
    known.append(lambda problem: None if app.activeModalWidget() else window.show_problem(problem))
    window.show()
    # The frame answers at once; the ledger and its page come as soon as the frame is on the screen.
    AfterFirstPaint(window, lambda: window.open_first(ledger))
    _settle_later(window, desk, saved)
    try:
        return app.exec()
    finally:
        hook.remove()
        saved.settle()
        desk.background.wait()
        desk.copies.clear()
        desk.bridge.blockSignals(True)
        desk.bridge.show_ledger(None)


def _settle_later(window: MainWindow, desk: Desk, saved: SavedLater) -> None:
    """What can wait until the window answers: collecting garbage, choices, copies that a crash has left behind."""
    from PySide6.QtCore import QTimer

    def settle() -> None:
        gc.freeze()
        collect_between_events()
        saved.settle()
        desk.copies.remove_leftovers()

    QTimer.singleShot(_SETTLED_MS, window, settle)


def collect_between_events() -> None:
    """Search for garbage whenever the window's thread is about to wait for the next event, and at no other time.

    Left to itself the search runs wherever an object is made. On a worker's thread it would end widgets there. Inside
    Qt it can meet a lock that Qt holds: an object that ends asks Python whether `disconnectNotify` is overridden, which
    makes an exception; another object ended at that moment waits for that lock, and the window stands still for good.
    """
    from PySide6.QtCore import QAbstractEventDispatcher

    gc.disable()
    QAbstractEventDispatcher.instance().aboutToBlock.connect(collect_if_due)


def make_application(argv: Sequence[str] = ()) -> QApplication:
    """The one QApplication, scaled as the screen says. Garbage is left alone from here on: `collect_between_events`."""
    gc.disable()
    from PySide6.QtCore import Qt

    import_without_qt()
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtWidgets import QApplication

    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    app = QApplication([*(list(argv) or ["liling-desk"]), "-style", STYLE])
    app.setProperty("style", STYLE)
    app.setApplicationName("liling-desk")
    app.setDesktopFileName("liling-desk")
    return app


def import_without_qt() -> None:
    """Take Qt's hook out of `import` again.

    It reads the source of every module that is imported, in search of `__feature__`, which nothing here uses: a tenth
    of a second at the start, and megabytes of source text kept.
    """
    original = getattr(builtins, "__orig_import__", None)
    if original is not None:
        builtins.__import__ = original


def make_desk(
    app: QApplication,
    preferences: Preferences,
    save: Callable[[Preferences], None],
    language: str | None,
    today: Callable[[], date],
    on_crash: Callable[[BaseException], None],
    only_looking: bool = False,
) -> Desk:
    """What every page is given. `language` None: the preferred one."""
    from liling_desk.gui import qt_words
    from liling_desk.gui.background import Background
    from liling_desk.gui.desk import Choices, Desk
    from liling_desk.gui.ledger_bridge import LedgerBridge
    from liling_desk.gui.look.fonts import register
    from liling_desk.gui.look.theme import Theme

    theme = Theme(register(places.resources_dir() / "fonts"), parent=app)
    theme.set_choice(preferences.theme)
    theme.set_font_step(preferences.font_step)
    theme.apply(app)
    chosen = language or preferences.language
    tr = Translator(language_of_system() if chosen == "system" else chosen)
    qt_words.speak(tr.language)
    return Desk(
        LedgerBridge(today, app),
        theme,
        tr,
        Choices(preferences, save),
        Background(on_crash),
        only_looking=only_looking,
    )


def today() -> date:
    """The day on the clock of this place."""
    return datetime.now().astimezone().date()


def saving(save: Callable[[Preferences], None]) -> Callable[[Preferences], None]:
    """Saving that a full disk or a read-only home can't turn into an interruption: the choice holds until the end."""

    def attempt(preferences: Preferences) -> None:
        try:
            save(preferences)
        except OSError as problem:
            import logging

            logging.getLogger(__name__).warning("preferences not saved: %s", problem)

    return attempt


class SavedLater:
    """Saving that waits while the window opens: which ledger it was, and which page. The disk takes its time, and the
    list would wait for it. From `settle` on everything is saved at once."""

    def __init__(self, save: Callable[[Preferences], None]) -> None:
        self._save = save
        self._held: Preferences | None = None
        self._waits = True

    def __call__(self, preferences: Preferences) -> None:
        if self._waits:
            self._held = preferences
        else:
            self._save(preferences)

    def settle(self) -> None:
        """Save what was held back."""
        self._waits = False
        if self._held is not None:
            held, self._held = self._held, None
            self._save(held)


def no_display(platform: str, environment: dict[str, str] | os._Environ[str]) -> str | None:
    """Why no window can be shown here (a msgid), or None. Qt would end the program without a word to the user."""
    if platform != "linux" or environment.get("QT_QPA_PLATFORM"):
        return None
    if environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"):
        return None
    return N_("这里没有图形界面，打不开窗口。请在桌面环境里启动，或使用命令行：liling-desk --help")


def _bug_reporter(window: MainWindow, log_path: Path) -> Callable[[str], None]:
    shown: list[object] = []

    def report(trace: str) -> None:
        from liling_desk.gui.problem_dialog import bug_dialog
        from liling_desk.gui.support_copy import copy_support_text

        if shown:
            return  # one dialog at a time; the log has them all
        dialog = bug_dialog(trace, str(log_path), window.desk.tr, window.desk.theme, window)
        dialog.copy.setText(window.desk.tr("复制详情"))
        dialog.copy.clicked.connect(lambda: copy_support_text(window.desk, trace))
        shown.append(dialog)
        dialog.finished.connect(lambda _result: shown.clear())
        dialog.open()

    return report
