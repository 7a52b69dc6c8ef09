"""docs/server.md does what it says: its SQL and its commands are run, in its order, on a server of their own."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.servers.private_server import HOST, OWNER, SUPERUSER, PrivateServer
from tests.servers.surroundings import programs

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "server.md"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
AS_WHOM = re.compile(r"-- (\w+)@(\w+)\n")
DRILL = "postgresql://postgres@/liling_drill"


@pytest.fixture
def server(server_template: Path) -> Iterator[PrivateServer]:
    """A server with passwords and a certificate, as empty as an administrator finds it."""
    settings = {"wal_level": "replica", "max_wal_senders": "4"}
    with PrivateServer.start(template=server_template, scram=True, tls=True, settings=settings) as started:
        for statement in ("DROP DATABASE liling", f"DROP ROLE {OWNER}"):
            started.run_sql(statement, database="postgres")
        yield started


class Reader:
    """Somebody who does what the guide says."""

    def __init__(self, server: PrivateServer, folder: Path, ledger: Path) -> None:
        self.server, self.folder = server, folder
        for name in ("台账.db", "城北.db"):
            shutil.copy(ledger, folder / name)
        (folder / "backups").mkdir()
        (folder / "bin").mkdir()
        shim = folder / "bin" / "liling-desk"
        shim.write_text(f'#!/bin/sh\nexec {sys.executable} -m liling_desk "$@"\n', encoding="utf-8")
        shim.chmod(0o755)
        self.pgpass = folder / "pgpass"
        self.rows: list[tuple[str, list[tuple[Any, ...]]]] = []

    def does(self, kind: str, text: str) -> None:
        """One block."""
        if kind == "sql":
            self.runs_sql(text)
        elif kind == "sh":
            self.runs(text)
        elif kind == "pgpass":
            self.keeps_passwords(text)
        elif kind == "hba":
            self.lets_in(text)
        else:
            assert kind in {"ini", "yaml"}, kind

    def runs_sql(self, text: str) -> None:
        """As the role and in the database that the first line names."""
        named = AS_WHOM.match(text)
        assert named, f"nobody is named: {text}"
        user, database = named.groups()
        secret = self.server.passwords[SUPERUSER] if user == SUPERUSER else SECRETS[user]
        with psycopg.connect(
            host=HOST, port=self.server.port, user=user, dbname=database, password=secret, autocommit=True
        ) as connection:
            for statement in text[named.end() :].split(";\n"):
                if statement.strip():
                    cursor = connection.execute(statement.encode())
                    self.rows.append((statement, cursor.fetchall() if cursor.description else []))

    def runs(self, text: str) -> None:
        """In a shell, with the guide's host, certificate and folder put in place."""
        for what, instead in (
            ("db.lan", HOST),
            ("/etc/liling/ca.crt", str(self.server.certificate)),
            ("/var/backups/liling", str(self.folder / "backups")),
            ("-U postgres", f"-h {HOST} -U postgres"),
            (DRILL, DRILL.replace("@/", f"@{HOST}/")),
        ):
            text = text.replace(what, instead)
        env = {name: value for name, value in os.environ.items() if not name.startswith("PG")} | {
            "PATH": f"{self.folder / 'bin'}:{programs()}:{os.environ['PATH']}",
            "PGPORT": str(self.server.port),
            "PGPASSFILE": str(self.pgpass),
            "PYTHONPATH": str(GUIDE.parents[1]),
            "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
        }
        done = subprocess.run(
            ["sh", "-ec", text], cwd=self.folder, env=env, capture_output=True, encoding="utf-8", check=False
        )
        assert done.returncode == 0, f"{text}\n{done.stdout}\n{done.stderr}"

    def keeps_passwords(self, text: str) -> None:
        """As libpq finds them; the superuser's is asked for here as well, since there is no account of that name."""
        lines = text.replace("db.lan", HOST) + f"{HOST}:*:*:postgres:{self.server.passwords[SUPERUSER]}\n"
        self.pgpass.write_text(lines, encoding="utf-8")
        self.pgpass.chmod(0o600)

    def lets_in(self, text: str) -> None:
        """The lines themselves, where the server reads them, for this machine and with a way in for the superuser."""
        ours = f"hostssl all {SUPERUSER} {HOST}/32 scram-sha-256\nhostssl replication {SUPERUSER} {HOST}/32 scram-sha-256\n"
        lines = text.replace("10.1.0.0/16", f"{HOST}/32")
        (self.server.data / "pg_hba.conf").write_text(ours + lines, encoding="utf-8")


SECRETS = dict(re.findall(r"CREATE ROLE (\w+) LOGIN PASSWORD '([^']+)'", GUIDE.read_text(encoding="utf-8")))


def test_the_guide_works(server: PrivateServer, ledger_file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "administrator"
    folder.mkdir()
    reader = Reader(server, folder, ledger_file)
    for kind, text in BLOCK.findall(GUIDE.read_text(encoding="utf-8")):
        reader.does(kind, text)
    told = dict(reader.rows)
    wrong_lines = next(rows for statement, rows in told.items() if "pg_hba_file_rules" in statement)
    assert wrong_lines == []
    unguarded = next(rows for statement, rows in told.items() if "NOT relrowsecurity" in statement)
    assert unguarded == []
    members = next(rows for statement, rows in told.items() if "pg_auth_members" in statement)
    assert members == [("chengbei", "lisi"), ("liling", "wangwu"), ("liling", "zhangsan")]
    by_desk = next(rows for statement, rows in told.items() if "AS returns" in statement)
    assert [row[:2] for row in by_desk] == [("chengbei", 93), ("liling", 93)]
    assert (folder / "backups" / "台账.db").stat().st_size > 100_000
