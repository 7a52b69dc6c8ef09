"""The pages of a report in Word: A4, margins, what stands at their head and foot, and a few settings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from liling_desk.reporting.report import Report
from liling_desk.reporting.word_xml import W, field, run, twips
from liling_desk.translations import CHINESE

if TYPE_CHECKING:
    from docx.document import Document

_A4: Final = (210.0, 297.0)
_PLACES: Final = re.compile(r"(\{page\}|\{pages\})")

Margins = tuple[float, float, float, float]
"""Top, right, bottom, left, in mm."""


def width_mm(report: Report) -> float:
    """From the left margin to the right one."""
    _, right, _, left = _margins(report)
    return _A4[1 if report.landscape else 0] - left - right


def _margins(report: Report) -> Margins:
    if report.is_official:
        return (28.0, 35.0, 26.0, 37.0) if report.landscape else (37.0, 26.0, 35.0, 28.0)
    return (20.0, 14.0, 17.0, 14.0) if report.landscape else (24.0, 22.0, 20.0, 22.0)


def set_up_pages(document: Document, report: Report) -> None:
    """Give the document's one section its size, its head (from page 2 on) and its foot."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    section = document.sections[0]
    across, down = reversed(_A4) if report.landscape else _A4
    section.orientation = WD_ORIENT.LANDSCAPE if report.landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(across), Mm(down)
    top, right, bottom, left = _margins(report)
    section.top_margin, section.bottom_margin = Mm(top), Mm(bottom)
    section.left_margin, section.right_margin = Mm(left), Mm(right)
    section.header_distance, section.footer_distance = Mm(min(12, top / 2)), Mm(min(10, bottom / 2))
    section.different_first_page_header_footer = True
    tab = twips(width_mm(report))
    marks = f"{report.stamp}　" if report.stamp else ""
    _write(section.header, _line(run(marks + report.title), run(report.as_of_words), "Header", tab, "bottom"))
    foot = _line(run(report.origin_words), _numbers(report.page_words), "Footer", tab, "top")
    _write(section.footer, foot)
    _write(section.first_page_footer, foot)
    _write(section.first_page_header, f'<w:p xmlns:w="{W}"><w:pPr><w:pStyle w:val="Header"/></w:pPr></w:p>')
    _set(document, report)


def _numbers(words: str) -> str:
    """The page number's words with fields where the numbers stand."""
    fields = {"{page}": field("PAGE"), "{pages}": field("NUMPAGES")}
    return "".join(fields.get(each) or run(each) for each in _PLACES.split(words))


def _line(left: str, right: str, style: str, tab: int, rule: str) -> str:
    border = f'<w:pBdr><w:{rule} w:val="single" w:sz="4" w:space="3" w:color="8A919C"/></w:pBdr>'
    tabs = f'<w:tabs><w:tab w:val="right" w:pos="{tab}"/></w:tabs>'
    gap = "<w:r><w:tab/></w:r>"
    head = f'<w:p xmlns:w="{W}"><w:pPr><w:pStyle w:val="{style}"/>{border}{tabs}</w:pPr>'
    return f"{head}{left}{gap}{right}</w:p>"


def _write(part: Any, line: str) -> None:
    from docx.oxml import parse_xml

    part.is_linked_to_previous = False
    for child in list(part._element):
        part._element.remove(child)
    part._element.append(parse_xml(line))


def _set(document: Document, report: Report) -> None:
    """The present file format instead of compatibility with old ones; the language of the theme's fonts."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import qn

    settings: Any = document.settings.element
    for name in ("w:compat", "w:themeFontLang"):
        for old in settings.findall(qn(name)):
            settings.remove(old)
    language = "zh-CN" if report.language == CHINESE else "en-US"
    uri = "http://schemas.microsoft.com/office/word"
    compat = parse_xml(
        f'<w:compat xmlns:w="{W}"><w:compatSetting w:name="compatibilityMode" w:uri="{uri}" w:val="15"/></w:compat>'
    )
    fonts = parse_xml(f'<w:themeFontLang xmlns:w="{W}" w:val="{language}" w:eastAsia="zh-CN"/>')
    following = [settings.find(qn(name)) for name in ("w:rsids", "w:clrSchemeMapping", "w:decimalSymbol")]
    place = next((each for each in following if each is not None), None)
    if place is None:
        settings.append(compat)
        return
    place.addprevious(compat)
    mapping = settings.find(qn("w:clrSchemeMapping"))
    if mapping is not None:
        mapping.addprevious(fonts)
