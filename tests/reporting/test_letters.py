"""Who is written to, about which items, and in which words."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from liling_desk.ledger.changes import ChangeSet
from liling_desk.ledger.commitment import Commitment, Source
from liling_desk.ledger.deadline import Deadline
from liling_desk.ledger.errors import InvalidEdit, UsageError
from liling_desk.ledger.filters import LedgerFilter, select
from liling_desk.ledger.indicator import Indicator
from liling_desk.ledger.letter import Letter, LetterKind, issue_letters, next_number
from liling_desk.ledger.periods import Cycle, Reporting
from liling_desk.ledger.returns import Return
from liling_desk.ledger.snapshot import Snapshot
from liling_desk.ledger.standing import Standing, standing_of
from liling_desk.ledger.status import Reported, Status, Timeliness
from liling_desk.reporting.kinds import LedgerFacts, Material, make_report
from liling_desk.reporting.letters import letters_of, papers_of, recipients
from liling_desk.reporting.options import LetterOptions, ReportOptions
from liling_desk.reporting.report import LetterPaper, Report, Summary
from liling_desk.translations import CHINESE, Translator

AS_OF = date(2021, 12, 15)
OPTIONS = ReportOptions(AS_OF)
KINDS = [kind.value for kind in LetterKind]


def item(code: str, unit: str | None = "市交通局", due: date | None = None, **fields: object) -> Commitment:
    given = {"reference_date": date(2021, 9, 1), "assigned_deadline": due, "status": Status.IN_PROGRESS} | fields
    return Commitment(code=code, title=f"事项{code}", lead_unit=unit, **given)


def sent(code: str, month: int, **fields: object) -> Return:
    day = fields.pop("reported_on", date(2021, month, 20))
    return Return(key=f"{code}-{month}", commitment=code, period=f"2021-{month:02}", reported_on=day, **fields)


def material(
    *told: Commitment | tuple[Commitment, *tuple[Return, ...]], sources: dict[str, Source] | None = None
) -> Material:
    pairs = [(each, ()) if isinstance(each, Commitment) else (each[0], each[1:]) for each in told]
    rows = [standing_of(each, returns, AS_OF) for each, returns in pairs]
    snapshot = Snapshot(
        {each.code: each for each, _ in pairs},
        {each.code: tuple(returns) for each, returns in pairs},
        sources=sources or {},
    )
    return Material(rows, LedgerFacts("台账.db", 1, len(rows)), snapshot)


def made(kind: str, given: Material, options: ReportOptions = OPTIONS, language: str = CHINESE) -> Report:
    return make_report(kind, given, options, Translator(language))


def only(report: Report) -> LetterPaper:
    (paper,) = papers_of(report)
    return paper


def cells(paper: LetterPaper) -> dict[str, dict[str, object]]:
    """Rows of a letter by code, each by the keys of its columns."""
    keys = [column.key for column in paper.items.columns]
    rows = [dict(zip(keys, row, strict=True)) for row in paper.items.rows]
    return {str(row["code"]): row for row in rows}


def test_one_letter_a_unit_by_unit_and_each_item_once(worked_rows: list[Standing], facts: LedgerFacts) -> None:
    report = made("assignment", Material(worked_rows, facts))
    papers = papers_of(report)
    assert [paper.unit for paper in papers] == sorted({each.commitment.lead_unit for each in worked_rows})
    codes = [code for paper in papers for code in paper.codes]
    still_open = [each.code for each in worked_rows if each.commitment.status is not Status.DONE]
    assert sorted(codes) == sorted(still_open)
    assert report.subtitle.startswith(f"共 12 份，涉及 {len(codes)} 项。范围：")
    for paper in papers:
        assert [row[0] for row in paper.items.rows] == list(paper.codes)


@pytest.mark.parametrize(
    ("kind", "wanted"),
    [
        ("assignment", LedgerFilter(status=(Status.NOT_STARTED, Status.IN_PROGRESS, Status.SUBMITTED))),
        ("due_soon", LedgerFilter(timeliness=(Timeliness.DUE_SOON,))),
    ],
)
def test_what_is_written_of_is_what_the_list_counts(
    worked_rows: list[Standing], facts: LedgerFacts, kind: str, wanted: LedgerFilter
) -> None:
    codes = [code for paper in papers_of(made(kind, Material(worked_rows, facts))) for code in paper.codes]
    listed = select(worked_rows, wanted, OPTIONS.sort)
    assert codes and sorted(codes) == sorted(each.code for each in listed)


def test_reminders_are_of_overdue_and_missing_ones(worked_rows: list[Standing], facts: LedgerFacts) -> None:
    codes = {code for paper in papers_of(made("reminder", Material(worked_rows, facts))) for code in paper.codes}
    overdue = {each.code for each in worked_rows if each.timeliness is Timeliness.OVERDUE}
    missing = {
        each.code
        for each in select(worked_rows, LedgerFilter(reported=(Reported.MISSING,)), OPTIONS.sort)
        if each.commitment.status is not Status.SUBMITTED
    }
    assert overdue and missing and codes == overdue | missing


@pytest.mark.parametrize("kind", KINDS)
def test_nobody_to_write_to_is_a_report_that_says_so(kind: str) -> None:
    done = item("A-1", status=Status.DONE, done_on=AS_OF, done_basis="文号")
    report = made(kind, material(done, item("A-2", None, date(2021, 12, 1)), item("A-3", None, date(2021, 12, 20))))
    (summary,) = report.sections
    assert isinstance(summary, Summary) and summary.phrases[0] == "没有需要发函的单位。"
    number = {"assignment": 2, "reminder": 1, "due_soon": 1}[kind]
    assert summary.phrases[1] == f"另有 {number} 项待分办，没有单位可发。"
    assert letters_of(report, OPTIONS) == () and report.subtitle.startswith("".join(summary.phrases))


def test_an_item_without_a_unit_is_in_nobodys_letter() -> None:
    report = made("assignment", material(item("A-1"), item("A-2", None), item("A-3", status=Status.SUSPENDED)))
    assert only(report).codes == ("A-1",)
    assert report.subtitle.startswith("共 1 份，涉及 1 项。另有 1 项待分办，没有单位可发。")


def test_only_units_that_were_chosen_get_a_letter() -> None:
    given = material(item("LL-001"), item("LL-002", "市教育局"), item("LL-003", None), item("LL-004", "市教育局"))
    told = recipients(LetterKind.ASSIGNMENT, given, OPTIONS, Translator(CHINESE))
    assert told == {"": ("LL-003",), "市交通局": ("LL-001",), "市教育局": ("LL-002", "LL-004")}
    chosen = replace(OPTIONS, letters=LetterOptions(number="{n}号", units=("市教育局", "市外单位")))
    report = made("assignment", given, chosen)
    assert [(paper.unit, paper.number) for paper in papers_of(report)] == [("市教育局", "1号")]
    assert "1 份，涉及 2 项" in report.subtitle
    assert papers_of(made("assignment", given, replace(OPTIONS, letters=LetterOptions(units=())))) == ()


def test_an_assignment_says_what_by_when_and_who() -> None:
    full = item(
        "A-1", due=date(2021, 12, 31), detail="新建公路 12 公里", support_units=("市财政局", "市发改局"), leader="甲",
        handler="乙", source="s", section="第三节",
        indicator=Indicator(metric="里程", comparison=">=", target=12, unit="公里"),
    )  # fmt: skip
    bare = item("A-2", source="s", deadline=Deadline(phrase="长期", kind="ongoing"))
    source = {"s": Source(key="s", title="政府工作报告")}
    options = replace(OPTIONS, letters=LetterOptions("督查室", reply_by=date(2021, 12, 5), contact="值班室"))
    paper = only(made("assignment", material(full, bare, sources=source), options))
    assert paper.addressee == "市交通局：" and paper.paragraphs == (
        "根据《政府工作报告》，现将由你单位牵头办理的2项承诺事项交办如下，请按办理要求和完成时限抓好落实。",
        "请于每月25日前报送进展情况。",
    )
    rows = cells(paper)
    assert rows["A-1"]["demand"] == (
        "新建公路 12 公里\n量化指标：里程 ≥12 公里\n原文章节：第三节\n配合单位：市财政局、市发改局\n责任领导：甲\n责任人：乙"
    )
    assert str(rows["A-1"]["deadline"]) == "2021-12-31*" and str(rows["A-2"]["deadline"]) == "无时限（长期）"
    assert rows["A-2"]["demand"] == "" and "交办时限" in paper.items.footnote
    assert paper.closing == ("请于2021年12月5日前书面回复办理安排。", "联系人：值班室")
    assert paper.signature == ("督查室", "2021年12月15日")


def test_what_is_not_known_is_left_out() -> None:
    paper = only(made("assignment", material(item("A-1"))))
    assert paper.paragraphs[0].startswith("现将由你单位") and paper.closing == () and paper.imprint == ()
    assert paper.signature == ("2021年12月15日",) and paper.number == ""
    assert made("assignment", material(item("A-1"))).letterhead is None


def test_days_of_returns_by_cycle() -> None:
    def said(*cycles: Reporting) -> str:
        items = [item(f"A-{place}", reporting=each) for place, each in enumerate(cycles, 1)]
        return only(made("assignment", material(*items))).paragraphs[1]

    assert (
        said(Reporting(cycle=Cycle.QUARTERLY, due_day=5, next_month=True)) == "请于每季度结束后次月5日前报送进展情况。"
    )
    assert said(Reporting(cycle=Cycle.NONE)) == "请在有重要进展时及时报送进展情况。"
    mixed = said(Reporting(), Reporting(due_day=10), Reporting(), Reporting(cycle=Cycle.NONE))
    assert mixed == ("进展情况请按以下要求报送：每月25日前报送A-1、A-3；每月10日前报送A-2；有重要进展时及时报送A-4。")


def test_a_reminder_has_two_groups_and_tells_days_and_periods() -> None:
    overdue = (item("A-1", due=date(2021, 12, 1)), sent("A-1", 11))
    missing = (item("A-2", due=date(2022, 6, 1)), sent("A-2", 10))
    twice = item("A-3", due=date(2021, 12, 10))
    fine = (item("A-4", due=date(2022, 6, 1)), sent("A-4", 11))
    back = (item("A-5"), sent("A-5", 11, sent_back_on=date(2021, 12, 1), sent_back_reason="空话"))
    late = (item("A-6"), sent("A-6", 11, reported_on=date(2021, 12, 3)))
    paper = only(made("reminder", material(missing, overdue, twice, fine, back, late)))
    assert [(group.first, group.title, group.note) for group in paper.items.groups] == [
        (0, "超期未办结", "2项"), (2, "未按期报送进展情况", "2项"),
    ]  # fmt: skip
    assert paper.codes == ("A-1", "A-3", "A-2", "A-5")
    rows = cells(paper)
    assert [rows[code]["overdue"] for code in paper.codes] == [14, 5, None, None]
    assert [rows[code]["missing"] for code in paper.codes] == [
        "", "连续2期，至2021-11 期", "2021-11 期", "2021-11 期，已退回待重报",
    ]  # fmt: skip
    assert [str(rows[code]["last"]) for code in paper.codes] == ["2021-11-20", "无", "2021-10-20", "无"]
    assert "有2项超期未办结，另有2项未按期报送进展情况" in paper.paragraphs[0]
    assert paper.closing == (
        "另有1项迟报（A-6），请今后按期报送。", "请尽快补报进展情况，并书面说明超期原因、下一步措施和预计完成时间。",
    )  # fmt: skip


def test_a_claim_of_done_is_said_and_nobody_is_asked_for_its_return() -> None:
    claimed = item("A-1", due=date(2021, 12, 1), status=Status.SUBMITTED)
    waiting = item("A-2", due=date(2022, 12, 1), status=Status.SUBMITTED)
    paper = only(made("reminder", material(claimed, waiting)))
    assert paper.codes == ("A-1",) and cells(paper)["A-1"]["title"] == "事项A-1（已报完成，待核定）"
    assert cells(paper)["A-1"]["missing"] == ""
    assert paper.closing == ("请尽快书面说明超期原因、下一步措施和预计完成时间。",)


def test_a_reminder_for_a_period_that_was_named() -> None:
    given = material((item("A-1"), sent("A-1", 10)), (item("A-2"), sent("A-2", 11)), item("A-3"))
    november = made("reminder", given, replace(OPTIONS, period="2021-11"))
    october = made("reminder", given, replace(OPTIONS, period="2021-10"))
    december = made("reminder", given, replace(OPTIONS, period="2021-12"))
    assert only(november).codes == ("A-1", "A-3") and only(october).codes == ("A-3",)
    told = [cells(only(each))["A-3"]["missing"] for each in (november, october)]
    assert told == ["连续2期，至2021-11 期", "2021-10 期"]
    assert papers_of(december) == ()
    with pytest.raises(UsageError, match="2021-13"):
        made("reminder", given, replace(OPTIONS, period="2021-13"))


def test_due_soon_tells_days_and_the_last_progress_whole() -> None:
    long = "进展" * 1500
    counted = item("A-1", due=date(2021, 12, 20), indicator=Indicator(metric="里程", target=12, unit="公里"))
    given = material(
        (counted, sent("A-1", 11, progress=long, value=9.0)), item("A-2", due=date(2021, 12, 15)),
        item("A-3", due=date(2022, 6, 1)), item("A-4", due=date(2021, 12, 1)),
    )  # fmt: skip
    paper = only(made("due_soon", given, replace(OPTIONS, letters=LetterOptions(reply_by=date(2021, 12, 18)))))
    rows = cells(paper)
    assert [row["left"] for row in rows.values()] == [5, 0]
    assert rows["A-1"]["progress"] == f"2021-11-20  9 / 12 公里\n{long}"
    assert rows["A-2"]["progress"] == "未报送过进展情况"
    assert "将在30天内到期" in paper.paragraphs[0] and "请于2021年12月18日前书面说明原因" in paper.closing[0]


def test_numbers_count_up_by_unit_and_go_on_after_the_logged_ones() -> None:
    given = material(item("A-1", "乙局"), item("A-2", "甲局"), item("A-3", "乙局"))
    pattern = "醴督〔2021〕{n}号"
    options = replace(OPTIONS, letters=LetterOptions(number=pattern, first_number=7, issued_on=date(2021, 12, 16)))
    report = made("assignment", given, options)
    assert {paper.unit: paper.number for paper in papers_of(report)} == {
        "乙局": "醴督〔2021〕7号",
        "甲局": "醴督〔2021〕8号",
    }
    logged = letters_of(report, options)
    assert [(each.commitment, each.number, each.unit, each.issued_on) for each in logged] == [
        ("A-1", "醴督〔2021〕7号", "乙局", date(2021, 12, 16)),
        ("A-3", "醴督〔2021〕7号", "乙局", date(2021, 12, 16)),
        ("A-2", "醴督〔2021〕8号", "甲局", date(2021, 12, 16)),
    ]
    assert next_number(logged, pattern) == 9 and next_number(logged, "醴督〔2022〕{n}号") == 1
    assert next_number([], pattern) == 1
    for wrong in ("醴督〔2021〕号", "{n}-{n}"):
        with pytest.raises(UsageError, match=re.escape("{n}")):
            made("assignment", given, replace(OPTIONS, letters=LetterOptions(number=wrong)))
        with pytest.raises(UsageError):
            next_number(logged, wrong)


def test_a_number_is_not_given_twice() -> None:
    first = Letter(key="a", commitment="A-1", kind=LetterKind.REMINDER, unit="甲局", number="1号", issued_on=AS_OF)
    again = first.but(key="b", commitment="A-2", unit="乙局")
    changes = issue_letters([first, again])
    assert isinstance(changes, ChangeSet) and changes.action == "letter" and changes.codes == ("A-1", "A-2")
    with pytest.raises(InvalidEdit, match="1号"):
        issue_letters([again], [first])
    bare = first.but(number="")
    assert issue_letters([bare.but(key="c")], [bare])
    assert not issue_letters([])


@pytest.mark.skipif(Translator("en")("办理要求") == "办理要求", reason="the English catalogue has no letters yet")
@pytest.mark.parametrize("kind", KINDS)
def test_english_has_no_chinese_of_our_own(kind: str) -> None:
    def plain(code: str, **fields: object) -> Commitment:
        return item(code, "Unit", **fields).but(title="Item")

    indicator = Indicator(metric="km", comparison=">=", target=3, unit="km")
    full = {"detail": "Build", "leader": "L", "handler": "H", "support_units": ("S",), "section": "III"}
    given = material(
        plain("A-1", due=date(2021, 12, 1), status=Status.SUBMITTED),
        plain("A-2", due=date(2021, 12, 20), indicator=indicator, **full),
        plain("A-3", reporting=Reporting(cycle=Cycle.QUARTERLY)),
        plain("A-4", reporting=Reporting(cycle=Cycle.NONE), due=date(2021, 12, 16)),
        (plain("A-5"), sent("A-5", 11, reported_on=date(2021, 12, 3))),
    )
    options = replace(OPTIONS, letters=LetterOptions(reply_by=date(2021, 12, 5), contact="Desk"))
    report = made(kind, given, options, "en")
    said = repr((report.title, report.subtitle, report.sections))
    assert "2021-12-05" in said and not re.search(r"[一-鿿：、。（）]", said), said
