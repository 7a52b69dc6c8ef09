"""The whole ledger as one table, progress texts whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from liling_desk.ledger.errors import UsageError
from liling_desk.ledger.standing import Standing
from liling_desk.reporting.frame import framed
from liling_desk.reporting.grouping import divided
from liling_desk.reporting.material import Material
from liling_desk.reporting.options import ReportOptions
from liling_desk.reporting.report import Align, Cell, Column, DateCell, Report, Table
from liling_desk.reporting.summary import summary_of
from liling_desk.reporting.wording import (
    deadline_cell,
    footnote,
    light_cell,
    unit_cell,
    value_cell,
)
from liling_desk.translations import N_, Message, Translator


@dataclass(frozen=True)
class LedgerColumn:
    """`label` is a msgid; `width` in mm, or a share of what is left."""

    label: str
    width: float
    cell: Callable[[Standing, Translator], Cell]
    share: bool = False
    align: Align = "left"
    parts: tuple[str, ...] = ()


def _place(standing: Standing) -> str:
    item = standing.commitment
    return " / ".join(part for part in (item.role, item.programme, item.category) if part)


def _reported(standing: Standing) -> Cell:
    last = standing.last_return
    if last is None:
        return ""
    return _day(last.reported_on) or last.period or ""


def _day(day: date | None) -> Cell:
    return DateCell(day) if day else ""


COLUMNS: Final[Mapping[str, LedgerColumn]] = {
    "code": LedgerColumn(N_("编号"), 22, lambda s, _: s.code),
    "title": LedgerColumn(N_("承诺事项"), 3, lambda s, _: s.commitment.title, share=True),
    "detail": LedgerColumn(N_("主要内容"), 5, lambda s, _: s.commitment.detail, share=True),
    "place": LedgerColumn(N_("角色 / 工程 / 类别"), 28, lambda s, _: _place(s)),
    "kind": LedgerColumn(N_("性质"), 12, lambda s, _: s.commitment.kind),
    "unit": LedgerColumn(N_("牵头单位"), 24, unit_cell),
    "support": LedgerColumn(N_("配合单位"), 4, lambda s, tr: tr("、").join(s.commitment.support_units), share=True),
    "leader": LedgerColumn(N_("责任领导"), 18, lambda s, _: s.commitment.leader or ""),
    "handler": LedgerColumn(N_("责任人"), 18, lambda s, _: s.commitment.handler or ""),
    "deadline": LedgerColumn(N_("完成时限"), 26, deadline_cell),
    "value": LedgerColumn(
        N_("完成 / 目标"), 29, value_cell, False, "right", (N_("完成值"), N_("目标值"), N_("计量单位"))
    ),
    "status": LedgerColumn(N_("状态"), 20, lambda s, tr: tr(s.commitment.status.word)),
    "light": LedgerColumn(N_("亮灯及原因"), 38, light_cell, parts=(N_("亮灯"), N_("原因"))),
    "reported": LedgerColumn(N_("最近报送"), 21, lambda s, _: _reported(s)),
    "done_on": LedgerColumn(N_("办结日期"), 21, lambda s, _: _day(s.commitment.done_on)),
    "done_basis": LedgerColumn(N_("办结依据"), 4, lambda s, _: s.commitment.done_basis or "", share=True),
    "section": LedgerColumn(N_("原文章节"), 3, lambda s, _: s.commitment.section, share=True),
    "note": LedgerColumn(N_("备注"), 4, lambda s, _: s.commitment.note, share=True),
}
"""Columns that the ledger report can show, by key."""

USUAL_COLUMNS: Final = ("code", "title", "place", "unit", "deadline", "value", "status", "light")


def ledger_report(material: Material, options: ReportOptions, tr: Translator) -> Report:
    """The report on these rows, in their order. Raises `UsageError` for an unknown column."""
    totals = summary_of(material.rows, options, tr)
    items = _items(material.rows, options, tr)
    return framed("ledger", tr("承诺事项台账"), (totals, items), material, options, tr, landscape=True)


def _items(rows: Sequence[Standing], options: ReportOptions, tr: Translator) -> Table:
    chosen = chosen_columns(options.columns)
    columns = tuple(
        Column(key, tr(each.label), each.width, each.share, each.align, tuple(tr(part) for part in each.parts))
        for key, each in chosen.items()
    )
    body: list[tuple[Cell, ...]] = [tuple(each.cell(row, tr) for each in chosen.values()) for row in rows]
    if options.progress_texts:
        columns = (*columns, Column("progress", tr("最新进展"), 8, share=True))
        body = [(*cells, _progress(row, tr)) for row, cells in zip(rows, body, strict=True)]
    table = Table("items", "", columns, (), footnote=footnote(rows, tr), empty=tr("没有符合条件的事项。"))
    return divided(rows, body, table, options.group_by, tr)


def chosen_columns(keys: Sequence[str]) -> dict[str, LedgerColumn]:
    """The columns with these keys, in this order; the usual ones for none. Raises `UsageError` for an unknown key."""
    unknown = [key for key in keys if key not in COLUMNS]
    if unknown:
        raise UsageError(
            Message(N_("报表没有“{column}”这一列。"), {"column": unknown[0]}),
            Message(N_("可以用：{columns}。"), {"columns": ", ".join(COLUMNS)}),
        )
    return {key: COLUMNS[key] for key in keys or USUAL_COLUMNS}


def _progress(standing: Standing, tr: Translator) -> str:
    last = standing.last_return
    if last is None:
        return ""
    parts = [last.progress.strip()]
    if last.difficulties.strip():
        parts.append(tr("困难和下一步：{words}", words=last.difficulties.strip()))
    return "\n".join(part for part in parts if part)
