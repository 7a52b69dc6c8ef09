"""Writing a change and knowing, in words, why it could not be written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from liling_desk.gui.desk import Desk
from liling_desk.ledger.changes import ChangeSet
from liling_desk.ledger.errors import InvalidEdit, LedgerError


@dataclass(frozen=True)
class Written:
    """`why` is empty where it was written (or nothing differed); `field` names the one that is wrong."""

    why: str = ""
    field: str = ""

    def __bool__(self) -> bool:
        return not self.why


def write(desk: Desk, make: Callable[[], ChangeSet], said: str) -> Written:
    """Make a change and write it. A rule that it breaks comes back in words; other problems are also shown."""
    tr = desk.tr
    try:
        changes = make()
    except InvalidEdit as problem:
        return Written(in_words(desk, problem), problem.where.column or "")
    if not changes:
        return Written()
    problems: list[LedgerError] = []

    def note(problem: LedgerError) -> None:
        problems.append(problem)

    desk.bridge.problem.connect(note)
    desk.bridge.conflicted.connect(note)
    try:
        applied = desk.bridge.run(changes, said)
    finally:
        desk.bridge.problem.disconnect(note)
        desk.bridge.conflicted.disconnect(note)
    if applied is not None:
        return Written()
    if not problems:
        return Written(tr("没有写入，请再试一次。"))
    return Written(in_words(desk, problems[0]), problems[0].where.column or "")


def in_words(desk: Desk, problem: LedgerError) -> str:
    """What happened and what to do, in one line."""
    return f"{desk.tr.say(problem.what)} {desk.tr.say(problem.remedy)}"
