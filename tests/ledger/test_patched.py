"""Tables in which a few values were replaced: as copies would be, and the former ones as they were."""

from __future__ import annotations

from collections.abc import KeysView

from hypothesis import given
from hypothesis import strategies as st

from liling_desk.ledger.code_places import CodePlaces
from liling_desk.ledger.code_table import CodeTable
from liling_desk.ledger.patched import PatchedList, PatchedTable, whole

PATCHES = st.lists(st.dictionaries(st.integers(0, 99), st.integers(), max_size=40), max_size=5)


@given(patches=PATCHES, looked=st.lists(st.booleans(), min_size=5, max_size=5))
def test_as_a_copy_would_be(patches: list[dict[int, int]], looked: list[bool]) -> None:
    table: dict[int, int] | PatchedTable[int, int] = {key: -key for key in range(100)}
    row: list[int] | PatchedList[int] = [-place for place in range(100)]
    copies = [dict(table)]
    tables, lists = [table], [row]
    for patch, all_of_it in zip(patches, looked, strict=False):
        table, row = PatchedTable(table, patch), PatchedList(row, patch)
        copies.append({**copies[-1], **patch})
        tables.append(table)
        lists.append(row)
        if all_of_it:
            assert list(table.values()) == list(row)
    for copy, each, listed in zip(copies, tables, lists, strict=True):
        assert [each[key] for key in copy] == list(copy.values()) == [listed[place] for place in range(100)]
        assert each == copy
        assert listed == list(copy.values())
        assert list(each) == list(copy) and list(each.items()) == list(copy.items())
        assert len(each) == len(listed) == 100
        assert listed[-1] == copy[99] and list(listed[97:]) == [copy[97], copy[98], copy[99]]
        assert 5 in each and 100 not in each
        assert each.get(100) is None


def test_a_table_by_code_is_a_mapping_like_any_other() -> None:
    plain = {f"LL-{number:03}": number for number in range(100)}
    table = CodeTable(CodePlaces(list(plain)), list(plain.values()))
    assert dict(table) == dict(table.items()) == plain and list(table.values()) == list(plain.values())
    assert "LL-100" not in table and table.get("LL-100") is None and len(table) == 100
    patched = PatchedTable(table, {"LL-007": -7})
    assert patched["LL-007"] == -7 and table["LL-007"] == 7
    now = whole(patched)
    assert isinstance(now, CodeTable) and dict(now) == {**plain, "LL-007": -7} and dict(table) == plain
    assert whole(table) is table


def test_two_threads_may_go_through_it_at_once() -> None:
    """Whoever is overtaken in the midst of it still sees the replaced values, and leaves them there."""

    class Overtaken(dict[int, int]):
        """Somebody else goes through the table in the midst of the first look."""

        table: PatchedTable[int, int] | None = None

        def keys(self) -> KeysView[int]:
            table, self.table = self.table, None
            if table is not None:
                assert dict(table.items())[5] == 55
            return super().keys()

        def __contains__(self, key: object) -> bool:
            table, self.table = self.table, None
            if table is not None:
                assert dict(table.items())[5] == 55
            return super().__contains__(key)

    for ask in (lambda table: table[5], lambda table: dict(table.items())[5]):
        now = Overtaken({5: 55})
        table = PatchedTable({key: -key for key in range(10)}, now)
        now.table = table
        assert ask(table) == 55 == dict(table.items())[5] == table[5]
