"""What can be read of a damaged file, table by table. The file itself is only copied."""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from liling_desk.ledger.errors import FileUnusable, Where
from liling_desk.store import schema
from liling_desk.store.connecting import Connected
from liling_desk.store.on_sqlite import SqliteEngine
from liling_desk.store.pages import LEAF, Leaf, Pages, Record, Unreadable, Value, with_sound_header
from liling_desk.store.port import Tx
from liling_desk.store.sqlite_statements import SqliteTx
from liling_desk.translations import N_, Message

Fields = dict[str, Any]
_TYPES: Mapping[str, tuple[type, ...]] = {"TEXT": (str,), "INTEGER": (int,), "REAL": (int, float), "BLOB": (bytes,)}
_LIST = "sqlite_master"


@dataclass(frozen=True)
class Column:
    """`usual` is what a row holds that was written before there was such a column."""

    name: str
    type: str
    required: bool
    usual: Value
    is_rowid: bool = False


@dataclass
class Salvage:
    """Rows by table. `torn`: tables of which something could not be read.

    `stray`: rows that hung on nothing readable, while it can't be told whether their pages had been given up.
    """

    found: dict[str, list[Fields]] = field(default_factory=dict)
    stray: dict[str, list[Fields]] = field(default_factory=dict)
    torn: set[str] = field(default_factory=set)


def salvaged(damaged: Path) -> Salvage:
    """Everything that can be read. Raises `FileUnusable` where the file itself can't."""
    try:
        content = _settled(damaged)
    except (OSError, ValueError) as problem:
        raise FileUnusable(
            Message(N_("读不出 {file}。"), {"file": damaged}),
            Message(N_("请确认它还在，移动盘要先插好。")),
            Where(file=str(damaged)),
            str(problem),
        ) from problem
    return _Walk(Pages(with_sound_header(content)), _shapes(schema.STEPS)).result()


def _settled(damaged: Path) -> bytes:
    """The file's bytes with what still lay in its log, as far as the log is whole; worked out on a private copy."""
    with TemporaryDirectory(prefix="liling-desk-") as folder:
        copy = Path(folder) / "damaged.db"
        content = with_sound_header(damaged.read_bytes())
        log = damaged.with_name(f"{damaged.name}-wal")
        if not log.is_file() or not log.stat().st_size:
            return content
        copy.write_bytes(content[:18] + b"\2\2" + content[20:])
        copy.with_name(f"{copy.name}-wal").write_bytes(log.read_bytes())
        with suppress(sqlite3.Error), closing(sqlite3.connect(copy, isolation_level=None)) as connection:
            connection.execute("PRAGMA writable_schema = ON")  # a list of tables that can't be read is no obstacle
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return copy.read_bytes()


