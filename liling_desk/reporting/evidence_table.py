"""The evidence of one item as a table: what it rests on, with size and SHA-256 of every file."""

from __future__ import annotations

from collections.abc import Sequence

from liling_desk.ledger.evidence import Evidence
from liling_desk.ledger.evidence_file import size_words
from liling_desk.ledger.media import media_of
from liling_desk.reporting.report import Column, DateCell, Table
from liling_desk.translations import Translator


def evidence_table(evidence: Sequence[Evidence], tr: Translator) -> Table:
    """`evidence`: all of the item's, newest first. Without files there are no columns for them."""
    columns = [Column("added_on", tr("日期"), 26), Column("text", tr("依据材料"), 1, share=True)]
    files = any(each.is_file for each in evidence)
    if files:
        columns += [
            Column("kind", tr("类型"), 26), Column("size", tr("大小"), 20, align="right"),
            Column("sha256", tr("SHA-256（文件校验值）"), 62),
        ]  # fmt: skip
    cells = tuple(
        (
            DateCell(each.added_on) if each.added_on else "",
            "\n".join(part for part in (each.shown_name, each.text) if part),
            *(_file_cells(each, tr) if files else ()),
        )
        for each in evidence
    )
    return Table(
        "evidence", tr("依据材料"), tuple(columns), cells, note=tr("{n} 件", n=len(cells)) if cells else "",
        empty=tr("没有依据材料。"), level=2,
        footnote=tr("文件存在台账里；算出它的 SHA-256 与表中一致，就是当时存入的文件。") if files else "",
    )  # fmt: skip


def _file_cells(each: Evidence, tr: Translator) -> tuple[str, str, str]:
    if not each.is_file:
        return tr("文字记录"), "", ""
    return tr(media_of(each.media).word), size_words(each.size or 0), each.sha256 or ""
