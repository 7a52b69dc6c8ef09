"""Extensions, lights by hand, cycles, plans and returns sent back: written, read again, undone; older files too."""

from __future__ import annotations

import gzip
from datetime import date
from pathlib import Path

import pytest

from liling_desk.ledger import edits
from liling_desk.ledger.errors import InvalidEdit
from liling_desk.ledger.filters import LedgerFilter, SortOrder
from liling_desk.ledger.indicator import PlanPoint
from liling_desk.ledger.light_history import as_it_stood
from liling_desk.ledger.periods import Reporting
from liling_desk.ledger.returns import Return
from liling_desk.ledger.standing import standing_of
from liling_desk.ledger.status import Colour, Status
from liling_desk.open_ledger import OpenLedger

DAY = date(2021, 12, 20)
LATER = date(2022, 3, 31)
DOCUMENT = "醴政办函〔2022〕3号"

REPORT = Return(key="r-1", commitment="LL-062", period="2021-12", reported_on=DAY, claimed_status="done")


def claim(ledger):
    ledger.apply(edits.add_return(REPORT, ledger.get("LL-062")))


EDITS = {
    "extend": lambda ledger: edits.extend(ledger.get("LL-062"), LATER, "疫情", DOCUMENT, DAY),
    "light": lambda ledger: edits.set_light(ledger.get("LL-062"), Colour.RED, "市长点名", LATER, DAY, "小王"),
    "cycle": lambda ledger: edits.revise(ledger.get("LL-062"), reporting=Reporting(cycle="quarterly", due_day=5)),
    "plan": lambda ledger: edits.revise(
        ledger.get("LL-062"),
        indicator=ledger.get("LL-062").indicator.but(
            measure="cumulative", path="by_hand", plan=(PlanPoint(day=date(2021, 6, 30), value=10.5),)
        ),
    ),
    "reading": lambda ledger: edits.read_by_hand(ledger.get("LL-062"), LATER),
    "sent back": lambda ledger: edits.return_for_correction(
        ledger.returns("LL-062")[0], ledger.get("LL-062"), "没有数值", DAY
    ),
}


@pytest.mark.parametrize("name", EDITS)
def test_kept_over_a_restart_and_undone(starter_ledger, name):
    claim(starter_ledger)
    before, returns = starter_ledger.get("LL-062"), starter_ledger.returns("LL-062")
    starter_ledger.apply(EDITS[name](starter_ledger))
    after, changed = starter_ledger.get("LL-062"), starter_ledger.returns("LL-062")
    assert (after, changed) != (before, returns)
    with_again = OpenLedger.open(starter_ledger.address, "小王")
    assert (with_again.get("LL-062"), with_again.returns("LL-062")) == (after, changed)
    assert with_again.history("LL-062")[0].seq == with_again.entry_count
    with_again.undo()
    assert with_again.get("LL-062").but(version=before.version) == before
    assert with_again.returns("LL-062") == returns
    assert with_again.check()["ok"]
    with_again.close()


def test_an_extension_keeps_the_original_deadline(starter_ledger):
    starter_ledger.apply(EDITS["extend"](starter_ledger))
    item = starter_ledger.get("LL-062")
    assert (item.due, item.original_due, item.deadline.latest) == (LATER, date(2021, 12, 31), date(2021, 12, 31))
    starter_ledger.apply(edits.extend(item, date(2022, 6, 30), "再延", DOCUMENT, LATER))
    item = starter_ledger.get("LL-062")
    assert [each.until for each in item.extensions] == [LATER, date(2022, 6, 30)] and item.due == date(2022, 6, 30)


