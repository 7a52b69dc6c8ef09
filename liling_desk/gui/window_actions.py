"""What each menu action does."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from liling_desk import __version__, places
from liling_desk.private_files import make_private_folder

if TYPE_CHECKING:
    from liling_desk.gui.main_window import MainWindow

_PAGES = ("ledger", "overview", "import", "report", "preferences", "backups")


def connect_actions(window: MainWindow) -> None:
    """Connect every action of the window's menus."""
    menus, flow, bridge = window.menus, window.flow, window.desk.bridge
    for name, work in {
        "new": flow.new,
        "starter": flow.starter,
        "open": flow.open,
        "connect": window.servers.ask,
        "backup": flow.backup,
        "journal": lambda: _journal(window),
        "passphrase": window.entering.ask_passphrase,
        "lock": window.locking.lock,
        "quit": window.close,
        "undo": window.undoing.undo,
        "redo": window.undoing.redo,
        "reset_layout": window.reset_layout,
        "reload": bridge.reload,
        "back": window.way_back.go,
        "new_item": lambda: _on_ledger(window, "new_commitment"),
        "new_return": lambda: _on_ledger(window, "new_return"),
        "extend": lambda: _judge(window, "extend"),
        "light": lambda: _judge(window, "light"),
        "by_rule": lambda: _judge(window, "by_rule"),
        "reporting": lambda: _judge(window, "reporting"),
        "search": lambda: _on_ledger(window, "focus_search"),
        "report_filtered": lambda: _on_ledger(window, "request_report"),
        "report_items": lambda: _report_items(window, "item"),
        "letter_assignment": lambda: _report_items(window, "assignment"),
        "letter_reminder": lambda: _report_items(window, "reminder"),
        "letter_due_soon": lambda: _report_items(window, "due_soon"),
        "recent_reports": lambda: _recent_reports(window),
        "export": lambda: _export(window),
        "print": lambda: _print(window),
        "units": lambda: _units(window),
        "forms": lambda: _forms(window),
        "shortcuts": lambda: _shortcuts(window),
        "copy_details": lambda: _copy_details(window),
        "log_folder": _log_folder,
        "about": lambda: _about(window),
        **{name: partial(window.show_page, name) for name in _PAGES},
    }.items():
        menus.action(name).triggered.connect(lambda _checked=False, work=work: work())
    menus.recent_chosen.connect(flow.open)
    menus.theme_chosen.connect(lambda choice: _theme(window, choice))
    menus.density_chosen.connect(lambda choice: _density(window, choice))
    flow.backed_up.connect(lambda path: window.undoing.say(window.desk.tr("已备份到 {file}", file=path)))


def _on_ledger(window: MainWindow, method: str) -> None:
    window.show_page("ledger")
    getattr(window.page("ledger"), method)()


def _judge(window: MainWindow, name: str) -> None:
    """The selected rows, else the row that is shown."""
    window.show_page("ledger")
    page = window.page("ledger")
    page.row_actions.judge(name, page.table.selected_codes or [page.table.current_code])


def _report_items(window: MainWindow, kind: str) -> None:
    """A report of this kind on the selected rows, else on the row that is shown."""
    page = window.page("ledger")
    page.row_actions.report(kind, [code for code in page.table.selected_codes or [page.table.current_code] if code])


def _recent_reports(window: MainWindow) -> None:
    window.show_page("report")
    window.page("report").show_recent()


def _export(window: MainWindow) -> None:
    """The list's rows, or on the report page what is shown there."""
    if window.current_page == "report":
        window.page("report").save(".xlsx")
    else:
        _on_ledger(window, "export")


def _print(window: MainWindow) -> None:
    """The report that is shown; from elsewhere first the report on the list's filter, to be looked at."""
    if window.current_page == "report":
        window.page("report").print_report()
    else:
        _on_ledger(window, "request_report")


def _theme(window: MainWindow, choice: str) -> None:
    window.desk.choices.change(theme=choice)
    window.desk.theme.set_choice(choice)
    window.menus.refresh()


def _density(window: MainWindow, choice: str) -> None:
    window.desk.choices.change(density=choice)
    window.set_density()


def _units(window: MainWindow) -> None:
    from liling_desk.gui.units_dialog import UnitsDialog

    UnitsDialog(window.desk, window).open()


def _forms(window: MainWindow) -> None:
    from liling_desk.gui.forms_dialog import FormsDialog

    FormsDialog(window.desk, window.page("ledger").listing.filter, window).open()


def _shortcuts(window: MainWindow) -> None:
    from liling_desk.gui.shortcuts_dialog import ShortcutsDialog

    ShortcutsDialog(window.desk.tr, window.desk.theme, window).open()


def _journal(window: MainWindow) -> None:
    from liling_desk.gui.journal_export import export_journal

    export_journal(window)


def _copy_details(window: MainWindow) -> None:
    from liling_desk.gui.support_copy import copy_support_text

    copy_support_text(window.desk)
    window.undoing.say(window.desk.tr("技术详情已复制，不含台账内容，可以发给维护人员"))


def _log_folder() -> None:
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

    folder = places.user_log_dir()
    make_private_folder(folder)
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def _about(window: MainWindow) -> None:
    from liling_desk.gui.problem_dialog import about_dialog

    about_dialog(__version__, window.desk.tr, window.desk.theme, window).show_once()
