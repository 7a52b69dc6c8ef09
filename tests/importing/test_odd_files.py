"""Files that other programs write in ways of their own: what is meant is read, what is broken is refused by name."""

from __future__ import annotations

import io
import os
import re
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from liling_desk.importing.decoding import decode
from liling_desk.importing.evidence_reading import read_evidence_file
from liling_desk.importing.file_content import content_of
from liling_desk.importing.number_formats import number_text
from liling_desk.importing.reading_files import MOST_FILES, files_in, read_content, read_file
from liling_desk.importing.sheet import Merge, SheetName
from liling_desk.ledger.errors import FileUnusable, UsageError

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import xlwt

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
UTF8 = '<?xml version="1.0" encoding="UTF-8"?>'
HEADER = ("编号", "事项名称", "进展情况")


def inline(ref: str, text: str) -> str:
    return f'<c r="{ref}" t="inlineStr"><is><t>{text}</t></is></c>'


HEAD = f'<row r="1">{inline("A1", "编号")}{inline("B1", "事项名称")}{inline("C1", "进展情况")}</row>'


def relations(*targets: tuple[str, str]) -> str:
    inner = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{part}"/>'
        for number, (kind, part) in enumerate(targets, 1)
    )
    return f'{UTF8}<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'


def workbook(path: Path, sheet: str, **parts: str) -> Path:
    """An .xlsx of the smallest kind around one worksheet's XML; `parts` replaces others: shared, book, names, root."""
    usual = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
        "_rels/.rels": parts.get("root", relations(("officeDocument", "xl/workbook.xml"))),
        "xl/workbook.xml": parts.get(
            "book",
            f'{UTF8}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="甲" sheetId="1" r:id="rId1"/></sheets></workbook>',
        ),
        "xl/_rels/workbook.xml.rels": parts.get(
            "names",
            relations(
                ("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")
            ),
        ),
        "xl/worksheets/sheet1.xml": sheet,
    }
    if "shared" in parts:
        usual["xl/sharedStrings.xml"] = parts["shared"]
    if "styles" in parts:
        usual["xl/styles.xml"] = parts["styles"]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in usual.items():
            archive.writestr(name, text)
    return path


def rows(text: str, before: str = "", after: str = "", name: str = "worksheet") -> str:
    return f'{UTF8}<{name} xmlns="{MAIN}">{before}<sheetData>{HEAD}{text}</sheetData>{after}</{name}>'


def cells(path: Path) -> list[tuple[str, ...]]:
    return [row.cells for row in read_file(path).rows[1:]]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('<c r="A2" t="d"><v>2021-06-13T00:00:00</v></c>', "2021-06-13"),
        ('<c r="A2" t="d"><v>2021-06-13T09:30:00.000Z</v></c>', "2021-06-13 09:30"),
        ('<c r="A2" t="d"><v>2021-06-13T09:30</v></c>', "2021-06-13 09:30"),
        ('<c r="A2" t="b"><v>1</v></c>', "TRUE"),
        ('<c r="A2" t="b"><v>0</v></c>', "FALSE"),
        ('<c r="A2" t="e"><v>#N/A</v></c>', "#N/A"),
        ('<c r="A2"><v>1.50</v></c>', "1.5"),
        ('<c r="A2"><v>kein</v></c>', "kein"),
        ('<c r="A2" s="7"><v>12</v></c>', "12"),
        ('<c r="A2" t="str"><v>a &amp; b</v></c>', "a & b"),
    ],
)
def test_cells_of_every_kind(tmp_path: Path, cell: str, text: str) -> None:
    assert cells(workbook(tmp_path / "a.xlsx", rows(f'<row r="2">{cell}</row>'))) == [(text,)]
    # The same without the quick way: an encoding of its own makes the XML be read by a parser.
    plain = rows(f'<row r="2">{cell}</row>').replace(UTF8, "<!-- 别的程序 -->")
    assert cells(workbook(tmp_path / "b.xlsx", plain)) == [(text,)]


@pytest.mark.parametrize("prologue", [UTF8, "<!-- -->"])
def test_cells_in_any_order_and_twice(tmp_path: Path, prologue: str) -> None:
    text = f'<row r="3">{inline("C3", "丙")}{inline("A3", "LL-3")}</row><row r="2">{inline("A2", "旧")}{inline("A2", "LL-2")}</row>'
    assert cells(workbook(tmp_path / "a.xlsx", rows(text).replace(UTF8, prologue))) == [("LL-2",), ("LL-3", "", "丙")]


