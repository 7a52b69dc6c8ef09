"""What an entry is sealed over, what is stored of it, and each fault of the chain in its own words."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime, timedelta

import pytest

from liling_desk.ledger import edits
from liling_desk.ledger.changes import Change, ChangeSet, together
from liling_desk.ledger.commitment import Unit
from liling_desk.ledger.entry import BatchFacts
from liling_desk.ledger.errors import LedgerDamaged, NothingToUndo
from liling_desk.open_ledger import OpenLedger
from liling_desk.store import journal
from liling_desk.store.journal_lines import entry_with_hash

COLUMNS = ["desk", "seq", "op", "at", "actor", "action", "reason", "batch", "cancels", "changes", "previous_hash"]


@pytest.fixture(scope="module")
def template(ledgers, tmp_path_factory):
    """Six entries: founding, an import (batch 1), an edit with a reason, two of it taken back and done again."""
    place = ledgers.copy(ledgers.starter(), tmp_path_factory.mktemp("chain"))
    ledger = OpenLedger.open(place, "张三")
    facts = BatchFacts("报送.csv", "0" * 64, 1, "2021-06", original=b"x")
    ledger.apply_import(edits.revise(ledger.get("LL-004"), note="来自文件"), facts)
    ledger.apply(edits.delete(ledger.get("LL-005"), "重复 “甲”"))
    ledger.undo()
    ledger.redo()
    ledger.apply(edits.revise(ledger.get("LL-006"), note="第六条"))
    ledger.close()
    return place


@pytest.fixture
def place(ledgers, template, tmp_path):
    return ledgers.copy(template, tmp_path)


@pytest.fixture
def ledger(place):
    opened = OpenLedger.open(place, "李四")
    yield opened
    opened.close()


@pytest.fixture
def entries(stored):
    """All entries as they are stored: `entries(place)`."""
    return lambda place: stored(place, "SELECT * FROM journal ORDER BY seq")


def chain_problems(place):
    """What `check` says of the chain itself, before what follows from it."""
    opened = OpenLedger.open(place, "李四")
    said = [str(each) for each in opened.check()["problems"]]
    opened.close()
    return [each for each in said if each.startswith("操作记录")]


def test_each_hash_is_made_as_the_documentation_says(place, entries):
    before = "0" * 64
    for number, row in enumerate(entries(place), 1):
        sealed = json.dumps([row[name] for name in COLUMNS], ensure_ascii=False, separators=(",", ":"))
        assert (row["desk"], row["seq"], row["previous_hash"]) == ("main", number, before)
        assert row["hash"] == hashlib.sha256(sealed.encode()).hexdigest()
        before = row["hash"]
    assert number == 6


def test_what_is_stored_of_each_entry(place, entries):
    rows = entries(place)
    assert [(row["action"], row["actor"], row["reason"], row["batch"], row["cancels"]) for row in rows] == [
        ("found", "founder", "", None, None),
        ("edit", "张三", "", 1, None),
        ("delete", "张三", "重复 “甲”", None, None),
        ("undo", "张三", "重复 “甲”", None, 3),
        ("redo", "张三", "重复 “甲”", None, 4),
        ("edit", "张三", "", None, None),
    ]
    expected = [{"entity": "commitment", "key": "LL-006", "before": {"note": ""}, "after": {"note": "第六条"}}]
    assert json.loads(rows[5]["changes"]) == expected
    assert "第六条" in rows[5]["changes"] and '":' in rows[5]["changes"] and '": ' not in rows[5]["changes"]
    assert len({row["op"] for row in rows}) == 6


def test_the_time_is_that_of_writing_in_utc_to_the_millisecond(ledger):
    before = datetime.now(UTC)
    ledger.apply(edits.revise(ledger.get("LL-007"), note="现在"))
    at = ledger.recent(1)[0].at
    assert at.endswith("+00:00") and len(at) == len("2021-06-30T00:00:00.000+00:00")
    assert before - timedelta(milliseconds=1) <= datetime.fromisoformat(at) <= datetime.now(UTC)


FAULTS = {
    "changed": (["UPDATE journal SET reason = 'x' WHERE seq = 3"], ["操作记录第 3 条写入后被改过。"]),
    "sealed anew": (
        ["UPDATE journal SET hash = 'x' WHERE seq = 3"],
        ["操作记录第 3 条写入后被改过。", "操作记录第 4 条与前一条接不上。"],
    ),
    "joined to another": (
        ["UPDATE journal SET previous_hash = 'x' WHERE seq = 3"],
        ["操作记录第 3 条与前一条接不上。", "操作记录第 3 条写入后被改过。"],
    ),
    "first gone": (
        ["DELETE FROM journal WHERE seq = 1"],
        ["操作记录缺第 1 条。", "操作记录第 2 条与前一条接不上。"],
    ),
    "one gone": (
        ["DELETE FROM journal WHERE seq = 3"],
        ["操作记录缺第 3 条。", "操作记录第 4 条与前一条接不上。"],
    ),
    "cut off": (["DELETE FROM journal WHERE seq >= 5"], ["操作记录缺第 5 条。", "操作记录缺第 6 条。"]),
    "all gone": (["DELETE FROM journal"], [f"操作记录缺第 {number} 条。" for number in range(1, 7)]),
    "the batch's, named by the batch alone": (
        ["DELETE FROM journal_subject WHERE seq > 1", "DELETE FROM journal WHERE seq > 1"],
        ["操作记录缺第 2 条。"],
    ),
    "another desk's": (
        ["UPDATE journal SET desk = '乙' WHERE seq = 6", "UPDATE journal_subject SET desk = '乙' WHERE seq = 6"],
        ["操作记录里混有别处（乙）的条目。"],
    ),
    "two other desks'": (
        [
            "UPDATE journal_subject SET desk = 'b' WHERE seq >= 5",
            "UPDATE journal SET desk = 'b' WHERE seq = 5",
            "UPDATE journal SET desk = 'a' WHERE seq = 6",
        ],
        ["操作记录里混有别处（a）的条目。", "操作记录里混有别处（b）的条目。"],
    ),
    "one before the first": (
        [f"INSERT INTO journal SELECT desk, 0, 'x', {', '.join(COLUMNS[3:])}, hash FROM journal WHERE seq = 1"],
        ["操作记录缺第 1 条。", "操作记录第 0 条写入后被改过。", "操作记录第 1 条与前一条接不上。"],
    ),
}


@pytest.mark.parametrize(("statements", "said"), FAULTS.values(), ids=FAULTS)
def test_each_fault_is_said_in_its_own_words_and_no_other(place, tamper, statements, said):
    assert chain_problems(place) == []
    tamper(place, *statements)
    assert chain_problems(place) == said


def test_more_entries_than_are_read_at_once(place, tamper):
    """Chains are followed in steps; nothing is skipped or read twice where one ends."""
    opened = OpenLedger.open(place, "张三")
    units = [edits.add_unit(Unit(name=f"{number}局")) for number in range(1, 1010)]
    for each in units[:3]:
        opened.apply(each)
    with opened._store.engine.write() as tx:
        for each in units[3:]:
            journal.append(tx, journal.Writing("张三", each))
    with opened._store.engine.read() as tx:
        rows = list(journal.sealed_rows(tx))
        assert list(journal.broken_links(tx)) == []
        assert [row["seq"] for row in journal.sealed_rows(tx, 1000)] == list(range(1001, 1016))
    assert [row["seq"] for row in rows] == list(range(1, 1016))
    assert list(rows[0]) == [*COLUMNS, "hash"]
    opened.close()
    tamper(place, "UPDATE journal SET actor = 'x' WHERE seq IN (500, 501, 1001)")
    assert [each for each in chain_problems(place) if "改过" in each] == [
        f"操作记录第 {number} 条写入后被改过。" for number in (500, 501, 1001)
    ]


def test_a_chain_is_followed_from_any_entry_on(ledger, place, entries):
    rows = entries(place)
    with ledger._store.engine.read() as tx:
        assert journal.link_at(tx, 3) == journal.Link(3, rows[2]["hash"])
        assert journal.link_at(tx, 7) is None
        assert journal.head(tx) == journal.Link(6, rows[5]["hash"])
        assert list(journal.broken_links(tx, journal.Link(3, rows[2]["hash"]))) == []
        other = [str(each) for each in journal.broken_links(tx, journal.Link(3, "x"))]
        assert other == ["操作记录第 4 条与前一条接不上。"]
        behind = [str(each) for each in journal.faults(rows[4:], journal.Link(3, rows[2]["hash"]))]
        assert behind == ["操作记录缺第 4 条。", "操作记录第 5 条与前一条接不上。"]


def test_an_empty_journal_starts_from_nothing(new_place):
    opened = OpenLedger.create(new_place, "张三")
    with opened._store.engine.read() as tx:
        assert journal.head(tx) == journal.START == journal.Link(0, "0" * 64)
        assert list(journal.sealed_rows(tx)) == []
    assert opened.entry_count == 0 and opened.recent() == [] and opened.can_undo() is None
    opened.close()


def test_an_entry_is_found_by_the_beginning_of_its_hash(place, entries):
    for row in entries(place):
        for length in (12, 64):
            assert entry_with_hash(place, row["hash"][:length]).seq == row["seq"]
    assert entry_with_hash(place, "x") is None
    assert entry_with_hash(place, entries(place)[2]["hash"][1:30]) is None  # the beginning, not any part
    assert entry_with_hash(place, "").seq == 1  # the first of those that begin so


def test_all_of_an_entry_is_given_back(ledger, place, entries):
    rows = entries(place)
    for entry, row in zip(reversed(ledger.recent()), rows, strict=True):
        assert {name: getattr(entry, name) for name in ("seq", "op", "at", "actor", "action", "reason", "batch", "cancels")} == {
            name: row[name] for name in ("seq", "op", "at", "actor", "action", "reason", "batch", "cancels")
        }  # fmt: skip
    assert [(entry.seq, entry.action, entry.reason) for entry in ledger.history("LL-005")] == [
        (5, "redo", "重复 “甲”"), (4, "undo", "重复 “甲”"), (3, "delete", "重复 “甲”"), (1, "found", "")
    ]  # fmt: skip
    assert [entry.batch for entry in ledger.history("LL-004")] == [1, None]
    assert [entry.seq for entry in ledger.recent(2)] == [6, 5]


def test_a_retry_gives_the_entry_that_is_there(ledger):
    changes = edits.revise(ledger.get("LL-007"), note="一次")
    first = ledger.apply(changes)
    assert (first.seq, ledger.apply(changes).seq, ledger.entry_count) == (7, 7, 7)


@pytest.mark.parametrize("number", [1, 50, 51])
def test_each_item_of_a_bulk_edit_remembers_it(ledger, number):
    codes = sorted(ledger.snapshot().commitments)
    codes = [code for code in codes if code != "LL-006"][:number]
    edit = together("edit", [edits.revise(ledger.get(code), note="全体") for code in codes])
    seq = ledger.apply(edit).seq
    touched = [code for code in ledger.snapshot().commitments if ledger.history(code)[0].seq == seq]
    assert sorted(touched) == codes
    assert ledger.check()["ok"]


def test_undo_and_redo_walk_the_edits_and_stop_at_the_founding(ledger):
    assert (ledger.can_undo().seq, ledger.can_redo()) == (6, None)
    ledger.undo()
    assert (ledger.can_undo().seq, ledger.can_redo().seq) == (5 - 2, 7)  # the deletion, done again by entry 5
    ledger.undo()
    ledger.undo()
    assert (ledger.can_undo(), ledger.can_redo().seq) == (None, 9)
    with pytest.raises(NothingToUndo):
        ledger.undo()
    for undone in (8, 7):
        ledger.redo()
        assert ledger.can_redo().seq == undone
    ledger.redo()
    assert (ledger.can_undo().seq, ledger.can_redo()) == (6, None)


def test_an_edit_after_an_undo_leaves_nothing_to_do_again(ledger):
    ledger.undo()
    assert ledger.can_redo() is not None
    ledger.apply(edits.revise(ledger.get("LL-008"), note="另一条"))
    assert ledger.can_redo() is None and ledger.can_undo().seq == 8


def test_names_that_the_system_gives_are_stored_as_readable_text(place):
    for number, (actor, shown) in enumerate([("王\udcff五", "王\\udcff五"), ("a\0b\0", "ab"), ("赵六🙂", "赵六🙂")], 1):
        opened = OpenLedger.open(place, actor)
        opened.apply(edits.revise(opened.get("LL-009"), note=f"第{number}次"))
        assert opened.recent(1)[0].actor == shown
        assert opened.check()["ok"]
        opened.close()


def test_a_reason_is_stored_as_readable_text(ledger):
    ledger.apply(edits.delete(ledger.get("LL-009"), "甲\udcff\0乙"))
    assert ledger.recent(1)[0].reason == "甲\\udcff乙"


SOUND = {"entity": "unit", "key": "甲局", "before": None, "after": {"name": "甲局", "aliases": []}}


@pytest.mark.parametrize(
    ("wrong", "detail"),
    [
        ("{", "JSONDecodeError"), ("7", "TypeError"), ("[7]", "TypeError"), ("[{}]", "KeyError"),
        (json.dumps([{**SOUND, "more": 1}]), "ValueError('no change')"),
        (json.dumps([{key: value for key, value in SOUND.items() if key != "entity"}]), "no change"),
        (json.dumps([{**SOUND, "entity": "journal"}]), "ValueError('no change')"),
        (json.dumps([{**SOUND, "key": 7}]), "ValueError('no change')"),
        (json.dumps([{**SOUND, "before": 7}]), "ValueError('no fields')"),
        (json.dumps([{**SOUND, "after": [7]}]), "ValueError('no fields')"),
        (json.dumps([SOUND, {**SOUND, "after": ""}]), "ValueError('no fields')"),
    ],
)  # fmt: skip
def test_changes_that_are_none_are_named_by_their_entry(place, tamper, entries, wrong, detail):
    with pytest.raises(LedgerDamaged) as caught:
        journal.told_changes(7, wrong)
    assert str(caught.value.what) == "台账里操作记录第 7 条的内容读不懂。" and detail in caught.value.detail
    tamper(place, f"UPDATE journal SET changes = '{wrong}' WHERE seq = 6")
    with pytest.raises(LedgerDamaged, match="操作记录第 6 条"):
        entry_with_hash(place, entries(place)[5]["hash"])


def test_changes_are_read_as_they_were_written():
    gone = {**SOUND, "before": SOUND["after"], "after": None}
    assert journal.told_changes(7, json.dumps([SOUND, gone])) == [SOUND, gone]
    assert journal.change_of(SOUND) == Change("unit", "甲局", None, SOUND["after"])
    assert journal.change_of(gone) == Change("unit", "甲局", SOUND["after"], None)


def test_what_an_older_program_wrote_is_read_in_present_words():
    old = {"phrase": "6月", "kind": "dated", "earliest": None, "latest": "2021-06-30", "approximate": False}
    told = {"entity": "commitment", "key": "LL-001", "before": {"deadline": old}, "after": {"deadline": old}}
    change = journal.change_of(told)
    assert change.before == change.after == {"deadline": {**old, "by_hand": False}}


@pytest.mark.parametrize("at", ["gestern", "", "2021-13-01T00:00:00+00:00"])
def test_a_time_that_is_none_is_named_by_its_entry(place, tamper, entries, at):
    tamper(place, f"UPDATE journal SET at = '{at}' WHERE seq = 6")
    with pytest.raises(LedgerDamaged) as caught:
        entry_with_hash(place, entries(place)[5]["hash"])
    assert "操作记录第 6 条" in str(caught.value)


def test_an_empty_set_writes_no_entry(ledger):
    ledger.apply(ChangeSet("edit", ()))
    assert ledger.entry_count == 6
