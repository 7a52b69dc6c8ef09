"""Which sheets a report becomes, and what stands on each.

- The overview: title, day, scope, totals, texts and everything else that is no table.
- A sheet for each table that stands by itself, ready to be filtered; footnotes stand on the overview.
- A part with a heading (a unit, an item) is one sheet: facts, texts, tables and plots under each other. Where there
  are more than `MOST_PARTS` of them, those of a kind are joined into one sheet that names the part in its first column.
- A letter is one sheet, likewise.
- Bars are one sheet with charts beside them, so is a burn-down; plots of indicators that belong to no part share one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from liling_desk.ledger.errors import UsageError
from liling_desk.reporting.drawings import DrawnTable, all_lines, bars_of, lines_of, months_of
from liling_desk.reporting.plain_table import BookCell, PlainTable, one_value, plain, with_first
from liling_desk.reporting.report import (
    BurnDownPlot,
    Charts,
    FactList,
    Figures,
    Heading,
    LetterPaper,
    Meanings,
    Report,
    Section,
    Summary,
    Table,
    Text,
    TrajectoryPlot,
)
from liling_desk.translations import N_, Message, Translator

MOST_PARTS: Final = 40
"""More sheets than that nobody looks through."""


@dataclass(frozen=True)
class Line:
    """A text across the whole sheet."""

    text: str
    style: Literal["title", "head", "text", "note"] = "text"


@dataclass(frozen=True)
class Pairs:
    """Labels with their values, a line each."""

    pairs: tuple[tuple[str, BookCell], ...]


Block = Line | Pairs | PlainTable | DrawnTable
_DRAWN = (Charts, BurnDownPlot, TrajectoryPlot)
"""These come last on a part's sheet."""


@dataclass(frozen=True)
class BookSheet:
    """What stands on a sheet, from its top. A table that stands alone begins in the first row."""

    title: str
    blocks: tuple[Block, ...]


@dataclass
class Part:
    """Sections under a heading, or one that stands by itself (no heading)."""

    heading: Heading | None
    sections: list[Section] = field(default_factory=list)

    @property
    def title(self) -> str:
        """The heading's words."""
        return self.heading.title if self.heading else ""

    @property
    def fills_a_sheet(self) -> bool:
        """False where there are only words and plots."""
        return self.heading is not None and any(
            isinstance(each, (Table, FactList, LetterPaper)) for each in self.sections
        )


def parts_of(report: Report) -> list[Part]:
    """The report's sections by the headings that they stand under."""
    parts: list[Part] = []
    current: Part | None = None
    if any(isinstance(each, FactList) for each in report.sections) and not _is_headed(report):
        return [Part(Heading(report.title, level=0), list(report.sections))]
    for section in report.sections:
        if isinstance(section, LetterPaper):
            parts.append(Part(Heading(section.unit), [section]))
            current = None
        elif isinstance(section, Heading) and not (current and _is_below(section, current)):
            current = Part(section)
            parts.append(current)
        elif current is None or (isinstance(section, Table) and _stands_alone(section, current)):
            current = None
            parts.append(Part(None, [section]))
        else:
            current.sections.append(section)
    return parts


def _is_headed(report: Report) -> bool:
    """False for the card of one thing: it needs no heading of its own."""
    return any(isinstance(each, Heading) for each in report.sections)


def _is_below(heading: Heading, part: Part) -> bool:
    return part.heading is not None and heading.level > part.heading.level


def _stands_alone(table: Table, part: Part) -> bool:
    return part.heading is not None and bool(table.title) and table.level <= part.heading.level


def sheets_of(report: Report, tr: Translator) -> list[BookSheet]:
    """All sheets, the overview first."""
    parts = parts_of(report)
    filling = [each for each in parts if each.fills_a_sheet]
    joined = len(filling) > MOST_PARTS
    sheets: list[BookSheet] = []
    for part in parts:
        if part.fills_a_sheet and not joined:
            sheets.append(BookSheet(part.title, tuple(_blocks(part, tr))))
        elif not part.fills_a_sheet:
            sheets += [sheet for section in part.sections for sheet in _alone(section, report)]
        if joined and filling and part is filling[0]:
            sheets += [BookSheet(each.title, (each,)) for each in _joined(filling, report, tr)]
    wordy = [each for each in parts if not each.fills_a_sheet]
    plots = [
        replace(section, title=section.title or part.title)
        for part in parts
        for section in part.sections
        if isinstance(section, TrajectoryPlot) and (joined or not part.fills_a_sheet)
    ]
    if plots:
        sheets.append(BookSheet(tr("指标走势"), (all_lines(plots, tr("指标走势"), tr),)))
    return [_overview(report, wordy, sheets), *sheets]


