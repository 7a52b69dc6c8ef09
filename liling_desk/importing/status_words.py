"""What units write for a status, and how it is read. A word that means nothing here is never guessed."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Final, Literal

from liling_desk.importing.plain_words import plain_words
from liling_desk.ledger.status import Status

Asked = Literal["", "done", "started", "on_schedule"]
"""What a header like 是否完成 asks; "" where it asks no yes or no."""
Claim = tuple[Status | None, date | None]
"""The claim and the day written with it; (None, None) where a cell only says "not done"."""

_WORDS: Final = (
    (
        Status.DONE,
        "已完成 已办结 办结 提前完成 超额完成 已竣工 已销号 完成 全部完成 已全部完成 已经完成 竣工 完工 已完工 销号 "
        "按期完成 按期办结 提前办结 圆满完成 整改完成 已整改 已整改完成 完成整改 已办理 办理完毕 已落实 已建成 "
        "按时完成 已验收 通过验收 已整改到位 整改到位 已办 已结 结案 已结案 结题 已投产 已通车 已交付 已投用 "
        "已完成并销号 已完成销号 完成并销号 已完成验收 长期坚持已完成 已关闭 完毕 "
        "done completed complete finished closed",
    ),
    (
        Status.IN_PROGRESS,
        "正在办理 进行中 推进中 正在推进 正常推进 有序推进 按序时推进 达到序时进度 取得阶段性成果并持续推进 滞后 "
        "进展缓慢 未达序时 欠进度 超进度 达进度 达序时 序时推进 持续推进 加快推进 稳步推进 扎实推进 正在进行 正在实施 "
        "办理中 整改中 建设中 在建 在办 正在建设 已启动 已开工 启动 开工 按计划推进 基本完成 部分完成 阶段性完成 "
        "实施中 达到序时 未达序时进度 超序时 超序时进度 正在整改 推进缓慢 推进滞后 进度滞后 进度缓慢 落后 慢于序时 "
        "快于序时 序时进度 达时序 未达时序 滞后序时 滞后序时进度 进展顺利 推进顺利 进展正常 正常 持续整改 长期坚持 "
        "长期推进 持续坚持 阶段性办结 取得阶段性成果 取得阶段性成效 取得阶段性进展 大部分完成 主体完工 即将完成 "
        "接近完成 初步完成 尚在推进 仍在推进 未完成正在推进 动态推进 in_progress inprogress ongoing started active",
    ),
    (
        Status.NOT_STARTED,
        "未启动 未开工 未开始 未办理 处于前期工作 尚未启动 尚未开工 尚未开始 前期工作 前期准备 待启动 未实施 "
        "前期 正在前期 前期阶段 前期准备阶段 前期工作阶段 正在开展前期工作 开展前期工作 前期准备中 待开工 待实施 "
        "待办 待办理 未推进 未开展 未动工 谋划中 谋划阶段 not_started notstarted pending todo",
    ),
    (
        Status.SUBMITTED,
        "待核定 已报核 待销号 申请销号 待验收 拟销号 已报待核 待审核 已申请销号 已提交销号 建议销号 拟办结 申请办结 "
        "待办结 报请销号 已完成待验收 已完成待销号 submitted",
    ),
    (
        Status.SUSPENDED,
        "暂停 暂缓 延期 缓办 暂缓实施 暂停推进 暂停实施 已暂停 已暂缓 停工 停建 缓建 搁置 已搁置 申请延期 申请暂缓 "
        "暂缓推进 延期办理 延期完成 已延期 中止推进 暂缓办理 suspended paused onhold",
    ),
    (
        Status.TERMINATED,
        "已取消 已中止 终止 取消 中止 已终止 不再实施 撤销 已撤销 作废 已作废 不再推进 已调整取消 调整取消 "
        "terminated cancelled canceled",
    ),
)
_STATUS_OF: Final[Mapping[str, Status]] = MappingProxyType(
    {word.replace("_", ""): status for status, words in _WORDS for word in words.split()}
)
_NO_CLAIM: Final = frozenset({"否", "未完成", "未办结", "未销号", "no", "未完", "未结", "没有完成", "完成不了"})
"""Say that it is not done, and nothing else: no claim at all."""
_YES: Final = frozenset("是 √ ✓ ✔ ☑ ● ⚫ ■ ○√ 对 y yes v 有 1 true t o".split())  # noqa: SIM905
_NO: Final = frozenset("否 × ✗ ✘ ☒ ○ □ ☐ x n no 不 没有 无 0 false f 未".split())  # noqa: SIM905

_SURE = "(?:已经?|均已?|都已|全部|全面|按期|按时|按计划|提前|顺利|圆满|如期|超额|保质保量|业已|现已|全|目前已)"
_ENDED = (
    "(?:完成|办结|办理完毕|竣工|完工|销号|建成|落实到位|整改到位|整改完成|整改完毕|投产|投入使用|通车|验收|通过验收"
    "|验收合格|完成验收|竣工验收|交付|交付使用|结项|结题|结案|完毕|办理完成|实施完毕|实施完成|建设完成|履行完毕|到位)"
)
_GOING_HOW = (
    "(?:正在?|正常|有序|持续|稳步|扎实|加快|全力|积极|按计划|按序时进?度?|按照计划|按时序进?度?|加速|深入|逐步|抓紧|同步|大力"
    "|顺利|仍在|尚在|还在|在|继续|不断|常态化|长期|紧张|全面|如期|按期|按时|快速|强力|高效|着力)"
)
_GOING = (
    "(?:推进|办理|实施|进行|建设|施工|整改|落实|开展|推动|对接|协调|编制|进展|处理|跟进|组织实施|推进落实|改造|攻坚)"
)
_TALK = "(?:该?(?:项目|工作|任务|事项|工程|问题|整改)?(?:目前|现|当前|现在)?(?:状态|进度|情况)?[:为是]?)"
_NOW = re.compile("^(?:该?(?:项目|事项|任务)|目前|当前|现在)[:为是已]?(?=..)")
_NOT = "(?:未能?|尚未|暂未|还未|还没有?|没有?|均未|都未|仍未|未全部|未按期|未按时|未如期|尚不|未全面|不能按期|无法)"
_RULES: Final = tuple(
    (re.compile(pattern), status)
    for pattern, status in (
        (rf"{_TALK}{_NOT}{{1,2}}{_SURE}*{_ENDED}", None),
        (rf"{_TALK}{_NOT}{{1,2}}(?:启动|开工|开始|实施|开展|动工|推进|办理|进场|落地)", Status.NOT_STARTED),
        (rf"{_TALK}{_SURE}*{_ENDED}(?:[并且和]?{_SURE}*{_ENDED})?(?:任务|工作|目标|整改|建设|办理)?", Status.DONE),
        (rf"{_TALK}{_GOING_HOW}+{_GOING}(?:中|之中|当中)?", Status.IN_PROGRESS),
        (rf"{_TALK}{_GOING_HOW}*{_GOING}(?:中|之中|当中|顺利|正常|有序|缓慢|滞后|较慢|良好)", Status.IN_PROGRESS),
        (
            rf"{_TALK}(?:已|基本|主体|大部分|部分|阶段性|初步|即将|接近|近期可)+"
            rf"(?:{_ENDED}|启动|开工|开始|动工|进场施工|进场|实施|开展|落地|部署)(?:建设|实施|施工|整改)?",
            Status.IN_PROGRESS,
        ),
        (r"(?:比|较)?(?:严重|略有?|轻微|明显)?(?:滞后|落后|欠序时|慢于序时)(?:于?序时)?进?度?", Status.IN_PROGRESS),
        (
            r"(?:已?完成|完成率|(?:完成)?进度)(?:约|近|达)?(?:\d{1,2}(?:\.\d+)?%|过半|[一二三四五六七八九]成半?)",
            Status.IN_PROGRESS,
        ),
        (
            rf"{_TALK}(?:已|拟|申请|建议|现|同意)?(?:暂停|暂缓|停工|停建|缓建|搁置|延期)(?:推进|实施|建设|办理)?",
            Status.SUSPENDED,
        ),
        (
            rf"{_TALK}(?:已|拟|申请|建议|现|同意)?(?:取消|终止|中止|撤销|不再)(?:推进|实施|建设|办理)?",
            Status.TERMINATED,
        ),
    )
)

_YEAR = r"(?:(?:19|20)\d\d)"
_DAY_PATTERNS: Final = (
    re.compile(rf"(?P<y>{_YEAR})[年./-](?P<m>\d{{1,2}})[月./-](?P<d>\d{{1,2}})[日号]?"),
    re.compile(rf"(?<!\d)(?P<y>{_YEAR})(?P<m>\d{{2}})(?P<d>\d{{2}})(?!\d)"),
    re.compile(rf"(?P<y>{_YEAR})[年./-](?P<m>\d{{1,2}})月?(?:份|底|末)?(?![\d./-])"),
    re.compile(r"(?<!\d)(?P<m>\d{1,2})月(?P<d>\d{1,2})[日号]"),
    re.compile(r"(?<!\d)(?P<m>\d{1,2})月(?:份|底|末)?(?!\d)"),
)
_PROMISE = re.compile(r"预计|计划|力争|争取|拟|将于|将在|确保|要求|应于|需于|开始|目标|^[之以]?[前内]")
_AROUND = "。.;,、!·:<>/-~—*+_|\"'“”"
_WRAPPED = re.compile(r"[(\[【]([^()\[\]【】]*)[)\]】]")
_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^】]*】")
_RESERVED = re.compile(r"[未部待除但]")
"""A remark that takes part of the word before it back: 已完成（部分）."""
_PARTS = re.compile(r"[,;、。/]|(?<=[^\d])\.(?=[^\d])")


def asked_by(header: str) -> Asked:
    """What a header asks to be answered with yes or no."""
    plain = plain_words(header)
    if not re.search(r"是否|与否|打[√✓勾]|\(√\)", plain):
        return ""
    if re.search("序时|按计划推进|达进度", plain):
        return "on_schedule"
    if re.search("启动|开工|开始|动工|实施", plain):
        return "started"
    return "done"


def read_status(text: str, asked: Asked = "", year: int | None = None) -> Claim | None:
    """The claim of a cell; None where it can't be read. `asked` lets √ and 是 speak; `year` completes 6月25日."""
    plain = plain_words(text).strip(_AROUND)
    if wrapped := _WRAPPED.fullmatch(plain):
        plain = wrapped[1].strip(_AROUND)
    if not plain or len(plain) > 60:
        return _answer(plain_words(text), asked) if asked and plain_words(text) else None
    return _read(plain, asked, year)


