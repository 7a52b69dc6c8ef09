"""A report becomes a file, whole or not at all."""

from __future__ import annotations

from pathlib import Path

from liling_desk.reporting.report import Report


def write_report(report: Report, path: Path) -> None:
    """Write .pdf, .xlsx or .csv by the path's ending. Raises `UsageError` (ending) or `FileUnusable`."""
    raise NotImplementedError(report.kind, path)
