"""An indicator in words."""

from __future__ import annotations

from liling_desk.ledger.indicator import Indicator, as_number
from liling_desk.translations import Translator

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