def main_table(report: Report, tr: Translator) -> PlainTable:
    """The report as one table: its items, else a row of facts for each part, else its longest table.

    Raises `UsageError` where there is nothing of the sort.
    """
    parts = parts_of(report)
    tables = [(part.title, table) for part in parts for table in _tables(part)]
    items = [each for each in tables if each[1].key == "items"]
    facts = _facts(parts, report, tr)
    if not items and (facts is None or not facts.rows) and tables:
        longest = max(tables, key=lambda each: len(each[1].rows))[1].key
        items = [each for each in tables if each[1].key == longest]
    if items:
        return _one_table(items, report, tr, named="unit" not in {column.key for column in items[0][1].columns})
    if facts is not None:
        return facts
    raise UsageError(
        Message(N_("“{title}”里没有表格，不能存为 CSV。"), {"title": report.title}),
        Message(N_("请存为 PDF、Excel 或 Word。")),
    )


def _tables(part: Part) -> list[Table]:
    return [
        each.items if isinstance(each, LetterPaper) else each
        for each in part.sections
        if isinstance(each, (Table, LetterPaper))
    ]


def _blocks(part: Part, tr: Translator) -> Iterable[Block]:
    if part.heading is not None and not isinstance(part.sections[0], LetterPaper):
        yield Line(_with_note(part.heading.title, part.heading.note), "title")
    for section in sorted(part.sections, key=lambda each: isinstance(each, _DRAWN)):
        yield from _section_blocks(section, tr)


def _section_blocks(section: Section, tr: Translator) -> Iterable[Block]:
    if isinstance(section, Table):
        if section.title:
            yield Line(_with_note(section.title, section.note), "head")
        yield plain(section, section.title)
    elif isinstance(section, TrajectoryPlot):
        if section.title:
            yield Line(section.title, "head")
        if section.caption:
            yield Line(section.caption)
        yield lines_of(section, tr)
    elif isinstance(section, (Charts, BurnDownPlot)):
        yield Line(_with_note(section.title, section.note), "head")
        yield bars_of(section) if isinstance(section, Charts) else months_of(section)
    elif isinstance(section, LetterPaper):
        yield from _letter(section)
    else:
        yield from _words(section)


def _letter(letter: LetterPaper) -> Iterable[Block]:
    yield Line(letter.title, "title")
    yield from (Line(each) for each in (letter.number, letter.addressee, *letter.paragraphs) if each)
    yield plain(letter.items, letter.title)
    yield from (Line(each) for each in (*letter.closing, *letter.signature, *letter.imprint) if each)


def _words(section: Section) -> Iterable[Block]:
    """What is no table, as lines and pairs."""
    if isinstance(section, Heading):
        yield Line(_with_note(section.title, section.note), "head")
    elif isinstance(section, Summary):
        yield Line(gap_of(section.phrases).join(section.phrases))
    elif isinstance(section, Text):
        if section.title:
            yield Line(_with_note(section.title, section.note), "head")
        yield from (Line(each) for each in section.paragraphs)
    elif isinstance(section, FactList):
        if section.title:
            yield Line(section.title, "head")
        yield Pairs(tuple((label, one_value(cell)) for label, cell in section.pairs))
    elif isinstance(section, Figures):
        yield Pairs(tuple((_with_note(each.label, each.note), each.number) for each in section.figures))
    elif isinstance(section, Meanings):
        yield from (Line(each.text) for each in section.lights)
    elif isinstance(section, TrajectoryPlot):
        yield Line(_with_note(section.title, section.caption))


def gap_of(phrases: Sequence[str]) -> str:
    """What stands between phrases: nothing after a full-width mark."""
    return " " if any(each.endswith((",", ".", ":", ";")) for each in phrases) else ""


def _with_note(title: str, note: str) -> str:
    return f"{title}　{note}" if note else title


def _alone(section: Section, report: Report) -> Iterable[BookSheet]:
    if isinstance(section, Table):
        yield BookSheet(section.title or report.title, (plain(section, report.title),))
    elif isinstance(section, Charts):
        yield BookSheet(section.title, (bars_of(section),))
    elif isinstance(section, BurnDownPlot):
        yield BookSheet(section.title, (months_of(section),))


