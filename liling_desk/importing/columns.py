"""Which column holds which field: by remembered profile, else by the words of the header."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from liling_desk.importing.header_words import (
    OUTCOME,
    PLAIN_UNIT,
    RESPONSIBLE,
    RUNNING,
    field_of_header,
    is_sure,
    plain,
)
from liling_desk.importing.status_words import is_status_word
from liling_desk.ledger.saved_view import Profile
from liling_desk.translations import N_

_COUNT = re.compile(r"\d{1,5}(\.0)?[.、]?|[一二三四五六七八九十]+、?|[（(]\d+[)）]|合计|总计|小计")

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


def guess_columns(
    headers: Sequence[str], profiles: Iterable[Profile] = (), sample: Sequence[Sequence[str]] = ()
) -> Columns:
    """By the profile whose headers these are, else by header words. `sample`: some data rows' cells, for 序号."""
    wanted = {plain(header) for header in headers if header.strip()}
    for profile in profiles:
        if wanted and {plain(header) for header in profile.columns if header.strip()} == wanted:
            return by_profile(headers, profile)
    meant = [field_of_header(header) for header in headers]
    _settle_roles(meant, sample)
    for index, field in enumerate(meant):
        if field == RUNNING:
            meant[index] = "" if "code" in meant or _counts_rows(_column(sample, index)) else "code"
    if "done_on" in meant and "done_basis" not in meant:
        meant[meant.index("done_on")] = ""  # a unit's date of completion is no verdict; the desk's own export has both
    fields, doubtful = _each_once(headers, meant)
    return Columns(tuple(headers), fields, doubtful)


def by_profile(headers: Sequence[str], profile: Profile) -> Columns:
    """The mapping that a profile remembers; headers that it doesn't know are not imported and doubtful."""
    known = {plain(header): field for header, field in profile.columns.items()}
    fields = [known.get(plain(header), "") for header in headers]
    fields = [field if field in FIELDS and field not in fields[:place] else "" for place, field in enumerate(fields)]
    strange = frozenset(place for place, header in enumerate(headers) if header.strip() and plain(header) not in known)
    return Columns(tuple(headers), tuple(fields), strange, profile.name)


def _settle_roles(meant: list[str], sample: Sequence[Sequence[str]]) -> None:
    """Words that mean different things beside different neighbours."""
    measured = "metric" in meant or "target" in meant
    for index, field in enumerate(meant):
        if field == RESPONSIBLE:
            meant[index] = "support_units" if "lead_unit" in meant[:index] + meant[index + 1 :] else "lead_unit"
        elif field == PLAIN_UNIT:
            meant[index] = "indicator_unit" if measured else "unit"
        elif field == OUTCOME:
            texts = [text for text in _column(sample, index) if text]
            claims = sum(is_status_word(text) for text in texts)
            is_claim = claims * 2 > len(texts) if texts else "progress" in meant
            meant[index] = "claimed_status" if is_claim else "progress"


def _each_once(headers: Sequence[str], meant: Sequence[str]) -> tuple[tuple[str, ...], frozenset[int]]:
    """Of several columns for one field the first sure one wins; the others, and unsure ones, want a look."""
    fields, doubtful = [""] * len(meant), set[int]()
    for sure in (True, False):
        for index, field in enumerate(meant):
            if not field or is_sure(headers[index]) is not sure:
                continue
            if field in fields:
                doubtful.add(index)
                continue
            fields[index] = field
            if not sure:
                doubtful.add(index)
    return tuple(fields), frozenset(doubtful)


def _column(sample: Sequence[Sequence[str]], index: int) -> list[str]:
    return [row[index].strip() if index < len(row) else "" for row in sample]


def _counts_rows(texts: Sequence[str]) -> bool:
    """True where every filled cell is a plain number: 1, 2, 3 only count the rows."""
    return all(_COUNT.fullmatch(text) for text in texts if text)
