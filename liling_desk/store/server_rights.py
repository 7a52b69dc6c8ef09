"""Who may do what in a database of ledgers: group roles, what is granted to them, desks kept apart from each other."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from liling_desk.ledger.errors import AccessDenied, LedgerUnusable
from liling_desk.store.port import Tx
from liling_desk.store.postgres_sql import AT_DESK, DESK_SETTING, TABLES, VIEWS
from liling_desk.store.server_locks import hold_everybody
from liling_desk.store.server_sending import ServerTx
from liling_desk.translations import N_, Message

READERS: Final = "liling_desk_reader"
WRITERS: Final = "liling_desk_writer"
"""Group roles: what their members may do is granted to these."""
EVERYWHERE: Final = "liling_desk_all"
"""Group role: where desks are separated, its members work at all of them."""
_DESK_ROLE: Final = "liling_desk_at_"

_USUAL: Final = "INSERT, UPDATE, DELETE"
_FEWER: Final = {"journal": "INSERT", "journal_subject": "INSERT", "kept_file": "INSERT, UPDATE"}
"""What writers may do; a kept file is mended when the same bytes are brought again, but stays."""

_STATE: Final = (
    "SELECT current_setting('server_encoding'), has_database_privilege(current_database(), 'CREATE'), "
    f"(SELECT nspowner::regrole::text FROM pg_namespace WHERE nspname = '{TABLES}'), "
    f"(SELECT pg_has_role(nspowner, 'USAGE') FROM pg_namespace WHERE nspname = '{TABLES}')"
)
_ROLE: Final = """
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{role}') THEN
    CREATE ROLE {role} NOLOGIN;
  END IF;
