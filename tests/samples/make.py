"""Makes the files in tests/samples/files: small tables as departments send them, each awkward in its own way.

python tests/samples/make.py [FOLDER]     always the same bytes for text; workbooks as the installed XlsxWriter writes
"""

from __future__ import annotations

import csv
import io
import sys
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter
import xlwt

FILES = Path(__file__).resolve().parent / "files"
Rows = Sequence[Sequence[str]]

RETURN: Rows = (
    ("编号", "进展情况", "存在困难", "完成值", "自报状态"),
    ("LL-001", "路基完成，正铺油面", "资金缺口", "7.5", "推进中"),
    ("LL-002", "主体封顶", "", "600", "推进中"),
    ("LL-004", "引进 12 人", "", "12", "已完成"),
)


def text(
    rows: Rows, encoding: str = "utf-8", delimiter: str = ",", first: str = "", newline: str = "\r\n", mark: bytes = b""
) -> bytes:
    """Rows as delimited text."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator=newline).writerows(rows)
    return mark + (first + out.getvalue()).encode(encoding)


def book(fill: Callable[[Any, Any], None], name: str = "报送", **options: Any) -> bytes:
    """A workbook with one sheet that `fill(sheet, book)` writes."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, **options}) as made:
        made.set_properties({"created": datetime(2021, 7, 1)})
        fill(made.add_worksheet(name), made)
    return out.getvalue()


def lines(sheet: Any, rows: Rows, row: int = 0, column: int = 0) -> None:
    """Rows as texts from a cell on."""
    for place, cells in enumerate(rows, row):
        for index, cell in enumerate(cells, column):
            if cell:
                sheet.write_string(place, index, cell)


def texts() -> dict[str, bytes]:
    """Encodings, delimiters, quotes and what else can go wrong with text."""
    utf16 = text(RETURN, "utf-16-le", "\t")
    noted = (("编号", "进展情况"), ("LL-001", '第一行\n第二行，“引号”和"半角"'), ("LL-002", "尾"))
    rare = (("编号", "责任人", "进展情况"), ("LL-001", "李㛃", "已开工"), ("LL-002", "王𬱟", "已封顶"))
    return {
        "gbk.csv": text(RETURN, "gbk"),
        "utf8-bom-line-breaks.csv": text(noted, mark=b"\xef\xbb\xbf"),
        "utf8-old-mac-line-ends.csv": text(RETURN, newline="\r"),
        "utf16-bom.txt": b"\xff\xfe" + utf16,
        "utf16-no-bom.txt": utf16,
        "gb18030-rare-characters.csv": text(rare, "gb18030"),
        "big5.csv": text((("code", "progress"), ("LL-001", "路基已經完成"), ("LL-002", "主體封頂")), "big5"),
        "semicolons.csv": text(RETURN, delimiter=";"),
        "sep-line.csv": text(RETURN, "gbk", ";", "sep=;\r\n"),
        "full-width-commas.csv": "\r\n".join("，".join(row[:1] + row[3:]) for row in RETURN).encode(),
        "pipes.txt": text(RETURN, delimiter="|"),
        "unclosed-quote.csv": '编号,进展情况\r\nLL-001,"路基完成\r\nLL-002,主体封顶\r\n'.encode(),
        "short-and-long-rows.csv": "编号,进展情况,备注\r\nLL-001,已开工\r\nLL-002,已封顶,好,多出来的\r\n".encode(),
        "empty.csv": b"\xef\xbb\xbf\r\n\r\n",
        "header-only.csv": text(RETURN[:1]),
        "not-a-table.pdf.csv": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n",
    }


