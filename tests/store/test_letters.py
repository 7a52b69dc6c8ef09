"""Letters stand at their items, newest first."""

from __future__ import annotations

from datetime import date

from liling_desk.ledger import edits
from liling_desk.ledger.changes import ChangeSet
from liling_desk.ledger.commitment import Commitment
from liling_desk.ledger.letter import Letter, LetterKind
from liling_desk.ledger.record import creation
from liling_desk.open_ledger import OpenLedger

DAY = date(2021, 11, 30)


def a_letter(key, code, day, **fields):
    return Letter(key=key, commitment=code, kind=LetterKind.REMINDER, unit="市交通局", issued_on=day, **fields)


def log(ledger, *letters):
    return ledger.apply(ChangeSet("letter", tuple(creation("letter", each.key, each) for each in letters)))


def test_logged_at_their_items_and_undone(starter_ledger):
    first = a_letter("a", "LL-001", DAY, number="督〔2021〕1号", reply_by=date(2021, 12, 10))
    second, other = a_letter("b", "LL-001", date(2021, 12, 1)), a_letter("c", "LL-002", DAY)
    assert log(starter_ledger, first, second, other).codes == ("LL-001", "LL-002")
    again = OpenLedger.open(starter_ledger.address, "李四")
    assert again.snapshot().letters == {"LL-001": (second, first), "LL-002": (other,)}
    assert again.history("LL-002")[0].action == "letter"
    again.undo()
    assert again.snapshot().letters == {}
    again.redo()
    assert again.snapshot().letters["LL-001"] == (second, first) and again.check()["ok"]
    again.close()


def test_an_item_with_letters_is_not_taken_away(starter_ledger):
    applied = starter_ledger.apply(edits.create(Commitment(code="N-1", title="新")))
    log(starter_ledger, a_letter("a", "N-1", DAY))
    starter_ledger.undo()
    starter_ledger.redo()
    assert applied.seq == 2 and starter_ledger.check()["ok"]
    assert [each.key for each in starter_ledger.snapshot().letters["N-1"]] == ["a"]
