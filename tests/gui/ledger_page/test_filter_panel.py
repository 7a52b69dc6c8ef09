"""The filter panel by mouse and keyboard on the starter ledger, as of 2021-12-15."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from liling_desk.gui.desk import Desk
from liling_desk.gui.ledger_page import filter_panel
from liling_desk.gui.ledger_page.filter_panel import FilterPanel
from liling_desk.gui.look.check_row import CheckRow
from liling_desk.ledger import edits
from liling_desk.ledger.commitment import Unit
from liling_desk.ledger.filters import UNASSIGNED, LedgerFilter, SortOrder, select
from liling_desk.ledger.finder import Finder
from liling_desk.ledger.saved_view import SavedView
from liling_desk.ledger.status import Colour, Status

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def panel(starter_desk: Desk, qtbot: QtBot) -> FilterPanel:
    """Answers its own signals as the page does."""
    made = FilterPanel(starter_desk, current_sort=lambda: SortOrder(by="due"))
    qtbot.addWidget(made)

    def show(wanted: LedgerFilter) -> None:
        bridge = starter_desk.bridge
        made.show_counts(bridge.ledger.standings(bridge.as_of), wanted)

    made.filter_changed.connect(show)
    made.view_chosen.connect(lambda view: show(view.filter))
    show(LedgerFilter())
    made.resize(208, 900)
    made.show()
    made.activateWindow()
    qtbot.waitActive(made)
    return made


def count_of(desk: Desk, wanted: LedgerFilter) -> int:
    return len(select(desk.bridge.ledger.standings(desk.bridge.as_of), wanted, SortOrder()))


def rows(panel: FilterPanel, group: str) -> dict[str, CheckRow]:
    return panel.groups[group].rows()


def test_every_count_is_what_ticking_it_gives(panel: FilterPanel, starter_desk: Desk) -> None:
    panel.show_counts(panel._standings, LedgerFilter(light=(Colour.YELLOW,)))
    for group in ("status", "due", "unit", "role", "programme", "category"):
        for value, row in rows(panel, group).items():
            wanted = LedgerFilter.model_validate({"light": ("yellow",), group: (value,)})
            assert row.count() == count_of(starter_desk, wanted), (group, value)
    # A group's own ticks do not change its counts.
    assert rows(panel, "light")["grey"].count() == count_of(starter_desk, LedgerFilter(light=(Colour.GREY,)))


def test_nothing_is_counted_before_there_is_anything_to_count(starter_desk: Desk, qtbot: QtBot) -> None:
    panel = FilterPanel(starter_desk, current_sort=SortOrder)
    qtbot.addWidget(panel)
    assert {row.count() for row in panel.views.rows().values()} == {None}
    panel.show_counts(starter_desk.bridge.ledger.standings(starter_desk.bridge.as_of), LedgerFilter())
    assert panel.views.rows()["全部台账"].count() == 93


def test_nothing_of_before_is_shown_while_a_large_ledger_is_counted(
    panel: FilterPanel, starter_desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    bridge, shown = starter_desk.bridge, len(rows(panel, "unit"))
    monkeypatch.setattr(filter_panel, "_AT_ONCE", 10)
    bridge.ledger.apply(edits.add_unit(Unit(name="县科工局")))
    item = bridge.ledger.get("LL-001")
    bridge.ledger.apply(edits.revise(item, lead_unit="县科工局"))
    panel.show_counts(Finder(bridge.ledger.standings(bridge.as_of)), LedgerFilter())
    everything = [
        *panel.views.rows().values(),
        *(row for group in panel.groups.values() for row in group.rows().values()),
    ]
    assert {row.count() for row in everything} == {None}
    assert not rows(panel, "unit") and rows(panel, "light"), "units are another ledger's"
    qtbot.waitUntil(lambda: panel.views.rows()["全部台账"].count() == 93)
    assert len(rows(panel, "unit")) > shown and rows(panel, "unit")["县科工局"].count() == 1
    assert None not in {row.count() for group in panel.groups.values() for row in group.rows().values()}


def test_ticks_emit_a_filter_and_clear_takes_them_back(panel: FilterPanel, qtbot: QtBot) -> None:
    seen: list[LedgerFilter] = []
    panel.filter_changed.connect(seen.append)
    qtbot.mouseClick(rows(panel, "light")["yellow"], LEFT)
    qtbot.mouseClick(rows(panel, "light")["red"], LEFT)
    assert seen[-1] == LedgerFilter(light=(Colour.RED, Colour.YELLOW))
    assert panel.views.rows()["红黄灯"].isChecked(), "the view that shows exactly this is tinted"
    clear = next(each for each in panel.groups["light"].findChildren(QPushButton) if each.text() == "清除")
    qtbot.mouseClick(clear, LEFT)
    assert seen[-1] == LedgerFilter()
    assert panel.views.rows()["全部台账"].isChecked()


def test_a_row_without_items_stays_in_its_place(panel: FilterPanel) -> None:
    panel.show_counts(panel._standings, LedgerFilter(status=(Status.DONE,)))
    assert [row.count() for row in rows(panel, "light").values()] == [0, 0, 0, 0, 0]
    assert list(rows(panel, "light")) == ["red", "yellow", "green", "blue", "grey"]
    assert all(row.isVisible() for row in rows(panel, "light").values())


def test_a_long_group_shows_five_the_ticked_ones_and_all(panel: FilterPanel, qtbot: QtBot) -> None:
    group = panel.groups["programme"]
    assert len(group.rows()) == 5
    whole = next(each for each in group.findChildren(QPushButton) if each.text().startswith("全部"))
    qtbot.mouseClick(whole, LEFT)
    assert len(group.rows()) == 17
    last = list(group.rows())[-1]
    group.rows()[last].click()
    qtbot.mouseClick(whole, LEFT)
    assert len(group.rows()) == 6 and group.rows()[last].isChecked()


def test_the_keyboard_moves_within_a_group_and_toggles(panel: FilterPanel, qtbot: QtBot) -> None:
    panel.open_group("status")
    first = rows(panel, "status")["not_started"]
    assert QApplication.focusWidget() is first
    qtbot.keyClick(first, Qt.Key.Key_Down)
    second = rows(panel, "status")["in_progress"]
    assert QApplication.focusWidget() is second
    qtbot.keyClick(second, Qt.Key.Key_Space)
    assert panel.filter().status == (Status.IN_PROGRESS,)
    qtbot.keyClick(second, Qt.Key.Key_End)
    assert QApplication.focusWidget() is rows(panel, "status")["terminated"]
    stops = [row for row in rows(panel, "status").values() if row.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert len(stops) == 1, "one tab stop for the group"


def test_folding_a_group_is_remembered(panel: FilterPanel, starter_desk: Desk, qtbot: QtBot) -> None:
    panel.groups["due"].set_open(False)
    again = FilterPanel(starter_desk)
    qtbot.addWidget(again)
    assert not again.groups["due"].is_open() and again.groups["status"].is_open()


def test_views_count_the_whole_ledger_and_are_chosen(panel: FilterPanel, starter_desk: Desk, qtbot: QtBot) -> None:
    views = panel.views.rows()
    assert list(views) == ["全部台账", "红黄灯", "30 日内到期", "待核定", "待分办", "本期未报送", "已删除"]
    assert views["全部台账"].count() == 93 and views["待分办"].count() == 93 and views["已删除"].count() == 0
    chosen: list[SavedView] = []
    panel.view_chosen.connect(chosen.append)
    qtbot.mouseClick(views["待分办"], LEFT)
    assert chosen[0].filter == LedgerFilter(unit=(UNASSIGNED,))
    assert rows(panel, "unit")[UNASSIGNED].isChecked()
    ledger = starter_desk.bridge.ledger
    ledger.apply(edits.delete(ledger.get("LL-001")))
    panel.show_counts(ledger.standings(starter_desk.bridge.as_of), LedgerFilter(deleted=True))
    assert panel.views.rows()["已删除"].count() == 1 and panel.views.rows()["全部台账"].count() == 92


def test_a_view_is_kept_renamed_and_dropped(panel: FilterPanel, starter_desk: Desk, qtbot: QtBot) -> None:
    ledger = starter_desk.bridge.ledger
    qtbot.mouseClick(rows(panel, "category")["产业"], LEFT)
    panel.views.ask_name()
    field = panel.views._name
    qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    assert field.isVisible() and ledger.saved_views() == [], "a name is needed"
    field.edit.insert("道路与铁路")
    qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    kept = SavedView(name="道路与铁路", filter=LedgerFilter(category=("产业",)), sort=SortOrder(by="due"))
    assert ledger.saved_views() == [kept]
    assert panel.views.rows()["道路与铁路"].isChecked()
    qtbot.keyClick(panel.views.rows()["道路与铁路"], Qt.Key.Key_F2)
    field.edit.setText("产业")
    qtbot.mouseClick(field.keep, LEFT)
    assert [view.name for view in ledger.saved_views()] == ["产业"]
    assert "道路与铁路" not in panel.views.rows()
    qtbot.keyClick(panel.views.rows()["产业"], Qt.Key.Key_Delete)
    assert ledger.saved_views() == []
    starter_desk.bridge.undo()
    assert [view.name for view in ledger.saved_views()] == ["产业"]


def test_nothing_is_cut_at_the_smallest_width(panel: FilterPanel) -> None:
    panel.resize(176, 900)
    QApplication.processEvents()
    content = panel._scroll.widget()
    assert content.width() <= panel._scroll.viewport().width()
    assert content.minimumSizeHint().width() <= 176
