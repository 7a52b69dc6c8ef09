"""The roll-call on paper: every item that owes a return once, the missing first; counts and rates hold together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from liling_desk.ledger.commitment import Commitment
from liling_desk.ledger.errors import UsageError
from liling_desk.ledger.filters import LedgerFilter, SortOrder, select
from liling_desk.ledger.periods import Cycle, Reporting
from liling_desk.ledger.returns import Return
from liling_desk.ledger.rollcall import missing_up_to, period_of
from liling_desk.ledger.snapshot import Snapshot
from liling_desk.ledger.standing import standing_of
from liling_desk.reporting.kinds import LedgerFacts, Material, ReportOptions
from liling_desk.reporting.report import CountCell, Figures, Report, ShareCell, Summary, Table
from liling_desk.reporting.rollcall_report import rollcall_report
from liling_desk.reporting.typst_pdf import pdf_of
from liling_desk.translations import Translator

AS_OF = date(2021, 12, 15)
OPTIONS = ReportOptions(AS_OF)
BEGUN = date(2021, 6, 10)


def item(code: str, unit: str | None, **fields: object) -> Commitment:
    return Commitment(code=code, title=f"事项 {code}", lead_unit=unit, reference_date=BEGUN, **fields)


def report_of(code: str, period: str, day: date, **fields: object) -> Return:
    return Return(key=f"{code}{period}{day}", commitment=code, period=period, reported_on=day, **fields)


@pytest.fixture
def material() -> Material:
    items = [
        item("A-1", "市教育局"), item("A-2", "市教育局"), item("A-3", "市发改局"), item("A-4", "市发改局"),
        item("A-5", "市发改局"), item("A-6", None), item("A-7", "市水利局", reporting=Reporting(cycle=Cycle.NONE)),
        item("A-8", "市水利局", reporting=Reporting(cycle=Cycle.QUARTERLY)),
    ]  # fmt: skip
    back = {"sent_back_on": date(2021, 12, 1), "sent_back_reason": "口径不对"}
    returns = {
        "A-1": (report_of("A-1", "2021-11", date(2021, 11, 20)),),
        "A-2": (report_of("A-2", "2021-11", date(2021, 12, 3)), report_of("A-2", "2021-09", date(2021, 9, 20))),
        "A-3": (report_of("A-3", "2021-08", date(2021, 8, 20)),),
        "A-4": (report_of("A-4", "2021-11", date(2021, 11, 22), **back),),
        "A-5": (report_of("A-5", "2021-12", date(2021, 12, 10)),),
        "A-8": (report_of("A-8", "2021-09", date(2021, 9, 20)),),
    }
    rows = [standing_of(each, returns.get(each.code, ()), AS_OF) for each in items]
    return Material(rows, LedgerFacts("台账.db", 12, 8), Snapshot({each.code: each for each in items}, returns))


def units_of(report: Report) -> Table:
    return next(each for each in report.sections if isinstance(each, Table) and each.key == "units")


def items_of(report: Report) -> Table:
    return next(each for each in report.sections if isinstance(each, Table) and each.key == "items")


def test_everybody_who_owes_a_return_is_called_once_the_missing_first(material: Material, chinese: Translator) -> None:
    report = rollcall_report(material, OPTIONS, chinese)
    assert [row[0] for row in report.items.rows] == ["A-3", "A-4", "A-2", "A-5", "A-1", "A-8"], "by state, then unit"
    assert [(group.title, group.first, group.note) for group in items_of(report).groups] == [
        ("未报送", 0, "1 项"), ("退回重报", 1, "1 项"), ("迟报", 2, "1 项"), ("按时报送", 3, "3 项"),
    ]  # fmt: skip
    by_code = {str(row[0]): [str(cell) if cell is not None else "" for cell in row] for row in report.items.rows}
    assert by_code["A-3"][2:] == ["市发改局", "2021-11 期", "2021-11-25", "", "3"]
    assert by_code["A-2"][2:] == ["市教育局", "2021-11 期", "2021-11-25", "2021-12-03", ""]
    assert by_code["A-5"][5] == "已报后期" and by_code["A-8"][3] == "2021 年第 3 季度"
    assert report.title == "进展报送情况（2021-11 期等）"


def test_the_period_has_its_own_column_only_where_there_are_several(material: Material, chinese: Translator) -> None:
    monthly = replace(material, rows=[each for each in material.rows if each.code != "A-8"])
    report = rollcall_report(monthly, OPTIONS, chinese)
    assert "period" not in [column.key for column in report.items.columns]
    assert report.title == "进展报送情况（2021-11 期）"


def test_units_are_ranked_and_add_up(material: Material, chinese: Translator) -> None:
    table = units_of(rollcall_report(material, OPTIONS, chinese))
    said = [[str(cell) for cell in row] for row in table.rows]
    assert said == [
        ["市发改局", "3", "1", "0", "1", "1", "0", "33.3%"],
        ["市教育局", "2", "1", "1", "0", "0", "0", "50.0%"],
        ["市水利局", "1", "1", "0", "0", "0", "0", "100.0%"],
        ["合计", "6", "3", "1", "1", "1", "0", "50.0%"],
    ]
    assert "四舍五入到一位小数" in table.footnote
    for row in table.rows:
        owed, *parts = [cell.number for cell in row if isinstance(cell, CountCell)]
        assert owed == sum(parts)


@pytest.mark.parametrize("period", [None, "2021-09"])
@pytest.mark.parametrize("wanted", [LedgerFilter(), LedgerFilter(unit=("市发改局", "市教育局"))])
def test_every_count_leads_to_exactly_its_items(
    material: Material, period: str | None, wanted: LedgerFilter, chinese: Translator
) -> None:
    rows = select(material.rows, wanted, SortOrder())
    report = rollcall_report(replace(material, rows=rows), replace(OPTIONS, filter=wanted, period=period), chinese)
    counts = [
        (figure.number, figure.leads_to)
        for each in report.sections
        if isinstance(each, Figures)
        for figure in each.figures
    ]
    counts += [
        (cell.number, cell.leads_to) for row in units_of(report).rows for cell in row if isinstance(cell, CountCell)
    ]
    assert counts
    for number, leads_to in counts:
        assert leads_to is not None and len(select(material.rows, leads_to, SortOrder())) == number
    summary = next(each for each in report.sections if isinstance(each, Summary))
    assert len(summary.leads_to) == len(summary.phrases)


def test_an_earlier_period_is_called_as_of_today(material: Material, chinese: Translator) -> None:
    report = rollcall_report(material, replace(OPTIONS, period="2021-07"), chinese)
    said = {str(row[0]): [str(cell) if cell is not None else "" for cell in row] for row in report.items.rows}
    assert said["A-4"][-1] == "1", "nothing counts for July or later, and July is the first month owed"
    assert "A-6" not in said and "A-7" not in said
    september = rollcall_report(material, replace(OPTIONS, period="2021-09"), chinese)
    assert {str(row[0]): row[-1] for row in september.items.rows}["A-3"] == 1, "August was reported"
    assert {str(row[0]): row[-1] for row in september.items.rows}["A-4"] == 3


def test_how_many_are_missing_up_to_a_period(material: Material) -> None:
    third, returns = material.snapshot.commitments["A-3"], material.snapshot.returns["A-3"]
    months = [period_of(date(2021, month, 1), Cycle.MONTHLY) for month in (8, 9, 10, 11, 12)]
    assert [missing_up_to(third, returns, each, AS_OF) for each in months if each] == [0, 1, 2, 3, 3]


def test_what_is_no_month_is_refused(material: Material, chinese: Translator) -> None:
    with pytest.raises(UsageError, match="去年"):
        rollcall_report(material, replace(OPTIONS, period="去年"), chinese)


def test_nobody_owing_anything_is_a_report_too(chinese: Translator, facts: LedgerFacts) -> None:
    report = rollcall_report(Material([], facts), OPTIONS, chinese)
    assert not report.items.rows and report.items.empty and pdf_of(report)
    rates = [cell for row in units_of(report).rows for cell in row if isinstance(cell, ShareCell)]
    assert not rates and report.title == "进展报送情况（最近一期）"


def test_before_the_day_nobody_is_late(chinese: Translator) -> None:
    early = item("A-1", "市教育局").but(reference_date=date(2021, 11, 30))
    rows = [standing_of(early, (), AS_OF)]
    report = rollcall_report(Material(rows, LedgerFacts("台账.db", 1, 1), Snapshot({"A-1": early})), OPTIONS, chinese)
    assert [str(cell) for cell in units_of(report).rows[0]] == ["市教育局", "1", "0", "0", "0", "0", "1", "—"]


def test_it_is_printed(material: Material, chinese: Translator, text_of: Callable[..., str]) -> None:
    said = text_of(pdf_of(rollcall_report(material, OPTIONS, chinese)), squeezed=True)
    for words in ("应报送6项", "未报送1项", "事项A-3", "2021年第3季度", "33.3%"):
        assert words in said, words
