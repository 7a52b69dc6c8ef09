"""Rows that could mean several items, cells that need company, and what is written of a preview."""

from __future__ import annotations

import gc
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from liling_desk.importing.cells import Unread, deadline_of, period_of
from liling_desk.importing.columns import guess_columns, recognised
from liling_desk.importing.header_words import field_of_header
from liling_desk.importing.preview import Handled, Preview, make_preview
from liling_desk.importing.reading_files import read_file
from liling_desk.importing.rejects import write_problems
from liling_desk.importing.table import find_table
from liling_desk.ledger.commitment import Commitment, Unit
from liling_desk.ledger.errors import FileUnusable
from liling_desk.ledger.indicator import Indicator
from liling_desk.ledger.returns import Return
from liling_desk.ledger.saved_view import Profile
from liling_desk.ledger.snapshot import Snapshot
from liling_desk.ledger.status import Status
from liling_desk.translations import CHINESE, Translator

Previewing = Callable[..., Preview]


def problems(seen: Preview) -> list[tuple[int, str, str]]:
    return [(problem.row, problem.field, str(problem.why)) for problem in seen.problems]


def told(seen: Preview) -> dict[tuple[str, str], object]:
    return {(change.commitment, change.field): change.after for change in seen.changes}


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("LL1,别的事,x", [(2, "code", "台账没有编号 LL1，相近的是 LL-001。")]),
        (",已删事项,x", [(2, "title", "LL-004 已删除；要导入请先恢复它。")]),
        ("X" * 41 + ",新事项,x", [(2, "code", "编号太长或有换行，不能作编号。")]),
        ('"A\nB",新事项,x', [(2, "code", "编号太长或有换行，不能作编号。")]),
        ("X-1,同名新,x\nX-2,同名新,y\n,同名新,z", [(4, "title", "文件里有 2 个新事项同名，请写明编号。")]),
        ("LL-002,,x\nLL-099,垃圾分类,y\n,垃圾分类,z", [(4, "title", "文件里另有同名的新事项，请写明编号。")]),
    ],
)
def test_rows_that_belong_to_no_one_item_are_asked(preview: Previewing, rows: str, said: object) -> None:
    assert problems(preview(f"编号,事项名称,备注\n{rows}\n")) == said


def test_a_new_code_with_the_title_of_a_deleted_item_is_a_new_item(preview: Previewing) -> None:
    seen = preview("编号,事项名称\nX-9,已删事项\n")
    assert [(row.kind, row.code) for row in seen.rows] == [("added", "X-9")]


def test_a_figure_without_a_metric_has_nowhere_to_go(preview: Previewing, snapshot: Snapshot) -> None:
    seen = preview("编号,目标值,基数\nLL-001,100,3\nLL-002,90,2\n")
    assert [(row, field) for row, field, _ in problems(seen)] == [(2, "target"), (2, "baseline")]
    (written,) = seen.changes_for(seen.all_cells()).changes
    assert written.key == "LL-002" and written.after == {
        "indicator": {**snapshot.commitments["LL-002"].indicator.model_dump(mode="json"), "target": 90, "baseline": 2}
    }
    with_metric = preview("编号,指标名称,目标值\nLL-001,里程,100\n")
    cells = with_metric.all_cells()
    assert not problems(with_metric)
    (written,) = with_metric.changes_for(cells).changes
    assert (written.after["indicator"]["metric"], written.after["indicator"]["target"]) == ("里程", 100)
    assert not with_metric.changes_for(cells - {(2, "metric")}).changes


