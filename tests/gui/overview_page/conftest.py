"""The overview in a shown window, on a ledger with units, returns and verdicts."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from liling_desk.gui.desk import Desk
from liling_desk.gui.main_window import MainWindow
from liling_desk.gui.overview_page.opener import Opener
from liling_desk.gui.overview_page.page import OverviewPage
from liling_desk.ledger import edits
from liling_desk.ledger.changes import together
from liling_desk.ledger.commitment import Unit
from liling_desk.ledger.returns import Return
from liling_desk.ledger.status import Status
from liling_desk.open_ledger import OpenLedger

UNITS = (*(f"市第{number}局" for number in "一二三四五六七八九"), "市科技和工业信息化局")
DUE = (date(2021, 12, 6), date(2021, 12, 20), date(2022, 1, 10), date(2022, 9, 1))


@pytest.fixture(scope="session")
def worked_file(starter_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed ledger after some work; copy it, never open it."""
    path = Path(shutil.copyfile(starter_file, tmp_path_factory.mktemp("worked") / "worked.db"))
    ledger = OpenLedger.open(path, "示例用户")
    items = sorted(ledger.snapshot().commitments.values(), key=lambda item: item.code)
    ledger.apply(together("unit", [edits.add_unit(Unit(name=name)) for name in UNITS]))
    assigned = []
    for place, item in enumerate(items):
        if place % 9:
            due = {} if item.due or place % 3 == 0 else {"assigned_deadline": DUE[place // 3 % 4]}
            unit = UNITS[place % len(UNITS)]
            assigned.append(edits.revise(item, lead_unit=unit, status=Status.IN_PROGRESS, **due))
    ledger.apply(together("assign", assigned))
    reported = []
    for place, item in enumerate(ledger.snapshot().commitments.values()):
        for month, day in ((10, 20), (11, 22 + place % 9)):
            if item.lead_unit and (place + month) % 4:
                key, on = f"{item.code}-{month}", date(2021, month, min(day, 30))
                value = 7.0 * month if item.indicator else None
                report = Return(key=key, commitment=item.code, period=f"2021-{month}", reported_on=on, value=value)
                reported.append(edits.add_return(report, item))
    ledger.apply(together("returns", reported))
    for code in ("LL-002", "LL-005"):
        ledger.apply(edits.tick_off(ledger.get(code), "会议纪要 3 号", date(2021, 12, 9), "示例用户"))
    late = Return(key="new", commitment="LL-006", period="2021-12", reported_on=date(2021, 12, 13),
                  claimed_status=Status.DONE)  # fmt: skip
    ledger.apply(edits.add_return(late, ledger.get("LL-006")))
    ledger.close()
    return path


@pytest.fixture
def window(desk: Desk, worked_file: Path, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    """The whole window on the overview, 1440x900, as of 2021-12-15."""
    made = MainWindow(desk)
    qtbot.addWidget(made)
    made.open_first(Path(shutil.copyfile(worked_file, tmp_path / "台账.db")))
    made.resize(1440, 900)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.show_page("overview")
    return made


@pytest.fixture
def page(window: MainWindow) -> OverviewPage:
    """The page in it."""
    made = window.page("overview")
    assert isinstance(made, OverviewPage)
    return made


def links(page: OverviewPage) -> list[Opener]:
    """Every link that is shown."""
    return [each for each in page.findChildren(Opener) if each.isVisible()]
