"""Each sort of section on paper: nothing is lost, nothing is torn apart, the outline leads to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from liling_desk.reporting.report import CountCell, FactList, Figure, Figures, Group, Heading, ShareCell, Text
from liling_desk.reporting.typst_pdf import pdf_of
from tests.reporting.paper_material import EVERY, FACTS, RED, TEXT, counts, items, official, report, summary
from tests.reporting.paper_pages import find, outline, sizes, texts

TextOf = Callable[..., str]
SAID = [
    "第 1 句 1 项，", "比上期 +1", "需要关注的事项", "红灯", "市委组织部", "甲组", "乙组", "5 项", "33.3%", "各部分之和等于整体。",
    "市文旅广体局", "12 项", "进展情况", "2021 年 11 月", "#let x = 1 <b>甲‹乙>&</b>", "换行之后。", "第二段。", "LL-062 引进人才",
    "基本情况", "责任领导", "张某某", "71 / 100 名", "柔性引才 50 名。",
]  # fmt: skip


@pytest.mark.parametrize("landscape", [False, True])
@pytest.mark.parametrize("make", [report, official])
def test_every_section_is_printed_whole(make: Callable, landscape: bool, text_of: TextOf) -> None:
    made = replace(make(*EVERY), landscape=landscape)
    pdf = pdf_of(made)
    assert set(sizes(pdf)) == {(297, 210) if landscape else (210, 297)}
    text = text_of(pdf, "-raw", squeezed=True)
    for each in SAID:
        assert "".join(each.split()) in text
    assert text_of(pdf_of(replace(made, black_and_white=True)), "-raw") == text_of(pdf, "-raw")


def test_the_outline_holds_headings_titles_and_groups() -> None:
    assert outline(pdf_of(report(*EVERY))) == [
        (0, "需要关注的事项"), (0, "各单位亮灯情况"), (0, "分组的事项"), (1, "甲组"), (1, "乙组"), (1, "各类项数和占比"),
        (0, "市文旅广体局"), (1, "进展情况"), (1, "LL-062 引进人才"), (2, "基本情况"),
    ]  # fmt: skip


def test_a_heading_begins_a_page_but_never_an_empty_one() -> None:
    parts = [Heading(unit, new_page=True) for unit in ("甲局", "乙局")]
    pages = texts(pdf_of(report(parts[0], items(2), parts[1], items(3))))
    assert ["甲局" in page for page in pages] == [True, False]
    assert ["乙局" in page for page in pages] == [False, True]


@pytest.mark.parametrize("make", [report, official])
@pytest.mark.parametrize("before", range(20, 34, 3))
def test_no_head_stands_alone_at_the_foot(make: Callable, before: int) -> None:
    table = replace(items(60, "后面的事项"), rows=tuple((f"B{row[0]}", *row[1:]) for row in items(60).rows))
    pages = texts(pdf_of(make(items(before), Heading("标题"), replace(table, groups=(Group(0, "组名"),)))))
    begun = next(page for page in pages if "标题" in page)
    assert "后面的事项" in begun and "组名" in begun and "BLL-001" in begun


def test_a_group_goes_on_under_its_name_and_begins_with_a_row() -> None:
    groups = tuple(Group(first, f"第{first}组") for first in range(0, 120, 12))
    pages = texts(pdf_of(report(items(120, groups=groups))))
    assert len(pages) > 2
    for page in pages:
        lines = [line for line in page.splitlines() if line.strip()]
        assert not any(line.strip().endswith("组") for line in lines[-3:])
        codes = [int(line.split()[0][3:]) for line in lines if line.startswith("LL-")]
        for code in codes:
            assert f"第{(code - 1) // 12 * 12}组" in page


def test_long_texts_lose_nothing(text_of: TextOf) -> None:
    long = Text(("甲" * 3000, "乙丙\n" * 200, "W" * 3000), "长文")
    facts = FactList((("原文", "丁" * 4000), ("说明", "戊" * 30)))
    for make in (report, official):
        text = text_of(pdf_of(make(long, facts)))
        assert [text.count(sign) for sign in "甲乙丙丁戊"] == [3000, 200, 200, 4000, 30]
        assert text.count("W") == 3000


def test_lines_are_broken_where_they_were(text_of: TextOf) -> None:
    lines = text_of(pdf_of(report(TEXT)), "-layout").splitlines()
    first = next(place for place, line in enumerate(lines) if "第一段" in line)
    assert "换行之后。" not in lines[first]
    assert "换行之后。" in lines[first + 1]


def test_short_facts_share_a_line_and_long_ones_do_not() -> None:
    pdf = pdf_of(report(FACTS))
    leader, light, value, wording = (find(pdf, 1, each) for each in ("责任领导", "亮灯", "完成值", "原文"))
    assert abs(leader.top - light.top) < 1 and light.left > 100
    assert value.top > leader.bottom and wording.top > value.bottom
    assert wording.left < 30


def test_counts_and_shares_end_at_the_same_edge() -> None:
    rows = (("甲", CountCell(777), ShareCell(33.3, "33.3%")), ("乙", CountCell(12345), ShareCell(None, "无")))
    pdf = pdf_of(report(replace(counts(), rows=rows)))
    assert abs(find(pdf, 1, "777").right - find(pdf, 1, "12345").right) < 0.5
    assert abs(find(pdf, 1, "33.3%").right - find(pdf, 1, "无").right) < 0.5


def test_a_figure_has_its_change_below() -> None:
    pdf = pdf_of(report(Figures((Figure("红灯", 4, RED.colour, note="比上期 +2"), Figure("黄灯", 71)), "项")))
    assert find(pdf, 1, "比上期 +2").top > find(pdf, 1, "71").bottom


def test_a_stamp_stands_at_the_head_of_every_page_as_text() -> None:
    pages = texts(pdf_of(replace(report(items(80)), stamp="草稿")))
    assert len(pages) > 1 and all("草稿" in page for page in pages)
    pages = texts(pdf_of(replace(official(items(80)), stamp="草稿")))
    assert len(pages) > 1 and all("草稿" in page for page in pages)
    assert "草稿" not in texts(pdf_of(report(items(8))))[0]


def test_every_page_says_which_of_how_many() -> None:
    for make in (report, official):
        pages = texts(pdf_of(make(summary(None), items(150))))
        assert len(pages) > 3
        for number, page in enumerate(pages, 1):
            assert f"第 {number} 页，共 {len(pages)} 页" in page


def test_a_report_without_sections_is_a_page() -> None:
    assert len(sizes(pdf_of(report()))) == 1
