"""The ledger page in a shown window."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from liling_desk.gui.desk import Desk
from liling_desk.gui.ledger_page.page import LedgerPage


@pytest.fixture
def export_target(tmp_path: Path) -> Path:
    """Where the page's export is told to write."""
    return tmp_path / "列表.csv"


@pytest.fixture
def page(starter_desk: Desk, qtbot: QtBot, export_target: Path) -> LedgerPage:
    """The page alone, 1440x900 less the frame, with the 93 starter items."""
    made = LedgerPage(starter_desk, ask=lambda _desk, _parent, _proposed: export_target)
    qtbot.addWidget(made)
    made.resize(1368, 842)
    made.show()
    made.activateWindow()
    qtbot.waitActive(made)
    return made
