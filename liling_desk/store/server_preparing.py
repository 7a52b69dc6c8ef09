"""An administrator's work on a database before and beside its ledgers."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from typing import Final

from liling_desk.ledger.access import DESK, Access
from liling_desk.ledger.address import ServerAddress
from liling_desk.store import server_rights, server_schema
from liling_desk.store.explaining import only_looking
from liling_desk.store.on_postgres import PostgresEngine, PostgresTx
from liling_desk.store.postgres_sql import AT_DESK, TABLES

_EMPTY_DESK: Final = (
    f"DELETE FROM {TABLES}.desk WHERE {AT_DESK} = :desk "
    f"AND NOT EXISTS (SELECT FROM {TABLES}.journal WHERE {AT_DESK} = :desk)"
)


@dataclass(frozen=True)
class Prepared:
    """How a database stands: the schema step it was at (0: none) and is at now, whether its desks are separated, and
    the group roles that the administrator has yet to make because this role may not."""

    step_before: int
    step: int
    separate: bool
    missing_roles: tuple[str, ...]


def prepare_database(address: ServerAddress, access: Access = DESK, separate_desks: bool = False) -> Prepared:
    """Take the schema steps that are lacking and set the rights, in one transaction; doing it again does no harm.

    `separate_desks`: from now on each desk sees its own rows only. Raises `LedgerError`; then nothing is changed.
    """
    if access.reader:
        raise only_looking(address)
    engine = PostgresEngine(address, access)
    with closing(engine), engine.connections.lease() as connection:
        connection.execute("BEGIN")
        tx = PostgresTx(connection, None, "")
        before = 0 if server_rights.must_own(tx) is None else tx.schema_number()
        server_schema.prepare(tx)
        missing = server_rights.make_roles(tx)
        if separate_desks:
            missing += server_rights.separate_desks(tx)
            tx.send("RESET ROLE")
        found = Prepared(before, tx.schema_number(), server_rights.are_separate(tx), tuple(missing))
        connection.execute("COMMIT")
    return found


def give_up_desk(address: ServerAddress, access: Access = DESK) -> None:
    """Take back the founding of a desk into which nothing was written. Raises `LedgerError`."""
    engine = PostgresEngine(address, access)
    with closing(engine), engine.connections.lease() as connection:
        connection.execute("BEGIN")
        tx = PostgresTx(connection, None, "")
        server_rights.act_as(tx, server_rights.must_own(tx))
        tx.run(_EMPTY_DESK, {"desk": address.desk})
        connection.execute("COMMIT")
