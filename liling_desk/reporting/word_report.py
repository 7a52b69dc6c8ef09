"""A report as a Word document that leaders' offices can go on writing in: real headings, real tables, page numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, time
from typing import TYPE_CHECKING, Any, Final

from lxml import etree

from liling_desk.reporting.paper_length import for_paper
from liling_desk.reporting.plain_xml import xml_text
from liling_desk.reporting.report import (
    BurnDownPlot,
    Charts,
    FactList,
    Figures,
    Heading,
    Letterhead,
    LetterPaper,
    Meanings,
    Report,
    Section,
    Summary,
    Table,
    Text,
    TrajectoryPlot,
)
from liling_desk.reporting.word_package import package_of
from liling_desk.reporting.word_pages import set_up_pages, width_mm
from liling_desk.reporting.word_styles import styles_xml
from liling_desk.reporting.word_tables import Paper, charts_xml, facts_xml, figures_xml, months_xml, plot_xml, table_xml
from liling_desk.reporting.word_xml import W, light, paragraph, run
from liling_desk.translations import CHINESE, Translator

if TYPE_CHECKING:
    from docx.document import Document

_AUTHOR: Final = "Liling Desk"
_PROPERTY: Final = 255
_NOT_OURS: Final = ("numbering", "stylesWithEffects", "thumbnail", "customXml", "extended-properties")


def docx_of(report: Report) -> bytes:
    """The whole document. Control characters are left out, everything else is there as it was written.

    Tables that are too long for paper say so instead of their rows; raises `FileUnusable` where the rest is too long.
    """
    from docx import Document as new_document

    report = for_paper(report)
    document = new_document()
    _restyle(document, report)
    document = _with_body(document, "".join(_Words(report).all()))
    set_up_pages(document, report)
    _describe(document, report)
    _strip(document)
    return package_of(document)


def _with_body(document: Document, content: str) -> Document:
    """The document with this content. It is read at one go: moving a long table from one tree to another takes long."""
    from docx.document import Document as OpenDocument
    from docx.oxml import parse_xml

    part: Any = document.part
    pages = b"".join(etree.tostring(each) for each in document.element.body if each.tag == f"{{{W}}}sectPr")
    head = f'<w:document xmlns:w="{W}"><w:body>{content}'
    part._element = parse_xml(b"".join((head.encode("utf-8"), pages, b"</w:body></w:document>")))
    return OpenDocument(part._element, part)


def _restyle(document: Document, report: Report) -> None:
    from docx.oxml import parse_xml

    official = report.is_official
    wanted = parse_xml(styles_xml(official, _language(report), report.black_and_white))
    styles: Any = document.styles.element
    for child in list(styles):
        styles.remove(child)
    styles.extend(list(wanted))


def _language(report: Report) -> str:
    return "zh-CN" if report.language == CHINESE else "en-US"


def _strip(document: Document) -> None:
    """Drop what the library's empty document brings along: lists of styles that are gone, a picture of its page."""
    package = document.part.package
    for relations in (document.part.rels, package.rels if package is not None else {}):
        for key in [key for key, each in relations.items() if each.reltype.rsplit("/", 1)[-1] in _NOT_OURS]:
            del relations[key]


def _describe(document: Document, report: Report) -> None:
    about = document.core_properties
    about.title = xml_text(report.title)[:_PROPERTY]
    about.subject = xml_text(report.as_of_words)[:_PROPERTY]
    about.author = about.last_modified_by = _AUTHOR
    about.language = _language(report)
    about.comments = ""
    about.created = about.modified = datetime.combine(report.as_of, time())


