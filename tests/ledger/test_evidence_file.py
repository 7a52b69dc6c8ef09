"""What a file is, is told by its content; programs stay out, oddities are told."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liling_desk.ledger import media, zip_names
from liling_desk.ledger.errors import FileUnusable
from liling_desk.ledger.evidence_file import HEAVY_LEDGER, MEGABYTE, USUAL_LIMIT, accept, ledger_weight, size_words
from liling_desk.ledger.media import identify, media_of
from liling_desk.ledger.packing import LARGEST, is_whole, pack, unpack

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def package(*names, mimetype=""):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        if mimetype:
            archive.writestr(zipfile.ZipInfo("mimetype"), mimetype)
        for name in names:
            archive.writestr(name, "x")
    return held.getvalue()


def stream(name):
    return OLE + name.encode("utf-16-le") + b"\0\0"


BMP = struct.pack("<2sIHHI", b"BM", 60, 0, 0, 54) + bytes(46)
KINDS = [
    (b"%PDF-1.4\n", "a.pdf", media.PDF),
    (b"\xff\xd8\xff\xe0\0\x10JFIF", "a.jpg", media.JPEG),
    (b"\x89PNG\r\n\x1a\n\0", "a.png", media.PNG),
    (b"GIF89a\1\0", "a.gif", media.GIF),
    (b"II*\0\x08", "a.tif", media.TIFF),
    (b"MM\0*\0", "a.tiff", media.TIFF),
    (BMP, "a.bmp", media.BMP),
    (b"RIFF\x10\0\0\0WEBPVP8 ", "a.webp", media.WEBP),
    (b"\0\0\0\x18ftypheic\0\0\0\0", "a.heic", media.HEIC),
    (b"\0\0\0\x18ftypisom\0\0\0\0", "a.mp4", media.MP4),
    (package("[Content_Types].xml", "word/document.xml"), "a.docx", media.DOCX),
    (package("xl/workbook.xml", "[Content_Types].xml"), "a.xlsx", media.XLSX),
    (package("[Content_Types].xml", "ppt/presentation.xml"), "a.pptx", media.PPTX),
    (package("content.xml", mimetype="application/vnd.oasis.opendocument.spreadsheet"), "a.ods", media.ODS),
    (package("content.xml", mimetype="application/vnd.oasis.opendocument.text"), "a.odt", media.ODT),
    (package("OFD.xml", "Doc_0/Document.xml"), "a.ofd", media.OFD),
    (package("扫描/1.jpg"), "a.zip", media.ZIP),
    (stream("WordDocument"), "a.doc", media.WORD),
    (stream("WordDocument"), "a.wps", media.WORD),
    (stream("Workbook"), "a.et", media.EXCEL),
    (stream("PowerPoint Document"), "a.ppt", media.SLIDES),
    (stream("WordDocument") + stream("Workbook"), "a.xls", media.EXCEL),
    (OLE, "a.vsd", media.OLE),
    (b"{\\rtf1\\ansi", "a.rtf", media.RTF),
    ("会议纪要".encode(), "a.txt", media.TEXT),
    ("会议纪要".encode("gb18030"), "a.txt", media.TEXT),
    ("会议纪要".encode("utf-16"), "a.txt", media.TEXT),
    ("名称,数\n路,1\n".encode(), "a.csv", media.CSV),
    (b"<!DOCTYPE html><html></html>", "a.html", media.MARKUP),
    (b"Rar!\x1a\x07\x01\0", "a.rar", media.ARCHIVE),
    (b"\x01\x02\0\x03" * 40, "a.dat", media.UNKNOWN),
]


@pytest.mark.parametrize(("content", "name", "kind"), KINDS, ids=[f"{name}-{kind.key}" for _, name, kind in KINDS])
def test_kinds_are_told_by_content(content, name, kind):
    file = accept(name, content)
    assert (file.kind.media, file.warnings) == (kind, ())
    assert media_of(kind.key) is kind


PROGRAMS = [
    (b"MZ\x90\0", "照片.jpg"),
    (b"\x7fELF\x02", "a.pdf"),
    (b"\xcf\xfa\xed\xfe\x07", "a"),
    (b"\xca\xfe\xba\xbe\0\0", "a.class"),
    (b"#!/bin/sh\nrm -rf ~\n", "说明.txt"),
    (b"\xef\xbb\xbf#!/usr/bin/env python\n", "说明.txt"),
    (b"\r\n@ECHO OFF\r\ndel *.*", "说明.txt"),
    (b"Windows Registry Editor Version 5.00", "a.txt"),
    (b"[Desktop Entry]\nExec=sh", "a.txt"),
    (b"[InternetShortcut]\nURL=file://x", "a.txt"),
    (b"L\0\0\0\x01\x14\x02\0" + bytes(60), "a.pdf"),
    (b"ITSF\x03", "a.doc"),
    (package("META-INF/MANIFEST.MF", "A.class"), "a.zip"),
    (OLE + bytes.fromhex("84100c0000000000c000000000000046"), "a.doc"),
    (b"plain", "a.bat"),
    (b"plain", "a.js"),
    (b"plain", "a.vbs"),
    (b"plain", "a.hta"),
    (b"%PDF-1.4", "a.pdf.exe"),
    (b"%PDF-1.4", "fdp\u202efdp.exe"),
    (b"%PDF-1.4", "a.lnk . "),
]


@pytest.mark.parametrize(("content", "name"), PROGRAMS, ids=[ascii(name) for _, name in PROGRAMS])
def test_programs_stay_out(content, name):
    with pytest.raises(FileUnusable, match="程序") as caught:
        accept(name, content)
    assert "\u202e" not in str(caught.value)


def test_empty_and_large_files_stay_out():
    with pytest.raises(FileUnusable, match="空文件"):
        accept("a.pdf", b"")
    with pytest.raises(FileUnusable, match="20 MB"):
        accept("a.txt", b"x" * (USUAL_LIMIT + 1))
    assert accept("a.txt", b"x" * USUAL_LIMIT).packed.size == USUAL_LIMIT
    with pytest.raises(FileUnusable, match="1 MB"):
        accept("a.txt", b"x" * (MEGABYTE + 1), MEGABYTE)


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"\xff\xd8\xff\xe0", "a.pdf", "后缀是 .pdf，内容却是“JPEG 图片”"),
        (b"%PDF-1.4", "扫描件", "（没有）"),
        (b"\x01\x02\0\x03" * 40, "a.docx", "未知类型"),
        (b"<html>", "a.xls", "网页"),
        (package("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), "a.docm", "宏"),
        (stream("Workbook") + stream("_VBA_PROJECT"), "a.xls", "宏"),
        (package("照片.jpg", "安装/setup.exe"), "a.zip", "setup.exe"),
    ],
)
def test_what_is_odd_is_told(content, name, said):
    (warning,) = accept(name, content).warnings
    assert said in str(warning)


def test_only_documents_and_pictures_open():
    shut = {each.key for each in media.ALL if not each.opens}
    assert {media.ZIP.key, media.MP4.key, media.MARKUP.key, media.UNKNOWN.key, media.PROGRAM.key} <= shut
    assert all(each.endings for each in media.ALL if each.opens)
    assert not identify(package("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")).opens


@given(
    st.binary(max_size=3000),
    st.sampled_from([b"", b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xfe"]),
)
def test_anything_is_of_some_kind(content, head):
    assert identify(head + content).media in media.ALL


@given(st.data())
def test_a_damaged_archive_is_read_without_harm(data):
    content = bytearray(package("[Content_Types].xml", *(f"word/{n}.xml" for n in range(20))))
    for _ in range(data.draw(st.integers(1, 12))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    names = zip_names.names_in(bytes(content))
    assert names is None or len(names) <= zip_names.MOST_NAMES


@given(st.binary(max_size=5000))
def test_what_is_packed_comes_back(content):
    packed = pack(content)
    assert unpack(packed.form, packed.content, packed.sha256) == content
    assert is_whole(packed.form, packed.content, packed.sha256)
    assert not is_whole(packed.form, packed.content + b"x", packed.sha256) or packed.form == "zlib"


def test_text_is_compressed_and_what_gains_nothing_is_not():
    import random

    noise = random.Random(7).randbytes(MEGABYTE)
    assert pack(b"abc" * 100_000).form == "zlib"
    assert (pack(noise).form, pack(noise).content) == ("plain", noise)
    assert pack(b"x").form == "plain"


def test_a_row_that_claims_to_be_huge_is_never_unpacked():
    import zlib

    machine = zlib.compressobj(9)
    bomb = b"".join(machine.compress(bytes(1 << 20)) for _ in range((LARGEST >> 20) + 64)) + machine.flush()
    assert len(bomb) < 4 * MEGABYTE
    assert unpack("zlib", bomb, "0" * 64) is None
    assert not is_whole("zlib", bomb, "0" * 64)
    assert unpack("other", b"x", "0" * 64) is None


def test_sizes_in_words():
    assert [size_words(each) for each in (1, 1023, 1024, 1536, MEGABYTE, 4_404_019)] == [
        "1 B", "1023 B", "1.0 KB", "1.5 KB", "1 MB", "4.2 MB",
    ]  # fmt: skip
    assert ledger_weight(HEAVY_LEDGER - 1) is None
    assert "500 MB" in str(ledger_weight(HEAVY_LEDGER))
