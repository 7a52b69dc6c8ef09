"""A figure that a commitment promises."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field, field_validator

from liling_desk.ledger.frozen import Frozen

Measure = Literal["cumulative", "level", "annual"]
"""A running total from zero (引进人才), a state at a day (覆盖率, 排名), or a figure for each year (产值)."""
PathShape = Literal["linear", "monthly", "quarterly", "by_hand"]
"""How the planned figure rises: every day, at the end of each month or quarter, or as a table says."""


class PlanPoint(Frozen):
    """A planned figure on a day, in the indicator's unit."""

    day: date
    value: float


class Indicator(Frozen):
    """`metric comparison target unit`, e.g. 地区生产总值 >= 1000 亿元; target None: the source gives no figure.

    `comparison` is one of >=, >, <=, <, = or None. `stated_growth_pct` is percent a year. `measure` None: as
    `measured_as` infers it. `plan` holds the points of a path `by_hand`, earliest first.
    """

    metric: str
    comparison: str | None = None
    target: float | None = None
    unit: str | None = None
    baseline: float | None = None
    baseline_year: int | None = Field(default=None, ge=1, le=9999)
    stated_growth_pct: float | None = None
    measure: Measure | None = None
    path: PathShape = "linear"
    plan: tuple[PlanPoint, ...] = ()

    @field_validator("plan")
    @classmethod
    def _by_day(cls, points: tuple[PlanPoint, ...]) -> tuple[PlanPoint, ...]:
        return tuple(sorted({point.day: point for point in points}.values(), key=lambda point: point.day))

    @property
    def measured_as(self) -> Measure:
        """What kind of figure it is: as chosen; else annual with a stated yearly growth, a level where there is a
        baseline, a share or a rank, and a running total otherwise."""
        if self.measure is not None:
            return self.measure
        if self.stated_growth_pct is not None:
            return "annual"
        level = self.lower_is_better or self.baseline is not None or self.unit in ("%", "‰", "位", "名次")
        return "level" if level else "cumulative"

    @property
    def lower_is_better(self) -> bool:
        """True for ranks and the like, where the promise is to stay below."""
        return self.comparison in ("<", "<=")


def as_number(value: float | None) -> str:
    """A figure as people write it: 100, 737.6, 1000, 12,500; empty for None."""
    if value is None:
        return ""
    separated = "," if abs(value) >= 10_000 else ""  # as the papers write them: 1000 亿元, 12,500 户
    return f"{value:{separated}.0f}" if float(value).is_integer() else f"{value:{separated}.4f}".rstrip("0").rstrip(".")
