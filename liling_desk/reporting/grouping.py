"""The rows of a table under the values of a facet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from liling_desk.ledger.figures import tally_by
from liling_desk.ledger.filters import Facet, facet_value
from liling_desk.ledger.standing import Standing
from liling_desk.ledger.status import Colour
from liling_desk.reporting.report import Cell, Group, Table
from liling_desk.reporting.wording import FACET_WORDS, value_words
from liling_desk.translations import Translator


def divided(
    rows: Sequence[Standing], cells: Sequence[tuple[Cell, ...]], table: Table, facet: Facet | None, tr: Translator
) -> Table:
    """The table with these cells, one row each of `rows`, under the values of a facet; without one as they come.

    Groups stand in the order of `tally_by`, the rows of a group in the order that they came in.
    """
    if facet is None:
        return replace(table, rows=tuple(cells))
    members: dict[str, list[tuple[Cell, ...]]] = {}
    for row, line in zip(rows, cells, strict=True):
        members.setdefault(facet_value(facet, row), []).append(line)
    groups: list[Group] = []
    body: list[tuple[Cell, ...]] = []
    for value, count in tally_by(rows, facet):
        note = tr(
            "{n} 项，红灯 {red}，黄灯 {yellow}",
            n=count.total, red=count.by_light[Colour.RED], yellow=count.by_light[Colour.YELLOW],
        )  # fmt: skip
        groups.append(Group(len(body), value_words(facet, value, tr), note))
        body += members[value]
    return replace(table, rows=tuple(body), groups=tuple(groups), group_label=tr(FACET_WORDS[facet]))
