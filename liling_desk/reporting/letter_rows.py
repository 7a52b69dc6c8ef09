"""Which rows of a letter's table may be divided between two pages."""

from __future__ import annotations

from typing import Final

from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

_LONG: Final = 12
"""Lines from which a row is let go: one that is kept whole and taller than the page would be cut off."""
_USUAL_WIDTH: Final = 1700
"""Of a cell that names none, in twentieths of a point."""
_CHARACTER: Final = 210
"""The width of a Chinese character in tables, in twentieths of a point."""


def let_long_rows_go(document: Document) -> None:
    """Allow long rows to break across pages; short ones stay whole."""
    for row in document.element.body.iter(qn("w:tr")):
        properties = row.find(qn("w:trPr"))
        whole = None if properties is None else properties.find(qn("w:cantSplit"))
        if whole is not None and max((_lines(cell) for cell in row.iter(qn("w:tc"))), default=0) > _LONG:
            properties.remove(whole)


def _lines(cell: BaseOxmlElement) -> int:
    width = cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}")
    twips = width.get(qn("w:w"), "") if width is not None else ""
    fit = max(1, (int(twips) if twips.isdecimal() else _USUAL_WIDTH) // _CHARACTER)
    lines = 0
    for paragraph in cell.iter(qn("w:p")):
        length = 0
        for part in paragraph.iter(qn("w:t"), qn("w:br")):
            if part.tag == qn("w:br"):
                lines, length = lines + 1 + length // fit, 0
            else:
                length += len(part.text or "")
        lines += 1 + length // fit
    return lines
