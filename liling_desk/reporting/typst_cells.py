"""Cells as Typst gets them: a text as it is wherever that will do, since there are thousands of them."""

from __future__ import annotations

import re
from typing import Any, Final

from liling_desk.reporting.column_widths import GLYPH_MM, cell_text, line_mm
from liling_desk.reporting.report import Cell, CountCell, DateCell, LightCell, ShareCell
from liling_desk.reporting.typst_links import Links
from liling_desk.reporting.typst_text import LONGEST_RUN, Pieces, breakable, plain

Json = dict[str, Any]
Worded = Pieces | Json

_HAN: Final = "\u3005\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_WITH_UNIT: Final = re.compile(f"[0-9][0-9.,-]{{0,10}} ?[{_HAN}]{{1,2}}[，。；：）、]{{0,2}}")
_SURELY: Final = 0.9
_SPACE_MM: Final = 1.65


def cell_data(cell: Cell, links: Links, is_code: bool = False, room: float | None = None) -> Worded:
    """One cell. `is_code`: it names an item and leads to it.

    `room`: how many mm a line of its column has, at the usual size. Where one is sure to hold the text, nothing has to
    be kept together; without it, only what must never be broken is.
    """
    if isinstance(cell, LightCell):
        return {"light": cell.colour, "text": worded(cell_text(cell), None if room is None else room - GLYPH_MM)}
    if isinstance(cell, DateCell | ShareCell):
        text = str(cell)
        return text if room is not None and _fits(text, room) else {"whole": text}
    if isinstance(cell, CountCell):
        to = links.to(cell.leads_to)
        return {"whole": str(cell)} if to is None else {"whole": str(cell), "to": to}
    if is_code and (to := links.to_item(cell_text(cell))) is not None:
        return {"linked": breakable(cell_text(cell)), "to": to}
    return worded(cell_text(cell), room)


def worded(text: str, room: float | None) -> Worded:
    """The text; where it will be wrapped, in runs, so that a number keeps the unit that follows it.

    The unit keeps its closing marks: no line begins with them.
    """
    if room is None:
        return breakable(text)
    if _fits(text, room):
        return plain(text)
    clean, end = plain(text), 0
    longest = min(LONGEST_RUN, max(2, int(room / _SPACE_MM)))
    runs: list[Worded] = []
    for found in _WITH_UNIT.finditer(clean):
        if not _fits(found[0], room):
            continue
        if found.start() > end:
            runs.append(breakable(clean[end : found.start()], longest))
        runs.append({"kept": found[0]})
        end = found.end()
    if end < len(clean) or not runs:
        runs.append(breakable(clean[end:], longest))
    return {"runs": runs} if len(runs) > 1 or end else runs[0]


def _fits(text: str, room: float) -> bool:
    return "\n" not in text and "\r" not in text and line_mm(text) <= _SURELY * room
