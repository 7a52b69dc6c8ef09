"""The store's SQL, word for word as PostgreSQL gets it."""

from __future__ import annotations

import pytest

from liling_desk.store.postgres_sql import definitions, many_rows, view_of, with_marks


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("SELECT 1 WHERE code = :code", "SELECT 1 WHERE code = %(code)s"),
        ("INSERT INTO unit (name) VALUES (?)", "INSERT INTO unit (name) VALUES (%s)"),
        ("SELECT ':no' || '?' || 'it''s' WHERE a = :yes", "SELECT ':no' || '?' || 'it''s' WHERE a = %(yes)s"),
        ("SELECT a::text, b % 2 LIKE '50%'", "SELECT a::text, b %% 2 LIKE '50%%'"),
    ],
)
def test_values_are_marked_as_psycopg_wants_them(sql: str, expected: str) -> None:
    assert with_marks(sql) == expected


@pytest.mark.parametrize("values", [":a, :b", "?, ?"])
def test_many_new_rows_are_one_statement(values: str) -> None:
    assert many_rows(f"INSERT INTO t (a, b) VALUES ({values})") == (
        "INSERT INTO t (a, b) SELECT a, b FROM json_populate_recordset(NULL::t, %s::json)",
        ("a", "b"),
    )


def test_nothing_else_is_taken_for_a_new_row() -> None:
    assert many_rows("UPDATE t SET a = :a WHERE b = :b") is None
    assert many_rows("INSERT INTO t (a) VALUES (:a) ON CONFLICT (a) DO NOTHING") is None
    assert many_rows("INSERT INTO t (a, b) VALUES (:a, 'x')") is None


def test_every_key_begins_with_the_desk() -> None:
    (made,) = definitions(
        "CREATE TABLE t (\n  a TEXT PRIMARY KEY, b INTEGER NOT NULL UNIQUE, c REAL,\n"
        "  d TEXT REFERENCES unit (name) DEFERRABLE INITIALLY DEFERRED CHECK (d IN ('x', 'y')), UNIQUE (b, c)\n) STRICT"
    )
    assert made.startswith("CREATE TABLE liling_data.t (at_desk TEXT")
    assert "PRIMARY KEY (at_desk, a)" in made and "UNIQUE (at_desk, b)" in made and "UNIQUE (at_desk, b, c)" in made
    assert "FOREIGN KEY (at_desk, d) REFERENCES liling_data.unit (at_desk, name) DEFERRABLE" in made
    assert "CHECK (d IN ('x', 'y'))" in made and "c DOUBLE PRECISION" in made


def test_a_guard_is_a_trigger_here_as_well() -> None:
    (made,) = definitions(
        "CREATE TRIGGER stays BEFORE UPDATE OF key,\n  year ON bulletin WHEN OLD.issued_on IS NOT NULL\n"
        "  BEGIN SELECT RAISE(ABORT, 'an issued bulletin is not changed'); END"
    )
    assert "BEFORE UPDATE OF key,\n  year ON liling_data.bulletin FOR EACH ROW WHEN (OLD.issued_on IS NOT NULL)" in made
    assert made.endswith("EXECUTE FUNCTION liling_data.refuse('an issued bulletin is not changed')")


@pytest.mark.parametrize("sql", ["DROP TABLE unit", "ALTER TABLE unit ADD COLUMN x TEXT PRIMARY KEY", "CREATE VIEW v"])
def test_what_nobody_has_thought_of_is_refused(sql: str) -> None:
    with pytest.raises(ValueError):
        definitions(sql)


def test_a_view_shows_the_sessions_desk_only() -> None:
    made = view_of("unit", ["name"])
    assert "security_invoker = true" in made and made.endswith("WHERE at_desk = current_setting('liling_desk.desk')")
