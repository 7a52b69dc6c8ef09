"""A day's work in a process that may not use the network: told on stdout are its attempts, and what it loaded."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

TRIED: list[str] = []
LOCAL = {"AF_UNIX"}
NEEDS_NETWORK = ("urllib.Request", "http.client.connect", "ftplib.connect", "smtplib.connect", "socket.getaddrinfo",
                 "socket.gethostbyname", "socket.gethostbyaddr", "socket.sendto", "webbrowser.open")  # fmt: skip


def guard(event: str, arguments: tuple[object, ...]) -> None:
    """Refuses, and remembers, whatever would leave this machine."""
    opens = event == "socket.__new__" and getattr(arguments[1], "name", "") not in LOCAL
    leads_out = event in ("socket.connect", "socket.bind") and not isinstance(arguments[1], str | bytes)
    if event in NEEDS_NETWORK or opens or leads_out:
        refuse(event, arguments)


def refuse(event: str, arguments: tuple[object, ...]) -> None:
    TRIED.append(f"{event} {arguments[1:]!r}")
    raise PermissionError(f"no network here: {event}")


def work_in_the_window(path: Path) -> None:
    """Every page is shown, an item ticked off, a backup made."""
    from PySide6.QtWidgets import QApplication

    from liling_desk.gui import application
    from liling_desk.gui.main_window import MainWindow
    from liling_desk.ledger import edits
    from liling_desk.preferences import Preferences, save_preferences

    app = application.make_application()
    desk = application.make_desk(app, Preferences(actor="张三"), save_preferences, "zh_CN", lambda: TODAY, fail)
    window = MainWindow(desk)
    window.open_first(path)
    window.show()
    for page in ("ledger", "overview", "import", "report", "preferences"):
        window.show_page(page)
        QApplication.processEvents()
    ledger = desk.bridge.ledger
    desk.bridge.run(edits.tick_off(ledger.get("LL-001"), "市委督查室验收单第3号", TODAY, "张三"))
    ledger.backup(path.with_name("副本.db"))
    desk.background.wait()
    desk.bridge.blockSignals(True)
    desk.bridge.show_ledger(None)
    window.close()


def fail(problem: BaseException) -> None:
    raise problem


def work_on_the_command_line(path: Path) -> None:
    """Import, backups, export, forms, check, undo."""
    from liling_desk import places
    from liling_desk.cli import main

    folder = path.parent
    sample = next(iter(sorted(places.resource("samples").glob("*.csv"))))
    for words in (
        ["import", str(sample), "--period", "2021-05"],
        ["backup", str(folder / "第二份.db")],
        ["backups"],
        ["export", "-o", str(folder / "全部.xlsx")],
        ["forms", "-o", str(folder / "报送表"), "--period", "2021-06"],
        ["check"],
        ["undo"],
        ["restore", "--newest"],
    ):
        status = main(["--ledger", str(path), *words])
        assert status in (0, 1), (words, status)


def make_every_paper(path: Path) -> None:
    """Every kind of report and letter, in every form that it can be written in."""
    from liling_desk.ledger.filters import LedgerFilter, SortOrder
    from liling_desk.open_ledger import OpenLedger
    from liling_desk.report_material import material_of
    from liling_desk.reporting import write
    from liling_desk.reporting.kinds import KINDS, ReportOptions, make_report
    from liling_desk.translations import CHINESE, Translator

    ledger = OpenLedger.open(path, "张三")
    try:
        rows = ledger.find(LedgerFilter(), SortOrder(), TODAY)
        for kind in KINDS:
            some = rows[:5] if kind.is_letter or kind.key == "item" else rows
            made = make_report(kind.key, material_of(ledger, kind.key, some), ReportOptions(TODAY), Translator(CHINESE))
            for ending in write.REPORT_ENDINGS if kind.key == "ledger" else (".pdf",):
                write.write_report(made, path.with_name(f"{kind.key}{ending}"))
    finally:
        ledger.close()


def native_sockets() -> list[str]:
    """Sockets of this process that no Python made, as far as the system tells."""
    mine = {str(each.readlink()) for each in Path("/proc/self/fd").iterdir() if each.is_symlink()}
    told = []
    for name in ("tcp", "tcp6", "udp", "udp6", "raw", "raw6"):
        lines = Path(f"/proc/self/net/{name}")
        if lines.exists():
            told += [
                f"{name} {line}" for line in lines.read_text().splitlines()[1:] if f"socket:[{line.split()[9]}]" in mine
            ]
    return told


TODAY = date(2021, 12, 15)

if __name__ == "__main__":
    sys.addaudithook(guard)
    ledger_file = Path(sys.argv[1])
    make_every_paper(ledger_file)
    work_in_the_window(ledger_file)
    work_on_the_command_line(ledger_file)
    told = {
        "tried": TRIED,
        "sockets": native_sockets() if sys.platform == "linux" else [],
        "modules": sorted(sys.modules),
    }
    sys.stdout.write("\n" + json.dumps(told))
