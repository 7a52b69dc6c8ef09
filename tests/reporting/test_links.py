"""Links on the screen lead to the filters that the counts were made of; on paper nothing changes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from liling_desk.ledger.filters import LedgerFilter
from liling_desk.ledger.status import Colour
from liling_desk.reporting.report import Report
from liling_desk.reporting.typst_pdf import pdf_of, pdf_with_links
from tests.reporting.paper_material import charts, counts, figures, items, letter, official, report, summary
from tests.reporting.paper_pages import pictures, uris

EVERYTHING = LedgerFilter()
LIGHTS = tuple(LedgerFilter(light=(colour,)) for colour in Colour)
UNIT = LedgerFilter(unit=("市委组织部",))


def targets(made: Report) -> list[LedgerFilter]:
    """What each link leads to."""
    pdf, filters = pdf_with_links(made)
    assert len(set(filters)) == len(filters)
    found = [uri.removeprefix("x-liling:") for uri in uris(pdf)]
    assert {int(number) for number in found} == set(range(len(filters)))
    return [filters[int(number)] for number in found]


def test_each_code_leads_to_its_item() -> None:
    assert targets(report(items(70))) == [LedgerFilter(codes=(f"LL-{n:03}",)) for n in range(1, 71)]


def test_counts_lead_to_their_filters() -> None:
    assert targets(report(counts(*LIGHTS))) == list(LIGHTS)


def test_figures_lead_to_theirs_and_those_without_nowhere() -> None:
    assert set(targets(report(figures(LIGHTS[0], None)))) == {LIGHTS[0]}


def test_phrases_lead_to_theirs() -> None:
    assert set(targets(report(summary(EVERYTHING, None, LIGHTS[1])))) == {EVERYTHING, LIGHTS[1]}


def test_each_part_of_a_bar_leads_to_its_items_and_its_name_to_all() -> None:
    found = targets(report(charts(*LIGHTS, UNIT)))
    assert set(found) == {*LIGHTS[:3], LIGHTS[4], UNIT}
    assert found.count(UNIT) == 2


def test_equal_filters_share_a_number() -> None:
    _, filters = pdf_with_links(report(summary(LIGHTS[0], LIGHTS[0]), figures(LIGHTS[0]), counts(LIGHTS[0])))
    assert filters == (LIGHTS[0],)


MADE = [
    report(summary(EVERYTHING, LIGHTS[2]), figures(*LIGHTS), charts(*LIGHTS, UNIT), counts(*LIGHTS), items(60)),
    official(summary(EVERYTHING, *LIGHTS), figures(*LIGHTS), charts(*LIGHTS, UNIT), counts(*LIGHTS), items(30)),
    report(letter("市委组织部", 3)),
]


@pytest.mark.parametrize("made", [*MADE, replace(MADE[0], landscape=True, black_and_white=True)])
def test_on_paper_there_are_no_links_and_all_looks_the_same(made: Report) -> None:
    plain, (linked, filters) = pdf_of(made), pdf_with_links(made)
    assert filters and uris(linked)
    assert uris(plain) == []
    assert pictures(plain) == pictures(linked)
