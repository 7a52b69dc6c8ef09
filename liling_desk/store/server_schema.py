"""A database made ready for ledgers: the same schema steps as a file's, the rights, and the desks that are in it."""

from __future__ import annotations

from typing import Final

import psycopg

from liling_desk.ledger.address import ServerAddress
from liling_desk.ledger.errors import AccessDenied, LedgerUnusable
from liling_desk.store import schema, server_rights
from liling_desk.store.port import Row, Tx, Values
from liling_desk.store.postgres_sql import DESK_SETTING, TABLES, VIEWS, definitions, view_of
from liling_desk.store.server_locks import ALONE, hold_everybody
from liling_desk.store.server_sending import ServerTx
from liling_desk.translations import N_, Message

STEP: Final = f"SELECT step FROM {TABLES}.schema_state"
TRIGGERS: Final = (
    "SELECT tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
    "JOIN pg_namespace n ON n.oid = c.relnamespace "
    f"WHERE n.nspname = '{TABLES}' AND NOT t.tgisinternal AND t.tgenabled IN ('O', 'A')"
)
_FIRST: Final = f"""
CREATE SCHEMA {TABLES};
CREATE SCHEMA {VIEWS};
CREATE TABLE {TABLES}.schema_state (
  single BOOLEAN PRIMARY KEY DEFAULT true CHECK (single), step INTEGER NOT NULL, oldest_client INTEGER NOT NULL
);
INSERT INTO {TABLES}.schema_state (step, oldest_client) VALUES (0, 0);
CREATE TABLE {TABLES}.desk (at_desk TEXT COLLATE "C" PRIMARY KEY);
CREATE FUNCTION {TABLES}.refuse() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN RAISE EXCEPTION '%', TG_ARGV[0]; END $$
"""
_APPEND_ONLY: Final = tuple(
    f"CREATE TRIGGER {table}_{name} BEFORE {event} ON {TABLES}.{table} FOR EACH STATEMENT "
    f"EXECUTE FUNCTION {TABLES}.refuse('the journal is append-only')"
    for table, name, event in (
        ("journal", "is_not_emptied", "TRUNCATE"),
        ("journal_subject", "is_not_emptied", "TRUNCATE"),
        ("journal_subject", "keeps_what_it_has", "UPDATE"),
        ("journal_subject", "loses_nothing", "DELETE"),
    )
)
"""What the steps don't say, since a file has no TRUNCATE and its index of subjects can be made anew."""
_COLUMNS: Final = (
    "SELECT c.relname, array_agg(a.attname::text ORDER BY a.attnum) FROM pg_class c "
    f"JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = '{TABLES}' "
    "JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped "
    "WHERE c.relkind IN ('r', 'p') AND c.relname NOT IN ('schema_state', 'desk') AND a.attname <> 'at_desk' "
    "GROUP BY c.relname ORDER BY c.relname"
)
_VIEWED: Final = (
    "SELECT c.relname, array_agg(a.attname::text ORDER BY a.attnum) FROM pg_class c "
    f"JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = '{VIEWS}' "
    "JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 WHERE c.relkind = 'v' GROUP BY c.relname"
)
_REFERENCES: Final = (
    "SELECT c.relname::text, a.attname::text, f.relname::text, b.attname::text FROM pg_constraint k "
    "JOIN pg_class c ON c.oid = k.conrelid JOIN pg_class f ON f.oid = k.confrelid "
    f"JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = '{TABLES}' "
    "CROSS JOIN LATERAL unnest(k.conkey, k.confkey) AS pair (ours, theirs) "
    "JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = pair.ours AND a.attname <> 'at_desk' "
    "JOIN pg_attribute b ON b.attrelid = f.oid AND b.attnum = pair.theirs "
    "WHERE k.contype = 'f' ORDER BY k.conname"
)
_USABLE: Final = (
    "SELECT s.step, s.oldest_client, "
    f"EXISTS (SELECT FROM {TABLES}.desk WHERE at_desk = current_setting('{DESK_SETTING}')), "
    f"has_table_privilege('{TABLES}.journal', 'INSERT') AND NOT pg_is_in_recovery() "
    "AND current_setting('transaction_read_only') = 'off', current_setting('server_encoding') "
    f"FROM {TABLES}.schema_state s"
)


class _Defining:
    """Lets a schema step, which is written for SQLite, define the same here."""

    def __init__(self, tx: ServerTx) -> None:
        self._tx = tx

    def __getattr__(self, name: str) -> object:
        return getattr(self._tx, name)

    def put(self, sql: str, values: Values = ()) -> None:
        """One statement of a step."""
        assert not values, "a schema step has no values"
        for statement in definitions(sql):
            self._tx.send(statement)