def test_only_what_is_accepted_of_each_row_is_written(preview: Previewing) -> None:
    seen = preview("编号,事项名称,上级事项,自评状态,进展情况\nN-1,总项,,,\nN-2,分项,N-1,推进中,好\n", period="2021-06")
    everything = seen.changes_for(seen.all_cells()).changes
    assert [(each.entity, each.key) for each in everything][:2] == [("commitment", "N-1"), ("commitment", "N-2")]
    assert everything[1].after["parent"] == "N-1" and everything[1].after["status"] == "in_progress"
    # Without the superior item its part stands by itself; without its title it is not made at all.
    alone = seen.changes_for(seen.all_cells() - {(2, "title")}).changes
    assert alone[0].key == "N-2" and alone[0].after["parent"] is None
    assert [each.key for each in seen.changes_for(seen.all_cells() - {(3, "title")}).changes] == ["N-1"]
    unclaimed = seen.changes_for(seen.all_cells() - {(3, "status")}).changes
    assert unclaimed[1].after.get("status", "not_started") == "not_started"
    silent = seen.changes_for(seen.all_cells() - {(3, "progress"), (3, "claimed_status")}).changes
    assert [each.entity for each in silent] == ["commitment", "commitment"]


def with_return(snapshot: Snapshot, **fields: object) -> Snapshot:
    report = Return(key="r", commitment="LL-003", **{"period": "2021-06", "reported_on": date(2021, 6, 25), **fields})
    return Snapshot(snapshot.commitments, {"LL-003": (report,)}, snapshot.units)


def test_a_return_of_another_unit_is_the_same_where_it_is_the_only_one(preview: Previewing, snapshot: Snapshot) -> None:
    seen = preview(
        "编号,进展情况\nLL-003,好\n", with_return(snapshot, unit="市教育局", progress="旧"), period="2021-06"
    )
    (written,) = seen.changes_for(seen.all_cells()).changes
    assert (written.key, written.after) == ("r", {"commitment": "LL-003", "progress": "好"})
    assert not seen.changes_for(()).changes


def test_a_return_that_was_sent_back_is_answered_by_another(preview: Previewing, snapshot: Snapshot) -> None:
    into = with_return(snapshot, progress="旧", sent_back_on=date(2021, 6, 28))
    again = preview("编号,进展情况\nLL-003,旧\n", into, period="2021-06")
    assert not again.changes and [row.kind for row in again.rows] == ["same"]
    better = preview("编号,进展情况\nLL-003,好\n", into, period="2021-06")
    (written,) = better.changes_for(better.all_cells()).changes
    assert written.before is None and written.after["progress"] == "好"


def test_a_verdict_of_the_senders_is_kept_with_its_basis_and_day(preview: Previewing) -> None:
    table = "编号,事项名称,牵头单位,状态,办结依据,办结日期\n"
    seen = preview(table + "LL-001,106 国道升级改造,,已办结,醴验〔2021〕3号,2021-06-03\nLL-002,垃圾分类,,终止,,\n")
    cells = told(seen)
    assert cells["LL-001", "progress"] == "醴验〔2021〕3号"
    assert cells["LL-001", "claimed_status"] == "done" and cells["LL-002", "claimed_status"] == "terminated"
    assert ("LL-002", "progress") not in cells


def test_support_units_that_are_written_are_not_added_to(preview: Previewing) -> None:
    seen = preview("编号,责任单位,配合单位\nLL-001,市教育局、市财政局,市委组织部\n")
    assert told(seen)["LL-001", "support_units"] == ["市委组织部"]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("LL-001,6月,2021-06-30,2021-06-01", []),
        ("LL-001,6月,2021-06-30,乱", [(2, "deadline", "最早日期读不成日期。")]),
        ("LL-001,6月,乱,2021-06-01", [(2, "deadline", "读不成日期，请写成 2021-06-30。")]),
        ("LL-001,2月30日,,", [(2, "deadline", "2 月没有 30 日。")]),
        ("LL-001,13月1日,,", [(2, "deadline", "13 月没有 1 日。")]),
        ("LL-001,2021\ufffd年,,", [(2, "deadline", "有认不出的字，可能没有传完整。")]),
    ],
)
def test_days_that_make_no_sense_are_said(preview: Previewing, rows: str, said: object) -> None:
    assert problems(preview(f"编号,完成时限,最晚日期,最早日期\n{rows}\n")) == said


