"""Where the window stood, and bringing it back when that place is no longer on a screen."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow

from liling_desk.gui.desk import Choices

_NAME = "geometry"
_FIRST_SIZE = (1440, 900)
_VISIBLE_PX = 120


def keep_place(window: QMainWindow, choices: Choices) -> None:
    """Remember size and place."""
    choices.remember(_NAME, bytes(window.saveGeometry().toBase64().data()).decode("ascii"))


def restore_place(window: QMainWindow, choices: Choices) -> None:
    """Put the window where it was; the first time, and when that place is gone, in the middle of the screen."""
    kept = choices.remembered(_NAME)
    if not (isinstance(kept, str) and window.restoreGeometry(QByteArray.fromBase64(kept.encode("ascii", "ignore")))):
        _centre(window, *_FIRST_SIZE)
    elif not is_reachable(window.frameGeometry()):
        _centre(window, window.width(), window.height())


def is_reachable(frame: QRect) -> bool:
    """Whether enough of the frame's top is on some screen to take hold of it."""
    top = QRect(frame.x(), frame.y(), frame.width(), 40)
    for screen in QGuiApplication.screens():
        shown = screen.availableGeometry().intersected(top)
        if shown.width() >= _VISIBLE_PX and shown.height() >= 20:
            return True
    return False


def _centre(window: QMainWindow, width: int, height: int) -> None:
    screen = QGuiApplication.primaryScreen()
    if screen is None:
        window.resize(width, height)
        return
    free = screen.availableGeometry()
    window.resize(min(width, free.width()), min(height, free.height()))
    middle = QRect(0, 0, window.width(), window.height())
    middle.moveCenter(free.center())
    window.move(middle.topLeft())
