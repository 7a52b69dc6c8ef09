"""The second place for backups: chosen, tried and kept on the preferences page."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from liling_desk.preferences import load_preferences

LEFT = Qt.MouseButton.LeftButton


class Asked:
    def __init__(self, answer):
        self.answer = answer

    def second_place(self, _present):
        return self.answer


@pytest.fixture
def section(main_window):
    main_window.show_page("preferences")
    return main_window.page("preferences").backups


def test_a_folder_is_tried_kept_and_given_to_the_open_ledger(section, main_window, qtbot, tmp_path):
    assert section.place.text() == "没有设" and section.test.isHidden() and section.drop.isHidden()
    stick = tmp_path / "stick"
    stick.mkdir()
    section.ask = Asked(stick)
    qtbot.mouseClick(section.browse, LEFT)
    assert section.place.text() == str(stick) == load_preferences().second_place
    assert main_window.desk.bridge.ledger.second_place == stick
    assert "能写入" in section.said.text() and list(stick.iterdir()) == []
    assert not section.drop.isHidden()


def test_a_folder_that_cannot_be_used_is_refused_and_said(section, main_window, qtbot, tmp_path):
    section.ask = Asked(tmp_path / "pulled out")
    qtbot.mouseClick(section.browse, LEFT)
    assert load_preferences().second_place == "" and "不能写到" in section.said.text()
    section.ask = Asked(None)
    qtbot.mouseClick(section.browse, LEFT)
    assert load_preferences().second_place == ""


def test_it_is_tried_again_and_given_up(section, main_window, qtbot, tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    section.ask = Asked(stick)
    qtbot.mouseClick(section.browse, LEFT)
    stick.rmdir()
    qtbot.mouseClick(section.test, LEFT)
    assert "不能写到" in section.said.text()
    qtbot.mouseClick(section.drop, LEFT)
    assert load_preferences().second_place == "" and main_window.desk.bridge.ledger.second_place is None


def test_the_way_to_the_backups(section, main_window, qtbot):
    qtbot.mouseClick(section.all, LEFT)
    assert main_window.current_page == "backups"
