"""The overview, the facets, the list and the status report count the same, whatever the ledger and the filter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from liling_desk.ledger.commitment import Commitment, Extension, HandLight
from liling_desk.ledger.figures import tally, tally_by
from liling_desk.ledger.filters import FACETS, USUAL_ORDER, Facet, LedgerFilter, facet_counts, facet_value, select
from liling_desk.ledger.indicator import Indicator
from liling_desk.ledger.light_history import as_it_stood
from liling_desk.ledger.overview import Counted, Overview, due_between, overview
from liling_desk.ledger.returns import Return
from liling_desk.ledger.snapshot import Snapshot
from liling_desk.ledger.standing import Standing, standing_of
from liling_desk.ledger.status import Colour, Pace, Reported, Status, Timeliness
from liling_desk.reporting.kinds import KINDS, LedgerFacts, Material, ReportOptions, make_report
from liling_desk.reporting.report import Charts, CountCell, Figures, Report, Summary, Table
from liling_desk.translations import CHINESE, Translator

AS_OF = date(2021, 12, 15)
SINCE = date(2021, 11, 30)
DAYS = [AS_OF + timedelta(days=days) for days in (-60, -10, -1, 0, 5, 30, 31, 200)]
UNITS = [None, "市交通运输局", "市水利局", "醴陵经开区"]
PLAN = Indicator(metric="引进人才", comparison=">=", target=100.0, unit="名")

reports = st.tuples(
    st.sampled_from([None, "2021-10", "2021-11", "2021-12"]),
    st.sampled_from([None, date(2021, 10, 20), date(2021, 11, 28), date(2021, 12, 3), date(2021, 12, 20)]),
    st.sampled_from([None, 5.0, 60.0]),
    st.sampled_from([None, Status.DONE]),
    st.sampled_from([None, date(2021, 12, 6)]),
)
items = st.fixed_dictionaries(
    {
        "lead_unit": st.sampled_from(UNITS),
        "programme": st.sampled_from(["", "三基地", "五城"]),
        "role": st.sampled_from(["桥头堡", "先行区"]),
        "category": st.sampled_from(["项目", "机制"]),
        "status": st.sampled_from(Status),
        "assigned_deadline": st.sampled_from([None, *DAYS]),
        "indicator": st.sampled_from([None, PLAN]),
        "deleted": st.sampled_from([False, False, False, True]),
        "extended": st.sampled_from([None, None, date(2021, 12, 1)]),
        "hand_light": st.sampled_from([None, None, Colour.RED, Colour.GREEN]),
        "returns": st.lists(reports, max_size=3),
    }
)
ledgers = st.lists(items, max_size=12)
chosen = st.fixed_dictionaries(
    {},
    optional={
        "light": st.lists(st.sampled_from(Colour), max_size=2).map(tuple),
        "status": st.lists(st.sampled_from(Status), max_size=2).map(tuple),
        "timeliness": st.lists(st.sampled_from(Timeliness), max_size=2).map(tuple),
        "unit": st.lists(st.sampled_from(["", "市水利局", "醴陵经开区"]), max_size=2).map(tuple),
        "programme": st.lists(st.sampled_from(["", "五城"]), max_size=2).map(tuple),
        "reported": st.lists(st.sampled_from(Reported), max_size=2).map(tuple),
        "pace": st.lists(st.sampled_from(Pace), max_size=2).map(tuple),
        "text": st.sampled_from(["", "第 1", "水利"]),
        "codes": st.lists(st.sampled_from(["LL-001", "LL-002", "LL-900"]), max_size=2).map(tuple),
    },
).map(lambda words: LedgerFilter(**words))


def made(number: int, words: Mapping[str, object]) -> tuple[Commitment, tuple[Return, ...]]:
    """A commitment and its returns, newest first."""
    code, settings_ = f"LL-{number:03d}", dict(words)
    papers, extended, colour = settings_.pop("returns"), settings_.pop("extended"), settings_.pop("hand_light")
    if settings_["status"] is Status.DONE:
        settings_ |= {"done_on": date(2021, 12, 1 + number), "done_basis": "文号"}
    if extended:
        settings_["extensions"] = (Extension(until=DAYS[-1], reason="因", document="文", decided_on=extended),)
    if colour:
        settings_["hand_light"] = HandLight(colour=colour, reason="因", set_on=date(2021, 12, 1), until=DAYS[-1])
    item = Commitment(code=code, title=f"第 {number} 项", reference_date=date(2021, 2, 23), **settings_)
    returns = [
        Return(
            key=f"{code}-{place}", commitment=code, period=period, reported_on=day, value=value,
            claimed_status=claim, sent_back_on=back,
        )
        for place, (period, day, value, claim, back) in enumerate(papers)  # type: ignore[arg-type]
    ]  # fmt: skip
    return item, tuple(sorted(returns, key=lambda each: each.order, reverse=True))


def numbers(value: object) -> Iterator[Counted]:
    """Every count in an overview, wherever it stands."""
    if isinstance(value, Counted):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from numbers(each)
    elif isinstance(value, tuple):
        for each in value:
            yield from numbers(each)
    elif is_dataclass(value) and not isinstance(value, Standing):
        for field in fields(value):
            yield from numbers(getattr(value, field.name))


def both(rows: list[Standing], seen: Overview) -> None:
    """The overview's numbers are those of the list and of the one place that counts."""
    for count in numbers(seen):
        assert len(select(rows, count.filter, USUAL_ORDER)) == count.number, count
    present = [each for each in rows if not each.commitment.deleted]
    count = tally(present)
    tiles = {tile.key: tile.count.number for tile in seen.tiles}
    assert tiles == {
        "all": count.total,
        **{colour.value: count.by_light[colour] for colour in Colour},
        "unassigned": sum(each.commitment.lead_unit is None for each in present),
    }
    for facet, groups in (("unit", seen.units), ("programme", seen.programmes)):
        assert {each.value: each.total.number for each in groups} == facet_counts(rows, LedgerFilter(), facet)
        assert [each.value for each in groups] == [value for value, _ in tally_by(present, facet)]
        for each in groups:
            assert sum(part.number for part in each.lights.values()) == each.total.number
    assert {state: seen.owed[state].number for state in seen.owed} == {
        state: facet_counts(rows, LedgerFilter(), "reported").get(state.value, 0) for state in seen.owed
    }
    if seen.due_days:
        assert due_between(seen.due_days).number == seen.due.number


