"""A report as plain data: worded, counted and ordered, but not yet a page or a sheet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from liling_desk.ledger.status import Colour

Align = Literal["left", "right"]
Plain = str | int | float | None


@dataclass(frozen=True)
class LightCell:
    """A light in a table: shape by `colour`, its word, why, and both as one text."""

    colour: Colour
    word: str
    reason: str
    text: str

    def __str__(self) -> str:
        return self.text

    @property
    def parts(self) -> tuple[Plain, ...]:
        """Its values in a spreadsheet, a column each."""
        return (self.word, self.reason)


@dataclass(frozen=True)
class DateCell:
    """A day with what stands around it on paper: 约 2025-01-08, 2021-11-30*."""

    day: date
    before: str = ""
    after: str = ""

    def __str__(self) -> str:
        return f"{self.before}{self.day.isoformat()}{self.after}"


@dataclass(frozen=True)
class ValueCell:
    """An indicator's latest value, target and unit, and all as one text."""

    value: float | None
    target: float | None
    unit: str
    text: str

    def __str__(self) -> str:
        return self.text

    @property
    def parts(self) -> tuple[Plain, ...]:
        """Its values in a spreadsheet, a column each."""
        return (self.value, self.target, self.unit)


Cell = str | int | float | LightCell | DateCell | ValueCell | None


@dataclass(frozen=True)
class Column:
    """`width` is in mm on paper, or a share of the rest where `share` is true; `label` is the head.

    `parts` are the heads in a spreadsheet where the cells have several values.
    """

    key: str
    label: str
    width: float
    share: bool = False
    align: Align = "left"
    parts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """A table. `note` stands small beside the title, `footnote` under the table, `empty` instead of no rows."""

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    footnote: str = ""
    empty: str = ""


@dataclass(frozen=True)
class Summary:
    """A paragraph of phrases; no line breaks inside a phrase."""

    phrases: tuple[str, ...]


@dataclass(frozen=True)
class Figure:
    """One headline figure; without a colour it is the total."""

    label: str
    number: int
    colour: Colour | None = None


@dataclass(frozen=True)
class Figures:
    """The headline figures in a row. `unit` follows each number."""

    figures: tuple[Figure, ...]
    unit: str


@dataclass(frozen=True)
class Bar:
    """One stacked bar: counts in the order of `Colour`."""

    label: str
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        """The length of the bar."""
        return sum(self.counts)


@dataclass(frozen=True)
class Chart:
    """Bars of one facet, on one scale."""

    key: str
    title: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Charts:
    """Stacked bars side by side, with one legend (words in the order of `Colour`).

    `heads` and `total_label` head the columns of the same numbers in a spreadsheet.
    """

    title: str
    note: str
    charts: tuple[Chart, ...]
    legend: tuple[str, ...]
    heads: tuple[str, str]
    total_label: str


@dataclass(frozen=True)
class Meanings:
    """What the lights mean."""

    title: str
    lights: tuple[LightCell, ...]


Section = Summary | Figures | Table | Charts | Meanings


@dataclass(frozen=True)
class Report:
    """What is printed, saved and previewed. `filter_words` names the filter; `language` is zh_CN or en.

    `page_words` holds `{page}` and `{pages}`; `generated_from` is the ledger's file name and its entry count.
    """

    kind: str
    title: str
    subtitle: str
    as_of: date
    as_of_words: str
    filter_words: str
    language: str
    sections: tuple[Section, ...]
    generated_from: tuple[str, int]
    origin_words: str
    page_words: str
    overview_title: str
    landscape: bool = False
    black_and_white: bool = False

    @property
    def items(self) -> Table:
        """The table with the items: the whole report as rows."""
        return next(each for each in self.sections if isinstance(each, Table) and each.key == "items")
