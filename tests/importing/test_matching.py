"""Rows to items: codes, titles with numbering and signs, likeness that is only offered, several items in a row."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from liling_desk.importing.codes import codes_in
from liling_desk.importing.findings import Handled
from liling_desk.importing.preview import Preview
from liling_desk.importing.titles import TitleIndex, loose_key
from liling_desk.ledger.commitment import Commitment
from liling_desk.ledger.errors import FileUnusable
from liling_desk.ledger.indicator import Indicator
from liling_desk.ledger.snapshot import Snapshot

Previewing = Callable[..., Preview]
TITLES = {
    "LL-001": "106 国道升级改造尽快启动",
    "LL-002": "建设渌江书院文化公园",
    "LL-003": "李立三故居提质改造",
    "LL-004": "完成老旧小区改造（一期）",
    "LL-005": "新建1.5万吨饲料项目",
    "LL-006": "垃圾分类",
}
INTO = Snapshot(
    {
        code: Commitment(code=code, title=title, indicator=Indicator(metric="率", target=100, unit="%"))
        for code, title in TITLES.items()
    }
)


def only(seen: Preview) -> object:
    assert len(seen.rows) == 1
    return seen.rows[0]


@pytest.mark.parametrize(
    ("cell", "codes"),
    [
        ("LL-001、LL-002", "ll-001 ll-002"), ("LL-001，LL-002", "ll-001 ll-002"), ("LL-001;LL-002", "ll-001 ll-002"),
        ("LL-001 LL-002", "ll-001 ll-002"), ("LL-001\nLL-002", "ll-001 ll-002"), ("LL-001/LL-002", "ll-001 ll-002"),
        ("LL-001 至 LL-003", "ll-001 ll-002 ll-003"), ("LL-001到LL-003", "ll-001 ll-002 ll-003"), ("LL-001~LL-003", "ll-001 ll-002 ll-003"),
        ("LL-001～003", "ll-001 ll-002 ll-003"), ("LL-001-LL-003", "ll-001 ll-002 ll-003"), ("LL-001—LL-003", "ll-001 ll-002 ll-003"),
        ("LL-001、003", "ll-001 ll-003"), ("ＬＬ－００１、ｌｌ－００２", "ll-001 ll-002"), ("LL-001至LL-002、LL-005", "ll-001 ll-002 ll-005"),
        ("LL-001和LL-002", "ll-001 ll-002"), ("LL-001", ""), ("LL-062-1", ""), ("LL-003至LL-001", ""), ("LL-001至LL-999", ""), ("甲、乙", ""),
        ("", ""), ("LL-001、LL-001", ""), ("LL-001、说明", ""), ("1-3", ""),
    ],
)  # fmt: skip
def test_codes_of_a_cell(cell: str, codes: str) -> None:
    assert codes_in(cell) == tuple(codes.split())


@pytest.mark.parametrize(
    "title",
    [
        "1、建设渌江书院文化公园", "（一）建设渌江书院文化公园", "一是建设渌江书院文化公园", "①建设渌江书院文化公园", "第二，建设渌江书院文化公园",
        "2.建设渌江书院文化公园", "建设渌江书院文化公园。", "建设“渌江书院”文化公园", "建设渌江书院·文化公园", " 建设 渌江书院 文化公园 ",
        "(2) 建设渌江书院文化公园；", "●建设渌江书院文化公园", "二、建设渌江书院文化公园", "LL-002 建设渌江书院文化公园", "【建设渌江书院文化公园】",
        "2）建设渌江书院文化公园", "建设渌江书院－文化公园", "第2项：建设渌江书院文化公园", "(LL-002)建设渌江书院文化公园",
        "建設渌江書院文化公園",
    ],
)  # fmt: skip
def test_numbering_and_signs_do_not_count(preview: Previewing, title: str) -> None:
    seen = preview(f'事项名称,进展情况\n"{title}",好\n', INTO)
    assert [row.code for row in seen.rows] == ["LL-002"]
    assert {change.field for change in seen.changes} == {"progress"}


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("新建15万吨饲料项目", None), ("新建1.5万吨饲料项目。", "LL-005"), ("106国道升级改造尽快启动", "LL-001"), ("完成老旧小区改造一期", "LL-004"),
        ("完成老旧小区改造（二期）", None), ("垃圾分类试点", None), ("1、垃圾分类", "LL-006"), ("一带一路", None), ("2021年工作", None),
    ],
)  # fmt: skip
def test_other_numbers_are_another_item(preview: Previewing, title: str, code: str | None) -> None:
    row = preview(f"事项名称,进展情况\n{title},好\n", INTO).rows[0]
    assert (row.code in TITLES and row.code) == (code or False)


@pytest.mark.parametrize(
    ("title", "best"),
    [
        ("李立三旧居提质改造", "LL-003"), ("建设渌江书院文化公园项目", "LL-002"), ("106国道升级改造启动", "LL-001"),
        ("李立三故居的提质改造", "LL-003"), ("渌江书院文化公园建设", "LL-002"), ("完成老旧小区改造", "LL-004"),
    ],
)  # fmt: skip
def test_likeness_is_asked_and_never_applied(preview: Previewing, title: str, best: str) -> None:
    text = f"事项名称,进展情况\n{title},好\n"
    seen = preview(text, INTO)
    row = seen.rows[0]
    assert row.candidates[0].code == best
    assert len(row.candidates) <= 3
    assert all(change.commitment not in TITLES for change in seen.changes)
    if row.kind == "problem":
        problem = seen.problems[0]
        ways = {each.kind: each for each in reversed(problem.suggestions)}
        assert set(ways) == {"match", "new", "skip"}
        assert ways["match"].value == best
        taken = preview(text, INTO, handled=Handled().deciding(problem, ways["match"]))
        assert [(change.commitment, change.field) for change in taken.changes] == [(best, "progress")]
        fresh = preview(text, INTO, handled=Handled().deciding(problem, ways["new"]))
        assert [each.kind for each in fresh.rows] == ["added"]
        assert not fresh.problems


def test_a_title_with_its_own_new_code_is_not_asked(preview: Previewing) -> None:
    seen = preview("编号,事项名称\nLL-099,李立三旧居提质改造\n", INTO)
    assert [(row.kind, row.code) for row in seen.rows] == [("added", "LL-099")]
    assert seen.rows[0].candidates[0].code == "LL-003"
    assert "like" in seen.rows[0].marks


def test_a_senders_own_numbers_are_asked(preview: Previewing) -> None:
    seen = preview("编号,事项名称\nA7,李立三故居的提质改造\n", INTO)
    assert [problem.row for problem in seen.problems] == [2]


def test_one_row_for_several_items(preview: Previewing) -> None:
    text = "编号,事项名称,进展情况,自评状态,累计完成值,责任单位\nLL-001 至 LL-003,三件事,都好,推进中,38,市教育局\n"
    seen = preview(text, INTO, period="2021-06")
    assert seen.returns == 3
    assert {(change.commitment, change.field) for change in seen.changes} == {
        (code, field) for code in ("LL-001", "LL-002", "LL-003") for field in ("progress", "claimed_status", "status")
    }
    row = seen.rows[0]
    assert row.codes == ("LL-001", "LL-002", "LL-003")
    assert "several" in row.marks
    assert [problem.field for problem in row.problems] == ["value"]
    assert [remark.field for remark in row.remarks] == ["code"]
    made = seen.changes_for(seen.safe_cells())
    assert sorted(made.codes) == ["LL-001", "LL-002", "LL-003"]


def test_an_unknown_code_in_a_list_is_a_problem_of_its_own(preview: Previewing) -> None:
    seen = preview("编号,进展情况\nLL-001、LL-077,好\n", INTO)
    assert [change.commitment for change in seen.changes] == ["LL-001"]
    assert ["ll-077" in str(problem.why).casefold() for problem in seen.problems] == [True]


def test_a_list_without_any_known_code_is_no_list(preview: Previewing) -> None:
    assert preview("编号,进展情况\nXX-1、XX-2,好\n", INTO).problems[0].row == 2


def test_many_rows_that_match_nothing_stay_quick() -> None:
    items = [Commitment(code=f"LL-{n:05}", title=f"推进第{n}号公路建设改造工程") for n in range(3000)]
    index = TitleIndex(items)
    for number in range(4000):
        index.like(f"推进第{number}号公路改建工程")
    assert index.gave_up


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(title=st.text(st.characters(codec="gb18030", exclude_categories=("Cs", "Cc", "Cn")), min_size=1, max_size=16))
def test_a_likeness_never_applies_by_itself(preview: Previewing, title: str) -> None:
    cell = title.replace('"', "")
    try:
        seen = preview(f'事项名称,进展情况\n"{cell}",好\n', INTO)
    except FileUnusable:
        return
    known = {loose_key(each) for each in TITLES.values()} | {loose_key(code) for code in TITLES}
    for change in seen.changes:
        assert change.commitment not in TITLES or loose_key(cell) in known
