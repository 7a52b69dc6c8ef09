"""Details for support, on the clipboard: versions, sizes and the end of the log, nothing of what the ledger says."""

from __future__ import annotations

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication

from liling_desk.gui.desk import Desk


def support_text(desk: Desk, trace: str = "") -> str:
    """All of it; `trace` is what has just gone wrong."""
    from liling_desk.support import support_details

    more = {
        "Qt": f"{qVersion()} (PySide6 {pyside_version}, {QGuiApplication.platformName()})",
        "Language": desk.tr.language,
    }
    ledger = desk.bridge.ledger if desk.bridge.has_ledger else None
    text = support_details(ledger.address, more, ledger.access) if ledger else support_details(None, more)
    return f"{trace.rstrip()}\n\n{text}" if trace else text


def copy_support_text(desk: Desk, trace: str = "") -> None:
    """Put it on the clipboard."""
    QGuiApplication.clipboard().setText(support_text(desk, trace))
