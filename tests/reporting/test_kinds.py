"""What is asked for is what the report says and holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from liling_desk.ledger.commitment import Extension
from liling_desk.ledger.errors import UsageError
from liling_desk.ledger.filters import LedgerFilter
from liling_desk.ledger.standing import Standing, standing_of
from liling_desk.ledger.status import Colour, Status
from liling_desk.ledger.thresholds import Thresholds
from liling_desk.reporting.kinds import KINDS, LedgerFacts, Material, ReportOptions, make_report
from liling_desk.reporting.ledger_report import COLUMNS
from liling_desk.reporting.report import Charts, DateCell, LightCell, Meanings, Table
from liling_desk.reporting.wording import filter_words
from liling_desk.translations import Translator

AS_OF = date(2021, 12, 15)
OPTIONS = ReportOptions(AS_OF)


def test_every_kind_can_be_made(worked_rows: list[Standing], facts: LedgerFacts, chinese: Translator) -> None:
    for kind in KINDS:
        report = make_report(kind.key, Material(worked_rows, facts), OPTIONS, chinese)
        assert report.kind == kind.key


def test_an_unknown_kind_names_those_there_are(facts: LedgerFacts, chinese: Translator) -> None:
    with pytest.raises(UsageError, match="status, bulletin, problems, unit, indicators, rollcall, ledger, item"):
        make_report("letter", Material([], facts), OPTIONS, chinese)


def test_an_unknown_column_is_named(facts: LedgerFacts, chinese: Translator) -> None:
    with pytest.raises(UsageError, match="colour"):
        make_report("ledger", Material([], facts), replace(OPTIONS, columns=("code", "colour")), chinese)


def test_columns_can_be_chosen(worked_rows: list[Standing], facts: LedgerFacts, chinese: Translator) -> None:
    options = replace(OPTIONS, columns=("title", "code"), progress_texts=False)
    report = make_report("ledger", Material(worked_rows, facts), options, chinese)
    assert [column.key for column in report.items.columns] == ["title", "code"]
    everything = make_report("ledger", Material(worked_rows, facts), replace(OPTIONS, columns=tuple(COLUMNS)), chinese)
    assert len(everything.items.columns) == len(COLUMNS) + 1


def test_options_leave_out_and_say_so(worked_rows: list[Standing], facts: LedgerFacts, chinese: Translator) -> None:
    report = make_report(
        "status", Material(worked_rows, facts), replace(OPTIONS, charts=False, settled_items=False), chinese
    )
    colours = {cell.colour for row in report.items.rows for cell in row if isinstance(cell, LightCell)}
    left_out = sum(row.light.colour in (Colour.GREEN, Colour.BLUE) for row in worked_rows)
    assert colours.isdisjoint({Colour.GREEN, Colour.BLUE})
    assert f"略去 {left_out} 项" in report.items.note
    assert not any(isinstance(each, Charts) for each in report.sections)
    undated = make_report("status", Material(worked_rows, facts), replace(OPTIONS, undated_items=False), chinese)
    assert len(undated.items.rows) < len(worked_rows)
    assert [each.title for each in report.sections if isinstance(each, Table)] == [
        "一、红灯事项", "二、黄灯事项", "三、各类项数和占比", "四、各单位、工程、角色、类别进度", "五、增速与目标",
        "六、事项总表",
    ]  # fmt: skip


def test_the_lead_time_is_named(facts: LedgerFacts, chinese: Translator) -> None:
    report = make_report("status", Material([], facts), replace(OPTIONS, thresholds=Thresholds(15, 12, 40)), chinese)
    meanings = next(each for each in report.sections if isinstance(each, Meanings))
    said = " ".join(each.text for each in meanings.lights)
    assert "15 天以内" in said and "12 个百分点" in said and "40 个百分点" in said


def test_a_part_of_the_ledger_says_of_how_many(
    worked_rows: list[Standing], facts: LedgerFacts, chinese: Translator
) -> None:
    options = replace(OPTIONS, filter=LedgerFilter(unit=("市第1局",)))
    rows = [row for row in worked_rows if row.commitment.lead_unit == "市第1局"]
    report = make_report("status", Material(rows, facts), options, chinese)
    assert report.filter_words == "范围：牵头单位：市第1局（台账全部 93 项）"


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        (LedgerFilter(), "全部事项"),
        (LedgerFilter(light=(Colour.RED, Colour.YELLOW), unit=("",)), "亮灯：红灯、黄灯；牵头单位：待分办"),
        (LedgerFilter(status=(Status.DONE,), due=("within_30",)), "状态：已办结；时限：30 天内"),
        (LedgerFilter(reported=("missing",), pace=("behind", "")), "报送情况：未报送；序时进度：欠进度、没有量化指标"),
        (LedgerFilter(text=" 公路 ", kind=("",)), "性质：未填；包含：公路"),
        (LedgerFilter(due_from=date(2021, 6, 1), due_to=date(2021, 6, 30)), "完成时限 2021-06-01 至 2021-06-30"),
        (LedgerFilter(due_to=date(2021, 6, 30), deleted=True), "完成时限不晚于 2021-06-30；已删除的事项"),
        (LedgerFilter(due_from=date(2021, 6, 1), codes=("LL-001",)), "完成时限不早于 2021-06-01；选定的编号：LL-001"),
    ],
)
def test_a_filter_in_words(wanted: LedgerFilter, words: str, chinese: Translator) -> None:
    assert filter_words(wanted, chinese) == words


def test_an_extended_day_is_marked_and_the_original_told(
    worked_rows: list[Standing], facts: LedgerFacts, chinese: Translator
) -> None:
    row = next(each for each in worked_rows if each.code == "LL-062")
    granted = Extension(until=date(2022, 3, 31), reason="疫情", document="文号", decided_on=AS_OF)
    extended = standing_of(row.commitment.but(extensions=(granted,), assigned_deadline=None), (), AS_OF)
    items = make_report("status", Material([extended], facts), OPTIONS, chinese).items
    assert DateCell(date(2022, 3, 31), after="**") in items.rows[0]
    assert items.footnote == "** 已批准延期（LL-062 原定 2021-12-31）。"