def layouts() -> dict[str, bytes]:
    """Where the table is, and which rows are none of it."""
    titles = (("醴陵市2021年6月承诺事项进展报送表",), ("填报单位：教体局", "", "填报日期：2021-06-28"))
    signed = (("合计", "", "", "619.5", ""), ("填表人：王某", "", "审核人：李某"), ("注：数值为累计数",))
    return {
        "title-rows.csv": text((*titles, *RETURN), "gbk"),
        "totals-and-signatures.csv": text((*RETURN, *signed)),
        "repeated-header.csv": text((*RETURN[:2], RETURN[0], *RETURN[2:])),
        "blank-rows.csv": text((RETURN[0], ("", "", "", "", ""), RETURN[1], (), (" ", "　"), RETURN[2]), newline="\n"),
        "running-number.csv": text(
            (("序号", "事项名称", "进展情况"), ("1", "新建公办幼儿园", "已封顶"), ("2", "引进高层次人才", "12 人"))
        ),
        "duplicate-headers.csv": text((("编号", "进展情况", "进展情况"), ("LL-001", "五月的", "六月的"))),
        "odd-headers.csv": text(
            (("任务编号*", "【最新】进展情况", "存在的问题（如有）", "是 否\n完 成", "自由发挥"),
             ("LL-001", "已开工", "缺钱", "否", "不导入"))
        ),
        "no-known-header.csv": text((("甲", "乙"), ("LL-001", "已开工"))),
    }  # fmt: skip


def meanings() -> dict[str, bytes]:
    """Cells that take some reading."""
    days = ("2021/9/30", "2021.9.30", "20210930", "2021年9月30日", "44469", "２０２１－９－３０", "2021-02-30")
    phrases = ("年底前", "长期", "每季度末", "适时", "2021年9月至11月", "2021-9-30 00:00:00")
    amounts = (("LL-001", "７．５公里"), ("LL-002", "1,200个"), ("LL-003", "38%"), ("LL-004", "二十九左右"),
               ("LL-005", "32000万元"), ("LL-008", "12"))  # fmt: skip
    claims = (("LL-001", "完成 2021-6-7"), ("LL-002", "正在办理"), ("LL-003", "滞后"), ("LL-004", "未完成"),
              ("LL-005", "差不多了"), ("LL-008", "暂缓"))  # fmt: skip
    hidden = (
        ("编号", "进展情况", "备注", "责任人"),
        ("LL-001", "'=1+1", "'普通的引号", "'-张"),
        ("LL-002", "=SUM(A1)", "@某", "+王"),
    )
    return {
        "days.csv": text((("编号", "交办时限"), *((f"LL-{n:03}", day) for n, day in zip((1, 2, 3, 4, 5, 8, 6), days, strict=True)))),
        "deadline-phrases.csv": text((("编号", "完成时限"), *((f"LL-{n:03}", phrase) for n, phrase in zip((1, 2, 3, 4, 5, 8), phrases, strict=True)))),
        "amounts.csv": text((("编号", "累计完成值"), *amounts)),
        "claims.csv": text((("编号", "自报状态"), *claims)),
        "formulas.csv": text(hidden, mark=b"\xef\xbb\xbf"),
        "figures-in-text.csv": text((("编号", "责任人", "备注"), ("LL-001", "007", "430281199001011234"), ("LL-002", "1e5", "0731-23230001"))),
        "several-units.csv": text((("编号", "责任单位"), ("LL-004", "市教育局、市水利局"), ("LL-008", "教体局\n市水利局；市教育局"), ("LL-003", "无"))),
        "lead-beside-responsible.csv": text((("编号", "牵头单位", "责任单位"), ("LL-004", "市教育局", "市水利局，市发展和改革局"))),
        "unit-like-a-known-one.csv": text((("编号", "牵头单位"), ("LL-004", "市水利管理局"), ("LL-008", "市教育局"))),
        "nothing-written.csv": text((("编号", "进展情况", "完成值", "自报状态", "牵头单位"), ("LL-001", "无", "/", "—", "待分办"), ("LL-002", "", "", "", ""))),
    }  # fmt: skip


