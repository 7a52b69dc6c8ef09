"""The rows with problems as a file that looks like the sender's own, to send back."""

from __future__ import annotations

import csv
import io
import os
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from liling_desk.importing.cells import cleaned
from liling_desk.importing.findings import Problem
from liling_desk.importing.preview import Preview
from liling_desk.importing.sheet import Row
from liling_desk.importing.table import Table
from liling_desk.ledger.errors import FileUnusable, UsageError, Where
from liling_desk.translations import N_, Message, Translator

REJECTS_ENDINGS: Final = (".xlsx", ".csv")
"""What the rows with problems can be written as."""

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_MANY: Final = ("gbk", "gb18030", "big5")
"""Encodings that lack characters: where one is missing the file becomes UTF-8."""


@dataclass(frozen=True)
class RejectedRow:
    """A row as the sender wrote it, the columns whose cells can't be taken, and why."""

    number: int
    cells: tuple[str, ...]
    offending: frozenset[int]
    why: str


@dataclass(frozen=True)
class Rejected:
    """What goes back: the sender's titles and header, the rows with problems, and the column that says why."""

    titles: tuple[Row, ...]
    header: tuple[Row, ...]
    rows: tuple[RejectedRow, ...]
    width: int
    reason_head: str
    notes: tuple[str, ...]
    """Problems that belong to no data row."""


def usual_ending(table: Table) -> str:
    """What the sender would expect to get back: a workbook for a workbook."""
    return ".xlsx" if table.sheet.sheet is not None else ".csv"


def rejected(preview: Preview, table: Table, translator: Translator) -> Rejected:
    """Gather what goes back."""
    found: dict[int, list[Problem]] = {}
    for problem in preview.problems:
        found.setdefault(problem.row, []).append(problem)
    rows = tuple(_row(row, found.pop(row.number), table, translator) for row in table.rows if row.number in found)
    notes = tuple(_worded(problem, translator) for problems in found.values() for problem in problems)
    header = tuple(table.sheet.rows[index] for index in table.header_rows)
    head = translator("问题")
    if head in (" ".join(text.split()) for row in header for text in row.cells):
        head = translator("问题（督查室）")
    return Rejected(table.titles, header, rows, len(table.headers), head, notes)


def _row(row: Row, problems: list[Problem], table: Table, translator: Translator) -> RejectedRow:
    cells = tuple(cleaned(row.cell(index)) for index in range(len(table.headers)))
    offending = frozenset(place for each in problems for place in _places(each, cells, table.headers))
    why = translator("；").join(dict.fromkeys(_worded(problem, translator) for problem in problems))
    return RejectedRow(row.number, cells, offending, why)


def _places(problem: Problem, cells: tuple[str, ...], headers: tuple[str, ...]) -> Iterator[int]:
    """Where a problem's cell is; of several columns with the same header the one that holds its value."""
    same = [place for place, header in enumerate(headers) if header and header == problem.column]
    yield from [place for place in same if cells[place] == problem.value][:1] or same[:1]


def _worded(problem: Problem, translator: Translator) -> str:
    why = translator.say(problem.why)
    return translator("{column}：{why}", column=problem.column, why=why) if problem.column else why


def problems_csv(preview: Preview, table: Table, translator: Translator) -> str:
    """The rejected rows as CSV text with the sender's delimiter and columns; guarded against formulas."""
    found = rejected(preview, table, translator)
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=table.sheet.delimiter or ",")
    for text in found.notes:
        writer.writerow([_guarded(text)])
    for row in found.titles:
        writer.writerow([_guarded(cleaned(cell)) for cell in _without_tail(row.cells)])
    for row in found.header:
        head = found.reason_head if row is found.header[0] else ""
        writer.writerow([*(_guarded(_one_line(row.cell(index))) for index in range(found.width)), head])
    for each in found.rows:
        writer.writerow([_guarded(text) for text in (*each.cells, each.why)])
    return out.getvalue()


def _without_tail(cells: tuple[str, ...]) -> tuple[str, ...]:
    filled = [place for place, cell in enumerate(cells) if cell.strip()]
    return cells[: filled[-1] + 1] if filled else ()


def _one_line(text: str) -> str:
    return " ".join(text.split())


def csv_content(text: str, encoding: str) -> bytes:
    """In the sender's encoding; UTF-8 gets a BOM, without which spreadsheets show it garbled."""
    if encoding in _MANY:
        try:
            return text.encode(encoding)
        except UnicodeEncodeError:
            pass
    return text.encode("utf-16" if encoding.startswith("utf-16") else "utf-8-sig")


def write_problems(path: Path, preview: Preview, table: Table, translator: Translator) -> None:
    """Write them whole or not at all, by the path's ending: .xlsx, or .csv in the sender's encoding.

    Raises `UsageError` for another ending, `FileUnusable` where it can't be written.
    """
    ending = path.suffix.lower()
    if ending not in REJECTS_ENDINGS:
        raise UsageError(
            Message(N_("{file}：不能写成“{ending}”这种文件。"), {"file": path.name, "ending": ending}),
            Message(N_("请用这些结尾：{endings}。"), {"endings": " ".join(REJECTS_ENDINGS)}),
        )
    if ending == ".csv":
        content = csv_content(problems_csv(preview, table, translator), table.sheet.encoding)
    else:
        from liling_desk.importing.rejects_book import book_of  # only when a workbook goes back

        content = book_of(rejected(preview, table, translator), table)
    _write_whole(path, content)


def _write_whole(path: Path, content: bytes) -> None:
    part: Path | None = None
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            part = Path(file.name)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.chmod(0o666 & ~_umask())
        part.replace(path)
    except OSError as problem:
        if part is not None:
            part.unlink(missing_ok=True)
        raise FileUnusable(
            Message(N_("问题行写不进 {file}。"), {"file": path.name}),
            Message(N_("请换一个能写入的文件夹；如果它正在 Excel 里打开，请先关闭。")),
            Where(file=path.name),
            str(problem),
        ) from problem


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _guarded(text: str) -> str:
    """As our exports do: one ' before a text that a spreadsheet would take for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text
