"""How lights stood on earlier days, and when they changed."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from liling_desk.ledger.commitment import Commitment, Extension, HandLight
from liling_desk.ledger.deadline import Deadline
from liling_desk.ledger.indicator import Indicator
from liling_desk.ledger.light_history import as_it_stood, light_changes, light_on
from liling_desk.ledger.periods import Reporting
from liling_desk.ledger.returns import Return
from liling_desk.ledger.status import Status

START, JUNE, DUE = date(2021, 2, 23), date(2021, 6, 30), date(2021, 12, 31)


def item(**fields):
    usual = {
        "code": "LL-062", "title": "事项", "lead_unit": "市委组织部", "reporting": Reporting(cycle="none"),
        "reference_date": START, "deadline": Deadline(phrase="今年", kind="dated", latest=DUE),
    }  # fmt: skip
    return Commitment(**{**usual, **fields})


def sent(day, **fields):
    return Return(key=day, commitment="LL-062", period=day[:7], reported_on=date.fromisoformat(day), **fields)


def colours(changes):
    return [(each.day.isoformat(), str(each.before.colour), str(each.after.colour)) for each in changes]


def test_time_alone_turns_a_light_yellow_and_then_red():
    assert colours(light_changes(item(), (), JUNE, date(2022, 2, 1))) == [
        ("2021-12-01", "green", "yellow"),
        ("2022-01-01", "yellow", "red"),
    ]


def test_claimed_done_and_ticked_off_later():
    claim = sent("2021-10-20", claimed_status="done")
    done = item(status="done", done_on=date(2021, 11, 5), done_basis="文号")
    assert colours(light_changes(done, (claim,), JUNE, DUE)) == [
        ("2021-10-20", "green", "yellow"),
        ("2021-11-05", "yellow", "blue"),
    ]
    assert as_it_stood(done, (claim,), JUNE).status is Status.IN_PROGRESS
    assert as_it_stood(done, (claim,), date(2021, 10, 31)).status is Status.SUBMITTED
    assert as_it_stood(done, (claim,), date(2021, 11, 5)) is done
    assert as_it_stood(item(status="submitted"), (claim,), JUNE).status is Status.IN_PROGRESS


def test_an_extension_counts_from_the_day_it_was_granted():
    granted = Extension(
        until=date(2022, 3, 31), reason="疫情", document="醴政办函〔2022〕3号", decided_on=date(2022, 1, 10)
    )
    assert colours(light_changes(item(extensions=(granted,)), (), date(2021, 12, 1), date(2022, 4, 1))) == [
        ("2022-01-01", "yellow", "red"),
        ("2022-01-10", "red", "green"),
        ("2022-03-01", "green", "yellow"),
        ("2022-04-01", "yellow", "red"),
    ]


def test_a_light_by_hand_comes_and_goes():
    hand = HandLight(colour="red", reason="市长点名", set_on=date(2021, 7, 1), until=date(2021, 7, 31))
    assert colours(light_changes(item(hand_light=hand), (), JUNE, date(2021, 9, 1))) == [
        ("2021-07-01", "green", "red"),
        ("2021-08-01", "red", "green"),
    ]


def test_falling_behind_and_catching_up():
    people = item(indicator=Indicator(metric="人才", comparison=">=", target=100, unit="名"))
    returns = (sent("2021-08-20", value=60), sent("2021-03-20", value=5))
    # 5 of 100: 10 points behind when 15 are asked for, 47 days on; 30 behind when 35 are, 109 days on.
    assert colours(light_changes(people, returns, date(2021, 3, 20), date(2021, 9, 1))) == [
        ("2021-04-11", "green", "yellow"),
        ("2021-06-12", "yellow", "red"),
        ("2021-08-20", "red", "green"),
    ]


def test_the_ledger_tells_it_by_code(starter_ledger):
    changes = starter_ledger.light_changes("LL-062", JUNE, date(2022, 1, 1))
    assert colours(changes) == [("2021-12-01", "grey", "yellow"), ("2022-01-01", "yellow", "red")]
    then = {each.code: each.light.colour for each in starter_ledger.standings_then(date(2022, 1, 1))}
    assert then["LL-062"] == changes[-1].after.colour


days = st.dates(START, date(2022, 6, 30))


@settings(max_examples=40)
@given(days, days, st.lists(days, max_size=3), st.one_of(st.none(), days))
def test_changes_lead_from_the_light_then_to_the_light_now(one, other, reports, done_on):
    since, until = sorted((one, other))
    fields = {"status": "done", "done_on": done_on, "done_basis": "文号"} if done_on else {}
    work = item(reporting=Reporting(), **fields)
    returns = tuple(sent(day.isoformat()) for day in sorted(set(reports), reverse=True))
    changes = light_changes(work, returns, since, until)
    steps = [light_on(work, returns, since).colour]
    for change in changes:
        assert since < change.day <= until and change.before.colour == steps[-1] != change.after.colour
        steps.append(change.after.colour)
    assert steps[-1] == light_on(work, returns, until).colour
