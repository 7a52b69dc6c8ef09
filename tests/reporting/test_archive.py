"""PDF/A-2b, as far as the file itself says: what it claims, that it is whole, and that it is the same each time."""

from __future__ import annotations

import re
import subprocess
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from liling_desk.ledger.errors import UsageError
from liling_desk.ledger.standing import Standing
from liling_desk.reporting.kinds import KINDS, LedgerFacts, Material, ReportOptions, make_report
from liling_desk.reporting.report import Letterhead, Report
from liling_desk.reporting.typst_pdf import pdf_of
from liling_desk.reporting.write import write_report
from liling_desk.translations import CHINESE, ENGLISH, Translator

AS_OF = date(2021, 12, 15)
FACTS = LedgerFacts("台账.db", 1284, 93)


def report_of(rows: list[Standing], kind: str = "status", language: str = CHINESE) -> Report:
    return make_report(kind, Material(rows, FACTS), ReportOptions(AS_OF), Translator(language))


@pytest.fixture(scope="module")
def archived(starter_rows: list[Standing]) -> bytes:
    return pdf_of(report_of(starter_rows), archive=True)


def texts_in(pdf: bytes) -> Iterator[bytes]:
    """The file itself, then each of its streams, unpacked."""
    yield pdf
    for found in re.finditer(rb"stream\r?\n", pdf):
        try:
            yield zlib.decompressobj().decompress(pdf[found.end() :])
        except zlib.error:
            continue


def test_it_says_what_it_is(archived: bytes) -> None:
    assert b"<pdfaid:part>2</pdfaid:part>" in archived
    assert b"<pdfaid:conformance>B</pdfaid:conformance>" in archived
    assert "承诺事项总体情况".encode() in archived
    everything = b"".join(texts_in(archived))
    assert b"/OutputIntents" in everything and b"/GTS_PDFA1" in everything and b"/DestOutputProfile" in everything
    assert b"/Encrypt" not in archived and b"/JavaScript" not in everything and b"/AA" not in archived


def test_the_plain_file_does_not(starter_rows: list[Standing]) -> None:
    assert b"pdfaid" not in pdf_of(report_of(starter_rows))


def test_every_font_is_embedded(archived: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(archived)
    listed = subprocess.run(["pdffonts", str(path)], capture_output=True, text=True, check=True).stdout.splitlines()
    fonts = [re.search(r"(yes|no) +(yes|no) +(yes|no) +\d+ +\d+$", line) for line in listed[2:]]
    assert fonts and all(each and each.groups() == ("yes", "yes", "yes") for each in fonts)


@pytest.mark.parametrize("language", [CHINESE, ENGLISH])
def test_it_is_tagged_and_has_language_title_and_outlines(starter_rows: list[Standing], language: str) -> None:
    report = report_of(starter_rows, language=language)
    for archive in (False, True):
        pdf = pdf_of(report, archive)
        everything = b"".join(texts_in(pdf))
        assert b"/StructTreeRoot" in everything and re.search(rb"/MarkInfo\s*<<[^>]*/Marked true", everything)
        assert re.search(rb"/Lang\s*\(" + (b"zh-CN" if language == CHINESE else b"en-US") + rb"\)", everything, re.I)
        document = pypdfium2.PdfDocument(pdf)
        try:
            assert document.get_metadata_dict()["Title"] == report.title
            outline = [each.get_title() for each in document.get_toc()]
        finally:
            document.close()
        titles = [each.title for each in report.sections if getattr(each, "title", "")]
        assert [each for each in outline if each in titles] and "".join(outline)


@pytest.mark.parametrize("kind", [kind.key for kind in KINDS])
def test_every_kind_can_be_archived_and_gives_the_same_bytes_again(kind: str, worked_rows: list[Standing]) -> None:
    report = report_of(worked_rows[:12], kind)
    first = pdf_of(report, archive=True)
    assert first == pdf_of(report, archive=True)
    assert b"<pdfaid:part>2" in first
    assert pdf_of(report) == pdf_of(report)


def test_an_official_paper_can_be_archived(worked_rows: list[Standing]) -> None:
    head = Letterhead(
        "醴陵市人民政府督查室", "醴督〔2021〕3 号", "内部", "特急", ("督查室", "2021年12月15日"), ("抄送：各镇",)
    )
    report = replace(report_of(worked_rows[:12]), letterhead=head, stamp="草稿")
    assert b"<pdfaid:part>2" in pdf_of(report, archive=True)


def test_its_date_is_the_as_of_day(archived: bytes) -> None:
    document = pypdfium2.PdfDocument(archived)
    try:
        assert document.get_metadata_dict()["CreationDate"].startswith("D:20211215")
    finally:
        document.close()


def test_only_a_pdf_can_be_archived(starter_rows: list[Standing], tmp_path: Path) -> None:
    report = report_of(starter_rows[:3])
    write_report(report, tmp_path / "a.PDF", archive=True)
    assert b"pdfaid" in (tmp_path / "a.PDF").read_bytes()
    with pytest.raises(UsageError):
        write_report(report, tmp_path / "a.xlsx", archive=True)
    assert not (tmp_path / "a.xlsx").exists()
