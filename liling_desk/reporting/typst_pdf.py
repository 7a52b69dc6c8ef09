"""A report as a PDF, set by Typst. The data travels as JSON and is never read as markup."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from itertools import product
from typing import Any, Final

from liling_desk import places
from liling_desk.reporting.column_widths import CHARACTER_MM, GLYPH_MM, INSETS_MM, cell_text, column_widths, spaces_of
from liling_desk.reporting.report import (
    Cell,
    Chart,
    Charts,
    DateCell,
    Figures,
    LightCell,
    Meanings,
    Report,
    Summary,
    Table,
)
from liling_desk.translations import CHINESE

AUTHOR: Final = "Liling Desk"

_PORTRAIT_MM, _LANDSCAPE_MM = 166.0, 269.0
_LONG_ROW_LINES = 14
_LONGEST_RUN = 14
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")

Json = dict[str, Any]
Text = str | list[str]


def pdf_of(report: Report) -> bytes:
    """The whole document. Typst is imported here: a window that prints nothing needn't load it."""
    import typst

    data = typst.compile(
        str(places.resource("reports", "report.typ")),
        root=str(places.resource("reports")),
        font_paths=[str(places.resource("fonts"))],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"report": json.dumps(_document(report), ensure_ascii=False)},
    )
    assert isinstance(data, bytes)
    return data


def _document(report: Report) -> Json:
    chinese = report.language == CHINESE
    return {
        "title": _plain(report.title),
        "subtitle": breakable(report.subtitle),
        "as_of": report.as_of_words,
        "origin": _plain(report.origin_words),
        "page_words": report.page_words,
        "author": AUTHOR,
        "lang": "zh" if chinese else "en",
        "region": "cn" if chinese else "us",
        "landscape": report.landscape,
        "black_and_white": report.black_and_white,
        "sections": [_section(each, report) for each in report.sections if isinstance(each, _SET)],
    }


_SET = (Summary, Figures, Charts, Meanings, Table)


def _section(section: Summary | Figures | Charts | Meanings | Table, report: Report) -> Json:
    if isinstance(section, Summary):
        return {"type": "summary", "phrases": section.phrases, "gap": "" if report.language == CHINESE else " "}
    if isinstance(section, Figures):
        figures = [{"label": each.label, "number": each.number, "colour": each.colour} for each in section.figures]
        return {"type": "figures", "figures": figures, "unit": section.unit}
    if isinstance(section, Charts):
        return {
            "type": "charts",
            "title": section.title,
            "note": section.note,
            "sides": [[_chart(each) for each in side] for side in _two_sides(section.charts)],
            "legend": list(section.legend),
        }
    if isinstance(section, Meanings):
        return {"type": "meanings", "lights": [_meaning(each) for each in section.lights]}
    return _table(section, _LANDSCAPE_MM if report.landscape else _PORTRAIT_MM)


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


def _table(table: Table, room: float) -> Json:
    widths = column_widths(table, room)
    columns = [
        {"label": each.label, "width": width, "align": each.align, "share": each.share}
        for each, width in zip(table.columns, widths, strict=True)
    ]
    return {
        "type": "table",
        "title": table.title,
        "note": table.note,
        "footnote": table.footnote,
        "empty": table.empty,
        "columns": columns,
        "rows": [{"cells": [_cell(each) for each in row], "long": _is_long(row, widths)} for row in table.rows],
    }


def _cell(cell: Cell) -> Text | Json:
    if isinstance(cell, LightCell):
        return {"light": cell.colour, "text": breakable(cell_text(cell))}
    if isinstance(cell, DateCell):
        return {"whole": str(cell)}
    return breakable(cell_text(cell))


def _is_long(row: Sequence[Cell], widths: Sequence[float]) -> bool:
    """True where a row may be broken across pages; a short one must not be, a tall one would else be cut off."""
    return any(_lines(cell_text(cell), width) > _LONG_ROW_LINES for cell, width in zip(row, widths, strict=True))


def _lines(text: str, width: float) -> float:
    room = max(width - INSETS_MM - GLYPH_MM, 3)
    return sum(max(1.0, sum(map(spaces_of, line)) / 2 * CHARACTER_MM / room) for line in text.split("\n"))


def _plain(text: str) -> str:
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def breakable(text: str) -> Text:
    """The text, in pieces where it holds a run that no line could be broken in."""
    plain = _plain(text)
    pieces, start, run = [], 0, 0
    for place, character in enumerate(plain):
        if character.isspace() or _breaks_alone(character):
            run = 0
            continue
        run += spaces_of(character)
        if run > _LONGEST_RUN and _starts_afresh(plain, place):
            pieces.append(plain[start:place])
            start, run = place, spaces_of(character)
    return [*pieces, plain[start:]] if pieces else plain


def _breaks_alone(character: str) -> bool:
    return unicodedata.category(character) == "Lo" and spaces_of(character) == 2


def _starts_afresh(text: str, place: int) -> bool:
    """False inside what is drawn as one sign: marks, joiners, variation selectors, skin tones, flags."""
    joiners = ("\u200d", "\ufe0e", "\ufe0f")
    here, before = text[place], text[place - 1]
    if unicodedata.category(here) in ("Mn", "Mc", "Me") or here in joiners or before == "\u200d":
        return False
    return not ("\U0001f3fb" <= here <= "\U0001f3ff" or "\U0001f1e6" <= here <= "\U0001f1ff")
