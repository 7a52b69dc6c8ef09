"""An import page on a real ledger, and tables to import."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from liling_desk.gui.desk import Desk
from liling_desk.gui.import_page.page import ImportPage

HEAD = "编号,工作任务,责任单位,办理情况,完成值,自评,要求时间,交办时限\n"
ROWS = (
    "LL-001,,市交通运输局,11 月：施工图审查完成,,推进中,,\n"
    "LL-003,加快建设湘赣边区域物流枢纽,,,,,,\n"
    "LL-014,,,11 月：点火投产,100,已完成,,\n"
    "LL-031,,,,二十九点五左右,,,\n"
    "LL-005,,,,,推进中,2021年11月31日,\n"
    ",示例：320 国道绕城段,市交通运输局,11 月：前期调研,,,2022年6月底前,\n"
    "LL-062,,,11 月：新签约 13 名,71,,,2021-12-01\n"
)


@pytest.fixture
def page(starter_desk: Desk, qtbot: QtBot) -> ImportPage:
    made = ImportPage(starter_desk)
    qtbot.addWidget(made)
    made.resize(1368, 810)
    made.show()
    made.activateWindow()
    qtbot.waitActive(made)
    return made


@pytest.fixture
def table(tmp_path: Path) -> Callable[..., Path]:
    """Writes a table: `table("name.csv", text, encoding)`."""

    def write(name: str = "11月进展.csv", text: str = HEAD + ROWS, encoding: str = "gbk") -> Path:
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        return path

    return write


@pytest.fixture
def opened(page: ImportPage, table: Callable[..., Path], qtbot: QtBot) -> ImportPage:
    """The page with the table read and compared."""
    page.open_file(table())
    qtbot.waitUntil(lambda: page.reading is not None and not page.is_busy, timeout=10_000)
    return page