def test_the_same_row_written_twice_is_one_row(tmp_path: Path) -> None:
    text = f'<row r="2">{inline("A2", "LL-2")}</row><row r="2">{inline("B2", "甲")}</row>'
    assert cells(workbook(tmp_path / "a.xlsx", rows(text))) == [("LL-2", "甲")]


def test_what_stands_before_and_behind_the_rows(tmp_path: Path) -> None:
    """A long head and a long tail; merges that make no sense, hidden columns that say no numbers, are passed over."""
    before = (
        f'<cols><col min="3" max="3" hidden="1"/><col min="x" max="2" hidden="1"/><col min="1"/></cols>{" " * 200_000}'
    )
    merges = "".join(f'<mergeCell ref="{ref}"/>' for ref in ("A2:B2", "A9:B3", "A2", "A0:A1"))
    after = f"<mergeCells>{merges}</mergeCells>{' ' * 200_000}"
    body = rows(f'<row r="2">{inline("A2", "LL-2")}</row>', before, after)
    for name, text in (("a.xlsx", body), ("b.xlsx", body.replace(UTF8, "<!-- -->"))):
        read = read_file(workbook(tmp_path / name, text))
        assert (read.hidden_columns, read.merges) == ({2}, (Merge(2, 0, 2, 1),))


def test_a_head_or_a_row_that_is_out_of_all_proportion_is_read_all_the_same(tmp_path: Path) -> None:
    text = f'<row r="2">{inline("A2", "LL-2")}</row>'
    assert cells(workbook(tmp_path / "a.xlsx", rows(text, " " * 4_200_000))) == [("LL-2",)]
    huge = f'<row r="2">{inline("A2", "LL-2")}{" " * 4_200_000}</row>'
    assert cells(workbook(tmp_path / "b.xlsx", rows(huge))) == [("LL-2",)]


def test_other_encodings_are_read_as_they_say(tmp_path: Path) -> None:
    text = rows(f'<row r="2">{inline("A2", "渌江")}</row>').replace("UTF-8", "UTF-16")
    path = workbook(tmp_path / "a.xlsx", "")
    parts = dict(zip_parts(path))
    parts["xl/worksheets/sheet1.xml"] = text.encode("utf-16")
    path.write_bytes(packed(parts))
    assert cells(path) == [("渌江",)]


def zip_parts(path: Path) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(path) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]


def packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


SHARED = {
    "plain": f"{UTF8}<sst xmlns='{MAIN}'><si><t>LL-2</t></si><si><t xml:space='preserve'>甲 </t></si></sst>",
    "rich": f"{UTF8}<sst xmlns='{MAIN}'><si><r><t>LL</t></r><r><rPr/><t>-2</t></r></si><si><t>甲 </t><rPh><t>jia</t></rPh></si></sst>",
    "with a comment": f"{UTF8}<sst xmlns='{MAIN}'><!-- x --><si><t>LL-2</t></si><si><t>甲 </t><phoneticPr/></si></sst>",
    "in another order": f"{UTF8}<sst xmlns='{MAIN}'><si><phoneticPr/><t>LL-2</t></si><si><t>甲 </t></si><extLst><ext/></extLst></sst>",
}


