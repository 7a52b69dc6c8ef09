"""The fields that a column can fill."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

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