@cache
def _shapes(steps: tuple[Callable[[Tx], None], ...]) -> Mapping[str, tuple[Column, ...]]:
    """The columns of every table as the steps make them."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        tx = SqliteTx(SqliteEngine(Path(":memory:"), Connected(connection, read_only=False)))
        for step in steps:
            step(tx)
        names = [row[0] for row in tx.all("SELECT name FROM sqlite_master WHERE type = 'table'")]
        shapes = {name: _columns(tx, name) for name in names}
    listing = [Column(name, "TEXT", name != "sql", None) for name in ("type", "name", "tbl_name", "rootpage", "sql")]
    listing[3] = Column("rootpage", "INTEGER", True, None)
    return {**shapes, _LIST: tuple(listing)}


def _columns(tx: Tx, table: str) -> tuple[Column, ...]:
    told = tx.all(f"PRAGMA table_info({table})")
    keys = [row for row in told if row[5]]
    found = []
    for row in told:
        _, name, kind, required, default, key = row
        usual = None if default is None else (tx.one(f"SELECT {default}") or [None])[0]
        is_rowid = bool(key) and len(keys) == 1 and kind == "INTEGER"
        found.append(Column(name, kind, bool(required or key) and not is_rowid, usual, is_rowid))
    return tuple(found)


class _Walk:
    """Goes down every table from its first page, then looks through the pages that nothing led to."""

    def __init__(self, pages: Pages, shapes: Mapping[str, tuple[Column, ...]]) -> None:
        self._pages, self._shapes = pages, shapes
        self._reached: set[int] = set()
        self._rows: dict[str, dict[int, Fields]] = {name: {} for name in shapes}
        self._salvage = Salvage()

    def result(self) -> Salvage:
        """Everything."""
        self._go_down(_LIST, 1)
        first = {each["name"]: each["rootpage"] for each in self._rows[_LIST].values() if each["type"] == "table"}
        if _LIST in self._salvage.torn:
            free = self._pages.free()
            for _, leaf in self._unreached(free or set()):
                told = self._fitting(_LIST, leaf)
                first |= {each["name"]: each["rootpage"] for each in told.values() if each["type"] == "table"}
        for table in self._shapes.keys() - {_LIST}:
            if isinstance(number := first.get(table), int):
                self._go_down(table, number)
            else:
                self._salvage.torn.add(table)
        self._gather_strays()
        self._salvage.torn.discard(_LIST)
        self._salvage.found = {name: list(rows.values()) for name, rows in self._rows.items() if name != _LIST}
        return self._salvage

    def _go_down(self, table: str, first: int) -> None:
        ahead = [first]
        while ahead:
            number = ahead.pop()
            if number in self._reached:
                self._salvage.torn.add(table)
                continue
            try:
                if self._pages.kind(number) == LEAF:
                    self._take(table, number, self._pages.leaf(number))
                else:
                    ahead += reversed(self._pages.children(number))
                    self._reached.add(number)
            except (Unreadable, struct.error):
                self._salvage.torn.add(table)

    def _take(self, table: str, number: int, leaf: Leaf) -> None:
        fitting = self._fitting(table, leaf)
        if leaf.torn or len(fitting) < len(leaf.rows):
            self._salvage.torn.add(table)
        if leaf.rows and not fitting:
            return  # led here by mistake: another table may claim the page
        self._reached.add(number)
        for rowid, fields in fitting.items():
            self._rows[table].setdefault(rowid, fields)

    def _unreached(self, free: set[int]) -> Iterator[tuple[int, Leaf]]:
        for number in range(1, self._pages.count + 1):
            if number in self._reached or number in free:
                continue
            with suppress(Unreadable, struct.error):
                yield number, self._pages.leaf(number)

    def _gather_strays(self) -> None:
        """Leaves whose way is lost belong to a table that lacks some; where several would do, the most telling."""
        if not self._salvage.torn:
            return
        free = self._pages.free()
        for _, leaf in self._unreached(free or set()):
            fits = {table: self._fitting(table, leaf) for table in self._salvage.torn - {_LIST}}
            most = max((len(rows) for rows in fits.values()), default=0)
            owners = [table for table, rows in fits.items() if rows and len(rows) == most]
            for table in owners:
                new = [fields for rowid, fields in fits[table].items() if rowid not in self._rows[table]]
                if free is not None and len(owners) == 1:
                    self._rows[table].update(
                        (rowid, fields) for rowid, fields in fits[table].items() if rowid not in self._rows[table]
                    )
                else:
                    self._salvage.stray.setdefault(table, []).extend(new)

    def _fitting(self, table: str, leaf: Leaf) -> dict[int, Fields]:
        found = {}
        for rowid, record in leaf.rows.items():
            if (fields := _fields(self._shapes[table], rowid, record)) is not None:
                found[rowid] = fields
        return found


def _fields(columns: tuple[Column, ...], rowid: int, record: Record) -> Fields | None:
    """A row by column names; None where it is not of this table."""
    if len(record) > len(columns):
        return None
    fields: Fields = {}
    for place, column in enumerate(columns):
        value = record[place] if place < len(record) else column.usual
        if column.is_rowid:
            if value is not None:
                return None
            value = rowid
        if value is None:
            if column.required:
                return None
        elif not isinstance(value, _TYPES[column.type]):
            return None
        fields[column.name] = float(value) if column.type == "REAL" and isinstance(value, int) else value
    return fields
