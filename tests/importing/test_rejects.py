"""What can't be taken goes back to its sender in the sender's own form, with a column that says why."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from liling_desk.importing.batch_facts import facts_of, sender_of
from liling_desk.importing.columns import guess_columns
from liling_desk.importing.preview import Preview, make_preview
from liling_desk.importing.reading_files import read_file
from liling_desk.importing.rejects import usual_ending, write_problems
from liling_desk.importing.table import Table, find_table
from liling_desk.ledger.commitment import Commitment, Unit
from liling_desk.ledger.entry import BatchCounts
from liling_desk.ledger.errors import FileUnusable, UsageError
from liling_desk.ledger.indicator import Indicator
from liling_desk.ledger.snapshot import Snapshot
from liling_desk.translations import CHINESE, ENGLISH, Translator

TODAY = date(2021, 7, 5)
CHINESE_WORDS = Translator(CHINESE)
SNAPSHOT = Snapshot(
    {
        "LL-001": Commitment(code="LL-001", title="国道", indicator=Indicator(metric="里程", target=10, unit="公里")),
        "LL-002": Commitment(code="LL-002", title="学校", lead_unit="市教育局"),
    },
    units={"市教育局": Unit(name="市教育局", aliases=("教体局",)), "教育": Unit(name="教育")},
)


def seen(path: Path) -> tuple[Preview, Table]:
    table = find_table(read_file(path))
    columns = guess_columns(table.headers, (), table.sample())
    return make_preview(table, columns, SNAPSHOT, period="2021-06", today=TODAY), table


def book(path: Path, fill: Callable[[Any, Any], None], name: str = "六月") -> Path:
    with xlsxwriter.Workbook(path) as made:
        fill(made.add_worksheet(name), made)
    return path


def a_return(sheet: Any, _book: Any) -> None:
    """A title over all columns, a two-row header, one good row and two with problems."""
    sheet.merge_range("A1:F1", "2021年6月进展报送表")
    sheet.write("A2", "填报单位：教体局")
    sheet.merge_range("A3:A4", "编号")
    sheet.merge_range("B3:B4", "事项名称")
    sheet.merge_range("C3:D3", "进展")
    sheet.write_row("C4", ["进展情况", "完成值"])
    sheet.merge_range("E3:E4", "交办时限")
    sheet.merge_range("F3:F4", "附注")
    sheet.write_row("A5", ["LL-001", "国道", "好", 1, "2021-12-31", "0731"])
    sheet.write_row("A6", ["LL-002", "学校", "主体完工", "很多", "2021-02-30", 12.5])
    sheet.write_string("F7", "=1+1")
    sheet.write_row("A7", ["LL-999", None, "x"])


def shown(path: Path) -> list[list[Any]]:
    return CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python(skip_empty_area=False)


def test_a_workbook_goes_back_as_the_sender_made_it(tmp_path: Path) -> None:
    preview, table = seen(book(tmp_path / "六月.xlsx", a_return))
    assert usual_ending(table) == ".xlsx" and preview.problems
    write_problems(tmp_path / "退回.xlsx", preview, table, CHINESE_WORDS)
    rows = shown(tmp_path / "退回.xlsx")
    assert rows[0][0] == "2021年6月进展报送表" and rows[1][0] == "填报单位：教体局"
    assert rows[2][:7] == ["编号", "事项名称", "进展", "", "交办时限", "附注", "问题"]
    assert rows[3][2:4] == ["进展情况", "完成值"]
    assert rows[4][:6] == ["LL-002", "学校", "主体完工", "很多", "2021-02-30", 12.5]
    assert "读不出数字" in rows[4][6] and "2 月没有 30 日" in rows[4][6]
    assert rows[5][0] == "LL-999" and rows[5][5] == "=1+1" and "LL-999" in rows[5][6]
    assert len(rows) == 6
    opened = CalamineWorkbook.from_path(tmp_path / "退回.xlsx")
    assert opened.sheet_names == ["六月"]
    assert ((2, 0), (3, 0)) in opened.get_sheet_by_index(0).merged_cell_ranges
    with zipfile.ZipFile(tmp_path / "退回.xlsx") as parts:
        sheet, styles = (parts.read(f"xl/{name}.xml").decode() for name in ("worksheets/sheet1", "styles"))
    yellow = {fill for fill, text in enumerate(re.findall(r"<fill>.*?</fill>", styles)) if 'rgb="FFFFFF00"' in text}
    formats = re.findall(r'<xf [^>]*fillId="(\d+)"[^>]*?(?:/>|>.*?</xf>)', styles.split("<cellXfs")[1])
    cells = re.findall(r'<c r="([A-Z]+\d+)" s="(\d+)"', sheet)
    assert {cell for cell, style in cells if int(formats[int(style)]) in yellow} == {"D5", "E5", "A6"}
    assert "<f>" not in sheet and 'quotePrefix="1"' in styles


def test_what_was_mended_comes_in(tmp_path: Path) -> None:
    preview, table = seen(book(tmp_path / "六月.xlsx", a_return))
    write_problems(tmp_path / "退回.xlsx", preview, table, CHINESE_WORDS)
    again, table_again = seen(tmp_path / "退回.xlsx")
    assert [(each.row, each.column, each.value) for each in again.problems] == [
        (row, each.column, each.value) for each, row in zip(preview.problems, (5, 5, 6), strict=True)
    ]
    assert table_again.headers[:-1] == table.headers and "问题" in again.ignored_columns


@pytest.mark.parametrize(
    ("encoding", "mark"), [("gbk", b""), ("utf-8", b"\xef\xbb\xbf"), ("utf-8-sig", b"\xef\xbb\xbf"), ("utf-16", b"\xff\xfe")]
)  # fmt: skip
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_goes_back_in_its_encoding(tmp_path: Path, encoding: str, mark: bytes, delimiter: str) -> None:
    text = "填报单位：教体局\r\n编号,完成值,附注\r\nLL-001,很多,甲\r\nLL-002,,乙\r\n".replace(",", delimiter)
    path = tmp_path / "a.csv"
    path.write_bytes(text.encode(encoding))
    preview, table = seen(path)
    assert usual_ending(table) == ".csv"
    write_problems(tmp_path / "退回.csv", preview, table, CHINESE_WORDS)
    content = (tmp_path / "退回.csv").read_bytes()
    assert content.startswith(mark)
    lines = content.decode("utf-8-sig" if encoding == "utf-8" else encoding).split("\r\n")
    assert lines[:2] == ["填报单位：教体局", delimiter.join(("编号", "完成值", "附注", "问题"))]
    assert lines[2].startswith(delimiter.join(("LL-001", "很多", "甲", "完成值"))) and lines[3:] == [""]


def test_big5_lacks_our_words_and_becomes_utf8(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("編號,事項名稱,完成時限,累計完成值\r\nLL-001,國道,2021-06-31,x\r\n".encode("big5"))
    table = find_table(read_file(path, encoding="big5"))
    columns = guess_columns(table.headers).with_field(0, "code").with_field(3, "value")
    preview = make_preview(table, columns, SNAPSHOT, period="2021-06", today=TODAY)
    assert preview.problems
    write_problems(tmp_path / "退回.csv", preview, table, CHINESE_WORDS)
    assert (tmp_path / "退回.csv").read_text(encoding="utf-8-sig").startswith("編號,")


def test_a_column_of_the_senders_own_that_is_called_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("编号,问题,完成值\nLL-001,缺钱,很多\n", encoding="utf-8")
    preview, table = seen(path)
    write_problems(tmp_path / "退回.csv", preview, table, CHINESE_WORDS)
    head = (tmp_path / "退回.csv").read_text(encoding="utf-8-sig").splitlines()[0].split(",")
    assert head[:3] == ["编号", "问题", "完成值"] and len(set(head)) == 4
    write_problems(tmp_path / "back.csv", preview, table, Translator(ENGLISH))
    assert (tmp_path / "back.csv").exists()


def test_a_file_without_a_title_column_says_so_at_its_head(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("甲,乙\n1,2\n", encoding="utf-8")
    preview, table = seen(path)
    for ending in (".csv", ".xlsx"):
        write_problems(tmp_path / f"退回{ending}", preview, table, CHINESE_WORDS)
    assert "编号或事项名称" in (tmp_path / "退回.csv").read_text(encoding="utf-8-sig").splitlines()[0]
    assert "编号或事项名称" in shown(tmp_path / "退回.xlsx")[0][0]


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_rows_are_written_whole_or_not_at_all(tmp_path: Path, ending: str) -> None:
    preview, table = seen(book(tmp_path / "六月.xlsx", a_return))
    with pytest.raises(FileUnusable):
        write_problems(tmp_path / "none" / f"a{ending}", preview, table, CHINESE_WORDS)
    with pytest.raises(UsageError):
        write_problems(tmp_path / "a.pdf", preview, table, CHINESE_WORDS)
    assert [path.name for path in tmp_path.iterdir()] == ["六月.xlsx"]


def test_long_and_odd_texts_go_back_too(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    cells = [
        "'=1",
        "''=1",
        "\t缩进",
        "字" * 40_000,
        "_x0041_",
        "😀",
        "007",
        "123456789012345678",
        "1e5",
        "-0",
        "<r>&</r>",
    ]
    head = ",".join(f"列{number}" for number in range(len(cells)))
    path.write_text(f"编号,完成值,{head}\nLL-001,很多,{','.join(cells)}\n", encoding="utf-8")
    preview, table = seen(path)
    write_problems(tmp_path / "退回.xlsx", preview, table, CHINESE_WORDS)
    back = find_table(read_file(tmp_path / "退回.xlsx")).rows[0].cells[2:-1]
    from liling_desk.importing.cells import cleaned

    for sent, came in zip(cells, back, strict=True):
        assert came == cleaned(sent) or cleaned(came) == cleaned(sent) or len(sent) > 32_767


def test_who_sent_it_and_how_much_was_taken(tmp_path: Path) -> None:
    preview, table = seen(book(tmp_path / "六月.xlsx", a_return))
    assert sender_of(preview, table, SNAPSHOT) == "市教育局"
    facts = facts_of(preview, table, SNAPSHOT, preview.safe_cells(), b"content")
    assert (facts.sender, facts.sheet, facts.size, facts.period) == ("市教育局", "六月", 7, "2021-06")
    assert facts.counts == BatchCounts(added=0, changed=2, returned=2, left_out=0, problems=3)
    nothing = facts_of(preview, table, SNAPSHOT, frozenset())
    assert nothing.counts == BatchCounts(0, 0, 0, len(preview.changes), 3)


def test_the_sender_is_not_guessed_where_several_are_named(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("编号,报送单位,进展情况\nLL-001,市交通局,好\nLL-002,市教育局,好\n", encoding="utf-8")
    preview, table = seen(path)
    assert sender_of(preview, table, SNAPSHOT) is None
    named = path.rename(tmp_path / "市教育局6月.csv")
    assert sender_of(*seen(named), SNAPSHOT) == "市教育局"
