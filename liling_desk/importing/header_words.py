"""What people write above a column, and the field that it means."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final

RESPONSIBLE: Final = "responsible_unit"
"""责任单位: the lead unit where it stands alone, the supporting units beside a lead unit."""
OUTCOME: Final = "outcome"
"""完成情况: a progress text, or a claim where its cells are status words."""
RUNNING: Final = "running_number"
"""序号: a code, unless it only counts the rows."""
PLAIN_UNIT: Final = "plain_unit"
"""单位: who reports, or the unit of measure beside an indicator."""

_WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "code": "编号 事项编号 任务编号 项目编号 工作编号 承诺编号 事项代码 代码 id code no.code",
        RUNNING: "序号 no no. 问题no. 项次 编次",
        "title": "事项名称 事项 承诺事项 项目名称 工作任务 任务内容 任务名称 工作单名称 标题 项目 本月工作计划 "
        "工作事项 重点工作 重点任务 目标任务 title",
        "detail": "主要内容 具体要求 目标要求 工作内容 整改目标 任务目标 具体措施 整改措施 任务明细 详细说明 详情 "
        "具体内容 工作要求 工作措施 建设内容 detail",
        "role": "角色 定位 role",
        "programme": "工程 板块 专项 programme program",
        "category": "类别 分类 事项类别 category",
        "kind": "性质 事项性质 kind",
        "lead_unit": "牵头单位 牵头组织实施单位 牵头部门 主办单位 承办部门 承办单位 主责单位 lead_unit",
        RESPONSIBLE: "责任单位 责任部门 责任主体 整改责任单位",
        "support_units": "配合单位 协同责任单位 协作和配合单位 责任(配合)单位 责任配合单位 协办部门 协办单位 "
        "配合部门 参与单位 support_units",
        "leader": "责任领导 牵头领导 分管领导 区政府分管领导 市政府分管领导 包案领导 leader",
        "handler": "责任人 负责人 承办人 经办人 联系人 handler",
        "deadline": "完成时限 整改时限 完成时间节点 时间节点 办理时限 计划完成时间 预计结束时间 结束日期 截止时间 "
        "应完成时间 最后时间 时间安排 完成时间 要求时间 时限 截止日期 计划完成日期 deadline stated_deadline",
        "assigned_deadline": "交办时限 交办期限 交办要求时限 assigned_deadline",
        "done_on": "办结日期 实际完成时间 实际结束日期 措施完成时间 实际完成日期 办结时间 done_on",
        "done_basis": "办结依据 done_basis",
        "progress": "进展情况 进展 整改进展情况 总体完成情况 办理反馈 形象进度 序时进度 项目进度 完成度 工作进展 "
        "办理情况 落实情况 推进情况 最新进展 工作进展情况 progress",
        OUTCOME: "完成情况",
        "difficulties": "存在困难 存在问题 困难 困难问题 存在的困难 存在的问题 存在困难和问题 困难和问题 "
        "存在问题及困难 问题和困难 存在困难及下一步措施 下一步工作 下一步打算 difficulties",
        "value": "累计完成值 完成数值 完成值 累计值 累计完成 完成量 累计完成量 累计数值 当前值 数值 value",
        "claimed_status": "状态 自报状态 自评状态 自报 自评 自评情况 任务状态 处理状态 是否完成 完成状态 办理状态 "
        "status claimed_status",
        "note": "备注 备注说明 note",
        "period": "期别 报送期 报送期别 报送月份 月份 period",
        "reported_on": "报送日期 报送时间 填报日期 填报时间 上报日期 上报时间 reported_on",
        "unit": "报送单位 填报单位 上报单位 填表单位 reporting_unit",
        PLAIN_UNIT: "单位 unit",
        "metric": "指标 指标名称 metric",
        "comparison": "比较 comparison",
        "target": "目标值 target",
        "indicator_unit": "计量单位 indicator_unit",
        "baseline": "基数 baseline",
        "baseline_year": "基数年份 基数年 baseline_year",
        "stated_growth_pct": "承诺增速% 承诺增速 stated_growth_pct",
        "reference_date": "起算日期 reference_date",
        "deadline_earliest": "最早日期 deadline_earliest",
        "deadline_latest": "最晚日期 deadline_latest",
        "section": "原文章节 section source_section",
        "wording": "原文 原文表述 wording",
        "parent": "上级事项 parent",
    }
)

# Tried in order where no word fits as it stands; such a guess wants a look.
_LIKE: Final = tuple(
    (re.compile(pattern), field)
    for pattern, field in (
        (r"实际.*(完成|办结|结束).*(日期|时间)|(办结|销号|措施完成)(日期|时间)", "done_on"),
        (r"(交办|督办).*(时限|期限|时间|日期)", "assigned_deadline"),
        (r"(报送|填报|上报|填表)(日期|时间)", "reported_on"),
        (r"(报送|填报|上报|填表)(单位|部门)", "unit"),
        (r"(完成|整改|办理|办结|截止|要求|计划|预计|结束|目标).*(时限|期限|节点|时间|日期)", "deadline"),
        (r"时间节点|时限|截止", "deadline"),
        (r"(配合|协同|协办|协作|协助|参与|参加).*(单位|部门)", "support_units"),
        (r"(牵头|主办|主责|承办|领办).*(单位|部门|科室)", "lead_unit"),
        (r"责任.*(单位|部门|主体|科室)", RESPONSIBLE),
        (r"(责任|牵头|分管|包案|挂点|联系|主管|市|区|县|包联).*领导", "leader"),
        (r"(责任|负责|承办|经办|联系)人", "handler"),
        (r"困难|存在.*问题|下一?步|问题.*建议", "difficulties"),
        (r"自[报评]", "claimed_status"),
        (r"(事项|任务|办理|完成|处理|工作|项目|当前)状态|^是否(完成|办结|销号)", "claimed_status"),
        (r"(完成|累计|实际|当前|本期|本月).*(数值|值|量)", "value"),
        (r"进展|推进情况|落实情况|办理(情况|反馈|结果)|工作情况|形象进度", "progress"),
        (r"完成情况", OUTCOME),
        (r"(事项|任务|项目|工作|承诺|台账)(编号|代码|编码|号)|编号", "code"),
        (r"^序号?$|序号", RUNNING),
        (r"(事项|任务|项目|工作|承诺)(名称|内容|事项|任务)|工作任务|任务名", "title"),
        (r"(主要|具体|建设|工作|整改|任务)(内容|要求|措施|目标)|明细|详情", "detail"),
        (r"备注|说明", "note"),
        (r"期别|报送期", "period"),
        (r"计量单位", "indicator_unit"),
    )
)


_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^】]*】|〔[^〕]*〕")
_EDGES = " *:#、.。"


def plain(header: str) -> str:
    """A header without spaces, line breaks, stars and full-width forms."""
    return "".join(unicodedata.normalize("NFKC", header).casefold().split()).strip(_EDGES)


def _table() -> dict[str, str]:
    return {plain(word): field for field, words in _WORDS.items() for word in words.split()}


_FIELD_OF: Final[Mapping[str, str]] = MappingProxyType(_table())


@lru_cache(maxsize=4096)
def field_of_header(header: str) -> str:
    """The field (or one of the roles above) that a header means by its words; "" where it means none."""
    return _exact(plain(header)) or _alike(plain(header))


@lru_cache(maxsize=4096)
def is_sure(header: str) -> bool:
    """True where the header is one of the known words as it stands, brackets aside."""
    return bool(_exact(plain(header)))


def _exact(word: str) -> str:
    return _FIELD_OF.get(word) or _FIELD_OF.get(_BRACKETS.sub("", word).strip(_EDGES)) or ""


def _alike(word: str) -> str:
    bare = _BRACKETS.sub("", word).strip(_EDGES) or word
    if not 1 < len(bare) <= 16:
        return ""
    return next((field for pattern, field in _LIKE if pattern.search(bare)), "")
