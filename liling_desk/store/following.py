"""Whether the rows are what the journal says: every entry is followed from the first to the last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from liling_desk.ledger.changes import ChangeSet, Entity
from liling_desk.ledger.commitment import Commitment
from liling_desk.ledger.evidence import Evidence
from liling_desk.ledger.record import in_present_words, record
from liling_desk.ledger.returns import Return
from liling_desk.ledger.search import words_of
from liling_desk.store import batches, journal, row_writing, rows
from liling_desk.store.port import Tx
from liling_desk.store.search_words import initials, names_of_record
from liling_desk.store.understanding import understood
from liling_desk.translations import N_, Message

Key = tuple[Entity, str]
State = dict[Key, dict[str, Any]]

_VERSION = "version"
_WORDS: Mapping[str, str] = {
    "commitment": N_("事项 {key}"),
    "progress_return": N_("{owner} 的进展报送"),
    "unit": N_("单位 {key}"),
    "source": N_("依据 {key}"),
    "evidence": N_("{owner} 的依据材料"),
    "saved_view": N_("视图 {key}"),
    "profile": N_("列对应方案 {key}"),
    "bulletin": N_("通报 {key}"),
    "letter": N_("{owner} 的公文登记"),
}


def unaccounted_rows(tx: Tx) -> Iterator[Message]:
    """Rows that the journal does not account for: changed, added or removed past it; one sentence each.

    The journal itself must have been found whole before (`journal.broken_links`).
    """
    told = state_told(tx)
    found = state_found(tx)
    for key in sorted(told.keys() | found.keys()):
        there, expected = found.get(key), told.get(key)
        if there is None and expected is not None:
            yield Message(N_("操作记录里有{what}，台账里不见了。"), {"what": _named(key, expected)})
        elif expected is None and there is not None:
            yield Message(N_("台账里有{what}，操作记录里没有。"), {"what": _named(key, there)})
        elif there is not None and expected is not None:
            for name in sorted(there):
                if there[name] != expected.get(name):
                    told_of = {"what": _named(key, there), "field": name}
                    yield Message(N_("{what}的“{field}”不是操作记录里写的。"), told_of)
    yield from _wrong_batches(tx)
    yield from _wrong_search_words(tx)
    yield from _wrong_subjects(tx)


def _named(key: Key, fields: Mapping[str, Any]) -> Message:
    entity, name = key
    return Message(_WORDS.get(entity, "{key}"), {"key": name, "owner": fields.get("commitment", "")})


def state_told(tx: Tx) -> State:
    """What the journal says that there is."""
    state: State = {}
    query = "SELECT seq, changes FROM journal WHERE desk = :desk ORDER BY seq"
    for seq, changes in tx.all(query, {"desk": journal.DESK}):
        follow(state, seq, journal.told_changes(seq, changes))
    return state


def follow(state: State, seq: int, told: Iterable[Mapping[str, Any]]) -> None:
    """Go on with the changes of one more entry. Raises `LedgerDamaged` where they make no sense."""
    with understood(Message(N_("操作记录第 {seq} 条"), {"seq": seq})):
        for change in told:
            entity: Entity = change["entity"]
            if entity != "batch":
                _follow(state, (entity, change["key"]), in_present_words(entity, change["after"]), _usual(entity))


def _follow(state: State, key: Key, after: Mapping[str, Any] | None, usual: Mapping[str, Any]) -> None:
    if after is None:
        state.pop(key, None)
        return
    before = state.get(key)
    whole = {**(usual if before is None else before), **after}
    if key[0] == "commitment":
        whole[_VERSION] = 1 if before is None else before[_VERSION] + 1
    if key[0] == "unit" and after.get("aliases"):
        _give_up_aliases(state, key, set(after["aliases"]))
    state[key] = whole


def _give_up_aliases(state: State, taker: Key, aliases: set[str]) -> None:
    """An alias belongs to one unit: the newest claim wins."""
    for key, fields in state.items():
        if key[0] == "unit" and key != taker and not aliases.isdisjoint(fields.get("aliases", ())):
            fields["aliases"] = [each for each in fields["aliases"] if each not in aliases]


@cache
def _usual(entity: Entity) -> dict[str, Any]:
    """What a field holds that an older program did not know yet."""
    if entity == "commitment":
        return record(Commitment(code="-", title="-"))
    if entity == "progress_return":
        return record(Return(key="-", commitment="-"))
    if entity == "evidence":
        return record(Evidence(key="-", commitment="-"))
    return {"sender": "", "layout": []} if entity == "profile" else {}


def state_found(tx: Tx) -> State:
    """What the rows say that there is. Raises `LedgerDamaged` where they make no sense."""
    state: State = {}
    for item, _, _ in rows.read_commitments(tx):
        state["commitment", item.code] = {**record(item), _VERSION: item.version}
    for returns in rows.read_returns(tx).values():
        for each in returns:
            state["progress_return", each.key] = record(each)
    for name, unit in rows.read_units(tx).items():
        state["unit", name] = record(unit)
    for entity, column in row_writing.TABLE_KEY.items():
        if entity == "progress_return":
            continue
        for (key,) in tx.all(f"SELECT {column} FROM {entity} ORDER BY {column}"):
            if (fields := rows.read_record(tx, entity, key)) is not None:
                state[entity, key] = fields
    return state


def _wrong_batches(tx: Tx) -> Iterator[Message]:
    """Batches of older programs are told of by their number only."""
    found = batches.rows_found(tx)
    told: dict[int, tuple[int, Mapping[str, Any] | None]] = {}
    for seq, number, changes in tx.all(
        "SELECT seq, batch, changes FROM journal WHERE desk = :desk AND batch IS NOT NULL AND cancels IS NULL",
        {"desk": journal.DESK},
    ):
        facts = next((each["after"] for each in journal.told_changes(seq, changes) if each["entity"] == "batch"), None)
        told[int(number)] = int(seq), facts
    for number in sorted(found.keys() | told.keys()):
        if number not in found or number not in told:
            yield Message(N_("第 {number} 批导入的登记与操作记录对不上。"), {"number": number})
            continue
        (seq, there), (expected_seq, facts) = found[number], told[number]
        if seq != expected_seq or (facts is not None and any(there[name] != facts.get(name) for name in there)):
            yield Message(N_("第 {number} 批导入的登记与操作记录对不上。"), {"number": number})


def _wrong_search_words(tx: Tx) -> Iterator[Message]:
    returns = rows.read_returns(tx)
    for item, words, letters in rows.read_commitments(tx):
        wanted = words_of(item, returns.get(item.code, ()))
        if words != wanted or letters != initials(names_of_record(record(item))):
            yield Message(N_("事项 {code} 的检索词不对，可能搜不到它。"), {"code": item.code})


def _wrong_subjects(tx: Tx) -> Iterator[Message]:
    """The index by which an item's history is found."""
    expected = set()
    for seq, changes in tx.all("SELECT seq, changes FROM journal WHERE desk = :desk", {"desk": journal.DESK}):
        told = tuple(journal.change_of(each) for each in journal.told_changes(seq, changes))
        expected |= {(int(seq), code) for code in ChangeSet("", told).codes}
    there = {
        (int(seq), str(code))
        for seq, code in tx.all(
            "SELECT seq, commitment FROM journal_subject WHERE desk = :desk", {"desk": journal.DESK}
        )
    }
    for seq, code in sorted(expected ^ there):
        yield Message(N_("操作记录第 {seq} 条与事项 {code} 的关联不对。"), {"seq": seq, "code": code})
