"""A report as a PDF, set by Typst. The data travels as JSON and is never read as markup."""

from __future__ import annotations

import json

from liling_desk import places
from liling_desk.reporting.report import Report
from liling_desk.reporting.typst_document import document_of


def pdf_of(report: Report) -> bytes:
    """The whole document. Typst is imported here: a window that prints nothing needn't load it."""
    import typst

    data = typst.compile(
        str(places.resource("reports", "report.typ")),
        root=str(places.resource("reports")),
        font_paths=[str(places.resource("fonts"))],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"report": json.dumps(document_of(report), ensure_ascii=False)},
    )
    assert isinstance(data, bytes)
    return data
