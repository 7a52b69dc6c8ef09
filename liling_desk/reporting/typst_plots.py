"""Plots as the strokes, marks and words that resources/reports/plots.typ draws: laid out as on the screen."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any, Final

from liling_desk.plots.axes import DayTick, ValueTick
from liling_desk.plots.burn_down_layout import lay_out_burn_down
from liling_desk.plots.labels import Box, Label, Point, TextSize
from liling_desk.plots.trajectory_layout import Dot, Layout, lay_out
from liling_desk.reporting.report import BurnDownPlot, TrajectoryPlot
from liling_desk.reporting.typst_text import breakable, plain
from liling_desk.translations import Translator

Json = dict[str, Any]

PT_A_PX: Final = 0.75
_PX_A_MM: Final = 72 / 25.4 / PT_A_PX
_HIGH: Final = 190.0
_WIDE_MM: Final = 200.0
"""On pages that are wider than this, two trajectories stand side by side, so many mm apart."""
_APART_MM: Final = 11.0
_SMALL, _CAPITAL, _MARK = 0.56, 0.68, 0.42
_BOLDER: Final = 1.06
_LINE: Final = 1.3


def trajectory_data(section: TrajectoryPlot, room: float, tr: Translator) -> Json:
    """`room` in mm from left to right."""
    half = room >= _WIDE_MM
    width, height = ((room - _APART_MM) / 2 if half else room) * _PX_A_MM, _HIGH
    layout = lay_out(section.shown, width, height, PAPER_TEXT, tr, "text")
    plot = layout.plot
    strokes = [*_axes(plot, layout.values, layout.days), _stroke("plan", layout.planned), _stroke("ramp", layout.ramp)]
    strokes.append(_stroke("required", layout.required))
    if layout.target_y is not None:
        strokes.append(_stroke("target", ((plot.left, layout.target_y), (plot.right, layout.target_y))))
    strokes += _as_of(layout.as_of_x, plot)
    strokes += [_stroke("value", line) for line in layout.lines]
    marks = [_mark("dot" if dot.reading.report else "ring", dot.at) for dot in _shown(layout)]
    if layout.bracket is not None and abs(layout.bracket[1] - layout.bracket[2]) >= 3:
        strokes += _bracket(*layout.bracket)
    words = _axis_words(plot, layout.values, layout.days) + [_words(each) for each in layout.labels]
    data = _plot(section.title, "", section.caption, 2, (width, height), strokes, marks, words)
    return data | {"half": half}


def side_by_side(sections: Sequence[Json]) -> list[Json]:
    """The sections of a document, two and two of the trajectories that follow each other in a row where they fit."""
    made: list[Json] = []
    for each in sections:
        last = made[-1] if made else {}
        if not each.get("half"):
            made.append(each)
        elif last.get("type") == "plot_row" and len(last["plots"]) < 2:
            last["plots"].append(each)
        else:
            made.append({"type": "plot_row", "plots": [each], "apart": _APART_MM})
    return made


def burn_down_data(section: BurnDownPlot, room: float, tr: Translator) -> Json:
    """`room` in mm from left to right; a section with at least one month."""
    width, height = room * _PX_A_MM, _HIGH
    layout = lay_out_burn_down(section.months, section.words[:2], width, height, PAPER_TEXT, tr)
    plot = layout.plot
    strokes = _axes(plot, layout.values, layout.days)
    strokes.append(_stroke("expected", layout.expected))
    if layout.as_of_x is not None and len(layout.opened) < len(layout.expected):
        strokes += _as_of(layout.as_of_x, plot)
    strokes.append(_stroke("value", layout.opened))
    marks = [_mark("square", each) for each in layout.expected if each not in layout.opened]
    marks += [_mark("dot", each) for each in layout.opened]
    words = _axis_words(plot, layout.values, layout.days) + [_words(each) for each in layout.labels]
    data = _plot(section.title, section.note, "", 1, (width, height), strokes, marks, words)
    if not layout.named:
        names = (("value", "dot", section.words[0]), ("expected", "square", section.words[1]))
        data["legend"] = [{"stroke": stroke, "mark": mark, "text": plain(text)} for stroke, mark, text in names]
    return data


def _plot(
    title: str, note: str, caption: str, level: int, size: Point, strokes: Iterable[Json], marks: list[Json],
    words: list[Json],
) -> Json:  # fmt: skip
    return {
        "type": "plot",
        "title": breakable(title),
        "note": plain(note),
        "caption": breakable(caption),
        "alt": plain(" ".join(part for part in (title, note, caption) if part)),
        "level": level,
        "unit": PT_A_PX,
        "width": round(size[0], 1),
        "height": round(size[1], 1),
        "strokes": [each for each in strokes if len(each["points"]) > 1],
        "marks": marks,
        "words": words,
        "legend": [],
    }


def _axes(plot: Box, values: Sequence[ValueTick], days: Sequence[DayTick]) -> list[Json]:
    lines = [_stroke("grid", ((plot.left, y), (plot.right, y))) for _, _, y in values]
    lines.append(_stroke("axis", ((plot.left, plot.bottom), (plot.right, plot.bottom))))
    return lines + [_stroke("axis", ((tick.at, plot.bottom), (tick.at, plot.bottom + 4))) for tick in days]


def _axis_words(plot: Box, values: Sequence[ValueTick], days: Sequence[DayTick]) -> list[Json]:
    words = [_words(Label("", text, box, "text3")) for text, box, _ in values]
    high = PAPER_TEXT.tall(12)
    return words + [
        _words(Label("", tick.text, Box(tick.left, plot.bottom + 5, tick.width, high), "text3")) for tick in days
    ]


def _as_of(x: float | None, plot: Box) -> list[Json]:
    return [] if x is None else [_stroke("as_of", ((x, plot.top - 6), (x, plot.bottom)))]


def _bracket(x: float, planned: float, actual: float) -> list[Json]:
    ends = [_stroke("gap", ((x - 3, y), (x + 3, y))) for y in (planned, actual)]
    return [_stroke("gap", ((x, planned), (x, actual))), *ends]


def _shown(layout: Layout) -> list[Dot]:
    """Where they stand too close to be told apart, only the baseline and the newest."""
    told = [dot for dot in layout.dots if dot.reading.report is not None]
    if len(layout.dots) < 2 or layout.plot.width / (len(layout.dots) - 1) > 7:
        return list(layout.dots)
    return [dot for dot in layout.dots if dot.reading.report is None or dot is told[-1]]


def _stroke(style: str, points: Sequence[Point]) -> Json:
    return {"style": style, "points": [_rounded(each) for each in points]}


def _mark(style: str, at: Point) -> Json:
    return {"style": style, "at": _rounded(at)}


def _words(label: Label) -> Json:
    box = label.box
    return {
        "text": plain(label.text), "at": _rounded((box.left, box.top)), "size": _rounded((box.width, box.height)),
        "px": label.px, "bold": label.bold, "role": label.role, "ground": bool(label.key),
    }  # fmt: skip


def _rounded(point: Point) -> list[float]:
    return [round(point[0], 1), round(point[1], 1)]


def _wide(text: str, px: int, bold: bool) -> float:
    return sum(map(_share, text)) * px * (_BOLDER if bold else 1)


def _share(character: str) -> float:
    """Of the width of a full-width character; what may be either is taken for wide, so that no words touch."""
    if unicodedata.east_asian_width(character) in "WFA":
        return 1.0
    if not character.isalnum():
        return _MARK
    return _CAPITAL if character.isupper() else _SMALL


PAPER_TEXT: Final = TextSize(_wide, lambda px: px * _LINE)
"""How much room words take on paper, before they are set."""
