"""The server that the tests of shared ledgers run on."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from tests.servers import surroundings
from tests.servers.private_server import ACCOUNTS, OWNER, PrivateServer
from tests.servers.surroundings import NoServer, programs


def test_accounts_and_database(postgres: PrivateServer) -> None:
    assert postgres.run_sql("SELECT 1; SELECT current_database()", user=OWNER) == [("liling",)]
    found = postgres.run_sql(
        "SELECT rolname, rolsuper, rolcreaterole FROM pg_roles WHERE rolname LIKE 'liling\\_%r\\_%' OR rolname = 'liling_owner'"
    )
    assert {name: rest for name, *rest in found if name in ACCOUNTS} == {
        name: [False, name == OWNER] for name in ACCOUNTS
    }
    assert postgres.run_sql("SHOW server_encoding") == [("UTF8",)]
    assert postgres.run_sql("SELECT datcollate FROM pg_database WHERE datname = 'liling'") == [("C",)]
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        postgres.run_sql("CREATE SCHEMA x", user="liling_writer_1")


def test_group_roles_reach_the_plain_accounts(own_server: PrivateServer) -> None:
    own_server.run_sql("CREATE ROLE liling_desk_writer; CREATE ROLE liling_desk_reader", user=OWNER)
    own_server.grant_roles()
    asked = "SELECT pg_has_role('liling_desk_writer', 'USAGE'), pg_has_role('liling_desk_reader', 'USAGE')"
    assert own_server.run_sql(asked, user="liling_writer_2") == [(True, False)]
    assert own_server.run_sql(asked, user="liling_reader_1") == [(False, True)]


def test_what_was_committed_outlives_a_crash_and_nothing_else(own_server: PrivateServer) -> None:
    own_server.run_sql("CREATE TABLE kept (x int); INSERT INTO kept SELECT generate_series(1, 500)", user=OWNER)
    address, first = own_server.dsn(OWNER), own_server.pid
    assert first is not None
    with psycopg.connect(address) as open_one:
        open_one.execute("INSERT INTO kept VALUES (501)")
        own_server.kill()
        with pytest.raises(psycopg.OperationalError):
            open_one.execute("SELECT 1")
    with pytest.raises(psycopg.OperationalError, match="refused"):
        psycopg.connect(address)
    own_server.restart()
    assert own_server.pid not in (None, first)
    assert own_server.dsn(OWNER) == address
    assert own_server.run_sql("SELECT count(*) FROM kept", user=OWNER) == [(500,)]


def test_an_orderly_end_keeps_the_port(own_server: PrivateServer) -> None:
    own_server.shut_down()
    own_server.shut_down()
    own_server.restart()
    own_server.restart()
    assert own_server.run_sql("SELECT inet_server_port()") == [(own_server.port,)]


def test_passwords_where_they_are_asked_for(server_template: Path) -> None:
    with PrivateServer.start(template=server_template, scram=True) as server:
        bare = server.address("t1").partition("?")[0]
        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(bare)
        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(bare, password="wrong")
        with psycopg.connect(bare, password=server.passwords[OWNER]) as connection:
            assert connection.info.user == OWNER
        assert server.run_sql("SELECT current_user", user="liling_reader_1") == [("liling_reader_1",)]


def test_a_certificate_that_can_be_checked(server_template: Path) -> None:
    with PrivateServer.start(template=server_template, tls=True) as server:
        address = server.address("t1").replace("desk=t1&", "")
        with psycopg.connect(address) as connection:
            assert connection.pgconn.ssl_in_use
        with pytest.raises(psycopg.OperationalError, match="certificate"):
            psycopg.connect(re.sub("&?sslrootcert=.*", "", address), sslrootcert="system")
        with pytest.raises(psycopg.OperationalError, match="no encryption"):
            psycopg.connect(address, sslmode="disable")


def test_stopping_leaves_nothing(server_template: Path) -> None:
    server = PrivateServer.start(template=server_template)
    server.stop()
    server.stop()
    assert server.pid is None
    assert not server.home.exists()


def test_the_server_goes_with_a_killed_program(server_template: Path, repository: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from tests.servers.private_server import PrivateServer\n"
        "server = PrivateServer.start(template=Path(sys.argv[1])); print(server.pid, server._guard.pid, server.home)\n"
        "sys.stdout.flush(); sys.stdin.read()"
    )
    command = [sys.executable, "-c", program, str(server_template)]
    with subprocess.Popen(command, cwd=repository, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as owner:
        assert owner.stdout is not None
        pid, guard, home = owner.stdout.readline().split()
        watched = [os.pidfd_open(int(each)) for each in (pid, guard)]
        owner.send_signal(signal.SIGKILL)
    for each in watched:
        assert gone(each)
    assert not Path(home).exists()


def gone(pidfd: int, seconds: float = 20) -> bool:
    """Wait for a process that is not our child to end."""
    import select

    try:
        return bool(select.select([pidfd], [], [], seconds)[0])
    finally:
        os.close(pidfd)


def test_a_machine_without_postgresql_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(surroundings, "DEBIAN", tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoServer, match="apt-get install postgresql"):
        programs()


def test_a_server_that_is_too_old_does_not_count(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for number, version in (("9.6", "9.6.24"), ("13", "13.9"), ("14", "14.1"), ("16", "16.2")):
        folder = tmp_path / number / "bin"
        folder.mkdir(parents=True)
        for name in ("initdb", "postgres"):
            (folder / name).write_text(f"#!/bin/sh\necho 'postgres (PostgreSQL) {version} (Debian)'\n")
            (folder / name).chmod(0o755)
    monkeypatch.setattr(surroundings, "DEBIAN", tmp_path)
    assert programs() == tmp_path / "16" / "bin"
    (tmp_path / "16" / "bin" / "postgres").unlink()
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoServer):
        programs()
