""".xlsx: numbers as people read them, what is hidden, far cells, odd writings, broken files."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from liling_desk.importing.reading_files import read_file
from liling_desk.importing.sheet import Merge, Sheet, SheetName
from liling_desk.importing.table import find_table
from liling_desk.ledger.errors import FileUnusable, UsageError

HEADER = ("编号", "事项名称", "进展情况")
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def book(path: Path, fill: Callable[[Any, Any], None], **options: object) -> Sheet:
    """A file that XlsxWriter makes, read."""
    workbook = xlsxwriter.Workbook(path, options)
    sheet = workbook.add_worksheet("台账")
    sheet.write_row(0, 0, HEADER)
    fill(workbook, sheet)
    workbook.close()
    return read_file(path)


def raw(
    path: Path,
    rows: str,
    *,
    styles: str = "",
    shared: str = "",
    after: str = "",
    before: str = "",
    workbook: str = "",
    sheet: str | None = None,
    tag: str = "",
) -> Path:
    """A file written part by part, for what no library writes."""
    colon = f"{tag}:" if tag else ""
    names = f'xmlns:{tag}="{MAIN}"' if tag else f'xmlns="{MAIN}"'
    kinds = {"worksheet": "worksheets/sheet1.xml", "styles": "styles.xml", "sharedStrings": "sharedStrings.xml"}
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{workbook}<sheets><sheet name="甲" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        + "".join(
            f'<Relationship Id="rId{n}" Type="{OFFICE}/{kind}" Target="{part}"/>'
            for n, (kind, part) in enumerate(kinds.items(), 1)
        )
        + "</Relationships>",
        "xl/worksheets/sheet1.xml": sheet
        or f"<{colon}worksheet {names}>{before}<{colon}sheetData>{rows}</{colon}sheetData>{after}</{colon}worksheet>",
    }
    if styles:
        parts["xl/styles.xml"] = f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>'
    if shared:
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{shared}</sst>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return path


def text_row(number: int, *texts: str) -> str:
    cells = "".join(
        f'<c r="{chr(65 + place)}{number}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'
        for place, text in enumerate(texts)
    )
    return f'<row r="{number}">{cells}</row>'


def styled(*numbers: int, codes: dict[int, str] | None = None) -> str:
    formats = "".join(
        f'<numFmt numFmtId="{number}" formatCode="{escape(code, {chr(34): "&quot;"})}"/>'
        for number, code in (codes or {}).items()
    )
    xfs = "".join(f'<xf numFmtId="{number}"/>' for number in (0, *numbers))
    return f"<numFmts>{formats}</numFmts><cellStyleXfs><xf numFmtId='14'/></cellStyleXfs><cellXfs>{xfs}</cellXfs>"


def shown(path: Path, value: float | str, number: int, code: str | None = None, epoch: str = "") -> str:
    """What a number is read as under a format."""
    rows = (
        text_row(1, *HEADER)
        + f'<row r="2"><c r="A2" t="inlineStr"><is><t>LL-1</t></is></c><c r="B2" s="1"><v>{value}</v></c></row>'
    )
    styles = styled(number, codes={number: code} if code else None)
    return read_file(raw(path / "格式.xlsx", rows, styles=styles, workbook=epoch)).rows[1].cells[1]


@pytest.mark.parametrize("number", [14, 15, 16, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58])
def test_built_in_formats_of_days_have_no_text_in_the_file(tmp_path: Path, number: int) -> None:
    assert shown(tmp_path, 43629, number) == "2019-06-13"


@pytest.mark.parametrize(
    ("value", "number", "code", "text"),
    [
        (43629, 164, 'yyyy"年"m"月"d"日"', "2019-06-13"),
        (43629, 164, "[$-804]yyyy\\年m\\月d\\日;@", "2019-06-13"),
        (43629, 164, "[DBNum1][$-804]yyyy年m月d日", "2019-06-13"),
        (43629, 164, 'm"月"d"日"', "2019-06-13"),
        (43629, 164, "e/m/d", "2019-06-13"),
        (43629, 164, "aaaa", "2019-06-13"),
        (43629.395833333336, 22, None, "2019-06-13 09:30"),
        (43629.395833333336, 164, "yyyy-mm-dd hh:mm:ss.000", "2019-06-13 09:30"),
        (43617, 57, None, "2019年6月"),
        (43617, 164, 'yyyy"年"m"月"', "2019年6月"),
        (43617, 17, None, "2019年6月"),
        (43617, 164, "yyyy-mm-dd", "2019-06-01"),
        (0.395833333333333, 20, None, "09:30"),
        (0.395833333333333, 164, '上午/下午h"时"mm"分"', "09:30"),
        (1.5, 46, None, "36:00"),
        (1.5, 164, "[h]:mm", "36:00"),
        (1, 14, None, "1900-01-01"),
        (-5, 14, None, "-5"),
        (43629, 0, None, "43629"),
        (0.38, 9, None, "38%"),
        (0.385, 10, None, "38.5%"),
        (0.07, 164, "0%", "7%"),
        (1.1, 164, "0.0%;[Red]-0.0%", "110%"),
        (7, 164, "000000", "000007"),
        (7, 164, '"LL-"000', "LL-007"),
        (12.5, 164, '0.00"万元"', "12.5万元"),
        (1234, 164, "#,##0.00_);[Red](#,##0.00)", "1234"),
        (1234, 164, '"¥"#,##0.00', "1234"),
        (5, 164, "General", "5"),
        ("0.30000000000000004", 0, None, "0.3"),
        ("12.0", 0, None, "12"),
        ("4.3028119900101101E+17", 0, None, "430281199001011000"),
        ("430281199001011234", 0, None, "430281199001011234"),
        ("1E-3", 0, None, "0.001"),
    ],
)  # fmt: skip
def test_numbers_are_read_as_people_see_them(
    tmp_path: Path, value: float | str, number: int, code: str | None, text: str
) -> None:
    assert shown(tmp_path, value, number, code) == text


def test_days_counted_from_1904(tmp_path: Path) -> None:
    assert shown(tmp_path, 43629 - 1462, 58, None, '<workbookPr date1904="1"/>') == "2019-06-13"
    assert shown(tmp_path, 43629 - 1462, 164, "yyyy-mm-dd", '<workbookPr date1904="true"/>') == "2019-06-13"


def test_texts_stay_texts(tmp_path: Path) -> None:
    def fill(workbook: Any, sheet: Any) -> None:
        sheet.write_string(1, 0, "007")
        sheet.write_string(1, 1, "430281199001011234")
        sheet.write_string(1, 2, "43629")
        sheet.write_string(2, 0, "甲‹乙>&\n第二行 _x0041_")
        sheet.write_rich_string(2, 1, "一", workbook.add_format({"bold": True}), "二", "三")
        sheet.write_string(2, 2, "=1+1")

    read = book(tmp_path / "文字.xlsx", fill)
    assert read.rows[1].cells == ("007", "430281199001011234", "43629")
    assert read.rows[2].cells == ("甲‹乙>&\n第二行 _x0041_", "一二三", "=1+1")
    assert read.sheet == "台账"
    assert (read.encoding, read.delimiter) == ("", "")


def test_formulas_errors_and_booleans(tmp_path: Path) -> None:
    def fill(_workbook: Any, sheet: Any) -> None:
        sheet.write_formula(1, 0, '="LL-"&"1"', None, "LL-1")
        sheet.write_formula(1, 1, "=1+1", None, 2)
        sheet.write_formula(1, 2, "=A99", None, "#REF!")
        sheet.write_boolean(2, 0, True)
        sheet.write_formula(2, 1, "=1=2", None, False)

    read = book(tmp_path / "公式.xlsx", fill)
    assert read.rows[1].cells == ("LL-1", "2", "#REF!")
    assert read.rows[2].cells == ("TRUE", "FALSE")


def test_table_that_starts_at_b2_keeps_its_row_numbers(tmp_path: Path) -> None:
    path = tmp_path / "b2.xlsx"
    workbook = xlsxwriter.Workbook(path)
    sheet = workbook.add_worksheet()
    sheet.write_row(1, 1, HEADER)
    sheet.write_row(3, 1, ["LL-1", "甲", "好"])
    workbook.close()
    table = find_table(read_file(path))
    assert table.headers == ("", *HEADER)
    assert table.header_numbers == (2,)
    assert [(row.number, row.cells) for row in table.rows] == [(4, ("", "LL-1", "甲", "好"))]


def test_hidden_rows_columns_and_worksheets_are_told(tmp_path: Path) -> None:
    path = tmp_path / "隐藏.xlsx"
    workbook = xlsxwriter.Workbook(path)
    for name in ("旧表", "说明", "台账", "空表"):
        sheet = workbook.add_worksheet(name)
        if name in ("旧表", "台账"):
            sheet.write_row(0, 0, HEADER)
            sheet.write_row(1, 0, [f"{name}-1", "甲", "好"])
            sheet.write_row(2, 0, [f"{name}-2", "乙", "好"])
        if name == "说明":
            sheet.write(0, 0, "请各单位按时报送")
        if name == "台账":
            sheet.set_row(2, None, None, {"hidden": True})
            sheet.set_column(2, 2, 10, None, {"hidden": True})
            sheet.activate()
    workbook.get_worksheet_by_name("旧表").hide()
    workbook.close()
    read = read_file(path)
    assert read.sheet == "台账"
    assert read.sheets == (SheetName("旧表", True), SheetName("说明"), SheetName("台账"), SheetName("空表"))
    assert [each.name for each in read.others] == ["旧表", "说明", "空表"]
    assert read.hidden_rows == {3}
    assert read.hidden_columns == {2}
    said = " ".join(map(str, read.notes))
    assert "隐藏的 旧表 没有读入" in said
    assert "空表" not in said
    table = find_table(read)
    assert table.hidden == (3,)
    assert [row.cells[0] for row in table.rows] == ["台账-1", "台账-2"]
    assert "第 3 行在原表里是隐藏的" in str(table.notes[0])
    assert read_file(path, sheet="旧表").rows[1].cells[0] == "旧表-1"
    with pytest.raises(UsageError, match="没有名为“没有”的工作表"):
        read_file(path, sheet="没有")


def test_only_hidden_worksheets_are_not_taken_unasked(tmp_path: Path) -> None:
    path = tmp_path / "藏.xlsx"
    workbook = xlsxwriter.Workbook(path)
    workbook.add_worksheet("空")
    sheet = workbook.add_worksheet("藏")
    sheet.write_row(0, 0, HEADER)
    sheet.write_row(1, 0, ["LL-1", "甲"])
    sheet.hide()
    workbook.close()
    with pytest.raises(FileUnusable, match="只有隐藏的工作表（藏）里有内容"):
        read_file(path)
    assert read_file(path, sheet="藏").rows[1].cells[0] == "LL-1"


def test_merged_cells(tmp_path: Path) -> None:
    read = book(tmp_path / "合并.xlsx", lambda _workbook, sheet: sheet.merge_range(1, 1, 3, 2, "甲"))
    assert read.merges == (Merge(2, 1, 4, 2),)


def test_cells_far_away_cost_nothing(tmp_path: Path) -> None:
    rows = text_row(1, *HEADER) + text_row(2, "LL-1", "甲", "好")
    rows += (
        '<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>LL-9</t></is></c><c r="XFD1048576"><v>1</v></c></row>'
    )
    read = read_file(raw(tmp_path / "远.xlsx", rows))
    assert [(row.number, row.cells[0]) for row in read.rows] == [(1, "编号"), (2, "LL-1"), (1048576, "LL-9")]
    assert read.width == 3
    assert "第 1048576 行在第 512 列以后还有内容" in str(read.notes[0])


def test_styled_blanks_down_to_the_last_row_are_not_waited_for(tmp_path: Path) -> None:
    blanks = "".join(f'<row r="{n}"><c r="A{n}" s="1"/><c r="B{n}" s="1"/></row>' for n in range(3, 300_000))
    read = read_file(
        raw(tmp_path / "空.xlsx", text_row(1, *HEADER) + text_row(2, "LL-1", "甲") + blanks, styles=styled(14))
    )
    assert len(read.rows) == 2


def test_a_row_number_that_excel_does_not_have_is_damage(tmp_path: Path) -> None:
    for ref in ("A99999999999", "A1048577", "ZZZZ1"):
        rows = text_row(1, *HEADER) + text_row(2, "LL-1") + f'<row r="3"><c r="{ref}"><v>1</v></c></row>'
        path = raw(tmp_path / "坏.xlsx", rows)
        try:
            read_file(path)
        except FileUnusable as problem:
            assert "损坏" in str(problem.what)


@pytest.mark.parametrize("tag", ["", "x"])
def test_worksheets_written_in_other_ways(tmp_path: Path, tag: str) -> None:
    """Prefixes, no references, other order of attributes, rich inline texts, comments, CDATA."""
    colon = f"{tag}:" if tag else ""
    rows = (
        "<row><c t='inlineStr'><is><t>编号</t></is></c><c t='str'><v>事项名称</v></c><c t='str'><v>完成时限</v></c></row><!-- 注 -->"
        "<row r='3' hidden='1'><c t='s' s='0' r='A3'><v>0</v></c><c r='B3' t='inlineStr'><is><r><t>一</t></r><r><t>二</t></r>"
        "<rPh><t>yi</t></rPh></is></c><c s='1' r='C3'><v><![CDATA[43629]]></v></c></row>"
    )
    if tag:
        for name in ("row", "rPh", "is", "c", "v", "t", "r"):
            rows = (
                rows.replace(f"<{name} ", f"<{colon}{name} ")
                .replace(f"<{name}>", f"<{colon}{name}>")
                .replace(f"</{name}>", f"</{colon}{name}>")
            )
    after = f'<{colon}mergeCells><{colon}mergeCell ref="A3:A4"/></{colon}mergeCells>'
    before = f'<{colon}cols><{colon}col min="2" max="2" hidden="1"/></{colon}cols>'
    path = raw(
        tmp_path / "别.xlsx",
        rows,
        styles=styled(58),
        shared="<si><r><t>LL</t></r><r><t>-1</t></r></si>",
        tag=tag,
        after=after,
        before=before,
    )
    read = read_file(path)
    assert [(row.number, row.cells) for row in read.rows] == [
        (1, ("编号", "事项名称", "完成时限")),
        (3, ("LL-1", "一二", "2019-06-13")),
    ]
    assert (read.hidden_rows, read.hidden_columns, read.merges) == ({3}, {1}, (Merge(3, 0, 4, 0),))


def test_progress_is_told_and_may_cancel(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []

    def fill(_workbook: Any, sheet: Any) -> None:
        for row in range(1, 4000):
            sheet.write_row(row, 0, [f"LL-{row}", "甲" * 20, row * 1.5])

    path = tmp_path / "大.xlsx"
    book(path, fill)
    read_file(path, report=lambda done, total: seen.append((done, total)))
    assert len(seen) > 1
    assert seen[-1][0] == seen[-1][1]

    def stop(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_file(path, report=stop)


def compound(*streams: str) -> bytes:
    """The beginning of an OLE file whose directory names some streams."""
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + b"\0" * 504
        + b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in streams)
    )


def test_files_that_cannot_be_read_say_why(tmp_path: Path) -> None:
    good = raw(tmp_path / "好.xlsx", text_row(1, *HEADER) + text_row(2, "LL-1")).read_bytes()
    cases = {
        "设有打开密码": compound("EncryptionInfo", "EncryptedPackage"),
        "Word": compound("WordDocument"),
        "损坏": good[: len(good) // 2],
        "二进制工作簿": packed({"xl/workbook.bin": b"", "[Content_Types].xml": b""}),
        "Word 文件": packed({"word/document.xml": b"", "[Content_Types].xml": b""}),
        "是压缩包": packed({"报送/a.csv": b""}),
        "只有表头": raw(tmp_path / "头.xlsx", text_row(1, *HEADER)).read_bytes(),
        "是空的": raw(tmp_path / "空.xlsx", "").read_bytes(),
    }
    for says, content in cases.items():
        path = tmp_path / "送来的.xlsx"
        path.write_bytes(content)
        with pytest.raises(FileUnusable, match=says) as caught:
            read_file(path)
        assert "送来的.xlsx" in str(caught.value.what)
        assert str(caught.value.remedy) != "请检查后再试。"


def packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def test_zip_bombs_are_refused_before_they_unpack(tmp_path: Path) -> None:
    path = raw(tmp_path / "弹.xlsx", text_row(1, *HEADER), sheet=f'<worksheet xmlns="{MAIN}">' + " " * 600_000_000)
    with pytest.raises(FileUnusable, match="展开后太大"):
        read_file(path)


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    bomb = f'<!DOCTYPE w [<!ENTITY a "{"x" * 1000}">]><worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1" t="str"><v>&a;</v></c></row></sheetData></worksheet>'
    with pytest.raises(FileUnusable, match="损坏"):
        read_file(raw(tmp_path / "e.xlsx", "", sheet=bomb))


def test_calamine_reads_the_same(tmp_path: Path) -> None:
    def fill(workbook: Any, sheet: Any) -> None:
        day = workbook.add_format({"num_format": "yyyy-mm-dd"})
        for row in range(1, 200):
            sheet.write_row(row, 0, [f"LL-{row:03d}", f"事项 {row}", f"进展\n{row}", row * 1.25])
            sheet.write_datetime(row, 5, datetime(2021, 6, 1 + row % 28), day)

    path = tmp_path / "同.xlsx"
    read = book(path, fill)
    other = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python(skip_empty_area=False)

    def text(value: object) -> str:
        if isinstance(value, date):
            return value.isoformat()
        return str(int(value)) if isinstance(value, float) and value == int(value) else str(value)

    width = read.width
    assert [tuple(map(text, row)) for row in other] == [
        row.cells + ("",) * (width - len(row.cells)) for row in read.rows
    ]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    at=st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), min_size=1, max_size=4),
    cut=st.integers(0, 10_000),
    packed_again=st.booleans(),
)
def test_garbled_files_are_read_or_refused(
    tmp_path: Path, at: list[tuple[int, int]], cut: int, packed_again: bool
) -> None:
    path = tmp_path / "好.xlsx"
    if not path.exists():
        raw(
            path,
            text_row(1, *HEADER)
            + text_row(2, "LL-1", "甲", "好")
            + '<row r="3"><c r="A3" s="1"><v>43629</v></c></row>',
            styles=styled(58),
        )
    content = path.read_bytes()
    if packed_again:  # the damage is inside the worksheet, the zip is sound
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        parts["xl/worksheets/sheet1.xml"] = spoilt(parts["xl/worksheets/sheet1.xml"], at, cut)
        content = packed(parts)
    else:
        content = spoilt(content, at, cut)
    broken = tmp_path / "坏.xlsx"
    broken.write_bytes(content)
    try:
        assert find_table(read_file(broken)).sheet.rows
    except FileUnusable as problem:
        assert str(problem.remedy)


def spoilt(content: bytes, at: list[tuple[int, int]], cut: int) -> bytes:
    changed = bytearray(content)
    for place, byte in at:
        changed[place % len(changed)] = byte
    return bytes(changed[: len(changed) - cut % len(changed)]) if cut % 3 == 0 else bytes(changed)
