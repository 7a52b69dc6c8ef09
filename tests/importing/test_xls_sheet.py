""".xls: what calamine leaves out of it, and what it may be instead."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from liling_desk.importing.reading_files import read_file
from liling_desk.importing.sheet import Merge, SheetName
from liling_desk.importing.table import find_table
from liling_desk.ledger.errors import FileUnusable

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import xlwt

HEADER = ("编号", "事项名称", "完成时限", "占比")
Filling = Callable[[Any, Any], None]


def write(path: Path, fill: Filling, prepare: Callable[[Any], None] = lambda _book: None) -> Path:
    workbook = xlwt.Workbook(encoding="utf-8")
    prepare(workbook)
    sheet = workbook.add_sheet("台账")
    for column, text in enumerate(HEADER):
        sheet.write(0, column, text)
    fill(workbook, sheet)
    workbook.save(str(path))
    return path


def style(code: str) -> Any:
    return xlwt.easyxf(num_format_str=code)


def two_rows(_workbook: Any, sheet: Any) -> None:
    sheet.write(1, 0, "LL-1")
    sheet.write(1, 2, date(2019, 6, 13), style("yyyy/m/d"))
    sheet.write(2, 0, "LL-2")


def test_cells_are_text_as_people_read_them(tmp_path: Path) -> None:
    def fill(_workbook: Any, sheet: Any) -> None:
        for column, (value, code) in enumerate(
            [
                ("LL-1", "General"), ("007", "General"), (43629, 'm"月"d"日"'), (0.38, "0%"), (7, "000"), (12.0, "General"),
                (1.25, "0.00"), (True, "General"), (430281199001011234, "0"), (43617, 'yyyy"年"m"月"'),
            ]
        ):  # fmt: skip
            sheet.write(1, column, value, style(code))
        sheet.write(2, 0, xlwt.Formula("1+1"))
        sheet.write(2, 1, "第一行\n第二行")

    read = read_file(write(tmp_path / "a.xls", fill))
    assert read.rows[1].cells == (
        "LL-1", "007", "2019-06-13", "38%", "007", "12", "1.25", "TRUE", "430281199001011000", "2019年6月",
    )  # fmt: skip
    assert read.rows[2].cells[1] == "第一行\n第二行"
    assert read.sheet == "台账"


def test_chinese_built_in_formats_have_no_text_in_the_file(tmp_path: Path) -> None:
    path = write(tmp_path / "a.xls", lambda _workbook, sheet: sheet.write(1, 2, 43629, style("0.00")))
    content = path.read_bytes()
    # The cell's style (an XF record: font, format, ...) is made to name format 58 in place of 2.
    changed, times = re.subn(rb"(\xe0\x00\x14\x00..)\x02\x00", rb"\g<1>:\0", content, flags=re.DOTALL)
    assert times == 1
    path.write_bytes(changed)
    assert read_file(path).rows[1].cells[2] == "2019-06-13"


def test_days_counted_from_1904(tmp_path: Path) -> None:
    def count_from_1904(workbook: Any) -> None:
        workbook.dates_1904 = True

    path = write(
        tmp_path / "a.xls", lambda _workbook, sheet: sheet.write(1, 2, 43629 - 1462, style("yyyy-m-d")), count_from_1904
    )
    assert read_file(path).rows[1].cells[2] == "2019-06-13"


def test_hidden_and_merged(tmp_path: Path) -> None:
    def old_sheet(workbook: Any) -> None:
        old = workbook.add_sheet("旧表")
        for column, text in enumerate(HEADER):
            old.write(0, column, text)
        old.write(1, 0, "LL-9")
        old.visibility = 1

    def fill(workbook: Any, sheet: Any) -> None:
        two_rows(workbook, sheet)
        sheet.write_merge(1, 2, 1, 1, "甲")
        sheet.row(2).hidden = True
        sheet.col(3).hidden = True
        workbook.set_active_sheet(1)

    read = read_file(write(tmp_path / "a.xls", fill, old_sheet))
    assert read.sheets == (SheetName("旧表", True), SheetName("台账"))
    assert read.sheet == "台账"
    assert "旧表" in str(read.notes[-1])
    assert (read.hidden_rows, read.hidden_columns, read.merges) == ({3}, {3}, (Merge(2, 1, 3, 1),))
    assert [row.cells[1] for row in find_table(read).rows] == ["甲", "甲"]


def test_files_with_a_password_are_named_as_such(tmp_path: Path) -> None:
    path = write(tmp_path / "密.xls", two_rows)
    content = path.read_bytes()
    at = content.index(b"\x42\x00\x02\x00")  # CODEPAGE makes way for FILEPASS, as an encrypted file has it
    path.write_bytes(content[:at] + b"\x2f\x00" + content[at + 2 :])
    with pytest.raises(FileUnusable, match=r"密.xls 设有打开密码"):
        read_file(path)


def test_cut_off_files_are_damaged(tmp_path: Path) -> None:
    path = write(tmp_path / "断.xls", two_rows)
    path.write_bytes(path.read_bytes()[:1500])
    with pytest.raises(FileUnusable, match=r"断.xls 已损坏或不完整"):
        read_file(path)


def test_progress_may_cancel(tmp_path: Path) -> None:
    def stop(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_file(write(tmp_path / "a.xls", two_rows), report=stop)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    at=st.lists(st.tuples(st.integers(0, 6000), st.integers(0, 255)), min_size=1, max_size=6), cut=st.integers(0, 9000)
)
def test_garbled_files_are_read_or_refused(tmp_path: Path, at: list[tuple[int, int]], cut: int) -> None:
    good = tmp_path / "好.xls"
    if not good.exists():
        write(good, two_rows)
    content = bytearray(good.read_bytes())
    for place, byte in at:
        content[place % len(content)] = byte
    path = tmp_path / "坏.xls"
    path.write_bytes(content[: len(content) - cut % len(content)] if cut % 3 == 0 else content)
    try:
        assert read_file(path).rows
    except FileUnusable as problem:
        assert str(problem.remedy)
