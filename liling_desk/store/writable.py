"""What a ledger can hold, in a file and on a server alike: looked at before anything of a change is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from math import isfinite
from typing import TYPE_CHECKING, Final

from liling_desk.ledger.errors import InvalidEdit, Where
from liling_desk.store.port import Tx
from liling_desk.translations import N_, Message
from liling_desk.when_needed import WhenNeeded

if TYPE_CHECKING:
    from liling_desk.ledger import changes as told
    from liling_desk.ledger.changes import Change
else:
    told = WhenNeeded("liling_desk.ledger.changes")

LONGEST_NAME: Final = 300
"""Characters of a code, a name or a key. Two of them have to fit into an entry of an index: 2,704 bytes on a server."""

_LEAST, _MOST = -(2**63), 2**63 - 1


def must_be_writable(tx: Tx, changes: Iterable[Change]) -> None:
    """Raises `InvalidEdit` for text and numbers that can't be kept, and for new names that are too long."""
    passed: set[int] = set()
    left = iter(changes)
    while portion := list(islice(left, _AT_ONCE)):
        if _are_plain(portion, passed):
            continue
        for change in portion:
            for side in (change.after, change.before):
                if side is not None and not _is_plain(side.values(), passed):
                    _refuse_unwritable(change, side)
            if not is_writable(change.key):
                raise _unwritable_text(change, "key")
            for name in _new_names(change):
                if len(name) > LONGEST_NAME and not _is_known(tx, name):
                    raise _too_long(change, name)


_AT_ONCE: Final = 500


def _are_plain(changes: Sequence[Change], passed: set[int]) -> bool:
    """One look at many changes: nothing in them is out of the ordinary, and no name is long."""
    sides = [side.values() for each in changes for side in (each.after, each.before) if side]
    values = list(filter(None, chain.from_iterable(sides)))
    texts = [value for value in values if type(value) is str]
    keys = [change.key for change in changes]
    if not is_writable("".join(texts)) or not is_writable("".join(keys)) or max(map(len, keys)) > LONGEST_NAME:
        return False
    # By identity, for thousands of changes share what is nested in them.
    if not _is_plain({id(each): each for each in values if type(each) is not str}.values(), passed):
        return False
    naming = [change.after for change in changes if change.entity in ("commitment", "unit") and change.after]
    named = {id(names): names for after in naming for field in _NAMING if (names := after.get(field))}
    return all(len(name) <= LONGEST_NAME for name in texts_in(list(named.values())))


_NAMING: Final = ("lead_unit", "support_units", "aliases")


def _too_long(change: Change, name: str) -> InvalidEdit:
    return InvalidEdit(
        Message(N_("“{name}……”太长了：编号、名称最多 {most} 个字。"), {"name": name[:20], "most": LONGEST_NAME}),
        Message(N_("请改短后再试；没有写入任何内容。")),
        Where(code=None if change.entity == "commitment" else told.commitment_of(change)),
    )


def is_writable(text: str) -> bool:
    """No NUL, which ends a text in some programs; no half of a character pair, which is no UTF-8."""
    if "\0" in text:
        return False
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def may_be_there(key: str | int) -> bool:
    """Whether a ledger could hold such a key at all: what is typed or called may be anything."""
    return is_writable(key) if isinstance(key, str) else _LEAST <= key <= _MOST


def _new_names(change: Change) -> Iterator[str]:
    """What a change brings in that others are found by. Units come with the items that name them."""
    if change.before is None:
        yield change.key
    if change.after is None:
        return
    if change.entity == "unit":
        yield from texts_in(change.after.get("aliases"))
    elif change.entity == "commitment":
        for field in ("lead_unit", "support_units"):
            if named := change.after.get(field):
                yield from texts_in(named)


def _is_known(tx: Tx, name: str) -> bool:
    """Older files may hold longer names of units; these may go on to be used."""
    known = "SELECT 1 FROM unit WHERE name = :name UNION ALL SELECT 1 FROM unit_alias WHERE alias = :name"
    return tx.one(known, {"name": name}) is not None


def _refuse_unwritable(change: Change, fields: Mapping[str, object]) -> None:
    for name, value in fields.items():
        if any(not is_writable(text) for text in texts_in(value)):
            raise _unwritable_text(change, name)
        if not _is_plain((value,)):
            raise InvalidEdit(
                Message(N_("“{field}”里的数字太大，或者不是数字。"), {"field": name}),
                Message(N_("请核对后重新填写。")),
                Where(code=told.commitment_of(change), column=name),
            )


def _unwritable_text(change: Change, field: str) -> InvalidEdit:
    return InvalidEdit(
        Message(N_("“{field}”里有看不见的空字符或残缺的字符。"), {"field": field}),
        Message(N_("请删去后重新填写。")),
        Where(code=None if field == "key" else told.commitment_of(change), column=field),
    )


def _is_plain(values: Iterable[object], passed: set[int] | None = None) -> bool:
    """A quick look that most changes pass: no text and no number of theirs that can't be written.

    `passed`: ids of nested values that were looked at already, for thousands of changes share them.
    """
    told = [value for value in values if value is not None and value != ""]
    texts = [value for value in told if isinstance(value, str)]
    if not is_writable("".join(texts)):
        return False
    if len(texts) == len(told):
        return True
    for value in told:
        if isinstance(value, str | bool) or (passed is not None and id(value) in passed):
            continue
        if isinstance(value, int):
            if not _LEAST <= value <= _MOST:
                return False
        elif isinstance(value, float):
            if not isfinite(value):
                return False
        elif not isinstance(value, list | tuple | Mapping) or not _is_plain(
            value.values() if isinstance(value, Mapping) else value, passed
        ):
            return False
        elif passed is not None:
            passed.add(id(value))
    return True


def texts_in(values: object) -> list[str]:
    """Every text in a value, however deep."""
    if isinstance(values, str):
        return [values]
    if isinstance(values, Mapping):
        return [text for value in values.values() for text in texts_in(value)]
    if isinstance(values, list | tuple):
        return [text for value in values for text in texts_in(value)]
    return []
