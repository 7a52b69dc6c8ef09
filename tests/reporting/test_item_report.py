"""Cards: everything that is known of an item, each text whole, what is newest first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from liling_desk.ledger import edits
from liling_desk.ledger.commitment import Extension
from liling_desk.ledger.filters import LedgerFilter, SortOrder
from liling_desk.ledger.letter import Letter, LetterKind
from liling_desk.ledger.returns import Return
from liling_desk.ledger.status import Status
from liling_desk.open_ledger import OpenLedger
from liling_desk.report_material import material_of
from liling_desk.reporting.item_report import item_report
from liling_desk.reporting.kinds import LedgerFacts, Material, ReportOptions
from liling_desk.reporting.report import FactList, Heading, Report, Table, Text, TrajectoryPlot
from liling_desk.reporting.typst_pdf import pdf_of
from liling_desk.translations import CHINESE, ENGLISH, Translator

AS_OF = date(2021, 12, 15)
OPTIONS = ReportOptions(AS_OF)
LONG = "".join(f"第 {number} 段：路基贯通，桥涵完成 {number % 100}%。" for number in range(400))


@pytest.fixture
def ledger(starter_ledger: OpenLedger) -> OpenLedger:
    """Two items with a past: LL-062 has an indicator and returns, LL-001 an extension, LL-037 is done."""
    changed = starter_ledger
    for code in ("LL-062", "LL-001", "LL-037"):
        changed.apply(edits.assign(changed.get(code), "市委组织部", ("市发改局",)))

    def report(period: str, day: date, **fields: object) -> Return:
        made = Return(
            key=f"{period}{day}", commitment="LL-062", period=period, reported_on=day, unit="市委组织部", **fields
        )
        changed.apply(edits.add_return(made, changed.get("LL-062")))
        return made

    report("2021-09", date(2021, 9, 20), value=47, progress="累计 47 名", difficulties="请求市政府协调资金")
    wrong = report("2021-10", date(2021, 10, 20), value=580, progress="写错了")
    changed.apply(edits.return_for_correction(wrong, changed.get("LL-062"), "口径不对", date(2021, 10, 22)))
    report("2021-11", date(2021, 11, 28), value=71, progress=LONG, claimed_status=Status.IN_PROGRESS)
    granted = (date(2022, 3, 31), "征地受阻", "醴政办函〔2021〕9 号", date(2021, 12, 8))
    changed.apply(edits.extend(changed.get("LL-001"), *granted))
    changed.apply(edits.tick_off(changed.get("LL-037"), "验收文号 12", date(2021, 12, 13), "张三"))
    return changed


def material(ledger: OpenLedger, *codes: str) -> Material:
    rows = ledger.find(LedgerFilter(codes=codes), SortOrder(by="code"), AS_OF)
    return material_of(ledger, "item", rows)


def tables(report: Report) -> dict[str, Table]:
    return {each.key: each for each in report.sections if isinstance(each, Table)}


def said(report: Report) -> dict[str, str]:
    return {label: str(value) for each in report.sections if isinstance(each, FactList) for label, value in each.pairs}


def test_one_item_is_one_card_under_its_own_line(ledger: OpenLedger, chinese: Translator) -> None:
    report = item_report(material(ledger, "LL-062"), OPTIONS, chinese)
    assert [row[0] for row in report.items.rows] == ["LL-062"]
    assert not any(isinstance(each, Heading) for each in report.sections)
    assert report.items.title == "" and "牵头单位" not in said(report), "the line above says it"


def test_the_deadline_is_told_as_written_and_as_read(ledger: OpenLedger, chinese: Translator) -> None:
    facts = said(item_report(material(ledger, "LL-001"), OPTIONS, chinese))
    assert facts["原文时限"] == ledger.get("LL-001").deadline.phrase
    assert facts["完成时限"] == "2022-03-31，剩 106 天"
    assert "2021-12-08 批准延期到 2022-03-31：征地受阻（醴政办函〔2021〕9 号）" in facts["时限说明"]
    assert "原定 2021-12-31" in facts["时限说明"] and "读作 2021-12-31" in facts["时限说明"]
    assert facts["配合单位"] == "市发改局" and facts["责任领导"] == "未填"
    assert facts["报送周期"].startswith("按月，每月 25 日前；")


def test_a_verdict_is_told_with_its_basis(ledger: OpenLedger, chinese: Translator) -> None:
    facts = said(item_report(material(ledger, "LL-037"), OPTIONS, chinese))
    assert facts["状态"] == "已办结，2021-12-13 核定，张三\n办结依据：验收文号 12"


def test_returns_stand_newest_first_and_whole(ledger: OpenLedger, chinese: Translator) -> None:
    table = tables(item_report(material(ledger, "LL-062"), OPTIONS, chinese))["returns"]
    rows = [dict(zip((column.key for column in table.columns), map(str, row), strict=True)) for row in table.rows]
    assert [row["period"] for row in rows] == ["2021-11 期\n迟报", "2021-10 期\n已退回", "2021-09 期"]
    assert rows[0]["progress"] == LONG and rows[0]["value"] == "71 名" and rows[0]["notes"] == "自报：推进中"
    assert rows[1]["notes"].startswith("2021-10-22 退回：口径不对")
    assert rows[2]["difficulties"] == "请求市政府协调资金" and rows[2]["reported"] == "2021-09-20\n市委组织部"


def test_what_nobody_wrote_has_no_column(ledger: OpenLedger, chinese: Translator) -> None:
    assert [column.key for column in tables(item_report(material(ledger, "LL-001"), OPTIONS, chinese))["returns"].columns] == [
        "period", "progress",
    ]  # fmt: skip
    assert not tables(item_report(material(ledger, "LL-001"), OPTIONS, chinese))["returns"].rows


def test_the_history_says_who_changed_what_when(ledger: OpenLedger, chinese: Translator) -> None:
    rows = tables(item_report(material(ledger, "LL-001"), OPTIONS, chinese))["history"].rows
    assert [row[2] for row in rows] == ["延期", "分办", "建立台账"]
    assert rows[0][1] == "张三" and "到 2022-03-31" in str(rows[0][3])
    assert str(rows[1][3]) == "牵头单位：（空） → 市委组织部\n配合单位：（空） → 市发改局"
    assert "\n" not in str(rows[2][3]), "what it was made with is one line of text"


def test_the_indicator_is_told_drawn_and_checked(ledger: OpenLedger, chinese: Translator) -> None:
    report = item_report(material(ledger, "LL-062"), OPTIONS, chinese)
    facts = said(report)
    assert facts["承诺"] == "引进科技创新人才 ≥ 100 名" and "欠 23.9 个百分点" in facts["序时进度"]
    plot = next(each for each in report.sections if isinstance(each, TrajectoryPlot))
    assert [each.value for each in plot.shown.readings] == [47, 71], "what was sent back is not drawn"
    bare = item_report(material(ledger, "LL-062"), replace(OPTIONS, charts=False), chinese)
    assert not any(isinstance(each, TrajectoryPlot) for each in bare.sections)
    promised = item_report(material(ledger, "LL-085"), OPTIONS, chinese)
    assert "达不到 1000 亿元" in said(promised)["增速与目标"]
    remarks = next(each for each in promised.sections if isinstance(each, Text) and each.title == "提示")
    assert len(remarks.paragraphs) == 1


def test_wording_evidence_and_letters_are_there(ledger: OpenLedger, chinese: Translator) -> None:
    item = ledger.get("LL-062")
    ledger.apply(edits.revise(item, wording="今年引进\n科技人才 100 名", note="见附件"))
    known = material(ledger, "LL-062")
    letter = Letter(
        key="x", commitment="LL-062", kind=LetterKind.REMINDER, unit="市委组织部", number="醴督〔2021〕3 号",
        issued_on=date(2021, 12, 10), reply_by=date(2021, 12, 20),
    )  # fmt: skip
    known = replace(known, snapshot=replace(known.snapshot, letters={"LL-062": (letter,)}))
    report = item_report(known, OPTIONS, chinese)
    texts = {each.title: each for each in report.sections if isinstance(each, Text)}
    assert texts["原文"].paragraphs == ("今年引进\n科技人才 100 名",) and "2021-02-23" in texts["原文"].note
    assert texts["备注"].paragraphs == ("见附件",)
    sent = [str(cell) for cell in tables(report)["letters"].rows[0]]
    assert sent == ["2021-12-10", "催办单", "醴督〔2021〕3 号", "市委组织部", "2021-12-20"]
    assert tables(report)["evidence"].empty == "没有依据材料。"


@pytest.mark.parametrize("apart", [True, False])
def test_several_cards_have_heads_of_their_own(ledger: OpenLedger, apart: bool, chinese: Translator) -> None:
    known = material(ledger, "LL-001", "LL-037", "LL-062")
    report = item_report(known, replace(OPTIONS, new_page_each=apart), chinese)
    heads = [each for each in report.sections if isinstance(each, Heading)]
    assert [each.title.split()[0] for each in heads] == ["LL-001", "LL-037", "LL-062"]
    assert all(each.new_page is apart for each in heads)
    assert [row[0] for row in report.items.rows] == ["LL-001", "LL-037", "LL-062"]


def test_no_item_is_a_report_too(facts: LedgerFacts, chinese: Translator) -> None:
    report = item_report(Material([], facts), OPTIONS, chinese)
    assert report.items.empty and pdf_of(report)


def test_an_extension_without_a_day_of_its_own_can_be_told(ledger: OpenLedger, chinese: Translator) -> None:
    granted = Extension(until=date(2022, 6, 30), reason="疫情", document="文号")
    known = material(ledger, "LL-001")
    row = known.rows[0]
    again = replace(row, commitment=row.commitment.but(extensions=(*row.commitment.extensions, granted)))
    lines = said(item_report(replace(known, rows=[again]), OPTIONS, chinese))["时限说明"].split("\n")
    assert lines[0] == "延期到 2022-06-30：疫情（文号）", "the newest first"


@pytest.mark.parametrize("language", [CHINESE, ENGLISH])
def test_a_card_is_printed_whole(ledger: OpenLedger, language: str, text_of: Callable[..., str]) -> None:
    known = material(ledger, "LL-001", "LL-062")
    printed = text_of(pdf_of(item_report(known, OPTIONS, Translator(language))), squeezed=True)
    assert printed.count("段：路基贯通") >= 800, "in the return and in the history"
    for words in ("第399段", "征地受阻", "请求市政府协调资金", "口径不对"):
        assert words in printed, words
