"""What some systems save as .xls: web pages, tab-separated text, XML spreadsheets."""

from __future__ import annotations

from pathlib import Path

import pytest

from liling_desk.importing.reading_files import read_file
from liling_desk.importing.sheet import Merge, SheetName
from liling_desk.importing.table import find_table
from liling_desk.ledger.errors import FileUnusable

PAGE = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta http-equiv="Content-Type"
 content="text/html; charset={charset}"><style>td {{ color: red }}</style></head><body>
<table><tr><td>导航</td></tr></table>
<table border=1>
 <tr><th rowspan=2>编号</th><th rowspan="2">事项名称</th><th colspan=2>完成情况</th></tr>
 <tr><th>进展情况</th><th>存在困难</th></tr>
 <tr><td>LL-001</td><td rowspan=2>国道&nbsp;&amp;
   省道</td><td>一<br>二</td><td></td></tr>
 <tr style="display:none"><td>LL-002</td><td><p>三</p><p>四</p></td><td>㛃</td>
</table></body></html>"""


@pytest.mark.parametrize("charset", ["gb2312", "utf-8", "utf-16"])
def test_web_pages_saved_as_xls(tmp_path: Path, charset: str) -> None:
    path = tmp_path / "报送.xls"
    path.write_bytes(PAGE.format(charset=charset).encode("gb18030" if charset == "gb2312" else charset))
    read = read_file(path)
    assert [(row.number, row.cells) for row in read.rows] == [
        (1, ("编号", "事项名称", "完成情况")),
        (2, ("", "", "进展情况", "存在困难")),
        (3, ("LL-001", "国道 & 省道", "一\n二")),
        (4, ("LL-002", "", "三\n四", "㛃")),
    ]
    assert Merge(3, 1, 4, 1) in read.merges
    assert read.hidden_rows == {4}
    table = find_table(read)
    assert table.headers == ("编号", "事项名称", "完成情况/进展情况", "完成情况/存在困难")
    assert [row.cell(1) for row in table.rows] == ["国道 & 省道", "国道 & 省道"]
    assert read.sheets == (SheetName("1"), SheetName("2"))


def test_web_pages_without_a_table(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_bytes("<html><body>请登录</body></html>".encode())
    with pytest.raises(FileUnusable, match=r"a.xls 是网页，里面没有表格"):
        read_file(path)


@pytest.mark.parametrize("encoding", ["gbk", "utf-8", "utf-16"])
def test_tab_separated_text_saved_as_xls(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.xls"
    path.write_bytes('编号\t事项名称\t进展情况\r\nLL-1\t甲\t"一\n二"\r\n'.encode(encoding))
    read = read_file(path)
    assert read.delimiter == "\t"
    assert read.rows[1].cells == ("LL-1", "甲", "一\n二")


XML = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Styles><Style ss:ID="p"><NumberFormat ss:Format="Percent"/></Style><Style ss:ID="z"><NumberFormat ss:Format="000"/></Style></Styles>
<Worksheet ss:Name="台账"><Table>
<Column ss:Index="2" ss:Hidden="1"/>
<Row><Cell><Data ss:Type="String">编号</Data></Cell><Cell><Data ss:Type="String">事项名称</Data></Cell><Cell><Data ss:Type="String">完成时限</Data></Cell></Row>
<Row ss:Index="4" ss:Hidden="1"><Cell ss:StyleID="z"><Data ss:Type="Number">7</Data></Cell><Cell ss:MergeDown="1"><Data ss:Type="String">甲&#10;乙</Data></Cell>
<Cell><Data ss:Type="DateTime">2019-06-13T00:00:00.000</Data></Cell><Cell ss:Index="6" ss:StyleID="p"><Data ss:Type="Number">0.38</Data></Cell></Row>
<Row><Cell><Data ss:Type="Number">430281199001011234</Data></Cell></Row>
</Table></Worksheet></Workbook>"""


def test_xml_spreadsheets_of_2003(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_text(XML, encoding="utf-8")
    read = read_file(path)
    assert read.sheet == "台账"
    assert [(row.number, row.cells) for row in read.rows] == [
        (1, ("编号", "事项名称", "完成时限")),
        (4, ("007", "甲\n乙", "2019-06-13", "", "", "38%")),
        (5, ("430281199001011234",)),
    ]
    assert (read.hidden_rows, read.hidden_columns, read.merges) == ({4}, {1}, (Merge(4, 1, 5, 1),))
    path.write_text(XML[:-40], encoding="utf-8")
    with pytest.raises(FileUnusable, match="损坏"):
        read_file(path)
