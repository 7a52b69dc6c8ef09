"""What is pasted from Excel and WPS, and what a folder holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from liling_desk.importing.clipboard_sheet import read_clipboard
from liling_desk.importing.reading_files import files_in
from liling_desk.importing.table import find_table
from liling_desk.ledger.errors import FileUnusable

TEXT = '编号\t事项名称\t进展情况\r\nLL-1\t甲\t"一\n""二"""\r\nLL-2\t\t三\r\n'
HTML = """Version:1.0
<html><head><style>.xl65 {mso-number-format:General;}</style></head><body>
<table><!--StartFragment--><col width=72>
<tr><td>编号</td><td>事项名称</td><td>进展情况</td></tr>
<tr><td>LL-1</td><td rowspan=2>甲</td><td>一<br>"二"</td></tr>
<tr><td>LL-2</td><td>三</td></tr><!--EndFragment--></table></body></html>"""


def test_text_with_quoted_cells() -> None:
    read = read_clipboard(TEXT)
    assert [row.cells for row in read.rows] == [
        ("编号", "事项名称", "进展情况"),
        ("LL-1", "甲", '一\n"二"'),
        ("LL-2", "", "三"),
    ]
    assert read.name == "剪贴板"
    assert len(read.sha256) == 64


def test_merged_cells_come_with_the_html() -> None:
    table = find_table(read_clipboard(TEXT, HTML))
    assert [row.cells for row in table.rows] == [("LL-1", "甲", '一\n"二"'), ("LL-2", "甲", "三")]


def test_html_that_holds_less_than_the_text_is_not_taken() -> None:
    assert read_clipboard(TEXT, "<table><tr><td>编号</td><td>图</td></tr></table>").rows[1].cells[0] == "LL-1"


@pytest.mark.parametrize("text", ["", "   \r\n", "一句话", "编号\t事项名称\r\n"])
def test_no_table_was_copied(text: str) -> None:
    with pytest.raises(FileUnusable, match="剪贴板"):
        read_clipboard(text)


def test_a_folder_says_what_it_passes_over(tmp_path: Path) -> None:
    for name in (
        "乙局.xlsx",
        "甲局.csv",
        "~$乙局.xlsx",
        ".~lock.a.ods#",
        ".隐.csv",
        "说明.docx",
        "下级/丙局.XLS",
        "__MACOSX/x.csv",
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"")
    found = files_in(tmp_path)
    assert [path.name for path in found.files] == ["丙局.XLS", "乙局.xlsx", "甲局.csv"]
    assert {path.name: str(why) for path, why in found.skipped} == {
        "~$乙局.xlsx": "打开着的文件留下的临时文件",
        ".~lock.a.ods#": "打开着的文件留下的临时文件",
        ".隐.csv": "隐藏文件",
        "说明.docx": "不是表格文件",
    }
    with pytest.raises(FileUnusable, match="打不开文件夹"):
        files_in(tmp_path / "没有")