def test_a_period_may_be_written_as_a_day() -> None:
    texts = ("2021-06", "2021年6月", "202106", "2021年6月30日", "2021/6/3")
    assert {period_of(text) for text in texts} == {"2021-06"}
    assert period_of("6月份", 2021) == "2021-06"
    assert isinstance(period_of("2021-13"), Unread) and isinstance(period_of("第六"), Unread)


@pytest.mark.parametrize("text", ["202\u30001年6月30日", "2021\t年6月3\n0日", "（2021年6月30日）"])
def test_a_day_that_was_torn_apart_is_still_a_day(text: str) -> None:
    read = deadline_of(text, None)
    assert not isinstance(read, Unread) and read.latest == date(2021, 6, 30)
    assert read.phrase == text.strip()


def test_a_day_without_a_year_stays_as_it_was_written_where_nothing_says_the_year() -> None:
    read = deadline_of("6月30日", None)
    assert (read.kind, read.phrase, read.latest) == ("unreadable", "6月30日", None)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("编号,单位,进展情况\nLL-001,市教育局,好\n", [("unit", "lead_unit", "indicator_unit", "")]),
        ("编号,单位,进展情况\nLL-001,,好\n", []),
        ("编号,单位,牵头单位\nLL-001,市教育局,市财政局\n", []),
        ("编号,完成时间\nLL-001,2021-06-30\n", [("deadline", "done_on", "")]),
        ("编号,完成时间\nLL-001,年底\n", []),
    ],
)
def test_what_a_column_means_is_asked_where_its_neighbours_do_not_tell(
    tmp_path: Path, text: str, asked: list[tuple[str, ...]]
) -> None:
    path = tmp_path / "a.csv"
    path.write_text(text, encoding="utf-8")
    table = find_table(read_file(path))
    assert [each.candidates for each in guess_columns(table.headers, (), table.sample()).doubts] == asked


def test_the_window_steps_through_problems_both_ways_around(preview: Previewing) -> None:
    seen = preview("编号,备注,目标值\nLL-099,a,1\nLL-001,b,2\nLL-098,c,3\n")
    places = [(problem.row, problem.field) for problem in seen.problems]
    assert len(places) == 3
    for at, place in enumerate(places):
        assert seen.previous_problem(*place) == seen.problems[at - 1]
        assert seen.next_problem(*place) == seen.problems[(at + 1) % 3]
    assert seen.previous_problem(4) == seen.problems[1] and seen.previous_problem(1) == seen.problems[2]
    assert seen.next_problem(2, "note") == seen.problems[1] and seen.next_problem(9) == seen.problems[0]
    none = preview("编号,备注\nLL-001,b\n")
    assert none.previous_problem(2) is None and none.next_problem(2) is None


def test_a_preview_is_made_whether_garbage_is_collected_or_not(preview: Previewing) -> None:
    gc.disable()
    try:
        assert preview("编号,备注\nLL-001,b\n").changed == 1
        assert not gc.isenabled()
    finally:
        gc.enable()
    assert preview("编号,备注\nLL-001,b\n").changed == 1
    assert gc.isenabled()


def test_a_name_that_is_no_unit_any_more_is_left_out(tmp_path: Path, snapshot: Snapshot) -> None:
    path = tmp_path / "a.csv"
    path.write_text("编号,牵头单位\nLL-001,教育局\n", encoding="utf-8")
    table = find_table(read_file(path))
    columns = guess_columns(table.headers, (), table.sample())
    for into, expected in (("市教育局", ["教体局", "教育局"]), ("市没有局", [])):
        handled = Handled(aliases={"教育局": into})
        seen = make_preview(table, columns, snapshot, period=None, today=date(2021, 7, 5), handled=handled)
        units = {each.key: each.after for each in seen.changes_for(seen.all_cells()).changes if each.entity == "unit"}
        assert units.get(into, {}).get("aliases") == expected


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("编号,完成时间\nLL-001,2021-06-30\n", ("code", "deadline")),
        ("编号,单位,指标名称\nLL-001,公里,里程\n", ("code", "indicator_unit", "metric")),
        ("编号,完成时间,完成时限\nLL-001,2021-06-30,年底\n", ("code", "", "deadline")),
    ],
)
def test_headers_that_mean_this_or_that(tmp_path: Path, text: str, fields: tuple[str, ...]) -> None:
    path = tmp_path / "a.csv"
    path.write_text(text, encoding="utf-8")
    table = find_table(read_file(path))
    assert guess_columns(table.headers, (), table.sample()).fields == fields


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("（编号）", "code"),
        ("（编号", "code"),
        ("进展/情况", "progress"),
        ("完成情况/单位", "outcome"),
        ("责任单位/名称", "responsible_unit"),
        ("", None),
    ],
)
def test_headers_with_brackets_and_parts(header: str, field: str | None) -> None:
    found = field_of_header(header)
    assert (found or None) == field


