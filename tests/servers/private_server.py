"""A PostgreSQL server of one's own: made in a second, on a free loopback port, gone with whoever started it.

    python -m tests.servers.private_server [--desk KEY] [--scram] [--tls] [--durable]      runs until Ctrl-C

    with PrivateServer.start() as server:
        OpenLedger.open(server.address("t1"), ...)

Takes the newest server programs of the machine, 15 or later. Run by root it drops to the account `postgres` or `nobody`,
since PostgreSQL refuses root. It holds the empty database `liling`, owned by `liling_owner`, and plain accounts that may
do nothing yet but connect: see `ACCOUNTS` and `grant_roles`.
"""

from __future__ import annotations

import argparse
import atexit
import contextlib
import importlib.util
import json
import os
import secrets
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Self
from urllib.parse import quote

from tests.servers.surroundings import (
    HOST,
    HOW_TO_GET_PSYCOPG,
    NoServer,
    as_server,
    children,
    free_port,
    hand_over,
    quick_folder,
)
from tests.servers.surroundings import programs as server_programs

DATABASE = "liling"
SUPERUSER = "postgres"
OWNER = "liling_owner"
WRITERS = ("liling_writer_1", "liling_writer_2")
READERS = ("liling_reader_1",)
ACCOUNTS = (OWNER, *WRITERS, *READERS)
PATIENCE = 60.0  # seconds for the server to be ready, or to be gone
# What makes a server small and quick to start. Rows that were committed outlive the server's crash even so, since the
# system keeps what was written; only `durable` makes them outlive the machine's crash.
SETTINGS = {
    "shared_buffers": "16MB",
    "max_connections": "60",
    "max_wal_senders": "0",
    "wal_level": "minimal",
    "dynamic_shared_memory_type": "mmap",
    "fsync": "off",
    "full_page_writes": "off",
    "log_line_prefix": "%m %p %u ",
}
DURABLE = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on"}


