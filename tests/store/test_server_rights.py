"""Who may do what in a database of ledgers, tried through the program and by any SQL past it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
import pytest

from liling_desk import starter
from liling_desk.ledger import edits
from liling_desk.ledger.address import Address, address_of
from liling_desk.ledger.commitment import Unit
from liling_desk.ledger.entry import BatchFacts
from liling_desk.ledger.errors import AccessDenied, LedgerUnusable, ReadOnlyLedger
from liling_desk.ledger.evidence_file import accept
from liling_desk.open_ledger import OpenLedger
from liling_desk.store import server_rights
from liling_desk.store.on_postgres import PostgresTx
from tests.servers.private_server import OWNER, PrivateServer
from tests.worked_ledger import work_on

if TYPE_CHECKING:
    from pytest import MonkeyPatch

DAY = date(2021, 12, 15)
WRITER, OTHER_WRITER, READER = "liling_writer_1", "liling_writer_2", "liling_reader_1"
TABLES = (
    "commitment",
    "progress_return",
    "unit",
    "journal",
    "journal_subject",
    "batch",
    "kept_file",
    "bulletin",
    "evidence",
)


@pytest.fixture(scope="module")
def server(server_template: Path) -> Iterator[PrivateServer]:
    """A server with one desk, `main`, that was worked at; the plain accounts are in their group roles."""
    with PrivateServer.start(template=server_template) as started:
        with closing(OpenLedger.create(place(started, "main", OWNER), "所有者")) as ledger:
            starter.found(ledger)
            work_on(ledger)
        started.grant_roles()
        started.run_sql("CREATE ROLE liling_nobody LOGIN")
        yield started


def place(server: PrivateServer, desk: str, user: str) -> Address:
    """Where this desk's ledger is, for this role."""
    return address_of(server.address(desk, user))


def opened(server: PrivateServer, desk: str, user: str) -> OpenLedger:
    """The ledger as this role opens it."""
    return OpenLedger.open(place(server, desk, user), user)


@contextmanager
def session(server: PrivateServer, desk: str, user: str) -> Iterator[psycopg.Connection[Any]]:
    """Any SQL as this role, as if at this desk."""
    options = f"-c liling_desk.desk={desk} -c search_path=liling_desk"
    with psycopg.connect(server.dsn(user), autocommit=True, options=options) as connection:
        yield connection


def refused(connection: psycopg.Connection[Any], *statements: str) -> None:
    """None of these is allowed."""
    for statement in statements:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(statement.encode())


# ---- rights


def test_a_writer_does_all_of_the_programs_work(server: PrivateServer) -> None:
    with closing(OpenLedger.create(place(server, "work", OWNER), "所有者")) as ledger:
        starter.found(ledger)
    with closing(opened(server, "work", WRITER)) as ledger:
        assert not ledger.read_only
        work_on(ledger)
        ledger.undo_batch(ledger.batches()[0].number)
        assert ledger.check()["ok"]
    with closing(opened(server, "work", OTHER_WRITER)) as ledger:
        assert ledger.evidence_file(ledger.snapshot().evidence["LL-004"][0].key)
        assert ledger.bulletins()


@pytest.mark.parametrize("schema", ["liling_data", "liling_desk"])
def test_a_writer_leaves_history_as_it_is(server: PrivateServer, schema: str) -> None:
    with session(server, "main", WRITER) as raw:
        refused(
            raw,
            f"UPDATE {schema}.journal SET actor = '别人'",
            f"DELETE FROM {schema}.journal",
            f"UPDATE {schema}.journal_subject SET commitment = 'LL-001'",
            f"DELETE FROM {schema}.journal_subject",
            f"DELETE FROM {schema}.kept_file",
            "TRUNCATE liling_data.journal",
            "TRUNCATE liling_data.journal_subject",
            f"SELECT seq FROM {schema}.journal FOR UPDATE",
        )


def test_a_writer_changes_nothing_of_the_database(server: PrivateServer) -> None:
    with session(server, "main", WRITER) as raw:
        refused(
            raw,
            "UPDATE liling_data.schema_state SET oldest_client = 99",
            "DELETE FROM liling_data.schema_state",
            "INSERT INTO liling_data.desk VALUES ('mine')",
            "UPDATE liling_data.desk SET at_desk = 'mine'",
            "DELETE FROM liling_data.desk",
            "CREATE TABLE liling_data.x (y int)",
            "CREATE TABLE liling_desk.x (y int)",
            "CREATE TABLE public.x (y int)",
            "CREATE SCHEMA mine",
            "CREATE FUNCTION liling_desk.f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
            "ALTER TABLE liling_data.journal DISABLE TRIGGER ALL",
            "ALTER TABLE liling_data.commitment ADD COLUMN x int",
            "DROP TABLE liling_data.journal",
            "DROP VIEW liling_desk.journal",
            "CREATE OR REPLACE FUNCTION liling_data.refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
            "CREATE ROLE mine",
            "SET session_replication_role = replica",
        )


