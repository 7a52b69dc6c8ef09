"""A report in Word is one that an office can go on writing in: headings, tables that repeat their heads, page numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from liling_desk.ledger.burn_down import MonthEnd
from liling_desk.reporting.report import BurnDownPlot, Column, Heading, Report, Table, Text
from liling_desk.reporting.write import write_report
from tests.reporting.office_files import faults_of_document, paragraphs_of_document
from tests.reporting.paper_material import EVERY, FACTS, RED, charts, items, official, report

Write = Callable[[Report], Document]


@pytest.fixture
def word(tmp_path: Path) -> Write:
    def write(made: Report) -> Document:
        write_report(made, tmp_path / "a.docx")
        assert faults_of_document((tmp_path / "a.docx").read_bytes()) == []
        return docx.Document(str(tmp_path / "a.docx"))

    return write


def headings(document: Document) -> list[tuple[str, str]]:
    return [(each.style.name, each.text) for each in document.paragraphs if each.style.name.startswith("Heading")]


def test_headings_are_headings(word: Write) -> None:
    assert headings(word(report(*EVERY))) == [
        ("Heading 1", "需要关注的事项　4 项"), ("Heading 1", "各单位亮灯情况　条内数字为项数"), ("Heading 1", "分组的事项　9 项"),
        ("Heading 2", "各类项数和占比"), ("Heading 1", "市文旅广体局　12 项"), ("Heading 2", "进展情况　2021 年 11 月"),
        ("Heading 2", "LL-062 引进人才"), ("Heading 2", "基本情况"),
    ]  # fmt: skip


def test_the_title_block_says_what_and_when(word: Write) -> None:
    document = word(report(*EVERY))
    first = [(each.style.name, each.text) for each in document.paragraphs[:2]]
    assert first == [("Title", "醴陵市承诺事项督查通报"), ("Subtitle", "范围：全部事项\n数据截至 2021-12-15")]
    assert document.core_properties.title == "醴陵市承诺事项督查通报"
    assert document.core_properties.language == "zh-CN"


def test_tables_repeat_their_heads_and_keep_short_rows_whole(word: Write) -> None:
    rows = (("短",), ("长" * 3000,))
    table = word(report(Table("t", "表", (Column("x", "字", 30),), rows))).tables[0]
    marks = [[child.tag for child in row._tr.iter(qn("w:tblHeader"), qn("w:cantSplit"))] for row in table.rows]
    assert marks == [[qn("w:cantSplit"), qn("w:tblHeader")], [qn("w:cantSplit")], []]
    assert table.rows[2].cells[0].text == "长" * 3000


def test_columns_are_as_wide_as_the_page(word: Write) -> None:
    for landscape in (True, False):
        document = word(replace(report(items(5)), landscape=landscape))
        section = document.sections[0]
        room = section.page_width - section.left_margin - section.right_margin
        assert (section.page_width > section.page_height) == landscape
        assert {round(section.page_width.mm), round(section.page_height.mm)} == {210, 297}
        widths = [int(each.get(qn("w:w"))) for each in document.tables[0]._tbl.iter(qn("w:gridCol"))]
        assert sum(widths) == pytest.approx(room / 635, abs=10)


def test_lights_have_a_shape_a_word_and_a_colour(word: Write) -> None:
    for plain in (False, True):
        document = word(replace(report(items(1)), black_and_white=plain))
        cell = document.tables[0].rows[1].cells[4]
        assert cell.text == f"■ {RED.text}"
        assert bool([*cell._tc.iter(qn("w:color"))]) != plain


def test_groups_and_marks_stand_in_the_table(word: Write) -> None:
    document = word(report(*EVERY))
    grouped = [[cell.text for cell in row.cells] for row in document.tables[3].rows]
    assert grouped[1] == ["甲组　4 项"] * 5
    assert grouped[6] == ["乙组　5 项"] * 5
    assert grouped[2][3] == "约 2021-12-31*"


def test_bars_and_plots_are_tables_of_numbers(word: Write) -> None:
    bars = word(report(charts())).tables[0]
    assert [[cell.text for cell in row.cells] for row in bars.rows][-1] == ["市委组织部", "1", "2", "3", "0", "5", "11"]
    assert bars.rows[0].cells[1].text == "■ 红灯"
    months = (MonthEnd(date(2021, 11, 30), 90, 3, 88),)
    plot = word(report(BurnDownPlot("逐月", "", months, ("未办结", "按期应剩", "月底", "已办结")))).tables[0]
    assert [cell.text for cell in plot.rows[1].cells] == ["2021-11-30", "90", "88", "3"]


def test_short_facts_share_a_line(word: Write) -> None:
    table = word(report(Heading("LL-1"), FACTS)).tables[0]
    texts = [[cell.text for cell in row.cells] for row in table.rows]
    assert texts[0] == ["责任领导", "张某某", "亮灯", f"■ {RED.text}"]
    assert texts[-1][0] == "原文" and len({cell._tc for cell in table.rows[-1].cells}) == 2


def test_pages_are_numbered_by_word_itself(word: Write) -> None:
    section = word(report(items(2))).sections[0]
    for part in (section.footer, section.first_page_footer):
        fields = [each.get(qn("w:instr")).strip() for each in part._element.iter(qn("w:fldSimple"))]
        assert fields == ["PAGE", "NUMPAGES"]
        assert "".join(each.text for each in part._element.iter(qn("w:t"))) == "由 台账.db 生成第 1 页，共 1 页"
    assert section.header.paragraphs[0].text == "醴陵市承诺事项督查通报\t数据截至 2021-12-15"
    assert section.first_page_header.paragraphs[0].text == ""


def test_fonts_and_languages_are_named_for_chinese(word: Write) -> None:
    styles = word(report(items(2))).styles.element
    families = {each.get(qn("w:eastAsia")) for each in styles.iter(qn("w:rFonts"))}
    assert families <= {"宋体", "黑体", "仿宋", "楷体"}
    assert {each.get(qn("w:eastAsia")) for each in styles.iter(qn("w:lang"))} == {"zh-CN"}
    english = word(replace(report(items(2)), language="en")).styles.element
    assert {each.get(qn("w:val")) for each in english.iter(qn("w:lang"))} == {"en-US"}


def test_parts_may_begin_on_pages_of_their_own(word: Write) -> None:
    document = word(report(Heading("甲", new_page=True), Text(("一",)), Heading("乙", new_page=True), Text(("二",))))
    broken = [each.text for each in document.paragraphs if [*each._p.iter(qn("w:pageBreakBefore"))]]
    assert broken == ["乙"]


def test_an_official_paper_has_its_head_and_its_end(word: Write) -> None:
    document = word(replace(official(items(2)), stamp="草稿"))
    styled = [(each.style.name, each.text) for each in document.paragraphs]
    head = official().letterhead
    assert head is not None
    assert ("Issuer", head.issuer) in styled and ("Paper Number", head.number) in styled
    assert [text for name, text in styled if name == "Signature"] == list(head.signature)
    assert [text for name, text in styled if name == "Imprint"] == list(head.imprint)
    assert any(text == "草稿" for _, text in styled)
    assert round(document.sections[0].top_margin.mm) == 37
    assert document.styles["Normal"].element.rPr is not None


def test_line_breaks_and_tabs_stay_and_controls_go(word: Write, tmp_path: Path) -> None:
    word(report(Text(("甲\x01乙\r\n丙\t丁 <b>&", "\ud800后")), Table("t", "", (Column("x", "字", 30),), (("a\nb",),))))
    told = paragraphs_of_document((tmp_path / "a.docx").read_bytes())
    assert "甲乙\n丙\t丁 <b>&" in told and "后" in told and "a\nb" in told


def test_an_empty_table_says_so(word: Write) -> None:
    document = word(report(replace(items(0), empty="没有事项。")))
    assert "没有事项。" in [each.text for each in document.paragraphs] and not document.tables
