"""The PDF is read back with pdftotext: what is printed is what the ledger says."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pypdfium2
import pytest

from liling_desk.ledger.commitment import Commitment
from liling_desk.ledger.deadline import Deadline
from liling_desk.ledger.figures import tally
from liling_desk.ledger.returns import Return
from liling_desk.ledger.standing import Standing, standing_of
from liling_desk.ledger.status import Colour
from liling_desk.reporting.kinds import LedgerFacts, Material, ReportOptions, make_report
from liling_desk.reporting.typst_pdf import pdf_of
from liling_desk.reporting.typst_text import breakable
from liling_desk.translations import ENGLISH, Translator

AS_OF = date(2021, 12, 15)
OPTIONS = ReportOptions(AS_OF)
FACTS = LedgerFacts("台账.db", 1284, 93)
TextOf = Callable[..., str]

HOSTILE = [
    "#let x = 1 $x^2$ *粗* _斜_ @ref `raw` // note /* c */ = 标题 - 列 ~ \\n",
    "<b>甲‹乙>&</b>",
    "😀 🚀 㛃 䶮 喆 镕",
    "106国道G320国道 3.5%~5% ９９全角",
    "=HYPERLINK(\"http://x\")",
    "“引号”‘单’—…·",
]  # fmt: skip


def one(title: str, **fields: object) -> Standing:
    return standing_of(Commitment(code="XX-1", title=title, **fields), (), AS_OF)


def pages(pdf: bytes) -> int:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()


@pytest.mark.parametrize("kind", ["status", "ledger"])
def test_every_code_and_whole_title_is_in_the_text(
    kind: str, starter_rows: list[Standing], chinese: Translator, text_of: TextOf
) -> None:
    pdf = pdf_of(make_report(kind, Material(starter_rows, FACTS), OPTIONS, chinese))
    text, as_drawn = text_of(pdf, squeezed=True), text_of(pdf, "-raw", squeezed=True)
    for row in starter_rows:
        title = "".join(row.commitment.title.split())
        assert row.code in text
        assert title in text
        assert row.code + title in as_drawn
    assert pages(pdf) in range(3, 9)


def test_totals_in_words_are_those_of_the_rows(
    worked_rows: list[Standing], chinese: Translator, text_of: TextOf
) -> None:
    count = tally(worked_rows)
    text = text_of(pdf_of(make_report("status", Material(worked_rows, FACTS), OPTIONS, chinese)))
    assert count.overdue and count.done
    assert f"共 {count.total} 项" in text
    assert f"已办结 {count.done} 项" in text
    assert f"超期 {count.overdue} 项" in text
    assert "数据截至 2021-12-15" in text
    assert "范围：全部事项" in text


def test_red_and_yellow_items_come_with_their_reasons(
    worked_rows: list[Standing], chinese: Translator, text_of: TextOf
) -> None:
    text = text_of(pdf_of(make_report("status", Material(worked_rows, FACTS), OPTIONS, chinese)), "-raw", squeezed=True)
    # Not all red ones fit on the first page beside the bars.
    red, yellow = text.split("三、红灯事项")[1].split("四、黄灯事项")
    yellow = yellow.split("五、未办结事项")[0]
    for row in worked_rows:
        reason = "".join(str(row.light.reasons[0]).split())
        if row.light.colour is Colour.RED:
            assert row.code in red and reason in red
        if row.light.colour is Colour.YELLOW:
            assert row.code in yellow and reason in yellow


def test_bars_carry_every_unit_with_its_total(
    worked_rows: list[Standing], chinese: Translator, text_of: TextOf
) -> None:
    text = text_of(pdf_of(make_report("status", Material(worked_rows, FACTS), OPTIONS, chinese)), "-raw")
    bars = text.split("二、各单位")[1].split("亮灯的意思")[0].split("三、红灯事项")[0]
    for value in {row.commitment.lead_unit for row in worked_rows}:
        assert str(value) in bars


def test_heads_are_repeated_and_pages_numbered(
    starter_rows: list[Standing], chinese: Translator, text_of: TextOf
) -> None:
    pdf = pdf_of(make_report("status", Material(starter_rows, FACTS), OPTIONS, chinese))
    count = pages(pdf)
    by_page = text_of(pdf).split("\f")
    assert f"第 1 页，共 {count} 页" in by_page[0]
    for number in range(2, count + 1):
        page = by_page[number - 1]
        assert "承诺事项总体情况" in page
        if "待分办" in page:
            assert ("编号" in page and "完成时限" in page) or "办结率" in page
        assert f"第 {number} 页，共 {count} 页" in page


def test_progress_texts_are_printed_whole(worked_rows: list[Standing], chinese: Translator, text_of: TextOf) -> None:
    text = text_of(pdf_of(make_report("ledger", Material(worked_rows, FACTS), OPTIONS, chinese)), "-raw", squeezed=True)
    for row in worked_rows:
        if row.last_return is not None:
            first, last = row.last_return.progress.split("。")[0], row.last_return.difficulties
            assert "".join(first.split()) in text and last in text
    said = sum(row.last_return.progress.count("桥涵完成 87%") for row in worked_rows if row.last_return)
    assert text.count("桥涵完成87%") >= said - pages(
        pdf_of(make_report("ledger", Material(worked_rows, FACTS), OPTIONS, chinese))
    )


@pytest.mark.parametrize("title", HOSTILE)
def test_any_text_is_text(title: str, chinese: Translator, text_of: TextOf) -> None:
    pdf = pdf_of(make_report("status", Material([one(title)], replace(FACTS, total_in_ledger=1)), OPTIONS, chinese))
    assert "".join(title.split()) in text_of(pdf, "-raw", squeezed=True)


@pytest.mark.parametrize("sign", ["字", "W", "，", "9"])
@pytest.mark.parametrize("kind", ["status", "ledger"])
def test_three_thousand_characters_lose_nothing(sign: str, kind: str, chinese: Translator, text_of: TextOf) -> None:
    empty = text_of(pdf_of(make_report(kind, Material([one("#")], FACTS), OPTIONS, chinese)))
    full = text_of(pdf_of(make_report(kind, Material([one(sign * 3000)], FACTS), OPTIONS, chinese)))
    assert full.count(sign) - empty.count(sign) >= 3000


def test_a_long_phrase_and_long_names_lose_nothing(chinese: Translator, text_of: TextOf) -> None:
    row = one(
        "长", lead_unit="乙" * 400, deadline=Deadline(phrase="丙" * 400), status="suspended", status_reason="丁" * 400
    )
    report = Return(key="1", commitment="XX-1", progress="戊" * 5000)
    row = replace(row, judged=replace(row.judged, last_return=report))
    text = text_of(pdf_of(make_report("ledger", Material([row], FACTS), OPTIONS, chinese)))
    assert [text.count(sign) for sign in "乙丙丁戊"] == [400, 400, 400, 5000]


def test_breaks_leave_no_mark() -> None:
    pieces = breakable("http://example.gov.cn/" + "a" * 100)
    assert isinstance(pieces, list)
    assert "".join(pieces) == "http://example.gov.cn/" + "a" * 100
    assert breakable("一句普通的话，没有长串。") == "一句普通的话，没有长串。"
    assert all(len(piece) > 1 for piece in breakable("👨‍👩‍👧" * 30))


def test_no_rows_is_a_report_too(chinese: Translator, text_of: TextOf) -> None:
    for kind in ("status", "ledger"):
        text = text_of(pdf_of(make_report(kind, Material([], FACTS), OPTIONS, chinese)))
        assert "共 0 项" in text
        assert "没有符合条件的事项" in text


def test_black_and_white_says_the_same(worked_rows: list[Standing], chinese: Translator, text_of: TextOf) -> None:
    coloured = pdf_of(make_report("status", Material(worked_rows, FACTS), OPTIONS, chinese))
    plain = pdf_of(make_report("status", Material(worked_rows, FACTS), replace(OPTIONS, black_and_white=True), chinese))
    assert text_of(plain) == text_of(coloured)


def test_document_names_its_title_language_and_author(starter_rows: list[Standing], chinese: Translator) -> None:
    pdf = pdf_of(make_report("status", Material(starter_rows, FACTS), OPTIONS, chinese))
    document = pypdfium2.PdfDocument(pdf)
    try:
        facts = document.get_metadata_dict()
    finally:
        document.close()
    assert facts["Title"] == "承诺事项总体情况"
    assert facts["Author"] == "Liling Desk"
    assert re.search(rb"/Lang\s*\(zh-(cn|CN)\)", pdf)


def test_in_english_only_the_data_is_chinese(starter_rows: list[Standing], text_of: TextOf) -> None:
    tr = Translator(ENGLISH)
    assert tr("承诺事项总体情况") != "承诺事项总体情况"
    text = text_of(pdf_of(make_report("status", Material(starter_rows, FACTS), OPTIONS, tr)), "-raw", squeezed=True)
    data = {FACTS.name}
    for row in starter_rows:
        item = row.commitment
        unit = (item.indicator.unit or "") if item.indicator else ""
        data |= {item.title, item.role, item.programme, item.category, item.deadline.phrase, unit} - {""}
    for each in sorted(data, key=len, reverse=True):
        text = text.replace("".join(each.split()), "")
    assert re.findall(r"[\u4e00-\u9fff]+", text) == []
