"""A Word document as bytes that depend on nothing but its content."""

from __future__ import annotations

import io
import zipfile
from typing import Final

from docx.document import Document

_LONG_AGO: Final = (1980, 1, 1, 0, 0, 0)


def package_of(document: Document) -> bytes:
    """The document as a .docx: the same bytes each time."""
    saved = io.BytesIO()
    document.save(saved)
    out = io.BytesIO()
    with zipfile.ZipFile(saved) as parts, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for part in parts.infolist():
            entry = zipfile.ZipInfo(part.filename, _LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            file.writestr(entry, parts.read(part))
    return out.getvalue()
