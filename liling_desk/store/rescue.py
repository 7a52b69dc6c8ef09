"""What is sound in a damaged ledger goes into a new one, with a list of what is missing.

The journal up to its first broken entry is taken over as it is, so that its seals go on. What later entries and the
rows still tell is written as one entry more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from liling_desk.ledger.access import DESK, Access
from liling_desk.ledger.address import FileAddress
from liling_desk.ledger.changes import Change, ChangeSet
from liling_desk.ledger.entry import KEPT_LIMIT
from liling_desk.ledger.errors import LedgerDamaged, Where
from liling_desk.ledger.packing import is_whole
from liling_desk.ledger.record import difference
from liling_desk.store import batches, following, journal, keeping, row_writing
from liling_desk.store.explaining import only_looking
from liling_desk.store.following import State
from liling_desk.store.mending import mended
from liling_desk.store.opening import create_store
from liling_desk.store.port import Tx
from liling_desk.store.salvage import Fields, Salvage, salvaged
from liling_desk.store.search_words import store_search_words
from liling_desk.store.sound_entries import SoundEntries, Told, sound_entries, subjects_of, told_by
from liling_desk.store.understanding import understood
from liling_desk.translations import N_, Message


@dataclass(frozen=True)
class Rescued:
    """What became of a damaged ledger. `entries`: journal entries of the new one. `missing`: one sentence each."""

    items: int
    returns: int
    entries: int
    missing: tuple[Message, ...] = ()


def rescue(damaged: Path, target: Path, actor: str, access: Access = DESK) -> Rescued:
    """Make a new ledger of what is sound; the damaged file is only read. Raises `LedgerError`: nothing to be saved,
    or no place for the new file."""
    if access.reader:
        raise only_looking(target)
    salvage = salvaged(damaged)
    if not any(there.get(table) for there in (salvage.found, salvage.stray) for table in _WORTHWHILE):
        raise _hopeless(damaged, "")
    store = create_store(FileAddress(target), access)
    try:
        with store.engine.write() as tx, understood(Message(N_("操作记录"))):
            rescued = _rebuilt(tx, salvage, damaged.name, actor)
        found = keeping.check(store.engine)
        if not found["ok"]:
            raise _hopeless(damaged, str(found["problems"]))
    except BaseException:
        store.close()
        for ending in ("", "-wal", "-shm"):
            Path(f"{target}{ending}").unlink(missing_ok=True)
        raise
    store.close()
    return rescued


_WORTHWHILE = ("commitment", "journal", "progress_return")


def _hopeless(damaged: Path, detail: str) -> LedgerDamaged:
    return LedgerDamaged(
        Message(N_("{file} 里没有可以抢救的内容。"), {"file": damaged}),
        Message(N_("请用备份恢复。")),
        Where(file=str(damaged)),
        detail,
    )


def _rebuilt(tx: Tx, salvage: Salvage, name: str, actor: str) -> Rescued:
    files = _sound_files(salvage)
    entries = sound_entries(salvage)
    told = told_by(entries)
    kept = mended(told, entries.whole, salvage, frozenset(files))
    tx.insert_all("journal", entries.chain)
    named = ((row["seq"], code) for row in entries.chain for code in subjects_of(row))
    tx.insert_all("journal_subject", ({"desk": journal.DESK, "seq": seq, "commitment": code} for seq, code in named))
    changes = tuple(_differences(told.by_chain, kept.state))
    if changes:
        journal.append(tx, journal.Writing(actor, ChangeSet(journal.RESCUE, changes, journal.storable(name))))
    state = following.state_told(tx)
    _lay_down(tx, state)
    lost_batches = list(_lay_down_batches(tx, entries, salvage, files))
    tx.insert_all("kept_file", files.values())
    said = (*_missing_entries(salvage, entries), *_torn(salvage, entries))
    missing = (*_lost_items(salvage, entries, told, state), *kept.said, *said, *lost_batches)
    kinds = [entity for entity, _ in state]
    return Rescued(kinds.count("commitment"), kinds.count("progress_return"), journal.count(tx), missing)


def _sound_files(salvage: Salvage) -> dict[str, Fields]:
    there = (*salvage.found.get("kept_file", ()), *salvage.stray.get("kept_file", ()))
    return {row["sha256"]: row for row in there if is_whole(row["form"], row["content"], row["sha256"])}


def _differences(before: State, after: State) -> Iterator[Change]:
    order = ("unit", "source", "commitment")
    for key in sorted(before.keys() | after.keys(), key=lambda key: (key[0] not in order, key)):
        old = {name: value for name, value in before[key].items() if name != "version"} if key in before else None
        new = after.get(key)
        if old == new:
            continue
        if old is not None and new is not None and key[0] == "commitment":
            old, new = difference(old, new)
        yield Change(*key, old, new)


def _lay_down(tx: Tx, state: State) -> None:
    for (entity, key), fields in state.items():
        plain = {name: value for name, value in fields.items() if name != "version"}
        row_writing.write_fields(tx, entity, key, plain, new=True)
        if entity == "commitment":
            told = {"version": fields["version"], "code": key}
            tx.put("UPDATE commitment SET version = :version WHERE code = :code", told)
    items = tuple(Change(entity, key, None, fields) for (entity, key), fields in state.items())
    store_search_words(tx, ChangeSet(journal.RESCUE, tuple(each for each in items if each.entity == "commitment")))


def _lay_down_batches(tx: Tx, entries: SoundEntries, salvage: Salvage, files: dict[str, Fields]) -> Iterator[Message]:
    """The register of imports, as far as their entries are there; those of older programs have it in their rows."""
    register = {row["number"]: row for row in salvage.found.get("batch", ())}
    known = set()
    for row in entries.chain:
        number = row["batch"]
        if number is None or row["cancels"] is not None:
            continue
        known.add(number)
        told = journal.told_changes(row["seq"], row["changes"])
        facts = next((each["after"] for each in told if each["entity"] == "batch"), None) or register.get(number)
        if facts is None:
            yield Message(N_("第 {number} 批导入的登记没有找回。"), {"number": number})
            facts = {"file": "", "sha256": "", "row_count": 0}
        names = [name for name in batches.FACTS if name in facts]
        tx.insert("batch", {"number": number, "seq": row["seq"], **{name: facts[name] for name in names}})
        size = facts.get("size")
        if "kept_file" in salvage.torn and size is not None and size <= KEPT_LIMIT and facts["sha256"] not in files:
            yield Message(N_("第 {number} 批导入的原文件没有找回。"), {"number": number})
    for number in sorted(register.keys() - known):
        yield Message(N_("第 {number} 批导入的操作记录没有找回，内容还在，但不能再整批撤销。"), {"number": number})


def _missing_entries(salvage: Salvage, entries: SoundEntries) -> Iterator[Message]:
    touched: dict[int, set[str]] = {}
    for row in salvage.found.get("journal_subject", ()):
        touched.setdefault(row["seq"], set()).add(row["commitment"])
    for first, last in entries.gaps:
        codes = sorted({code for seq, each in touched.items() if first <= seq <= last for code in each})
        what = N_("操作记录{which}没有找回，涉及 {codes}。") if codes else N_("操作记录{which}没有找回。")
        yield Message(what, {"which": _which(first, last), "codes": _listed(codes)})
    for first, last in _runs(row["seq"] for row in entries.later):
        what = N_("操作记录{which}接不上前面的，内容已并入抢救记录。")
        yield Message(what, {"which": _which(first, last)})
    if "journal" in salvage.torn and not entries.gaps:
        yield Message(N_("操作记录的末尾可能不全。"))


def _which(first: int, last: int) -> Message:
    what = N_("第 {first} 条") if first == last else N_("第 {first} 至 {last} 条")
    return Message(what, {"first": first, "last": last})


def _listed(codes: Sequence[str]) -> Message | str:
    """All of a few; of many the first ones and how many there are."""
    if len(codes) <= _MOST_CODES:
        return "、".join(codes)
    return Message(N_("{codes} 等 {n} 项"), {"codes": "、".join(codes[: _MOST_CODES // 2]), "n": len(codes)})


_MOST_CODES = 12


def _runs(numbers: Iterable[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs


def _lost_items(salvage: Salvage, entries: SoundEntries, told: Told, state: State) -> Iterator[Message]:
    """Codes that are named somewhere and have no row, though nothing says that they were taken away."""
    if entries.whole:
        return
    named = {row["commitment"] for table in _NAMING for row in salvage.found.get(table, ())}
    there = {code for entity, code in (*state, *told.ever) if entity == "commitment"}
    if lost := sorted(named - there):
        yield Message(N_("{n} 项没有找回：{codes}。"), {"n": len(lost), "codes": "、".join(lost)})


_NAMING = ("journal_subject", "commitment_unit", "indicator")


def _torn(salvage: Salvage, entries: SoundEntries) -> Iterator[Message]:
    if not entries.whole:
        for table in sorted(salvage.torn & _TABLE_WORDS.keys()):
            yield Message(N_("{what}有一部分读不出来，以操作记录为准。"), {"what": Message(_TABLE_WORDS[table])})


_TABLE_WORDS = {
    "commitment": N_("事项"), "commitment_unit": N_("配合单位"), "indicator": N_("量化指标"),
    "progress_return": N_("进展报送"), "evidence": N_("依据材料"), "unit": N_("单位"), "unit_alias": N_("单位别名"),
    "source": N_("文件依据"), "saved_view": N_("视图"), "profile": N_("列对应方案"), "bulletin": N_("通报"),
    "letter": N_("公文登记"), "batch": N_("导入批次"),
}  # fmt: skip
