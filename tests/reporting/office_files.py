"""What makes Excel or Word ask whether a file should be repaired, looked for in the parts themselves; texts read back."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from itertools import combinations, pairwise

from lxml import etree

from liling_desk.ledger.filters import LedgerFilter
from liling_desk.ledger.trajectory import Trajectory
from liling_desk.reporting.report import (
    BurnDownPlot,
    Charts,
    DateCell,
    LightCell,
    Meanings,
    ShareCell,
    Table,
    ValueCell,
)

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"

_ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl pBdr shd tabs spacing ind jc outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i color sz szCs lang",
    "tcPr": "tcW gridSpan vMerge tcBorders shd vAlign",
    "tblPr": "tblStyle tblW jc tblInd tblBorders tblLayout tblCellMar tblLook",
    "style": "name basedOn next uiPriority qFormat pPr rPr tblPr",
}
"""Children of an element in the order that the format asks for, as far as they are used."""


class Parts:
    """The parts of a package; every XML one is read, which fails for what XML can't hold."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            self.names = package.namelist()
            self.trees = {
                name: etree.fromstring(package.read(name), etree.XMLParser(huge_tree=True))
                for name in self.names
                if name.endswith((".xml", ".rels"))
            }

    def faults(self) -> Iterator[str]:
        """Parts that are there twice, that nobody types, that relations lead to and that are missing."""
        if len({name.casefold() for name in self.names}) != len(self.names):
            yield "a part is there twice"
        types = self.trees["[Content_Types].xml"]
        known = {each.get("PartName") for each in types if each.get("PartName")}
        endings = {each.get("Extension") for each in types if each.get("Extension")}
        for name in self.names:
            if f"/{name}" not in known and name.rsplit(".", 1)[-1] not in endings:
                yield f"{name} has no content type"
        for name, tree in self.trees.items():
            if not name.endswith(".rels"):
                continue
            folder = posixpath.dirname(posixpath.dirname(name))
            for each in tree:
                target = each.get("Target")
                path = (
                    target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
                )
                if each.get("TargetMode") != "External" and path not in self.names:
                    yield f"{name} leads to {path}, which is missing"


def faults_of_book(data: bytes) -> list[str]:
    """Everything in an .xlsx that Excel is known to repair, or to run."""
    parts = Parts(data)
    found = [*parts.faults()]
    book = parts.trees["xl/workbook.xml"]
    names = [each.get("name") for each in book.iter(f"{S}sheet")]
    found += [f"two sheets are named {name}" for name in _twice([name.casefold() for name in names])]
    found += [
        f"no name for a sheet: {name!r}"
        for name in names
        if not 0 < len(name.encode("utf-16-le")) // 2 <= 31
        or set(name) & set("[]:*?/\\")
        or name.strip("'") != name
        or name.casefold() == "history"
    ]
    defined = [(each.get("name"), each.get("localSheetId")) for each in book.iter(f"{S}definedName")]
    found += [f"{name} is defined twice" for name in _twice(defined)]
    found += [f"{name} is for no sheet" for name, sheet in defined if not 0 <= int(sheet) < len(names)]
    strings = parts.trees["xl/sharedStrings.xml"].findall(f"{S}si")
    for each in strings:
        if len(_decoded("".join(each.itertext())).encode("utf-16-le")) // 2 > 32_767:
            found.append("a text is too long for a cell")
    formats = parts.trees["xl/styles.xml"].find(f"{S}cellXfs")
    for name, tree in parts.trees.items():
        if name.startswith("xl/worksheets/sheet"):
            found += [f"{name}: {fault}" for fault in _sheet_faults(tree, len(strings), len(formats))]
        elif name.startswith("xl/charts/"):
            found += [f"{name}: {fault}" for fault in _chart_faults(tree, names)]
    return found


def _sheet_faults(sheet: etree._Element, strings: int, formats: int) -> Iterator[str]:
    rows = [*sheet.iter(f"{S}row")]
    numbers = [int(row.get("r")) for row in rows]
    if any(later <= earlier for earlier, later in pairwise(numbers)) or (numbers and numbers[-1] > 1_048_576):
        yield "rows out of order"
    for row in rows:
        if float(row.get("ht", 0)) > 409.5:
            yield "a row is too tall"
        places = [_column(cell.get("r")) for cell in row]
        if any(later <= earlier for earlier, later in pairwise(places)):
            yield "cells out of order"
        for cell in row:
            if int(cell.get("s", 0)) >= formats:
                yield "a cell has a format that does not exist"
            if cell.find(f"{S}f") is not None or cell.get("t") in ("e", "str"):
                yield f"a formula in {cell.get('r')}"
            value = cell.find(f"{S}v")
            if cell.get("t") == "s" and not 0 <= int(value.text) < strings:
                yield "a text that does not exist"
    if any(not 0 < float(each.get("width")) <= 255 for each in sheet.iter(f"{S}col")):
        yield "a column is too wide"
    merged = [_area(each.get("ref")) for each in sheet.iter(f"{S}mergeCell")]
    if any(_touch(one, other) for one, other in combinations(merged, 2)):
        yield "merged cells overlap"
    filters = [_area(each.get("ref")) for each in sheet.findall(f"{S}autoFilter")]
    if len(filters) > 1 or any(_touch(one, each) for one in filters for each in merged):
        yield "a filter over merged cells"
    for each in (*sheet.iter(f"{S}oddHeader"), *sheet.iter(f"{S}oddFooter")):
        if len(each.text.encode("utf-16-le")) // 2 > 255:
            yield "a page's head is too long"


