"""One way of counting: the list, the filter panel and the reports cannot disagree."""

from __future__ import annotations

from datetime import date

from liling_desk.ledger.figures import tally, tally_by
from liling_desk.ledger.filters import FACETS, LedgerFilter, SortOrder, facet_counts, select
from liling_desk.ledger.standing import Standing
from liling_desk.ledger.status import Colour, Status, Timeliness
from liling_desk.reporting.kinds import LedgerFacts, Material, ReportOptions, make_report
from liling_desk.reporting.report import Charts, CountCell, Figures, Table
from liling_desk.translations import Translator


def test_a_tally_is_what_the_filters_give(worked_rows: list[Standing]) -> None:
    count = tally(worked_rows)
    assert count.total == len(worked_rows)
    for colour in Colour:
        assert count.by_light[colour] == len(select(worked_rows, LedgerFilter(light=(colour,)), SortOrder()))
    for status in Status:
        assert count.by_status[status] == len(select(worked_rows, LedgerFilter(status=(status,)), SortOrder()))
    for time in Timeliness:
        assert count.by_timeliness[time] == len(select(worked_rows, LedgerFilter(timeliness=(time,)), SortOrder()))


def test_nothing_counts_as_zero_everywhere() -> None:
    count = tally([])
    assert count.total == count.done == count.overdue == 0
    assert set(count.by_light) == set(Colour)


def test_groups_add_up_and_the_most_urgent_come_first(worked_rows: list[Standing]) -> None:
    for facet in FACETS:
        groups = tally_by(worked_rows, facet)
        assert sum(count.total for _, count in groups) == len(worked_rows)
        assert {value: count.total for value, count in groups} == facet_counts(worked_rows, LedgerFilter(), facet)
        keys = [(-c.by_light[Colour.RED], -c.by_light[Colour.YELLOW], -c.total, value) for value, c in groups]
        assert keys == sorted(keys)


def test_the_report_shows_these_counts(worked_rows: list[Standing], facts: LedgerFacts, chinese: Translator) -> None:
    count = tally(worked_rows)
    report = make_report("status", Material(worked_rows, facts), ReportOptions(date(2021, 12, 15)), chinese)
    figures = next(each for each in report.sections if isinstance(each, Figures)).figures
    assert [each.number for each in figures] == [count.total, *(count.by_light[colour] for colour in Colour)]
    charts = next(each for each in report.sections if isinstance(each, Charts)).charts
    assert [each.key for each in charts] == ["unit", "programme"]
    for chart, facet in zip(charts, ("unit", "programme"), strict=True):
        groups = tally_by(worked_rows, facet)  # type: ignore[arg-type]
        assert [bar.counts for bar in chart.bars] == [tuple(each.by_light.values()) for _, each in groups[:12]]
    progress = next(each for each in report.sections if isinstance(each, Table) and each.key == "progress")
    assert [each.title for each in progress.groups] == ["牵头单位", "工程", "角色", "类别"]
    ends = [*(each.first for each in progress.groups[1:]), len(progress.rows)]
    for group, end in zip(progress.groups, ends, strict=True):
        numbers = [row[1].number for row in progress.rows[group.first : end] if isinstance(row[1], CountCell)]
        assert sum(numbers) == count.total and len(numbers) == end - group.first
    assert len(report.items.rows) == count.total
