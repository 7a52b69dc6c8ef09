""".ods, written by hand: values, repeated and hidden rows, merged cells, passwords."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from liling_desk.importing.reading_files import read_file
from liling_desk.importing.sheet import Merge, SheetName
from liling_desk.ledger.errors import FileUnusable

NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in (("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"))
)
HEADER = "<table:table-row>" + "".join(
    f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
    for text in ("编号", "事项名称", "完成时限", "占比")
) + "</table:table-row>"  # fmt: skip


def cell(text: str, kind: str = "string", **given: str) -> str:
    names = {"value": "office:value", "day": "office:date-value", "columns": "table:number-columns-repeated"}
    names |= {
        "across": "table:number-columns-spanned",
        "down": "table:number-rows-spanned",
        "truth": "office:boolean-value",
    }
    attributes = "".join(f' {names[name]}="{value}"' for name, value in given.items())
    return f'<table:table-cell office:value-type="{kind}"{attributes}><text:p>{text}</text:p></table:table-cell>'


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row{more}>{''.join(cells)}</table:table-row>"


def write(path: Path, rows: str, *, before: str = "", styles: str = "", manifest: str = "", columns: str = "") -> Path:
    body = f'{before}<table:table table:name="台账">{columns}{HEADER}{rows}</table:table>'
    text = f"<office:document-content {NAMES}>{styles}<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", f"<manifest>{manifest}</manifest>")
        archive.writestr("content.xml", text)
    return path


def test_cells_are_text_as_people_read_them(tmp_path: Path) -> None:
    rows = row(
        cell("LL-1"),
        cell("一<text:line-break/>二<text:s text:c='2'/>三</text:p><text:p>四"),
        cell("2019年6月13日", "date", day="2019-06-13"),
        cell("38%", "percentage", value="0.38"),
        cell("007", "float", value="7"),
        cell("12.50", "float", value="12.5"),
        cell("2019年6月", "date", day="2019-06-01"),
        cell("", "date", day="2019-06-13T09:30:00"),
        cell("真", "boolean", truth="true"),
        cell("#REF!", "string"),
        cell("4.3E+17", "float", value="430281199001011234"),
    )
    assert read_file(write(tmp_path / "a.ods", rows)).rows[1].cells == (
        "LL-1", "一\n二  三\n四", "2019-06-13", "38%", "007", "12.5", "2019年6月", "2019-06-13 09:30", "TRUE", "#REF!",
        "430281199001011234",
    )  # fmt: skip


def test_hidden_merged_and_commented(tmp_path: Path) -> None:
    styles = '<office:automatic-styles><style:style style:name="ta2"><style:table-properties table:display="false"/></style:style></office:automatic-styles>'
    before = f'<table:table table:name="旧表" table:style-name="ta2">{HEADER}{row(cell("LL-9"))}</table:table>'
    columns = '<table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/>'
    covered = "<table:covered-table-cell/>"
    note = "<office:annotation><text:p>批注</text:p></office:annotation>"
    rows = row(cell("LL-1"), cell("甲", down="2")) + row(
        cell(f"LL-2{note}"), covered, more=' table:visibility="collapse"'
    )
    read = read_file(write(tmp_path / "a.ods", rows, before=before, styles=styles, columns=columns))
    assert read.sheets == (SheetName("旧表", True), SheetName("台账"))
    assert (read.sheet, read.rows[1].cells[0], read.rows[2].cells[0]) == ("台账", "LL-1", "LL-2")
    assert (read.hidden_rows, read.hidden_columns, read.merges) == ({3}, {2}, (Merge(2, 1, 3, 1),))


def test_rows_repeated_to_the_end_cost_nothing(tmp_path: Path) -> None:
    blank = '<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    rows = row(cell("LL-1"), cell("", columns="16380")) + blank + row(cell("LL-2"))
    read = read_file(write(tmp_path / "a.ods", rows))
    assert [each.number for each in read.rows] == [1, 2, 1048573]


def test_cells_repeated_without_end_are_refused(tmp_path: Path) -> None:
    bomb = f'<table:table-row table:number-rows-repeated="1048576">{cell("甲", columns="16384")}</table:table-row>'
    with pytest.raises(FileUnusable, match="展开后太大"):
        read_file(write(tmp_path / "a.ods", bomb))


def test_files_with_a_password_and_broken_ones(tmp_path: Path) -> None:
    with pytest.raises(FileUnusable, match="设有打开密码"):
        read_file(write(tmp_path / "a.ods", "", manifest="<manifest:encryption-data/>"))
    with pytest.raises(FileUnusable, match="损坏"):
        read_file(write(tmp_path / "a.ods", "<table:oops>"))