@pytest.mark.parametrize("shared", SHARED.values(), ids=SHARED)
def test_shared_texts(tmp_path: Path, shared: str) -> None:
    text = '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c></row>'
    assert [[cell.strip() for cell in row] for row in cells(workbook(tmp_path / "a.xlsx", rows(text), shared=shared))] == [
        ["LL-2", "甲"]
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("sheet", "parts"),
    [
        (rows('<row r="2"><c r="A2" t="s"><v>9</v></c></row>'), {}),
        (rows('<row r="2"><c r="A2" t="s"><v>x</v></c></row>'), {}),
        (rows('<row r="2"><c r="A2" t="s"><v>9</v></c></row>').replace(UTF8, "<!-- -->"), {}),
        (rows('<row r="2"><c r="A2" t="s"><v>0</v></c></row>'), {"shared": "<!DOCTYPE sst><sst/>"}),
        (rows('<row r="2"><c r="A2" t="s"><v>0</v></c></row>'), {"shared": f"{UTF8}<sst><si>"}),
        (rows("")[:-40], {}),
        (f"{UTF8}<worksheet>", {}),
        (rows("").replace(UTF8, "<!DOCTYPE worksheet>"), {}),
        (rows(""), {"book": "<workbook"}),
        (rows(""), {"book": '<!DOCTYPE a [<!ENTITY b "c">]><workbook/>'}),
        (rows(""), {"names": relations(("chartsheet", "worksheets/sheet1.xml"))}),
        (rows(""), {"names": relations(("worksheet", "worksheets/nowhere.xml"))}),
    ],
)
def test_what_is_broken_is_refused_by_name(tmp_path: Path, sheet: str, parts: dict[str, str]) -> None:
    path = workbook(tmp_path / "送来的.xlsx", sheet, **parts)
    with pytest.raises(FileUnusable) as caught:
        read_file(path)
    assert "送来的.xlsx" in str(caught.value.what) and str(caught.value.remedy)


def test_text_that_is_no_utf_8_is_damage(tmp_path: Path) -> None:
    for part, at in (("xl/worksheets/sheet1.xml", "编号"), ("xl/sharedStrings.xml", "事项")):
        path = workbook(tmp_path / "a.xlsx", rows(""), shared=f"{UTF8}<sst><si><t>事项</t></si></sst>")
        parts = dict(zip_parts(path))
        parts[part] = parts[part].replace(at.encode(), b"\xff\xfe")
        path.write_bytes(packed(parts))
        with pytest.raises(FileUnusable, match="损坏"):
            read_file(path)


def test_a_workbook_whose_own_part_is_not_named_is_looked_for_where_it_usually_is(tmp_path: Path) -> None:
    for root in (relations(("core-properties", "docProps/core.xml")), relations(("thumbnail", "a.png"))):
        path = workbook(tmp_path / "a.xlsx", rows(f'<row r="2">{inline("A2", "LL-2")}</row>'), root=root)
        assert cells(path) == [("LL-2",)]


def test_chart_sheets_and_lost_ones_are_left_out_of_the_list(tmp_path: Path) -> None:
    sheets = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"/>' for n, name in enumerate("甲乙丙丁", 1))
    book = f'{UTF8}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{sheets}</sheets></workbook>'
    names = relations(
        ("worksheet", "worksheets/sheet1.xml"), ("chartsheet", "chartsheets/sheet1.xml"), ("worksheet", "nowhere.xml")
    )
    read = read_file(
        workbook(tmp_path / "a.xlsx", rows(f'<row r="2">{inline("A2", "LL-2")}</row>'), book=book, names=names)
    )
    assert read.sheets == (SheetName("甲"),)