def test_history_holds_for_the_owner_too(server: PrivateServer) -> None:
    with session(server, "main", OWNER) as raw:
        for schema in ("liling_data", "liling_desk"):
            for statement in (
                f"UPDATE {schema}.journal SET actor = '别人'",
                f"DELETE FROM {schema}.journal",
                f"UPDATE {schema}.journal_subject SET commitment = 'LL-001'",
                f"DELETE FROM {schema}.journal_subject",
            ):
                with pytest.raises(psycopg.errors.RaiseException, match="append-only"):
                    raw.execute(statement)
        for table in ("journal", "journal_subject"):
            with pytest.raises(psycopg.errors.RaiseException, match="append-only"):
                raw.execute(f"TRUNCATE liling_data.{table} CASCADE")


def test_a_reader_looks_and_does_not_write(server: PrivateServer) -> None:
    with closing(opened(server, "main", READER)) as ledger:
        assert ledger.read_only
        assert ledger.get("LL-001").title
        assert ledger.history("LL-001")
        assert ledger.check()["ok"]
        file = accept("a.txt", b"a")
        item = ledger.get("LL-001")
        facts = BatchFacts("报送.csv", "0" * 64, 1, None)
        before = ledger.entry_count
        for write in (
            lambda: ledger.apply(edits.revise(item, title="新")),
            lambda: ledger.apply_import(edits.revise(item, title="新"), facts),
            lambda: ledger.attach(edits.attach(item, [file], DAY), [file]),
            lambda: ledger.apply(edits.add_unit(Unit(name="新单位"))),
            ledger.undo,
        ):
            with pytest.raises(ReadOnlyLedger) as told:
                write()
            assert "没有写入任何内容" in str(told.value) or "只读" in str(told.value)
        assert ledger.entry_count == before
    with session(server, "main", READER) as raw:
        for schema in ("liling_data", "liling_desk"):
            for table in TABLES:
                refused(raw, f"DELETE FROM {schema}.{table}", f"INSERT INTO {schema}.{table} DEFAULT VALUES")


def test_somebody_without_any_role_is_told_so(server: PrivateServer) -> None:
    with pytest.raises(AccessDenied) as told:
        opened(server, "main", "liling_nobody")
    assert "没有给这个用户看" in str(told.value)


@pytest.mark.parametrize("user", [WRITER, READER, "liling_nobody"])
def test_only_the_owner_makes_desks(server: PrivateServer, user: str) -> None:
    with pytest.raises(AccessDenied) as told:
        OpenLedger.create(place(server, "mine", user), user)
    assert "不能在服务器上准备数据库或新建台账" in str(told.value)
    assert server.run_sql("SELECT count(*) FROM liling_data.desk WHERE at_desk = 'mine'") == [(0,)]


def test_an_empty_database_is_prepared_by_who_may_make_schemas(server_template: Path) -> None:
    with PrivateServer.start(template=server_template) as server:
        with pytest.raises(AccessDenied):
            OpenLedger.create(place(server, "main", WRITER), "写")
        OpenLedger.create(place(server, "main", "postgres"), "管理员").close()
        with pytest.raises(AccessDenied):
            OpenLedger.create(place(server, "second", OWNER), "不是建它的人")


def test_what_an_administrator_adds_belongs_to_the_owner(server: PrivateServer) -> None:
    OpenLedger.create(place(server, "by_admin", "postgres"), "管理员").close()
    owners = server.run_sql(
        "SELECT DISTINCT relowner::regrole::text FROM pg_class WHERE relnamespace = 'liling_data'::regnamespace"
    )
    assert owners == [(OWNER,)]


def test_group_roles_that_the_administrator_makes(server_template: Path) -> None:
    with PrivateServer.start(template=server_template) as server:
        server.run_sql(f"ALTER ROLE {OWNER} NOCREATEROLE")
        OpenLedger.create(place(server, "main", OWNER), "所有者").close()
        assert server.run_sql("SELECT count(*) FROM pg_roles WHERE rolname LIKE 'liling_desk%'") == [(0,)]
        server.run_sql("CREATE ROLE liling_desk_writer; CREATE ROLE liling_desk_reader")
        server.grant_roles()
        with pytest.raises(AccessDenied):
            opened(server, "main", WRITER)
        OpenLedger.create(place(server, "second", OWNER), "所有者").close()
        with closing(opened(server, "main", WRITER)) as ledger:
            starter.found(ledger)


# ---- desks that are kept apart


def separate(server: PrivateServer, user: str = OWNER) -> list[str]:
    """Keep desks apart from now on."""
    with psycopg.connect(server.dsn(user)) as connection:
        return server_rights.separate_desks(PostgresTx(connection, None, "test"))


