"""A letter as Typst gets it."""

from __future__ import annotations

from typing import Any

from liling_desk.reporting.report import Letterhead, LetterPaper, Report
from liling_desk.reporting.typst_setting import Setting, letter_setting
from liling_desk.reporting.typst_table import table_data
from liling_desk.reporting.typst_text import breakable, plain

Json = dict[str, Any]


def head_data(head: Letterhead, number: str) -> Json:
    """What stands above the title of an official paper."""
    return {
        "issuer": plain(head.issuer),
        "number": plain(number),
        "security": plain(head.security),
        "urgency": plain(head.urgency),
    }


def letter_data(letter: LetterPaper, report: Report, setting: Setting) -> Json:
    """The letter; issuer and marks at its head are those of the report. `entry` stands for it in the outline."""
    return {
        "type": "letter",
        "page_words": report.page_words,
        "stamp": plain(report.stamp),
        "head": head_data(report.letterhead or Letterhead(), letter.number),
        "entry": plain(letter.unit or letter.title),
        "title": breakable(letter.title),
        "addressee": breakable(letter.addressee),
        "paragraphs": [breakable(each) for each in letter.paragraphs],
        "items": table_data(letter.items, letter_setting(setting)),
        "closing": [breakable(each) for each in letter.closing],
        "signature": [plain(each) for each in letter.signature],
        "imprint": [plain(each) for each in letter.imprint],
    }
