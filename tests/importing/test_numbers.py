"""Figures with units, separators and signs; days with and without a year."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liling_desk.importing import cells
from liling_desk.importing.cells import Unread
from liling_desk.importing.numbers import is_approximate, number_of


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("1,234,567.89", "", 1234567.89), ("１，２３４", "", 1234), ("12 345", "", 12345), ("12．3", "", 12.3), (".5", "", 0.5),
        ("+3.5", "", 3.5), ("−3.5", "", -3.5), ("－２", "", -2), ("007", "", 7), ("1234.0", "", 1234), ("'38", "%", 38),
        ("百分之38.5", "%", 38.5), ("38 %", "%", 38), ("5个百分点", "%", 5), ("38％", "%", 38), ("38%（全市第一）", "%", 38),
        ("5千万元", "亿元", 0.5), ("1.2万亿元", "亿元", 12000), ("3200万", "亿元", 0.32), ("3亿", "万元", 30000), ("2百万元", "万元", 200),
        ("1500元", "万元", 0.15), ("12.3亿元人民币", "亿元", 12.3), ("5千家", "家", 5000), ("3.5万户", "万户", 3.5), ("3万", "万户", 3),
        ("3千米", "公里", 3), ("1500米", "公里", 1.5), ("2km", "公里", 2), ("3里", "米", 1500), ("2公顷", "亩", 30), ("1平方公里", "亩", 1500),
        ("500㎡", "平方米", 500), ("2吨", "公斤", 2000), ("3千瓦", "千瓦", 3), ("2兆瓦", "千瓦", 2000), ("100人", "名", 100), ("30位", "人", 30),
        ("第45位", "位", 45), ("第45", "", 45), ("已完成38.5%", "%", 38.5), ("累计12.3亿元", "亿元", 12.3), ("共计30家", "家", 30),
        ("实现40%", "%", 40), ("达到41%", "%", 41), ("38.", "", 38), ("1,000", "", 1000), ("30户", "家", 30), ("0", "", 0), ("0.0%", "%", 0),
        ("约38%", "%", 38), ("38%左右", "%", 38), ("300余家", "家", 300), ("200多人", "人", 200), ("近40%", "%", 40), ("超过12亿元", "亿元", 12),
        ("≥38", "%", 38), ("12亿元以上", "亿元", 12), ("大约3万", "", 30000), ("不低于95%", "%", 95), ("3万余户", "户", 30000), ("38+", "", 38),
        ("约 38", "%", 38), ("不足10", "", 10), ("1.5万多户", "户", 15000), ("逾百", "", None), ("约六成", "%", None), ("十二", "", None),
        ("30-40", "%", None), ("30%-40%", "%", None), ("30~40", "%", None), ("30至40", "%", None), ("30到40家", "家", None), ("30—40", "", None),
        ("1,23", "", None), ("1.234,5", "", None), ("nan", "", None), ("1e3", "", None), ("∞", "", None), ("9" * 20, "", None), ("38家", "%", None),
        ("38", "%", 38), ("2.6:1", "", None), ("3/4", "", None), ("3亿5千万", "", None), ("", "", None), ("%", "%", None), ("三十八", "", None),
        ("2021-06-30", "", None), ("38台", "套", None), ("12元", "%", None), ("--5", "", None), ("1.2.3", "", None),
    ],
)  # fmt: skip
def test_number(text: str, unit: str, value: float | None) -> None:
    read = number_of(text, unit)
    if value is None:
        assert isinstance(read, Unread)
    else:
        assert read == pytest.approx(value)


def test_both_ends_of_a_range_are_offered() -> None:
    read = number_of("1,200-1,500家", "家")
    assert isinstance(read, Unread)
    assert read.instead == ("1200", "1500")


@pytest.mark.parametrize(
    "text", ["约38", "38左右", "300余家", "近40", "≥5", "12亿元以上", "200多人", "38+", "约38（预计）"]
)
def test_about(text: str) -> None:
    assert is_approximate(text)


@pytest.mark.parametrize("text", ["38", "38%", "第45位", "已完成38", "", "约六成", "30-40"])
def test_not_about(text: str) -> None:
    assert not is_approximate(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2021-06-25", "2021-06-25"), ("2021/6/25", "2021-06-25"), ("2021.6.25", "2021-06-25"), ("2021年6月25日", "2021-06-25"),
        ("２０２１年６月２５日", "2021-06-25"), ("20210625", "2021-06-25"), ("二〇二一年六月二十五日", "2021-06-25"),
        ("2021年6月25日（星期五）", "2021-06-25"), ("2021-06-25 10:30", "2021-06-25"), ("2021-06-25 00:00:00", "2021-06-25"),
        ("2021年6月25日上午", "2021-06-25"), ("截至2021年6月25日", "2021-06-25"), ("6月25日", "2021-06-25"), ("6月25号", "2021-06-25"),
        ("06月05日", "2021-06-05"), ("2021 年 6 月 25 日", "2021-06-25"), ("2021年6月25日。", "2021-06-25"),
    ],
)  # fmt: skip
def test_day(text: str, day: str) -> None:
    assert cells.day_of(text, "2021-06") == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("21.6.25", ("2021-06-25",)), ("6.25", ("2021-06-25",)),
        ("2021年6月", ("2021-06-30",)), ("2021.6", ("2021-06-30",)), ("6月", ("2021-06-30",)), ("2021年6月底", ("2021-06-30",)),
        ("2021-02-30", ("2021-02-28",)), ("2021年11月31日", ("2021-11-30",)), ("2021-13-01", ()), ("6月31日", ()), ("昨天", ()), ("2.30", ()),
        ("2021年6月25日前", ("2021-06-25",)), ("2021年6月25日报送", ("2021-06-25",)), ("2021-6-1至2021-6-5", ()), ("12345", ()), ("99999", ()),
    ],
)  # fmt: skip
def test_day_that_is_asked(text: str, instead: tuple[str, ...]) -> None:
    read = cells.day_of(text, "2021-06")
    assert isinstance(read, Unread)
    assert read.instead == instead


def test_january_after_a_december_period_is_the_next_year() -> None:
    assert cells.day_of("1月5日", "2020-12") == date(2021, 1, 5)
    assert cells.day_of("12月28日", "2020-12") == date(2020, 12, 28)
    assert isinstance(cells.day_of("1月5日"), Unread)


def test_until_a_month() -> None:
    assert cells.day_of("2021年6月底前", until=True) == date(2021, 6, 30)
    assert cells.day_of("2021年6月25日前", until=True) == date(2021, 6, 25)
    asked = cells.day_of("6月30日前", "2021-06", until=True)
    assert isinstance(asked, Unread)
    assert asked.instead == ("2021-06-30",)


@pytest.mark.parametrize("text", ["44377", "44377.5", "４４３７７", "'44377"])
def test_a_serial_as_text_is_its_day(text: str) -> None:
    assert cells.day_of(text) == date(2021, 6, 30)
    read = cells.deadline_of("44377", None)
    assert not isinstance(read, Unread) and (read.latest, read.approximate) == (date(2021, 6, 30), True)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=30), st.sampled_from(["", "%", "亿元", "公里"]))
def test_nothing_raises(text: str, unit: str) -> None:
    number_of(text, unit)
    is_approximate(text)
    cells.day_of(text, "2021-06")
    cells.day_of(text, 2021, until=True)
    cells.deadline_of(text, None)
    cells.units_of(text)
    cells.period_of(text, 2021)


_wide = {chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)}


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2), st.booleans(), st.sampled_from(["", " ", "　"]))
def test_width_and_separators_mean_nothing(figure: object, wide: bool, blank: str) -> None:
    text = f"{figure:,}"
    written = "".join(_wide.get(sign, sign) if wide else sign for sign in text)
    assert number_of(f"{blank}{written}{blank}", "") == pytest.approx(float(str(figure)))