@pytest.fixture(scope="module")
def apart(server_template: Path) -> Iterator[PrivateServer]:
    """A server with the desks `east` and `west`, each with a writer of its own."""
    with PrivateServer.start(template=server_template) as server:
        for desk in ("east", "west"):
            with closing(OpenLedger.create(place(server, desk, OWNER), desk)) as ledger:
                starter.found(ledger)
                work_on(ledger)
        server.grant_roles()
        assert separate(server) == []
        server.run_sql(f"GRANT liling_desk_at_east TO {WRITER}; GRANT liling_desk_at_west TO {OTHER_WRITER}")
        server.run_sql("CREATE ROLE liling_city LOGIN; GRANT liling_desk_writer, liling_desk_all TO liling_city")
        yield server


def test_each_desk_works_at_its_own(apart: PrivateServer) -> None:
    for desk, user in (("east", WRITER), ("west", OTHER_WRITER), ("east", "liling_city"), ("west", OWNER)):
        with closing(opened(apart, desk, user)) as ledger:
            assert len(ledger.snapshot().commitments) == 93
            ledger.apply(edits.revise(ledger.get("LL-001"), title=f"{desk} {user}", lead_unit=f"{user}局"))
            ledger.undo()
            ledger.redo()
            assert ledger.check()["ok"]


@pytest.mark.parametrize("user", [WRITER, READER])
def test_anothers_desk_is_not_there(apart: PrivateServer, user: str) -> None:
    with pytest.raises(LedgerUnusable) as told:
        opened(apart, "west", user)
    assert "没有代号" in str(told.value)


@pytest.mark.parametrize("told_desk", ["east", "west"])
def test_no_sql_reaches_another_desk(apart: PrivateServer, told_desk: str) -> None:
    held = "SELECT md5(string_agg(t::text, '' ORDER BY t::text)) FROM liling_data.{table} t WHERE at_desk = 'west'"
    before = {table: apart.run_sql(held.format(table=table)) for table in TABLES}
    with session(apart, told_desk, WRITER) as raw:
        for table in (*TABLES, "desk"):
            seen = raw.execute(f"SELECT DISTINCT at_desk FROM liling_data.{table}".encode()).fetchall()
            assert seen == ([("east",)] if told_desk == "east" else []), table
        if told_desk == "west":
            for table in TABLES:
                assert raw.execute(f"SELECT count(*) FROM liling_desk.{table}".encode()).fetchone() == (0,)
        for statement in (
            "UPDATE liling_data.commitment SET title = '改' WHERE at_desk = 'west'",
            "DELETE FROM liling_data.progress_return WHERE at_desk = 'west'",
            "UPDATE liling_data.kept_file SET form = 'plain' WHERE at_desk = 'west'",
        ):
            assert raw.execute(statement.encode()).rowcount == 0
        refused(
            raw,
            "INSERT INTO liling_data.unit (at_desk, name) VALUES ('west', '混进来的')",
            "INSERT INTO liling_data.saved_view (at_desk, name, filter, sort) VALUES ('west', 'x', '{}', '{}')",
            "INSERT INTO liling_data.unit (at_desk, name) SELECT 'west', name FROM liling_data.unit"
            if told_desk == "east"
            else "INSERT INTO liling_desk.unit (name) VALUES ('混进来的')",
        )
        if told_desk == "east":
            refused(raw, "UPDATE liling_data.saved_view SET at_desk = 'west'")
        raw.execute("SET liling_desk.desk = 'west'")
        assert raw.execute("SELECT count(*) FROM liling_desk.commitment").fetchone() == (0,)
        with raw.cursor() as cursor, cursor.copy("COPY liling_data.commitment TO STDOUT") as copied:
            assert list(copied) == []
        assert raw.execute("SELECT count(*) FROM pg_stats WHERE schemaname = 'liling_data'").fetchone() == (0,)
        # A function that tells of every row it is shown is shown none of another desk.
        heard: list[str] = []
        raw.add_notice_handler(lambda said: heard.append(str(said.message_primary)))
        raw.execute(
            "CREATE FUNCTION pg_temp.tell(text) RETURNS boolean LANGUAGE plpgsql COST 0.0000001 "
            "AS $$ BEGIN RAISE NOTICE '%', $1; RETURN true; END $$"
        )
        raw.execute("SELECT count(*) FROM liling_data.desk WHERE pg_temp.tell(at_desk)")
        assert heard == []
    assert {table: apart.run_sql(held.format(table=table)) for table in TABLES} == before


