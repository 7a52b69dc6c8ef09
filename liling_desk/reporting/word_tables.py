"""Tables of a report as XML text for Word: heads repeat, rows stay whole unless they are long."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from liling_desk.ledger.status import Colour
from liling_desk.reporting.column_widths import CHARACTER_MM, GLYPH_MM, INSETS_MM, cell_text, fitted, is_tall, spaces_of
from liling_desk.reporting.drawings import lines_of, months_of
from liling_desk.reporting.plain_table import BookCell, PlainTable
from liling_desk.reporting.report import (
    BurnDownPlot,
    Cell,
    Charts,
    Column,
    CountCell,
    DateCell,
    FactList,
    Figures,
    Group,
    LightCell,
    Table,
    TrajectoryPlot,
)
from liling_desk.reporting.word_xml import cell, light, paragraph, row, run, shaped, table, twips
from liling_desk.translations import Translator

_HEAD_SHADE, _LABEL_SHADE = "EBEDF1", "F4F5F7"
_COUNT_MM: Final = 18.0
_GRID: Final = "TableGrid"
_AFTER: Final = paragraph("", "Note")
"""Word joins tables that nothing stands between."""


@dataclass(frozen=True)
class Paper:
    """`room`: from margin to margin in mm; `plain`: without colours; `size`: of text in tables, in pt."""

    room: float
    plain: bool
    size: float


def table_xml(made: Table, page: Paper, mm: Sequence[float] | None = None) -> Iterator[str]:
    """The table with its footnote; what stands instead where it has no rows. `mm`: the widths, else as on paper."""
    if not made.rows:
        yield paragraph(run(made.empty), "BodyText") if made.empty else ""
        return
    mm = mm or fitted(made, page.room, (page.size,))[1]
    widths = [twips(each) for each in mm]
    rows = [_head(made.columns, widths)]
    groups = {group.first: group for group in made.groups}
    for place, cells in enumerate(made.rows):
        if place in groups:
            rows.append(_group(groups[place], widths))
        rows.append(_row(made.columns, cells, mm, widths, page.plain))
    yield table("".join(rows), widths, _GRID)
    yield paragraph(run(made.footnote), "Note") if made.footnote else _AFTER


def _head(columns: Sequence[Column], widths: Sequence[int]) -> str:
    cells = (
        cell(paragraph(run(each.label), "TableHead", align=_side(each)), width, shade=_HEAD_SHADE)
        for each, width in zip(columns, widths, strict=True)
    )
    return row("".join(cells), head=True)


def _group(group: Group, widths: Sequence[int]) -> str:
    words = run(group.title, bold=True) + (run(f"　{group.note}") if group.note else "")
    inside = paragraph(words, "TableText", keep=True)
    return row(cell(inside, sum(widths), span=len(widths), shade=_LABEL_SHADE))


def _row(
    columns: Sequence[Column], cells: Sequence[Cell], mm: Sequence[float], widths: Sequence[int], plain: bool
) -> str:
    inside = (
        cell(paragraph(cell_run(value, plain), "TableText", align=_side(column)), width)
        for column, value, width in zip(columns, cells, widths, strict=True)
    )
    return row("".join(inside), whole=not _is_long(cells, mm))


def _side(column: Column) -> str:
    return "right" if column.align == "right" else ""


def cell_run(value: Cell, plain: bool) -> str:
    """A cell's words; a light with its shape."""
    if isinstance(value, LightCell):
        return light(value.colour, value.text, plain)
    return run("" if value is None else str(value))


def _is_long(cells: Sequence[Cell], mm: Sequence[float]) -> bool:
    return any(is_tall(cell_text(value), width) for value, width in zip(cells, mm, strict=True))


