"""A workbook has the sheets that a clerk wants, with real days, numbers and shares, and charts that need no colour."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from lxml import etree
from python_calamine import CalamineWorkbook

from liling_desk.ledger.burn_down import MonthEnd
from liling_desk.ledger.commitment import Commitment
from liling_desk.ledger.errors import FileUnusable, UsageError
from liling_desk.ledger.indicator import Indicator
from liling_desk.ledger.returns import Return
from liling_desk.ledger.standing import standing_of
from liling_desk.ledger.trajectory import trajectory_of
from liling_desk.reporting import excel_sheets
from liling_desk.reporting.book_plan import MOST_PARTS
from liling_desk.reporting.report import (
    BurnDownPlot,
    Column,
    CountCell,
    DateCell,
    FactList,
    Group,
    Heading,
    Report,
    ShareCell,
    Summary,
    Table,
    Text,
    TrajectoryPlot,
)
from liling_desk.reporting.write import write_report
from tests.reporting.office_files import C, Parts, S, faults_of_book
from tests.reporting.paper_material import EVERY, FACTS, TEXT, charts, items, letter, official, report

AS_OF = date(2021, 12, 15)
Book = Callable[[Report], tuple[dict[str, list[list[object]]], Parts]]


@pytest.fixture
def book(tmp_path: Path) -> Book:
    def write(made: Report) -> tuple[dict[str, list[list[object]]], Parts]:
        write_report(made, tmp_path / "a.xlsx")
        data = (tmp_path / "a.xlsx").read_bytes()
        assert faults_of_book(data) == []
        opened = CalamineWorkbook.from_path(str(tmp_path / "a.xlsx"))
        return {name: opened.get_sheet_by_name(name).to_python() for name in opened.sheet_names}, Parts(data)

    return write


def sheet(parts: Parts, number: int) -> etree._Element:
    return parts.trees[f"xl/worksheets/sheet{number}.xml"]


def names(parts: Parts) -> dict[tuple[str, int], str]:
    found = parts.trees["xl/workbook.xml"].iter(f"{S}definedName")
    return {(each.get("name").removeprefix("_xlnm."), int(each.get("localSheetId"))): each.text for each in found}


def unit_parts(count: int) -> list[Heading | Summary | Table]:
    parts: list[Heading | Summary | Table] = []
    for number in range(count):
        own = replace(items(3, f"第{number}局的事项", level=2), footnote="* 交办时限。")
        parts += [Heading(f"第{number}局", "3 项", new_page=True), Summary(("共 3 项。",)), own]
    return parts


def test_every_section_has_its_place(book: Book) -> None:
    sheets, _ = book(report(*EVERY))
    assert [*sheets] == ["概况", "需要关注的事项", "各单位亮灯情况", "分组的事项", "各类项数和占比", "市文旅广体局"]
    overview = sheets["概况"]
    assert overview[0] == ["醴陵市承诺事项督查通报", ""]
    assert ["数据截至 2021-12-15", AS_OF] in overview
    assert ["红灯　比上期 +1", 41] in overview
    assert any("各部分之和等于整体。" in str(row[0]) for row in overview)
    card = sheets["市文旅广体局"]
    assert [row[0] for row in card if row[0]][:2] == ["市文旅广体局　12 项", "进展情况　2021 年 11 月"]
    assert ["责任领导", "张某某"] in [row[:2] for row in card]


def test_a_unit_is_one_sheet_with_its_items_to_be_filtered(book: Book) -> None:
    sheets, parts = book(report(items(9, "总表"), *unit_parts(3)))
    assert [*sheets] == ["概况", "总表", "第0局", "第1局", "第2局"]
    own = sheets["第1局"]
    head = next(place for place, row in enumerate(own) if row[0] == "编号")
    assert [row[0] for row in own[head + 1 : head + 4]] == ["LL-001", "LL-002", "LL-003"]
    assert own[head + 4][0] == "* 交办时限。"
    tree = sheet(parts, 4)
    assert tree.find(f"{S}autoFilter").get("ref").startswith(f"A{head + 1}:")
    assert tree.find(f".//{S}pane").get("ySplit") == str(head + 1)
    assert names(parts)["Print_Titles", 3].endswith(f"${head + 1}:${head + 1}")


def test_very_many_parts_are_joined_and_named_in_the_first_column(book: Book) -> None:
    sheets, _ = book(replace(report(*unit_parts(MOST_PARTS + 1)), kind="unit"))
    assert len(sheets) == 3
    _, joined, words = sheets.values()
    assert joined[0][:2] == ["单位", "编号"]
    assert len(joined) == 1 + 3 * (MOST_PARTS + 1)
    assert joined[4][0] == "第1局"
    assert words[1] == ["第0局", "", "共 3 项。"]
    assert any("* 交办时限。" in str(row[0]) for row in sheets["概况"])


def test_very_many_cards_become_a_table_of_facts(book: Book) -> None:
    cards = [part for n in range(MOST_PARTS + 1) for part in (Heading(f"LL-{n}"), FACTS, TEXT)]
    sheets, _ = book(replace(report(*cards), kind="item"))
    facts = sheets["基本情况"]
    assert facts[0][:3] == ["事项", "责任领导", "亮灯"]
    assert len(facts) == MOST_PARTS + 2
    assert sheets["文字"][1][:2] == ["LL-0", "进展情况"]


def test_the_card_of_one_item_is_one_sheet(book: Book) -> None:
    sheets, _ = book(report(items(1, ""), FACTS, TEXT, items(3, "进展", level=2)))
    assert len(sheets) == 2


def test_a_letter_is_one_sheet_with_its_items(book: Book) -> None:
    sheets, _ = book(report(letter("市发改局", 3), letter("市住建局", 2)))
    assert [*sheets] == ["概况", "市发改局", "市住建局"]
    cells = [row[0] for row in sheets["市住建局"]]
    assert "醴督催〔2021〕2 号" in cells and "LL-002" in cells and "抄送：市委办公室。" in cells


def test_days_numbers_and_shares_are_real(book: Book) -> None:
    columns = (Column("d", "日期", 20), Column("n", "项数", 20), Column("p", "占比", 20))
    rows = (
        (DateCell(date(2021, 12, 31), "约 ", "*"), CountCell(7), ShareCell(33.3, "33.3%")),
        (DateCell(date(1899, 1, 1)), CountCell(0), ShareCell(None, "—")),
    )
    sheets, parts = book(report(Table("t", "表", columns, rows)))
    assert sheets["表"][1:] == [[date(2021, 12, 31), 7, 0.333], ["1899-01-01", 0, "—"]]
    formats = {each.get("formatCode") for each in parts.trees["xl/styles.xml"].iter(f"{S}numFmt")}
    assert {'"约 "yyyy-mm-dd"*"', "0.0%"} <= formats


def test_groups_become_the_first_column(book: Book) -> None:
    table = replace(items(3, groups=(Group(1, "甲组"), Group(2, "乙组"))), group_label="单位")
    sheets, _ = book(report(table))
    assert [row[:2] for row in sheets["事项总表"]] == [
        ["单位", "编号"], ["", "LL-001"], ["甲组", "LL-002"], ["乙组", "LL-003"],
    ]  # fmt: skip


def test_an_empty_table_says_so(book: Book) -> None:
    sheets, _ = book(report(replace(items(0), empty="没有事项。")))
    assert sheets["事项总表"][1][0] == "没有事项。"


@pytest.mark.parametrize("landscape", [True, False])
def test_sheets_are_ready_to_print(book: Book, landscape: bool) -> None:
    _, parts = book(replace(report(items(50)), landscape=landscape))
    tree = sheet(parts, 2)
    setup = tree.find(f"{S}pageSetup")
    assert setup.get("paperSize") == "9" and setup.get("fitToHeight") == "0"
    assert (setup.get("orientation") == "landscape") == landscape
    head, foot = tree.find(f".//{S}oddHeader").text, tree.find(f".//{S}oddFooter").text
    assert "醴陵市承诺事项督查通报" in head and "数据截至 2021-12-15" in head and "&P / &N" in foot
    known = names(parts)
    assert known["Print_Area", 1].endswith("$A$1:$E$51") and known["Print_Titles", 1].endswith("$1:$1")
    assert tree.find(f".//{S}pane").get("ySplit") == "1"


def test_heads_of_pages_are_never_too_long(book: Book) -> None:
    book(replace(report(items(1)), title="&" * 300, as_of_words="日&" * 200))


def test_bars_are_charts_that_need_no_colour(book: Book) -> None:
    filters = ()
    sheets, parts = book(report(charts(*filters)))
    assert sheets["各单位亮灯情况"][1][:8] == ["牵头单位", "市委组织部", 1, 2, 3, 0, 5, 11]
    tree = parts.trees["xl/charts/chart1.xml"]
    assert tree.find(f".//{C}barChart/{C}grouping").get("val") == "stacked"
    looks = [etree.tostring(each.find(f"{C}spPr")) for each in tree.iter(f"{C}ser")]
    assert len(set(looks)) == 5
    assert sum(b"pattFill" in look for look in looks) == 3
    assert len([*tree.iter(f"{C}dLbls")]) == 5


def test_the_same_bars_in_black_and_white_differ_without_colour(book: Book) -> None:
    _, parts = book(replace(report(charts()), black_and_white=True))
    text = etree.tostring(parts.trees["xl/charts/chart1.xml"])
    assert b"B3261E" not in text and b"3F9A63" not in text


def indicator_plot(title: str = "LL-001 引进人才", unit: str = "名") -> TrajectoryPlot:
    item = Commitment(
        code="LL-001", title="引进人才", reference_date=date(2021, 1, 1), assigned_deadline=date(2021, 12, 31),
        indicator=Indicator(metric="人数", comparison=">=", target=100, unit=unit, baseline=0, baseline_year=2020),
    )  # fmt: skip
    returns = [
        Return(key=str(n), commitment="LL-001", period=f"2021-{n:02}", reported_on=date(2021, n, 25), value=6.0 * n)
        for n in (11, 9, 6, 3)
    ]
    shown = trajectory_of(standing_of(item, returns, AS_OF), returns)
    assert shown is not None
    return TrajectoryPlot(title, shown, "还差 34 名。")


def test_plots_of_indicators_share_a_sheet_of_figures_and_line_charts(book: Book) -> None:
    sheets, parts = book(report(Heading("走势"), indicator_plot(), indicator_plot("LL-002 外资", "亿元")))
    rows = sheets["指标走势"]
    assert ["LL-001 引进人才", "完成值", date(2021, 11, 25), 66, "名", "2021-11"] in rows
    assert any(row[:2] == ["LL-002 外资", "计划"] for row in rows)
    assert any("还差 34 名。" in str(row[0]) for row in sheets["概况"])
    for number in (1, 2):
        tree = parts.trees[f"xl/charts/chart{number}.xml"]
        drawn = etree.tostring(tree)
        assert tree.find(f".//{C}scatterChart") is not None and b'prstDash val="dash"' in drawn
        points = next(tree.iter(f"{C}ser")).find(f".//{C}yVal//{C}ptCount").get("val")
        assert int(points) >= 4


def test_the_plot_of_a_card_stands_on_its_sheet(book: Book) -> None:
    sheets, parts = book(report(Heading("LL-001"), FACTS, indicator_plot("")))
    assert [*sheets] == ["概况", "LL-001"]
    assert "xl/charts/chart1.xml" in parts.trees


def test_open_items_month_by_month_are_a_chart(book: Book) -> None:
    months = (MonthEnd(date(2021, 11, 30), 90, 3, 88), MonthEnd(date(2021, 12, 15), 89, 4, 85), MonthEnd(date(2021, 12, 31), None, 4, 80))  # fmt: skip
    sheets, parts = book(report(BurnDownPlot("逐月变化", "不含暂缓", months, ("未办结", "按期应剩", "月底", "已办结"))))
    assert sheets["逐月变化"] == [
        ["月底", "未办结", "按期应剩", "已办结"], [date(2021, 11, 30), 90, 88, 3],
        [date(2021, 12, 15), 89, 85, 4], [date(2021, 12, 31), "", 80, 4],
    ]  # fmt: skip
    counts = [each.get("val") for each in parts.trees["xl/charts/chart1.xml"].iterfind(f".//{C}yVal//{C}ptCount")]
    assert counts == ["2", "3"]


def test_names_inside_charts_and_sheets_may_be_anything(book: Book) -> None:
    made = charts()
    bar = replace(made.charts[0].bars[0], label="甲\x01乙!A1")
    chart = replace(made.charts[0], title="=甲!$A$1", bars=(bar,))
    titles = ["历史[1]", "History", "history", "'引'", "a/b", "A:B", "长" * 40, "长" * 40, "\x02", "😀" * 20, "\ud800"]
    tables = [replace(items(1), title=title) for title in titles]
    sheets, _ = book(report(replace(made, charts=(chart,)), *tables))
    assert len(sheets) == 2 + len(titles)


def test_a_report_that_no_sheet_holds_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(excel_sheets, "_MOST_ROWS", 100)
    with pytest.raises(FileUnusable, match="100 行"):
        write_report(report(items(120)), tmp_path / "a.xlsx")
    assert not [*tmp_path.iterdir()]


def test_3000_characters_fit_a_cell_whole(book: Book) -> None:
    text = "".join(chr(0x4E00 + n) for n in range(3000))
    sheets, parts = book(
        report(Heading("LL-1"), FactList((("原文", text),)), Table("t", "表", (Column("x", "字", 30),), ((text,),)))
    )
    assert sheets["表"][1] == [text]
    assert any(text in row for rows in sheets.values() for row in rows)
    heights = [float(row.get("ht", 15)) for row in sheet(parts, 3).iter(f"{S}row")]
    assert max(heights) < 409


def test_rows_of_tables_still_grow_with_what_is_typed(book: Book) -> None:
    row = ("字" * 300,)
    _, parts = book(report(Table("t", "表", (Column("x", "字", 30),), (row,))))
    grown = [each for each in sheet(parts, 2).iter(f"{S}row") if each.get("ht")]
    assert grown and not any(each.get("customHeight") for each in grown)


def test_an_official_paper_names_its_issuer(book: Book) -> None:
    sheets, _ = book(replace(official(items(2)), stamp="草稿"))
    words = [row[0] for row in sheets["概况"]]
    assert "草稿" in words
    head = official(items(2)).letterhead
    assert head is not None and head.issuer in words and head.signature[0] in words


def test_a_book_is_the_same_each_time(tmp_path: Path) -> None:
    made = report(*EVERY)
    for name in ("a.xlsx", "b.xlsx", "a.docx", "b.docx"):
        write_report(made, tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()


def csv_rows(made: Report, path: Path) -> list[str]:
    write_report(made, path)
    return path.read_text("utf-8-sig").splitlines()


def test_a_csv_takes_the_items_else_the_facts_else_the_longest_table(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    assert len(csv_rows(report(items(4), items(9, "其余")), path)) == 1 + 4 + 9
    facts = csv_rows(report(Heading("LL-1"), FACTS, Heading("LL-2"), FACTS), path)
    assert facts[0].startswith("部分,责任领导,亮灯") and len(facts) == 3
    short, long = (replace(items(n), key=f"k{n}") for n in (2, 5))
    assert len(csv_rows(report(short, long), path)) == 6
    both = csv_rows(replace(report(*unit_parts(2)), kind="unit"), path)
    assert both[0].startswith("编号,") and len(both) == 7


def test_a_csv_of_grouped_items_names_the_group(tmp_path: Path) -> None:
    rows = csv_rows(report(replace(items(2, groups=(Group(0, "甲组"),)), group_label="单位")), tmp_path / "a.csv")
    assert rows[0].startswith("单位,编号") and rows[1].startswith("甲组,LL-001")


def test_a_report_without_tables_is_no_csv(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="Excel"):
        write_report(report(Text(("只有文字。",))), tmp_path / "a.csv")
    assert not [*tmp_path.iterdir()]


def test_items_of_other_columns_keep_their_values(tmp_path: Path) -> None:
    other = Table("items", "又", (Column("code", "编号", 20), Column("x", "别的", 20)), (("LL-9", "值"),))
    rows = csv_rows(report(items(1), other), tmp_path / "a.csv")
    assert rows[0].endswith(",别的") and re.fullmatch(r"LL-9,+值", rows[2])
