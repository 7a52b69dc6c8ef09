"""Native charts of a workbook, legible without colours: patterns in bars, dashes and markers in lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from math import ceil
from typing import Any, Final

from liling_desk.reporting.drawings import Drawing, DrawnTable, Series
from liling_desk.reporting.excel_cells import FIRST_DAY, CellFormats, Place, printable
from liling_desk.reporting.plain_table import PlainTable

_ROW_PX, _COLUMN_PX = 20, 64
_WIDTH_PX, _LINES_PX, _TALLEST_PX = 640, 340, 6000
_MOST_CHARTS: Final = 60
"""A sheet with more of them opens slowly; their figures stand in the table all the same."""

_INK: Final = "#1A1E27"
_REFERENCE = re.compile(r"^=?[^!]+!\$?[A-Z]+\$?\d+")

_BARS: Final[dict[str, dict[str, Any]]] = {
    "red": {"fill": {"color": "#B3261E"}},
    "yellow": {"pattern": {"pattern": "percent_25", "fg_color": "#855300", "bg_color": "#F3CF7A"}},
    "green": {"pattern": {"pattern": "narrow_horizontal", "fg_color": "#3F9A63", "bg_color": "#E4F3E9"}},
    "blue": {"pattern": {"pattern": "wide_upward_diagonal", "fg_color": "#3C93C4", "bg_color": "#FFFFFF"}},
    "grey": {"fill": {"color": "#FFFFFF"}},
}
_LINES: Final[dict[str, dict[str, Any]]] = {
    "actual": {"line": {"color": "#3A4BA3", "width": 2.25}, "marker": ("circle", 6)},
    "plan": {"line": {"color": "#48505E", "width": 1.5, "dash_type": "dash"}, "marker": ("square", 4)},
    "yearly": {"line": {"color": "#48505E", "width": 1.0, "dash_type": "dash_dot"}, "marker": None},
    "required": {"line": {"color": "#B3261E", "width": 1.75, "dash_type": "round_dot"}, "marker": ("diamond", 6)},
    "target": {"line": {"color": "#48505E", "width": 1.0, "dash_type": "long_dash"}, "marker": None},
}


def draw_beside(sheet: Any, block: DrawnTable, heights: Sequence[float], formats: CellFormats) -> tuple[int, int]:
    """Charts at the right of a table in row 0, each beside its own rows; the last row and column that they cover.

    `heights`: those of the header and of each row, in points.
    """
    column, free, bottom = len(block.table.heads) + 1, 0, 0
    for drawing in block.drawings[:_MOST_CHARTS]:
        row = max(free, min(each.first for each in drawing.series) + 1)
        height = _height(drawing)
        _draw(sheet, block.table, 0, drawing, (row, column), height, formats)
        free, room = row, 0.0
        while room < height + _ROW_PX:
            room += heights[free] * 4 / 3 if free < len(heights) else _ROW_PX
            free += 1
        bottom = free
    return bottom, column + ceil(_WIDTH_PX / _COLUMN_PX)


def draw_below(sheet: Any, block: DrawnTable, header_row: int, row: int, formats: CellFormats) -> int:
    """Charts under each other from a row on, where all rows are of usual height; the row after them."""
    for drawing in block.drawings:
        height = _height(drawing)
        _draw(sheet, block.table, header_row, drawing, (row, 0), height, formats)
        row += ceil(height / _ROW_PX) + 1
    return row


def _height(drawing: Drawing) -> int:
    if drawing.kind == "days":
        return _LINES_PX
    bars = drawing.series[0].last - drawing.series[0].first + 1
    return min(90 + 26 * bars, _TALLEST_PX)


def _draw(
    sheet: Any, table: PlainTable, header_row: int, drawing: Drawing, at: Place, height: int, formats: CellFormats
) -> None:
    bars = drawing.kind == "bars"
    kind = {"type": "bar", "subtype": "stacked"} if bars else {"type": "scatter", "subtype": "straight"}
    chart = formats.book.add_chart(kind)
    for series in drawing.series:
        chart.add_series(_series(sheet.name, table, header_row + 1, series, drawing, formats.plain))
    chart.set_title({"name": _name(drawing.title), "name_font": {"size": 11, "color": _INK}, "overlay": False})
    names = [each.name for each in drawing.series]
    again = [place for place, name in enumerate(names) if name in names[:place]]
    chart.set_legend({"position": "bottom", **({"delete_series": again} if again else {})})
    if bars:
        chart.set_y_axis({"reverse": True, "major_tick_mark": "none"})
        chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})
    else:
        chart.set_x_axis(_day_axis(table, drawing))
        floor = {"min": 0} if drawing.from_zero else {}
        chart.set_y_axis({"major_gridlines": {"visible": True, "line": {"color": "#D5D9E0"}}, **floor})
    chart.set_size({"width": _WIDTH_PX, "height": height})
    options = {"object_position": 3, "description": printable(drawing.title)}
    sheet.insert_chart(*at, chart, options)


def _series(
    sheet_name: str, table: PlainTable, top: int, series: Series, drawing: Drawing, plain: bool
) -> dict[str, Any]:
    first, last = top + series.first, top + series.last
    told: dict[str, Any] = {
        "name": _name(series.name),
        "categories": [sheet_name, first, series.over, last, series.over],
        "values": [sheet_name, first, series.values, last, series.values],
    }
    if drawing.kind == "bars":
        # The copies of the names inside the chart are XML without an escape for control characters.
        names = [printable(str(row[series.over])) for row in table.rows[series.first : series.last + 1]]
        look = _BARS[series.look]
        label = {
            "value": True, "num_format": "0;;;", "font": {"size": 9, "color": _INK}, "fill": {"color": "#FFFFFF"},
        }  # fmt: skip
        border = {"color": "#48505E", "width": 0.75}
        return {**told, **(_without_colour(look) if plain else look), "categories_data": names, "gap": 40,
                "border": border, "data_labels": label}  # fmt: skip
    line = dict(_LINES[series.look])
    marker = line.pop("marker")
    colour = "#000000" if plain else line["line"]["color"]
    told["line"] = {**line["line"], "color": colour}
    told["marker"] = {"type": "none"} if marker is None else {
        "type": marker[0], "size": marker[1], "fill": {"color": colour}, "border": {"color": colour},
    }  # fmt: skip
    return told


def _without_colour(look: dict[str, Any]) -> dict[str, Any]:
    if "pattern" in look:
        return {"pattern": {**look["pattern"], "fg_color": "#404040", "bg_color": "#FFFFFF"}}
    return {"fill": {"color": "#FFFFFF" if look["fill"]["color"] == "#FFFFFF" else "#404040"}}


def _day_axis(table: PlainTable, drawing: Drawing) -> dict[str, Any]:
    days = [
        day for series in drawing.series for row in table.rows[series.first : series.last + 1]
        if isinstance(day := row[series.over], date) and day >= FIRST_DAY
    ]  # fmt: skip
    axis: dict[str, Any] = {"num_format": "yyyy-mm", "major_gridlines": {"visible": False}, "label_position": "low"}
    if days and min(days) < max(days):
        axis |= {"min": _serial(min(days)), "max": _serial(max(days))}
    return axis


def _serial(day: date) -> int:
    return (day - date(1899, 12, 30)).days


def _name(text: str) -> str:
    """A name for a chart or a series that is never taken for a reference to a cell."""
    clean = printable(text)[:250]
    return clean.replace("!", "！") if _REFERENCE.match(clean) else clean