def prepare(tx: ServerTx) -> None:
    """Take the schema steps that the database lacks, alone; and say again who may do what.

    Raises `LedgerUnusable` where a newer program has prepared it and this one knows too little to work with it,
    `AccessDenied` for somebody else than the owner.
    """
    tx.send(ALONE)
    owner = server_rights.must_own(tx)
    server_rights.make_roles(tx)
    server_rights.act_as(tx, owner)
    if owner is None:
        for statement in _FIRST.split(";\n"):
            tx.send(statement)
    number, oldest_client = tx.all(f"SELECT step, oldest_client FROM {TABLES}.schema_state")[0]
    _must_know_enough(oldest_client)
    if number <= len(schema.STEPS):
        _take_steps(tx, number)
        server_rights.grant(tx, [str(row[0]) for row in tx.all(_COLUMNS)])
        server_rights.keep_separate(tx)
    tx.send("RESET ROLE")


def _take_steps(tx: ServerTx, number: int) -> None:
    if 0 < number < len(schema.STEPS):
        hold_everybody(tx)
    defining = _Defining(tx)
    for step in schema.STEPS[number:]:
        step(defining)  # type: ignore[arg-type]
    if number < 1:
        for trigger in _APPEND_ONLY:
            tx.send(trigger)
    if number < len(schema.STEPS):
        tx.set_schema_number(len(schema.STEPS))
    viewed: dict[str, list[str]] = {row[0]: row[1] for row in tx.all(_VIEWED)}
    for table, columns in tx.all(_COLUMNS):
        if viewed.get(table) != columns:
            tx.send(view_of(table, list(columns)))


def note_step(tx: Tx, number: int) -> None:
    """Which step the database is at, and the oldest program that can still work with it."""
    tx.put(
        f"UPDATE {TABLES}.schema_state SET step = :step, oldest_client = :oldest",
        {"step": number, "oldest": schema.OLDEST_CLIENT},
    )


def found_desk(tx: ServerTx, address: ServerAddress) -> None:
    """Make place for a desk's ledger. Raises `LedgerUnusable` where it has one, `AccessDenied` as `prepare`."""
    server_rights.act_as(tx, server_rights.must_own(tx))
    made = tx.run(
        f"INSERT INTO {TABLES}.desk (at_desk) VALUES (:desk) ON CONFLICT (at_desk) DO NOTHING", {"desk": address.desk}
    )
    if not made:
        raise LedgerUnusable(
            Message(N_("{server} 上已经有这个台账，没有动它。"), {"server": address.name}),
            Message(N_("请换一个督查室代号，或直接打开它。")),
        )
    tx.send("RESET ROLE")
    if server_rights.are_separate(tx):
        server_rights.make_roles(tx, [server_rights.desk_role(address.desk)])


def dangling(tx: Tx) -> list[str]:
    """Rows of the desk that point to nothing: a server that was restored past its guards may hold such."""
    asked = []
    for table, column, there, key in tx.all(_REFERENCES):
        lost = f"NOT EXISTS (SELECT 1 FROM {there} t WHERE t.{key} = r.{column})"
        count = tx.ask(f"SELECT count(*) FROM {table} r WHERE r.{column} IS NOT NULL AND {lost}")
        asked.append((f"{table}.{column} points to nothing in {there}", count))
    return [f"{said}: {found} rows" for said, count in asked if (found := count()[0][0])]


def must_be_usable(tx: Tx, address: ServerAddress) -> bool:
    """Whether this role may write; asked in one go.

    Raises `LedgerUnusable` where this program can't work with it, `AccessDenied` for a role without any rights.
    """
    try:
        row: Row | None = tx.one(_USABLE)
    except psycopg.errors.InsufficientPrivilege as problem:
        raise AccessDenied(
            Message(N_("{server} 的台账没有给这个用户看。"), {"server": address.name}),
            Message(N_("请管理员把这个用户加入只看或写入的角色（见管理员手册）。")),
            detail=str(problem).strip(),
        ) from problem
    if row is None or row[0] < len(schema.STEPS):
        raise LedgerUnusable(
            Message(N_("{server} 的数据库还是旧版本的。"), {"server": address.name}),
            Message(N_("请管理员用新版本运行一次“liling-desk prepare 地址”；其他人不用同时升级。")),
        )
    _, oldest_client, has_desk, may_write, encoding = row
    server_rights.must_hold_everything(str(encoding))
    _must_know_enough(oldest_client)
    if not has_desk:
        raise LedgerUnusable(
            Message(N_("{server}：服务器上没有代号 {desk} 的台账。"), {"server": address.name, "desk": address.desk}),
            Message(
                N_(
                    "请核对地址里的 desk；还没有搬上去的，请管理员用“liling-desk adopt”；"
                    "各督查室分开的数据库，也可能要请管理员把这个用户加入本室的角色。"
                )
            ),
        )
    return bool(may_write)


def _must_know_enough(oldest_client: int) -> None:
    if oldest_client > len(schema.STEPS):
        raise LedgerUnusable(
            Message(N_("服务器上的数据库需要更新版本的程序。")),
            Message(N_("请安装新版本后再打开；台账没有改动。")),
        )
