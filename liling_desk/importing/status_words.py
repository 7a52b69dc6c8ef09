"""What units write for a status, and how it is read. A word that means nothing here is never guessed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from liling_desk.ledger.deadline import read_day
from liling_desk.ledger.status import Status

_WORDS: Final = (
    (
        Status.DONE,
        "已完成 已办结 办结 提前完成 超额完成 已竣工 已销号 完成 全部完成 已全部完成 已经完成 竣工 完工 已完工 销号 "
        "按期完成 按期办结 提前办结 圆满完成 整改完成 已整改 已整改完成 完成整改 已办理 办理完毕 已落实 已建成 "
        "按时完成 已验收 通过验收 是 done completed complete finished",
    ),
    (
        Status.IN_PROGRESS,
        "正在办理 进行中 推进中 正在推进 正常推进 有序推进 按序时推进 达到序时进度 取得阶段性成果并持续推进 滞后 "
        "进展缓慢 未达序时 欠进度 超进度 达进度 达序时 序时推进 持续推进 加快推进 稳步推进 扎实推进 正在进行 正在实施 "
        "办理中 整改中 建设中 在建 在办 正在建设 已启动 已开工 启动 开工 按计划推进 基本完成 部分完成 阶段性完成 "
        "实施中 达到序时 未达序时进度 超序时 超序时进度 正在整改 in_progress inprogress ongoing started",
    ),
    (
        Status.NOT_STARTED,
        "未启动 未开工 未开始 未办理 处于前期工作 尚未启动 尚未开工 尚未开始 前期工作 前期准备 待启动 未实施 "
        "not_started notstarted",
    ),
    (Status.SUBMITTED, "待核定 已报核 待销号 申请销号 待验收 拟销号 已报待核 submitted"),
    (Status.SUSPENDED, "暂停 暂缓 延期 缓办 暂缓实施 暂停推进 suspended"),
    (Status.TERMINATED, "已取消 已中止 终止 取消 中止 已终止 不再实施 terminated cancelled canceled"),
)
_STATUS_OF: Final[Mapping[str, Status]] = MappingProxyType(
    {word.replace("_", ""): status for status, words in _WORDS for word in words.split()}
)
_NO_CLAIM: Final = frozenset({"否", "未完成", "未办结", "未销号", "no"})
"""Say that it is not done, and nothing else: no claim at all."""

_DAY = r"\(?(\d{4}(?:\D\d{1,2}\D\d{1,2}日?|\d{4}))\)?"
_DATED = re.compile(rf"(?:(\D+?)[:(于在]?{_DAY}|(?:于|在)?{_DAY}(\D+))")
_BRACKETED = re.compile(r"\([^()]*\)")
_RESERVED = re.compile(r"[未部待除但]")
"""A remark that takes part of the word before it back: 已完成（部分）."""


def _plain(text: str) -> str:
    folded = "".join(unicodedata.normalize("NFKC", text).casefold().split()).strip("。.;,、!·")
    return folded.replace("_", "").replace("-", "") if folded.replace("_", "").replace("-", "").isalpha() else folded


def read_status(text: str) -> tuple[Status | None, date | None] | None:
    """The claim and the day written with it; (None, None) where a cell only says "not done"; None where unreadable."""
    plain = _plain(text)
    if plain in _NO_CLAIM:
        return (None, None)
    if status := _STATUS_OF.get(plain):
        return (status, None)
    if found := _DATED.fullmatch(plain):
        word = (found[1] or found[4]).strip("于在:().、,")
        day = read_day(found[2] or found[3])
        if day is not None and (status := _STATUS_OF.get(word)):
            return (status, day)
    remark = _BRACKETED.search(plain)
    if remark and not _RESERVED.search(remark[0]) and (status := _STATUS_OF.get(_BRACKETED.sub("", plain))):
        return (status, None)
    return None


def is_status_word(text: str) -> bool:
    """True where a cell can be read as a status."""
    return read_status(text) is not None


def nearest(text: str) -> tuple[Status, ...]:
    """Statuses to offer for a text that can't be read, the likeliest first."""
    if re.search(r"[未没待]", text):
        return (Status.NOT_STARTED, Status.IN_PROGRESS)
    return (Status.IN_PROGRESS, Status.DONE)