EXCEPTION WHEN insufficient_privilege OR duplicate_object OR unique_violation THEN NULL;
END $$
"""
"""Where the one who prepares may make no roles, the administrator makes them (docs/server.md)."""

_POLICY: Final = "own_desk"
_SEES: Final = (
    # The bodies are read once, now: whatever a session puts on its search_path doesn't matter.
    f"CREATE OR REPLACE FUNCTION {TABLES}.sees_every_desk() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE "
    f"RETURN coalesce(pg_has_role(to_regrole('{EVERYWHERE}')::oid, 'USAGE'), false)",
    f"CREATE OR REPLACE FUNCTION {TABLES}.sees_desk(desk text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE "
    f"RETURN coalesce(pg_has_role(to_regrole(quote_ident('{_DESK_ROLE}' || desk))::oid, 'USAGE'), false)",
    # They tell a role of its own memberships only; where the administrator lets nobody execute new functions, say so.
    f"GRANT EXECUTE ON FUNCTION {TABLES}.sees_every_desk(), {TABLES}.sees_desk(text) TO PUBLIC",
)
# Each membership is looked up once for a statement, and the second only where a row of another desk is met.
_THIS_DESK: Final = f"current_setting('{DESK_SETTING}', true)"
_OWN_ROWS: Final = (
    f"({AT_DESK} = {_THIS_DESK} AND (SELECT {TABLES}.sees_desk({_THIS_DESK}))) OR (SELECT {TABLES}.sees_every_desk())"
)
_GUARDED: Final = (
    "SELECT c.relname::text, c.relrowsecurity, "
    f"EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = '{_POLICY}') "
    f"FROM pg_class c WHERE c.relnamespace = '{TABLES}'::regnamespace AND c.relkind IN ('r', 'p') "
    "AND c.relname <> 'schema_state' ORDER BY c.relname"
)
_KNOWN: Final = "SELECT rolname::text FROM pg_roles WHERE rolname LIKE 'liling_desk_%'"


def desk_role(desk: str) -> str:
    """The group role whose members work at this desk where desks are separated."""
    return _DESK_ROLE + desk


def must_own(tx: ServerTx) -> str | None:
    """The role that all tables belong to, as it is written in SQL; None where there are none yet.

    Raises `AccessDenied` for somebody who is not a member of it (or may not begin), `LedgerUnusable` where the database
    can't hold every character.
    """
    encoding, may_begin, owner, is_owner = tx.all(_STATE)[0]
    must_hold_everything(str(encoding))
    if not (may_begin if owner is None else is_owner):
        raise AccessDenied(
            Message(N_("这个用户不能在服务器上准备数据库或新建台账，什么也没有改。")),
            Message(N_("请由数据库的所有者来做（见管理员手册）；打开已有的台账不需要这样的权限。")),
        )
    return None if owner is None else str(owner)


def act_as(tx: ServerTx, owner: str | None) -> None:
    """Go on as the owner until the transaction ends or `RESET ROLE`: whoever prepares, one role owns all tables."""
    if owner is not None:
        tx.send(f"SET LOCAL ROLE {owner}")


def must_hold_everything(encoding: str) -> None:
    """Raises `LedgerUnusable` for a database that is not in UTF-8."""
    if encoding != "UTF8":
        raise LedgerUnusable(
            Message(N_("服务器上的数据库用的编码是 {encoding}，存不全汉字。"), {"encoding": encoding}),
            Message(N_("请管理员用 UTF8 编码另建一个数据库（见管理员手册）。")),
        )


def make_roles(tx: ServerTx, roles: Iterable[str] = (READERS, WRITERS)) -> list[str]:
    """Make group roles where that is allowed; gives back those that are still missing."""
    wanted = list(roles)
    for role in wanted:
        tx.send(_ROLE.format(role=role))
    known = {row[0] for row in tx.all(_KNOWN)}
    return [role for role in wanted if role not in known]


def grant(tx: ServerTx, tables: Iterable[str]) -> None:
    """Say again what members of the group roles may do with these tables and their views."""
    known = {row[0] for row in tx.all(_KNOWN)}
    for role in sorted({READERS, WRITERS} & known):
        tx.send(f"GRANT USAGE ON SCHEMA {TABLES}, {VIEWS} TO {role}")
        tx.send(f"GRANT SELECT ON ALL TABLES IN SCHEMA {TABLES} TO {role}")
        tx.send(f"GRANT SELECT ON ALL TABLES IN SCHEMA {VIEWS} TO {role}")
        tx.send(f"GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA {TABLES} TO {role}")
    if WRITERS in known:
        for table in tables:
            rights = _FEWER.get(table, _USUAL)
            tx.send(f"GRANT {rights} ON {TABLES}.{table}, {VIEWS}.{table} TO {WRITERS}")


def separate_desks(tx: ServerTx) -> list[str]:
    """From now on a role sees and writes only rows of desks whose group role it is a member of, whatever SQL it sends.

    The owner and the members of `liling_desk_all` see all. Gives back the group roles that the administrator has yet to
    make. The database must have been prepared. Raises `AccessDenied` for somebody else than the owner.
    """
    owner = must_own(tx)
    desks = [str(row[0]) for row in tx.all(f"SELECT {AT_DESK} FROM {TABLES}.desk ORDER BY {AT_DESK}")]
    missing = make_roles(tx, (EVERYWHERE, *map(desk_role, desks)))
    act_as(tx, owner)
    _guard(tx)
    return missing


def are_separate(tx: Tx) -> bool:
    """Whether desks see only their own rows here."""
    return any(row[1] for row in tx.all(_GUARDED))


def keep_separate(tx: ServerTx) -> None:
    """Where desks are separated, do so for tables that have come since."""
    if are_separate(tx):
        _guard(tx)


def _guard(tx: ServerTx) -> None:
    for function in _SEES:
        tx.send(function)
    bare = [row for row in tx.all(_GUARDED) if not (row[1] and row[2])]
    if bare:
        hold_everybody(tx)
    for table, is_on, has_policy in bare:
        if not has_policy:
            tx.send(f"CREATE POLICY {_POLICY} ON {TABLES}.{table} USING ({_OWN_ROWS})")
        if not is_on:
            tx.send(f"ALTER TABLE {TABLES}.{table} ENABLE ROW LEVEL SECURITY")
