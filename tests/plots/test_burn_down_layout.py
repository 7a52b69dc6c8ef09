"""Where the month by month count of open items puts its points and words: without a page."""

from __future__ import annotations

import calendar
from datetime import date
from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from liling_desk.ledger.burn_down import MonthEnd
from liling_desk.plots.burn_down_layout import BurnDownLayout, lay_out_burn_down
from liling_desk.plots.labels import Box, TextSize
from liling_desk.translations import Translator

SIZE = TextSize(lambda text, px, bold: sum(px if ord(each) > 255 else px * 0.56 for each in text), lambda px: px * 1.3)
WORDS = ("未办结", "按期应剩")


def ends(first: int, number: int) -> list[date]:
    """Month ends from the n-th month of 2021 on."""
    months = [(2021 + (each - 1) // 12, (each - 1) % 12 + 1) for each in range(first, first + number)]
    return [date(year, month, calendar.monthrange(year, month)[1]) for year, month in months]


def counted(opened: list[int], expected: list[int], first: int = 1) -> list[MonthEnd]:
    days = ends(first, len(expected))
    told = [*opened, *[None] * (len(expected) - len(opened))]
    return [MonthEnd(day, now, 0, wanted) for day, now, wanted in zip(days, told, expected, strict=True)]


def drawn(months: list[MonthEnd], width: float = 620, height: float = 190, language: str = "zh_CN") -> BurnDownLayout:
    return lay_out_burn_down(months, WORDS, width, height, SIZE, Translator(language))


def texts(layout: BurnDownLayout) -> dict[str, str]:
    return {label.key: label.text for label in layout.labels}


USUAL = counted([90, 88, 80, 71, 60, 58], [90, 85, 70, 50, 40, 30, 22, 15, 8, 4, 2, 0])


def test_each_point_has_its_number_and_each_line_its_name() -> None:
    layout = drawn(USUAL)
    said = texts(layout)
    assert [said[f"open:{place}"] for place in range(6)] == ["90", "88", "80", "71", "60", "58"]
    assert [said[f"expected:{place}"] for place in range(1, 12)] == [str(each.expected) for each in USUAL[1:]]
    assert "expected:0" not in said, "where both are the same it is said once"
    assert layout.named and said["open"] == "未办结" and said["expected"] == "按期应剩"
    assert next(label for label in layout.labels if label.key == "open:5").bold, "the present one stands out"


def test_what_is_to_come_is_only_expected() -> None:
    layout = drawn(USUAL)
    assert len(layout.opened) == 6 and len(layout.expected) == 12
    assert layout.as_of_x == layout.opened[-1][0] and texts(layout)["as_of"] == "截至 2021-06-30"


def test_the_months_are_named_as_far_as_they_fit_and_the_year_once() -> None:
    assert [tick.text for tick in drawn(USUAL).days][:3] == ["2021年1月", "2月", "3月"]
    narrow = [tick.text for tick in drawn(USUAL, width=260).days]
    assert 2 <= len(narrow) < 8 and narrow[-1] == "12月"
    over = [tick.text for tick in drawn(counted([3] * 4, [2] * 5, first=10)).days]
    assert over == ["2021年10月", "11月", "12月", "2022年1月", "2月"]


def test_the_as_of_day_within_a_month_gets_no_name_of_its_own() -> None:
    months = [*USUAL[:5], MonthEnd(date(2021, 6, 15), 59, 0, 35), MonthEnd(date(2021, 6, 30), None, 0, 30)]
    layout = drawn(months)
    assert [tick.text for tick in layout.days][-2:] == ["5月", "6月"] and len(layout.opened) == 6


def test_one_month_or_no_items_at_all_are_pictures_too() -> None:
    assert len(drawn(counted([3], [2])).opened) == 1
    assert not drawn([MonthEnd(date(2021, 6, 30), None, 0, 2)]).opened
    assert drawn(counted([0, 0], [0, 0, 0])).plot.width > 0


COUNTS = st.integers(0, 4000)


@settings(max_examples=100)
@given(
    st.lists(COUNTS, min_size=1, max_size=26), st.lists(COUNTS, max_size=26), st.integers(1, 12),
    st.sampled_from([300, 620, 1016]), st.sampled_from(["zh_CN", "en"]),
)  # fmt: skip
def test_nothing_leaves_the_picture_and_no_words_lie_on_others(
    expected: list[int], opened: list[int], first: int, width: int, language: str
) -> None:
    layout = drawn(counted(opened[: len(expected)], expected, first), width, 190, language)
    plot = layout.plot
    for x, y in (*layout.opened, *layout.expected):
        assert plot.left - 0.01 <= x <= plot.right + 0.01 and plot.top - 0.01 <= y <= plot.bottom + 0.01
    assert all(before[0] < after[0] for before, after in pairwise(layout.expected))
    ticks = [Box(tick.left, plot.bottom + 5, tick.width, 15) for tick in layout.days]
    boxes = [*(label.box for label in layout.labels), *ticks]
    assert not any(one.touches(other) for one, other in combinations(boxes, 2))
    assert all(box.left >= -0.01 and box.right <= width + 0.01 and box.bottom <= 190 for box in boxes)
    assert ticks, "at least the last month has a name"
