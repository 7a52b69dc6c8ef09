"""Who is on: the sessions of this program at one desk, as the server lists them."""

from __future__ import annotations

from typing import Final

from liling_desk.store.port import Engine
from liling_desk.store.server_connections import PROGRAM, person_of

_SESSIONS: Final = (
    "SELECT DISTINCT application_name FROM pg_stat_activity "
    "WHERE datname = current_database() AND starts_with(application_name, :program)"
)


def people(engine: Engine) -> list[str]:
    """The chosen names of all who have this desk's ledger open, sorted, each once; one's own is among them.

    `engine` is a server's. Raises `LedgerError`.
    """
    address = engine.address
    desk = getattr(address, "desk", "")
    with engine.glance() as tx:
        names = [str(row[0]) for row in tx.all(_SESSIONS, {"program": f"{PROGRAM}:"})]
    return sorted({person for name in names if (person := person_of(name, desk))})
