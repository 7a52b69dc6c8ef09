"""After any sequence of edits, undo gives the beginning back and redo the end."""

from __future__ import annotations

from datetime import date

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from liling_desk.ledger import bulletin, edits
from liling_desk.ledger.bulletin import Bulletin
from liling_desk.ledger.changes import ChangeSet, together
from liling_desk.ledger.commitment import Commitment, Unit
from liling_desk.ledger.errors import InvalidEdit
from liling_desk.ledger.filters import LedgerFilter
from liling_desk.ledger.letter import Letter, LetterKind
from liling_desk.ledger.record import creation
from liling_desk.ledger.returns import Return
from liling_desk.ledger.saved_view import SavedView, drop_view, keep_view
from liling_desk.ledger.status import Status
from liling_desk.open_ledger import OpenLedger

CODES = [f"LL-00{number}" for number in range(1, 5)]
UNITS = ["甲局", "乙局", "丙局"]
DAY = date(2021, 6, 30)
a_code = st.sampled_from(CODES)
a_unit = st.sampled_from(UNITS)
words = st.sampled_from(["", "甲", "乙 丙", "长长的文字"])


class Sequences(RuleBasedStateMachine):
    """A model: the stack of states that were seen, and where in it the ledger stands."""

    state = None  # set by the test
    copy = None

    def __init__(self):
        super().__init__()
        self.address = type(self).copy()
        self.ledger = OpenLedger.open(self.address, "张三")
        self.seen, self.place = [self.now()], 0
        self.entries = self.ledger.entry_count

    def teardown(self):
        while self.ledger.can_undo():
            self.ledger.undo()
        assert self.now() == self.seen[0]
        for _ in range(len(self.seen) - 1):
            self.ledger.redo()
        assert self.now() == self.seen[-1]
        assert self.ledger.can_redo() is None
        found = self.ledger.check()
        assert found["ok"], found
        seqs = [entry.seq for entry in self.ledger.recent(10_000)]
        assert seqs == list(range(len(seqs), 0, -1))
        self.ledger.close()

    def now(self):
        return type(self).state(self.ledger)

    def do(self, changes):
        if self.ledger.apply(changes).seq:
            self.seen[self.place + 1 :] = [self.now()]
            self.place += 1

    @rule(code=a_code, title=words, note=words)
    def revise(self, code, title, note):
        self.do(edits.revise(self.ledger.get(code), title=title or "事项", note=note))

    @rule(code=a_code, lead=st.none() | a_unit, support=st.lists(a_unit, max_size=3))
    def assign(self, code, lead, support):
        self.do(edits.assign(self.ledger.get(code), lead, support))

    @rule(codes=st.sets(a_code, min_size=1))
    def tick(self, codes):
        items = [self.ledger.get(code) for code in sorted(codes)]
        open_items = [item for item in items if item.status is not Status.DONE and not item.deleted]
        self.do(together("tick_off", [edits.tick_off(item, "文号", DAY, "张三") for item in open_items]))

    @rule(code=a_code, status=st.sampled_from([Status.NOT_STARTED, Status.IN_PROGRESS, Status.SUSPENDED]))
    def set_status(self, code, status):
        self.do(edits.set_status(self.ledger.get(code), status, "原因"))

    @rule(code=a_code)
    def delete_or_restore(self, code):
        item = self.ledger.get(code)
        self.do(edits.restore(item) if item.deleted else edits.delete(item))

    @rule(code=a_code, claim=st.sampled_from([None, Status.DONE, Status.IN_PROGRESS]), progress=words)
    def add_return(self, code, claim, progress):
        report = Return(key=edits.new_key(), commitment=code, reported_on=DAY, progress=progress, claimed_status=claim)
        self.do(edits.add_return(report, self.ledger.get(code)))

    @rule(code=a_code, titles=st.lists(words.filter(bool), min_size=1, max_size=2))
    def split(self, code, titles):
        self.do(edits.split(self.ledger.get(code), titles, self.ledger.snapshot().commitments))

    @rule()
    def create(self):
        code = f"N-{len(self.ledger.snapshot().commitments)}"
        self.do(edits.create(Commitment(code=code, title="新", lead_unit="甲局")))

    @rule(old=a_unit, new=a_unit, aliases=st.sets(st.sampled_from(["短名", "简称", "旧名", "甲局", "乙局"])))
    def units(self, old, new, aliases):
        snapshot = self.ledger.snapshot()
        before, after = snapshot.units.get(old), Unit(name=new, aliases=tuple(aliases - {new}))
        changes = edits.revise_unit(before, after, snapshot.commitments.values()) if before else edits.add_unit(after)
        try:
            self.do(changes)
        except InvalidEdit:
            assert self.now() == self.seen[self.place]

    @rule(name=words.filter(bool))
    def view(self, name):
        former = next((view for view in self.ledger.saved_views() if view.name == name), None)
        self.do(drop_view(former) if former else keep_view(SavedView(name=name)))

    @rule(code=a_code, kind=st.sampled_from(LetterKind), number=words)
    def letter(self, code, kind, number):
        sent = Letter(key=edits.new_key(), commitment=code, kind=kind, unit="甲局", number=number, issued_on=DAY)
        self.do(ChangeSet("letter", (creation("letter", sent.key, sent),)))

    @rule(title=words, number=st.integers(1, 3), lights=st.sets(st.sampled_from(["red", "yellow"])))
    def bulletin(self, title, number, lights):
        former = next((each for each in self.ledger.bulletins() if each.number == number), None)
        wanted = LedgerFilter(light=tuple(sorted(lights)))
        new = Bulletin(key=f"2021-{number}", year=2021, number=number, as_of=DAY, title=title, filter=wanted)
        if former is None:
            self.do(bulletin.draft(new))
        elif not title:
            self.do(bulletin.discard_draft(former))
        else:
            self.do(bulletin.revise_draft(former, new))

    @precondition(lambda self: self.place > 0)
    @rule()
    def undo(self):
        assert self.ledger.undo().kept == ()
        self.place -= 1

    @precondition(lambda self: self.place < len(self.seen) - 1)
    @rule()
    def redo(self):
        assert self.ledger.redo().kept == ()
        self.place += 1

    @rule()
    def open_again(self):
        self.ledger.close()
        self.ledger = OpenLedger.open(self.address, "李四")

    @invariant()
    def stands_where_the_model_stands(self):
        assert self.now() == self.seen[self.place]
        assert (self.ledger.can_undo() is not None) == (self.place > 0)
        assert (self.ledger.can_redo() is not None) == (self.place < len(self.seen) - 1)


def test_any_sequence_is_taken_back_and_done_again(ledgers, tmp_path, state):
    from hypothesis.stateful import run_state_machine_as_test

    def copy():
        return ledgers.copy(ledgers.starter(), tmp_path)

    machine = type("Machine", (Sequences,), {"state": staticmethod(state), "copy": staticmethod(copy)})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=15 if ledgers.kind == "file" else 5,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