def test_a_profile_without_words_or_for_a_table_without_header_is_not_used() -> None:
    empty = Profile(name="空", columns={})
    assert recognised(("编号", "进展"), (empty,)) is None
    assert recognised(("", ""), (Profile(name="交通", columns={"进展": "progress"}),)) is None


def test_problems_are_handed_back_from_a_table_without_merges_or_title(tmp_path: Path, snapshot: Snapshot) -> None:
    import xlsxwriter

    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as made:
        sheet = made.add_worksheet("六月")
        sheet.merge_range("A1:B1", "进展报送表")
        sheet.merge_range("C1:Z1", "右边")
        sheet.write_row("A2", ["编号", "目标值", "进展情况", "交办时限"])
        sheet.write_row("A3", ["LL-999", "", "好", "2021-06-30"])
        sheet.merge_range("A9:B9", "下面")
    table = find_table(read_file(path))
    seen = make_preview(
        table, guess_columns(table.headers, (), table.sample()), snapshot, period=None, today=date(2021, 7, 5)
    )
    write_problems(tmp_path / "退回.xlsx", seen, table, Translator(CHINESE))
    back = [row.cells for row in read_file(tmp_path / "退回.xlsx").rows]
    assert back[1][:4] == ("编号", "目标值", "进展情况", "交办时限")
    assert re.search("LL-999", back[2][-1])


def test_problems_that_cannot_be_written_leave_nothing_behind(
    tmp_path: Path, snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    import os

    path = tmp_path / "a.csv"
    path.write_text("编号,备注\nLL-999,x\n", encoding="utf-8")
    table = find_table(read_file(path))
    seen = make_preview(
        table, guess_columns(table.headers, (), table.sample()), snapshot, period=None, today=date(2021, 7, 5)
    )

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FileUnusable, match=r"退回\.csv"):
        write_problems(tmp_path / "退回.csv", seen, table, Translator(CHINESE))
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.csv"]


def test_so_many_unknown_rows_that_likeness_is_looked_for_in_the_first_only(preview: Previewing) -> None:
    many = Snapshot({f"LL-{n:04}": Commitment(code=f"LL-{n:04}", title=f"第{n}号工程建设项目") for n in range(300)})
    text = "事项名称,进展情况\n" + "".join(f"另外{n}件事情的建设,好\n" for n in range(3000))
    seen = preview(text, many)
    assert all(row.kind in ("added", "problem") for row in seen.rows) and len(seen.rows) == 3000


def test_ledger_items_keep_their_own_figures(preview: Previewing) -> None:
    """Values that come again as they are change nothing, whatever way they are written."""
    item = Commitment(
        code="LL-001", title="修路", status=Status.IN_PROGRESS, lead_unit="市教育局", support_units=("市委组织部",),
        indicator=Indicator(metric="里程", target=10, unit="公里"), note="备注",
    )  # fmt: skip
    into = Snapshot({"LL-001": item}, units={"市教育局": Unit(name="市教育局"), "市委组织部": Unit(name="市委组织部")})
    seen = preview(
        "编号,事项名称,牵头单位,配合单位,指标名称,目标值,备注\nLL-001,修路,市教育局,市委组织部,里程,10.0,备注\n", into
    )
    assert [row.kind for row in seen.rows] == ["same"] and not seen.changes_for(seen.all_cells())
