"""What the preview asks and remarks: names of units, columns, profiles; filters for the window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from liling_desk.importing.columns import Columns, by_profile, guess_columns
from liling_desk.importing.findings import Handled
from liling_desk.importing.preview import Preview
from liling_desk.importing.sender import file_pattern, layout_sender
from liling_desk.importing.sheet import Row, Sheet
from liling_desk.importing.table import find_table
from liling_desk.ledger.commitment import Commitment, Unit
from liling_desk.ledger.indicator import Indicator
from liling_desk.ledger.saved_view import Profile, keep_profile
from liling_desk.ledger.snapshot import Snapshot
from liling_desk.open_ledger import OpenLedger

Previewing = Callable[..., Preview]
UNITS = {name: Unit(name=name) for name in ("市交通运输局", "市教育局", "市财政局")}
INTO = Snapshot(
    {
        code: Commitment(code=code, title=title, indicator=Indicator(metric="率", target=100, unit="%"))
        for code, title in (("LL-001", "修路"), ("LL-002", "办学"), ("LL-003", "理财"))
    },
    units=UNITS,
)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[OpenLedger]:
    opened = OpenLedger.create(tmp_path / "a.ledger", "测试")
    yield opened
    opened.close()


# --- names of units


def test_a_name_like_a_unit_is_asked(preview: Previewing) -> None:
    text = "编号,牵头单位,备注\nLL-001,市交通局,好\nLL-002,市交通局,\n"
    seen = preview(text, INTO)
    assert [(problem.row, problem.field) for problem in seen.problems] == [(2, "lead_unit"), (3, "lead_unit")]
    assert {change.field for change in seen.changes} == {"note"}
    alias, new, drop = seen.problems[0].suggestions
    assert (alias.kind, alias.value, alias.about) == ("alias", "市交通运输局", "市交通局")
    taken = preview(text, INTO, handled=Handled().deciding(seen.problems[0], alias))
    assert not taken.problems
    assert {change.after for change in taken.changes if change.field == "lead_unit"} == {"市交通运输局"}
    changes = taken.changes_for(taken.safe_cells()).changes
    assert [(each.key, each.after) for each in changes if each.entity == "unit"] == [
        ("市交通运输局", {"aliases": ["市交通局"]})
    ]
    fresh = preview(text, INTO, handled=Handled().deciding(seen.problems[0], new))
    made = fresh.changes_for(fresh.safe_cells()).changes
    assert [each.key for each in made if each.entity == "unit"] == ["市交通局"]
    left = preview(text, INTO, handled=Handled().deciding(seen.problems[0], drop))
    assert [problem.row for problem in left.problems] == [3]


def test_an_alias_is_written_with_its_import_and_undone_with_it(ledger: OpenLedger, preview: Previewing) -> None:
    from liling_desk.ledger import edits

    ledger.apply(edits.add_unit(UNITS["市交通运输局"]))
    ledger.apply(edits.create(Commitment(code="LL-001", title="修路")))
    text = "编号,牵头单位\nLL-001,市交通局\n"
    seen = preview(text, ledger.snapshot())
    handled = Handled().deciding(seen.problems[0], seen.problems[0].suggestions[0])
    taken = preview(text, ledger.snapshot(), handled=handled)
    ledger.apply_import(taken.changes_for(taken.safe_cells()), taken.facts)
    assert ledger.snapshot().units["市交通运输局"].aliases == ("市交通局",)
    again = preview(text, ledger.snapshot())
    assert (again.changes, again.problems) == ((), ())
    assert not ledger.undo_batch(1).kept
    assert ledger.snapshot().units["市交通运输局"].aliases == ()


def test_what_a_doubtful_unit_reports_waits(preview: Previewing) -> None:
    seen = preview("编号,报送单位,进展情况\nLL-001,市交通局,好\n", INTO)
    assert not seen.changes
    assert [problem.field for problem in seen.problems] == ["unit"]


def test_doubtful_name_among_supporters_holds_the_cell_back(preview: Previewing) -> None:
    seen = preview("编号,配合单位\nLL-001,市教育局、市交通局\n", INTO)
    assert not seen.changes
    handled = Handled().deciding(seen.problems[0], seen.problems[0].suggestions[0])
    seen = preview("编号,配合单位\nLL-001,市教育局、市交通局\n", INTO, handled=handled)
    assert [change.after for change in seen.changes] == [["市教育局", "市交通运输局"]]


def test_first_of_several_units_is_the_lead_and_said_so(preview: Previewing) -> None:
    seen = preview("编号,责任单位\nLL-001,市教育局、市财政局\n", INTO)
    assert {change.field: change.after for change in seen.changes} == {
        "lead_unit": "市教育局",
        "support_units": ["市财政局"],
    }
    assert [remark.field for remark in seen.remarks] == ["lead_unit"]


# --- remarks and filters


def test_about_is_taken_with_a_remark(preview: Previewing) -> None:
    seen = preview("编号,累计完成值\nLL-001,约38%\nLL-002,30-40%\nLL-003,40%\n", INTO)
    assert [(change.row, change.after) for change in seen.changes] == [(2, 38.0), (4, 40.0)]
    assert [(remark.row, remark.value) for remark in seen.remarks] == [(2, "约38%")]
    assert [problem.row for problem in seen.problems] == [3]


def test_header_that_asks_yes_or_no(preview: Previewing) -> None:
    seen = preview("编号,是否完成\nLL-001,√\nLL-002,否\nLL-003,是\n", INTO)
    claims = {change.commitment: change.after for change in seen.changes if change.field == "claimed_status"}
    assert claims == {"LL-001": "done", "LL-003": "done"}
    assert not seen.problems
    assert preview("编号,状态\nLL-001,√\n", INTO).problems[0].suggestions[0].value == "已办结"


def test_rows_are_filtered_and_problems_walked(preview: Previewing) -> None:
    text = "编号,累计完成值,完成时限,备注\nLL-001,很多,2021-13-40,甲\nLL-002,38,,\nLL-003,许多,,\n,,,\n"
    seen = preview(text, INTO)
    assert [row.number for row in seen.rows_with("problem")] == [2, 4]
    assert [row.number for row in seen.rows_with("safe")] == [2, 3]
    assert seen.counts["changed"] == 1
    first = seen.next_problem(0)
    assert first is not None
    walked = [first]
    for _ in range(3):
        following = seen.next_problem(walked[-1].row, walked[-1].field)
        assert following is not None
        walked.append(following)
    assert [(each.row, each.field) for each in walked] == [(2, "value"), (2, "deadline"), (4, "value"), (2, "value")]
    back = seen.previous_problem(2, "value")
    assert back is not None
    assert (back.row, back.field) == (4, "value")
    assert seen.next_problem(3) == walked[2]
    assert preview("编号,备注\nLL-001,甲\n", INTO).next_problem(0) is None


# --- columns that are asked about


def asked(headers: list[str], sample: list[tuple[str, ...]] | None = None) -> dict[str, tuple[str, ...]]:
    columns = guess_columns(headers, (), sample or [])
    return {headers[each.column]: each.candidates for each in columns.doubts}


@pytest.mark.parametrize(
    ("headers", "fields"),
    [
        ("编号 责任单位 牵头单位", "code support_units lead_unit"),
        ("编号 责任单位", "code lead_unit"),
        ("编号 责任单位 配合单位", "code lead_unit support_units"),
        ("编号 责任单位/牵头 责任单位/配合", "code lead_unit support_units"),
        ("编号 完成时限 完成时间", "code deadline -"),
        ("编号 完成时间", "code deadline"),
        ("编号 完成时限/计划 完成时限/实际", "code deadline -"),
        ("指标 目标值 单位", "metric target indicator_unit"),
        ("编号 单位 进展", "code unit progress"),
        ("序号 工作内容 责任单位", "- title lead_unit"),
        ("编号 工作内容 责任单位", "code detail lead_unit"),
        ("编号 项目 工作任务", "code programme title"),
        ("编号 项目 进展", "code title progress"),
        ("编号 进展情况 完成情况", "code progress claimed_status"),
        ("编号 完成情况", "code progress"),
        ("编号 备注 备注", "code note -"),
        ("编号 进展情况 电话", "code progress -"),
        ("编号 事项名称 问题", "code title -"),
        ("序号 问题 整改措施", "- title detail"),
        ("编号 责任人 负责人", "code handler -"),
    ],
)
def test_neighbours_settle(headers: str, fields: str) -> None:
    found = guess_columns(headers.split()).fields
    assert [field or "-" for field in found] == fields.split()


def test_doubtful_columns_come_with_candidates_and_samples() -> None:
    sample = [("LL-1", "甲", "2021-06-30", "好"), ("LL-2", "乙", "2021-07-31", "好"), ("LL-3", "乙", "", "行")]
    columns = guess_columns(["编号", "时间", "日期", "进展"], (), sample)
    doubt = columns.doubt_of(2)
    assert doubt is not None
    assert "reported_on" in doubt.candidates
    assert "" in doubt.candidates
    assert doubt.samples == ("2021-06-30", "2021-07-31")
    assert "日期" in str(doubt.why)
    assert columns.fields[2] == ""
    settled = columns.with_field(2, "reported_on")
    assert settled.doubt_of(2) is None
    assert settled.fields[2] == "reported_on"


def test_what_is_asked_and_what_is_not() -> None:
    assert asked(["编号", "进展情况", "工作进展"]).keys() == {"工作进展"}
    assert asked(["编号", "事项名称", "责任单位", "完成时限", "进展情况", "备注", "电话"]) == {}
    assert asked(["编号", "项目", "工作任务"]).keys() == {"项目"}
    assert asked(["编号", "大致推进情况如何"]).keys() == {"大致推进情况如何"}
    assert asked(["编号", "完成情况"], [("1", "已完成"), ("2", "铺油三公里"), ("3", "推进中")]).keys() == {"完成情况"}
    assert asked(["编号", "进展情况"], [("1", "已完成"), ("2", "推进中")]) == {
        "进展情况": ("progress", "claimed_status", "")
    }
    assert asked(["编号", "备注", "备注"]).keys() == {"备注"}


def test_the_column_that_holds_something_wins() -> None:
    columns = guess_columns(["编号", "备注", "备注"], (), [("1", "", "甲"), ("2", "", "乙")])
    assert columns.fields == ("code", "", "note")


# --- profiles


def settled(headers: list[str], **chosen: str) -> Columns:
    columns = guess_columns(headers)
    for header, field in chosen.items():
        columns = columns.with_field(headers.index(header), field)
    return columns


HEADERS = ["编号", "说一说", "进展情况", "截至6月底数字", "备注"]


def test_recognised_when_columns_moved() -> None:
    profile = settled(HEADERS, 说一说="difficulties", 截至6月底数字="value").as_profile("水利", "市水利局")
    moved = ["备注", "截至7月底数字", "编号", "进展情况", "说一说"]
    columns = guess_columns(moved, [profile], sender="市水利局")
    assert columns.fields == ("note", "value", "code", "progress", "difficulties")
    assert columns.profile == "水利"
    assert columns.doubts == ()


def test_only_the_new_column_is_asked() -> None:
    profile = settled(HEADERS, 说一说="difficulties").as_profile("水利", "市水利局")
    columns = guess_columns([*HEADERS, "责任人"], [profile], [("1", "", "", "", "", "张三")], "市水利局")
    assert columns.fields[1] == "difficulties"
    assert [(each.column, each.candidates, each.samples) for each in columns.doubts] == [
        (5, ("handler", ""), ("张三",))
    ]


def test_recognised_when_a_column_was_left_out() -> None:
    profile = settled(HEADERS, 说一说="difficulties").as_profile("水利", "市水利局")
    columns = guess_columns(HEADERS[:-1], [profile], sender="市水利局")
    assert columns.fields == ("code", "difficulties", "progress", "")


def test_a_profile_is_its_senders() -> None:
    water = settled(HEADERS, 说一说="difficulties").as_profile("水利", "市水利局")
    roads = settled(HEADERS, 说一说="note").as_profile("交通", "市交通运输局")
    assert guess_columns(HEADERS, [water, roads], sender="市交通运输局").profile == "交通"
    assert guess_columns(HEADERS, [water, roads], sender="市教育局").profile is None
    assert guess_columns(HEADERS, [water], sender="市教育局").profile == "水利"
    assert guess_columns([*HEADERS, "新"], [water], sender="市教育局").profile is None
    assert guess_columns(["电话", "说一说"], [water], sender="市水利局").profile is None


def test_columns_of_the_same_name_are_told_apart() -> None:
    headers = ["编号", "备注", "备注"]
    columns = guess_columns(headers).with_field(2, "difficulties")
    again = guess_columns(headers, [columns.as_profile("甲")])
    assert again.fields == ("code", "note", "difficulties")


def test_profile_is_kept_in_the_ledger(ledger: OpenLedger) -> None:
    profile = settled(HEADERS, 说一说="difficulties").as_profile("水利", "市水利局")
    ledger.apply(keep_profile(profile))
    (kept,) = ledger.profiles()
    assert kept == profile
    assert kept.layout == tuple(profile.layout)
    ledger.apply(keep_profile(kept.but(sender="市教育局"), kept))
    assert ledger.profiles()[0].sender == "市教育局"
    ledger.undo()
    assert ledger.profiles()[0] == profile


def test_old_profiles_without_sender_hold_for_everybody() -> None:
    old = Profile(name="旧", columns={"编号": "code", "说一说": "progress", "备注": "note"})
    assert guess_columns(["编号", "备注", "说一说"], [old], sender="市教育局").profile == "旧"
    assert by_profile(["编号", "备注", "说一说"], old).fields == ("code", "note", "progress")


@pytest.mark.parametrize(
    ("file", "title", "sender"),
    [
        ("市教育局2021年6月进展报送.xlsx", "", "市教育局"),
        ("2021年6月进展报送(2).xlsx", "", "进展报送"),
        ("2021年7月进展报送 - 副本.xlsx", "", "进展报送"),
        ("a.csv", "填报单位：市 教育局", "市教育局"),
        ("a.csv", "填报单位：白兔潭镇人民政府（盖章） 日期：2021-6-30", "白兔潭镇人民政府"),
        ("a.csv", "市教育局、市财政局进展", "a"),
    ],
)
def test_sender(file: str, title: str, sender: str) -> None:
    rows = (Row(1, (title,)), Row(2, ("编号", "进展情况")), Row(3, ("LL-1", "好")))
    assert layout_sender(find_table(Sheet(file, "", "", "", rows)), UNITS) == sender
    assert file_pattern("2021年6月进展报送（终稿）.xlsx") == file_pattern("2021-07 进展报送v2.xls") == "进展报送"
