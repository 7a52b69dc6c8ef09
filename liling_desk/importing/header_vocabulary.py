"""The words that are written above columns, as data: whole words, words that are asked about, patterns."""

from __future__ import annotations

import re
from collections.abc import Mapping
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
FINISHED: Final = "finished"
"""完成时间: the deadline, or the day of completion beside a deadline."""

WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "code": "编号 事项编号 任务编号 项目编号 工作编号 承诺编号 事项代码 代码 编码 事项编码 任务编码 项目编码 "
        "台账编号 台账号 事项号 任务号 督办编号 督查编号 立项编号 承诺事项编号 工作单号 唯一编号 id code no.code",
        RUNNING: "序号 no no. 问题no. 项次 编次 序 顺序号 问题编号 问题序号 行号 号",
        "title": "事项名称 事项 承诺事项 项目名称 工作任务 任务内容 任务名称 工作单名称 标题 本月工作计划 "
        "工作事项 重点工作 重点任务 目标任务 承诺事项名称 事项标题 任务标题 工作名称 工作事项名称 工作任务名称 "
        "重点工作任务 重点工作事项 重点项目 重点项目名称 重点事项 主要任务 具体任务 任务事项 督办事项 督查事项 "
        "交办事项 决策事项 议定事项 批示事项 落实事项 整改事项 整改任务 整改问题 反馈问题 任务 工作计划 年度任务 "
        "年度重点工作 年度工作任务 年度目标任务 工作目标任务 民生实事 实事项目 实事名称 建设项目 承诺内容 "
        "承诺事项内容 事项内容 目标任务名称 任务清单 工作清单 title task item",
        "detail": "主要内容 具体要求 目标要求 工作内容 整改目标 任务目标 具体措施 整改措施 任务明细 详细说明 详情 "
        "具体内容 工作要求 工作措施 建设内容 工作目标 年度目标 具体目标 阶段目标 目标内容 主要措施 推进措施 "
        "落实措施 任务要求 任务描述 事项描述 问题描述 具体事项 建设内容及规模 建设规模及内容 建设内容与规模 "
        "主要建设内容 事项说明 任务说明 内容要求 工作标准 完成标准 办理要求 交办要求 交办内容 主要工作内容 "
        "工作内容及要求 工作内容和要求 目标任务及要求 detail",
        "role": "角色 定位 role",
        "programme": "工程 板块 专项 所属工程 所属板块 工程名称 专项工程 programme program",
        "category": "类别 分类 事项类别 任务类别 项目类别 工作类别 所属类别 领域 所属领域 事项分类 任务分类 category",
        "kind": "性质 事项性质 项目性质 任务性质 kind",
        "lead_unit": "牵头单位 牵头组织实施单位 牵头部门 主办单位 承办部门 承办单位 主责单位 牵头责任单位 主要责任单位 "
        "牵头责任部门 主办部门 主责部门 主体责任单位 第一责任单位 首要责任单位 牵头科室 责任牵头单位 组织实施单位 "
        "项目牵头单位 总牵头单位 负责单位 负责部门 主管单位 主管部门 实施单位 落实单位 承担单位 牵头 主办 "
        "lead_unit leadunit owner",
        RESPONSIBLE: "责任单位 责任部门 责任主体 整改责任单位 责任科室 责任股室 责任处室",
        "support_units": "配合单位 协同责任单位 协作和配合单位 责任(配合)单位 责任配合单位 协办部门 协办单位 "
        "配合部门 参与单位 配合责任单位 协同单位 协同部门 协作单位 协助单位 协助部门 参加单位 配合科室 会办单位 "
        "会同单位 协同配合单位 协作配合单位 其他责任单位 相关责任单位 参与部门 配合 协办 support_units supportunits",
        "leader": "责任领导 牵头领导 分管领导 区政府分管领导 市政府分管领导 包案领导 包保领导 挂点领导 联系领导 "
        "包联领导 主管领导 市级领导 县级领导 牵头市领导 责任市领导 分管市领导 市领导 县领导 区领导 "
        "牵头责任领导 挂帅领导 督办领导 分管负责人 leader",
        "handler": "责任人 负责人 承办人 经办人 联系人 具体责任人 直接责任人 具体负责人 项目负责人 联络员 联络人 "
        "经办人员 承办人员 责任人员 第一责任人 主要责任人 工作负责人 办理人 handler",
        "deadline": "完成时限 整改时限 完成时间节点 时间节点 办理时限 计划完成时间 预计结束时间 结束日期 截止时间 "
        "应完成时间 最后时间 时间安排 要求时间 时限 截止日期 计划完成日期 完成期限 办理期限 办结时限 "
        "办结期限 整改期限 期限 截至时间 截至日期 最后期限 预计完成时间 预计完成日期 要求完成时间 要求完成时限 "
        "要求办结时间 规定完成时间 应办结时间 应完成日期 拟完成时间 目标完成时间 目标时间 目标时限 完成节点 "
        "节点时间 时间要求 时限要求 进度要求 进度安排 时间进度安排 完成时间要求 完成时限要求 计划时间 计划完成时限 "
        "计划完成节点 计划办结时间 工作时限 落实时限 任务时限 完成时间及节点 结束时间 计划结束时间 计划结束日期 "
        "竣工时间 计划竣工时间 预计竣工时间 deadline stated_deadline duedate due",
        FINISHED: "完成时间 完成日期 整改完成时间 任务完成时间",
        "assigned_deadline": "交办时限 交办期限 交办要求时限 督办时限 督办期限 督查时限 "
        "督办完成时限 交办完成时限 assigned_deadline",
        "done_on": "办结日期 实际完成时间 实际结束日期 措施完成时间 实际完成日期 办结时间 实际办结时间 实际办结日期 "
        "实际结束时间 销号时间 销号日期 实际竣工时间 实际完成时限 实际完成 完工时间 完工日期 done_on",
        "done_basis": "办结依据 销号依据 done_basis",
        "progress": "进展情况 进展 整改进展情况 总体完成情况 办理反馈 形象进度 序时进度 项目进度 完成度 工作进展 "
        "办理情况 落实情况 推进情况 最新进展 工作进展情况 整改情况 整改进展 办理进展 办理进展情况 落实进展 "
        "推进落实情况 贯彻落实情况 工作推进情况 工作落实情况 工作完成情况 任务完成情况 目前进展 目前进展情况 "
        "当前进展 当前进度 工作进度 推进进度 建设进度 进度情况 进度 实施进度 实施情况 建设情况 进展情况说明 进展说明 "
        "进度说明 办理结果 反馈情况 处理情况 办复情况 工作情况 工作开展情况 开展情况 落实整改情况 整改落实情况 "
        "整改完成情况 项目进展 项目进展情况 项目推进情况 任务进展 任务进展情况 事项进展 最新进展情况 主要进展 "
        "主要工作进展 工作成效 取得成效 主要成效 完成进度 工作动态 进展描述 progress",
        OUTCOME: "完成情况 办结情况",
        "difficulties": "存在困难 存在问题 困难 困难问题 存在的困难 存在的问题 存在困难和问题 困难和问题 "
        "存在问题及困难 问题和困难 存在困难及下一步措施 下一步工作 下一步打算 存在的主要问题 主要问题 困难及问题 "
        "存在困难及问题 存在的困难和问题 存在的困难及问题 存在的问题和困难 存在的问题及困难 困难与问题 遇到的困难 "
        "遇到的问题 制约因素 下步打算 下步工作 下步措施 下步工作打算 下一步工作打算 下一步工作措施 下一步措施 "
        "下一步工作计划 下一步计划 下步工作计划 下阶段工作 下阶段打算 下月计划 下月工作计划 需协调事项 "
        "需要协调解决的问题 需协调解决的问题 需要协调的问题 需协调问题 需协调解决问题 未完成原因 滞后原因 "
        "未达序时原因 原因分析 存在问题及建议 问题及建议 存在问题及下一步措施 存在问题及下一步打算 "
        "存在问题和下一步打算 存在困难及下一步打算 存在问题及下步打算 存在问题及原因 difficulties",
        "value": "累计完成值 完成数值 完成值 累计值 累计完成 完成量 累计完成量 累计数值 当前值 数值 实际完成值 "
        "实际值 完成数 实际完成数 累计完成数 实际数 完成数量 实际完成量 完成额 累计完成额 当前完成值 最新值 "
        "最新数值 本期完成值 本月完成值 累计完成投资 完成投资 value",
        "claimed_status": "状态 自报状态 自评状态 自报 自评 自评情况 任务状态 处理状态 是否完成 完成状态 办理状态 "
        "进展状态 事项状态 项目状态 工作状态 当前状态 目前状态 推进状态 整改状态 落实状态 进度状态 办结状态 销号状态 "
        "是否办结 是否销号 是否已完成 是否已办结 是否按期完成 是否按时完成 完成与否 是否整改到位 是否完成整改 "
        "自评结果 自评完成情况 自报完成情况 status claimed_status",
        "note": "备注 备注说明 备 注 其他说明 其它说明 说明 备考 note remark remarks notes",
        "period": "期别 报送期 报送期别 报送月份 月份 报告期 报送周期 填报月份 填报期 数据期 period",
        "reported_on": "报送日期 报送时间 填报日期 填报时间 上报日期 上报时间 更新时间 更新日期 反馈时间 反馈日期 "
        "reported_on",
        "unit": "报送单位 填报单位 上报单位 填表单位 报送部门 填报部门 反馈单位 reporting_unit",
        PLAIN_UNIT: "单位 unit",
        "metric": "指标 指标名称 量化指标 考核指标 主要指标 metric",
        "comparison": "比较 comparison",
        "target": "目标值 年度目标值 计划值 计划完成值 计划数 目标数 任务数 年度任务数 target",
        "indicator_unit": "计量单位 量化指标单位 目标单位 目标值单位 指标单位 度量单位 indicator_unit",
        "baseline": "基数 基期值 基数值 上年基数 baseline",
        "baseline_year": "基数年份 基数年 基期 baseline_year",
        "stated_growth_pct": "承诺增速% 承诺增速 目标增速 stated_growth_pct",
        "reference_date": "起算日期 起算时间 reference_date",
        "deadline_earliest": "最早日期 deadline_earliest",
        "deadline_latest": "最晚日期 deadline_latest",
        "section": "原文章节 section source_section",
        "wording": "原文 原文表述 原文内容 wording",
        "parent": "上级事项 上级任务 parent",
    }
)