def test_a_session_without_a_desk_sees_nothing(apart: PrivateServer) -> None:
    with psycopg.connect(apart.dsn(WRITER)) as raw:
        assert raw.execute("SELECT count(*) FROM liling_data.commitment").fetchone() == (0,)
    with psycopg.connect(apart.dsn("liling_city")) as raw:
        assert raw.execute("SELECT count(DISTINCT at_desk) >= 2 FROM liling_data.commitment").fetchone() == (True,)


def test_references_are_still_checked(apart: PrivateServer) -> None:
    with session(apart, "east", WRITER) as raw:
        with pytest.raises(psycopg.errors.ForeignKeyViolation):
            raw.execute("INSERT INTO unit_alias (alias, unit) VALUES ('别名', '没有的单位')")
        with pytest.raises(psycopg.errors.ForeignKeyViolation):
            raw.execute("DELETE FROM commitment WHERE code = 'LL-001'")


def test_a_desk_that_is_founded_later(apart: PrivateServer) -> None:
    with closing(OpenLedger.create(place(apart, "north", OWNER), "所有者")) as ledger:
        starter.found(ledger)
    with pytest.raises(LedgerUnusable):
        opened(apart, "north", WRITER)
    apart.run_sql("GRANT liling_desk_at_north TO liling_writer_1")
    with closing(opened(apart, "north", WRITER)) as ledger:
        assert ledger.get("LL-001")
    apart.run_sql("REVOKE liling_desk_at_north FROM liling_writer_1")
    with pytest.raises(LedgerUnusable):
        opened(apart, "north", WRITER)


def test_tables_of_later_steps_are_kept_apart_too(apart: PrivateServer, monkeypatch: MonkeyPatch) -> None:
    from liling_desk.store import schema

    def step(tx: Any) -> None:
        tx.put("CREATE TABLE later (key TEXT PRIMARY KEY, words TEXT NOT NULL) STRICT")

    with monkeypatch.context() as patch:
        patch.setattr(schema, "STEPS", (*schema.STEPS, step))
        OpenLedger.create(place(apart, "south", OWNER), "所有者").close()
    with session(apart, "east", WRITER) as raw:
        raw.execute("INSERT INTO later (key, words) VALUES ('a', 'b')")
    with session(apart, "west", OTHER_WRITER) as raw:
        assert raw.execute("SELECT count(*) FROM liling_data.later").fetchone() == (0,)
        raw.execute("INSERT INTO later (key, words) VALUES ('a', 'b')")
        assert raw.execute("SELECT at_desk FROM liling_data.later").fetchall() == [("west",)]


def test_only_the_owner_keeps_desks_apart(apart: PrivateServer) -> None:
    for user in (WRITER, "liling_city"):
        with pytest.raises((AccessDenied, psycopg.errors.InsufficientPrivilege)):
            separate(apart, user)
    assert separate(apart) == []


def test_group_roles_of_desks_that_could_not_be_made(server_template: Path) -> None:
    with PrivateServer.start(template=server_template) as server:
        OpenLedger.create(place(server, "main", OWNER), "所有者").close()
        server.run_sql(f"ALTER ROLE {OWNER} NOCREATEROLE")
        assert separate(server) == ["liling_desk_all", "liling_desk_at_main"]
        server.grant_roles()
        with pytest.raises(LedgerUnusable):
            opened(server, "main", WRITER)
        server.run_sql(f"CREATE ROLE liling_desk_at_main; GRANT liling_desk_at_main TO {WRITER}")
        opened(server, "main", WRITER).close()


def test_membership_is_looked_up_once(apart: PrivateServer) -> None:
    apart.run_sql(
        "ALTER TABLE liling_data.journal_subject DISABLE TRIGGER USER; "
        "INSERT INTO liling_data.journal_subject (at_desk, desk, seq, commitment) "
        "SELECT d, 'x', n, 'LL-' || n % 500 FROM generate_series(1, 10000) n, (VALUES ('east'), ('west')) v (d); "
        "ANALYZE liling_data.journal_subject"
    )
    with session(apart, "east", WRITER) as raw:
        plan = "\n".join(
            row[0]
            for row in raw.execute(
                "EXPLAIN (ANALYZE, TIMING OFF) SELECT seq FROM journal_subject WHERE commitment = 'LL-7'"
            )
        )
        assert "Index" in plan
        assert "Seq Scan" not in plan
        whole = "\n".join(
            row[0] for row in raw.execute("EXPLAIN (ANALYZE, TIMING OFF) SELECT seq FROM journal_subject")
        )
    for told in (plan, whole):
        lookups = [told.splitlines()[at + 1] for at, line in enumerate(told.splitlines()) if "InitPlan" in line]
        assert lookups
        assert all("loops=1" in line or "never executed" in line for line in lookups), told
    apart.run_sql(
        "DELETE FROM liling_data.journal_subject WHERE desk = 'x'; ALTER TABLE liling_data.journal_subject ENABLE TRIGGER USER"
    )
