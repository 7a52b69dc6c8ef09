"""Connections of one desk to its server: kept while they live, made anew where they don't."""

from __future__ import annotations

import base64
import select
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import Any, Final

import psycopg
from psycopg.pq import TransactionStatus

from liling_desk.ledger.access import Access
from liling_desk.ledger.address import ServerAddress
from liling_desk.ledger.errors import LedgerUnusable, ServerUnreachable
from liling_desk.store.port import Row
from liling_desk.store.postgres_sql import DESK_SETTING, VIEWS
from liling_desk.store.server_problems import explained, not_connected, says_lost
from liling_desk.translations import N_, Message

Connection = psycopg.Connection[Row]

OLDEST_SERVER: Final = 150000
PROGRAM: Final = "liling-desk"
_LONGEST_NAME: Final = 63
"""Bytes of an application_name."""

_KEPT: Final = 3
_CONNECT_S: Final = 5
_SESSION: Final = {
    "search_path": VIEWS,
    "lock_timeout": "10s",
    "idle_in_transaction_session_timeout": "60s",
    "default_transaction_isolation": "read\\ committed",
    "standard_conforming_strings": "on",
}
"""What does not wait for ever: another's lock, and the server for a machine that fell asleep while it held one."""

_ALIVE: Final[dict[str, int]] = {
    "keepalives": 1, "keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3, "tcp_user_timeout": 15_000,
}  # fmt: skip
"""So that a pulled cable is noticed within seconds (libpq's names)."""


class Connections:
    """A few connections that are used again; any thread may lease one."""

    def __init__(self, address: ServerAddress, access: Access) -> None:
        self._address, self._access = address, access
        self._idle: list[Connection] = []
        self._lock = threading.Lock()
        self.ended = False
        """Whether whoever used them has left: what is handed back by a thread that was still busy is closed."""
        self.lost_since: datetime | None = None
        """When the server was found to be gone; None while it answers."""
        self.keeps_trying = True
        """Whether a lost server is looked for at each lease. A window does that in the background instead."""

    @contextmanager
    def lease(self, anyway: bool = False) -> Iterator[Connection]:
        """One that nobody else uses meanwhile. `anyway`: look for a lost server. Raises `LedgerError`."""
        if self.lost_since is not None and not self.keeps_trying and not anyway:
            raise ServerUnreachable(self._address.name)
        connection = self._living() or self.connected()
        try:
            yield connection
        except psycopg.Error as problem:
            lost = connection.closed or connection.broken or says_lost(problem)
            if lost:
                self.lose()
            raise explained(self._address, problem, lost) from problem
        except (UnicodeError, OverflowError) as problem:  # before anything was sent
            raise explained(self._address, psycopg.DataError(repr(problem))) from problem
        finally:
            self._take_back(connection)

    def connected(self) -> Connection:
        """A new connection, for the caller to close or to hand back. Raises `LedgerError`."""
        password = self._access.password
        told: dict[str, Any] = {} if password is None else {"password": password.reveal()}
        asked = dict(self._address.options)
        session = {**_SESSION, DESK_SETTING: self._address.desk}
        options = " ".join(f"-c {name}={value}" for name, value in session.items())
        told |= {name: value for name, value in _ALIVE.items() if name not in asked}
        told["options"] = f"{asked.get('options', '')} {options}".strip()
        told["application_name"] = shown_as(self._address.desk, self._access.shown_as)
        if "connect_timeout" not in asked:
            told["connect_timeout"] = _CONNECT_S
        try:
            connection: Connection = psycopg.connect(
                self._address.for_libpq, autocommit=True, client_encoding="utf8", **told
            )
        except psycopg.Error as problem:
            trouble = not_connected(self._address, problem)
            if isinstance(trouble, ServerUnreachable):
                self.lose()
            raise trouble from problem
        if connection.info.server_version < OLDEST_SERVER:
            connection.close()
            raise LedgerUnusable(
                Message(N_("{server} 的 PostgreSQL 版本太旧，要 15 以上。"), {"server": self._address.name}),
                Message(N_("请管理员升级数据库。")),
            )
        self.lost_since = None
        return connection

    def lose(self) -> None:
        """The server is gone: what is kept of it is of no use any more."""
        if self.lost_since is None:
            self.lost_since = datetime.now(UTC)
        self.let_go()

    def end(self) -> None:
        """Keep none from now on."""
        with self._lock:
            self.ended = True
        self.let_go()

    def let_go(self) -> None:
        """Close what nobody uses."""
        with self._lock:
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()

    def _living(self) -> Connection | None:
        while True:
            with self._lock:
                if not self._idle:
                    return None
                connection = self._idle.pop()
            # A server that goes away says so, or its socket ends: then there is something to read on an idle one.
            with suppress(OSError, ValueError, psycopg.Error):
                if not connection.closed and not select.select([connection.fileno()], [], [], 0)[0]:
                    return connection
            connection.close()

    def _take_back(self, connection: Connection) -> None:
        with suppress(psycopg.Error):
            if not connection.closed and connection.info.transaction_status != TransactionStatus.IDLE:
                connection.execute("ROLLBACK")
        usable = not connection.closed and connection.info.transaction_status == TransactionStatus.IDLE
        with self._lock:
            keeps = usable and not self.ended and len(self._idle) < _KEPT
            if keeps:
                self._idle.append(connection)
        if not keeps:
            connection.close()


def shown_as(desk: str, person: str) -> str:
    """The application_name: program, desk, and who. ASCII only, as PostgreSQL keeps nothing else."""
    beginning = f"{PROGRAM}:{desk}:"
    room = (_LONGEST_NAME - len(beginning)) // 4 * 3
    name = person.encode("utf-8", "replace")[: max(0, room)].decode("utf-8", "ignore")
    return beginning + base64.urlsafe_b64encode(name.encode()).decode()


def person_of(application_name: str, desk: str) -> str | None:
    """Who is behind an application_name of this program at this desk; None for anything else."""
    beginning = f"{PROGRAM}:{desk}:"
    if not application_name.startswith(beginning):
        return None
    try:
        return base64.urlsafe_b64decode(application_name[len(beginning) :]).decode()
    except ValueError:
        return None