@lru_cache(maxsize=4096)
def _read(plain: str, asked: Asked, year: int | None) -> Claim | None:
    if asked and (answered := _answer(plain, asked)) is not None:
        return answered
    word = _word(plain)
    if word is not None:
        return (word[0], None)
    dated = _dated(plain, year)
    if dated is not None:
        return dated
    remark = _BRACKETED.search(plain)
    if remark:
        bare = _BRACKETED.sub("", plain).strip(_AROUND)
        if bare and (asked and (answered := _answer(bare, asked)) is not None):
            return answered
        word = _word(bare) if bare else None
        if word is not None and not (word[0] is Status.DONE and _RESERVED.search(remark[0])):
            return (word[0], None)
    return None


def _answer(plain: str, asked: Asked) -> Claim | None:
    if plain in _YES:
        return (Status.DONE if asked == "done" else Status.IN_PROGRESS, None)
    if plain in _NO:
        return (None if asked == "done" else Status.NOT_STARTED if asked == "started" else Status.IN_PROGRESS, None)
    return None


def _word(plain: str) -> tuple[Status | None] | None:
    """A status by its words, wrapped; None where there is none. Several parts must agree."""
    if (one := _single(plain)) is not None:
        return one
    parts = [part for part in _PARTS.split(plain) if part]
    if len(parts) < 2:
        return None
    found = [_single(part) for part in parts]
    if any(each is None for each in found):
        return None
    told = {each[0] for each in found if each is not None}
    if told == {Status.DONE, Status.SUBMITTED}:
        return (Status.SUBMITTED,)
    if told in ({None, Status.IN_PROGRESS}, {None, Status.NOT_STARTED}):
        told -= {None}
    return (told.pop(),) if len(told) == 1 else None


