"""An indicator in words."""

from __future__ import annotations

from liling_desk.ledger.indicator import Indicator, as_number
from liling_desk.ledger.pace import reaches
from liling_desk.ledger.standing import Standing
from liling_desk.ledger.status import OPEN, Pace
from liling_desk.translations import N_, Translator

MEASURES = {"cumulative": N_("累计数"), "level": N_("水平数"), "annual": N_("年度数")}
PATHS = {"linear": N_("每天均匀"), "monthly": N_("按月"), "quarterly": N_("按季"), "by_hand": N_("手工填写")}
SIGNS = {">=": "≥", ">": ">", "<=": "≤", "<": "<", "=": "="}


def amount(value: float | None, unit: str | None) -> str:
    """`1000 亿元`; percent stands close to its number."""
    number = as_number(value)
    if not number or not unit:
        return number
    return f"{number}{unit}" if unit in ("%", "‰") else f"{number} {unit}"


def promise(indicator: Indicator) -> str:
    """`地区生产总值 ≥ 1000 亿元`, or the metric alone where no target is stated."""
    if indicator.target is None:
        return indicator.metric
    sign = SIGNS.get(indicator.comparison or "", "")
    return " ".join(part for part in (indicator.metric, sign, amount(indicator.target, indicator.unit)) if part)


def ground(indicator: Indicator, tr: Translator) -> list[tuple[str, str]]:
    """Rows of (word, value) for what else the source states."""
    rows = []
    if indicator.baseline is not None:
        value = amount(indicator.baseline, indicator.unit)
        if indicator.baseline_year is not None:
            value = tr("{value}（{year} 年）", value=value, year=indicator.baseline_year)
        rows.append((tr("基数"), value))
    if indicator.stated_growth_pct is not None:
        rows.append((tr("原文增速"), tr("每年 {n}%", n=as_number(indicator.stated_growth_pct))))
    return rows


def pace_words(standing: Standing, tr: Translator) -> str:
    """How the latest value stands against the plan, or why there is no plan to stand against; empty without one."""
    pacing, indicator = standing.pacing, standing.commitment.indicator
    if pacing is None or indicator is None:
        return ""
    said = tr.say(pacing.words)
    if pacing.points is not None:
        return said
    if pacing.planned is None and pacing.actual is None:
        return "".join((said, tr("；"), tr("还没有报过数值")))
    if pacing.actual is not None:
        value = amount(pacing.actual, indicator.unit)
        day = pacing.actual_on.isoformat() if pacing.actual_on else ""
        return tr("最新 {value}（{day}）；{words}", value=value, day=day, words=said)
    return said


def pace_colour(standing: Standing) -> str:
    """The bar colour of an indicator: red and yellow only where it is behind and still open."""
    pacing, causes, indicator = standing.pacing, set(standing.light.causes), standing.commitment.indicator
    if pacing is None or indicator is None:
        return "grey"
    if pacing.actual is not None and reaches(indicator, pacing.actual):
        return "green"
    if pacing.pace in (Pace.AHEAD, Pace.ON_PACE):
        # A limit that is passed is no success, however little.
        return "grey" if indicator.lower_is_better else "green"
    if pacing.pace is not Pace.BEHIND or standing.commitment.status not in OPEN:
        return "grey"
    return "red" if causes & {"far_behind", "soon_behind"} else "yellow"


def planned_share(standing: Standing) -> float | None:
    """The figure required today as a share of the target; None where nothing is required or time judges no more."""
    pacing, indicator = standing.pacing, standing.commitment.indicator
    if pacing is None or pacing.planned is None or indicator is None or not indicator.target or indicator.target < 0:
        return None
    return pacing.planned / indicator.target if standing.commitment.status in OPEN else None
