"""What a file is, told by its content: which kind, which endings go with it, whether it may be opened at all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from liling_desk.ledger import zip_names
from liling_desk.ledger.file_names import is_program_name
from liling_desk.translations import N_

Family = Literal["document", "sheet", "picture", "film", "archive", "text", "other", "program"]


@dataclass(frozen=True)
class Media:
    """One kind of file. `key` is its media type, `word` a msgid, `endings` those that fit (the usual one first).

    `opens`: a document or a picture that the system's programs may be asked to show; others can only be saved.
    """

    key: str
    word: str
    family: Family
    endings: tuple[str, ...] = ()
    opens: bool = False


_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"

PDF: Final = Media("application/pdf", N_("PDF 文档"), "document", (".pdf",), True)
JPEG: Final = Media("image/jpeg", N_("JPEG 图片"), "picture", (".jpg", ".jpeg", ".jpe", ".jfif"), True)
PNG: Final = Media("image/png", N_("PNG 图片"), "picture", (".png",), True)
GIF: Final = Media("image/gif", N_("GIF 图片"), "picture", (".gif",), True)
TIFF: Final = Media("image/tiff", N_("TIFF 图片"), "picture", (".tif", ".tiff"), True)
BMP: Final = Media("image/bmp", N_("BMP 图片"), "picture", (".bmp", ".dib"), True)
WEBP: Final = Media("image/webp", N_("WebP 图片"), "picture", (".webp",), True)
HEIC: Final = Media("image/heic", N_("HEIC 图片"), "picture", (".heic", ".heif", ".hif"), True)
DOCX: Final = Media(
    f"{_OFFICE}.wordprocessingml.document", N_("Word 文档"), "document", (".docx", ".dotx", ".docm", ".dotm"), True
)
XLSX: Final = Media(
    f"{_OFFICE}.spreadsheetml.sheet", N_("Excel 表格"), "sheet", (".xlsx", ".xltx", ".xlsm", ".xltm", ".xlsb"), True
)
PPTX: Final = Media(
    f"{_OFFICE}.presentationml.presentation", N_("演示文稿"), "document", (".pptx", ".ppsx", ".pptm", ".ppsm"), True
)
ODT: Final = Media(f"{_OPEN}.text", N_("ODF 文档"), "document", (".odt", ".ott"), True)
ODS: Final = Media(f"{_OPEN}.spreadsheet", N_("ODF 表格"), "sheet", (".ods", ".ots"), True)
ODP: Final = Media(f"{_OPEN}.presentation", N_("ODF 演示文稿"), "document", (".odp",), True)
OFD: Final = Media("application/ofd", N_("OFD 版式文档"), "document", (".ofd",), True)
WORD: Final = Media("application/msword", N_("Word 97 文档"), "document", (".doc", ".wps", ".dot", ".wpt"), True)
EXCEL: Final = Media("application/vnd.ms-excel", N_("Excel 97 表格"), "sheet", (".xls", ".et", ".xlt", ".ett"), True)
SLIDES: Final = Media("application/vnd.ms-powerpoint", N_("PPT 97 演示文稿"), "document", (".ppt", ".dps"), True)
RTF: Final = Media("application/rtf", N_("RTF 文档"), "document", (".rtf", ".doc"), True)
TEXT: Final = Media("text/plain", N_("纯文本"), "text", (".txt", ".log", ".md"), True)
CSV: Final = Media("text/csv", N_("CSV 表格"), "text", (".csv", ".tsv"))
MARKUP: Final = Media("text/xml", N_("网页或标记文件"), "other", (".html", ".htm", ".xml", ".svg", ".mht", ".uof"))
MP4: Final = Media("video/mp4", N_("视频"), "film", (".mp4", ".m4v", ".mov", ".m4a", ".3gp"))
ZIP: Final = Media("application/zip", N_("压缩包"), "archive", (".zip",))
ARCHIVE: Final = Media("application/x-archive", N_("压缩包"), "archive", (".rar", ".7z", ".gz", ".tgz", ".xz", ".bz2"))
OLE: Final = Media(
    "application/x-ole-storage", N_("旧版 Office 文件"), "other", (".doc", ".xls", ".ppt", ".vsd", ".msg")
)
PROGRAM: Final = Media("application/x-executable", N_("程序"), "program")
UNKNOWN: Final = Media("application/octet-stream", N_("未知类型"), "other")

ALL: Final = (
    PDF, JPEG, PNG, GIF, TIFF, BMP, WEBP, HEIC, DOCX, XLSX, PPTX, ODT, ODS, ODP, OFD, WORD, EXCEL, SLIDES, RTF, TEXT,
    CSV, MARKUP, MP4, ZIP, ARCHIVE, OLE, PROGRAM, UNKNOWN,
)  # fmt: skip

_SIGNATURES: Final[tuple[tuple[bytes, Media], ...]] = (
    (b"%PDF-", PDF), (b"\xff\xd8\xff", JPEG), (b"\x89PNG\r\n\x1a\n", PNG), (b"GIF87a", GIF), (b"GIF89a", GIF),
    (b"II*\0", TIFF), (b"MM\0*", TIFF), (b"{\\rtf", RTF),
    (b"Rar!\x1a\x07", ARCHIVE), (b"7z\xbc\xaf\x27\x1c", ARCHIVE), (b"\x1f\x8b\x08", ARCHIVE),
    (b"\xfd7zXZ\0", ARCHIVE), (b"BZh", ARCHIVE),
    (b"MZ", PROGRAM), (b"\x7fELF", PROGRAM), (b"#!", PROGRAM), (b"\xca\xfe\xba\xbe", PROGRAM),
    (b"\xbe\xba\xfe\xca", PROGRAM), (b"\xfe\xed\xfa\xce", PROGRAM), (b"\xfe\xed\xfa\xcf", PROGRAM),
    (b"\xce\xfa\xed\xfe", PROGRAM), (b"\xcf\xfa\xed\xfe", PROGRAM), (b"\0asm", PROGRAM), (b"dex\n", PROGRAM),
    (b"L\0\0\0\x01\x14\x02\0", PROGRAM), (b"ITSF", PROGRAM),
)  # fmt: skip
"""How files begin; a shortcut (.lnk) and compiled help (.chm) start programs and count as such."""

_SCRIPT: Final = re.compile(
    rb"(?i)\s*(@echo\s|windows registry editor|regedit4|\[desktop entry\]|\[internetshortcut\]|<script\b|<job\b|<\?php)"
)
_OLE_HEAD: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_INSTALLERS: Final = tuple(bytes((kind, 0x10, 0x0C, 0)) + b"\0\0\0\0\xc0\0\0\0\0\0\0F" for kind in (0x82, 0x84, 0x86))
"""Class ids in the root of .mst, .msi and .msp."""
_OLE_PARTS: Final = (("WordDocument", WORD), ("Workbook", EXCEL), ("Book", EXCEL), ("PowerPoint Document", SLIDES))
_ZIP_PARTS: Final = (("word/", DOCX), ("xl/", XLSX), ("ppt/", PPTX))
_MIMETYPES: Final = {each.key: each for each in (ODT, ODS, ODP)}
_HEIC_BRANDS: Final = frozenset({b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1", b"avif"})
_SAMPLE: Final = 65536


@dataclass(frozen=True)
class Identified:
    """What a file is. `macros`: it brings programs of its own; `programs`: an archive with programs in it."""

    media: Media
    macros: bool = False
    programs: tuple[str, ...] = ()

    @property
    def opens(self) -> bool:
        """Whether the system may be asked to show it."""
        return self.media.opens and not self.macros


def identify(content: bytes, ending: str = "") -> Identified:
    """What a file is by its bytes. The ending only tells apart what looks the same (CSV and other text)."""
    found = next((media for head, media in _SIGNATURES if content.startswith(head)), None)
    if found is not None:
        return Identified(found)
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _package(content)
    if content.startswith(_OLE_HEAD):
        return _compound(content, ending)
    if content[4:8] == b"ftyp":
        return Identified(HEIC if content[8:12] in _HEIC_BRANDS else MP4)
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return Identified(WEBP)
    if content.startswith(b"BM") and content[6:10] == b"\0\0\0\0" and len(content) > 26:
        return Identified(BMP)
    return Identified(_text(content, ending))


def _package(content: bytes) -> Identified:
    names = zip_names.names_in(content) or ()
    first = zip_names.first_stored(content)
    macros = any(name.rpartition("/")[2].casefold() == "vbaproject.bin" for name in names)
    if "META-INF/MANIFEST.MF" in names or "AndroidManifest.xml" in names:
        return Identified(PROGRAM)
    if first is not None and first[0] == "mimetype":
        known = _MIMETYPES.get(first[1].decode("ascii", "replace").strip())
        basic = any(name.startswith(("Basic/", "Scripts/")) for name in names)
        return Identified(known or ZIP, macros=basic)
    if any(name.rpartition("/")[2] == "OFD.xml" and name.count("/") <= 1 for name in names):
        return Identified(OFD)
    if "[Content_Types].xml" in names:
        return Identified(
            next((media for folder, media in _ZIP_PARTS if any(name.startswith(folder) for name in names)), ZIP), macros
        )
    return Identified(ZIP, programs=tuple(name for name in names if is_program_name(name))[:5])


def _compound(content: bytes, ending: str) -> Identified:
    """An old Office file may hold others as parts: the ending then decides between the kinds that are in it."""
    if any(mark in content for mark in _INSTALLERS):
        return Identified(PROGRAM)
    macros = "_VBA_PROJECT".encode("utf-16-le") in content
    there = [media for name, media in _OLE_PARTS if name.encode("utf-16-le") + b"\0\0" in content]
    fitting = next((media for media in there if ending in media.endings), None)
    return Identified(fitting or next(iter(there), OLE), macros)


def _text(content: bytes, ending: str) -> Media:
    head = _readable(content[:_SAMPLE], len(content) > _SAMPLE)
    if head is None:
        return UNKNOWN
    plain = head.encode("utf-8", "replace")
    if plain.startswith(b"#!") or _SCRIPT.match(plain):
        return PROGRAM
    if plain.lstrip()[:1] == b"<":
        return MARKUP
    return CSV if ending in CSV.endings else TEXT


def _readable(sample: bytes, is_cut: bool) -> str | None:
    """Text in one of the encodings that offices write, or None."""
    for head, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if sample.startswith(head):
            return _decoded(sample, encoding, is_cut)
    if b"\0" in sample:
        return None
    text = _decoded(sample, "utf-8", is_cut)
    return text if text is not None else _decoded(sample, "gb18030", is_cut)


def _decoded(sample: bytes, encoding: str, is_cut: bool) -> str | None:
    for shorter in range(4 if is_cut else 1):
        try:
            text = sample[: len(sample) - shorter].decode(encoding)
        except UnicodeDecodeError:
            continue
        return text if sum(each < " " and each not in "\t\r\n\f\x1b" for each in text) * 50 <= len(text) else None
    return None


def media_of(key: str | None) -> Media:
    """The kind with this media type; the unknown one where a newer program knows more."""
    return next((each for each in ALL if each.key == key), UNKNOWN)
