"""Dates come back from every written form; what is no date is kept and flagged; nothing raises."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liling_desk.ledger.deadline import read_day, read_deadline, reading

REFERENCE = date(2021, 2, 23)
FULL_WIDTH = str.maketrans("0123456789-/.", "０１２３４５６７８９－／．")
FORMS = [
    lambda d: d.isoformat(),
    lambda d: f"{d.year}年{d.month}月{d.day}日",
    lambda d: f"{d.year}年{d.month:02}月{d.day:02}日",
    lambda d: f"{d.year}/{d.month}/{d.day}",
    lambda d: f"{d.year}.{d.month}.{d.day}",
    lambda d: f"{d:%Y%m%d}",
    lambda d: f" {d.year} 年 {d.month} 月 {d.day} 日 ",
    lambda d: f"{d.isoformat()} 00:00:00",
    lambda d: d.isoformat().translate(FULL_WIDTH),
    lambda d: f"{d.year}年{d.month}月{d.day}日".translate(FULL_WIDTH),
]
days = st.dates(date(1900, 1, 1), date(2099, 12, 31))


@given(days, st.sampled_from(FORMS))
def test_a_day_comes_back_from_every_written_form(day, form):
    assert read_day(form(day)) == day


@given(days, st.sampled_from(FORMS[:7]))
def test_a_deadline_on_a_day_is_that_day(day, form):
    deadline = read_deadline(form(day), REFERENCE)
    assert (deadline.kind, deadline.latest, deadline.phrase) == ("dated", day, form(day))


@pytest.mark.parametrize(
    "phrase",
    [
        "2021年2月30日",
        "2021-06-31",
        "2019年2月29日",
        "2021年13月",
        "20211228日",
        "2021915日",
        "4.2",
        "2021-00-10",
        "0000年1月",
        "3天内外",
        "20210631",
    ],
)
def test_a_date_that_does_not_exist_is_kept_unread(phrase):
    deadline = read_deadline(phrase, REFERENCE)
    assert (deadline.kind, deadline.latest, deadline.phrase) == ("unreadable", None, phrase)
    assert read_day(phrase) is None


@given(st.text(), st.none() | st.dates())
def test_no_text_raises_and_every_phrase_is_kept(text, reference):
    read_day(text)
    deadline = read_deadline(text, reference)
    assert deadline.phrase == text
    assert (deadline.latest is not None) == (deadline.kind == "dated")
    assert str(reading(deadline, reference))


@given(st.text("0123456789年月日底末前内-/.今 ０１", max_size=12))
def test_no_mix_of_date_characters_raises(text):
    deadline = read_deadline(text, REFERENCE)
    if deadline.kind == "dated" and deadline.earliest is not None:
        assert deadline.earliest <= deadline.latest


@pytest.mark.parametrize(
    ("phrase", "latest"),
    [
        ("2021年6月", date(2021, 6, 30)),
        ("2021年2月底前", date(2021, 2, 28)),
        ("2024-02", date(2024, 2, 29)),
        ("２０２１年１２月底前", date(2021, 12, 31)),
        ("2021年底", date(2021, 12, 31)),
        ("2022年末", date(2022, 12, 31)),
        ("年底前", date(2021, 12, 31)),
        ("今年", date(2021, 12, 31)),
        ("今年底", date(2021, 12, 31)),
        ("年内", date(2021, 12, 31)),
        ("9999年12月", date(9999, 12, 31)),
    ],
)
def test_a_span_ends_on_its_last_day(phrase, latest):
    assert read_deadline(phrase, REFERENCE).latest == latest


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        ("长期", "ongoing"),
        ("常态化", "ongoing"),
        ("尽快", "unstated"),
        ("——", "unstated"),
        ("", "unstated"),
        (" 待定 ", "unstated"),
    ],
)
def test_words_without_a_date(phrase, kind):
    assert read_deadline(phrase, REFERENCE).kind == kind


def test_this_year_means_nothing_without_a_reference():
    assert read_deadline("今年", None).kind == "unreadable"
