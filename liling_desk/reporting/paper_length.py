"""What is too long for paper: its layout would take more memory than an office computer has, and nobody reads it."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from liling_desk.ledger.errors import FileUnusable
from liling_desk.reporting.report import FactList, LetterPaper, Report, Section, Table
from liling_desk.translations import N_, Message, Translator

MOST_CELLS: Final = 80_000
"""Some 10,000 items of a status report: 350 pages, 15 s, and 1.6 GB of memory while they are laid out."""
LONG_TABLE: Final = 500
"""Tables of more rows than that are left out where the whole is too long."""


def for_paper(report: Report) -> Report:
    """The report as it can be laid out: the same one, or one whose long tables say that they are not on this paper.

    All else, the numbers too, is of the whole. Raises `FileUnusable` where it is still too long without them.
    """
    if _cells(report) <= MOST_CELLS:
        return report
    tr = Translator(report.language)
    shorter = replace(report, sections=tuple(_said(each, tr) for each in report.sections))
    if (cells := _cells(shorter)) > MOST_CELLS:
        raise FileUnusable(
            Message(N_("这份报表太长，排成页面要占用的内存这台电脑可能没有：{cells} 格，最多 {most} 格。"),
                    {"cells": f"{cells:,}", "most": f"{MOST_CELLS:,}"}),
            Message(N_("请缩小范围，例如按单位分几次生成。")),
        )  # fmt: skip
    return shorter


def _cells(report: Report) -> int:
    return sum(_cells_of(each) for each in report.sections)


def _cells_of(section: Section) -> int:
    if isinstance(section, LetterPaper):
        return _cells_of(section.items)
    if isinstance(section, Table):
        return len(section.rows) * len(section.columns)
    return 2 * len(section.pairs) if isinstance(section, FactList) else 1


def _said(section: Section, tr: Translator) -> Section:
    if not isinstance(section, Table) or len(section.rows) <= LONG_TABLE:
        return section
    words = tr(
        "此表有 {n} 行，太长，没有排入纸面；上面的数字仍是全部事项的。要看全部请存为 Excel，要印出来请缩小范围。",
        n=f"{len(section.rows):,}",
    )
    return replace(section, rows=(), groups=(), empty=words)
