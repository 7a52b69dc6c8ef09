"""What is late and why, each unit by itself, and rows under the values of a facet."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

import pytest

from liling_desk.ledger.commitment import Commitment, HandLight
from liling_desk.ledger.figures import tally_by
from liling_desk.ledger.filters import FACETS, Facet, LedgerFilter, SortOrder, facet_value, select
from liling_desk.ledger.standing import Standing, standing_of
from liling_desk.ledger.status import Colour, Status, Timeliness
from liling_desk.reporting.kinds import KINDS, LedgerFacts, Material, ReportOptions, make_report
from liling_desk.reporting.report import (
    BurnDownPlot,
    Charts,
    CountCell,
    Figures,
    Heading,
    LightCell,
    Report,
    ShareCell,
    Summary,
    Table,
)
from liling_desk.translations import Translator

AS_OF = date(2021, 12, 15)
OPTIONS = ReportOptions(AS_OF)


def tables(report: Report, key: str) -> list[Table]:
    return [each for each in report.sections if isinstance(each, Table) and each.key == key]


def column(table: Table, key: str) -> list[object]:
    place = [each.key for each in table.columns].index(key)
    return [row[place] for row in table.rows]


def said(report: Report) -> str:
    return "".join(next(each for each in report.sections if isinstance(each, Summary)).phrases)


def test_kinds_heed_options_that_there_are() -> None:
    known = {each.name for each in fields(ReportOptions)}
    for kind in KINDS:
        assert kind.options <= known
    assert len({kind.key for kind in KINDS}) == len(KINDS)


@pytest.mark.parametrize("kind", ["status", "problems", "ledger"])
@pytest.mark.parametrize("facet", FACETS)
def test_rows_stand_under_the_values_of_a_facet(
    kind: str, facet: Facet, worked_rows: list[Standing], facts: LedgerFacts, chinese: Translator
) -> None:
    plain = make_report(kind, Material(worked_rows, facts), OPTIONS, chinese)
    report = make_report(kind, Material(worked_rows, facts), replace(OPTIONS, group_by=facet), chinese)
    (items,) = tables(report, "items")
    by_code = {row.code: row for row in worked_rows}
    codes = [str(code) for code in column(items, "code")]
    assert sorted(codes) == sorted(str(code) for code in column(plain.items, "code"))
    ends = [*(group.first for group in items.groups[1:]), len(codes)]
    values = []
    for group, end in zip(items.groups, ends, strict=True):
        own = codes[group.first : end]
        (value,) = {facet_value(facet, by_code[code]) for code in own}
        values.append(value)
        assert own == [row.code for row in worked_rows if row.code in own]
        assert group.title and f"{len(own)} 项" in group.note
    assert values == [value for value, _ in tally_by([by_code[code] for code in codes], facet)]
    assert items.group_label


def test_a_blank_value_has_a_name(facts: LedgerFacts, chinese: Translator) -> None:
    rows = [standing_of(Commitment(code="X-1", title="事"), (), AS_OF)]
    for facet, word in (("unit", "待分办"), ("programme", "未填"), ("pace", "没有量化指标")):
        report = make_report("ledger", Material(rows, facts), replace(OPTIONS, group_by=facet), chinese)
        assert [group.title for group in report.items.groups or tables(report, "items")[0].groups] == [word]


def test_problems_come_by_their_gravity_each_once(
    worked_rows: list[Standing], facts: LedgerFacts, chinese: Translator
) -> None:
    by_hand = HandLight(colour=Colour.GREEN, reason="因", set_on=AS_OF, until=AS_OF)
    late = next(row for row in worked_rows if row.timeliness is Timeliness.OVERDUE)
    rows = [row for row in worked_rows if row is not late]
    rows.append(standing_of(late.commitment.but(hand_light=by_hand), (), AS_OF))
    report = make_report("problems", Material(rows, facts), OPTIONS, chinese)
    (items,) = tables(report, "items")
    wanted = {
        row.code: row for row in rows
        if row.light.colour in (Colour.RED, Colour.YELLOW)
        or row.timeliness in (Timeliness.OVERDUE, Timeliness.DUE_SOON)
    }  # fmt: skip
    codes = [str(code) for code in column(items, "code")]
    assert sorted(codes) == sorted(wanted) and late.code in codes
    assert [group.title for group in items.groups] == ["超期", "临近到期", "其他黄灯"]
    late_ones = codes[: items.groups[1].first]
    assert {wanted[code].timeliness for code in late_ones} == {Timeliness.OVERDUE}
    for code, cell in zip(codes, column(items, "light"), strict=True):
        assert isinstance(cell, LightCell)
        assert all(chinese.say(reason) in cell.reason for reason in wanted[code].light.reasons)
    assert "资金缺口。" in column(items, "difficulties")
    assert report.landscape
    (units,) = tables(report, "units")
    assert sum(cell.number for cell in column(units, "total") if isinstance(cell, CountCell)) == len(codes)


def test_whom_to_ask_is_named(facts: LedgerFacts, chinese: Translator) -> None:
    item = Commitment(
        code="X-1", title="事", lead_unit="市水利局", leader="李四", handler="张三", assigned_deadline=date(2021, 12, 1)
    )
    report = make_report("problems", Material([standing_of(item, (), AS_OF)], facts), OPTIONS, chinese)
    assert column(report.items, "ask") == ["市水利局\n李四、张三"]
    assert column(report.items, "days") == [-14]
    assert "剩余天数为负数的" in report.items.footnote
    assert (
        said(report)
        == "共 1 项，其中 1 项要过问：超期 1 项，最长超 14 天，30 天以内到期 0 项，其他红灯 0 项，其他黄灯 0 项。"
    )


def test_without_problems_the_next_deadline_is_named(facts: LedgerFacts, chinese: Translator) -> None:
    done = Commitment(code="X-1", title="事", status=Status.DONE, done_on=AS_OF, done_basis="文")
    later = Commitment(
        code="X-2",
        title="远",
        lead_unit="市水利局",
        reference_date=date(2021, 12, 10),
        assigned_deadline=date(2022, 3, 1),
    )
    rows = [standing_of(item, (), AS_OF) for item in (done, later)]
    report = make_report("problems", Material(rows, facts), OPTIONS, chinese)
    assert report.items.rows == () and not any(isinstance(each, Figures) for each in report.sections)
    assert "2022-03-01：X-2 远（市水利局），剩 76 天" in report.items.empty
    nothing = make_report("problems", Material(rows[:1], facts), OPTIONS, chinese)
    assert nothing.items.empty == "没有超期和临近到期的，也没有红灯和黄灯。"


@pytest.mark.parametrize("new_page", [True, False])
def test_every_unit_has_its_part(
    new_page: bool, worked_rows: list[Standing], facts: LedgerFacts, chinese: Translator
) -> None:
    unassigned = standing_of(Commitment(code="X-1", title="新"), (), AS_OF)
    rows = [unassigned, *worked_rows]
    options = replace(OPTIONS, new_page_each=new_page, filter=LedgerFilter())
    report = make_report("unit", Material(rows, facts), options, chinese)
    headings = [each for each in report.sections if isinstance(each, Heading)]
    expected = [value for value, _ in tally_by(worked_rows, "unit")]
    assert [each.title for each in headings] == [*expected, "待分办"]
    assert all(each.new_page is new_page for each in headings)
    parts = tables(report, "items")
    for unit, part in zip(expected, parts, strict=False):
        assert column(part, "code") == [row.code for row in rows if row.commitment.lead_unit == unit]
    assert column(parts[-1], "code") == ["X-1"]
    (summary,) = tables(report, "progress")
    assert column(summary, "name") == [*expected, "待分办", "合计"]
    *totals, whole = (cell.number for cell in column(summary, "total") if isinstance(cell, CountCell))
    assert sum(totals) == whole == len(rows)
    *parts_, all_of_it = (
        round((cell.percent or 0) * 10) for cell in column(summary, "share") if isinstance(cell, ShareCell)
    )
    assert sum(parts_) == all_of_it == 1000


def test_a_unit_says_what_it_has_reported(worked_rows: list[Standing], facts: LedgerFacts, chinese: Translator) -> None:
    rows = [row for row in worked_rows if row.commitment.lead_unit == "市第1局"]
    report = make_report(
        "unit", Material(rows, facts), replace(OPTIONS, filter=LedgerFilter(unit=("市第1局",))), chinese
    )
    _, _, returned = (each for each in report.sections if isinstance(each, Summary))
    owing = [row for row in rows if row.owing.period is not None]
    assert returned.phrases[0] == f"2021-11 期要报送 {len(owing)} 项："
    assert returned.leads_to[0] is not None
    assert len(select(worked_rows, returned.leads_to[0], SortOrder())) == len(owing)


def test_the_first_page_lists_no_more_red_items_than_fit(
    worked_rows: list[Standing], facts: LedgerFacts, chinese: Translator
) -> None:
    red = [row for row in worked_rows if row.light.colour is Colour.RED]
    report = make_report("status", Material(worked_rows, facts), OPTIONS, chinese)
    (front,), (whole,) = tables(report, "most_urgent"), tables(report, "red")
    assert column(front, "code") == [row.code for row in red][: len(front.rows)]
    assert 0 < len(front.rows) < len(red) and f"{len(red)} 项" in front.note
    assert column(whole, "code") == [row.code for row in red]
    assert whole.title.startswith("三、")
    plain = make_report("status", Material(worked_rows, facts), replace(OPTIONS, charts=False), chinese)
    assert tables(plain, "most_urgent") == [] and len(tables(plain, "red")[0].rows) == len(red)
    few = [row for row in worked_rows if row not in red[2:]]
    assert tables(make_report("status", Material(few, facts), OPTIONS, chinese), "most_urgent") == []


def test_without_charts_there_are_none(worked_rows: list[Standing], facts: LedgerFacts, chinese: Translator) -> None:
    for kind in ("status", "unit"):
        report = make_report(kind, Material(worked_rows, facts), replace(OPTIONS, charts=False), chinese)
        assert not any(isinstance(each, (Charts, BurnDownPlot)) for each in report.sections)
        assert any(
            isinstance(each, Charts)
            for each in make_report(kind, Material(worked_rows, facts), OPTIONS, chinese).sections
        )


def test_the_summary_says_totals_and_what_is_due(
    worked_rows: list[Standing], facts: LedgerFacts, chinese: Translator
) -> None:
    words = said(make_report("status", Material(worked_rows, facts), OPTIONS, chinese))
    done = sum(row.commitment.status is Status.DONE for row in worked_rows)
    late = sum(row.timeliness is Timeliness.OVERDUE for row in worked_rows)
    assert words.startswith(f"共 93 项，已办结 {done} 项，超期 {late} 项；其余 {93 - done} 项中红灯")
    assert words.count("。") == 2
    assert said(make_report("status", Material([], facts), OPTIONS, chinese)).startswith(
        "共 0 项，已办结 0 项，超期 0 项。"
    )


@pytest.mark.parametrize("landscape", [True, False])
def test_a_page_may_be_turned(
    landscape: bool, worked_rows: list[Standing], facts: LedgerFacts, chinese: Translator
) -> None:
    for kind in ("status", "problems", "unit", "ledger"):
        report = make_report(kind, Material(worked_rows, facts), replace(OPTIONS, landscape=landscape), chinese)
        assert report.landscape is landscape
