"""A report as a PDF, set by Typst. The data travels as JSON and is never read as markup."""

from __future__ import annotations

from liling_desk.reporting.report import Report


def pdf_of(report: Report) -> bytes:
    """The whole document."""
    raise NotImplementedError(report.kind)
