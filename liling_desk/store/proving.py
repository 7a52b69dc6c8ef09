"""Checking a ledger while it is in use: what was added since the last time, and all of it once a week."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from liling_desk.ledger.access import DESK, Access
from liling_desk.ledger.address import Address, address_of
from liling_desk.ledger.errors import LedgerDamaged
from liling_desk.store import journal, keeping
from liling_desk.store.journal import Link
from liling_desk.store.opening import open_beside
from liling_desk.store.port import Engine
from liling_desk.store.proven import Proven
from liling_desk.translations import N_, Message

WHOLE_AFTER_DAYS = 7

Stopped = Callable[[], bool]


@dataclass(frozen=True)
class Proof:
    """What a check has found. `proven`: to be remembered when nothing is wrong, or when what is there is accepted.

    `history_changed`: the ledger is not the one, or not as far on, as it was when it was last checked. `whole`: all of
    it was checked. `problems` are messages, or words of the engine; the decisive one is the first.
    """

    head: Link
    proven: Proven
    problems: tuple[Message | str, ...] = ()
    history_changed: bool = False
    whole: bool = False

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def prove(
    ledger: Path | Address,
    known: Proven | None,
    today: date,
    stopped: Stopped = lambda: False,
    access: Access = DESK,
) -> Proof:
    """Check a ledger that is in use, on a connection of its own, on any thread.

    The entry that is known has to be there still and what was added has to go on from it. Everything is checked when
    nothing is known, when that was a week ago, and when something is off. Raises `LedgerUnusable`; what it gives back
    after `stopped` says true means nothing.
    """
    engine = open_beside(address_of(ledger), access)
    try:
        engine.stop_when(stopped)
        return _proof(engine, known, today, stopped)
    finally:
        engine.close()


def _proof(engine: Engine, known: Proven | None, today: date, stopped: Stopped) -> Proof:
    problems: list[Message | str] = []
    try:
        with engine.read() as tx:
            head = journal.head(tx)
            moved = None if known is None else _moved(head, known, journal.link_at(tx, known.seq))
            if known is not None and moved is None:
                problems += journal.broken_links(tx, Link(known.seq, known.hash))
    except LedgerDamaged as damage:
        return Proof(journal.START, Proven(0, journal.GENESIS, ""), (damage.what, damage.detail), whole=True)
    whole = known is None or moved is not None or bool(problems) or _is_due(known, today)
    if not stopped():
        problems += engine.quick_damage()
    if whole and not stopped() and not any(isinstance(each, str) for each in problems):
        problems += _further(problems, keeping.check(engine))
    if moved is not None:
        problems.insert(0, moved)
    day = today.isoformat() if whole or known is None else known.whole_on
    return Proof(head, Proven(head.seq, head.hash, day), tuple(problems), moved is not None, whole)


def _moved(head: Link, known: Proven, there: Link | None) -> Message | None:
    """How the journal is no longer what it was; None where the known entry still stands in it."""
    values = {"now": head.seq, "then": known.seq}
    if head.seq < known.seq:
        return Message(
            N_("台账只到第 {now} 条操作记录，上次在这里看到的是第 {then} 条：可能换成了旧文件，或者恢复过备份。"),
            values,
        )
    if known.seq and (there is None or there.hash != known.hash):
        return Message(N_("操作记录第 {then} 条和上次看到的不一样：历史被改写过，或者换成了另一个台账。"), values)
    return None


def _is_due(known: Proven, today: date) -> bool:
    try:
        passed = (today - date.fromisoformat(known.whole_on)).days
    except ValueError:
        return True
    return not 0 <= passed < WHOLE_AFTER_DAYS


def _further(told: list[Message | str], found: dict[str, object]) -> list[Message | str]:
    said = {str(each) for each in told}
    problems = found["problems"]
    return [each for each in problems if str(each) not in said] if isinstance(problems, list) else []
