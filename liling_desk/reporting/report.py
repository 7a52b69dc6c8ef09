"""A report as plain data: worded, counted and ordered, but not yet a page or a sheet."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from liling_desk.ledger.burn_down import MonthEnd
from liling_desk.ledger.filters import LedgerFilter
from liling_desk.ledger.status import Colour
from liling_desk.ledger.trajectory import Trajectory

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


@dataclass(frozen=True)
class CountCell:
    """How many items there are; `leads_to` is the filter that gives exactly these."""

    number: int
    leads_to: LedgerFilter | None = None

    def __str__(self) -> str:
        return str(self.number)


@dataclass(frozen=True)
class ShareCell:
    """A share in per cent (0 to 100), rounded already; None where there is nothing to share."""

    percent: float | None
    text: str

    def __str__(self) -> str:
        return self.text


Cell = str | int | float | LightCell | DateCell | ValueCell | CountCell | ShareCell | None


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
class Group:
    """Rows of a table that belong together, from the row `first` (from 0) up to the next group."""

    first: int
    title: str
    note: str = ""


@dataclass(frozen=True)
class Table:
    """A table. `note` stands small beside the title, `footnote` under the table, `empty` instead of no rows.

    `groups` divide the rows under headings; `group_label` heads the column of their titles in a spreadsheet.
    `level` is that of the title, 1 or 2.
    """

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    footnote: str = ""
    empty: str = ""
    groups: tuple[Group, ...] = ()
    group_label: str = ""
    level: int = 1


@dataclass(frozen=True)
class Heading:
    """The head of a part (a unit, an item). `new_page`: it begins on a page of its own."""

    title: str
    note: str = ""
    level: int = 1
    new_page: bool = False


@dataclass(frozen=True)
class Text:
    """Paragraphs as somebody wrote them, whole; line breaks are kept. A title of level 2, or none."""

    paragraphs: tuple[str, ...]
    title: str = ""
    note: str = ""


@dataclass(frozen=True)
class FactList:
    """What is known of one thing: labels and values, two pairs to a line where they are short."""

    pairs: tuple[tuple[str, Cell], ...]
    title: str = ""


@dataclass(frozen=True)
class Summary:
    """A paragraph of phrases; no line breaks inside a phrase. `leads_to` goes with the phrases, one each or none."""

    phrases: tuple[str, ...]
    leads_to: tuple[LedgerFilter | None, ...] = ()


@dataclass(frozen=True)
class Figure:
    """One headline figure; without a colour it is the total. `note` stands small below (the change since then)."""

    label: str
    number: int
    colour: Colour | None = None
    leads_to: LedgerFilter | None = None
    note: str = ""


@dataclass(frozen=True)
class Figures:
    """The headline figures in a row. `unit` follows each number."""

    figures: tuple[Figure, ...]
    unit: str


@dataclass(frozen=True)
class Bar:
    """One stacked bar: counts in the order of `Colour`. `leads_to`: a filter for each count, then the total's."""

    label: str
    counts: tuple[int, ...]
    leads_to: tuple[LedgerFilter, ...] = ()

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


@dataclass(frozen=True)
class TrajectoryPlot:
    """An indicator's values against its plan. `caption` says the gap and the promise in words."""

    title: str
    shown: Trajectory
    caption: str = ""


@dataclass(frozen=True)
class BurnDownPlot:
    """Open items at the end of each month, beside what would be open had each been done in time.

    `words`: legend of the open ones, of the expected ones; heads of month and done ones in a spreadsheet.
    """

    title: str
    note: str
    months: tuple[MonthEnd, ...]
    words: tuple[str, str, str, str]


@dataclass(frozen=True)
class LetterPaper:
    """A letter (公文) to one unit, always on a page of its own with its own page numbers.

    `number` is its 文号 or "", `addressee` the line 主送; `closing` stands after the table; `signature` are the lines
    at the right (issuer, date); `imprint` those at the very foot (抄送, 印发). `codes`: the items that it speaks of.
    """

    kind: str
    unit: str
    title: str
    addressee: str
    paragraphs: tuple[str, ...]
    items: Table
    codes: tuple[str, ...]
    number: str = ""
    closing: tuple[str, ...] = ()
    signature: tuple[str, ...] = ()
    imprint: tuple[str, ...] = ()


Plot = TrajectoryPlot | BurnDownPlot
Section = Summary | Figures | Table | Charts | Meanings | Heading | Text | FactList | Plot | LetterPaper


@dataclass(frozen=True)
class Letterhead:
    """What makes a paper an official one (GB/T 9704): all of it may be empty.

    `issuer` stands in red at the head, `number` is the 发文字号, `security` and `urgency` stand above at the left,
    `signature` are the lines at the end at the right (who, when), `imprint` those at the very foot (抄送, 印发).
    """

    issuer: str = ""
    number: str = ""
    security: str = ""
    urgency: str = ""
    signature: tuple[str, ...] = ()
    imprint: tuple[str, ...] = ()


@dataclass(frozen=True)
class Report:
    """What is printed, saved and previewed. `filter_words` names the filter; `language` is zh_CN or en.

    `page_words` holds `{page}` and `{pages}`; `generated_from` is the ledger's file name and its entry count.
    With a `letterhead` it is laid out as an official paper; `stamp` (草稿) stands across its head. `keywords` are not
    printed: a PDF has them among the facts about itself.
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
    letterhead: Letterhead | None = None
    stamp: str = ""
    keywords: tuple[str, ...] = ()

    @property
    def has_letters(self) -> bool:
        """Whether letters are among its sections."""
        return any(isinstance(each, LetterPaper) for each in self.sections)

    @property
    def is_official(self) -> bool:
        """Whether any page of it is laid out as an official paper (GB/T 9704)."""
        return self.letterhead is not None or self.has_letters

    @property
    def items(self) -> Table:
        """The items' tables put one after the other, letters too; where their columns differ, rows keep their own."""
        tables = [each for each in self.sections if isinstance(each, Table) and each.key == "items"]
        tables += [each.items for each in self.sections if isinstance(each, LetterPaper)]
        if not tables:
            return Table("items", self.title, (), ())
        return replace(tables[0], rows=tuple(row for table in tables for row in table.rows), groups=())
