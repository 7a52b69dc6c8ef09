"""Everything in one database into another, row by row: where pages can't be copied because one of them is sealed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from typing import Final

_AT_A_TIME: Final = 200
_ORDER: Final = ("table", "index", "view", "trigger")
_NUMBERS: Final = ("application_id", "user_version")


def pour(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    """Replace the target's content in one transaction. The source must be in a transaction, too."""
    target.execute("PRAGMA foreign_keys = OFF")
    target.execute("BEGIN IMMEDIATE")
    try:
        _empty(target)
        parts = _parts(source)
        for kind, name, sql in parts:
            if kind == "table":
                target.execute(sql)
                _fill(source, target, name, "WITHOUT ROWID" not in sql.upper())
        for kind, _, sql in parts:
            if kind != "table":
                target.execute(sql)
        for number in _NUMBERS:
            target.execute(f"PRAGMA {number} = {int(source.execute(f'PRAGMA {number}').fetchone()[0])}")
        target.execute("COMMIT")
    except BaseException:
        if target.in_transaction:
            target.execute("ROLLBACK")
        raise
    finally:
        target.execute("PRAGMA foreign_keys = ON")


def _parts(connection: sqlite3.Connection) -> list[tuple[str, str, str]]:
    """Type, name and SQL of everything that somebody made, tables first and triggers last."""
    found = connection.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' "
        "ORDER BY rowid"
    ).fetchall()
    return sorted(
        ((str(kind), str(name), str(sql)) for kind, name, sql in found), key=lambda part: _ORDER.index(part[0])
    )


def _empty(connection: sqlite3.Connection) -> None:
    for kind, name, _ in reversed(_parts(connection)):
        connection.execute(f"DROP {kind.upper()} {_quoted(name)}")


def _fill(source: sqlite3.Connection, target: sqlite3.Connection, table: str, has_rowid: bool) -> None:
    names = [str(row[1]) for row in source.execute(f"PRAGMA table_info({_quoted(table)})")]
    listed = ", ".join(map(_quoted, names))
    order = " ORDER BY rowid" if has_rowid else ""
    rows = source.execute(f"SELECT {listed} FROM {_quoted(table)}{order}")
    marks = ", ".join("?" * len(names))
    for some in _chunks(rows):
        target.executemany(f"INSERT INTO {_quoted(table)} ({listed}) VALUES ({marks})", some)


def _chunks(rows: sqlite3.Cursor) -> Iterator[Iterable[tuple[object, ...]]]:
    while some := rows.fetchmany(_AT_A_TIME):
        yield some


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
