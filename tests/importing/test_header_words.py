"""Header words: every word of the vocabulary, their like, and what asks to be settled."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liling_desk.importing.columns import FIELDS, guess_columns
from liling_desk.importing.header_words import FINISHED, OUTCOME, RESPONSIBLE, RUNNING, is_sure, layout_word, meaning_of

LINES = (Path(__file__).parent / "vocabulary" / "header_words.tsv").read_text(encoding="utf-8").splitlines()[1:]
WORDS = [(line.split("\t")[1], line.split("\t")[0]) for line in LINES]
ALSO = {
    "code": {RUNNING},
    "support_units": {RESPONSIBLE},
    "status": {"claimed_status"},
    "progress": {OUTCOME},
    "deadline": {FINISHED},
}
"""Fields of the vocabulary to what the importer calls them, or what is settled by the neighbours."""

LIKE = {
    "code": "编码 台账编号 任务编码 事项代码 LL编号 编号（勿改） 唯一编号 项目编码 督办编号",
    "title": "重点工作任务 年度重点工作 任务（项目）名称 事项/名称 重点任务名称 2021年重点任务 承诺事项内容 工作事项名称 "
    "督查事项 议定事项 整改任务 民生实事 年度目标任务 一、工作任务 任务/名称 重点工作/任务名称 (2)任务名称 项目/名称",
    "detail": "主要工作内容 具体工作内容 建设内容及规模 工作内容及要求 主要措施 推进措施 阶段目标 年度目标 任务描述 目标任务/具体要求",
    "lead_unit": "牵头责任单位 主要责任单位 牵头单位名称 牵头单位（盖章） 市级牵头单位 责任单位/牵头 责任单位/牵头单位 牵头/单位 "
    "单位/牵头 项目牵头单位 牵头科室 承办单位 主管部门 第一责任单位 责任单位（牵头） 牽頭單位 *牵头单位 牵头单位: 牵头单位1 实施单位",
    "support_units": "配合责任单位 协办单位 责任单位/配合 责任单位/配合单位 参与单位 参加单位 相关责任单位 其他责任单位 单位/配合 "
    "协同配合单位 责任单位（配合） 协助单位 会办单位 配合部门",
    "leader": "市级领导 牵头市领导 包案领导 挂点领导 包保领导 联系市领导 分管市领导 责任领导（市级） 县分管领导 责任/领导 市政府分管领导",
    "handler": "具体责任人 责任人及电话 经办人 联络员 项目负责人 责任人（联系电话） 牵头单位/责任人 责任人姓名 直接责任人 具体负责人",
    "deadline": "完成期限 办结时限 要求完成时间 计划完成时限 预计完成时间 截止日期 整改完成时限 完成时限要求 时限要求 时限/完成 "
    "完成时限（年月日） 规定完成时间 目标完成时间 完成\n时限 2021年完成时限 工作时限 进度要求 拟完成时间 完成时限/计划 辦結時限",
    "assigned_deadline": "交办时限 督办时限 交办期限 交办要求时限 督办完成时限",
    "done_on": "实际完成日期 办结时间 销号时间 实际办结时间 完工时间 完成时间/实际 实际竣工时间",
    "progress": "工作进展 最新进展情况 截至6月底进展情况 6月份进展情况 本月工作进展 目前进展情况 办理进展 落实情况 推进落实情况 "
    "工作推进情况 进展情况（截至6月25日） 进展情况/截至6月底 6月/进展情况 整改落实情况 项目推进情况 二季度工作进展 上半年进展情况 進展情況 "
    "截至目前进展情况 2021年1-6月进展情况 办理结果 工作开展情况 第二季度进展 任务进展情况 当前进度 推进情况/形象进度",
    "claimed_status": "自报状态 完成状态 进展状态 办理状态 是否办结 是否销号 是否按期完成 完成与否 目前状态 自评结果 自评完成情况 整改状态 "
    "状态（单选） 是否完成（是/否） 工作状态",
    "difficulties": "存在的困难和问题 存在问题及下一步打算 下一步工作计划 下步打算 需要协调解决的问题 困难及问题 存在困难问题 滞后原因 "
    "未完成原因 进展情况/存在问题 下一步措施 主要问题 问题及建议 下月工作计划",
    "value": "实际完成值 累计完成值（亿元） 完成数量 当前值 1-6月/完成值 完成情况/累计 累计完成量 本月完成值 实际完成数 完成投资 累计完成数",
    "target": "年度目标值 计划值 指标/目标值 目标值（万元） 计划完成值",
    "indicator_unit": "计量单位 指标单位 量化指标/单位 指标/单位",
    "metric": "指标名称 量化指标 考核指标 主要指标",
    "note": "备注说明 备 注 备注（选填） 其他说明 備註 说明",
    "unit": "填报单位 报送部门 上报单位（盖章） 反馈单位 填表单位",
    "reported_on": "填报日期 上报时间 更新时间 反馈日期 报送日期",
    "period": "报送期别 报告期 报送月份 填报月份",
    "category": "事项类别 任务类别 领域 所属领域 分类",
    "programme": "所属工程 板块 专项",
    "wording": "原文表述 原文内容",
    "": "电话 联系电话 开始时间 得分 总投资 附件 审核人 核定人 状态原因 创建时间 计划开工时间 是否超期 签字",
}
CASES = [(word, field) for field, words in LIKE.items() for word in words.split(" ")]


@pytest.mark.parametrize(("word", "field"), WORDS)
def test_vocabulary(word: str, field: str) -> None:
    assert meaning_of(word).field in {field} | ALSO.get(field, set())
    assert is_sure(word)


@pytest.mark.parametrize(("word", "field"), CASES)
def test_like(word: str, field: str) -> None:
    found = meaning_of(word).field
    assert found == field or found in ALSO.get(field, set())


@pytest.mark.parametrize(
    "around", ["1.{}", "（一）{}", "{}（必填）", "*{}", "（{}）", "【{}】", "{}：", "①{}", " {} ", "“{}”", "★{}"]
)
@pytest.mark.parametrize(("word", "field"), WORDS[::3])
def test_what_stands_around_a_word_does_not_change_it(around: str, word: str, field: str) -> None:
    assert meaning_of(around.format(word)).field == meaning_of(word).field


_wide = {chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)}


@settings(max_examples=150, deadline=None)
@given(
    case=st.sampled_from(WORDS + [each for each in CASES if each[1]]),
    blanks=st.lists(st.sampled_from(["", " ", "　", "\n", "\t", "\u00a0"]), min_size=40, max_size=40),
    wide=st.booleans(),
    brackets=st.sampled_from(["{}", "（{}）", "【{}】", "[{}]", "{}*", "{}："]),
)
def test_width_blanks_and_brackets_mean_nothing(
    case: tuple[str, str], blanks: list[str], wide: bool, brackets: str
) -> None:
    word = case[0]
    written = "".join(
        f"{_wide.get(sign, sign) if wide else sign}{blank}" for sign, blank in zip(word, blanks, strict=False)
    )
    written += word[len(blanks) :]
    assert meaning_of(brackets.format(written)) == meaning_of(word)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=40), st.text(max_size=10))
def test_nothing_raises(one: str, other: str) -> None:
    meaning_of(one)
    assert meaning_of(f"{one}/{other}").field in {*FIELDS, RUNNING, OUTCOME, RESPONSIBLE, FINISHED, "plain_unit", ""}
    columns = guess_columns([one, other, one], (), [(other, one, "1")])
    assert len(columns.fields) == 3
    assert set(columns.fields) <= {*FIELDS, ""}
    filled = [field for field in columns.fields if field]
    assert len(filled) == len(set(filled))


def test_a_layout_is_the_same_next_month() -> None:
    assert layout_word("截至6月底进展情况") == layout_word("截至7月底 进展情况") == layout_word("进展情况")
    assert layout_word("完成时限") != layout_word("完成时间")
