"""The same edits, in a file and on a server: the same content, the same history, the same refusals."""

from __future__ import annotations

import dataclasses
from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as st

from liling_desk.ledger import edits
from liling_desk.ledger.changes import Change, ChangeSet
from liling_desk.ledger.commitment import Unit
from liling_desk.ledger.entry import BatchFacts, name_of
from liling_desk.ledger.errors import LedgerError
from liling_desk.ledger.filters import LedgerFilter, SortOrder
from liling_desk.ledger.returns import Return
from liling_desk.ledger.saved_view import SavedView, keep_view
from liling_desk.open_ledger import OpenLedger
from tests.worked_ledger import content_of, work_on

DAY = date(2021, 6, 30)
CODES = ["LL-001", "LL-002", "ß%_'\":x ?", "İ", "Ａ１"]
NAMES = ["甲局", "乙%局", "é", "E\u0301", "ﬃ", "\u202e局", "a'b\"c", "😀"]
a_code = st.sampled_from(CODES)
a_name = st.sampled_from(NAMES)
a_text = st.text(max_size=20) | a_name | st.just("长" * 3000) | st.just("%s %(x)s :name ? \\ $1")
a_number = st.none() | st.floats() | st.integers(-(2**65), 2**65)


def record_of(code, title):
    made = edits.create(edits.Commitment(code=code, title=title or "新"))
    return ChangeSet("create", made.changes)


def a_return(code, key, progress, value):
    plain = Return(key="k", commitment=code, reported_on=DAY).model_dump(mode="json")
    return ChangeSet(
        "return", (Change("progress_return", key, None, {**plain, "key": key, "progress": progress, "value": value}),)
    )


# Plain values: what each step is about is looked up in the ledger that it is done to.
STEPS = st.one_of(
    st.tuples(st.just("create"), a_code | st.text(max_size=4), a_text),
    st.tuples(st.just("field"), a_code, st.sampled_from(["title", "note", "detail", "handler"]), a_text),
    st.tuples(st.just("assign"), a_code, st.none() | a_name, st.lists(a_name | a_text, max_size=2)),
    st.tuples(st.just("unit"), a_name, st.lists(a_name, max_size=2)),
    st.tuples(st.just("return"), a_code, st.sampled_from(["r1", "r2", "r%"]), a_text, a_number),
    st.tuples(st.just("view"), a_text, a_text),
    st.tuples(st.just("import"), a_code, a_text),
    st.tuples(st.sampled_from(["undo", "redo"])),
    st.tuples(st.just("undo_batch"), st.integers(0, 3)),
)


def changes_of(ledger, kind, *told):
    if kind == "create":
        return record_of(*told)
    if kind == "field":
        return edits.revise(ledger.get(told[0]), **{told[1]: told[2]})
    if kind == "assign":
        return edits.assign(ledger.get(told[0]), told[1], told[2])
    if kind == "unit":
        return edits.add_unit(Unit(name=told[0], aliases=tuple(told[1])))
    if kind == "return":
        return a_return(*told)
    return keep_view(SavedView(name=told[0], filter=LedgerFilter(text=told[1])))


def do(ledger, kind, *told):
    """What came of a step, without what is made anew each time."""
    try:
        if kind in ("undo", "redo"):
            applied = getattr(ledger, kind)()
        elif kind == "undo_batch":
            applied = ledger.undo_batch(*told)
        elif kind == "import":
            facts = BatchFacts("月报.csv", "00" * 32, 1, sender=told[1])
            applied = ledger.apply_import(edits.revise(ledger.get(told[0]), note=told[1]), facts)
        else:
            applied = ledger.apply(changes_of(ledger, kind, *told))
    except (LedgerError, ValueError) as problem:
        return type(problem).__name__
    return dataclasses.asdict(applied)


def plain(entries):
    """Entries without time and op."""
    return [dataclasses.replace(each, at="", op="") for each in entries]


def test_the_same_steps_lead_to_the_same_ledger(file_ledgers, server_ledgers, tmp_path):
    @settings(max_examples=25)
    @given(steps=st.lists(STEPS, max_size=25), wanted=st.text(max_size=3))
    @example(steps=[("create", code, code) for code in CODES], wanted="%")
    @example(steps=[("view", "ab", ""), ("view", "aB", ""), ("view", "Ａ", ""), ("view", "", "")], wanted="_")
    def holds(steps, wanted):
        places = [each.copy(each.starter(), tmp_path) for each in (file_ledgers, server_ledgers)]
        first, second = (OpenLedger.open(place, "张三") for place in places)
        try:
            for step in steps:
                assert do(first, *step) == do(second, *step), step
            assert first.snapshot().commitments == second.snapshot().commitments
            assert list(first.snapshot().commitments) == list(second.snapshot().commitments)
            assert list(first.snapshot().units.items()) == list(second.snapshot().units.items())
            assert first.snapshot().returns == second.snapshot().returns
            assert first.saved_views() == second.saved_views()
            assert plain(first.recent(1000)) == plain(second.recent(1000))
            for each in (first, second):  # called the same with and without their changes
                assert each.recent_names(1000) == [name_of(entry) for entry in each.recent(1000)]
            found = [each.find(LedgerFilter(text=wanted), SortOrder(), DAY) for each in (first, second)]
            assert [each.code for each in found[0]] == [each.code for each in found[1]]
            assert first.check()["ok"] and second.check()["ok"]
        finally:
            first.close()
            second.close()

    holds()


def test_all_kinds_of_content_are_read_alike(file_ledgers, server_ledgers, tmp_path, monkeypatch):
    found = []
    monkeypatch.setattr(edits, "new_key", lambda: "key")
    for ledgers in (file_ledgers, server_ledgers):
        ledger = OpenLedger.open(ledgers.copy(ledgers.starter(), tmp_path), "张三")
        work_on(ledger)
        content = content_of(ledger)
        found.append({**content, "entries": plain(content["entries"])})
        ledger.close()
    for each in found:
        each["history"] = {code: plain(entries) for code, entries in each["history"].items()}
        each["batches"] = [dataclasses.replace(batch, at="") for batch in each["batches"]]
    assert found[0] == found[1]
