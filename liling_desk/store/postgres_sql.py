"""The store's SQL as PostgreSQL reads it: other marks for values, other words in what makes tables and triggers.

The tables are in the schema `liling_data`; each row belongs to a desk (`at_desk`), and every key begins with it. In the
schema `liling_desk` there is a view of the same name on each table that shows the desk of the session only, so that the
store's statements need not know that there are others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

TABLES: Final = "liling_data"
VIEWS: Final = "liling_desk"
DESK_SETTING: Final = "liling_desk.desk"
AT_DESK: Final = "at_desk"
THIS_DESK: Final = f"current_setting('{DESK_SETTING}')"

_TYPES: Final = {"TEXT": 'TEXT COLLATE "C"', "INTEGER": "BIGINT", "REAL": "DOUBLE PRECISION", "BLOB": "BYTEA"}
_MARK: Final = re.compile(r"'[^']*'|(?<![:\w]):([a-z_]\w*)|\?|%")
_NEW_ROW: Final = re.compile(r"INSERT INTO (\w+) \(([\w, ]+)\) VALUES \([?:\w, ]+\)")
_TABLE: Final = re.compile(r"CREATE TABLE (\w+) \((.*)\) STRICT", re.DOTALL)
_INDEX: Final = re.compile(r"CREATE INDEX (\w+) ON (\w+) \(([^)]*)\)")
_COLUMN: Final = re.compile(r"ALTER TABLE (\w+) ADD COLUMN (.*)", re.DOTALL)
_TRIGGER: Final = re.compile(
    r"CREATE TRIGGER (\w+) BEFORE (UPDATE|DELETE)( OF [\w,\s]*?)? ON (\w+)(?: WHEN (.*?))?\s+"
    r"BEGIN SELECT RAISE\(ABORT, ('[^']*')\); END",
    re.DOTALL,
)
_REFERENCE: Final = re.compile(r"REFERENCES (\w+) \((\w+)\)( DEFERRABLE INITIALLY DEFERRED)?")
_KEY: Final = re.compile(r"(PRIMARY KEY|UNIQUE) \(([^)]*)\)")


@lru_cache(maxsize=2048)
def with_marks(sql: str) -> str:
    """`:name` and `?` as psycopg wants them; a percent sign is none."""
    return _MARK.sub(_mark, sql)


def _mark(found: re.Match[str]) -> str:
    if found[1]:
        return f"%({found[1]})s"
    return "%s" if found[0] == "?" else found[0].replace("%", "%%")


@lru_cache(maxsize=64)
def many_rows(sql: str) -> tuple[str, tuple[str, ...]] | None:
    """A statement that writes one new row, as one that takes a JSON list of rows; with the names of its columns.

    The row type of the table says what each value is. None for any other statement.
    """
    found = _NEW_ROW.fullmatch(sql)
    if found is None:
        return None
    table, columns = found[1], found[2]
    rows = f"SELECT {columns} FROM json_populate_recordset(NULL::{table}, %s::json)"
    return f"INSERT INTO {table} ({columns}) {rows}", tuple(columns.split(", "))


def definitions(sql: str) -> list[str]:
    """What one statement of a schema step is here. Raises ValueError for one that nobody has thought of."""
    if found := _TABLE.fullmatch(sql):
        return [_table(found[1], found[2])]
    if found := _INDEX.fullmatch(sql):
        return [f"CREATE INDEX {found[1]} ON {TABLES}.{found[2]} ({AT_DESK}, {found[3]})"]
    if found := _COLUMN.fullmatch(sql):
        column, keys = _column(found[2])
        if keys:
            raise ValueError(f"a key is made with its table: {sql}")
        return [f"ALTER TABLE {TABLES}.{found[1]} ADD COLUMN {column}"]
    if found := _TRIGGER.fullmatch(sql):
        name, event, columns, table, condition, said = found.groups()
        when = f"WHEN ({condition}) " if condition else ""
        return [
            f"CREATE TRIGGER {name} BEFORE {event}{columns or ''} ON {TABLES}.{table} FOR EACH ROW {when}"
            f"EXECUTE FUNCTION {TABLES}.refuse({said})"
        ]
    raise ValueError(f"no word of this is known here: {sql}")


def view_of(table: str, columns: list[str]) -> str:
    """The statement that makes the view on a table, or adds its new columns."""
    return (
        f"CREATE OR REPLACE VIEW {VIEWS}.{table} WITH (security_invoker = true) AS "
        f"SELECT {', '.join(columns)} FROM {TABLES}.{table} WHERE {AT_DESK} = {THIS_DESK}"
    )


def _table(name: str, body: str) -> str:
    columns = [f"{AT_DESK} {_TYPES['TEXT']} NOT NULL DEFAULT {THIS_DESK}"]
    keys: list[str] = []
    for part in _parts(body):
        if _KEY.match(part):
            keys.append(_KEY.sub(rf"\1 ({AT_DESK}, \2)", part))
        elif part.startswith("CHECK"):
            keys.append(part)
        else:
            column, its_keys = _column(part)
            columns.append(column)
            keys += its_keys
    return f"CREATE TABLE {TABLES}.{name} ({', '.join([*columns, *keys])})"


def _column(part: str) -> tuple[str, list[str]]:
    """A column without its keys, and these as they stand for the whole table: they begin with the desk."""
    name, kind, rest = (*part.split(maxsplit=2), "")[:3]
    keys = []
    for word in ("PRIMARY KEY", "UNIQUE"):
        if re.search(rf"\b{word}\b", rest):
            rest = re.sub(rf"\b{word}\b", "NOT NULL" if word == "PRIMARY KEY" else "", rest)
            keys.append(f"{word} ({AT_DESK}, {name})")
    if found := _REFERENCE.search(rest):
        rest = _REFERENCE.sub("", rest)
        there = f"{TABLES}.{found[1]} ({AT_DESK}, {found[2]})"
        keys.append(f"FOREIGN KEY ({AT_DESK}, {name}) REFERENCES {there}{found[3] or ''}")
    return f"{name} {_TYPES[kind]} {rest}".strip(), keys


def _parts(body: str) -> Iterator[str]:
    """The parts between the outermost commas."""
    depth, start = 0, 0
    for place, character in enumerate(body):
        depth += {"(": 1, ")": -1}.get(character, 0)
        if character == "," and depth == 0:
            yield body[start:place].strip()
            start = place + 1
    yield body[start:].strip()
