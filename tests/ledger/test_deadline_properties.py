"""What holds for every deadline phrase."""

from __future__ import annotations

import calendar
import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from liling_desk.ledger.deadline import milestones, read_deadline, reading

REFERENCE = date(2021, 6, 14)
with (Path(__file__).parent / "deadline_phrases.tsv").open(encoding="utf-8") as file:
    PHRASES = [row["expression"] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]
FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
NUMERALS = "〇一二三四五六七八九"


def spelled(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else NUMERALS[tens] + "十") + (
        NUMERALS[ones] if ones or not tens else ""
    )


def year_spelled(year: int) -> str:
    return "".join(NUMERALS[int(digit)] for digit in str(year))


FORMS = [
    lambda d: d.isoformat(),
    lambda d: f"{d.year}/{d.month}/{d.day}",
    lambda d: f"{d.year}.{d.month:02}.{d.day:02}",
    lambda d: f"{d.year}.{d.month:02}-{d.day:02}",
    lambda d: f"{d:%Y%m%d}",
    lambda d: f"{d.year}年{d.month}月{d.day}日",
    lambda d: f"{d.year}年{d.month}月{d.day}號",
    lambda d: f"{d.year} 年 {d.month} 月 {d.day} 日",
    lambda d: f"{year_spelled(d.year)}年{spelled(d.month)}月{spelled(d.day)}日",
    lambda d: f"{year_spelled(d.year).replace('〇', '零')}年{d.month}月{spelled(d.day)}号",
    lambda d: f"{d.year}、{d.month}、{d.day}",
]
AROUND = [
    "{}",
    "{}前",
    "{}之前",
    "{}以前完成",
    "截至{}",
    "力争{}前办结",
    "（{}）",
    "{}或之前",
    "完成时限：{}",
    "2000年1月1日至{}",
]
days = st.dates(date(2001, 1, 1), date(2099, 12, 31))


@given(days, st.sampled_from(FORMS), st.sampled_from(AROUND), st.none() | st.dates())
def test_a_day_in_any_written_form_comes_back(day, form, around, reference):
    read = read_deadline(around.format(form(day)), reference)
    assert (read.kind, read.latest) == ("dated", day)


@given(st.sampled_from(PHRASES), st.dates(date(2000, 1, 1), date(2090, 1, 1)))
def test_full_width_forms_read_like_half_width_ones(phrase, reference):
    half, full = read_deadline(phrase, reference), read_deadline(phrase.translate(FULL_WIDTH), reference)
    assert (half.kind, half.earliest, half.latest) == (full.kind, full.earliest, full.latest)


@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)), st.integers(1, 12), st.integers(0, 40))
def test_a_date_without_a_year_is_the_next_such_day(reference, month, day):
    read = read_deadline(f"{month}月{day}日前", reference)
    if 1 <= day <= calendar.monthrange(2020, month)[1]:
        assert read.latest is not None
        assert read.latest >= reference
        assert (read.latest.month, read.latest.day) == (month, day)
        assert (read.latest - reference).days < (366 if (month, day) != (2, 29) else 8 * 366)
    else:
        assert read.kind == "unreadable"


@given(
    st.integers(1950, 2090),
    st.integers(0, 99),
    st.integers(0, 99),
    st.sampled_from(["{}年{}月{}日", "{}-{}-{}", "{}/{}/{}前", "{}年{}月{}日至2091年1月1日"]),
)
def test_a_day_that_does_not_exist_is_unreadable(year, month, day, form):
    try:
        date(year, month, day)
    except ValueError:
        assert read_deadline(form.format(year, month, day), REFERENCE).kind == "unreadable"
    else:
        assert read_deadline(form.format(year, month, day), REFERENCE).kind == "dated"


DATE_WORDS = set(
    "年月日号旬周天季度节今明后去前上下本当次翌来期限内底末初中终尾岁星礼拜时零〇一二两三四五六七八九十百千廿卅半春夏秋冬元除清端重国庆劳动每逐按"
)


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), max_size=40))
def test_text_without_a_word_of_time_is_no_date(text):
    assume(not DATE_WORDS & set(text))
    assert read_deadline(text, REFERENCE).latest is None


MIXED = "0123456789年月日号底末前内初中旬上下本今明次周天季度第个半十二三廿至到—-/.、，（）起后约左右每长期完成工作 ０１節五元旦春Q\ue000\ud800\n"


@given(st.text(MIXED, max_size=24) | st.text(max_size=60), st.none() | st.dates())
def test_nothing_raises_and_days_are_in_order(text, reference):
    read = read_deadline(text, reference)
    assert read.phrase == text
    assert (read.latest is not None) == (read.kind == "dated")
    if read.latest is not None and read.earliest is not None:
        assert read.earliest <= read.latest
    assert all(day < read.latest for day, _ in milestones(read, reference))
    assert str(reading(read, reference))


@given(
    st.lists(st.sampled_from(PHRASES), min_size=2, max_size=4),
    st.sampled_from(["，", "、", "", " ", "至", "-"]),
    st.none() | st.dates(),
)
def test_no_mixture_of_phrases_raises(phrases, between, reference):
    text = between.join(phrases)
    read = read_deadline(text, reference)
    if read.latest is not None and read.earliest is not None:
        assert read.earliest <= read.latest
    assert str(reading(read, reference))


@pytest.mark.parametrize(
    "text",
    ["2021" * 2500, "年" * 10000, "一" * 400, "(1" * 200, "1-" * 200, "二〇" * 200, "应须需要将" * 80, "5" * 399 + "日", "\ud800" * 10000, "\x00" * 400,
     "9" * 400 + "年", "完成" * 200, "1个" * 200, "每" * 400, "《" * 400],
)  # fmt: skip
def test_long_and_odd_texts_are_no_dates(text):
    assert read_deadline(text, REFERENCE).latest is None


def test_a_phrase_said_many_times_over_is_read_once():
    assert read_deadline("2021年6月底前" * 40, REFERENCE).latest == date(2021, 6, 30)


@pytest.mark.parametrize("text", ["1-1-1", "1-2-3-4", "2021-1-1-1", "1/2/3/4/5", "192.168.1.1", "1-1-1-1-1-"])
def test_figures_in_a_row_are_no_date(text):
    assert read_deadline(text, REFERENCE).kind == "unreadable"


@pytest.mark.parametrize(
    "unit", ["年", "年底", "年底前", "年内", "年12月", "月底前", "个月内", "个季度内", "季度末", "个年内"]
)
@given(st.integers(10_000, 10**9))
def test_a_number_too_long_for_a_date_is_not_read_as_the_end_of_it(unit: str, number: int) -> None:
    read = read_deadline(f"{number}{unit}", REFERENCE)
    assert (read.kind, read.latest) == ("unreadable", None)


@pytest.mark.parametrize("phrase", ["1000年内", "一千年内", "0年底", "亿年内", "3万年底前", "3年99999个月内"])
def test_what_is_no_year_is_not_read_as_this_one(phrase: str) -> None:
    assert read_deadline(phrase, REFERENCE).kind == "unreadable"


@pytest.mark.parametrize("phrase", ["1.年底前完成", "1、年底前完成", "2021年年底前", "完成10个，年底前"])
def test_a_number_that_belongs_to_something_else_leaves_the_end_of_the_year(phrase: str) -> None:
    assert read_deadline(phrase, REFERENCE).latest == date(2021, 12, 31)
