"""Ledgers on a server as a whole: moved there and back, the database prepared for them, who is on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from liling_desk.ledger.access import DESK, Access
from liling_desk.ledger.address import ServerAddress
from liling_desk.store.opening import needing_shared

if TYPE_CHECKING:
    from liling_desk.ledger.passphrase import Passphrase
    from liling_desk.store.moving import Moved as Moved
    from liling_desk.store.server_preparing import Prepared as Prepared

Report = Callable[[int, int], None]
"""Told how many rows are done, and how many there are to do."""


def adopt(file: Path, address: ServerAddress, access: Access = DESK, report: Report | None = None) -> Moved:
    """Move a file ledger with its whole history to a new desk of a server, verified on arrival, all or nothing.

    The file stays as it is. `access.passphrase` opens it. On any thread. Raises `LedgerError`.
    """
    with needing_shared():
        from liling_desk.store import moving
    return moving.adopt(file, address, access, report)


def snapshot(
    address: ServerAddress,
    target: Path,
    access: Access = DESK,
    report: Report | None = None,
    passphrase: Passphrase | None = None,
) -> Moved:
    """A full copy of a desk's ledger in a new file, verified; `passphrase` encrypts it. Never overwrites.

    On any thread. Raises `LedgerError`.
    """
    with needing_shared():
        from liling_desk.store import moving
    return moving.snapshot(address, target, access, report, passphrase)


def prepare(address: ServerAddress, access: Access = DESK, separate_desks: bool = False) -> Prepared:
    """Make a database ready for ledgers, or bring it up to date; doing it again does no harm. Raises `LedgerError`."""
    with needing_shared():
        from liling_desk.store import server_preparing
    return server_preparing.prepare_database(address, access, separate_desks)


def people(address: ServerAddress, access: Access = DESK) -> list[str]:
    """Who has this desk's ledger open, sorted; `access.shown_as` is among them. Raises `LedgerError`."""
    with needing_shared():
        from liling_desk.store.on_postgres import PostgresEngine
        from liling_desk.store.server_presence import people as found
    engine = PostgresEngine.open(address, access)
    try:
        return found(engine)
    finally:
        engine.close()


def give_up(address: ServerAddress, access: Access = DESK) -> None:
    """Take back the founding of a ledger into which nothing was written yet. Raises `LedgerError`."""
    with needing_shared():
        from liling_desk.store import server_preparing
    server_preparing.give_up_desk(address, access)
