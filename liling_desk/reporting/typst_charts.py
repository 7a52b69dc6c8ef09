"""Stacked bars as Typst gets them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Any, Final

from liling_desk.reporting.report import Bar, Chart, Charts
from liling_desk.reporting.typst_links import Links
from liling_desk.reporting.typst_setting import Setting
from liling_desk.reporting.typst_text import breakable, plain

Json = dict[str, Any]

_BESIDE_MM: Final = 45.0
_GUTTER_MM: Final = 7.0
_LONGEST_MM: Final = 110.0


def charts_data(section: Charts, setting: Setting) -> Json:
    """The charts in two columns, a single one in the whole width. `length`: of the longest bar, in mm."""
    sides = _two_sides(section.charts) if len(section.charts) > 1 else [list(section.charts)]
    room = (setting.room - _GUTTER_MM * (len(sides) - 1)) / len(sides)
    return {
        "type": "charts",
        "title": plain(section.title),
        "note": plain(section.note),
        "sides": [[_chart(each, setting.links) for each in side] for side in sides],
        "legend": [plain(each) for each in section.legend],
        "length": min(room - _BESIDE_MM, _LONGEST_MM),
    }


def _chart(chart: Chart, links: Links) -> Json:
    return {"title": plain(chart.title), "bars": [_bar(each, links) for each in chart.bars]}


def _bar(bar: Bar, links: Links) -> Json:
    filters = bar.leads_to or (None,) * (len(bar.counts) + 1)
    shown = (*bar.counts, 1)
    targets = [links.to(each) if count else None for each, count in zip(filters, shown, strict=True)]
    return {
        "label": breakable(bar.label),
        "counts": list(bar.counts),
        "targets": targets[:-1],
        "total": bar.total,
        "to": targets[-1],
    }


def _two_sides(charts: Sequence[Chart]) -> list[list[Chart]]:
    """The charts in two columns of nearly equal height, each in order, the first chart at the left."""
    ways = (
        [[chart for chart, side in zip(charts, (0, *rest), strict=True) if side == wanted] for wanted in (0, 1)]
        for rest in product((0, 1), repeat=max(0, len(charts) - 1))
    )
    return min(ways, key=lambda sides: max(sum(len(chart.bars) + 2 for chart in side) for side in sides))
