"""What a row of the list says and draws about light, pace and the last return."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from liling_desk.gui.desk import Desk
from liling_desk.gui.ledger_page import cell_words
from liling_desk.gui.ledger_page.columns import PLACE
from liling_desk.gui.ledger_page.page import LedgerPage
from liling_desk.gui.ledger_page.table_model import LedgerModel
from liling_desk.ledger import edits
from liling_desk.ledger.returns import Return
from liling_desk.ledger.standing import Standing
from liling_desk.ledger.status import Colour
from liling_desk.words.indicators import pace_colour, planned_share

TIP, ACCESSIBLE = Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole


def assigned(desk: Desk, code: str, unit: str = "市委组织部") -> None:
    desk.bridge.run(edits.assign(desk.bridge.ledger.get(code), unit))


def report(desk: Desk, code: str, **fields: object) -> None:
    made = Return(key=edits.new_key(), commitment=code, **fields)
    desk.bridge.run(edits.add_return(made, desk.bridge.ledger.get(code)))


def standing(desk: Desk, code: str) -> Standing:
    return desk.bridge.ledger.standing(code, desk.bridge.as_of)


def shown(desk: Desk, code: str, key: str, role: Qt.ItemDataRole) -> str:
    model = LedgerModel(desk.tr)
    model.show([standing(desk, code)])
    return str(model.index(0, PLACE[key]).data(role))


@pytest.mark.parametrize(
    ("value", "light", "bar"),
    [
        (60.0, Colour.GREEN, "green"),
        (40.0, Colour.GREEN, "green"),
        (20.0, Colour.YELLOW, "yellow"),
        (5.0, Colour.RED, "red"),
    ],
)
def test_the_bar_is_red_or_amber_only_where_it_is_behind(
    starter_desk: Desk, value: float, light: Colour, bar: str
) -> None:
    starter_desk.bridge.set_as_of(date(2021, 6, 30))
    assigned(starter_desk, "LL-062")
    report(starter_desk, "LL-062", period="2021-06", reported_on=date(2021, 6, 20), value=value)
    now = standing(starter_desk, "LL-062")
    assert (now.light.colour, pace_colour(now)) == (light, bar)
    assert planned_share(now) == pytest.approx(0.408, abs=0.001)
    assert "应达 40.8 名" in shown(starter_desk, "LL-062", "indicator", TIP)


def test_the_tip_of_a_light_holds_every_reason_the_first_one_bold(starter_desk: Desk) -> None:
    assigned(starter_desk, "LL-062")
    report(
        starter_desk,
        "LL-062",
        period="2021-06",
        reported_on=date(2021, 6, 20),
        value=5.0,
        difficulties="请市里<b>协调</b>住房",
    )
    reasons = [starter_desk.tr.say(each) for each in standing(starter_desk, "LL-062").light.reasons]
    tip = shown(starter_desk, "LL-062", "light", TIP)
    lines = tip.split("<br>")
    assert len(reasons) > 2 and len(lines) == len(reasons)
    assert lines[0] == f"<b>红灯：{reasons[0]}</b>"
    assert "请市里&lt;b&gt;协调" in tip, "what a unit wrote is no markup"
    said = shown(starter_desk, "LL-062", "light", ACCESSIBLE)
    assert all(reason in said for reason in reasons), "and the same by keyboard"


def test_a_light_set_by_hand_says_so_and_until_when(starter_desk: Desk) -> None:
    ledger = starter_desk.bridge.ledger
    light = edits.set_light(
        ledger.get("LL-007"), Colour.RED, "市长点名", date(2021, 12, 31), date(2021, 12, 1), "示例用户"
    )
    starter_desk.bridge.run(light)
    assert shown(starter_desk, "LL-007", "light", Qt.ItemDataRole.DisplayRole) == "红灯（手动）"
    tip = shown(starter_desk, "LL-007", "light", TIP)
    assert tip.startswith("<b>红灯（手动）：") and "市长点名" in tip and "有效至 2021-12-31" in tip
    assert "红灯（手动）" in shown(starter_desk, "LL-007", "tick", ACCESSIBLE)


def test_the_last_return_is_red_only_where_it_makes_the_light_red(starter_desk: Desk) -> None:
    for code, day in (("LL-002", date(2021, 9, 20)), ("LL-004", date(2021, 1, 20)), ("LL-088", date(2021, 9, 20))):
        assigned(starter_desk, code)
        report(starter_desk, code, period=f"{day:%Y-%m}", reported_on=day, progress="在办")
    role = {
        code: cell_words.return_lines(standing(starter_desk, code), starter_desk.tr).role
        for code in ("LL-002", "LL-004", "LL-088")
    }
    assert role == {"LL-002": "red", "LL-004": "text3", "LL-088": "yellow"}
    assert "连续 2 期未报送" in shown(starter_desk, "LL-002", "return", TIP)


def test_the_page_paints_marks_ranks_and_rims(page: LedgerPage, starter_desk: Desk) -> None:
    ledger, bridge = starter_desk.bridge.ledger, starter_desk.bridge
    assigned(starter_desk, "LL-088")
    report(starter_desk, "LL-088", period="2021-11", reported_on=date(2021, 11, 20), value=47.0)
    bridge.run(edits.set_light(ledger.get("LL-007"), Colour.RED, "点名", date(2021, 12, 31), date(2021, 12, 1)))
    for compact in (False, True):
        page.table.cells.compact = compact
        assert not page.table.grab().isNull()
    assert pace_colour(standing(starter_desk, "LL-088")) == "grey", "worse than the limit is no success"


def test_hovering_a_chip_shows_its_reasons(page: LedgerPage, starter_desk: Desk) -> None:
    row = page.table.rows.row_of("LL-062")
    assert row is not None
    view, at = page.table.viewport(), page.table.visualRect(page.table.rows.index(row, PLACE["light"])).center()
    QApplication.sendEvent(view, QHelpEvent(QEvent.Type.ToolTip, at, view.mapToGlobal(at)))
    assert QToolTip.text() == "<b>黄灯：临近到期，剩 16 天</b><br>尚未分办"
    QToolTip.hideText()
