"""A letter as Typst gets it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final

from liling_desk.reporting.report import Letterhead, LetterPaper, Report
from liling_desk.reporting.typst_setting import Setting, letter_setting
from liling_desk.reporting.typst_table import table_data
from liling_desk.reporting.typst_text import Pieces, breakable, plain

Json = dict[str, Any]

_GAP: Final = re.compile(r"\s{2,}|\t")


def head_data(head: Letterhead, number: str) -> Json:
    """What stands above the title of an official paper."""
    return {
        "issuer": plain(head.issuer),
        "number": plain(number),
        "security": plain(head.security),
        "urgency": plain(head.urgency),
    }


def imprint_data(lines: Iterable[str]) -> list[list[str]]:
    """The lines at the foot; where one holds a wide gap, what follows it stands at the right."""
    return [_GAP.split(plain(each).strip(), maxsplit=1) for each in lines]


def official_paragraphs(paragraphs: Iterable[str]) -> list[Pieces]:
    """Each line is a paragraph of its own, so that it is indented."""
    return [breakable(line) for each in paragraphs for line in plain(each).split("\n")]


def letter_data(letter: LetterPaper, report: Report, setting: Setting) -> Json:
    """The letter; issuer and marks at its head are those of the report. `entry` stands for it in the outline."""
    return {
        "type": "letter",
        "stamp": plain(report.stamp),
        "head": head_data(report.letterhead or Letterhead(), letter.number),
        "entry": plain(letter.unit or letter.title),
        "title": breakable(letter.title),
        "addressee": breakable(letter.addressee),
        "paragraphs": official_paragraphs(letter.paragraphs),
        "items": table_data(letter.items, letter_setting(setting)),
        "closing": official_paragraphs(letter.closing),
        "signature": [plain(each) for each in letter.signature],
        "imprint": imprint_data(letter.imprint),
    }