def test_a_worksheet_without_content_is_named(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", f'{UTF8}<worksheet xmlns="{MAIN}"><sheetData></sheetData></worksheet>')
    with pytest.raises(FileUnusable, match="是空的"):
        read_file(path, sheet="甲")
    with pytest.raises(UsageError, match="没有名为“乙”的工作表"):
        read_file(path, sheet="乙")


def test_progress_is_told_for_every_kind(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []

    def told(done: int, total: int) -> None:
        seen.append((done, total))

    files: dict[str, Callable[[Path], object]] = {
        "a.xlsx": lambda path: workbook(path, rows(f'<row r="2">{inline("A2", "LL-2")}</row>')),
        "b.xlsx": lambda path: workbook(path, rows(f'<row r="2">{inline("A2", "LL-2")}</row>').replace(UTF8, "<!-- -->")),
        "a.csv": lambda path: path.write_text("编号,事项名称\n" + "LL-1,甲\n" * 4001, encoding="utf-8"),
        "a.html": lambda path: path.write_text("<table><tr><td>编号<td>事项名称<tr><td>LL-1<td>甲</table>", encoding="utf-8"),
        "a.xml": lambda path: path.write_text(SPREADSHEET, encoding="utf-8"),
        "a.xls": lambda path: old_book(path),
    }  # fmt: skip
    for name, write in files.items():
        write(tmp_path / name)
        seen.clear()
        assert read_file(tmp_path / name, report=told).rows
        assert seen and all(0 <= done <= total for done, total in seen), name


def old_book(path: Path, fill: Callable[[Any], None] = lambda _sheet: None) -> Path:
    made = xlwt.Workbook(encoding="utf-8")
    sheet = made.add_sheet("台账")
    for column, text in enumerate(HEADER):
        sheet.write(0, column, text)
    sheet.write(1, 0, "LL-1")
    fill(sheet)
    made.save(str(path))
    return path


def test_error_cells_of_an_old_workbook_are_seen(tmp_path: Path) -> None:
    path = old_book(tmp_path / "a.xls", lambda sheet: sheet.write(1, 2, True))
    data = path.read_bytes()
    # A BOOLERR record: row 1, column 2, style, then value and "is an error".
    changed, times = re.subn(
        rb"(\x05\x02\x08\x00\x01\x00\x02\x00..)\x01\x00", lambda found: found[1] + b"\x17\x01", data, flags=re.DOTALL
    )
    assert times == 1
    path.write_bytes(changed)
    assert cells(path) == [("LL-1", "", "#REF!")]


def test_a_presentation_is_no_table(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + "PowerPoint Document".encode("utf-16-le").ljust(128, b"\0")
    )
    with pytest.raises(FileUnusable, match="是演示文稿"):
        read_file(path)


SPREADSHEET = """<?xml version="1.0"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel">
<Worksheet ss:Name="旧表"><Table><Row><Cell><Data ss:Type="String">编号</Data></Cell></Row></Table><x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions></Worksheet>
<Worksheet ss:Name="台账"><Table><Column/><Column ss:Span="1"/><Column ss:Hidden="1"/>
<Row><Cell><Data ss:Type="String">编号</Data></Cell><Cell><Data ss:Type="String">事项名称</Data></Cell></Row>
<Row><Cell><Data ss:Type="Boolean">1</Data></Cell><Cell><Data ss:Type="Boolean">0</Data></Cell><Cell><Data ss:Type="Number">viel</Data></Cell><Cell><Data ss:Type="String"></Data></Cell><Cell><Data ss:Type="Error">#REF!</Data></Cell></Row>
<Row><Cell><Data ss:Type="DateTime">1899-12-31T09:30:00.000</Data></Cell><Cell><Data ss:Type="DateTime">2019-06-13T09:30:00.000</Data></Cell></Row>
</Table><x:WorksheetOptions><x:Visible>SheetVisible</x:Visible></x:WorksheetOptions></Worksheet></Workbook>"""


def test_xml_spreadsheets_tell_what_they_hide(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text(SPREADSHEET, encoding="utf-8")
    read = read_file(path)
    assert read.sheets == (SheetName("旧表", True), SheetName("台账"))
    assert (read.sheet, read.hidden_columns) == ("台账", {3})
    assert [row.cells for row in read.rows[1:]] == [
        ("TRUE", "FALSE", "viel", "", "#REF!"),
        ("09:30", "2019-06-13 09:30"),
    ]


def test_an_xml_spreadsheet_without_worksheets_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text('<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', encoding="utf-8")
    with pytest.raises(FileUnusable, match="损坏"):
        read_file(path)


def calc(path: Path, spreadsheet: str) -> Path:
    names = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"' for short in ("office", "table", "text")
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr(
            "content.xml",
            f"<office:document-content {names}><office:body><office:spreadsheet>{spreadsheet}</office:spreadsheet>"
            "</office:body></office:document-content>",
        )
    return path


def test_calc_tables(tmp_path: Path) -> None:
    def cell(text: str) -> str:
        return f'<table:table-cell office:value-type="string">{text}</table:table-cell>'

    def row(*texts: str) -> str:
        return f"<table:table-row>{''.join(map(cell, texts))}</table:table-row>"

    head = row("<text:p>编号</text:p>", "<text:p>事项名称</text:p>", "<text:p>进展情况</text:p>")
    inner = f'<table:table table:name="里">{row("<text:p>不读</text:p>")}</table:table>'
    odd = row("<text:p>LL-1</text:p>", f"<text:p>甲<text:tab/>乙</text:p>{inner}", "<text:tab/><text:note/>")
    read = read_file(calc(tmp_path / "a.ods", f"<table:table>{head}{odd}</table:table>"))
    assert read.sheets == (SheetName("1"),)
    assert [row.cells for row in read.rows] == [HEADER, ("LL-1", "甲\t乙")]
    with pytest.raises(FileUnusable, match="损坏"):
        read_file(calc(tmp_path / "b.ods", ""))


@pytest.mark.parametrize(
    "page",
    [
        '<?xml version="1.0"?><html><table><tr><td>编号<td>事项名称<tr><td>LL-1<td>甲</table></html>',
        "<!-- --><table><tr><td>编号<td>事项名称<tr><td>LL-1<td>甲</table>",
        '<html><meta charset="nonsense"><table><tr><td>编号<td>事项名称<tr><td>LL-1<td>甲</table></html>',
        '<html><meta charset="gb2312"><table><tr><td>编号<td>事项名称<tr><td>LL-1<td>甲</table></html>',
        "<table><td>编号<td>事项名称<tr><td>LL-1<td>甲</table>",
    ],
)
def test_web_pages_of_every_make(tmp_path: Path, page: str) -> None:
    path = tmp_path / "a.xls"
    path.write_text(page, encoding="utf-8")
    assert cells(path) == [("LL-1", "甲")]


def test_a_csv_has_no_worksheets(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("编号,事项名称\nLL-1,甲\n", encoding="utf-8")
    with pytest.raises(UsageError, match="没有工作表"):
        read_file(path, sheet="甲")


@pytest.mark.parametrize("text", ["sep=;", "sep=;\n", "\n\n\n", " , \n"])
def test_a_csv_without_rows_is_empty(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FileUnusable, match="空"):
        read_file(path)


@pytest.mark.parametrize(
    ("data", "encoding", "text"),
    [
        ("编号".encode("utf-16-le"), "utf-16", "编号"),
        ("ab".encode("utf-16-be"), "utf-16", "ab"),
        ("编号".encode("utf-8-sig"), "utf-8", "编号"),
        ("编号".encode(), "utf-8-sig", "编号"),
        ("编号".encode("utf-16"), "utf-16", "编号"),
    ],
)
def test_a_chosen_encoding_with_and_without_its_mark(data: bytes, encoding: str, text: str) -> None:
    assert decode(data, "a.csv", encoding).text == text


def test_short_texts_in_gbk_are_not_taken_for_utf_8() -> None:
    assert decode("联通".encode("gbk"), "a.csv").text == "联通"  # two valid characters of UTF-8, but Greek and Armenian
    assert decode("编号,进展\n一,好".encode("gbk")[:-1], "a.csv").notes  # half a character at the end is said


def test_numbers_that_are_none_are_shown_as_they_are() -> None:
    assert [number_text(float(each)) for each in ("inf", "-inf", "nan")] == ["inf", "-inf", "nan"]


def test_what_is_no_file_is_said(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "管道.csv")
    with pytest.raises(FileUnusable, match="不是普通文件"):
        read_file(tmp_path / "管道.csv")


def test_a_folder_with_too_many_files_is_refused(tmp_path: Path) -> None:
    for number in range(MOST_FILES + 1):
        (tmp_path / f"{number}.csv").touch()
    with pytest.raises(FileUnusable, match=str(MOST_FILES)):
        files_in(tmp_path)


def test_a_folder_is_gone_through_with_its_subfolders_but_not_without_end(tmp_path: Path) -> None:
    deep = tmp_path / "1" / "2" / "3" / "4" / "5"
    deep.mkdir(parents=True)
    for folder in (tmp_path, deep, deep.parent):
        (folder / "a.csv").touch()
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "b.csv").touch()
    os.mkfifo(tmp_path / "c.csv")
    (tmp_path / "d.csv").symlink_to(tmp_path / "nowhere.csv")
    assert files_in(tmp_path).files == (deep.parent / "a.csv", tmp_path / "a.csv")


def test_the_progress_of_an_evidence_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "验收单.pdf"
    path.write_bytes(b"%PDF-1.4\n" + b"x" * 3_000_000)
    seen: list[tuple[int, int]] = []
    read_evidence_file(path, 10_000_000, lambda done, total: seen.append((done, total)))
    assert seen[-1][0] == seen[-1][1] == path.stat().st_size and len(seen) > 1


def test_a_file_that_was_kept_is_read_like_the_one_on_the_disk(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", rows(f'<row r="2">{inline("A2", "LL-2")}</row>'))
    assert read_content(content_of(path)).rows == read_file(path).rows
