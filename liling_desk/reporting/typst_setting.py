"""What the sections of a report must know of the pages that they are set on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from liling_desk.reporting.report import Report
from liling_desk.reporting.typst_links import Links

_PLAIN_MM: Final = (166.0, 269.0)
_OFFICIAL_MM: Final = (156.0, 225.0)
_PLAIN_SIZES: Final = (9.5,)
_OFFICIAL_SIZES: Final = (12.0, 10.5, 9.5)


@dataclass(frozen=True)
class Setting:
    """`room`: mm from left to right; `table_sizes`: in pt, the first that fits is taken."""

    language: str
    room: float
    official: bool
    table_sizes: tuple[float, ...]
    links: Links


def setting_of(report: Report, links: Links) -> Setting:
    """The setting of the report's own pages."""
    official = report.letterhead is not None
    room = (_OFFICIAL_MM if official else _PLAIN_MM)[report.landscape]
    return Setting(report.language, room, official, _OFFICIAL_SIZES if official else _PLAIN_SIZES, links)


def letter_setting(setting: Setting) -> Setting:
    """The setting of a letter: always upright and official."""
    return Setting(setting.language, _OFFICIAL_MM[False], True, _OFFICIAL_SIZES, setting.links)
