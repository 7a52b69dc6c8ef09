"""The pages of the window, each made when it is first shown: a page nobody opens costs no start-up time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from liling_desk.gui.main_window import MainWindow


def make_page(key: str, window: MainWindow) -> QWidget:
    """Make a page and connect its signals to the window."""
    return {
        "welcome": _welcome,
        "reading": _reading,
        "ledger": _ledger,
        "overview": _overview,
        "import": _import,
        "report": _report,
        "preferences": _preferences,
        "backups": _backups,
    }[key](window)


def _welcome(window: MainWindow) -> QWidget:
    from liling_desk.gui.welcome_page.page import WelcomePage

    page = WelcomePage(window.desk)
    flow = window.flow
    page.starter_requested.connect(flow.starter)
    page.new_requested.connect(flow.new)
    page.open_requested.connect(flow.open)
    page.import_requested.connect(lambda: flow.import_tables())
    page.backups_requested.connect(window.safekeeping.show_backups)
    page.connect_requested.connect(lambda: window.servers.ask())
    page.retry_requested.connect(window.servers.again)
    return page


def _reading(window: MainWindow) -> QWidget:
    from liling_desk.gui.reading_page import ReadingPage

    return ReadingPage(window.desk)


def _ledger(window: MainWindow) -> QWidget:
    from liling_desk.gui.ledger_page.page import LedgerPage

    page = LedgerPage(window.desk)
    page.import_requested.connect(lambda: window.show_page("import"))
    page.report_requested.connect(window.show_report)
    page.row_actions.report_wanted.connect(window.show_report)
    return page


def _overview(window: MainWindow) -> QWidget:
    from liling_desk.gui.overview_page.page import OverviewPage

    page = OverviewPage(window.desk)
    page.items_requested.connect(window.show_items)
    page.report_requested.connect(window.show_report)
    return page


def _import(window: MainWindow) -> QWidget:
    from liling_desk.gui.import_page.page import ImportPage

    page = ImportPage(window.desk)
    page.show_items.connect(window.show_items)
    return page


def _report(window: MainWindow) -> QWidget:
    from liling_desk.gui.report_page.page import ReportPage

    page = ReportPage(window.desk)
    page.items_requested.connect(window.show_items)
    return page


def _preferences(window: MainWindow) -> QWidget:
    from liling_desk.gui.preferences_page.page import PreferencesPage

    page = PreferencesPage(window.desk)
    page.language_changed.connect(window.speak)
    page.density_changed.connect(window.set_density)
    page.role_chosen.connect(window.entering.choose_role)
    page.passphrase_requested.connect(window.menus.action("passphrase").trigger)
    page.lock_chosen.connect(window.locking.refresh)
    page.units_requested.connect(window.menus.action("units").trigger)
    page.backups_requested.connect(lambda: window.show_page("backups"))
    page.shared.connect_requested.connect(lambda: window.servers.ask())
    page.shared.disconnect_requested.connect(window.servers.leave)
    return page


def _backups(window: MainWindow) -> QWidget:
    from liling_desk.gui.backups_page.page import BackupsPage

    page = BackupsPage(window.desk)
    page.restore_requested.connect(window.safekeeping.restore)
    page.preferences_requested.connect(lambda: window.show_page("preferences"))
    page.copy_requested.connect(window.flow.backup)
    return page
