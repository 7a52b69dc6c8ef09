"""What a preview says about each row, and what it never does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from liling_desk.importing.preview import Handled, Preview
from liling_desk.ledger.commitment import Commitment, Unit
from liling_desk.ledger.errors import UsageError
from liling_desk.ledger.returns import Return
from liling_desk.ledger.snapshot import Snapshot
from liling_desk.ledger.status import Status

Previewing = Callable[..., Preview]


def cells(seen: Preview) -> dict[tuple[str, str], object]:
    return {(change.commitment, change.field): change.after for change in seen.changes}


def kinds(seen: Preview) -> dict[int, str]:
    return {row.number: row.kind for row in seen.rows}


def with_item(snapshot: Snapshot, code: str, **fields: object) -> Snapshot:
    items = dict(snapshot.commitments) | {code: snapshot.commitments[code].but(**fields)}
    return Snapshot(items, snapshot.returns, snapshot.units)


def test_rows_are_matched_by_code_whatever_its_form_else_by_title(preview: Previewing) -> None:
    seen = preview("编号,事项名称,备注\nｌｌ－００１,,甲\n,垃圾分类,乙\n")
    assert cells(seen) == {("LL-001", "note"): "甲", ("LL-002", "note"): "乙"}
    assert (seen.added, seen.changed, seen.same) == (0, 2, 0)


def test_blank_filled_is_safe_and_text_replaced_is_not(preview: Previewing) -> None:
    seen = preview("编号,牵头单位,备注\nLL-003,市教育局,\nLL-001,市教育局,\n")
    assert {change.commitment: change.safety for change in seen.changes} == {"LL-003": "overwrite", "LL-001": "safe"}
    assert seen.safe_cells() == {(3, "lead_unit")}


def test_desk_decisions_want_a_look(preview: Previewing, snapshot: Snapshot) -> None:
    into = with_item(snapshot, "LL-003", status=Status.DONE, assigned_deadline=date(2021, 9, 1))
    seen = preview("编号,牵头单位,交办时限,备注\nLL-003,市教育局,2021-10-01,\n", into)
    assert {change.safety for change in seen.changes} == {"verdict"}


def test_unit_is_known_by_its_aliases_and_unknown_ones_are_created_once(preview: Previewing) -> None:
    seen = preview("编号,牵头单位,配合单位\nLL-001,教体局,新局\nLL-002,新局,\n")
    changes = seen.changes_for(seen.all_cells())
    assert cells(seen)["LL-001", "lead_unit"] == "市教育局"
    assert [change.key for change in changes.changes if change.entity == "unit"] == ["新局"]


def test_new_item_takes_its_own_code_or_the_next_free_one(preview: Previewing) -> None:
    seen = preview("编号,事项名称\nLL-050,带编号的新事项\n,没有编号的新事项\n")
    assert [(row.kind, row.code) for row in seen.rows] == [("added", "LL-050"), ("added", "LL-005")]
    created = seen.changes_for(seen.safe_cells()).changes
    assert [change.key for change in created] == ["LL-050", "LL-005"]


def test_running_number_gives_no_codes(preview: Previewing) -> None:
    seen = preview("序号,事项名称\n1,甲事项\n2,乙事项\n")
    assert [row.code for row in seen.rows] == ["LL-005", "LL-006"]


def test_row_that_belongs_nowhere_says_so_and_offers_ways_out(preview: Previewing) -> None:
    seen = preview("编号,事项名称,进展\nLL-01,,一\nXX-77,,二\n,,三\nLL-004,,四\n")
    assert [problem.row for problem in seen.problems] == [2, 3, 4, 5]
    near = seen.problems[0]
    assert (near.code, near.column, near.value) == ("LL-01", "编号", "LL-01")
    assert "LL-001" in str(near.why)
    assert "LL-004 已删除" in str(seen.problems[3].why)
    handled = Handled().deciding(near, near.suggestions[0])
    handled = handled.deciding(seen.problems[1], seen.problems[1].suggestions[-1])
    again = preview("编号,事项名称,进展\nLL-01,,一\nXX-77,,二\n,,三\nLL-004,,四\n", handled=handled)
    assert [problem.row for problem in again.problems] == [4, 5]
    assert cells(again)["LL-001", "progress"] == "一"


def test_same_item_twice_with_different_values_wins_neither_way(preview: Previewing) -> None:
    seen = preview("编号,牵头单位,责任人\nLL-001,市教育局,张三\nLL-001,市委组织部,\nLL-001,,张三\n")
    assert [(problem.row, problem.field) for problem in seen.problems] == [(2, "lead_unit"), (3, "lead_unit")]
    assert cells(seen) == {("LL-001", "handler"): "张三"}
    handled = Handled().deciding(seen.problems[1], seen.problems[1].suggestions[0])
    again = preview("编号,牵头单位,责任人\nLL-001,市教育局,张三\nLL-001,市委组织部,\n", handled=handled)
    assert cells(again)["LL-001", "lead_unit"] == "市教育局"


def test_several_periods_of_one_item_are_several_returns(preview: Previewing) -> None:
    seen = preview("编号,期别,进展情况,自评状态\nLL-001,2021-05,五月,推进中\nLL-001,2021年6月,六月,已完成\n")
    assert not seen.problems
    assert seen.returns == 2
    made = [change.after for change in seen.changes_for(seen.all_cells()).changes if change.entity == "progress_return"]
    assert [(each["period"], each["reported_on"]) for each in made if each] == [
        ("2021-05", "2021-05-31"),
        ("2021-06", "2021-06-30"),
    ]
    assert [change.after for change in seen.changes if change.field == "status"] == ["in_progress", "submitted"]


def test_claim_never_ticks(preview: Previewing) -> None:
    seen = preview("编号,自评状态\nLL-001,已完成\n")
    assert cells(seen) == {("LL-001", "claimed_status"): "done", ("LL-001", "status"): "submitted"}
    commitment = next(each for each in seen.changes_for(seen.safe_cells()).changes if each.entity == "commitment")
    assert commitment.after == {"status": "submitted"}


def test_claim_is_not_repeated_after_the_desk_sent_it_back(preview: Previewing, snapshot: Snapshot) -> None:
    text = "编号,进展情况,自评状态\nLL-001,做完了,已完成\n"
    back = with_item(snapshot, "LL-001", status=Status.IN_PROGRESS)
    report = Return(key="r", commitment="LL-001", period="2021-06", progress="做完了", claimed_status=Status.DONE)
    into = Snapshot(back.commitments, {"LL-001": (report,)}, back.units)
    assert not preview(text, into, period="2021-06").changes


def test_bad_cell_leaves_the_rest_of_the_row(preview: Previewing) -> None:
    seen = preview("编号,进展情况,累计完成值,完成时限\nLL-002,照常,约六成,2021年11月31日\n")
    assert [(problem.column, problem.value, problem.code) for problem in seen.problems] == [
        ("累计完成值", "约六成", "LL-002"),
        ("完成时限", "2021年11月31日", "LL-002"),
    ]
    assert cells(seen) == {("LL-002", "progress"): "照常"}
    handled = Handled().retyped(2, "value", "60")
    again = preview("编号,进展情况,累计完成值\nLL-002,照常,约六成\n", handled=handled)
    assert cells(again)["LL-002", "value"] == 60
    assert not again.problems


def test_totals_signatures_and_repeated_headers_are_no_items(preview: Previewing) -> None:
    text = (
        "编号,事项名称,进展情况\nLL-001,,好\n编号,事项名称,进展情况\n合计,2项,\n,小计,\n填表人：张三,,\n审核人,李四,\n"
    )
    seen = preview(text)
    assert kinds(seen) == {2: "changed"}
    assert "4、5、6、7" in str(seen.notes[-1])


@pytest.mark.parametrize(
    "first", ["合计", "总 计：", "小计（项）", "填表人：张三", "审核人", "制表日期:2021-6-1", "注：本表一式两份"]
)
def test_footer_in_a_column_that_is_not_imported(preview: Previewing, first: str) -> None:
    assert not preview(f"科室,编号,事项名称,备注\n{first},,李四,\n").rows


def test_category_that_sounds_like_a_signature_is_an_item(preview: Previewing) -> None:
    assert kinds(preview("类别,编号,事项名称\n审批,,审批制度改革\n")) == {2: "added"}


def test_child_code_is_not_taken_for_a_typing_slip(preview: Previewing, snapshot: Snapshot) -> None:
    into = Snapshot({"LL-0621": Commitment(code="LL-0621", title="甲")})
    assert [row.code for row in preview("编号,事项名称\nLL-062-1,子事项\n", into).rows] == ["LL-062-1"]


def test_rows_of_a_new_item_may_stand_in_any_order(preview: Previewing) -> None:
    seen = preview("编号,事项名称,责任人\nLL-200,,张三\nLL-200,新事项,\n")
    assert cells(seen)["LL-200", "handler"] == "张三"
    assert (seen.added, len(seen.problems)) == (1, 0)


def test_period_comes_from_row_then_argument_then_day_then_name(preview: Previewing) -> None:
    def period(text: str, **more: str) -> object:
        seen = preview(text, **more)
        after = seen.changes_for(seen.all_cells()).changes[-1].after or {}
        return (after["period"], after["reported_on"])

    plain = "编号,进展情况\nLL-001,好\n"
    assert period("编号,期别,进展情况\nLL-001,2021-03,好\n", period="2021-06") == ("2021-03", "2021-03-31")
    assert period(plain, period="2021-06") == ("2021-06", "2021-06-30")
    assert period("编号,报送日期,进展情况\nLL-001,2021.4.9,好\n") == ("2021-04", "2021-04-09")
    assert period(plain, name="2021年2月报送.csv") == ("2021-02", "2021-02-28")
    assert period(plain) == (None, "2021-07-05")
    with pytest.raises(UsageError):
        preview(plain, period="六月")


def test_value_says_what_was_reported_before(preview: Previewing, snapshot: Snapshot) -> None:
    reports = (Return(key="r", commitment="LL-002", period="2021-05", reported_on=date(2021, 5, 31), value=55),)
    into = Snapshot(snapshot.commitments, {"LL-002": reports}, snapshot.units)
    seen = preview("编号,累计完成值\nLL-002,60%\n", into, period="2021-06")
    assert [(change.before, change.after) for change in seen.changes] == [(55.0, 60.0)]


def test_existing_return_is_edited_not_doubled(preview: Previewing, snapshot: Snapshot) -> None:
    report = Return(key="r", commitment="LL-001", period="2021-06", progress="旧")
    into = Snapshot(snapshot.commitments, {"LL-001": (report,)}, snapshot.units)
    seen = preview("编号,进展情况,存在困难\nLL-001,新,缺钱\n", into, period="2021-06")
    assert {change.field: change.safety for change in seen.changes} == {"progress": "overwrite", "difficulties": "safe"}
    assert [change.key for change in seen.changes_for(seen.all_cells()).changes] == ["r"]


def test_several_units_may_report_on_one_item(preview: Previewing) -> None:
    seen = preview("编号,报送单位,进展情况\nLL-001,市教育局,甲\nLL-001,市委组织部,乙\n", period="2021-06")
    assert (seen.returns, len(seen.problems)) == (2, 0)


def test_only_accepted_cells_are_written(preview: Previewing) -> None:
    seen = preview("编号,牵头单位,责任人\nLL-001,市教育局,张三\n")
    changes = seen.changes_for({(2, "handler")}).changes
    assert [change.after for change in changes] == [{"handler": "张三"}]
    assert not seen.changes_for(())


def test_without_code_and_title_columns_there_is_one_problem(preview: Previewing) -> None:
    seen = preview("电话,进展情况\n123,好\n")
    assert len(seen.problems) == 1
    assert not seen.changes


def test_same_title_twice_in_the_ledger_asks_for_the_code(preview: Previewing) -> None:
    into = Snapshot({code: Commitment(code=code, title="同名") for code in ("LL-001", "LL-002")})
    seen = preview("事项名称,进展情况\n同名,好\n", into)
    assert [each.value for each in seen.problems[0].suggestions if each.kind == "match"] == ["LL-001", "LL-002"]


def test_original_wording_is_never_rewritten(preview: Previewing, snapshot: Snapshot) -> None:
    seen = preview("编号,原文\nLL-001,改写\n", with_item(snapshot, "LL-001", wording="原来的话"))
    assert not seen.changes
    assert len(seen.problems) == 1


def test_lead_cell_with_several_units_gives_the_others_as_support(preview: Previewing) -> None:
    seen = preview("编号,责任单位\nLL-001,市教育局、市委组织部\n")
    assert cells(seen) == {("LL-001", "lead_unit"): "市教育局", ("LL-001", "support_units"): ["市委组织部"]}


def test_cut_off_cell_is_a_problem(preview: Previewing) -> None:
    seen = preview('编号,进展情况\nLL-001,好\nLL-002,"截断的\n')
    assert [(problem.row, problem.value) for problem in seen.problems] == [(3, "截断的")]
    assert cells(seen) == {("LL-001", "progress"): "好"}


def test_units_of_the_ledger_stay_as_they_are(preview: Previewing) -> None:
    into = Snapshot({"LL-1": Commitment(code="LL-1", title="甲")}, units={"甲局": Unit(name="甲局")})
    seen = preview("编号,牵头单位\nLL-1,甲局\n", into)
    assert [change.entity for change in seen.changes_for(seen.all_cells()).changes] == ["commitment"]


def test_a_row_longer_than_the_header_wants_a_look(preview: Previewing) -> None:
    seen = preview("编号,备注,\nLL-001,甲,\nLL-002,乙,,丙\nLL-003\n")
    assert [(problem.row, problem.value) for problem in seen.problems] == [(3, "丙")]
    assert [str(note) for note in seen.notes] == ["第 4 行的格子比表头少，缺的按空白算。"]


def test_a_superior_item_that_is_nowhere_is_a_problem_not_a_torn_ledger(preview: Previewing) -> None:
    seen = preview(
        "编号,事项名称,上级事项\nLL-001,106 国道升级改造,LL-002\nLL-003,引进人才,LL-999\nN-1,子项,N-2\nN-2,新项,N-2\n"
    )
    assert [(each.row, each.field, each.value) for each in seen.problems] == [
        (3, "parent", "LL-999"),
        (5, "parent", "N-2"),
    ]
    parents = {each.commitment: each.after for each in seen.changes if each.field == "parent"}
    assert parents == {"LL-001": "LL-002", "N-1": "N-2"}
    made = {change.key: change.after for change in seen.changes_for(seen.all_cells()).changes}
    assert made["N-1"]["parent"] == "N-2"
    without = {change.key: change.after for change in seen.changes_for(seen.all_cells() - {(5, "title")}).changes}
    assert "N-2" not in without and without["N-1"]["parent"] is None