def matches() -> dict[str, bytes]:
    """Rows and the items that they belong to."""
    return {
        "by-title.csv": text(
            (("事项名称", "进展情况"), ("新建公办幼儿园", "一"), ("（二）106国道 醴陵段升级改造；", "二"), ("3.引进“高层次人才”", "三"))
        ),
        "by-like-title.csv": text((("事项名称", "进展情况"), ("新建公办幼儿园工程", "一"), ("全新的一件事", "二"))),
        "code-written-otherwise.csv": text((("编号", "进展情况"), ("ll-001", "一"), ("ＬＬ－００２", "二"), ("LL3", "三"))),
        "several-rows-for-one.csv": text(
            (("编号", "进展情况", "备注"), ("LL-001", "一样", ""), ("LL-001", "一样", "甲"), ("LL-002", "这样", ""), ("LL-002", "那样", ""))
        ),
        "one-row-for-several.csv": text((("编号", "进展情况"), ("LL-001、LL-003", "一并推进"))),
        "unknown-codes.csv": text((("编号", "进展情况"), ("LL-0O1", "零写成了欧"), ("ZZ-77", "没有这项"), ("LL-007", "已删的"))),
        "new-items.csv": text(
            (("编号", "事项名称", "牵头单位", "完成时限"), ("", "建一座桥", "市水利局", "2022年6月底前"), ("BX-01", "种一片林", "市林业局", "长期"))
        ),
        "nothing-new.csv": text((("编号", "事项名称", "牵头单位", "备注"), ("LL-002", "新建公办幼儿园", "市教育局", ""), ("LL-004", "引进高层次人才", "", "旧备注"))),
        "overwrites-and-verdicts.csv": text(
            (("编号", "备注", "交办时限", "主要内容"), ("LL-004", "新备注", "2021-11-30", "补充内容"), ("LL-006", "", "2021-10-31", "改了内容"))
        ),
        "a-return-again.csv": text(
            (("编号", "期别", "报送单位", "进展情况", "完成值", "自报状态"), ("LL-002", "2021年5月", "教体局", "主体施工", "350", "推进中"))
        ),
    }  # fmt: skip


def books() -> dict[str, bytes]:
    """Workbooks."""
    return {
        "starts-at-b2.xlsx": book(lambda sheet, _: lines(sheet, RETURN, 1, 1)),
        "two-row-header.xlsx": book(_two_row_header),
        "merged-owner.xlsx": book(_merged_owner),
        "hidden-sheet-and-rows.xlsx": book(_hidden),
        "chinese-day-formats.xlsx": book(_day_formats),
        "epoch-1904.xlsx": book(_epoch, date_1904=True),
        "far-used-range.xlsx": book(_far),
        "percents-and-long-digits.xlsx": book(_percents),
        "formula-cells.xlsx": book(_formulas),
        "old-workbook.xls": _old_workbook(),
        "web-page.xls": _web_page().encode("gbk"),
        "tabs.xls": text(RETURN, "gbk", "\t"),
        "open-document.ods": _open_document(RETURN),
        "cut-off.xlsx": book(lambda sheet, _: lines(sheet, RETURN))[:3000],
        "letter.docx.xlsx": _zipped({"word/document.xml": "<w:document/>", "[Content_Types].xml": "<Types/>"}),
    }


def _two_row_header(sheet: Any, _book: Any) -> None:
    sheet.merge_range("A1:F1", "2021年6月进展报送表")
    sheet.merge_range("A2:A3", "编号")
    sheet.merge_range("B2:C2", "责任分工")
    sheet.merge_range("D2:E2", "进展")
    sheet.merge_range("F2:F3", "备注")
    lines(sheet, (("牵头单位", "配合单位", "进展情况", "累计完成值"),), 2, 1)
    lines(sheet, (("LL-004", "市教育局", "市水利局", "引进 12 人", "12", "新备注"),), 3)


def _merged_owner(sheet: Any, _book: Any) -> None:
    lines(
        sheet,
        (("牵头单位", "编号", "进展情况"), ("", "LL-004", "一"), ("", "LL-008", "二"), ("市教育局", "LL-002", "三")),
    )
    sheet.merge_range("A2:A3", "市水利局")


def _hidden(sheet: Any, made: Any) -> None:
    lines(sheet, RETURN)
    sheet.set_row(2, None, None, {"hidden": True})
    secret = made.add_worksheet("内部")
    lines(secret, (("编号", "备注"), ("LL-001", "不给看")))
    secret.hide()


