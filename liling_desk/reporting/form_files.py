"""Returns forms as files in a folder, one for each unit: all of them or none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from liling_desk.ledger.periods import month_of, no_month
from liling_desk.ledger.returns import Return
from liling_desk.ledger.rollcall import reports
from liling_desk.ledger.standing import Standing
from liling_desk.ledger.status import OPEN
from liling_desk.reporting.folder_files import file_names as files_by_unit
from liling_desk.reporting.folder_files import write_all
from liling_desk.reporting.returns_form import returns_form, units_to_ask
from liling_desk.translations import N_, Message


@dataclass(frozen=True)
class FormsWritten:
    """The files by unit; how many items stand in them; how many open ones have no unit to ask."""

    files: Mapping[str, Path]
    items: int
    unassigned: int


def write_forms(
    folder: Path, standings: Iterable[Standing], returns: Mapping[str, Sequence[Return]], period: str
) -> FormsWritten:
    """Write a form for each unit with open items into a folder, which is made if its parent exists.

    Raises `UsageError` for a period that is no month, `FileUnusable` where a file is there already or can't be
    written; then nothing is left behind.
    """
    if month_of(period) is None:
        raise no_month(period)
    standings = list(standings)
    asked = units_to_ask(standings)
    names = file_names(asked, period)
    contents = {names[unit]: returns_form(unit, items, returns, period) for unit, items in asked.items()}
    if contents:
        write_all(folder, contents, Message(N_("它可能是单位填好的；请换一个文件夹，或先移走它。")))
    open_items = [each.commitment for each in standings if each.commitment.status in OPEN]
    unassigned = sum(not reports(item) and not item.deleted for item in open_items)
    return FormsWritten(
        {unit: folder / name for unit, name in names.items()}, sum(map(len, asked.values())), unassigned
    )


def file_names(units: Iterable[str], period: str) -> dict[str, str]:
    """A name for each unit's file that every system takes, no two alike whatever the case."""
    return files_by_unit(units, f"-{period}-报送表.xlsx")
