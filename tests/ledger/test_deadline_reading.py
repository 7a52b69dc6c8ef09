"""The sentence that says how a phrase was read, and the earlier days of a phrase with several."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import chinese_calendar
import pytest

from liling_desk.ledger.deadline import Deadline, milestones, read_deadline, reading

REFERENCE = date(2021, 2, 23)


def said(phrase: str, reference: date | None = REFERENCE) -> str:
    return str(reading(read_deadline(phrase, reference), reference))


@pytest.mark.parametrize(
    ("phrase", "sentence"),
    [
        ("今年底", "“今年底”按 2021-02-23 起算，读作 2021-12-31"),
        ("2021-06-30", "读作 2021-06-30"),
        ("2021年6月底前", "“2021年6月底前”读作 2021-06-30"),
        ("3—4年", "“3—4年”按 2021-02-23 起算，读作 2024-02-23 至 2025-02-23"),
        ("4年左右", "“4年左右”按 2021-02-23 起算，读作 约 2025-02-23"),
        ("2021年6月底前开工、12月底前完工", "“2021年6月底前开工、12月底前完工”读作 2021-12-31，其中 2021-06-30 先到"),
        ("27-7-3", "“27-7-3”读作 2027-07-03；两位数的年份“27”读作 2027 年"),
        ("44377", "“44377”读作 约 2021-06-30；按电子表格的日期序号换算，请核对"),
        ("2月30日", "“2月30日”读不成日期：写的日期不存在，或者缺了年、月，照原文保留"),
        ("反馈后1个月内", "“反馈后1个月内”没有写明日期：从一件没有写明日期的事起算"),
        ("长期", "“长期”是长期事项，没有截止日期"),
        ("每月25日前", "“每月25日前”是定期重复的事项，没有唯一的截止日期"),
        ("待定", "“待定”没有写明日期"),
        ("", "原文没有写时限"),
    ],
)
def test_the_sentence_says_how(phrase: str, sentence: str) -> None:
    assert said(phrase) == sentence


def test_a_missing_document_date_is_named() -> None:
    assert said("今年", None) == "“今年”读不成日期：要从文件日期起算，但没有文件日期，照原文保留"


def test_working_days_past_the_published_calendar_say_so() -> None:
    assert said("自2090年1月2日起5个工作日内").startswith("“自2090年1月2日起5个工作日内”读作 2090-01-09；")
    assert "按周一至周五计" in said("自2090年1月2日起5个工作日内")
    assert "按周一至周五计" not in said("10个工作日内")


@pytest.mark.parametrize("number", [1, 5, 20, 60, 200])
@pytest.mark.parametrize("reference", [date(2021, 2, 10), date(2023, 9, 28), date(2024, 1, 31)])
def test_working_days_follow_the_calendar_of_made_up_days(number: int, reference: date) -> None:
    days = (reference + timedelta(days=each) for each in itertools.count(1))
    expected = next(itertools.islice((day for day in days if chinese_calendar.is_workday(day)), number - 1, None))
    assert read_deadline(f"{number}个工作日内", reference).latest == expected


@pytest.mark.parametrize(
    ("phrase", "earlier"),
    [
        ("6月底前开工、12月底前完工", [(date(2021, 6, 30), "6月底前开工")]),
        (
            "2021年启动，2022年6月底主体完工，2023年建成",
            [(date(2021, 12, 31), "2021年启动"), (date(2022, 6, 30), "2022年6月底主体完工")],
        ),
        ("由6月底调整到9月底", []),
        ("2017年8月至11月", []),
        ("2024年底前，并长期坚持", []),
        ("长期", []),
    ],
)
def test_earlier_days_stay_visible(phrase: str, earlier: list[tuple[date, str]]) -> None:
    assert list(milestones(read_deadline(phrase, REFERENCE), REFERENCE)) == earlier


def test_a_day_set_by_hand_says_so_and_what_the_rules_read() -> None:
    by_hand = Deadline(phrase="今年底", kind="dated", latest=date(2022, 3, 1), by_hand=True)
    assert (
        str(reading(by_hand, REFERENCE))
        == "由督查室人工定为 2022-03-01；按规则：“今年底”按 2021-02-23 起算，读作 2021-12-31"
    )
    same = by_hand.but(latest=date(2021, 12, 31))
    assert str(reading(same, REFERENCE)) == "由督查室人工定为 2021-12-31，与规则读法一致"
    none = by_hand.but(kind="ongoing", latest=None)
    assert str(reading(none, REFERENCE)).startswith("由督查室人工认定为没有日期；")


def test_a_day_that_was_stored_otherwise_is_told_as_it_stands() -> None:
    stored = Deadline(phrase="尽快", kind="dated", latest=date(2022, 3, 1))
    assert str(reading(stored, REFERENCE)) == "“尽快”读作 2022-03-01"
