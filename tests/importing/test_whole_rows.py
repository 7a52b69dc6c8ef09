"""Rows that are a new item each are put together late: they come to what they come to when two rows tell of an item."""

from __future__ import annotations

import csv
import io
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from liling_desk.importing.columns import guess_columns
from liling_desk.importing.findings import Cells
from liling_desk.importing.preview import Preview, make_preview
from liling_desk.importing.sheet import Row, Sheet
from liling_desk.importing.table import find_table
from liling_desk.ledger.changes import Change
from liling_desk.ledger.commitment import Commitment, Unit
from liling_desk.ledger.snapshot import Snapshot
from tests.importing.conftest import TODAY, Previewing

SNAPSHOT = Snapshot(
    {"LL-001": Commitment(code="LL-001", title="106 国道升级改造")},
    units={"市教育局": Unit(name="市教育局", aliases=("教体局",)), "市水利局": Unit(name="市水利局")},
)
VALUES = {
    "主要内容": ["改造 12 公里", "", "ＡＢ 全角", "'=1"],
    "类别": ["民生实事", ""],
    "牵头单位": ["市教育局", "教体局", "新局", "市教育局、市水利局", "待定", "教育局"],
    "配合单位": ["市水利局", "市水利局、新局", ""],
    "完成时限": ["2021年12月底前", "长期", "44377", "2021-02-30", "不知道"],
    "交办时限": ["2021-11-30", "6月25日", ""],
    "进展情况": ["开工 3 处", ""],
    "存在困难": ["资金缺口", ""],
    "完成状态": ["已完成", "推进中", "未启动", "6月20日完成", "待核定", "???", ""],
    "报送日期": ["2021-06-25", "6月3日", "昨天", ""],
    "期别": ["2021-05", ""],
    "上级事项": ["LL-001", "N-1", "没有"],
    "指标名称": ["里程", ""],
    "目标值": ["38", "约38", "五", ""],
}


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[str], list[list[str]]]:
    headers = draw(st.lists(st.sampled_from(sorted(VALUES)), min_size=1, max_size=8, unique=True))
    cells: list[SearchStrategy[str]] = [st.sampled_from(VALUES[header]) for header in headers]
    told = draw(st.lists(st.tuples(*cells), min_size=1, max_size=6))
    rows = [[f"N-{n}", f"第{n}件事", *cells] for n, cells in enumerate(told, 1)]
    return ["编号", "事项名称", *headers], rows


def previewed(headers: list[str], rows: list[list[str]]) -> Preview:
    numbered = tuple(Row(number, tuple(cells)) for number, cells in enumerate([headers, *rows], 1))
    table = find_table(Sheet("2021年6月.csv", "0" * 64, "utf-8", ",", numbered))
    return make_preview(table, guess_columns(table.headers, (), table.sample()), SNAPSHOT, today=TODAY)


def made(changes: tuple[Change, ...]) -> list[tuple[Any, ...]]:
    """Without the keys of returns, which are drawn."""
    return [
        (each.entity, each.before, {name: value for name, value in (each.after or {}).items() if name != "key"})
        for each in changes
    ]


@settings(max_examples=60)
@given(tables())
def test_a_row_told_twice_comes_to_the_same(table: tuple[list[str], list[list[str]]]) -> None:
    headers, rows = table
    once, twice = previewed(headers, rows), previewed(headers, rows + rows)
    assert [row.changes for row in once.rows] == [row.changes for row in twice.rows[: len(rows)]]
    assert (once.added, once.changed, once.returns) == (twice.added, twice.changed, twice.returns)
    assert once.all_cells() == twice.all_cells() == {change.key for change in once.changes}
    assert once.safe_cells() == {change.key for change in once.changes if change.safety == "safe"}
    everything = once.all_cells()
    for taken in (everything, frozenset(everything), frozenset(sorted(everything)[::2]), frozenset()):
        assert made(once.changes_for(taken).changes) == made(twice.changes_for(taken).changes)


def test_a_return_keeps_its_key_however_often_the_set_is_made(preview: Previewing) -> None:
    seen = preview("编号,事项名称,进展情况\nN-1,新事,开工\n")
    sets = [seen.changes_for(seen.all_cells()).changes for _ in range(2)]
    assert sets[0] == sets[1] and sets[0][1].key


def test_the_cells_of_a_preview_are_a_set_like_any_other() -> None:
    cells = Cells({2: frozenset({"title", "note"}), 3: frozenset()})
    assert cells == frozenset({(2, "title"), (2, "note")}) == cells
    assert hash(cells) == hash(Cells({2: frozenset({"note", "title"})}))
    assert len(cells) == 2 and (2, "note") in cells and (3, "note") not in cells and "note" not in cells
    assert cells - {(2, "note")} == {(2, "title")} and cells & {(2, "note")} == {(2, "note")}
    assert frozenset({(2, "note"), (4, "note")}) - cells == {(4, "note")}


def test_quoted_cells_are_read_as_others(preview: Previewing) -> None:
    out = io.StringIO()
    csv.writer(out).writerows([["编号", "事项名称", "进展情况"], ["N-1", '新,"事"', "一\n二"]])
    (row,) = preview(out.getvalue()).rows
    assert {change.field: change.after for change in row.changes} == {"title": '新,"事"', "progress": "一\n二"}