def _day_formats(sheet: Any, made: Any) -> None:
    lines(sheet, (("编号", "交办时限", "报送日期", "进展情况"),))
    for row, (code, number) in enumerate((("LL-001", 58), ("LL-002", 57), ("LL-003", 31), ("LL-005", 14)), 1):
        sheet.write_string(row, 0, code)
        sheet.write_number(row, 1, 43629, made.add_format({"num_format": number}))
        sheet.write_datetime(row, 2, date(2021, 6, 30), made.add_format({"num_format": "yyyy年m月d日"}))
        sheet.write_string(row, 3, "好")


def _epoch(sheet: Any, made: Any) -> None:
    lines(sheet, (("编号", "交办时限"), ("LL-001",)))
    sheet.write_datetime(1, 1, date(2021, 9, 30), made.add_format({"num_format": "yyyy/m/d"}))


def _far(sheet: Any, made: Any) -> None:
    lines(sheet, RETURN)
    grey = made.add_format({"bg_color": "#DDDDDD"})
    sheet.write_blank(1_048_575, 0, None, grey)
    sheet.write_blank(0, 16_383, None, grey)


def _percents(sheet: Any, made: Any) -> None:
    lines(
        sheet,
        (("编号", "完成值", "备注", "责任人"), ("LL-003", "", "430281199001011234", "007"), ("LL-004",), ("LL-005",)),
    )
    sheet.write_number(1, 1, 0.38, made.add_format({"num_format": "0%"}))
    sheet.write_number(2, 1, 12)
    sheet.write_number(3, 1, 1234.5, made.add_format({"num_format": "#,##0.00"}))


def _formulas(sheet: Any, _book: Any) -> None:
    lines(sheet, (("编号", "完成值", "进展情况"), ("LL-001",), ("LL-002", "", "=1+1")))
    sheet.write_formula(1, 1, "=3+4.5", None, 7.5)
    sheet.write_formula(1, 2, '="已"&"开工"', None, "已开工")
    sheet.write_formula(2, 1, "=1/0", None, "#DIV/0!")


def _old_workbook() -> bytes:
    """As Excel 97 to 2003 saved it: figures and days are numbers, the owner is merged down."""
    made = xlwt.Workbook(encoding="utf-8")
    sheet = made.add_sheet("报送")
    day = xlwt.easyxf(num_format_str="yyyy-m-d")
    for index, head in enumerate(("牵头单位", "编号", "完成值", "交办时限")):
        sheet.write(0, index, head)
    sheet.write_merge(1, 2, 0, 0, "市水利局")
    for row, (code, value) in enumerate((("LL-004", 12), ("LL-008", 7.25)), 1):
        sheet.write(row, 1, code)
        sheet.write(row, 2, value)
        sheet.write(row, 3, date(2021, 9, 30), day)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _web_page() -> str:
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in RETURN)
    head = '<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"></head><body>'
    return f"{head}<table><tr><td colspan=5>2021年6月进展报送</td></tr>{rows}</table></body></html>"


def _open_document(rows: Rows) -> bytes:
    cells = "".join(
        "<table:table-row>" + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>' for cell in row
        ) + "</table:table-row>" for row in rows
    )  # fmt: skip
    names = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="{names}:office:1.0" '
        f'xmlns:table="{names}:table:1.0" xmlns:text="{names}:text:1.0" office:version="1.2"><office:body>'
        f'<office:spreadsheet><table:table table:name="报送">{cells}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        f'<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="{names}:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    return _zipped({"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest})


def _zipped(parts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2021, 7, 1, 0, 0, 0)), content)
    return out.getvalue()


def samples() -> dict[str, bytes]:
    """Every file by its name."""
    return texts() | layouts() | meanings() | matches() | books()


def main(folder: Path) -> None:
    """Write them all."""
    folder.mkdir(exist_ok=True)
    for name, content in samples().items():
        (folder / name).write_bytes(content)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FILES)
