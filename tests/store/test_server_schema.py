"""A database made ready for ledgers: by whom, when, for which programs, and many desks in one."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import psycopg
import pytest

from liling_desk import starter
from liling_desk.ledger import edits
from liling_desk.ledger.address import Address, address_of
from liling_desk.ledger.changes import together
from liling_desk.ledger.commitment import Commitment, Unit
from liling_desk.ledger.errors import LedgerUnusable
from liling_desk.open_ledger import OpenLedger
from liling_desk.store import schema, server_schema
from liling_desk.store.on_postgres import PostgresTx
from tests.servers.private_server import DATABASE, OWNER, WRITERS, PrivateServer
from tests.worked_ledger import work_on

DAY = date(2021, 12, 15)
GRANTS = (
    "SELECT c.relname, n.nspname, r.grantee, r.privilege_type FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
    "JOIN information_schema.role_table_grants r ON r.table_schema = n.nspname AND r.table_name = c.relname "
    "WHERE n.nspname LIKE 'liling%' ORDER BY 1, 2, 3, 4"
)


@pytest.fixture(scope="module")
def server(server_template: Path) -> Iterator[PrivateServer]:
    """A server of this module's own: its databases are made and prepared in odd ways."""
    with PrivateServer.start(template=server_template) as started:
        yield started


@pytest.fixture
def database(server: PrivateServer, desk_key: str) -> str:
    """An empty database."""
    return new_database(server, desk_key)


def new_database(server: PrivateServer, name: str, how: str = "ENCODING 'UTF8'") -> str:
    """An empty database that belongs to the plain owner."""
    server.run_sql(f"CREATE DATABASE {name} OWNER {OWNER} TEMPLATE template0 {how}")
    return name


def place(server: PrivateServer, database: str, desk: str = "main", user: str = OWNER) -> Address:
    """A desk's ledger in one of the server's databases."""
    return address_of(server.address(desk, user).replace(f"/{DATABASE}?", f"/{database}?"))


def prepare(server: PrivateServer, database: str) -> None:
    """Bring a database up to date."""
    with psycopg.connect(server.dsn(OWNER, database)) as connection:
        server_schema.prepare(PostgresTx(connection, None, "test"))


def a_later_step(tx: Any) -> None:
    """What a newer program might add."""
    tx.put("CREATE TABLE later (key TEXT PRIMARY KEY) STRICT")
    tx.put("ALTER TABLE commitment ADD COLUMN later TEXT NOT NULL DEFAULT 'x'")


def test_preparing_again_changes_nothing(server: PrivateServer, database: str) -> None:
    prepare(server, database)
    catalogue = (
        "SELECT oid, relname, relkind, xmin::text FROM pg_class WHERE relnamespace IN ({}, {}) ORDER BY oid".format(
            "'liling_data'::regnamespace", "'liling_desk'::regnamespace"
        )
    )
    before = [row[:3] for row in server.run_sql(catalogue, database=database)]
    grants = server.run_sql(GRANTS, database=database)
    prepare(server, database)
    assert [row[:3] for row in server.run_sql(catalogue, database=database)] == before
    assert server.run_sql(GRANTS, database=database) == grants


def test_preparing_brings_rights_up_to_date(server: PrivateServer, database: str) -> None:
    prepare(server, database)
    grants = server.run_sql(GRANTS, database=database)
    server.run_sql(
        "REVOKE ALL ON ALL TABLES IN SCHEMA liling_desk, liling_data FROM liling_desk_writer, liling_desk_reader; "
        "REVOKE ALL ON SCHEMA liling_desk FROM liling_desk_reader",
        database=database,
    )
    assert server.run_sql(GRANTS, database=database) != grants
    prepare(server, database)
    assert server.run_sql(GRANTS, database=database) == grants


