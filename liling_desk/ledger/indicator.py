"""A figure that a commitment promises."""

from __future__ import annotations

from pydantic import Field

from liling_desk.ledger.frozen import Frozen


class Indicator(Frozen):
    """`metric comparison target unit`, e.g. 地区生产总值 >= 1000 亿元; target None: the source gives no figure.

    `comparison` is one of >=, >, <=, <, = or None. `stated_growth_pct` is percent a year.
    """

    metric: str
    comparison: str | None = None
    target: float | None = None
    unit: str | None = None
    baseline: float | None = None
    baseline_year: int | None = Field(default=None, ge=1, le=9999)
    stated_growth_pct: float | None = None

    @property
    def lower_is_better(self) -> bool:
        """True for ranks and the like, where the promise is to stay below."""
        return self.comparison in ("<", "<=")


def as_number(value: float | None) -> str:
    """A figure as people write it: 100, 737.6, 1000, 12,500; empty for None."""
    if value is None:
        return ""
    separated = "," if abs(value) >= 10_000 else ""  # as the papers write them: 1000 亿元, 12,500 户
    return f"{value:{separated}.0f}" if value == int(value) else f"{value:{separated}.4f}".rstrip("0").rstrip(".")
