"""Remarks for the desk (提示): what in the returns deserves a second look. They change no light and no status."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from liling_desk.ledger.commitment import Commitment
from liling_desk.ledger.indicator import Indicator
from liling_desk.ledger.pace import amount, reaches
from liling_desk.ledger.promise import promise_of
from liling_desk.ledger.returns import Return
from liling_desk.ledger.status import Status
from liling_desk.translations import N_, Message

RemarkKind = Literal["repeated", "bare_claim", "short_claim", "falling", "not_claimed", "promise"]


@dataclass(frozen=True)
class Remark:
    """`about` is the key of the return that it speaks of; None: of the item itself."""

    kind: RemarkKind
    words: Message
    about: str | None = None


def remarks_on(commitment: Commitment, returns: Sequence[Return], has_evidence: bool) -> list[Remark]:
    """What the promise itself and the newest return give cause to ask. `returns` count and are newest first."""
    found = [Remark("promise", promise.words)] if (promise := promise_of(commitment)) and not promise.reaches else []
    if returns:
        found += empty_talk(commitment, returns[0], returns[1:], has_evidence)
    return found


def empty_talk(
    commitment: Commitment, report: Return, earlier: Sequence[Return], has_evidence: bool
) -> Iterator[Remark]:
    """What is hollow about one return; `earlier`: those before it, newest first."""
    indicator, unclaimed = commitment.indicator, report.claimed_status is not Status.DONE
    last = earlier[0] if earlier else None
    if last is not None and (said := _plain(report.progress)) and said == _plain(last.progress):
        words = Message(N_("进展文字与上一期（{period}）完全相同"), {"period": last.period or last.reported_on or "—"})
        yield Remark("repeated", words, report.key)
    if not unclaimed and report.value is None and not has_evidence:
        yield Remark("bare_claim", Message(N_("自报完成，但没有数值，也没有依据材料")), report.key)
    if indicator is not None and report.value is not None:
        yield from _figures(commitment, indicator, report, report.value, earlier)
    elif unclaimed and commitment.status in _UNCLAIMED and _FULL.search(_narrow(report.progress)):
        yield Remark("not_claimed", Message(N_("进展写了 100%，但没有申报完成")), report.key)


def _figures(
    commitment: Commitment, indicator: Indicator, report: Return, value: float, earlier: Sequence[Return]
) -> Iterator[Remark]:
    before = next((each.value for each in earlier if each.value is not None), None)
    if indicator.measured_as == "cumulative" and before is not None and value < before:
        values = {"before": amount(before, indicator), "now": amount(value, indicator)}
        yield Remark("falling", Message(N_("累计数下降：上次 {before}，本次 {now}"), values), report.key)
    if indicator.target is None:
        return
    claimed = report.claimed_status is Status.DONE
    values = {"actual": amount(value, indicator), "target": amount(indicator.target, indicator)}
    if claimed and not reaches(indicator, value):
        yield Remark("short_claim", Message(N_("自报完成，但数值 {actual} 未达目标 {target}"), values), report.key)
    if not claimed and commitment.status in _UNCLAIMED and reaches(indicator, value) and not indicator.lower_is_better:
        words = Message(N_("数值 {actual} 已达目标 {target}，但没有申报完成"), values)
        yield Remark("not_claimed", words, report.key)


_UNCLAIMED = (Status.NOT_STARTED, Status.IN_PROGRESS)
_FULL = re.compile(r"(?<![\d.])100(?:\.0+)?%")
_ASKS = re.compile(
    r"(?:请求|恳请|恳求|提请|敬请|请|希望|需|需要|建议|亟待|亟需|盼)[^，。；]{0,20}?"
    r"(?:协调|支持|帮助|帮扶|解决|协助|督办|督促|研究|明确|增加|追加|调度|拨付|批准|批复|倾斜|出面|牵头)"
    r"|求助|\bhelp\b|\bsupport\b",
    re.IGNORECASE,
)
_DOES_NOT = re.compile(r"无需|无须|毋需|不需|不用|不必|没有|暂无|并无|已协调|已解决|已经解决|已得到")


def asks_for_help(difficulties: str) -> bool:
    """Whether reported difficulties ask somebody else to act: 需市政府协调, 请求追加资金; not 无需协调."""
    plain = _narrow(difficulties).replace(",", "，").replace(";", "；").replace("\n", "；")
    clauses = re.split(r"[，。；]", plain)
    return any(_ASKS.search(clause) and not _DOES_NOT.search(clause) for clause in clauses)


def _narrow(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", _narrow(text)).casefold()
