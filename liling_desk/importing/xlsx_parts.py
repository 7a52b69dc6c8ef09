"""The parts of an .xlsx around its cells: which worksheets, which number formats, which shared texts."""

from __future__ import annotations

import html
import lzma
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from posixpath import dirname, join, normpath
from typing import Final
from xml.etree import ElementTree
from xml.parsers import expat

from liling_desk.importing.file_content import RESAVE, Content
from liling_desk.importing.number_formats import NumberFormats, Shown
from liling_desk.importing.sheet import SheetName
from liling_desk.translations import N_

MOST_BYTES: Final = 500 * 1024 * 1024
"""A part that is larger when unpacked is refused."""
_MOST_OF_A_SMALL_PART: Final = 20 * 1024 * 1024
_MOST_TEXT: Final = 150 * 1024 * 1024
_CHUNK: Final = 1 << 18
_TORN: Final = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError, RuntimeError, NotImplementedError,
)  # fmt: skip

_ITEM = re.compile(r"<si>(?:<t(?: [^>]*)?>([^<]*)</t>|(.*?))</si>|<si/>|<si></si>", re.DOTALL)
_RUN = re.compile(r"<t(?: [^>]*)?>([^<]*)</t>")
_PHONETIC = re.compile(r"<rPh\b.*?</rPh>", re.DOTALL)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class Damaged(Exception):
    """A part is missing or can't be read."""


class TooLarge(Exception):
    """A part is larger than is read."""


def _refuse_doctype(*_words: object) -> None:
    raise Damaged("DOCTYPE")


class Package:
    """The zip that an .xlsx is. Every part is held against its size and checksum while it is read."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as problem:
            raise Damaged(str(problem)) from problem
        self._by_name = {each.filename.replace("\\", "/").casefold(): each for each in self._zip.infolist()}

    def __contains__(self, part: str) -> bool:
        return part.casefold() in self._by_name

    @property
    def encrypted(self) -> bool:
        """True where the zip itself wants a password."""
        return any(each.flag_bits & 1 for each in self._by_name.values())

    def size(self, part: str) -> int:
        """Bytes of a part when unpacked; 0 where it is missing."""
        found = self._by_name.get(part.casefold())
        return found.file_size if found else 0

    def chunks(self, part: str, most: int = MOST_BYTES) -> Iterator[bytes]:
        """A part's bytes, piece by piece. Raises `Damaged`, `TooLarge`."""
        found = self._by_name.get(part.casefold())
        if found is None:
            raise Damaged(part)
        if found.file_size > most:
            raise TooLarge(part)
        try:
            with self._zip.open(found) as file:
                while piece := file.read(_CHUNK):
                    yield piece
        except _TORN as problem:
            raise Damaged(str(problem)) from problem

    def parse(
        self,
        part: str,
        start: Callable[[str, dict[str, str]], None],
        end: Callable[[str], None],
        text: Callable[[str], None],
        report: Callable[[int, int], None] | None,
    ) -> None:
        """Go through a part's XML piece by piece. Raises `Damaged` (a DOCTYPE could hold a bomb), `TooLarge`."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.CharacterDataHandler = text
        parser.StartDoctypeDeclHandler = _refuse_doctype
        total, done = self.size(part), 0
        try:
            for piece in self.chunks(part):
                parser.Parse(piece, False)
                done += len(piece)
                if report is not None:
                    report(done, total)
            parser.Parse(b"", True)
        except expat.ExpatError as problem:
            raise Damaged(str(problem)) from problem

    def read(self, part: str, most: int = _MOST_OF_A_SMALL_PART) -> bytes:
        """A part's bytes."""
        return b"".join(self.chunks(part, most))

    def tree(self, part: str) -> ElementTree.Element:
        """A small part as XML. Raises `Damaged`."""
        data = self.read(part)
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            raise Damaged(part)
        try:
            return ElementTree.fromstring(data)
        except (ElementTree.ParseError, ValueError, LookupError) as problem:
            raise Damaged(str(problem)) from problem


@dataclass(frozen=True)
class Listed:
    """A worksheet's name and the part that holds it."""

    name: SheetName
    part: str


def workbook_part(package: Package) -> str:
    """Where the workbook's own part is."""
    for target in _relations(package, "").values():
        if target.kind == "officeDocument":
            return target.part
    return "xl/workbook.xml"


def worksheets(package: Package, workbook: str) -> tuple[list[Listed], bool]:
    """The worksheets in their order, and whether days are counted from 1904. Charts and macros are left out."""
    tree = package.tree(workbook)
    targets = _relations(package, workbook)
    found = []
    epoch_1904 = False
    for element in tree.iter():
        tag = local(element.tag)
        if tag == "workbookPr":
            epoch_1904 = element.get("date1904") in ("1", "true", "on")
        elif tag == "sheet":
            key = next((value for name, value in element.attrib.items() if local(name) == "id" and "}" in name), "")
            target = targets.get(key)
            if target is None or target.kind != "worksheet" or target.part not in package:
                continue
            hidden = element.get("state") in ("hidden", "veryHidden")
            found.append(Listed(SheetName(element.get("name") or "", hidden), target.part))
    if not found:
        raise Damaged(workbook)
    return found, epoch_1904