def _single(word: str) -> tuple[Status | None] | None:
    word = _NOW.sub("", word.strip(_AROUND)) or word
    key = word.replace("_", "").replace("-", "")
    if word in _NO_CLAIM:
        return (None,)
    if status := _STATUS_OF.get(word) or (_STATUS_OF.get(key) if key.isalpha() else None):
        return (status,)
    return next(((status,) for pattern, status in _RULES if pattern.fullmatch(word)), None)


def _dated(plain: str, year: int | None) -> Claim | None:
    """A status with a day before or behind it. A day that something is promised for is no claim."""
    for pattern in _DAY_PATTERNS:
        found = pattern.search(plain)
        if found is None:
            continue
        day = _day(found.groupdict(), year)
        before, after = plain[: found.start()], plain[found.end() :]
        rest = (before.rstrip("于在([【" + _AROUND) + after.lstrip(")]】" + _AROUND)).strip("于在" + _AROUND)
        word = _word(rest) if rest else None
        if (
            day is None
            or word is None
            or (word[0] is Status.DONE and (_PROMISE.search(before) or _PROMISE.search(after)))
        ):
            return None
        return (word[0], day)
    return None


def _day(parts: Mapping[str, str | None], year: int | None) -> date | None:
    """The written day, or the last of a written month."""
    wanted = int(parts.get("y") or 0) or year
    month = int(parts["m"] or 0)
    if wanted is None or not 1 <= month <= 12:
        return None
    last = calendar.monthrange(wanted, month)[1]
    number = int(parts.get("d") or str(last))
    return date(wanted, month, number) if 1 <= number <= last else None


def is_status_word(text: str, asked: Asked = "") -> bool:
    """True where a cell can be read as a status."""
    return read_status(text, asked) is not None


def nearest(text: str) -> tuple[Status, ...]:
    """Statuses to offer for a text that can't be read, the likeliest first."""
    if re.search(r"[√✓✔●]|100%", plain_words(text)):
        return (Status.DONE, Status.IN_PROGRESS)
    if re.search(r"[未没待]", text):
        return (Status.NOT_STARTED, Status.IN_PROGRESS)
    return (Status.IN_PROGRESS, Status.DONE)