def in_report(rows: Sequence[Standing]) -> tuple[list[int], list[tuple[str, int]]]:
    """The status report's figures, and its bars by unit with their totals."""
    report = make_report(
        "status", Material(rows, LedgerFacts("台账", 1, len(rows))), ReportOptions(AS_OF), Translator(CHINESE)
    )  # fmt: skip
    figures = next(each for each in report.sections if isinstance(each, Figures)).figures
    charts = [each for each in report.sections if isinstance(each, Charts)]
    bars = [(bar.label, sum(bar.counts)) for bar in charts[0].charts[0].bars] if charts else []
    return [each.number for each in figures], bars


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(ledgers, chosen)
def test_overview_facets_list_and_report_agree(ledger: list[dict[str, object]], wanted: LedgerFilter) -> None:
    pairs = [made(number, words) for number, words in enumerate(ledger, 1)]
    rows = [standing_of(item, own, AS_OF, search_text=item.title) for item, own in pairs]
    then = [standing_of(as_it_stood(item, own, SINCE), own, SINCE) for item, own in pairs]
    returns = {item.code: own for item, own in pairs}
    both(rows, overview(rows, then, returns, SINCE, AS_OF))

    found = select(rows, wanted, USUAL_ORDER)
    for facet in FACETS:
        if not getattr(wanted, facet):
            counts = facet_counts(rows, wanted, facet)
            assert sum(counts.values()) == len(found)
            for value, number in counts.items():
                assert number == sum(facet_value(facet, each) == value for each in found)
    figures, bars = in_report(found)
    seen = overview(found, then, returns, SINCE, AS_OF)
    assert figures == [tile.count.number for tile in seen.tiles if tile.key != "unassigned"]
    assert bars == [(each.value or "待分办", each.total.number) for each in seen.units]


def counts_of(report: Report) -> Iterator[tuple[int, LedgerFilter]]:
    """Every count of a report that leads somewhere, and where to."""
    for section in report.sections:
        if isinstance(section, Summary):
            for phrase, leads_to in zip(section.phrases, section.leads_to, strict=bool(section.leads_to)):
                if leads_to is not None:
                    yield int(re.findall(r"(\d+) 项", phrase)[-1]), leads_to
        elif isinstance(section, Figures):
            yield from ((each.number, each.leads_to) for each in section.figures if each.leads_to is not None)
        elif isinstance(section, Charts):
            for bar in (bar for chart in section.charts for bar in chart.bars):
                assert len(bar.leads_to) == len(bar.counts) + 1
                yield from zip((*bar.counts, bar.total), bar.leads_to, strict=True)
        elif isinstance(section, Table):
            for cell in (cell for row in section.rows for cell in row):
                if isinstance(cell, CountCell) and cell.leads_to is not None:
                    yield cell.number, cell.leads_to


def codes_of(report: Report) -> list[str]:
    table = report.items
    place = [column.key for column in table.columns].index("code") if table.rows else 0
    return [str(row[place]) for row in table.rows]


@pytest.mark.parametrize("kind", [each.key for each in KINDS])
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(ledgers, chosen, st.sampled_from([None, *FACETS]))
def test_every_count_on_paper_leads_to_exactly_its_items(
    kind: str, ledger: list[dict[str, object]], wanted: LedgerFilter, facet: Facet | None
) -> None:
    pairs = [made(number, words) for number, words in enumerate(ledger, 1)]
    rows = [standing_of(item, own, AS_OF, search_text=item.title) for item, own in pairs]
    found = select(rows, wanted, USUAL_ORDER)
    snapshot = Snapshot({item.code: item for item, _ in pairs}, {item.code: own for item, own in pairs if own})
    material = Material(found, LedgerFacts("台账", 1, sum(not item.deleted for item, _ in pairs)), snapshot)
    report = make_report(kind, material, ReportOptions(AS_OF, filter=wanted, group_by=facet), Translator(CHINESE))
    for number, leads_to in counts_of(report):
        assert len(select(rows, leads_to, USUAL_ORDER)) == number, leads_to
    present = [each.code for each in found]
    if kind in ("status", "ledger", "unit", "bulletin"):
        assert sorted(codes_of(report)) == sorted(present)
    if kind == "problems":
        grave = {Timeliness.OVERDUE, Timeliness.DUE_SOON}
        expected = [
            each.code for each in found if each.timeliness in grave or each.light.colour in (Colour.RED, Colour.YELLOW)
        ]
        assert sorted(codes_of(report)) == sorted(expected)
