"""The bulletin on paper: complete, counted as the list counts, stamped until it is out, compared with the last one."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from liling_desk.ledger.bulletin import Bulletin, freeze
from liling_desk.ledger.figures import tally
from liling_desk.ledger.filters import LedgerFilter, SortOrder, select
from liling_desk.ledger.since_last import Move, changes_since
from liling_desk.ledger.status import Colour
from liling_desk.reporting.kinds import Material, ReportOptions, make_report
from liling_desk.reporting.report import Charts, CountCell, Figures, LightCell, Meanings, Summary, Table, Text
from liling_desk.reporting.typst_pdf import pdf_of
from liling_desk.translations import ENGLISH, Translator

AS_OF, BEFORE = date(2021, 12, 15), date(2021, 11, 30)
OPTIONS = ReportOptions(AS_OF)
LAST = Bulletin(key="2021-10", year=2021, number=10, as_of=BEFORE, issued_on=BEFORE, entries=1)


@pytest.fixture
def earlier(worked_rows):
    """As the rows stood in the last issue: one was open, one was done, one was not there, another has gone since."""
    found = {each.code: each for each in freeze(worked_rows[1:], BEFORE).items}
    done = next(code for code, each in found.items() if each.colour is Colour.BLUE)
    red = next(code for code, each in found.items() if each.colour is Colour.YELLOW)
    found[done] = replace(found[done], colour=Colour.RED, status="in_progress")
    found[red] = replace(found[red], colour=Colour.GREEN)
    found["X-1"] = replace(found[red], code="X-1", title="去掉的一项", unit="")
    return replace(freeze([], BEFORE), items=tuple(sorted(found.values(), key=lambda each: each.code)))


def tables(report):
    return [each for each in report.sections if isinstance(each, Table)]


def table(report, key):
    return next(each for each in tables(report) if each.key == key)


def test_the_first_one_says_that_there_is_none_before(worked_rows, facts, chinese):
    report = make_report("bulletin", Material(worked_rows, facts), OPTIONS, chinese)
    assert (report.title, report.subtitle, report.stamp) == ("醴陵市承诺事项督查通报", "2021 年第 1 期", "草稿")
    assert "没有上期" in table(report, "since").empty and table(report, "since").rows == ()
    figures = next(each for each in report.sections if isinstance(each, Figures))
    assert not any(each.note for each in figures.figures)
    assert "上期" not in "".join(next(each for each in report.sections if isinstance(each, Summary)).phrases)
    assert not {"more_done", "moved"} & {column.key for each in tables(report) for column in each.columns}


def test_the_next_number_of_the_year_and_the_last_issue(worked_rows, facts, earlier, chinese):
    material = Material(worked_rows, facts, bulletins=[LAST], earlier=earlier)
    report = make_report("bulletin", material, OPTIONS, chinese)
    assert report.subtitle == "2021 年第 11 期；上期：2021 年第 10 期，数据截至 2021-11-30"
    later = make_report("bulletin", material, replace(OPTIONS, as_of=date(2022, 1, 31)), chinese)
    assert later.subtitle.startswith("2022 年第 1 期；上期：2021 年第 10 期")


def test_what_is_issued_has_no_stamp_and_says_what_its_draft_says(worked_rows, facts, chinese):
    this = Bulletin(key="2021-3", year=2021, number=3, as_of=AS_OF, title="专项通报", remarks="一要快。\n\n二要实。")
    draft = make_report("bulletin", Material(worked_rows, facts), replace(OPTIONS, bulletin=this), chinese)
    out = replace(OPTIONS, bulletin=this.but(issued_on=AS_OF, issued_by="张三"))
    issued = make_report("bulletin", Material(worked_rows, facts), out, chinese)
    assert (draft.stamp, issued.stamp) == ("草稿", "")
    assert replace(draft, stamp="") == issued and issued.title == "专项通报"
    (remarks,) = [each for each in issued.sections if isinstance(each, Text)]
    assert remarks.paragraphs == ("一要快。", "二要实。") and remarks.title.endswith("、工作要求")


def test_every_item_once_and_every_count_as_the_list_counts(worked_rows, facts, earlier, chinese):
    material = Material(worked_rows, facts, bulletins=[LAST], earlier=earlier)
    report = make_report("bulletin", material, OPTIONS, chinese)
    codes = Counter(row[0] for each in tables(report) if each.key == "items" for row in each.rows)
    assert set(codes.values()) == {1} and set(codes) == {each.code for each in worked_rows}
    for each in (cell for found in tables(report) for row in found.rows for cell in row):
        if isinstance(each, CountCell):
            assert each.number == len(select(worked_rows, each.leads_to, SortOrder()))
    figures = next(each for each in report.sections if isinstance(each, Figures))
    assert [each.number for each in figures.figures] == [93, *tally(worked_rows).by_light.values()]
    assert [each.number for each in figures.figures] == [
        len(select(worked_rows, each.leads_to, SortOrder())) for each in figures.figures
    ]


def test_the_first_page_comes_first_and_headings_are_numbered(worked_rows, facts, earlier, chinese):
    material = Material(worked_rows, facts, bulletins=[LAST], earlier=earlier)
    report = make_report("bulletin", material, OPTIONS, chinese)
    assert [type(each) for each in report.sections[:5]] == [Summary, Figures, Table, Charts, Meanings]
    titles = [each.title for each in report.sections if isinstance(each, Table | Charts)]
    assert [title.partition("、")[0] for title in titles] == list("一二三四五六七八九")[: len(titles)]
    plain = make_report("bulletin", material, replace(OPTIONS, charts=False), chinese)
    assert not any(isinstance(each, Charts) for each in plain.sections)


def test_the_changes_are_those_that_are_computed(worked_rows, facts, earlier, chinese):
    material = Material(worked_rows, facts, bulletins=[LAST], earlier=earlier)
    report = make_report("bulletin", material, OPTIONS, chinese)
    since = changes_since(earlier, worked_rows)
    shown = table(report, "since")
    codes = [row[0] for row in shown.rows]
    ends = [*(group.first for group in shown.groups[1:]), len(codes)]
    told = {group.title: codes[group.first : end] for group, end in zip(shown.groups, ends, strict=True)}
    assert told == {chinese(move.word): [each.code for each in items] for move, items in since.moves.items() if items}
    assert told["不再列入"] == ["X-1"] and len(told["新办结"]) == len(told["红灯解除"]) == 1
    done = shown.rows[shown.groups[0].first]
    assert isinstance(done[3], LightCell) and done[3].colour is Colour.RED
    assert "验收文号 12" in done[4].text and done[4].colour is Colour.BLUE
    summary = next(each for each in report.sections if isinstance(each, Summary))
    said = dict(zip(summary.phrases, summary.leads_to, strict=True))
    for move in (Move.DONE, Move.RED, Move.CLEARED, Move.ADDED):
        phrase = next(each for each in said if each.startswith(chinese(move.word)))
        assert f"{since.number(move)} 项" in phrase
        assert len(select(worked_rows, said[phrase], SortOrder())) == since.number(move)


def test_each_figure_says_how_many_more(worked_rows, facts, earlier, chinese):
    material = Material(worked_rows, facts, bulletins=[LAST], earlier=earlier)
    report = make_report("bulletin", material, OPTIONS, chinese)
    figures = next(each for each in report.sections if isinstance(each, Figures)).figures
    then, now = Counter(each.colour for each in earlier.items), tally(worked_rows).by_light
    for each in figures[1:]:
        more = now[each.colour] - then[each.colour]
        words = "与上期持平" if not more else f"比上期 +{more}" if more > 0 else f"比上期 −{-more}"
        assert each.note == words
    assert figures[0].note == "与上期持平"
    units = table(report, "units")
    assert [column.label for column in units.columns].count("比上期") == 2
    assert str(units.rows[-1][1]) == "93" and units.rows[-1][0] == "合计"


def test_the_ranking_states_its_rule(worked_rows, facts, earlier, chinese):
    report = make_report("bulletin", Material(worked_rows, facts, bulletins=[LAST], earlier=earlier), OPTIONS, chinese)
    ranking = table(report, "ranking")
    assert "红灯占比，低的在前" in ranking.footnote and "四舍五入" in ranking.footnote
    assert [row[0] for row in ranking.rows] == sorted(row[0] for row in ranking.rows)
    assert {row[-1] for row in ranking.rows} & {"持平"} or any("升" in row[-1] for row in ranking.rows)


def test_a_part_of_the_ledger_is_named(worked_rows, facts, chinese):
    wanted = LedgerFilter(light=(Colour.RED,))
    rows = select(worked_rows, wanted, SortOrder())
    report = make_report("bulletin", Material(rows, facts), replace(OPTIONS, filter=wanted), chinese)
    assert report.subtitle == "2021 年第 1 期；范围：亮灯：红灯（台账全部 93 项）"


def test_nothing_at_all_is_still_a_page(facts, chinese):
    report = make_report("bulletin", Material([], facts), OPTIONS, chinese)
    assert pdf_of(report).startswith(b"%PDF")


def test_remarks_are_text_and_the_page_is_complete(worked_rows, facts, earlier, chinese, text_of):
    odd = "#let x = 1 $y$ <b>粗</b> 甲‹乙>&"
    this = Bulletin(key="2021-11", year=2021, number=11, as_of=AS_OF, remarks=odd, title="*通报* _一_")
    material = Material(worked_rows, facts, bulletins=[LAST], earlier=earlier)
    text = text_of(pdf_of(make_report("bulletin", material, replace(OPTIONS, bulletin=this), chinese)), squeezed=True)
    assert "".join(odd.split()) in text and "*通报*_一_" in text and "草稿" in text
    assert all(each.code in text for each in worked_rows)


def test_in_english(worked_rows, facts, earlier):
    report = make_report(
        "bulletin", Material(worked_rows, facts, bulletins=[LAST], earlier=earlier), OPTIONS, Translator(ENGLISH)
    )
    assert report.language == "en" and pdf_of(report).startswith(b"%PDF")
