"""Whatever happens after a bulletin is out: it stays as it was, and the next one tells exactly what the journal says."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liling_desk.ledger import edits
from liling_desk.ledger.bulletin import Bulletin, freeze
from liling_desk.ledger.commitment import Commitment, Unit
from liling_desk.ledger.entry import BatchFacts
from liling_desk.ledger.errors import InvalidEdit, NothingToUndo
from liling_desk.ledger.filters import EVERYTHING, LedgerFilter, SortOrder, select
from liling_desk.ledger.returns import Return
from liling_desk.ledger.since_last import Move, changes_since
from liling_desk.ledger.standing import standing_of
from liling_desk.ledger.status import Status
from liling_desk.open_ledger import OpenLedger

THEN, NOW = date(2021, 11, 30), date(2022, 1, 15)
CODES = ["LL-001", "LL-002", "LL-062", "LL-083", "LL-084"]
a_code = st.sampled_from(CODES)
a_day = st.dates(date(2021, 6, 1), date(2022, 6, 30))


def item(ledger, code):
    return ledger.snapshot().commitments[code]


def tick_or_reopen(ledger, code, day):
    found = item(ledger, code)
    return edits.reopen(found, "重来") if found.status is Status.DONE else edits.tick_off(found, "文号", day, "张三")


def claim(ledger, code, day, value):
    report = Return(key=edits.new_key(), commitment=code, reported_on=day, value=value, claimed_status=Status.DONE)
    return edits.add_return(report, item(ledger, code))


def bin_or_restore(ledger, code):
    found = item(ledger, code)
    return edits.restore(found) if found.deleted else edits.delete(found)


def rename(ledger, old, new):
    snapshot = ledger.snapshot()
    before = snapshot.units.get(old)
    made = Unit(name=new)
    return edits.revise_unit(before, made, snapshot.commitments.values()) if before else edits.add_unit(made)


def create(ledger):
    code = f"N-{len(ledger.snapshot().commitments)}"
    return edits.create(Commitment(code=code, title="新列的", lead_unit="甲局"))


OPERATIONS = st.one_of(
    st.builds(lambda *told: lambda ledger: tick_or_reopen(ledger, *told), a_code, a_day),
    st.builds(lambda *told: lambda ledger: claim(ledger, *told), a_code, a_day, st.none() | st.floats(0, 1000)),
    st.builds(lambda code: lambda ledger: bin_or_restore(ledger, code), a_code),
    st.builds(lambda code, day: lambda ledger: edits.revise(item(ledger, code), assigned_deadline=day), a_code, a_day),
    st.builds(
        lambda code, unit: lambda ledger: edits.assign(item(ledger, code), unit),
        a_code,
        st.sampled_from(["甲局", "乙局"]),
    ),
    st.builds(
        lambda code, day: lambda ledger: edits.extend(item(ledger, code), day, "疫情", "文号", THEN), a_code, a_day
    ),
    st.builds(
        lambda old, new: lambda ledger: rename(ledger, old, new), *[st.sampled_from(["甲局", "乙局", "丙局"])] * 2
    ),
    st.just(create),
)
STEPS = st.lists(
    st.one_of(OPERATIONS, st.sampled_from(["undo", "redo"]), OPERATIONS.map(lambda each: ("import", each)))
)


def do(ledger, step):
    try:
        if step == "undo":
            ledger.undo()
        elif step == "redo":
            ledger.redo()
        elif isinstance(step, tuple):
            ledger.apply_import(step[1](ledger), BatchFacts("月报.csv", "00" * 32, 1))
        else:
            ledger.apply(step(ledger))
    except (InvalidEdit, NothingToUndo):
        pass  # not every step makes sense at every moment


@pytest.fixture
def copies(ledgers, tmp_path):
    """Opens a copy of the starter ledger, as often as asked."""
    return lambda: OpenLedger.open(ledgers.copy(ledgers.starter(), tmp_path), "张三")


def issued(ledger, number, wanted, as_of, paper):
    draft = Bulletin(key=f"2021-{number}", year=2021, number=number, as_of=as_of, filter=wanted)
    figures = freeze(ledger.find(wanted, SortOrder(), as_of), as_of)
    if not figures.items:
        return None
    ledger.issue_bulletin(draft, figures, paper, as_of, ledger.snapshot().entries)
    return next(each for each in ledger.bulletins() if each.number == number)


def since(ledger, bulletin):
    """Entries written after the issue, newest first."""
    return [entry for entry in ledger.recent(10_000) if entry.seq > bulletin.entries + 1]


def taken_back(ledger, entries):
    """Items and their returns without these entries, as plain records."""
    snapshot = ledger.snapshot()
    records = {("commitment", code): found.model_dump() for code, found in snapshot.commitments.items()}
    records |= {("progress_return", one.key): one.model_dump() for own in snapshot.returns.values() for one in own}
    for entry in entries:
        for change in reversed(entry.changes):
            key = (change.entity, change.key)
            if change.before is None:
                records.pop(key, None)
            elif change.after is None or key in records:
                records[key] = {**records.get(key, {}), **change.before}
    items = [Commitment(**told) for (entity, _), told in records.items() if entity == "commitment"]
    returns = [Return(**told) for (entity, _), told in records.items() if entity == "progress_return"]
    return items, sorted(returns, key=lambda each: (each.order, each.key), reverse=True)


def figures_without(ledger, entries, bulletin):
    items, returns = taken_back(ledger, entries)
    rows = [
        standing_of(each, [one for one in returns if one.commitment == each.code], bulletin.as_of) for each in items
    ]
    return freeze(select(rows, bulletin.filter, bulletin.sort), bulletin.as_of)


def told_by(ledger, entries):
    """What the entries say of each item that they touch: (there and what status then, the same now)."""
    found = {}
    for entry in reversed(entries):
        for change in entry.changes:
            if change.entity == "commitment":
                then, now = found.setdefault(change.key, ({}, {}))
                for name in ("status", "deleted"):
                    if change.before and name in change.before:
                        then.setdefault(name, change.before[name])
                    if change.after and name in change.after:
                        now[name] = change.after[name]
                then.setdefault("there", change.before is not None)
                now["there"] = change.after is not None
    snapshot = ledger.snapshot().commitments
    for code, sides in found.items():
        for side in sides:
            for name in ("status", "deleted"):
                side.setdefault(name, getattr(snapshot[code], name) if code in snapshot else None)
            side["counted"] = side["there"] and not side["deleted"]
    return found


def examples(ledgers):
    """The engines agree (see test_both_engines); what holds for a bulletin is looked for in files above all."""
    return settings(max_examples=25 if ledgers.kind == "file" else 8)


def test_a_bulletin_stays_as_it_was_and_the_journal_leads_back_to_it(ledgers, copies):
    @examples(ledgers)
    @given(
        before=STEPS, after=STEPS, paper=st.binary(min_size=1),
        wanted=st.sampled_from([EVERYTHING, LedgerFilter(light=("red", "yellow")), LedgerFilter(codes=tuple(CODES))]),
    )  # fmt: skip
    def holds(before, after, paper, wanted):
        ledger = copies()
        for step in before:
            do(ledger, step)
        bulletin = issued(ledger, 1, wanted, THEN, paper)
        if bulletin is not None:
            figures = ledger.frozen_figures(bulletin).as_json()
            for step in after:
                do(ledger, step)
            assert ledger.bulletins() == [bulletin]
            assert ledger.bulletin_paper(bulletin) == paper
            assert ledger.frozen_figures(bulletin).as_json() == figures
            assert figures_without(ledger, since(ledger, bulletin), bulletin).as_json() == figures
            assert ledger.check()["ok"]
        ledger.close()

    holds()


def test_the_next_one_tells_what_the_journal_says(ledgers, copies):
    @examples(ledgers)
    @given(before=STEPS, after=STEPS)
    def holds(before, after):
        ledger = copies()
        for step in before:
            do(ledger, step)
        bulletin = issued(ledger, 1, EVERYTHING, THEN, b"paper")
        for step in after:
            do(ledger, step)
        entries = since(ledger, bulletin)
        told = told_by(ledger, entries)
        both = {code for code, (then, now) in told.items() if then["counted"] and now["counted"]}
        said = {
            Move.ADDED: {code for code, (then, now) in told.items() if now["counted"] and not then["counted"]},
            Move.GONE: {code for code, (then, now) in told.items() if then["counted"] and not now["counted"]},
            Move.DONE: {
                code for code in both if told[code][0]["status"] != "done" and told[code][1]["status"] == "done"
            },
            Move.REOPENED: {
                code for code in both if told[code][0]["status"] == "done" and told[code][1]["status"] != "done"
            },
        }
        found = changes_since(ledger.frozen_figures(bulletin), ledger.find(EVERYTHING, SortOrder(), NOW))
        assert {move: {each.code for each in found.moves[move]} for move in said} == said
        again = issued(ledger, 2, EVERYTHING, THEN, b"next")
        unmoved = changes_since(ledger.frozen_figures(again), ledger.find(EVERYTHING, SortOrder(), THEN))
        assert not any(unmoved.moves.values())
        ledger.close()

    holds()
