"""Status words as units write them, with days before or behind, and negations."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liling_desk.importing.status_words import asked_by, nearest, read_status
from liling_desk.ledger.status import Status

LINES = (Path(__file__).parent / "vocabulary" / "status_words.tsv").read_text(encoding="utf-8").splitlines()[1:]
WORDS = [(line.split("\t")[1], Status(line.split("\t")[0])) for line in LINES]
LIKE = {
    "done": "已顺利完成 按期办结 已全部完成 已整改到位 整改完毕 该项目已竣工 已建成投产 均已完成 已通车 任务已完成 已完成。 【已完成】 "
    "已完成，已销号 已办结/已销号 已完成任务 工作已完成 ＤＯＮＥ Completed 辦結 已如期完成 业已完成 已交付使用 提前竣工 已通过验收 完成验收 结项",
    "in_progress": "正在有序推进中 正在抓紧办理 持续推进中 基本完成 部分完成 即将完成 主体已完工 完成80% 已完成80% 完成过半 完成七成 "
    "推进中（滞后） 进展顺利 严重滞后 目前正在推进 未完成，正在推进 有序推进，滞后 在建 办理中 加快建设中 正在積極推進 正在進行 in progress 已開工 已启动建设 "
    "阶段性完成 按计划推进 正在施工 仍在办理 已完成约60% 完成进度过半 大部分完成 初步完成 正在对接 略有滞后 落后序时 落实中",
    "not_started": "没有启动 还没开始 未动工 尚未开展 暂未实施 前期准备 未启动（等待资金） 正在开展前期工作 Not started 待开工 還未開工 未進場",
    "submitted": "待销号 申请销号 已完成，待验收 待验收 拟办结",
    "suspended": "申请延期 暂缓实施 停工 已暂停 缓建 已搁置 建议暂缓",
    "terminated": "已取消 不再推进 已终止实施 取消 撤销 已作废",
    "": "未完成 尚未办结 没有完成 未全部完成 未按期完成 否 尚未全部完成 未销号 仍未完成 未能按时完成 目前尚未完成",
}
CASES = [(word, Status(status) if status else None) for status, words in LIKE.items() for word in words.split(" ")]
CASES = [
    *((word, status) for word, status in CASES if word not in ("in", "progress", "Not", "started")),
    ("in progress", Status.IN_PROGRESS),
    ("Not started", Status.NOT_STARTED),
]


@pytest.mark.parametrize(("word", "status"), WORDS)
@pytest.mark.parametrize("around", ["{}", " {}。", "{}；", "（{}）", "目前{}"])
def test_vocabulary(word: str, status: Status, around: str) -> None:
    assert read_status(around.format(word)) == (status, None)


@pytest.mark.parametrize(("word", "status"), WORDS)
@pytest.mark.parametrize(
    ("around", "day"),
    [
        ("{} 2016-3-7", date(2016, 3, 7)),
        ("2016年3月7日{}", date(2016, 3, 7)),
        ("{}（2016.3.7）", date(2016, 3, 7)),
        ("于2016/03/07{}", date(2016, 3, 7)),
        ("2021年6月{}", date(2021, 6, 30)),
        ("{} 20160307", date(2016, 3, 7)),
    ],
)
def test_vocabulary_with_a_day(word: str, status: Status, around: str, day: date) -> None:
    assert read_status(around.format(word)) == (status, day)


@pytest.mark.parametrize(("word", "status"), CASES)
def test_like(word: str, status: Status | None) -> None:
    assert read_status(word) == (status, None)


@pytest.mark.parametrize(
    "text",
    [
        "预计2021年12月完成",
        "2021年12月底前完成",
        "2021-12-31前完成",
        "计划6月完成",
        "已完成（部分）",
        "已完成前期工作",
        "完成 2021-11-31",
        "100%",
        "80%",
        "√",
        "是",
        "一般",
        "好",
        "大概差不多了",
        "完成前期调研",
        "已完成，未销号的除外",
        "力争2021年12月31日完成",
        "已完成，推进中",
        "",
        "，",
    ],
)
def test_unreadable(text: str) -> None:
    assert read_status(text) is None
    assert nearest(text)


@pytest.mark.parametrize("sign", ["√", "✓", "✔", "●", "是", "Y", "yes", "☑", "对", "已完成", "是。", "√（已验收）"])
def test_yes_where_the_header_asks(sign: str) -> None:
    assert read_status(sign, asked_by("是否完成")) == (Status.DONE, None)


@pytest.mark.parametrize("sign", ["否", "×", "✗", "○", "□", "N", "no", "未完成"])
def test_no_where_the_header_asks(sign: str) -> None:
    assert read_status(sign, asked_by("是否办结")) == (None, None)


def test_what_is_asked() -> None:
    assert [asked_by(header) for header in ("是否完成", "状态", "是否启动", "完成与否", "是否达序时")] == [
        "done", "", "started", "done", "on_schedule",
    ]  # fmt: skip
    assert read_status("否", "started") == (Status.NOT_STARTED, None)
    assert read_status("是", "started") == (Status.IN_PROGRESS, None)
    assert read_status("否", "on_schedule") == (Status.IN_PROGRESS, None)


def test_year_of_the_period_completes_a_day() -> None:
    assert read_status("6月25日完成", year=2021) == (Status.DONE, date(2021, 6, 25))
    assert read_status("6月25日完成") is None


@settings(max_examples=150, deadline=None)
@given(
    case=st.sampled_from(WORDS + [each for each in CASES if each[0].isalpha()]),
    blanks=st.lists(st.sampled_from(["", " ", "　", "\n"]), min_size=20, max_size=20),
    around=st.sampled_from(["{}", "（{}）", "{}。", "[{}]", "{}！"]),
)
def test_blanks_and_brackets_mean_nothing(case: tuple[str, Status | None], blanks: list[str], around: str) -> None:
    written = "".join(f"{sign}{blank}" for sign, blank in zip(case[0], blanks, strict=False)) + case[0][20:]
    assert read_status(around.format(written)) == (case[1], None)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=30), st.sampled_from(["", "done", "started", "on_schedule"]))
def test_nothing_raises(text: str, asked: str) -> None:
    read_status(text, asked, 2021)  # type: ignore[arg-type]
    assert nearest(text)