@dataclass(frozen=True)
class _Target:
    kind: str
    part: str


def _relations(package: Package, part: str) -> dict[str, _Target]:
    folder = dirname(part)
    listing = join(folder, "_rels", f"{part.rsplit('/', 1)[-1]}.rels")
    if listing not in package:
        return {}
    found = {}
    for element in package.tree(listing).iter():
        target = element.get("Target", "")
        if local(element.tag) == "Relationship" and element.get("TargetMode") != "External" and target:
            place = target.lstrip("/") if target.startswith("/") else normpath(join(folder, target))
            found[element.get("Id", "")] = _Target(element.get("Type", "").rsplit("/", 1)[-1], place)
    return found


def related(package: Package, workbook: str, kind: str) -> str | None:
    """The part of a kind (styles, sharedStrings) that belongs to the workbook."""
    parts = [target.part for target in _relations(package, workbook).values() if target.kind == kind]
    return next((part for part in parts if part in package), None)


def cell_formats(package: Package, part: str | None, formats: NumberFormats) -> list[Shown | None]:
    """For each cell style how its numbers are shown."""
    if part is None:
        return []
    tree = package.tree(part)
    codes: dict[int, str] = {}
    for element in tree.iter():
        if local(element.tag) == "numFmt" and (element.get("numFmtId") or "").isdigit():
            codes[int(element.get("numFmtId", "0"))] = element.get("formatCode") or ""
    shown: dict[int, Shown | None] = {}
    styles = []
    for group in tree:
        if local(group.tag) != "cellXfs":
            continue
        for style in group:
            given = style.get("numFmtId") or "0"
            number = int(given) if given.isdigit() else 0
            if number not in shown:
                shown[number] = formats.shown(number, codes.get(number))
            styles.append(shown[number])
    return styles


def shared_texts(package: Package, part: str | None) -> list[str]:
    """The texts that cells name by number."""
    if part is None:
        return []
    data = package.read(part, _MOST_TEXT)
    if b"<!" in data or b"<sst" not in data[:2000] or b"utf-8" not in data[:100].lower():
        return _texts_by_parser(package, part)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as problem:
        raise Damaged(str(problem)) from problem
    texts: list[str] = []
    begin = 0
    while begin < len(text):  # piece by piece: one long search would keep the window waiting
        end = text.find("</si>", begin + _CHUNK) + 5
        piece = text[begin:] if end < 5 else text[begin:end]
        found = _ITEM.findall(piece)
        if len(found) != piece.count("</si>") + piece.count("<si/>"):
            return _texts_by_parser(package, part)
        texts += [unescaped(plain or (_rich(rich) if rich else "")) for plain, rich in found]
        begin += len(piece)
    return texts


def _rich(text: str) -> str:
    return "".join(_RUN.findall(_PHONETIC.sub("", text)))


def _texts_by_parser(package: Package, part: str) -> list[str]:
    texts = []
    for element in package.tree(part):
        if local(element.tag) == "si":
            texts.append(joined_text(element))
    return texts


def joined_text(element: ElementTree.Element) -> str:
    """The text of an item with or without runs, phonetic guides left out."""
    parts = []
    for child in element:
        if local(child.tag) == "t":
            parts.append(child.text or "")
        elif local(child.tag) == "r":
            parts.extend(run.text or "" for run in child if local(run.tag) == "t")
    return restored("".join(parts))


def unescaped(text: str) -> str:
    """XML's &amp; and Excel's _x000D_ as the characters they stand for."""
    return restored(html.unescape(text) if "&" in text else text)


def restored(text: str) -> str:
    """Excel's _x000D_ as the character it stands for."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda found: _character(found[1]) or found[0], text)


def _character(code: str) -> str:
    number = int(code, 16)
    return "" if 0xD800 <= number <= 0xDFFF or number == 0 else chr(number)


def local(tag: str) -> str:
    """A name without its namespace."""
    return tag.rsplit("}", 1)[-1]


def check_is_workbook(package: Package, content: Content) -> None:
    """Raise `FileUnusable` where the zip is something else."""
    if package.encrypted:
        raise content.locked()
    if "xl/workbook.bin" in package:
        raise content.unusable(N_("{file} 是二进制工作簿（.xlsb），读不出。"), RESAVE)
    if "word/document.xml" in package:
        raise content.unusable(
            N_("{file} 是 Word 文件，不是表格。"), N_("请把表格复制到 Excel，另存为 .xlsx，再导入。")
        )
    if "[Content_Types].xml" not in package and "xl/workbook.xml" not in package:
        raise content.unusable(N_("{file} 是压缩包，不是表格。"), N_("请先解压，再选择里面的表格文件。"))
