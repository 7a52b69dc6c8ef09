"""A list of facts as Typst gets it: which of them share a line."""

from __future__ import annotations

from typing import Any, Final

from liling_desk.reporting.column_widths import CHARACTER_MM, GLYPH_MM, cell_text, spaces_of
from liling_desk.reporting.report import Cell, FactList, LightCell
from liling_desk.reporting.typst_cells import cell_data
from liling_desk.reporting.typst_setting import Setting
from liling_desk.reporting.typst_text import breakable, plain

Json = dict[str, Any]

_LEAST_LABEL_MM, _MOST_LABEL_MM = 18.0, 34.0
_INSET_MM: Final = 4.0
_MOST_CHARACTERS, _MOST_LINES = 500, 15


def facts_data(section: FactList, setting: Setting) -> Json:
    """Lines of one or two pairs; `label`: how wide labels are, in mm."""
    widest = max((_mm(label) for label, _ in section.pairs), default=0.0)
    label = min(max(widest + _INSET_MM, _LEAST_LABEL_MM), _MOST_LABEL_MM)
    free = setting.room / 2 - label - _INSET_MM
    lines: list[list[Json]] = []
    open_line = False
    for words, value in section.pairs:
        pair = {"label": plain(words), "value": cell_data(value, setting.links)}
        short = _width(value) <= free
        if short and open_line:
            lines[-1].append(pair)
            open_line = False
        else:
            lines.append([pair])
            open_line = short
    characters = sum(len(cell_text(value)) for _, value in section.pairs)
    return {
        "type": "facts",
        "title": breakable(section.title),
        "note": "",
        "level": 2,
        "depth": 2,
        "label": label,
        "lines": lines,
        "long": characters > _MOST_CHARACTERS or len(lines) > _MOST_LINES,
    }


def _width(value: Cell) -> float:
    text = cell_text(value)
    return float("inf") if "\n" in text else _mm(text) + (GLYPH_MM if isinstance(value, LightCell) else 0)


def _mm(text: str) -> float:
    """A careful guess, for text a little larger than in tables."""
    return sum(map(spaces_of, text)) / 2 * CHARACTER_MM * 1.1