def _overview(report: Report, wordy: Sequence[Part], sheets: Sequence[BookSheet]) -> BookSheet:
    blocks = list(_head(report))
    for part in wordy:
        if part.heading is not None:
            blocks.append(Line(_with_note(part.heading.title, part.heading.note), "head"))
        for section in part.sections:
            blocks += _words(section)
    for sheet in sheets:
        if isinstance(alone := sheet.blocks[0], (PlainTable, DrawnTable)) and (words := _footnote(alone)):
            blocks.append(Line(f"{sheet.title}　{words}", "note"))
    if report.letterhead is not None:
        blocks += [Line(each) for each in (*report.letterhead.signature, *report.letterhead.imprint) if each]
    return BookSheet(report.overview_title, (*blocks, Line(report.origin_words, "note")))


def _footnote(block: PlainTable | DrawnTable) -> str:
    return block.footnote if isinstance(block, PlainTable) else block.note


def _head(report: Report) -> Iterable[Block]:
    yield Line(report.title, "title")
    if report.stamp:
        yield Line(report.stamp, "head")
    if head := report.letterhead:
        yield from (Line(each) for each in (head.security, head.urgency, head.issuer, head.number) if each)
    yield Pairs(((report.as_of_words, report.as_of),))
    yield from (Line(each) for each in dict.fromkeys((report.filter_words, report.subtitle)) if each)


def _joined(parts: Sequence[Part], report: Report, tr: Translator) -> Iterable[PlainTable]:
    """Tables of many parts, those of a kind in one; facts a row each; words in a table of their own."""
    if facts := _facts(parts, report, tr):
        yield facts
    by_key: dict[str, list[tuple[str, Table]]] = {}
    for part in parts:
        for table in _tables(part):
            by_key.setdefault(table.key, []).append((part.title, table))
    for tables in by_key.values():
        yield _one_table(tables, report, tr)
    rows = [(part.title, *row) for part in parts for row in _text_rows(part)]
    if rows:
        yield PlainTable(tr("文字"), (_part_head(report, tr), tr("标题"), tr("内容")), tuple(rows))


def _facts(parts: Sequence[Part], report: Report, tr: Translator) -> PlainTable | None:
    """A row for each part with facts, a column for each label."""
    known = []
    for part in parts:
        own: dict[str, BookCell] = {}
        for section in part.sections:
            if isinstance(section, FactList):
                own |= {label: one_value(cell) for label, cell in section.pairs}
        if own and part.heading is not None:
            known.append((part.title, own))
    if not known:
        return None
    labels = list(dict.fromkeys(label for _, own in known for label in own))
    rows = tuple((title, *(own.get(label) for label in labels)) for title, own in known)
    return PlainTable(tr("基本情况"), (_part_head(report, tr), *labels), rows)


def _one_table(tables: Sequence[tuple[str, Table]], report: Report, tr: Translator, named: bool = True) -> PlainTable:
    """Tables under each other, by their heads; the title of each one's part in the first column, where `named`."""
    made = []
    for title, table in tables:
        own = plain(table, report.title)
        is_named = named and any(title for title, _ in tables)
        made.append(with_first(own, _part_head(report, tr), [title] * len(own.rows)) if is_named else own)
    heads = tuple(dict.fromkeys(head for each in made for head in each.heads))
    if all(each.heads == made[0].heads for each in made):
        rows = [row for each in made for row in each.rows]
        heads = made[0].heads
    else:
        rows = [
            tuple(dict(zip(each.heads, row, strict=True)).get(head) for head in heads)
            for each in made
            for row in each.rows
        ]
    footnotes = dict.fromkeys(each.footnote for each in made if each.footnote)
    return PlainTable(made[0].title, heads, tuple(rows), made[0].empty, "\n".join(footnotes))


def _text_rows(part: Part) -> Iterable[tuple[str, BookCell]]:
    for section in part.sections:
        if isinstance(section, LetterPaper):
            lines = (section.title, section.number, section.addressee, *section.paragraphs, *section.closing)
            yield from (("", each) for each in (*lines, *section.signature, *section.imprint) if each)
        elif isinstance(section, Text):
            yield from ((section.title, each) for each in section.paragraphs)
        elif isinstance(section, (Summary, Figures, Heading)):
            for block in _words(section):
                if isinstance(block, Pairs):
                    yield from block.pairs
                elif isinstance(block, Line):
                    yield "", block.text


def _part_head(report: Report, tr: Translator) -> str:
    if report.kind == "item":
        return tr("事项")
    return tr("单位") if report.kind in ("unit", "assignment", "reminder", "due_soon") else tr("部分")