def _chart_faults(chart: etree._Element, names: list[str]) -> Iterator[str]:
    for each in chart.iter(f"{C}f"):
        sheet, _, _ = each.text.rpartition("!")
        if sheet.strip("'").replace("''", "'") not in names:
            yield f"no sheet for {each.text}"
    if _twice([each.get("val") for each in chart.iter(f"{C}axId") if each.getparent().tag.endswith("Ax")]):
        yield "two axes alike"


def faults_of_document(data: bytes) -> list[str]:
    """Everything in a .docx that Word is known to repair or to refuse."""
    parts = Parts(data)
    found = [*parts.faults()]
    styles = {each.get(f"{W}styleId") for each in parts.trees["word/styles.xml"].iter(f"{W}style")}
    body = parts.trees["word/document.xml"].find(f"{W}body")
    for name, tree in parts.trees.items():
        if not name.startswith("word/"):
            continue
        for each in (*tree.iter(f"{W}pStyle"), *tree.iter(f"{W}tblStyle"), *tree.iter(f"{W}basedOn")):
            if each.get(f"{W}val") not in styles:
                found.append(f"{name}: no style {each.get(f'{W}val')}")
        for kind, order in _ORDER.items():
            wanted = order.split()
            for each in tree.iter(f"{W}{kind}") if name in ("word/document.xml", "word/styles.xml") else ():
                places = [wanted.index(etree.QName(child).localname) for child in each]
                if places != sorted(places):
                    found.append(f"{name}: {kind} out of order")
    for table in body.iter(f"{W}tbl"):
        found += _table_faults(table)
    if body[-1].tag != f"{W}sectPr" or len(body.findall(f"{W}sectPr")) != 1:
        found.append("no section at the end")
    return found


def _table_faults(table: etree._Element) -> Iterator[str]:
    following = table.getnext()
    if following is None or following.tag == f"{W}tbl":
        yield "nothing between two tables"
    widths = [int(each.get(f"{W}w")) for each in table.find(f"{W}tblGrid")]
    for row in table.iter(f"{W}tr"):
        spans = 0
        for cell in row.findall(f"{W}tc"):
            told = cell.find(f"{W}tcPr/{W}gridSpan")
            spans += int(told.get(f"{W}val")) if told is not None else 1
            if cell[-1].tag != f"{W}p":
                yield "a cell without a paragraph"
        if spans != len(widths):
            yield f"{spans} cells in a table of {len(widths)} columns"


def cells_of_book(data: bytes) -> list[str]:
    """Every text of an .xlsx as a person would read it, whole."""
    tree = Parts(data).trees["xl/sharedStrings.xml"]
    return [_decoded("".join(each.itertext())) for each in tree.findall(f"{S}si")]


def paragraphs_of_document(data: bytes) -> list[str]:
    """Every paragraph of a .docx."""
    found = []
    for each in Parts(data).trees["word/document.xml"].iter(f"{W}p"):
        pieces = []
        for part in each.iter(f"{W}t", f"{W}br", f"{W}tab"):
            pieces.append(part.text or "" if part.tag == f"{W}t" else "\n" if part.tag == f"{W}br" else "\t")
        found.append("".join(pieces))
    return found


def texts_of(value: object) -> Iterator[str]:
    """Every text that the sections of a report show; without the titles of what becomes a sheet of its own."""
    if isinstance(value, (Enum, ShareCell, DateCell)):
        return
    if isinstance(value, str):
        yield value
    elif isinstance(value, LightCell):
        yield from (value.word, value.reason)
    elif isinstance(value, ValueCell):
        yield value.unit
    elif isinstance(value, Table):
        yield from texts_of((value.rows, [group.title for group in value.groups], value.footnote))
        yield "" if value.rows else value.empty
    elif isinstance(value, (tuple, list)):
        for each in value:
            yield from texts_of(each)
    elif is_dataclass(value) and not isinstance(value, (Trajectory, LedgerFilter)):
        left_out = (
            "kind",
            "codes",
            "key",
            *(("title", "note", "heads") if isinstance(value, (Charts, BurnDownPlot, Meanings)) else ()),
        )
        for each in fields(value):
            if each.name not in left_out:
                yield from texts_of(getattr(value, each.name))


def _decoded(text: str) -> str:
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)


def _twice(values: list[object]) -> list[object]:
    return [each for place, each in enumerate(values) if each in values[:place]]


def _column(reference: str) -> int:
    number = 0
    for letter in re.sub(r"\d", "", reference):
        number = 26 * number + ord(letter) - 64
    return number


def _area(reference: str) -> tuple[int, int, int, int]:
    first, _, last = reference.partition(":")
    places = [(int(re.sub(r"\D", "", each)), _column(each)) for each in (first, last or first)]
    return (*places[0], *places[1])


def _touch(one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]
