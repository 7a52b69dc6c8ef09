"""Where the table is: titles, headers of several rows, repeated headers, sections, merged cells."""

from __future__ import annotations

import pytest

from liling_desk.importing.sheet import Merge, Row, Sheet
from liling_desk.importing.table import find_table, listed


def sheet(*rows: str, merges: tuple[Merge, ...] = (), delimiter: str = "", first: int = 1) -> Sheet:
    """Rows as `编号|事项名称|...`; a blank one counts but is not there."""
    numbered = [Row(number, tuple(text.split("|"))) for number, text in enumerate(rows, first) if text.strip("|")]
    return Sheet("a.xlsx", "", "", delimiter, tuple(numbered), merges=merges)


def test_titles_above_the_header_and_blank_rows() -> None:
    table = find_table(
        sheet(
            "醴陵市2021年重点工作台账", "填报单位：水利局||填报日期：2021-06-25", "", "编号|事项名称|进展情况", "", "LL-1|甲|好",
            merges=(Merge(1, 0, 1, 2), Merge(2, 0, 2, 1)),
        )
    )  # fmt: skip
    assert table.header_numbers == (4,)
    assert [row.number for row in table.titles] == [1, 2]
    assert [row.number for row in table.rows] == [6]


def test_title_over_two_rows_is_no_header() -> None:
    table = find_table(sheet("台账|", "", "编号|事项名称", "LL-1|甲", merges=(Merge(1, 0, 2, 1),)))
    assert table.header_numbers == (3,)


def test_two_row_header_with_merged_cells() -> None:
    merges = (Merge(1, 0, 2, 0), Merge(1, 1, 2, 1), Merge(1, 2, 1, 3), Merge(1, 4, 2, 4))
    table = find_table(sheet("编号|事项名称|完成情况||备注", "||本月|累计", "LL-1|甲|1|2|无", merges=merges))
    assert table.headers == ("编号", "事项名称", "完成情况/本月", "完成情况/累计", "备注")
    assert table.header_rows == (0, 1)
    assert [row.number for row in table.rows] == [3]


def test_groups_merged_side_by_side_only() -> None:
    table = find_table(sheet("编号|事项名称|完成情况|", "||本月|累计", "LL-1|甲|1|2", merges=(Merge(1, 2, 1, 3),)))
    assert table.headers == ("编号", "事项名称", "完成情况/本月", "完成情况/累计")


def test_three_row_header() -> None:
    merges = (Merge(1, 0, 3, 0), Merge(1, 1, 3, 1), Merge(1, 2, 1, 4), Merge(2, 2, 2, 3), Merge(2, 4, 3, 4))
    table = find_table(
        sheet("编号|事项名称|情况||", "||数值||存在困难", "||本月|累计", "LL-1|甲|1|2|无", merges=merges)
    )
    assert table.headers == ("编号", "事项名称", "情况/数值/本月", "情况/数值/累计", "情况/存在困难")
    assert [row.number for row in table.rows] == [4]


def test_two_row_header_of_a_csv() -> None:
    table = find_table(sheet("编号|事项名称|完成情况||备注", "||进展情况|存在困难|", "LL-1|甲|好|无|", delimiter="|"))
    assert table.headers == ("编号", "事项名称", "完成情况/进展情况", "完成情况/存在困难", "备注")


def test_first_data_row_is_no_header() -> None:
    for row in ("LL-1||备注", "||说一说", "LL-1||"):
        assert find_table(sheet("编号|事项名称|", row, "LL-2|乙|好")).header_rows == (0,)


def test_header_that_starts_at_b2() -> None:
    table = find_table(sheet("", "|编号|事项名称", "|LL-1|甲"))
    assert (table.headers, table.header_numbers) == (("", "编号", "事项名称"), (2,))


def test_repeated_headers_and_sections_are_passed_over() -> None:
    table = find_table(
        sheet(
            "台账||", "编号|事项名称|进展情况", "一、农业||", "LL-1|甲|好", "台账||", "编号|事项名称|进展情况", "LL-2|乙|好", "LL-3||",
            merges=(Merge(3, 0, 3, 2),),
        )
    )  # fmt: skip
    assert [row.number for row in table.rows] == [4, 7, 8]
    assert {number: str(why) for number, why in table.passed_over.items()} == {
        3: "分节标题",
        5: "重复的表头或标题",
        6: "重复的表头或标题",
    }
    assert [str(note) for note in table.notes] == [
        "第 5—6 行是重复的表头或标题，没有读入。",
        "第 3 行是分节标题，没有读入。",
    ]


def test_merged_cells_are_filled_down_but_not_across() -> None:
    merges = (Merge(2, 0, 4, 0), Merge(3, 1, 3, 2), Merge(5, 2, 6, 2))
    table = find_table(
        sheet("牵头单位|编号|事项名称", "水利局|LL-1|甲", "|LL-2|", "|LL-3|丙", "教育局|LL-4|", "|LL-5|", merges=merges)
    )
    assert [row.cells for row in table.rows] == [
        ("水利局", "LL-1", "甲"), ("水利局", "LL-2", ""), ("水利局", "LL-3", "丙"), ("教育局", "LL-4", ""), ("", "LL-5", ""),
    ]  # fmt: skip
    assert table.sheet.rows[2].cells[0] == ""


def test_header_chosen_by_hand() -> None:
    read = sheet("一|二|三", "编号|事项名称|进展情况", "LL-1|甲|好")
    assert find_table(read, (0,)).headers == ("一", "二", "三")
    assert find_table(read, (0, 1)).headers == ("一/编号", "二/事项名称", "三/进展情况")
    assert find_table(read, (99,)).rows == ()


def test_short_and_long_rows_of_a_text_are_told() -> None:
    rows = ("编号|事项名称|进展情况|", "LL-1|甲|好|", "LL-2|乙", "LL-3|丙|好||多", "LL-4|丁|好||")
    table = find_table(sheet(*rows, delimiter="|"))
    assert (table.short_rows, table.long_rows) == ((3,), (4,))
    assert find_table(sheet(*rows)).long_rows == ()


def test_nothing_known_takes_the_first_row_with_several_cells() -> None:
    assert find_table(sheet("某某表|", "甲甲|乙乙", "1|2")).header_numbers == (2,)
    assert find_table(sheet()).headers == ()


@pytest.mark.parametrize(
    ("numbers", "text"),
    [([3], "3"), ([5, 3, 4, 9], "3—5、9"), (list(range(0, 60, 2)), "0、2、4、6、8、10、12、14、16、18 …")],
)
def test_row_numbers_in_words(numbers: list[int], text: str) -> None:
    assert listed(numbers) == text
