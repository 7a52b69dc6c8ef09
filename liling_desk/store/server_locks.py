"""Everybody else held for a moment, so that tables can be altered while people work."""

from __future__ import annotations

from typing import Final

from liling_desk.store.postgres_sql import AT_DESK, TABLES, THIS_DESK, VIEWS
from liling_desk.store.server_sending import ServerTx

ALONE: Final = "SELECT pg_advisory_xact_lock(hashtext('liling_desk.schema'))"
"""One prepares a database at a time."""

ONE_WRITER: Final = f"SELECT pg_advisory_xact_lock(hashtext('liling_desk'), hashtext({THIS_DESK}))"
"""Each desk has one writer at a time."""

_WRITERS: Final = f"{ONE_WRITER.replace(THIS_DESK, AT_DESK)} FROM {TABLES}.desk ORDER BY {AT_DESK}"
"""The same lock, of every desk."""

_ALL: Final = (
    "SELECT string_agg(format('%I.%I', n.nspname, c.relname), ', ' ORDER BY n.nspname DESC, c.relname) "
    "FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
    f"WHERE n.nspname IN ('{TABLES}', '{VIEWS}') AND c.relkind IN ('r', 'p', 'v') AND c.relname <> 'schema_state'"
)
# Whoever waits for one table holds no other meanwhile: people read several in any order, and none of them may be told
# that two have waited for each other.
_READERS: Final = """
DO $$ BEGIN
  FOR attempt IN 1..600 LOOP
    BEGIN
      LOCK TABLE {all} IN ACCESS EXCLUSIVE MODE NOWAIT;
      RETURN;
    EXCEPTION WHEN lock_not_available THEN
      PERFORM pg_sleep(0.02);
    END;
  END LOOP;
  RAISE lock_not_available;
END $$
"""


def hold_everybody(tx: ServerTx) -> None:
    """Until the transaction ends nobody else reads or writes; they wait. Fails after 10 seconds without a chance."""
    tx.all(_WRITERS)
    tx.send(_READERS.format(all=tx.all(_ALL)[0][0]))