class _Words:
    """All that stands in the document, as XML text. `_level`: of the heading that is open, 0 for none."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._plain = report.black_and_white
        self._page = Paper(width_mm(report), self._plain, 10.5 if report.is_official else 9.5)
        self._level = 0
        self._tr = Translator(report.language)
        self._started = False

    def all(self) -> Iterator[str]:
        """The title block, the sections, the signature."""
        head = self._report.letterhead
        letters = all(isinstance(each, LetterPaper) for each in self._report.sections) and self._report.sections
        if not letters:
            yield from self._title_block(head)
        for section in self._report.sections:
            yield from self._section(section)
            self._started = True
        if head is not None and not letters:
            yield from self._signed(head.signature, head.imprint)

    def _title_block(self, head: Letterhead | None) -> Iterator[str]:
        report = self._report
        if report.stamp:
            yield paragraph(run(report.stamp, bold=True), "Normal", align="right")
        if head is not None:
            yield from self._above(head, head.number)
        yield paragraph(run(report.title), "Title")
        scope = "\n".join(each for each in (report.subtitle, report.as_of_words) if each)
        yield paragraph(run(scope), "Subtitle")

    def _above(self, head: Letterhead, number: str) -> Iterator[str]:
        yield from (paragraph(run(each), "Marks") for each in (head.security, head.urgency) if each)
        if head.issuer:
            yield paragraph(run(head.issuer), "Issuer")
        if number or head.issuer:
            yield paragraph(run(number), "PaperNumber")

    def _signed(self, signature: Iterable[str], imprint: Iterable[str]) -> Iterator[str]:
        for place, line in enumerate(signature):
            if place == 0:
                yield paragraph("", "Normal")
            yield paragraph(run(line), "Signature")
        for place, line in enumerate(imprint):
            if place == 0:
                yield paragraph("", "Normal")
            yield paragraph(run(line), "Imprint")

    def _section(self, section: Section) -> Iterator[str]:
        if isinstance(section, Table):
            self._level = 0 if section.title and section.level <= self._level else self._level
            yield from self._titled(section.title, section.note, section.level)
            yield from table_xml(section, self._page)
        elif isinstance(section, Heading):
            self._level = section.level
            yield self._heading(section.title, section.note, section.level, section.new_page and self._started)
        elif isinstance(section, (Charts, BurnDownPlot, TrajectoryPlot)):
            yield from self._drawn(section)
        elif isinstance(section, LetterPaper):
            yield from self._letter(section)
        else:
            yield from self._words(section)

    def _words(self, section: Section) -> Iterator[str]:
        if isinstance(section, Summary):
            gap = "" if self._report.language == CHINESE else " "
            yield paragraph(run(gap.join(section.phrases)), "BodyText")
        elif isinstance(section, Text):
            yield from self._titled(section.title, section.note, 2)
            yield from (paragraph(run(each), "BodyText") for each in section.paragraphs)
        elif isinstance(section, FactList):
            yield from self._titled(section.title, "", 2)
            yield from facts_xml(section, self._page)
        elif isinstance(section, Figures):
            yield from figures_xml(section, self._page)
        elif isinstance(section, Meanings):
            yield paragraph(run(section.title, bold=True), "Note", keep=True)
            yield from (paragraph(light(each.colour, each.text, self._plain), "Note") for each in section.lights)

    def _drawn(self, section: Charts | BurnDownPlot | TrajectoryPlot) -> Iterator[str]:
        """What is drawn on paper stands here in numbers."""
        level = 2 if self._level or isinstance(section, TrajectoryPlot) else 1
        if isinstance(section, TrajectoryPlot):
            yield from self._titled(section.title, "", level)
            if section.caption:
                yield paragraph(run(section.caption), "BodyText")
            yield from plot_xml(section, self._page, self._tr)
            return
        yield from self._titled(section.title, section.note, level)
        yield from charts_xml(section, self._page) if isinstance(section, Charts) else months_xml(section, self._page)

    def _letter(self, letter: LetterPaper) -> Iterator[str]:
        if self._started:
            yield paragraph("", "Normal", new_page=True)
        yield from self._above(self._report.letterhead or Letterhead(), letter.number)
        yield paragraph(run(letter.title), "Title")
        yield paragraph(run(letter.addressee), "Normal")
        yield from (paragraph(run(each), "BodyText") for each in letter.paragraphs)
        yield from table_xml(letter.items, self._page)
        yield from (paragraph(run(each), "BodyText") for each in letter.closing)
        yield from self._signed(letter.signature, letter.imprint)

    def _titled(self, title: str, note: str, level: int) -> Iterator[str]:
        if title:
            yield self._heading(title, note, level)

    def _heading(self, title: str, note: str, level: int, new_page: bool = False) -> str:
        small = run(f"　{note}", half_points=19) if note else ""
        return paragraph(run(title) + small, f"Heading{min(level, 3)}", new_page=new_page)
