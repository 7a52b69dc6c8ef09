"""A large file: the window goes on while it is read, and the reading can be stopped."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from pytestqt.qtbot import QtBot

from liling_desk.gui.import_page.page import ImportPage

ROWS = 20_000


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """20,000 rows of 12 columns."""
    path = tmp_path_factory.mktemp("large") / "large.csv"
    head = "编号,工作任务,责任单位,办理情况,完成值,自评,要求时间,备注,期别,责任人,工程,类别\n"
    rows = (f",示例事项第{n}项,市交通运输局,进展{n},{n},推进中,2021-12-31,,2021-11,张三,,\n" for n in range(ROWS))
    path.write_text(head + "".join(rows), encoding="gbk")
    return path


def test_the_window_goes_on_while_a_large_file_is_read(page: ImportPage, large: Path, qtbot: QtBot) -> None:
    seen_busy: list[bool] = []
    ticks = QTimer()
    ticks.setInterval(5)
    ticks.timeout.connect(lambda: seen_busy.append(page.is_busy))
    ticks.start()
    page.open_file(large)
    qtbot.waitUntil(page.progress.isVisible, timeout=10_000)
    assert page.progress.what.text().endswith("large.csv…")
    qtbot.waitUntil(lambda: page.reading is not None, timeout=60_000)
    ticks.stop()
    assert len(page.reading.preview.rows) == ROWS
    assert not page.progress.isVisible()
    assert sum(seen_busy) > 20, "the window's own events came through while the file was read and compared"


def test_a_large_file_can_be_given_up(page: ImportPage, large: Path, qtbot: QtBot) -> None:
    page.open_file(large)
    qtbot.waitUntil(page.progress.isVisible, timeout=10_000)
    qtbot.mouseClick(page.progress.cancel, Qt.MouseButton.LeftButton)
    assert page.file_step.isVisible()
    assert not page.progress.isVisible()
    assert not page.is_busy
    assert page.session.choice is None
