"""The returns form (报送表): a unit's open items as a workbook to fill in, made to be read in again row for row."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from liling_desk.ledger.commitment import Commitment
from liling_desk.ledger.periods import month_of
from liling_desk.ledger.returns import Return
from liling_desk.ledger.rollcall import reports
from liling_desk.ledger.standing import Standing
from liling_desk.ledger.status import Status
from liling_desk.reporting.excel_cells import FIRST_DAY, set_up_page, shielded, write_figure, write_text
from liling_desk.reporting.plain_table import PlainCell

# Chinese in every language, as the export: units fill it in, and it is read in again anywhere.
CLAIMS: Final[Mapping[Status, str]] = {
    Status.IN_PROGRESS: "推进中",
    Status.DONE: "已完成",
    Status.NOT_STARTED: "未启动",
    Status.SUSPENDED: "暂缓",
    Status.TERMINATED: "终止",
}
"""What a unit can choose, and the claim that it is read as."""

HEADER_ROW: Final = 3
"""Index of the header row, below title, unit and instructions."""

_HOW_TO: Final = (
    "填写说明：只填黄色各列，其余已锁定。1.“进展情况”写本期做了什么、到了哪一步；没有变化也请写明。"
    "2.“累计完成值”按“计量单位”填截至本期末的累计数，没有量化指标的不填。"
    "3.“自报状态”从下拉框选；选“已完成”的，请随表附上办结依据，由督查室核定。"
    "4.请勿增删列、改表头或改编号；填好后以原文件名报回。"
)
_SIGNED: Final = "填报人：　　　　　　联系电话：　　　　　　审核人：　　　　　　填报日期：　　　　　　"


@dataclass(frozen=True)
class _Row:
    """An item with what its unit reported: for this period, and the newest before it."""

    item: Commitment
    now: Return | None
    before: Return | None
    value_before: float | None
    period: str
    unit: str


@dataclass(frozen=True)
class _Column:
    head: str
    width: float
    get: Callable[[_Row], PlainCell]
    is_input: bool = False
    hidden: bool = False
    hint: str = ""


def _deadline(row: _Row) -> PlainCell:
    deadline = row.item.deadline
    return deadline.phrase or (deadline.latest if deadline.kind == "dated" else None)


def _reported_before(row: _Row) -> str:
    parts = []
    if row.now is not None and row.now.sent_back_on is not None:
        parts.append(f"【本期已退回】{row.now.sent_back_reason}")
    if row.before is not None:
        parts.append(f"【{row.before.period or row.before.reported_on or '此前'}】{row.before.progress}")
    return "\n".join(parts)


def _claim(row: _Row) -> str | None:
    claim = row.now.claimed_status if row.now is not None else None
    return None if claim is None else CLAIMS[Status.DONE if claim is Status.SUBMITTED else claim]


_COLUMNS: Final = (
    _Column("编号", 9, lambda row: row.item.code),
    _Column("事项名称", 26, lambda row: row.item.title),
    _Column("完成时限", 13, _deadline),
    _Column("到期日", 11, lambda row: row.item.due),
    _Column("上次报送", 26, _reported_before),
    _Column("上次数值", 10, lambda row: row.value_before),
    _Column("计量单位", 9, lambda row: row.item.indicator.unit if row.item.indicator is not None else None),
    _Column("进展情况", 36, lambda row: row.now.progress if row.now else None, True, hint="本期做了什么、到了哪一步。"),
    _Column("存在困难及下一步措施", 28, lambda row: row.now.difficulties if row.now else None, True,
            hint="有困难的写清需要谁协调什么；没有的不填。"),
    _Column("累计完成值", 12, lambda row: row.now.value if row.now else None, True,
            hint="按左边的计量单位，填截至本期末的累计数。"),
    _Column("自报状态", 11, _claim, True, hint="从下拉框选。选“已完成”的由督查室核定后销号。"),
    _Column("期别", 9, lambda row: row.period, hidden=True),
    _Column("报送单位", 16, lambda row: row.unit, hidden=True),
)  # fmt: skip


def units_to_ask(standings: Iterable[Standing]) -> dict[str, list[Standing]]:
    """The items that somebody has to report on, by lead unit, in the order given."""
    found: dict[str, list[Standing]] = {}
    for standing in standings:
        if reports(standing.commitment) and standing.commitment.lead_unit:
            found.setdefault(standing.commitment.lead_unit, []).append(standing)
    return found


def returns_form(
    unit: str, standings: Sequence[Standing], returns: Mapping[str, Sequence[Return]], period: str
) -> bytes:
    """An .xlsx for one unit and one period (YYYY-MM); `returns` of a code newest first.

    What the unit has already sent for the period stands in the input columns, so that an unchanged form is no news.
    """
    import xlsxwriter

    rows = [_row(standing.commitment, returns.get(standing.code, ()), period, unit) for standing in standings]
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"title": f"承诺事项进展报送表 {period}", "author": "Liling Desk", "company": unit})
        sheet = book.add_worksheet("报送表")
        formats = _formats(book)
        _head(sheet, unit, period, formats)
        for place, row in enumerate(rows, HEADER_ROW + 1):
            _fill_row(sheet, place, row, formats)
        _set_up(sheet, unit, period, len(rows), formats)
    return out.getvalue()


def _row(item: Commitment, returns: Sequence[Return], period: str, unit: str) -> _Row:
    same = [each for each in returns if each.period == period and each.unit in (unit, None)]
    same.sort(key=lambda each: each.sent_back_on is not None)
    earlier = [each for each in returns if each.sent_back_on is None and _month(each) < period]
    value = next((each.value for each in earlier if each.value is not None), None)
    told = next((each for each in earlier if each.progress), None)
    return _Row(item, same[0] if same else None, told, value, period, unit)


def _month(report: Return) -> str:
    return report.period or (report.reported_on.isoformat()[:7] if report.reported_on else "")


def _formats(book: Any) -> dict[str, Any]:
    line = {"border": 1, "border_color": "#B8BEC9", "valign": "top", "text_wrap": True}
    return {
        "title": book.add_format({"bold": True, "font_size": 16, "align": "center", "valign": "vcenter"}),
        "unit": book.add_format({"bold": True, "valign": "vcenter"}),
        "note": book.add_format({"text_wrap": True, "valign": "top", "font_color": "#4A5160"}),
        "head": book.add_format({**line, "bold": True, "bg_color": "#EBEDF1", "valign": "vcenter", "align": "center"}),
        "head_input": book.add_format(
            {**line, "bold": True, "bg_color": "#FFE699", "valign": "vcenter", "align": "center"}
        ),
        "text": book.add_format({**line, "font_color": "#4A5160"}),
        "date": book.add_format({**line, "font_color": "#4A5160", "num_format": "yyyy-mm-dd", "align": "left"}),
        "text_shielded": book.add_format({**line, "font_color": "#4A5160", "quote_prefix": True}),
        # As text: a typed 38% stays 38%, and 3200万元 is what was written.
        "input": book.add_format({**line, "bg_color": "#FFF9E5", "locked": False, "num_format": "@"}),
        "input_shielded": book.add_format(
            {**line, "bg_color": "#FFF9E5", "locked": False, "num_format": "@", "quote_prefix": True}
        ),
        "signed": book.add_format({"valign": "vcenter", "locked": False}),
    }


def _head(sheet: Any, unit: str, period: str, formats: dict[str, Any]) -> None:
    last = sum(not column.hidden for column in _COLUMNS) - 1
    first = month_of(period)
    month = f"{first.year}年{first.month}月" if first is not None else period
    sheet.merge_range(0, 0, 0, last, f"承诺事项进展报送表（{month}）", formats["title"])
    sheet.merge_range(1, 0, 1, last, f"报送单位：{unit}　　　报送期别：{month}", formats["unit"])
    sheet.merge_range(2, 0, 2, last, _HOW_TO, formats["note"])
    sheet.set_row(0, 30)
    sheet.set_row(1, 20)
    sheet.set_row(2, 48)
    sheet.set_row(HEADER_ROW, 34)
    for place, column in enumerate(_COLUMNS):
        sheet.write_string(HEADER_ROW, place, column.head, formats["head_input" if column.is_input else "head"])
        sheet.set_column(place, place, column.width, None, {"hidden": column.hidden})


def _fill_row(sheet: Any, place: int, row: _Row, formats: dict[str, Any]) -> None:
    for index, column in enumerate(_COLUMNS):
        cell, kind = column.get(row), "input" if column.is_input else "text"
        if cell is None or (isinstance(cell, str) and not cell.strip()):
            sheet.write_blank(place, index, None, formats[kind])
        elif isinstance(cell, str):
            write_text(sheet, place, index, cell, formats[f"{kind}_shielded" if shielded(cell) else kind])
        elif isinstance(cell, (int, float)):
            write_figure(sheet, place, index, cell, formats[kind], as_text=column.is_input)
        elif cell >= FIRST_DAY:
            sheet.write_datetime(place, index, cell, formats["date"])
        else:
            write_text(sheet, place, index, cell.isoformat(), formats[kind])


def _set_up(sheet: Any, unit: str, period: str, count: int, formats: dict[str, Any]) -> None:
    first, last = HEADER_ROW + 1, HEADER_ROW + max(count, 1)
    visible = sum(not column.hidden for column in _COLUMNS) - 1
    sheet.merge_range(last + 2, 0, last + 2, visible, _SIGNED, formats["signed"])
    for index, column in enumerate(_COLUMNS):
        if column.is_input:
            sheet.data_validation(first, index, last, index, _checking(column))
    sheet.ignore_errors({"number_stored_as_text": f"A{first + 1}:{chr(ord('A') + len(_COLUMNS) - 1)}{last + 1}"})
    sheet.freeze_panes(first, 2)
    sheet.protect("", {"format_rows": True, "format_columns": True, "format_cells": True, "sort": False})
    sheet.set_selection(first, next(place for place, column in enumerate(_COLUMNS) if column.is_input), first, 7)
    set_up_page(sheet, f"承诺事项进展报送表　{unit}", period, HEADER_ROW)
    sheet.print_area(0, 0, last + 2, visible)


def _checking(column: _Column) -> dict[str, Any]:
    told = {"input_title": column.head, "input_message": column.hint}
    if column.head != "自报状态":
        return {"validate": "any", **told}
    return {
        "validate": "list", "source": list(CLAIMS.values()), **told, "error_title": "自报状态",
        "error_message": "请从下拉框里选一个。", "error_type": "stop",
    }  # fmt: skip
