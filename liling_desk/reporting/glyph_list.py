"""The section 字库缺字: what a report could not draw, and where it stands."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from liling_desk.reporting.glyphs import Missing
from liling_desk.reporting.report import Cell, Column, Heading, Report, Section, Table
from liling_desk.translations import Translator

_MOST_PLACES: Final = 6


def with_glyph_list(report: Report, missing: Sequence[Missing], archive: bool = False) -> Report:
    """The report with its missing characters listed at its end; after letters on a page of its own.

    In an archive file 〓 stands for each of them, so that the list shows none either.
    """
    if not missing:
        return report
    tr = Translator(report.language)
    title = tr("字库缺字")
    after_letters = report.has_letters
    table = _table("" if after_letters else title, missing, archive, tr)
    added: tuple[Section, ...] = (Heading(title, new_page=True), table) if after_letters else (table,)
    return replace(report, sections=(*report.sections, *added))


def _table(title: str, missing: Sequence[Missing], archive: bool, tr: Translator) -> Table:
    columns = [
        Column("character", tr("字符"), 14),
        Column("point", tr("码位"), 22),
        Column("name", tr("Unicode 名称"), 1, share=True),
        Column("count", tr("次数"), 14, align="right"),
        Column("places", tr("所在"), 1, share=True),
    ]
    rows = [(each.character, each.code_point, _name(each, tr), each.count, _places(each, tr)) for each in missing]
    cells: list[tuple[Cell, ...]] = [row[1:] if archive else row for row in rows]
    said = tr("归档文件里这些字符都印作〓。") if archive else tr("纸上印作方框；从 PDF 里复制出来仍是原来的字符。")
    return Table(
        "glyphs",
        title,
        tuple(columns[archive:]),
        tuple(cells),
        note=tr("{n} 个", n=len(missing)),
        footnote=tr("字库里没有这些字符的字形。") + said,
    )


def _name(missing: Missing, tr: Translator) -> str:
    if missing.name:
        return missing.name
    private = unicodedata.category(missing.character) == "Co"
    return tr("私用区，各字库所指不同") if private else tr("没有名称")


def _places(missing: Missing, tr: Translator) -> str:
    shown = tr("、").join(missing.places[:_MOST_PLACES])
    if len(missing.places) <= _MOST_PLACES:
        return shown
    return tr("{places}等 {n} 处", places=shown, n=len(missing.places))