def at_once(*deeds: Callable[[], object]) -> list[Exception]:
    """Do all at the same time; what went wrong."""
    wrong: list[Exception] = []
    start = threading.Barrier(len(deeds))

    def do(deed: Callable[[], object]) -> None:
        start.wait()
        try:
            deed()
        except Exception as problem:  # noqa: BLE001 – told by the caller
            wrong.append(problem)

    threads = [threading.Thread(target=do, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return wrong


def test_several_prepare_at_once(server: PrivateServer, database: str) -> None:
    assert at_once(*[lambda: prepare(server, database)] * 4) == []
    assert server.run_sql("SELECT step FROM liling_data.schema_state", database=database) == [(len(schema.STEPS),)]


def test_several_databases_are_prepared_at_once(server_template: Path) -> None:
    with PrivateServer.start(template=server_template) as fresh:
        names = [new_database(fresh, f"d{number}") for number in range(4)]
        assert at_once(*[lambda name=name: prepare(fresh, name) for name in names]) == []
        for name in names:
            OpenLedger.create(place(fresh, name), "所有者").close()


def test_one_of_two_makes_the_desk(server: PrivateServer, database: str) -> None:
    wrong = at_once(*[lambda: OpenLedger.create(place(server, database), "甲").close()] * 2)
    assert len(wrong) == 1
    assert "已经有这个台账" in str(wrong[0])


def test_desks_are_made_while_others_write(server: PrivateServer, database: str) -> None:
    with closing(OpenLedger.create(place(server, database), "甲")) as ledger:
        starter.found(ledger)

        def write() -> None:
            for number in range(1, 31):
                ledger.apply(edits.revise(ledger.get("LL-001"), title=f"第{number}次"))

        def found() -> None:
            for number in range(5):
                OpenLedger.create(place(server, database, f"d{number}"), "乙").close()

        assert at_once(write, found) == []
        assert ledger.get("LL-001").title == "第30次"


def test_a_database_is_upgraded_while_people_work(
    server: PrivateServer, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(OpenLedger.create(place(server, database), "甲")) as ledger:
        starter.found(ledger)
    upgraded = threading.Event()
    done = {"甲": 0, "乙": 0, "丙": 0}

    def work(name: str, code: str) -> None:
        with closing(OpenLedger.open(place(server, database), name)) as mine:
            ready.wait()
            while not upgraded.is_set():
                mine.apply(edits.revise(mine.get(code), title=f"{name}{done[name]}"))
                mine.history("LL-001")
                done[name] += 1

    def upgrade() -> None:
        ready.wait()
        try:
            for number in range(5):
                with monkeypatch.context() as newer:
                    newer.setattr(
                        schema, "STEPS", (*schema.STEPS, *[a_step_everywhere(each) for each in range(number + 1)])
                    )
                    prepare(server, database)
        finally:
            upgraded.set()

    ready = threading.Barrier(4)
    assert (
        at_once(lambda: work("甲", "LL-001"), lambda: work("乙", "LL-003"), lambda: work("丙", "LL-002"), upgrade) == []
    )
    with closing(OpenLedger.open(place(server, database), "甲")) as ledger:
        assert ledger.entry_count == 1 + sum(done.values())
        assert ledger.check()["ok"]


def a_step_everywhere(number: int) -> Callable[[Any], None]:
    """A step that alters what everybody reads and writes."""

    def step(tx: Any) -> None:
        for table in ("journal_subject", "unit", "progress_return", "commitment", "journal", "indicator", "evidence"):
            tx.put(f"ALTER TABLE {table} ADD COLUMN later_{number} TEXT")

    return step


def test_a_program_that_is_too_old_is_refused(server: PrivateServer, database: str) -> None:
    OpenLedger.create(place(server, database), "甲").close()
    server.run_sql("UPDATE liling_data.schema_state SET step = 99, oldest_client = 98", database=database)
    for attempt in (
        lambda: OpenLedger.open(place(server, database), "甲"),
        lambda: OpenLedger.create(place(server, database, "other"), "甲"),
        lambda: prepare(server, database),
    ):
        with pytest.raises(LedgerUnusable) as told:
            attempt()
        assert "需要更新版本的程序" in str(told.value)
    assert server.run_sql("SELECT at_desk FROM liling_data.desk", database=database) == [("main",)]


def test_an_older_program_that_is_served_goes_on(
    server: PrivateServer, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(OpenLedger.create(place(server, database), "甲")) as ledger:
        starter.found(ledger)
        with monkeypatch.context() as newer:
            newer.setattr(schema, "STEPS", (*schema.STEPS, a_later_step))
            prepare(server, database)
        ledger.apply(edits.revise(ledger.get("LL-001"), title="升级时还开着的窗口"))
    with closing(OpenLedger.open(place(server, database), "甲")) as ledger:
        work_on(ledger)
        ledger.apply(edits.create(Commitment(code="LL-900", title="新事项")))
        assert ledger.check()["ok"]
    with closing(OpenLedger.create(place(server, database, "another"), "甲")) as ledger:
        starter.found(ledger)
    prepare(server, database)
    state = server.run_sql("SELECT step, oldest_client FROM liling_data.schema_state", database=database)
    assert state == [(len(schema.STEPS) + 1, schema.OLDEST_CLIENT)]
    assert server.run_sql("SELECT DISTINCT later FROM liling_data.commitment", database=database) == [("x",)]


def test_a_database_that_is_behind_names_the_way_out(
    server: PrivateServer, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    OpenLedger.create(place(server, database), "甲").close()
    server.run_sql("GRANT liling_desk_writer TO liling_writer_1")
    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS, a_later_step))
    for user in (OWNER, WRITERS[0]):
        with pytest.raises(LedgerUnusable) as told:
            OpenLedger.open(place(server, database, user=user), "甲")
        assert "liling-desk prepare" in str(told.value)
    prepare(server, database)
    for user in (OWNER, WRITERS[0]):
        OpenLedger.open(place(server, database, user=user), "甲").close()
    assert server.run_sql(
        "SELECT has_table_privilege('liling_writer_1', 'liling_desk.later', 'INSERT')", database=database
    ) == [(True,)]


def test_desks_of_a_database_are_blind_to_each_other(server: PrivateServer, database: str) -> None:
    first, second = (OpenLedger.create(place(server, database, desk), desk) for desk in ("east", "west"))
    with closing(first), closing(second):
        starter.found(first)
        starter.found(second)
        untouched = second.snapshot()
        work_on(first)
        assert not second.changed_elsewhere()
        assert second.snapshot() == untouched
        assert second.history("LL-001") != first.history("LL-001")
        assert (second.entry_count, len(second.batches()), second.bulletins()) == (1, 0, [])
        second.apply(edits.revise(second.get("LL-001"), title="西区的"))
        second.undo()
        assert second.entry_count == 3
        assert first.check()["ok"]
        assert second.check()["ok"]


@pytest.mark.parametrize("how", ["ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C'", "ENCODING 'LATIN1' LOCALE 'C'"])
def test_a_database_that_cannot_hold_every_character_is_refused(server: PrivateServer, desk_key: str, how: str) -> None:
    database = new_database(server, desk_key, how)
    with pytest.raises(LedgerUnusable) as told:
        OpenLedger.create(place(server, database), "甲")
    assert "UTF8" in str(told.value)
    assert server.run_sql("SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'liling%'", database=database) == [(0,)]


CODES = (
    "a-1",
    "B-1",
    "b-2",
    "A_1",
    "a1",
    "ａ1",
    "Ａ1",
    "ß1",
    "ss1",
    "İ1",
    "i1",
    "中1",
    "县1",
    "阿1",
    "零1",
    "-1",
    "_1",
    "1",
    "10",
    "2",
)


@pytest.mark.parametrize(
    "how",
    [
        "LOCALE_PROVIDER icu ICU_LOCALE 'zh' LOCALE 'C'",
        "LOCALE_PROVIDER icu ICU_LOCALE 'en-US-u-kn-true' LOCALE 'C'",
        "LOCALE 'C.UTF-8'",
        "LOCALE 'C'",
    ],
    ids=["zh", "numbers", "C.UTF-8", "C"],
)
def test_order_is_that_of_a_file_whatever_the_collation(
    server: PrivateServer, desk_key: str, how: str, tmp_path: Path
) -> None:
    database = new_database(server, desk_key, f"ENCODING 'UTF8' {how}")
    with (
        closing(OpenLedger.create(tmp_path / "台账.db", "甲")) as in_file,
        closing(OpenLedger.create(place(server, database), "甲")) as on_server,
    ):
        for ledger in (in_file, on_server):
            ledger.apply(together("add", [edits.create(Commitment(code=code, title=code)) for code in CODES]))
            ledger.apply(together("add_unit", [edits.add_unit(Unit(name=code)) for code in CODES]))
        in_file_again, on_server_again = (OpenLedger.open(ledger.address, "乙") for ledger in (in_file, on_server))
        with closing(in_file_again), closing(on_server_again):
            theirs, ours = in_file_again.snapshot(), on_server_again.snapshot()
            assert list(ours.commitments) == list(theirs.commitments)
            assert list(ours.units) == list(theirs.units)
            assert [each.commitment.code for each in on_server_again.standings(DAY)] == [
                each.commitment.code for each in in_file_again.standings(DAY)
            ]