def facts_xml(section: FactList, page: Paper) -> Iterator[str]:
    """Labels and values; two pairs share a line where both are short."""
    label = min(max((_mm(words) for words, _ in section.pairs), default=0.0) + INSETS_MM, 34.0)
    half = page.room / 2
    widths = [twips(each) for each in (label, half - label, label, half - label)]
    free = half - label - INSETS_MM
    lines: list[list[tuple[str, Cell]]] = []
    is_open = False
    for pair in section.pairs:
        text = cell_text(pair[1])
        is_short = "\n" not in text and _mm(text) + GLYPH_MM <= free
        if is_short and is_open:
            lines[-1].append(pair)
            is_open = False
        else:
            lines.append([pair])
            is_open = is_short
    rows = [_facts_row(line, widths, page) for line in lines]
    if rows:
        yield table("".join(rows), widths, _GRID)
        yield _AFTER


def _facts_row(line: Sequence[tuple[str, Cell]], widths: Sequence[int], page: Paper) -> str:
    cells = []
    for words, value in line:
        whole = len(line) == 1
        cells.append(cell(paragraph(run(words), "TableText"), widths[0], shade=_LABEL_SHADE))
        inside = paragraph(cell_run(value, page.plain), "TableText")
        cells.append(cell(inside, sum(widths[1:]) if whole else widths[1], span=3 if whole else 1))
    return row("".join(cells), whole=not _is_long([value for _, value in line], [page.room / len(line)] * len(line)))


def _mm(text: str) -> float:
    return sum(map(spaces_of, text)) / 2 * CHARACTER_MM * 1.05


def figures_xml(section: Figures, page: Paper) -> Iterator[str]:
    """The headline figures beside each other: word, number, what changed."""
    count = len(section.figures)
    if not count:
        return
    width = twips(page.room / count)
    cells = []
    for each in section.figures:
        words = run(each.label) if each.colour is None else light(each.colour, each.label, page.plain)
        number = run(str(each.number), bold=True, half_points=40) + run(f" {section.unit}")
        lines = [paragraph(words, "TableText", keep=True), paragraph(number, "TableText")]
        if each.note:
            lines.append(paragraph(run(each.note), "TableText"))
        cells.append(cell("".join(lines), width))
    yield table(row("".join(cells)), [width] * count, _GRID)
    yield _AFTER


def charts_xml(section: Charts, page: Paper) -> Iterator[str]:
    """Stacked bars as their numbers, a group of rows for each chart."""
    rows: list[tuple[Cell, ...]] = []
    groups = []
    for chart in section.charts:
        if chart.bars:
            groups.append(Group(len(rows), chart.title))
        rows += [(bar.label, *map(CountCell, bar.counts), CountCell(bar.total)) for bar in chart.bars]
    heads = [shaped(colour, word) for colour, word in zip(Colour, section.legend, strict=True)]
    widths = [page.room - 6 * _COUNT_MM, *[_COUNT_MM] * 6]
    columns = (
        Column("name", section.heads[1], 1, share=True),
        *(Column("count", word, _COUNT_MM, align="right") for word in (*heads, section.total_label)),
    )
    yield from table_xml(Table("bars", "", columns, tuple(rows), groups=tuple(groups)), page, widths)


def months_xml(section: BurnDownPlot, page: Paper) -> Iterator[str]:
    """Open items month by month."""
    yield from _plain_table(months_of(section).table, page)


def plot_xml(section: TrajectoryPlot, page: Paper, tr: Translator) -> Iterator[str]:
    """The points of an indicator's lines."""
    yield from _plain_table(lines_of(section, tr).table, page)


def _plain_table(made: PlainTable, page: Paper) -> Iterator[str]:
    cells = tuple(zip(*made.rows, strict=True)) or ((),) * len(made.heads)
    columns = tuple(
        Column(str(place), head, 30, align="right" if _is_figures(own) else "left")
        for place, (head, own) in enumerate(zip(made.heads, cells, strict=True))
    )
    rows = tuple(tuple(DateCell(each) if isinstance(each, date) else each for each in line) for line in made.rows)
    yield from table_xml(Table("plot", "", columns, rows), page)


def _is_figures(cells: Sequence[BookCell]) -> bool:
    return any(isinstance(each, (int, float)) for each in cells)