@pytest.mark.parametrize(
    ("code", "until", "reason", "document"),
    [
        ("LL-062", LATER, "", DOCUMENT),
        ("LL-062", LATER, "疫情", "  "),
        ("LL-062", date(2021, 12, 31), "疫情", DOCUMENT),
        ("LL-004", LATER, "疫情", DOCUMENT),
    ],
)
def test_an_extension_needs_a_later_day_a_reason_and_a_document(starter_ledger, code, until, reason, document):
    with pytest.raises(InvalidEdit):
        edits.extend(starter_ledger.get(code), until, reason, document, DAY)


@pytest.mark.parametrize(
    ("colour", "reason", "until"),
    [(Colour.RED, "", LATER), (Colour.RED, "点名", date(2021, 12, 19)), (Colour.BLUE, "点名", LATER)],
)
def test_a_light_by_hand_needs_a_reason_and_a_day_to_come(starter_ledger, colour, reason, until):
    with pytest.raises(InvalidEdit):
        edits.set_light(starter_ledger.get("LL-062"), colour, reason, until, DAY)


def test_a_claim_falls_with_the_return_that_made_it(starter_ledger):
    claim(starter_ledger)
    assert starter_ledger.get("LL-062").status is Status.SUBMITTED
    starter_ledger.apply(EDITS["sent back"](starter_ledger))
    assert starter_ledger.get("LL-062").status is Status.IN_PROGRESS
    assert starter_ledger.standing("LL-062", DAY).returns == 0


def test_the_reading_by_hand_goes_back_to_the_rules(starter_ledger):
    before = starter_ledger.get("LL-062").deadline
    starter_ledger.apply(EDITS["reading"](starter_ledger))
    by_hand = starter_ledger.get("LL-062").deadline
    assert (by_hand.phrase, by_hand.latest, by_hand.by_hand) == (before.phrase, LATER, True)
    starter_ledger.apply(edits.read_by_hand(starter_ledger.get("LL-062"), None))
    assert starter_ledger.get("LL-062").deadline.latest == before.latest


def test_a_file_of_the_first_schema_is_brought_up_to_date(tmp_path):
    """Written by version 0.1: its journal names nested values that have gained parts since."""
    path = tmp_path / "旧.db"
    path.write_bytes(gzip.decompress(Path(__file__).with_name("first-schema.db.gz").read_bytes()))
    ledger = OpenLedger.open(path, "小王")
    item = ledger.get("XX-1")
    assert (item.extensions, item.reporting, item.hand_light) == ((), Reporting(), None)
    assert (item.indicator.path, item.indicator.plan, item.deadline.by_hand) == ("linear", (), False)
    assert ledger.check()["ok"]
    ledger.apply(edits.extend(item, date(2022, 9, 30), "疫情", DOCUMENT, DAY))
    assert ledger.get("XX-1").due == date(2022, 9, 30)
    for _ in range(4):
        assert not ledger.undo().kept
    assert ledger.snapshot().commitments == {} and ledger.check()["ok"]
    while ledger.can_redo():
        ledger.redo()
    assert (ledger.get("XX-1").indicator.target, ledger.get("XX-1").deadline.phrase) == (120, "2022年6月底")
    assert ledger.check()["ok"]
    ledger.close()


@pytest.mark.parametrize(
    "wanted", [LedgerFilter(), LedgerFilter(light=(Colour.RED,)), LedgerFilter(deleted=True), LedgerFilter(text="道路")]
)
def test_as_many_are_counted_as_are_found(starter_ledger, wanted):
    starter_ledger.apply(edits.delete(starter_ledger.get("LL-062")))
    assert starter_ledger.count(wanted, DAY) == len(starter_ledger.find(wanted, SortOrder(), DAY))


def test_how_all_stood_is_how_each_stood(starter_ledger):
    claim(starter_ledger)
    starter_ledger.apply(edits.tick_off(starter_ledger.get("LL-001"), "会议纪要", LATER, "小王"))
    for each in starter_ledger.standings_then(DAY):
        item, returns = starter_ledger.get(each.code), starter_ledger.returns(each.code)
        assert each == standing_of(as_it_stood(item, returns, DAY), returns, DAY)
