"""Opening a ledger wherever it is kept, and making a new one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from liling_desk.ledger.access import DESK, Access
from liling_desk.ledger.address import Address, FileAddress, ServerAddress
from liling_desk.ledger.errors import LedgerUnusable
from liling_desk.store import schema, schema_check
from liling_desk.store.explaining import only_looking
from liling_desk.store.ledger_store import LedgerStore
from liling_desk.store.on_sqlite import SqliteEngine
from liling_desk.translations import N_, Message

if TYPE_CHECKING:
    from liling_desk.store.port import Engine


def open_store(address: Address, access: Access = DESK) -> LedgerStore:
    """Open an existing ledger. Raises `LedgerUnusable`."""
    if isinstance(address, ServerAddress):
        with needing_shared():
            from liling_desk.store.on_postgres import PostgresEngine

        return LedgerStore(PostgresEngine.open(address, access))
    return _ready(SqliteEngine.open(address.path, access), access)


def create_store(address: Address, access: Access = DESK) -> LedgerStore:
    """Make a new ledger. Raises `LedgerUnusable` where anything exists and for readers; leaves nothing half made."""
    if access.reader:
        raise only_looking(address)
    if isinstance(address, ServerAddress):
        with needing_shared():
            from liling_desk.store.on_postgres import PostgresEngine

        return LedgerStore(PostgresEngine.create(address, access))
    engine = SqliteEngine.create(address.path, access)
    try:
        return _ready(engine, access)
    except BaseException:
        engine.path.unlink(missing_ok=True)
        raise


def open_beside(address: Address, access: Access = DESK) -> Engine:
    """A connection of its own to a ledger that others may be writing to, for reading it. Raises `LedgerUnusable`."""
    if isinstance(address, FileAddress):
        return SqliteEngine.open_for_copying(address.path, access.passphrase)
    with needing_shared():
        from liling_desk.store.on_postgres import PostgresEngine

    return PostgresEngine.open(address, access)


@contextmanager
def needing_shared() -> Iterator[None]:
    """Around imports of what only a ledger on a server needs. Raises `LedgerUnusable` where it is not installed."""
    try:
        yield
    except ImportError as problem:
        if (problem.name or "").startswith("liling_desk"):
            raise
        raise LedgerUnusable(
            Message(N_("本机没有装打开服务器台账要用的部分。")),
            Message(N_('请运行 pip install "liling-desk[shared]" 安装它；台账文件照常可以用。')),
            detail=str(problem),
        ) from problem


def _ready(engine: SqliteEngine, access: Access) -> LedgerStore:
    try:
        number = schema.schema_number(engine)
        if number <= len(schema.STEPS):
            schema_check.must_be_trustworthy(engine)
        if number and schema.lacking_steps(engine):
            from liling_desk.store import backups

            backups.back_up(engine.path, backups.BackupKind.SCHEMA, detail=str(number), passphrase=access.passphrase)
        schema.bring_up_to_date(engine)
    except BaseException:
        engine.close()
        raise
    return LedgerStore(engine)