ASKED: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "项目": ("title", "programme", "category"),
        "名称": ("title", "lead_unit", "metric"),
        "内容": ("title", "detail", "progress"),
        "问题": ("", "title", "difficulties", "detail"),
        "具体问题": ("title", "difficulties", "detail"),
        "措施": ("detail", "difficulties", "title"),
        "目标": ("detail", "target", "title"),
        "要求": ("detail", "deadline"),
        "情况": ("progress", "claimed_status", "note"),
        "结果": ("progress", "claimed_status"),
        "部门": ("lead_unit", "unit", "support_units"),
        "时间": ("", "deadline", "reported_on", "period"),
        "日期": ("", "reported_on", "deadline", "done_on"),
        "领导": ("leader", "handler"),
        "人员": ("handler", "leader"),
        "类型": ("category", "kind"),
        "计划": ("title", "detail", "deadline"),
        "完成": ("claimed_status", "value", "progress"),
        "责任": ("lead_unit", "handler", "leader"),
        "责任单位及责任人": ("lead_unit", "handler"),
        "责任单位和责任人": ("lead_unit", "handler"),
        "责任单位责任人": ("lead_unit", "handler"),
        "牵头单位及责任人": ("lead_unit", "handler"),
        "进度及状态": ("progress", "claimed_status"),
        "完成率": ("value", "progress"),
        "完成比例": ("value", "progress"),
        "完成百分比": ("value", "progress"),
        "进度%": ("value", "progress"),
    }
)
"""Words that may mean this or that; the first is proposed ("" = not imported)."""

