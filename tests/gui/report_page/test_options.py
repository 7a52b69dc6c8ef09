"""The options: each kind shows what it heeds, remembers it, and its pages follow."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from liling_desk.gui.desk import Desk
from liling_desk.gui.report_page.kind_panels import KindPanel
from liling_desk.gui.report_page.page import ReportPage
from liling_desk.ledger.filters import LedgerFilter, SortOrder
from liling_desk.reporting.kinds import KINDS
from liling_desk.reporting.report import Table
from tests.gui.report_page.report_hands import choose, click, row_of, settle, tick


def test_every_kind_shows_the_options_that_it_heeds_and_its_pages(page: ReportPage, qtbot: QtBot) -> None:
    for kind in KINDS:
        choose(page, kind.key, qtbot)
        shown = {name for name, field in page.options.fields.items() if field.isVisibleTo(page.options)}
        assert shown == kind.options & set(page.options.fields)
        assert page.ready.report.kind == kind.key
        assert len(page.ready.pages) > 0


def test_letters_stand_under_a_heading_of_their_own(page: ReportPage) -> None:
    letters = [kind.key for kind in KINDS if kind.is_letter]
    tops = [row.mapTo(page, row.rect().topLeft()).y() for row in page.kinds.rows.buttons()]
    assert tops == sorted(tops)
    assert tops[-len(letters)] - tops[-len(letters) - 1] > tops[1] - tops[0]


def test_each_kind_remembers_its_own_choices(page: ReportPage, starter_desk: Desk, qtbot: QtBot) -> None:
    tick(qtbot, page.options.switches["charts"])
    choose(page, "unit", qtbot)
    assert page.options.switches["charts"].isChecked()
    again = ReportPage(starter_desk)
    qtbot.addWidget(again)
    assert again.kinds.kind == "unit"
    again.choose_kind("status")
    assert not again.options.switches["charts"].isChecked()


def test_damaged_choices_are_the_usual_ones(starter_desk: Desk, qtbot: QtBot) -> None:
    damaged = {"charts": "yes", "columns": 3, "sort": [1], "landscape": "x", "letterhead": {"issuer": 7, "imprint": 1}}
    starter_desk.choices.remember("report_options", {"kind": "nonsense", "kinds": {"status": damaged}})
    page = ReportPage(starter_desk)
    qtbot.addWidget(page)
    assert page.kinds.kind == KINDS[0].key
    assert page.options.switches["charts"].isChecked()
    assert page.options.sort.value() is None
    assert page.options.letterhead.letterhead() is None


def test_sort_and_its_direction(page: ReportPage, qtbot: QtBot) -> None:
    choose(page, "ledger", qtbot)
    page.options.sort.by.setFocus()
    for _ in range(3):
        qtbot.keyClick(page.options.sort.by, Qt.Key.Key_Down)
    assert page.options.sort.value() == {"by": "code", "descending": False}
    settle(page, qtbot)
    first = str(page.ready.report.items.rows[0][0])
    click(qtbot, page.options.sort.turn)
    settle(page, qtbot)
    assert str(page.ready.report.items.rows[-1][0]) == first == "LL-001"


def test_groups_and_paper(page: ReportPage, qtbot: QtBot) -> None:
    choose(page, "ledger", qtbot)
    qtbot.keyClick(page.options.group_by, Qt.Key.Key_Down)
    qtbot.keyClick(page.options.landscape, Qt.Key.Key_Down)
    settle(page, qtbot)
    items = next(each for each in page.ready.report.sections if isinstance(each, Table))
    assert [group.title for group in items.groups] == ["待分办"]
    width, height = page.ready.pages.sizes[0]
    assert width < height


def test_the_month_of_the_rollcall(page: ReportPage, qtbot: QtBot) -> None:
    choose(page, "rollcall", qtbot)
    usual = page.ready.report.title
    for _ in range(3):
        qtbot.keyClick(page.options.period, Qt.Key.Key_Down)
    settle(page, qtbot)
    assert page.options.period.value() == "2021-10"
    assert page.ready.report.title != usual


def test_a_letterhead_makes_it_an_official_paper(page: ReportPage, qtbot: QtBot) -> None:
    block = page.options.letterhead
    assert not block.lines["issuer"].isVisible()
    block.head.set_open(True)
    block.lines["issuer"].insert("醴陵市委督查室")
    qtbot.waitUntil(lambda: page.is_up_to_date and page.ready.report.letterhead is not None, timeout=10_000)
    assert page.ready.report.letterhead.issuer == "醴陵市委督查室"
    choose(page, "ledger", qtbot)
    assert page.ready.report.letterhead is None
    choose(page, "status", qtbot)
    assert page.ready.report.letterhead is not None
    assert block.head.is_open()


def test_items_that_were_handed_over_are_a_scope(page: ReportPage, qtbot: QtBot) -> None:
    page.choose_kind("item")
    page.show_filter(LedgerFilter(codes=("LL-001", "LL-062")), SortOrder())
    settle(page, qtbot)
    assert page.options.scope_box.currentText() == "选定的事项，2 项"
    assert len(page.ready.pages) >= 2


def test_characters_without_a_glyph_are_named(page: ReportPage, starter_desk: Desk, qtbot: QtBot) -> None:
    from liling_desk.ledger import edits

    bridge = starter_desk.bridge
    bridge.run(edits.revise(bridge.ledger.get("LL-001"), title="公路\U0001d173\U00012000"))
    settle(page, qtbot)
    assert "\U00012000" in page.options.glyphs.text()
    assert page.options.glyphs.isVisible()


class _Draft(KindPanel):
    takes_over = frozenset({"scope", "as_of", "charts"})

    def __init__(self) -> None:
        super().__init__()
        self.day = date(2021, 11, 30)

    def options(self) -> dict[str, object]:
        return {"as_of": self.day, "filter": LedgerFilter(codes=("LL-001",))}


def test_a_kind_may_have_a_panel_of_its_own(page: ReportPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    panels = {"problems": lambda _desk, _page: _Draft()}
    monkeypatch.setattr("liling_desk.gui.report_page.kind_panels.PANELS", panels)
    choose(page, "problems", qtbot)
    panel = page.panels.shown
    assert page.ready.report.as_of == date(2021, 11, 30)
    assert panel.isVisible()
    assert not page.options.scope_box.isVisible()
    panel.day = date(2021, 10, 31)
    panel.changed.emit()
    settle(page, qtbot)
    assert page.ready.report.as_of == date(2021, 10, 31)
    choose(page, "status", qtbot)
    assert not panel.isVisible()
    assert page.options.scope_box.isVisible()
    assert row_of(page, "status").isChecked()
