"""Pieces of a Word document as XML text: written whole, because cell by cell takes far too long for 2,000 items."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from liling_desk.ledger.status import Colour
from liling_desk.reporting.plain_xml import xml_text

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

_SHAPES = {Colour.RED: "■", Colour.YELLOW: "▲", Colour.GREEN: "●", Colour.BLUE: "√", Colour.GREY: "○"}
_INKS = {
    Colour.RED: "B3261E",
    Colour.YELLOW: "855300",
    Colour.GREEN: "1B6B3D",
    Colour.BLUE: "0B5F8F",
    Colour.GREY: "5A6371",
}
"""All signs are in GB 2312, so that every Chinese font draws them."""


def twips(mm: float) -> int:
    """Millimetres in twentieths of a point."""
    return round(mm * 1440 / 25.4)


def run(text: str, *, bold: bool = False, colour: str = "", half_points: int = 0) -> str:
    """A piece of text as it is; line breaks and tabs are kept, control characters are not."""
    properties = "".join(
        (
            "<w:b/>" if bold else "",
            f'<w:color w:val="{colour}"/>' if colour else "",
            f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>' if half_points else "",
        )
    )
    inside = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f"<w:r>{inside}{_pieces(xml_text(text))}</w:r>" if text else ""


def _pieces(text: str) -> str:
    if "\n" not in text and "\t" not in text:
        return f'<w:t xml:space="preserve">{escape(text, quote=False)}</w:t>'
    lines = []
    for line in text.split("\n"):
        cells = [
            f'<w:t xml:space="preserve">{escape(cell, quote=False)}</w:t>' if cell else "" for cell in line.split("\t")
        ]
        lines.append("<w:tab/>".join(cells))
    return "<w:br/>".join(lines)


def paragraph(runs: str, style: str, *, align: str = "", keep: bool = False, new_page: bool = False) -> str:
    """A paragraph of runs. `keep`: on the page of what follows."""
    properties = "".join(
        (
            f'<w:pStyle w:val="{style}"/>',
            "<w:keepNext/>" if keep else "",
            "<w:pageBreakBefore/>" if new_page else "",
            f'<w:jc w:val="{align}"/>' if align else "",
        )
    )
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def light(colour: Colour, text: str, plain: bool) -> str:
    """A light: its shape, then words, coloured unless `plain`."""
    return run(f"{_SHAPES[colour]} {text}", colour="" if plain else _INKS[colour])


def shaped(colour: Colour, word: str) -> str:
    """A light's word with its shape, for heads of columns."""
    return f"{_SHAPES[colour]} {word}"


def cell(content: str, width: int, *, span: int = 1, shade: str = "") -> str:
    """A table's cell of paragraphs, `width` in twips."""
    properties = "".join(
        (
            f'<w:tcW w:w="{width}" w:type="dxa"/>',
            f'<w:gridSpan w:val="{span}"/>' if span > 1 else "",
            f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else "",
        )
    )
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def row(cells: str, *, head: bool = False, whole: bool = True) -> str:
    """A table's row. `head`: repeated on each page; `whole`: never broken across two."""
    properties = ("<w:cantSplit/>" if whole else "") + ("<w:tblHeader/>" if head else "")
    return f"<w:tr><w:trPr>{properties}</w:trPr>{cells}</w:tr>" if properties else f"<w:tr>{cells}</w:tr>"


def table(rows: str, widths: Sequence[int], style: str) -> str:
    """A table of fixed widths in twips."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0"'
        f' w:lastColumn="0" w:noHBand="0" w:noVBand="1"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'
    )


def field(instruction: str) -> str:
    """A field that Word computes: PAGE, NUMPAGES."""
    return f'<w:fldSimple w:instr=" {instruction} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
