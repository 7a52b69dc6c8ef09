"""A Word document as bytes that depend on nothing but its content."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time
from typing import Final

from docx.document import Document

from liling_desk.reporting.plain_xml import xml_text
from liling_desk.translations import CHINESE

_PROPERTY: Final = 255
"""The longest property of a file, in characters."""
_LONG_AGO: Final = (1980, 1, 1, 0, 0, 0)


def describe(document: Document, title: str, author: str, language: str, day: date, subject: str = "") -> None:
    """What the file says of itself; `language` as a report names it."""
    about = document.core_properties
    about.title, about.subject = xml_text(title)[:_PROPERTY], xml_text(subject)[:_PROPERTY]
    about.author = about.last_modified_by = xml_text(author)[:_PROPERTY]
    about.language = language_tag(language)
    about.comments = ""
    about.created = about.modified = datetime.combine(day, time())


def language_tag(language: str) -> str:
    """The language of a report as Word names it."""
    return "zh-CN" if language == CHINESE else "en-US"


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
