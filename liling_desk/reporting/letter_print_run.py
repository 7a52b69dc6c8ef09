"""Several letters made from one template as one document: each begins on a new page, counted from 1."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from docx.document import Document
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

_AFTER_NUMBERING: Final = tuple(
    qn(f"w:{name}")
    for name in ("cols", "formProt", "vAlign", "noEndnote", "titlePg", "textDirection", "bidi", "rtlGutter", "docGrid")
)
_REFERENCES: Final = (qn("w:headerReference"), qn("w:footerReference"))


def joined(letters: Sequence[Document]) -> Document:
    """One document of them all. The first becomes it; the others are used up. At least one."""
    whole = letters[0]
    for place, letter in enumerate(letters, 1):
        _count_from_one(letter, f"letter_{place}_end", place)
        if letter is not whole:
            _append(whole, letter, place)
    _number_drawings(whole)
    return whole


def _sections(body: BaseOxmlElement) -> list[BaseOxmlElement]:
    return list(body.iter(qn("w:sectPr")))


def _count_from_one(letter: Document, end: str, place: int) -> None:
    """Page numbers from 1, and the number of pages as the number of the letter's own last page."""
    body = letter.element.body
    first = _sections(body)[0]
    numbering = first.find(qn("w:pgNumType"))
    if numbering is None:
        numbering = OxmlElement("w:pgNumType")
        after = next((each for each in first if each.tag in _AFTER_NUMBERING), None)
        first.append(numbering) if after is None else after.addprevious(numbering)
    numbering.set(qn("w:start"), "1")
    for mark, name in (("w:bookmarkStart", end), ("w:bookmarkEnd", None)):
        bookmark = OxmlElement(mark)
        bookmark.set(qn("w:id"), str(9000 + place))
        if name:
            bookmark.set(qn("w:name"), name)
        _last_paragraph(body).append(bookmark)
    for root in (body, *(part.element for part in _margins(letter))):
        for field in root.iter(qn("w:instrText")):
            field.text = (field.text or "").replace("NUMPAGES", f"PAGEREF {end}")
        for simple in root.iter(qn("w:fldSimple")):
            simple.set(qn("w:instr"), simple.get(qn("w:instr"), "").replace("NUMPAGES", f"PAGEREF {end}"))


def _margins(letter: Document) -> Iterator[XmlPart]:
    """Headers and footers."""
    for relation in letter.part.rels.values():
        if relation.reltype.rsplit("/", 1)[-1] in ("header", "footer") and isinstance(relation.target_part, XmlPart):
            yield relation.target_part


def _last_paragraph(body: BaseOxmlElement) -> BaseOxmlElement:
    """The body's last paragraph; made where the letter ends in a table."""
    content = [each for each in body if each.tag != qn("w:sectPr")]
    if content and content[-1].tag == qn("w:p"):
        last: BaseOxmlElement = content[-1]
        return last
    paragraph = OxmlElement("w:p")
    body.insert(len(content), paragraph)
    return paragraph


def _append(whole: Document, letter: Document, place: int) -> None:
    body, added = whole.element.body, letter.element.body
    # A section's properties stand at its end: those of the document so far go into its last paragraph.
    before = _sections(body)[-1]
    last = _last_paragraph(body)
    last.get_or_add_pPr().append(before)
    for section in _sections(added):
        _own_margins(whole, letter, section, place)
    first = _sections(added)[0]
    kind = first.find(qn("w:type"))
    if kind is not None:
        kind.set(qn("w:val"), "nextPage")
    for each in list(added):
        body.append(each)


def _own_margins(whole: Document, letter: Document, section: BaseOxmlElement, place: int) -> None:
    """Headers and footers of the letter become parts of the whole document."""
    for reference in section.iter(*_REFERENCES):
        key = reference.get(qn("r:id"))
        own, first = letter.part.rels[key].target_part, whole.part.rels[key].target_part
        name = PackURI(f"{own.partname.baseURI}/letter{place}-{own.partname.filename}")
        part = XmlPart.load(name, own.content_type, own.blob, whole.part.package)
        for relation in first.rels.values():
            target = relation.target_ref if relation.is_external else relation.target_part
            part.load_rel(relation.reltype, target, relation.rId, relation.is_external)
        reference.set(qn("r:id"), whole.part.relate_to(part, letter.part.rels[key].reltype))


def _number_drawings(whole: Document) -> None:
    """Drawings of all letters have numbers of their own."""
    for number, drawing in enumerate(whole.element.body.iter(qn("wp:docPr")), 1):
        drawing.set("id", str(number))
