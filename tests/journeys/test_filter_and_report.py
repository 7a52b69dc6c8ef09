"""A filter becomes a report: on the screen, as PDF, with the numbers of the list."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from liling_desk.gui.desk import Desk
from liling_desk.gui.main_window import MainWindow
from tests.journeys.hands import Hands

CONTROL = Qt.KeyboardModifier.ControlModifier


def _text(pdf: Path) -> str:
    return subprocess.run(["pdftotext", "-raw", str(pdf), "-"], check=True, capture_output=True, text=True).stdout


def _save_pdf(hands: Hands, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from PySide6.QtWidgets import QFileDialog

    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(lambda *_args, **_named: (str(target), "")))
    hands.press("存为 PDF")
    hands.wait(target.exists)


def test_the_whole_ledger_is_reported_with_the_numbers_of_the_list(
    window: MainWindow, desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands = Hands(window, qtbot)
    codes = list(hands.codes)
    hands.keys((CONTROL, Qt.Key.Key_4))
    report = window.page("report")
    hands.wait(lambda: report.is_up_to_date)
    _save_pdf(hands, tmp_path / "总体情况.pdf", monkeypatch)
    text = _text(tmp_path / "总体情况.pdf")
    assert "共 93 项" in text
    assert "已办结 0 项" in text
    assert "超期 0 项" in text
    assert "2021-12-15" in text
    assert all(code in text for code in codes)


def test_a_filter_of_the_list_is_named_and_followed_by_the_report(
    window: MainWindow, desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands = Hands(window, qtbot)
    hands.tick_facet("黄灯")
    codes = list(hands.codes)
    window.page("ledger").report_requested.emit(
        window.page("ledger").listing.filter, window.page("ledger").listing.sort
    )
    report = window.page("report")
    hands.wait(lambda: report.is_up_to_date)
    _save_pdf(hands, tmp_path / "黄灯.pdf", monkeypatch)
    text = _text(tmp_path / "黄灯.pdf")
    assert f"共 {len(codes)} 项" in text
    assert "黄灯" in text
    assert all(code in text for code in codes)
    assert "LL-004" not in text
