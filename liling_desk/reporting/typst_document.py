"""A report as the data that resources/reports/report.typ sets: one function for each type of section."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any, Final

from liling_desk.reporting.report import (
    BurnDownPlot,
    Chart,
    Charts,
    Figures,
    LightCell,
    Meanings,
    Report,
    Section,
    Summary,
    Table,
    TrajectoryPlot,
)
from liling_desk.reporting.typst_plots import burn_down_data, trajectory_data
from liling_desk.reporting.typst_table import table_data
from liling_desk.reporting.typst_text import breakable, plain
from liling_desk.translations import CHINESE, Translator

AUTHOR: Final = "Liling Desk"

_PORTRAIT_MM, _LANDSCAPE_MM = 166.0, 269.0

Json = dict[str, Any]


@dataclass(frozen=True)
class Setting:
    """What a section must know of its pages: the language, and how many mm are free from left to right."""

    language: str
    room: float


def document_of(report: Report) -> Json:
    """The whole report; texts are still texts, never markup."""
    chinese = report.language == CHINESE
    setting = Setting(report.language, _LANDSCAPE_MM if report.landscape else _PORTRAIT_MM)
    return {
        "title": plain(report.title),
        "subtitle": breakable(report.subtitle),
        "as_of": report.as_of_words,
        "origin": plain(report.origin_words),
        "page_words": report.page_words,
        "author": AUTHOR,
        "lang": "zh" if chinese else "en",
        "region": "cn" if chinese else "us",
        "landscape": report.landscape,
        "black_and_white": report.black_and_white,
        "sections": [data for each in report.sections if (data := section_data(each, setting))],
    }


def section_data(section: Section, setting: Setting) -> Json | None:
    """One section; its `type` names the setter in report.typ."""
    match section:
        case Summary():
            return _summary(section, setting)
        case Figures():
            return _figures(section)
        case Charts():
            return _charts(section)
        case Meanings():
            return {"type": "meanings", "lights": [_meaning(each) for each in section.lights]}
        case Table():
            return table_data(section, setting.room)
        case TrajectoryPlot():
            return trajectory_data(section, setting.room, Translator(setting.language))
        case BurnDownPlot():
            return burn_down_data(section, setting.room, Translator(setting.language))
        case _:
            return None


def _summary(summary: Summary, setting: Setting) -> Json:
    return {"type": "summary", "phrases": summary.phrases, "gap": "" if setting.language == CHINESE else " "}


def _figures(section: Figures) -> Json:
    figures = [{"label": each.label, "number": each.number, "colour": each.colour} for each in section.figures]
    return {"type": "figures", "figures": figures, "unit": section.unit}


def _charts(section: Charts) -> Json:
    return {
        "type": "charts",
        "title": section.title,
        "note": section.note,
        "sides": [[_chart(each) for each in side] for side in _two_sides(section.charts)],
        "legend": list(section.legend),
    }


def _meaning(light: LightCell) -> Json:
    return {"light": light.colour, "word": light.word, "after": light.text[len(light.word) :]}


def _chart(chart: Chart) -> Json:
    bars = [{"label": breakable(each.label), "counts": list(each.counts), "total": each.total} for each in chart.bars]
    return {"title": chart.title, "bars": bars}


def _two_sides(charts: Sequence[Chart]) -> list[list[Chart]]:
    """The charts in two columns of nearly equal height, each in order, the first chart at the left."""
    ways = (
        [[chart for chart, side in zip(charts, (0, *rest), strict=True) if side == wanted] for wanted in (0, 1)]
        for rest in product((0, 1), repeat=max(0, len(charts) - 1))
    )
    return min(ways, key=lambda sides: max(sum(len(chart.bars) + 2 for chart in side) for side in sides))
