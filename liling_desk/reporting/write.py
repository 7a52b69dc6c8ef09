"""A report becomes a file, whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from liling_desk.ledger.errors import UsageError
from liling_desk.reporting.letters import papers_of
from liling_desk.reporting.report import Report
from liling_desk.reporting.whole_file import write_whole
from liling_desk.translations import N_, Message

REPORT_ENDINGS: Final = (".pdf", ".xlsx", ".csv", ".docx")
"""What a report can be written as."""


def write_report(report: Report, path: Path, archive: bool = False) -> None:
    """Write .pdf, .xlsx, .csv or .docx by the path's ending. `archive`: as PDF/A-2b, for which only .pdf will do.

    Raises `UsageError` (ending) or `FileUnusable`.
    """
    ending = checked_ending(path, (".pdf",) if archive else REPORT_ENDINGS)
    write_whole(path, _bytes_of(report, ending, archive))


def checked_ending(path: Path, endings: Sequence[str]) -> str:
    """The path's ending in small letters. Raises `UsageError` for another than these."""
    ending = path.suffix.lower()
    if ending in endings:
        return ending
    raise UsageError(
        Message(N_("{file}：不能写成“{ending}”这种文件。"), {"file": path.name, "ending": ending}),
        Message(N_("请用这些结尾：{endings}。"), {"endings": " ".join(endings)}),
    )


def _bytes_of(report: Report, ending: str, archive: bool) -> bytes:
    # Imported when needed: each format brings a library of its own.
    if ending == ".pdf":
        from liling_desk.reporting.typst_pdf import pdf_of

        return pdf_of(report, archive)
    if ending == ".xlsx":
        from liling_desk.reporting.excel_book import book_of

        return book_of(report)
    if ending == ".docx":
        return _document_of(report)
    from liling_desk.reporting.csv_table import csv_of

    return csv_of(report)


def _document_of(report: Report) -> bytes:
    if papers_of(report):
        from liling_desk.reporting.word_letter import letters_docx

        return letters_docx(report)
    from liling_desk.reporting.word_report import docx_of

    return docx_of(report)
