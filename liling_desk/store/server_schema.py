"""A database made ready for ledgers: the same schema steps as a file's, the rights, and the desks that are in it."""

from __future__ import annotations

from typing import Final, Protocol

from liling_desk.ledger.address import ServerAddress
from liling_desk.ledger.errors import LedgerUnusable
from liling_desk.store import schema
from liling_desk.store.port import Row, Tx, Values
from liling_desk.store.postgres_sql import TABLES, VIEWS, definitions, view_of
from liling_desk.translations import N_, Message

STEP: Final = f"SELECT step FROM {TABLES}.schema_state"
TRIGGERS: Final = (
    "SELECT tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
    "JOIN pg_namespace n ON n.oid = c.relnamespace "
    f"WHERE n.nspname = '{TABLES}' AND NOT t.tgisinternal AND t.tgenabled IN ('O', 'A')"
)
_OURS: Final = ("schema_state", "desk")
_ALONE: Final = "SELECT pg_advisory_xact_lock(hashtext('liling_desk.schema'))"
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
_NOT_EMPTIED: Final = (
    f"CREATE TRIGGER journal_is_not_emptied BEFORE TRUNCATE ON {TABLES}.journal FOR EACH STATEMENT "
    f"EXECUTE FUNCTION {TABLES}.refuse('the journal is append-only')"
)
_COLUMNS: Final = (
    "SELECT c.relname, array_agg(a.attname::text ORDER BY a.attnum) FROM pg_class c "
    f"JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = '{TABLES}' "
    "JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped "
    "WHERE c.relkind IN ('r', 'p') AND c.relname NOT IN ('schema_state', 'desk') AND a.attname <> 'at_desk' "
    "GROUP BY c.relname ORDER BY c.relname"
)
_USABLE: Final = (
    "SELECT s.step, s.oldest_client, "
    f"EXISTS (SELECT FROM {TABLES}.desk WHERE at_desk = current_setting('liling_desk.desk')), "
    f"has_table_privilege('{TABLES}.journal', 'INSERT') AND NOT pg_is_in_recovery() "
    f"AND current_setting('transaction_read_only') = 'off' FROM {TABLES}.schema_state s"
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

    Raises `LedgerUnusable` where a newer program has prepared it.
    """
    tx.send(_ALONE)
    there = tx.one("SELECT to_regclass(:table) IS NOT NULL", {"table": f"{TABLES}.schema_state"})
    if there is None or not there[0]:
        for statement in _FIRST.split(";\n"):
            tx.send(statement)
    number = tx.schema_number()
    if number > len(schema.STEPS):
        return
    defining = _Defining(tx)
    for step in schema.STEPS[number:]:
        step(defining)  # type: ignore[arg-type]
    if number < 1:
        tx.send(_NOT_EMPTIED)
    tx.set_schema_number(len(schema.STEPS))
    for table, columns in tx.all(_COLUMNS):
        tx.send(view_of(table, list(columns)))
    _grant(tx)


def note_step(tx: Tx, number: int) -> None:
    """Which step the database is at, and the oldest program that can still work with it."""
    tx.put(
        f"UPDATE {TABLES}.schema_state SET step = :step, oldest_client = :oldest",
        {"step": number, "oldest": schema.OLDEST_CLIENT},
    )


def found_desk(tx: ServerTx, address: ServerAddress) -> None:
    """Make place for a desk's ledger. Raises `LedgerUnusable` where it has one."""
    made = tx.run(
        f"INSERT INTO {TABLES}.desk (at_desk) VALUES (:desk) ON CONFLICT (at_desk) DO NOTHING", {"desk": address.desk}
    )
    if not made:
        raise LedgerUnusable(
            Message(N_("{server} 上已经有这个台账，没有动它。"), {"server": address.name}),
            Message(N_("请换一个督查室代号，或直接打开它。")),
        )


def must_be_usable(tx: Tx, address: ServerAddress) -> bool:
    """Whether this role may write; asked in one go. Raises `LedgerUnusable` where this program can't work with it."""
    row: Row | None = tx.one(_USABLE)
    if row is None or row[0] < len(schema.STEPS):
        raise LedgerUnusable(
            Message(N_("{server} 的数据库还是旧版本的。"), {"server": address.name}),
            Message(N_("请管理员用新版本运行一次“liling-desk prepare 地址”；其他人不用同时升级。")),
        )
    _, oldest_client, has_desk, may_write = row
    if oldest_client > len(schema.STEPS):
        raise LedgerUnusable(
            Message(N_("{server} 的数据库需要更新版本的程序。"), {"server": address.name}),
            Message(N_("请安装新版本后再打开；台账没有改动。")),
        )
    if not has_desk:
        raise LedgerUnusable(
            Message(N_("{server}：服务器上没有代号 {desk} 的台账。"), {"server": address.name, "desk": address.desk}),
            Message(N_("请核对地址里的 desk；还没有搬上去的，请管理员用“liling-desk adopt”。")),
        )
    return bool(may_write)
