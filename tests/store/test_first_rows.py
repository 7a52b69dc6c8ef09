"""The first rows of the list, read without the rest of the ledger: as the whole list has them, or not told at all."""

from __future__ import annotations

from datetime import date, timedelta
from typing import get_args

import pytest

from liling_desk.ledger import edits
from liling_desk.ledger.changes import together
from liling_desk.ledger.filters import EVERYTHING, USUAL_ORDER, SortKey, SortOrder
from liling_desk.ledger.light import light_of
from liling_desk.ledger.returns import Return
from liling_desk.ledger.status import OPEN, Colour, Status
from liling_desk.open_ledger import OpenLedger

TODAY = date(2021, 12, 15)
DAYS = (date(2021, 1, 1), date(2021, 11, 30), TODAY, date(2023, 6, 1))
ORDERS = [SortOrder(by=by, descending=down) for by in get_args(SortKey) for down in (False, True)]
DOCUMENT = "醴政办函〔2022〕3号"
UNITS = ("市教育局", "市财政局", "市水利局", "")


@pytest.fixture
def mixed(starter_ledger: OpenLedger) -> OpenLedger:
    """Days, units, statuses, extensions, lights by hand, returns and deleted items, all over the ledger."""
    items = list(starter_ledger.snapshot().commitments.values())
    sets = []
    for place, item in enumerate(items):
        fields = {"lead_unit": UNITS[place * 7 % 4] or None}
        if place % 2:
            fields["assigned_deadline"] = date(2021, 9, 1) + timedelta(days=place * 13 % 150)
        if place % 9 == 4:
            fields |= {"status": Status.DONE, "done_on": TODAY, "done_basis": "验收"}
        if place % 9 == 7:
            fields |= {"status": Status.SUSPENDED, "status_reason": "停工"}
        sets.append(edits.revise(item, **fields))
    starter_ledger.apply(together("edit", sets))
    later = []
    for place, item in enumerate(starter_ledger.snapshot().commitments.values()):
        if place % 10 == 1 and item.due is not None and item.status in OPEN:
            later.append(edits.extend(item, item.due + timedelta(days=40), "疫情", DOCUMENT, date(2021, 8, 1)))
        elif place % 10 == 2 and item.status in OPEN:
            later.append(edits.set_light(item, Colour.RED, "点名", date(2022, 3, 1), TODAY, "小王"))
        elif place % 10 == 3:
            later.append(edits.delete(item))
        elif place % 3 == 0:
            report = Return(
                key=f"r{place}", commitment=item.code, period="2021-11", reported_on=date(2021, 11, 1 + place % 20),
                difficulties="请协调" if place % 2 else "",
            )  # fmt: skip
            later.append(edits.add_return(report, item))
    starter_ledger.apply(together("edit", later))
    return starter_ledger


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_as_the_whole_list_has_them_or_none(mixed: OpenLedger, day: date) -> None:
    told = 0
    for sort in ORDERS:
        whole = mixed.find(EVERYTHING, sort, day)
        for wanted in (1, 10, 30):
            rows = mixed.first_rows(sort, day, wanted)
            assert rows in ([], whole[:wanted]), (sort, wanted)
            told += bool(rows)
    assert told >= 30


def test_the_usual_order_is_told_where_enough_are_red(mixed: OpenLedger) -> None:
    late = date(2030, 1, 1)
    red = sum(each.light.colour is Colour.RED for each in mixed.standings(late))
    assert red > 30
    assert len(mixed.first_rows(USUAL_ORDER, late, 30)) == 30
    assert mixed.first_rows(USUAL_ORDER, late, red + 1) == []


def test_an_order_that_is_computed_is_not_told(mixed: OpenLedger) -> None:
    for by in ("title", "value", "reported"):
        assert mixed.first_rows(SortOrder(by=by), TODAY, 5) == []


def test_what_is_settled_is_never_urgent(mixed: OpenLedger) -> None:
    """The first rows are looked for among open items only."""
    for code, item in mixed.snapshot().commitments.items():
        if item.status not in OPEN:
            for day in DAYS:
                assert light_of(item, mixed.returns(code), day).colour in (Colour.BLUE, Colour.GREY)


def test_a_deadline_that_was_extended_stands_where_it_belongs(mixed: OpenLedger) -> None:
    extended = {code for code, item in mixed.snapshot().commitments.items() if item.extensions and not item.deleted}
    assert extended
    rows = mixed.first_rows(SortOrder(by="due"), TODAY, 40)
    assert rows == mixed.find(EVERYTHING, SortOrder(by="due"), TODAY)[:40]
    assert extended & {each.code for each in rows}


def test_goes_on_with_what_another_connection_has_read(mixed: OpenLedger) -> None:
    read = OpenLedger.open(mixed.address, "张三", access=mixed.access)
    standings = read.standings(TODAY)
    assert read.item_count == mixed.item_count
    read.close()
    again = OpenLedger.open(mixed.address, "张三", access=mixed.access)
    again.take_over(read)
    assert again.standings(TODAY) is standings
    read.close()
    again.close()


def test_what_was_written_meanwhile_is_not_missed(mixed: OpenLedger) -> None:
    read = OpenLedger.open(mixed.address, "张三", access=mixed.access)
    again = OpenLedger.open(mixed.address, "李四", access=mixed.access)
    read.standings(TODAY)
    code = next(code for code, item in mixed.snapshot().commitments.items() if not item.deleted)
    mixed.apply(edits.revise(mixed.get(code), note="读的时候写的"))
    again.take_over(read)
    read.close()
    assert again.get(code).note == "读的时候写的"
    assert again.standing(code, TODAY).commitment.note == "读的时候写的"
    assert list(again.standings(TODAY)) == list(mixed.standings(TODAY))
    again.close()
