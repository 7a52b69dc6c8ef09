"""What a backup holds, and how the present ledger differs from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from liling_desk.ledger.differences import Differences, Held, differences_between
from liling_desk.ledger.entry import EntryName
from liling_desk.ledger.errors import LedgerError
from liling_desk.store import asking, backups, papers, schema
from liling_desk.store.backups import Backup
from liling_desk.store.ledger_store import LedgerStore

if TYPE_CHECKING:
    from liling_desk.ledger.passphrase import Passphrase


@dataclass(frozen=True)
class Inside:
    """`items` without the deleted ones, `done` of them ticked off; `schema` is the step the file was at.

    `differences` lead from the backup to the present ledger; None where none was there to compare with.
    """

    schema: int
    items: int
    done: int
    entries: int
    newest: EntryName | None
    differences: Differences | None


@dataclass(frozen=True)
class BackupFacts:
    """What a look at a backup found: what is inside, or the problem that makes it useless."""

    backup: Backup
    inside: Inside | None
    problem: LedgerError | None = None

    @property
    def sound(self) -> bool:
        """Whether it may be restored."""
        return self.inside is not None


def held_by(store: LedgerStore) -> Held:
    """Everything in a ledger that is compared."""
    return Held(
        store.content().snapshot,
        tuple(papers.bulletins(store.engine)),
        tuple(asking.saved_views(store.engine)),
        tuple(asking.profiles(store.engine)),
    )


def look_into(
    backup: Backup, present: Held | None, checked: bool = False, passphrase: Passphrase | None = None
) -> BackupFacts:
    """Check a backup whole and compare it with the present ledger. On its own connection: any thread may do it.

    `checked`: it was found sound before and has not changed since.
    """
    try:
        if not checked:
            backups.must_be_sound(backup.path, passphrase)
        return BackupFacts(backup, _inside(backup, present, passphrase))
    except LedgerError as problem:
        return BackupFacts(backup, None, problem)


def _inside(backup: Backup, present: Held | None, passphrase: Passphrase | None) -> Inside:
    with backups.looking_at(backup.path, passphrase) as engine:
        number = schema.schema_number(engine)
    with backups.as_present(backup.path, passphrase) as engine:
        store = LedgerStore(engine)
        held, newest = held_by(store), asking.recent_names(engine, 1)
        differences = None if present is None else differences_between(held, present)
        return Inside(
            number, held.items, held.done, asking.entry_count(engine), newest[0] if newest else None, differences
        )
