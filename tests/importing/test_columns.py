"""Header words to fields, and remembered mappings."""

from __future__ import annotations

from pathlib import Path

import pytest

from liling_desk.importing.columns import FIELDS, guess_columns
from liling_desk.importing.csv_sheet import read_csv
from liling_desk.importing.table import find_table
from liling_desk.ledger.saved_view import Profile


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("编号", "code"),
        ("事项编号", "code"),
        ("ID", "code"),
        ("code", "code"),
        ("工作任务", "title"),
        ("事 项\n名称", "title"),
        ("牵头组织实施单位", "lead_unit"),
        ("责任单位", "lead_unit"),
        ("责任(配合)单位", "support_units"),
        ("责任（配合）单位", "support_units"),
        ("市政府分管领导", "leader"),
        ("责任人（联系电话）", "handler"),
        ("完成时限（年月日）", "deadline"),
        ("交办时限", "assigned_deadline"),
        ("自评状态", "claimed_status"),
        ("自报状态", "claimed_status"),
        ("状态", "claimed_status"),
        ("status", "claimed_status"),
        ("累计完成值", "value"),
        ("累计完成值（亿元）", "value"),
        ("完成数值", "value"),
        ("完成值", "value"),
        ("期别", "period"),
        ("报送日期", "reported_on"),
        ("存在困难", "difficulties"),
        ("存在问题", "difficulties"),
        ("本月进展情况", "progress"),
        ("*备注", "note"),
        ("实际完成值", "value"),
        ("实际完成日期", ""),
        ("下步打算", "difficulties"),
        ("电话", ""),
    ],
)
def test_header_word(header: str, field: str) -> None:
    assert guess_columns([header]).fields == (field,)


def test_every_guess_is_a_known_field() -> None:
    assert set(guess_columns(list(FIELDS.values())).fields) <= {*FIELDS, ""}


def test_responsible_unit_beside_a_lead_unit_is_the_supporters() -> None:
    assert guess_columns(["编号", "责任单位", "牵头单位"]).fields == ("code", "support_units", "lead_unit")


def test_running_number_is_no_code() -> None:
    headers = ["序号", "工作任务"]
    assert guess_columns(headers, (), [("1", "甲"), ("2", "乙")]).fields == ("", "title")
    assert guess_columns(headers, (), [("LL-001", "甲"), ("LL-007", "乙")]).fields == ("code", "title")


def test_outcome_is_a_claim_where_its_cells_are_status_words() -> None:
    assert guess_columns(["编号", "完成情况"], (), [("1", "已完成"), ("2", "推进中")]).fields[1] == "claimed_status"
    assert guess_columns(["编号", "完成情况"], (), [("1", "完成路基三公里，正在铺油")]).fields[1] == "progress"


def test_unit_beside_a_metric_is_the_unit_of_measure() -> None:
    assert guess_columns(["指标", "目标值", "单位"]).fields[2] == "indicator_unit"
    assert guess_columns(["编号", "进展", "单位"]).fields[2] == "unit"


def test_second_column_for_a_field_is_doubtful_and_not_imported() -> None:
    columns = guess_columns(["编号", "进展情况", "工作进展"])
    assert columns.fields == ("code", "progress", "")
    assert columns.doubtful == {2}


def test_changed_by_hand_and_kept_as_a_profile() -> None:
    columns = guess_columns(["编号", "说一说", "进展情况"]).with_field(1, "progress")
    assert columns.fields == ("code", "progress", "")
    again = guess_columns(["进展情况", "编号", "说一说"], [columns.as_profile("水利局")])
    assert again.fields == ("", "code", "progress")
    assert again.profile == "水利局"


def test_profile_of_other_headers_is_not_taken() -> None:
    profile = Profile(name="x", columns={"编号": "title"})
    assert guess_columns(["编号", "备注"], [profile]).fields == ("code", "note")


def test_titles_above_the_header_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("全市重点工作台账,,\n填报单位：市水利局,,\n编号,工作任务,进展情况\nLL-1,甲,好\n", encoding="utf-8")
    table = find_table(read_csv(path))
    assert table.header_rows == (2,)
    assert table.headers == ("编号", "工作任务", "进展情况")
