"""The whole ledger as one table that an empty ledger can be filled from again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from liling_desk.ledger.commitment import Commitment
from liling_desk.ledger.indicator import Indicator
from liling_desk.ledger.snapshot import Snapshot
from liling_desk.reporting.csv_table import csv_bytes
from liling_desk.reporting.plain_table import PlainCell, PlainTable, number
from liling_desk.reporting.whole_file import write_whole
from liling_desk.reporting.write import checked_ending
from liling_desk.translations import Translator

EXPORT_ENDINGS: Final = (".csv", ".xlsx")
"""What a ledger can be exported as."""

_Get = Callable[[Commitment], PlainCell]


def _of_indicator(get: Callable[[Indicator], PlainCell]) -> _Get:
    return lambda item: get(item.indicator) if item.indicator is not None else None


# Chinese in every language: the same file is read in again anywhere.
_COLUMNS: Final[Mapping[str, _Get]] = {
    "编号": lambda item: item.code,
    "事项名称": lambda item: item.title,
    "主要内容": lambda item: item.detail,
    "角色": lambda item: item.role,
    "工程": lambda item: item.programme,
    "类别": lambda item: item.category,
    "性质": lambda item: item.kind,
    "上级事项": lambda item: item.parent,
    "牵头单位": lambda item: item.lead_unit,
    "配合单位": lambda item: "、".join(item.support_units),
    "责任领导": lambda item: item.leader,
    "责任人": lambda item: item.handler,
    "起算日期": lambda item: item.reference_date,
    "完成时限": lambda item: item.deadline.phrase or (item.deadline.latest if item.deadline.kind == "dated" else None),
    "最早日期": lambda item: item.deadline.earliest,
    "最晚日期": lambda item: item.deadline.latest,
    "交办时限": lambda item: item.assigned_deadline,
    "状态": lambda item: item.status.word,
    "状态原因": lambda item: item.status_reason,
    "办结日期": lambda item: item.done_on,
    "办结依据": lambda item: item.done_basis,
    "核定人": lambda item: item.done_by,
    "指标": _of_indicator(lambda each: each.metric),
    "比较": _of_indicator(lambda each: each.comparison),
    "目标值": _of_indicator(lambda each: number(each.target)),
    "计量单位": _of_indicator(lambda each: each.unit),
    "基数": _of_indicator(lambda each: number(each.baseline)),
    "基数年份": _of_indicator(lambda each: each.baseline_year),
    "承诺增速%": _of_indicator(lambda each: number(each.stated_growth_pct)),
    "原文章节": lambda item: item.section,
    "原文": lambda item: item.wording,
    "备注": lambda item: item.note,
}


def write_ledger(snapshot: Snapshot, path: Path, tr: Translator) -> None:
    """Write all items but deleted ones as .csv or .xlsx. Raises `UsageError` (ending) or `FileUnusable`."""
    ending = checked_ending(path, EXPORT_ENDINGS)
    table = ledger_table(snapshot, tr("台账"))
    if ending == ".csv":
        write_whole(path, csv_bytes(table))
        return
    from liling_desk.reporting.excel_book import table_book

    write_whole(path, table_book([table], table.title))


def ledger_table(snapshot: Snapshot, title: str) -> PlainTable:
    """Every item that is not deleted, by code, with every field."""
    items = sorted((item for item in snapshot.commitments.values() if not item.deleted), key=lambda item: item.code)
    rows = tuple(tuple(get(item) for get in _COLUMNS.values()) for item in items)
    return PlainTable(title, tuple(_COLUMNS), rows)
