"""Text of a cell to a value; what can't be read says why."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liling_desk.importing import cells
from liling_desk.importing.cells import Unread
from liling_desk.ledger.status import Status
from liling_desk.reporting.csv_table import guarded


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("1,234.5", None, 1234.5),
        ("38%", "%", 38),
        ("３８．５％", "%", 38.5),
        ("3200万元", "亿元", 0.32),
        ("372.5亿", "亿元", 372.5),
        ("372.5", "亿元", 372.5),
        ("1.5亿元", "万元", 15000),
        ("100名", "名", 100),
        ("100人", "名", 100),
        ("第45位", "位", 45),
        ("3万", "家", 30000),
        ("-3", None, -3),
    ],
)
def test_number(text: str, unit: str | None, value: float) -> None:
    assert cells.number_of(text, unit) == value


@pytest.mark.parametrize("text", ["约六成", "1,23", "30-40", "1.234,5", "38家", "nan", "1e3", "9" * 20])
def test_unreadable_number(text: str) -> None:
    assert isinstance(cells.number_of(text, "%"), Unread)


def test_figure_offered_for_an_unreadable_number() -> None:
    offered = [cells.number_of(text, "%") for text in ("约六成", "二十九点五左右", "38家", "30-40")]
    assert [each.instead for each in offered if isinstance(each, Unread)] == [("60",), ("29.5",), ("38",), ("30", "40")]


@pytest.mark.parametrize(
    ("text", "status", "day"),
    [
        ("已完成", Status.DONE, None),
        (" 已办结。", Status.DONE, None),
        ("完成 2016-3-7", Status.DONE, date(2016, 3, 7)),
        ("2016年3月7日完成", Status.DONE, date(2016, 3, 7)),
        ("已完成（2021.6.3）", Status.DONE, date(2021, 6, 3)),
        ("进展缓慢", Status.IN_PROGRESS, None),
        ("in_progress", Status.IN_PROGRESS, None),
        ("尚未启动", Status.NOT_STARTED, None),
        ("延期", Status.SUSPENDED, None),
        ("已取消", Status.TERMINATED, None),
        ("未完成", None, None),
    ],
)
def test_status(text: str, status: Status | None, day: date | None) -> None:
    assert cells.status_of(text) == (status, day)


@pytest.mark.parametrize("text", ["大概差不多了", "100%", "已完成（部分）", "完成 2021-11-31"])
def test_unreadable_status(text: str) -> None:
    assert isinstance(cells.status_of(text), Unread)


def test_deadline_phrase_that_is_no_date_is_kept() -> None:
    read = cells.deadline_of("今年，尽快", None)
    assert not isinstance(read, Unread)
    assert read.phrase == "今年，尽快"


@pytest.mark.parametrize(
    ("text", "instead"), [("2021年11月31日", ("2021-11-30",)), ("2021-02-30", ("2021-02-28",)), ("6月31日前", ())]
)
def test_day_that_does_not_exist(text: str, instead: tuple[str, ...]) -> None:
    read = cells.deadline_of(text, None)
    assert isinstance(read, Unread)
    assert read.instead == instead


def test_units() -> None:
    assert cells.units_of("市水利局、市 教育局，；市水利局\n无") == ("市水利局", "市 教育局")


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2021-06", "2021-06"),
        ("2021年6月", "2021-06"),
        ("202106", "2021-06"),
        ("6月", "2021-06"),
        ("2021/6", "2021-06"),
    ],
)
def test_period(text: str, period: str) -> None:
    assert cells.period_of(text, 2021) == period


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("示例-2021年5月进展报送.csv", "2021-05"),
        ("报送2021-06.csv", "2021-06"),
        ("6月进展.csv", "2021-06"),
        ("12月进展.csv", "2020-12"),
        ("台账20210630.csv", None),
        ("责任分工.csv", None),
    ],
)
def test_period_in_a_name(text: str, period: str | None) -> None:
    assert cells.period_in(text, date(2021, 7, 5)) == period


@given(st.text())
def test_formula_guard_is_taken_off_exactly(text: str) -> None:
    assert cells.unguarded(guarded(text)) == text


def test_genuine_apostrophe_stays() -> None:
    assert cells.cleaned("'十四五'规划") == "'十四五'规划"
    assert cells.cleaned("'=1+1") == "=1+1"
