"""As whom and how this program is connected to a server."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from liling_desk.store.port import Engine

_SESSION: Final = (
    "SELECT session_user::text, coalesce(s.ssl, false), coalesce(s.version, '') "
    "FROM (SELECT pg_backend_pid() AS pid) here LEFT JOIN pg_stat_ssl s ON s.pid = here.pid"
)


@dataclass(frozen=True)
class ServerSession:
    """`encryption` names the protocol (TLSv1.3), "" where the connection is not encrypted."""

    user: str
    encryption: str


def session(engine: Engine) -> ServerSession:
    """Asked of the server itself. `engine` is a server's. Raises `LedgerError`."""
    with engine.glance() as tx:
        user, encrypted, version = tx.all(_SESSION)[0]
    return ServerSession(str(user), (str(version) or "TLS") if encrypted else "")
