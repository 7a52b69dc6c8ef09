"""The report page on the starter ledger."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from liling_desk.gui.desk import Desk
from liling_desk.gui.report_page.page import ReportPage
from tests.gui.report_page.report_hands import settle


@pytest.fixture
def page(starter_desk: Desk, qtbot: QtBot) -> ReportPage:
    """Shown alone, its first preview finished."""
    made = ReportPage(starter_desk)
    qtbot.addWidget(made)
    made.resize(1368, 810)
    made.show()
    made.activateWindow()
    qtbot.waitActive(made)
    settle(made, qtbot)
    return made