IGNORED: Final = frozenset({
    "电话", "联系电话", "手机", "手机号", "手机号码", "联系方式", "邮箱", "传真", "地址", "签字", "盖章", "签名",
    "签章", "审核人", "核定人", "状态原因", "审核意见", "督查意见", "领导批示", "批示", "附件", "佐证材料",
    "印证材料", "创建时间", "创建人", "修改时间", "修改人", "开始时间", "开始日期", "计划开始时间", "实际开始时间",
    "开工时间", "计划开工时间", "总投资", "得分", "分值", "排名", "亮灯", "颜色", "灯", "是否滞后", "是否超期",
    "是否逾期", "页码",
})  # fmt: skip
"""Words that mean no field of the ledger: not imported, not asked."""

# Tried in order where no word fits as it stands; such a guess wants a look.
LIKE: Final = tuple(
    (re.compile(pattern), field)
    for pattern, field in (
        (
            r"(状态|超期).*原因|核定|审核|^(联系)?(电话|手机|方式)|(开始|开工|启动)(时间|日期)|签字|盖章|总投资|附件|材料",
            "",
        ),
        (r"实际.*(完成|办结|结束|竣工).*(日期|时间)|(办结|销号|措施完成|完工)(日期|时间)", "done_on"),
        (r"(交办|督办).*(时限|期限|时间|日期)", "assigned_deadline"),
        (r"(报送|填报|上报|填表|反馈|更新)(日期|时间)", "reported_on"),
        (r"(报送|填报|上报|填表|反馈)(单位|部门)", "unit"),
        (
            r"(配合|协同|协办|协作|协助|参与|参加|会办|联办).*(单位|部门|科室|主体)|(单位|部门).*(配合|协办|协同)",
            "support_units",
        ),
        (r"(牵头|主办|主责|承办|领办|第一责任|主要责任|主体责任|组织实施).*(单位|部门|科室|主体)", "lead_unit"),
        (r"(单位|部门).*(牵头|主办)", "lead_unit"),
        (r"责任.*(单位|部门|主体|科室|股室|处室)|(单位|部门)责任", RESPONSIBLE),
        (
            r"(完成|整改|办理|办结|截止|截至|要求|计划|预计|结束|目标|竣工|应|拟).*(时限|期限|节点|时间|日期)",
            "deadline",
        ),
        (r"时间节点|时限|截止|期限|节点", "deadline"),
        (r"(责任|牵头|分管|包案|包保|挂点|联系|主管|市|区|县|包联|督办|挂帅).*领导", "leader"),
        (r"(责任|负责|承办|经办|联系|联络)(人|员)", "handler"),
        (r"困难|存在.*问题|下一?步|下阶段|下月|问题.*建议|需.*协调|(未完成|滞后|未达).*原因", "difficulties"),
        (r"自[报评]", "claimed_status"),
        (r"(事项|任务|办理|完成|处理|工作|项目|当前|整改|进展|推进|落实)状态", "claimed_status"),
        (r"^是否(已|按期|按时|全部|如期)?(完成|办结|销号|整改|落实|启动|开工|竣工)", "claimed_status"),
        (r"(完成|累计|实际|当前|本期|本月).*(数值|值|量|数|额)$", "value"),
        (r"(目标|计划|任务)(值|数)", "target"),
        (r"进展|推进情况|落实情况|办理(情况|反馈|结果)|工作情况|形象进度|进度|开展情况|整改情况|实施情况", "progress"),
        (r"完成情况", OUTCOME),
        (r"(事项|任务|项目|工作|承诺|台账)(编号|代码|编码|号)|编号", "code"),
        (r"序号", RUNNING),
        (
            r"(事项|任务|项目|承诺)(名称|内容|事项|任务)|工作(名称|事项|任务)|任务名|(重点|目标|主要)(工作|任务|事项|项目)",
            "title",
        ),
        (r"(主要|具体|建设|工作|整改|任务|推进|落实)(内容|要求|措施|目标)|明细|详情|描述", "detail"),
        (r"备注|说明", "note"),
        (r"期别|报送期", "period"),
        (r"计量单位", "indicator_unit"),
    )
)
