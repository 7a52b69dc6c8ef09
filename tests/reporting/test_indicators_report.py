"""Indicators on paper: the worst first, every item once, a plot for each that has values, the rest named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from liling_desk.ledger.commitment import Commitment
from liling_desk.ledger.deadline import Deadline
from liling_desk.ledger.filters import EVERYTHING, LedgerFilter, SortOrder, select
from liling_desk.ledger.indicator import Indicator
from liling_desk.ledger.returns import Return
from liling_desk.ledger.snapshot import Snapshot
from liling_desk.ledger.standing import standing_of
from liling_desk.ledger.status import Pace
from liling_desk.reporting.burn_down import burn_down_section
from liling_desk.reporting.indicators_report import indicators_report
from liling_desk.reporting.kinds import LedgerFacts, Material, ReportOptions
from liling_desk.reporting.report import Figures, Heading, Summary, Table, Text, TrajectoryPlot
from liling_desk.reporting.typst_document import document_of
from liling_desk.reporting.typst_pdf import pdf_of
from liling_desk.reporting.typst_plots import burn_down_data, trajectory_data
from liling_desk.translations import CHINESE, ENGLISH, Translator

AS_OF = date(2021, 12, 15)
OPTIONS = ReportOptions(AS_OF)
GDP = Indicator(
    metric="地区生产总值", comparison=">=", target=1000, unit="亿元", baseline=737.6, baseline_year=2020, stated_growth_pct=8
)  # fmt: skip


def item(code: str, title: str, indicator: Indicator | None, **fields: object) -> Commitment:
    deadline = Deadline(phrase="今年", kind="dated", latest=date(2021, 12, 31))
    return Commitment(
        code=code, title=title, lead_unit="市发改局", reference_date=date(2021, 2, 23), deadline=deadline,
        indicator=indicator, **fields,
    )  # fmt: skip


def people(target: float | None = 100) -> Indicator:
    return Indicator(metric="引进人才", comparison=">=", target=target, unit="名")


def told(code: str, *values: tuple[int, float]) -> tuple[Return, ...]:
    return tuple(
        Return(key=f"{code}-{month}", commitment=code, period=f"2021-{month:02}", reported_on=date(2021, month, 24), value=number)
        for month, number in sorted(values, reverse=True)
    )  # fmt: skip


@pytest.fixture
def material() -> Material:
    items = [
        item("A-1", "没有指标", None), item("A-2", "引进人才", people()), item("A-3", "引进更多人才", people()),
        item("A-4", "没有报过", people()), item("A-5", "没有目标", people(None)),
        item("A-6", "生产总值", GDP.but(target=1000)).but(deadline=Deadline(phrase="x", kind="dated", latest=date(2025, 1, 8))),
        item("A-7", "超额完成", people()),
    ]  # fmt: skip
    returns = {
        "A-2": told("A-2", (3, 4), (6, 24), (11, 71)), "A-3": told("A-3", (6, 20), (11, 40)),
        "A-6": told("A-6", (9, 560)), "A-7": told("A-7", (9, 140)),
    }  # fmt: skip
    rows = [standing_of(each, returns.get(each.code, ()), AS_OF) for each in items]
    return Material(rows, LedgerFacts("台账.db", 12, 7), Snapshot({each.code: each for each in items}, returns))


def test_the_worst_stands_first_and_every_indicator_once(material: Material, chinese: Translator) -> None:
    report = indicators_report(material, OPTIONS, chinese)
    assert [row[0] for row in report.items.rows] == ["A-3", "A-2", "A-4", "A-5", "A-6", "A-7"]
    worst = dict(zip((column.key for column in report.items.columns), report.items.rows[0], strict=True))
    assert worst["planned"] == 94.9 and worst["points"] == -54.9 and worst["pace"] == "欠进度"
    assert str(worst["value"]) == "40 / 100 名" and worst["unit"] == "市发改局"
    assert "1 项原文未给目标值" in report.items.footnote


def test_every_count_leads_to_exactly_its_items(material: Material, chinese: Translator) -> None:
    report = indicators_report(material, OPTIONS, chinese)
    figures = next(each for each in report.sections if isinstance(each, Figures))
    assert [each.number for each in figures.figures] == [6, 2, 2, 1, 1]
    for figure in figures.figures:
        assert figure.leads_to is not None
        assert len(select(material.rows, figure.leads_to, SortOrder())) == figure.number
    summary = next(each for each in report.sections if isinstance(each, Summary))
    assert summary.phrases[0] == "共 7 项，其中 6 项有量化指标：" and len(summary.leads_to) == len(summary.phrases)


def test_a_count_stays_within_the_filter(material: Material, chinese: Translator) -> None:
    chosen = LedgerFilter(pace=(Pace.BEHIND, Pace.AHEAD))
    rows = select(material.rows, chosen, SortOrder())
    report = indicators_report(replace(material, rows=rows), replace(OPTIONS, filter=chosen), chinese)
    figures = next(each for each in report.sections if isinstance(each, Figures)).figures
    assert [each.number for each in figures] == [
        len(select(material.rows, each.leads_to or EVERYTHING, SortOrder())) for each in figures
    ]


def test_what_has_values_is_drawn_and_what_has_none_is_named(material: Material, chinese: Translator) -> None:
    report = indicators_report(material, OPTIONS, chinese)
    plots = [each for each in report.sections if isinstance(each, TrajectoryPlot)]
    assert [each.title for each in plots] == ["A-3 引进更多人才", "A-2 引进人才", "A-6 生产总值", "A-7 超额完成"]
    assert "比序时进度欠 23.9 个百分点" in plots[1].caption and plots[1].caption.startswith("引进人才 ≥ 100 名；")
    assert "按每年增长 8%" in plots[2].caption and "基数：737.6 亿元（2020 年）" in plots[2].caption
    bare = next(each for each in report.sections if isinstance(each, Text))
    assert [line.split("：")[0] for line in bare.paragraphs] == ["A-4 没有报过", "A-5 没有目标"]


def test_without_charts_there_is_no_plot_and_the_numbers_of_headings_follow(
    material: Material, chinese: Translator
) -> None:
    report = indicators_report(material, replace(OPTIONS, charts=False), chinese)
    assert not any(isinstance(each, TrajectoryPlot | Heading) for each in report.sections)
    titles = [each.title for each in report.sections if isinstance(each, Table)]
    assert titles == ["一、进展情况", "二、增速与目标"]


def test_a_ledger_without_indicators_says_so(chinese: Translator) -> None:
    bare = [standing_of(item("A-1", "没有指标", None), (), AS_OF)]
    report = indicators_report(Material(bare, LedgerFacts("台账.db", 1, 1)), OPTIONS, chinese)
    assert not report.items.rows and report.items.empty and pdf_of(report)


def test_it_is_printed_with_its_plots(material: Material, chinese: Translator, text_of: Callable[..., str]) -> None:
    said = text_of(pdf_of(indicators_report(material, OPTIONS, chinese)), squeezed=True)
    for words in ("欠23.9名", "实际71", "目标100", "截至12-15", "序时要求", "年度计划", "A-5没有目标"):
        assert words in said, words


@pytest.mark.parametrize("language", [CHINESE, ENGLISH])
@pytest.mark.parametrize("plain", [False, True])
def test_plots_are_drawn_in_either_language_with_and_without_colour(
    material: Material, language: str, plain: bool
) -> None:
    tr = Translator(language)
    options = replace(OPTIONS, black_and_white=plain, landscape=False)
    report = indicators_report(material, options, tr)
    month_by_month = burn_down_section(material.rows, options, tr)
    assert month_by_month is not None
    assert pdf_of(replace(report, sections=(month_by_month, *report.sections))).startswith(b"%PDF")


def test_lines_differ_by_style_and_marks_not_by_colour_alone(material: Material, chinese: Translator) -> None:
    plots = [
        each for each in indicators_report(material, OPTIONS, chinese).sections if isinstance(each, TrajectoryPlot)
    ]
    data = trajectory_data(plots[1], 166.0, chinese)
    assert {"plan", "value", "target", "as_of", "required", "gap"} <= {each["style"] for each in data["strokes"]}
    assert [each["style"] for each in data["marks"]] == ["dot"] * 3
    for stroke in data["strokes"]:
        assert all(0 <= x <= data["width"] and 0 <= y <= data["height"] for x, y in stroke["points"])
    assert "比序时进度欠" in data["alt"]


def test_the_burn_down_spans_from_the_first_beginning_to_the_last_day(material: Material, chinese: Translator) -> None:
    section = burn_down_section(material.rows, OPTIONS, chinese)
    assert section is not None
    days = [each.day for each in section.months]
    assert days[0] == date(2021, 2, 28) and days[-1] == date(2022, 12, 31) and AS_OF in days
    assert next(each.open for each in section.months if each.day == AS_OF) == 7
    data = burn_down_data(section, 166.0, chinese)
    assert {"value", "expected", "as_of"} <= {each["style"] for each in data["strokes"]} and data["title"]


def test_less_than_two_months_are_no_burn_down(chinese: Translator) -> None:
    assert burn_down_section([], OPTIONS, chinese) is None
    young = item("A-1", "刚提出", None).but(reference_date=date(2021, 12, 10))
    late = standing_of(young.but(deadline=Deadline()), (), date(2021, 12, 31))
    assert burn_down_section([late], replace(OPTIONS, as_of=date(2021, 12, 31)), chinese) is None


def test_on_wide_pages_two_trajectories_share_a_row(material: Material, chinese: Translator) -> None:
    report = indicators_report(material, OPTIONS, chinese)
    wide = [each["type"] for each in document_of(report)["papers"][0]["sections"]]
    assert wide.count("plot_row") == 2 and "plot" not in wide
    tall = [each["type"] for each in document_of(replace(report, landscape=False))["papers"][0]["sections"]]
    assert tall.count("plot") == 4
