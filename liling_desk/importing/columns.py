"""Which column holds which field: by remembered profile, else by the words of the header."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from liling_desk.importing.sheet import Sheet
from liling_desk.ledger.saved_view import Profile
from liling_desk.translations import N_

FIELDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "code": N_("编号"),
        "title": N_("事项名称"),
        "detail": N_("主要内容"),
        "role": N_("角色"),
        "programme": N_("工程"),
        "category": N_("类别"),
        "kind": N_("性质"),
        "lead_unit": N_("牵头单位"),
        "support_units": N_("配合单位"),
        "leader": N_("责任领导"),
        "handler": N_("责任人"),
        "deadline": N_("完成时限"),
        "assigned_deadline": N_("交办时限"),
        "note": N_("备注"),
        "period": N_("期别"),
        "reported_on": N_("报送日期"),
        "unit": N_("报送单位"),
        "progress": N_("进展情况"),
        "difficulties": N_("存在困难"),
        "value": N_("完成值"),
        "claimed_status": N_("自报状态"),
        "done_on": N_("办结日期"),
        "done_basis": N_("办结依据"),
        "metric": N_("指标"),
        "comparison": N_("比较"),
        "target": N_("目标值"),
        "indicator_unit": N_("计量单位"),
        "baseline": N_("基数"),
        "baseline_year": N_("基数年份"),
        "stated_growth_pct": N_("承诺增速%"),
        "reference_date": N_("起算日期"),
        "deadline_earliest": N_("最早日期"),
        "deadline_latest": N_("最晚日期"),
        "section": N_("原文章节"),
        "wording": N_("原文"),
        "parent": N_("上级事项"),
    }
)
"""Every field that a column can fill, in the order of the drop-down, with the msgid that names it."""


@dataclass(frozen=True)
class Columns:
    """`fields[i]` is the field that column i fills ("" = not imported). `doubtful` columns want a look."""

    headers: tuple[str, ...]
    fields: tuple[str, ...]
    doubtful: frozenset[int] = frozenset()
    profile: str | None = None

    def index(self, field: str) -> int | None:
        """The column of a field, if any."""
        return self.fields.index(field) if field in self.fields else None

    def with_field(self, index: int, field: str) -> Columns:
        """The same with one column changed by hand; the column that had the field before gives it up."""
        fields = tuple(
            field if place == index else "" if field and kept == field else kept
            for place, kept in enumerate(self.fields)
        )
        return Columns(self.headers, fields, self.doubtful - {index}, None)

    def as_profile(self, name: str) -> Profile:
        """The mapping under a name, to be recognised by its headers again."""
        return Profile(name=name, columns=dict(zip(self.headers, self.fields, strict=True)))


def find_header(sheet: Sheet) -> int:
    """Index into `sheet.rows` of the header row; title rows above it are passed over."""
    raise NotImplementedError


def headers_of(sheet: Sheet, header_index: int) -> tuple[str, ...]:
    """The header texts, padded to the sheet's width."""
    raise NotImplementedError


def guess_columns(
    headers: Sequence[str], profiles: Iterable[Profile] = (), sample: Sequence[Sequence[str]] = ()
) -> Columns:
    """By the profile whose headers these are, else by header words. `sample`: some data rows' cells, for 序号."""
    raise NotImplementedError