class PrivateServer:
    """One server with its data, socket and log in a folder of its own, all of it gone after `stop`.

    `pid` is that of the server's first process, None while it is down; `port` stays the same for its whole life.
    """

    def __init__(self, home: Path, programs: Path, *, scram: bool, tls: bool, settings: Mapping[str, str]) -> None:
        """Use `start`; this makes nothing yet."""
        self.home, self.data, self.log = home, home / "data", home / "server.log"
        self.scram, self.certificate = scram, home / "server.crt" if tls else None
        self.port = 0
        self.passwords: dict[str, str] = {}
        self._settings = dict(settings)
        self._programs = programs
        self._process: subprocess.Popen[bytes] | None = None
        self._guard = _guarded(home)

    @classmethod
    def start(
        cls,
        folder: Path | None = None,
        *,
        template: Path | None = None,
        scram: bool = False,
        tls: bool = False,
        durable: bool = False,
        settings: Mapping[str, str] | None = None,
    ) -> Self:
        """A running server in a new folder inside `folder`, else in memory where it may be, else in /tmp.

        `template` is a file that `keep_template` made: that saves most of the time. With `scram` every account needs
        its password from `passwords`, without it nobody does. With `tls` the server has a certificate (`certificate`,
        its own authority) for 127.0.0.1 and localhost. `durable` switches fsync on. `settings` go to the server.
        NoServer where something is missing or the server does not start.
        """
        if importlib.util.find_spec("psycopg") is None:
            raise NoServer(HOW_TO_GET_PSYCOPG)
        found = server_programs()
        wanted = {**SETTINGS, **(DURABLE if durable else {}), **(settings or {})}
        # The socket's path may have 107 bytes, and the server's own account must be able to reach it.
        home = Path(tempfile.mkdtemp(prefix="liling-pg-", dir=folder or quick_folder(durable)))
        server = cls(home, found, scram=scram, tls=tls, settings=wanted)
        atexit.register(server.stop)
        try:
            server._found(template)
        except BaseException:
            server.stop()
            raise
        return server

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def pid(self) -> int | None:
        """The first process of the server, None while it is down."""
        return self._process.pid if self._process is not None and self._process.poll() is None else None

    def address(self, desk: str, user: str = OWNER, port: int | None = None) -> str:
        """The address of a desk's ledger as a person would write it, without a password; `port` for a proxy's."""
        root = f"&sslmode=verify-full&sslrootcert={quote(str(self.certificate))}" if self.certificate else ""
        return f"postgresql://{user}@{HOST}:{port or self.port}/{DATABASE}?desk={quote(desk)}{root}"

    def dsn(self, user: str = SUPERUSER, database: str = DATABASE, port: int | None = None) -> str:
        """What libpq understands, with the password where the server asks for one."""
        secret = f":{self.passwords[user]}" if self.scram else ""
        return f"postgresql://{user}{secret}@{HOST}:{port or self.port}/{database}?application_name=tests"

    def run_sql(self, text: str, user: str = SUPERUSER, database: str = DATABASE) -> list[tuple[Any, ...]]:
        """Run statements, each committed by itself; returns the rows of the last one."""
        import psycopg

        with psycopg.connect(self.dsn(user, database), autocommit=True) as connection:
            cursor = connection.execute(text.encode())
            while cursor.nextset():
                pass
            return cursor.fetchall() if cursor.description else []

    def grant_roles(self, writer: str = "liling_desk_writer", reader: str = "liling_desk_reader") -> None:
        """Let the plain accounts into the group roles, which the making of the first ledger has brought along."""
        self.run_sql(f"GRANT {writer} TO {', '.join(WRITERS)}; GRANT {reader} TO {', '.join(READERS)}")

    def kill(self) -> None:
        """End every process of the server by SIGKILL, as a crash does. Clients see broken connections."""
        pid = self.pid
        if self._process is None or pid is None:
            return
        # The first process is held meanwhile, so that it starts none anew, and then told to go without tidying data:
        # it holds none itself, and so leaves no shared memory behind.
        os.kill(pid, signal.SIGSTOP)
        for child in children(pid):
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        os.kill(pid, signal.SIGQUIT)
        os.kill(pid, signal.SIGCONT)
        self._gone()

    def shut_down(self) -> None:
        """Let the server end in order: open transactions are rolled back, connections closed."""
        if (pid := self.pid) is not None:
            os.kill(pid, signal.SIGINT)
            self._gone()

    def restart(self) -> None:
        """Start again on the same port and data, after `kill`, `shut_down` or while it runs."""
        self.shut_down()
        self._launch()

    def stop(self) -> None:
        """End the server and remove everything of it. May be called again."""
        atexit.unregister(self.stop)
        self.shut_down()
        if self._guard.stdin is not None:
            self._guard.stdin.close()
        self._guard.wait(PATIENCE)

    def keep_template(self, path: Path) -> None:
        """Shut down and pack the data into one file, for `start(template=path)`."""
        self.shut_down()
        half = path.with_name(f"{path.name}.half")
        subprocess.run(["tar", "-cf", half, "-C", self.home, "data"], check=True)
        half.replace(path)

    def _found(self, template: Path | None) -> None:
        if template is not None:
            subprocess.run(["tar", "-xf", template, "-C", self.home], check=True)
        else:
            self._initialise()
        self.passwords = json.loads((self.data / "passwords.json").read_text(encoding="utf-8"))
        if self.certificate:
            self._certify(self.certificate)
        self._configure()
        hand_over(self.home)
        for attempt in range(5):
            self.port = free_port()
            try:
                self._launch()
                break
            except NoServer as problem:
                if attempt == 4 or "could not bind" not in str(problem):
                    raise
        if template is None:
            self._provision()

    def _initialise(self) -> None:
        passwords = {account: secrets.token_urlsafe(12) for account in (SUPERUSER, *ACCOUNTS)}
        words = self.home / "password"
        words.write_text(passwords[SUPERUSER], encoding="utf-8")
        hand_over(self.home)
        options = [
            "-A",
            "scram-sha-256",
            "--locale=C",
            "-E",
            "UTF8",
            "--wal-segsize=1",
            "--no-sync",
            "--no-instructions",
        ]
        command = [str(self._programs / "initdb"), *options, "-U", SUPERUSER, f"--pwfile={words}", "-D", str(self.data)]
        done = subprocess.run(
            command,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            check=False,
            **as_server(self.home),
        )
        if done.returncode != 0:
            raise NoServer(f"The private server's data could not be made: {done.stderr.strip()}")
        (self.data / "passwords.json").write_text(json.dumps(passwords), encoding="utf-8")

    def _certify(self, certificate: Path) -> None:
        key = certificate.with_suffix(".key")
        command = [
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
            "-nodes",
            "-days",
            "2",
        ]
        command += ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1,DNS:localhost"]
        command += ["-keyout", str(key), "-out", str(certificate)]
        subprocess.run(command, check=True, capture_output=True)
        key.chmod(0o600)
        self._settings |= {"ssl": "on", "ssl_cert_file": str(certificate), "ssl_key_file": str(key)}

    def _configure(self) -> None:
        way = "scram-sha-256" if self.scram else "trust"
        kind = "hostssl" if self.certificate else "host"
        (self.data / "pg_hba.conf").write_text(
            f"local all all {way}\n{kind} all all {HOST}/32 {way}\n", encoding="utf-8"
        )
        wanted = {"listen_addresses": HOST, "unix_socket_directories": str(self.home), **self._settings}
        lines = "".join(f"{name} = '{value}'\n" for name, value in wanted.items())
        (self.data / "postgresql.auto.conf").write_text(lines, encoding="utf-8")

    def _launch(self) -> None:
        began = self.log.stat().st_size if self.log.exists() else 0
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [str(self._programs / "postgres"), "-D", str(self.data), "-p", str(self.port)],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # Ctrl-C is for the tests, which then stop the server in order
                **as_server(self.home),
            )
        record = self.data / "postmaster.pid"
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and self.pid is not None:
            with contextlib.suppress(FileNotFoundError):
                lines = record.read_text(encoding="utf-8").splitlines()
                if lines[:1] == [str(self.pid)] and "".join(lines[7:8]).strip() == "ready":
                    return
            time.sleep(0.005)
        said = self.log.read_bytes()[began:].decode(errors="replace").strip()
        raise NoServer(f"The private server did not start: {said}")

    def _provision(self) -> None:
        # Statements of this kind take no parameters; the passwords are our own and of harmless letters.
        roles = [
            f"CREATE ROLE {name} LOGIN PASSWORD '{self.passwords[name]}'{' CREATEROLE' if name == OWNER else ''}"
            for name in ACCOUNTS
        ]
        self.run_sql("; ".join(roles), database="postgres")
        self.run_sql(f"CREATE DATABASE {DATABASE} OWNER {OWNER} ENCODING 'UTF8'", database="postgres")

    def _gone(self) -> None:
        assert self._process is not None
        try:
            self._process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def _guarded(home: Path) -> subprocess.Popen[bytes]:
    """A process that clears away what we leave when we are killed."""
    command = [sys.executable, "-I", "-S", str(Path(__file__).with_name("guard.py")), str(home)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, cwd="/", start_new_session=True)


def main() -> int:
    """Run a server by hand until Ctrl-C."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--desk", default="liling", help="the desk in the addresses that are shown")
    for name in ("scram", "tls", "durable"):
        parser.add_argument(f"--{name}", action="store_true")
    options = parser.parse_args()
    began = time.monotonic()
    with PrivateServer.start(scram=options.scram, tls=options.tls, durable=options.durable) as server:
        words = [f"ready after {time.monotonic() - began:.2f} s, process {server.pid}, log {server.log}"]
        for account in ACCOUNTS:
            words.append(
                f"{server.address(options.desk, account)} {server.passwords[account] if options.scram else ''}"
            )
        sys.stdout.write("\n".join(words) + "\n")
        sys.stdout.flush()
        with contextlib.suppress(KeyboardInterrupt):
            signal.pause()
    return 0


if __name__ == "__main__":
    sys.exit(main())
