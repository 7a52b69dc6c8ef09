"""What tests ask for that need a PostgreSQL server, or ledgers on both engines; none is started for tests that don't."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from liling_desk.ledger.address import Address
    from tests.servers.ledgers import FileLedgers, Ledgers, ServerLedgers
    from tests.servers.private_server import PrivateServer


@pytest.fixture(scope="session")
def server_template(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """The packed data of a new server, made once for all workers: `PrivateServer.start(template=…)` takes 0.1 s."""
    import fcntl

    from tests.servers.private_server import PrivateServer
    from tests.servers.surroundings import NoServer

    folder = tmp_path_factory.getbasetemp()
    if hasattr(request.config, "workerinput"):
        folder = folder.parent  # each worker has a folder of its own in there
    template = folder / "server.tar"
    with (folder / "server.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not template.exists():
            try:
                with PrivateServer.start() as server:
                    server.keep_template(template)
            except NoServer as problem:
                pytest.fail(str(problem), pytrace=False)
    return template


@pytest.fixture(scope="session")
def postgres(server_template: Path) -> Iterator[PrivateServer]:
    """A running server, one for each worker. Every test takes a desk of its own on it and leaves the server running."""
    from tests.servers.private_server import PrivateServer

    with PrivateServer.start(template=server_template) as server:
        yield server


@pytest.fixture
def own_server(server_template: Path) -> Iterator[PrivateServer]:
    """A server for one test alone: to be killed, filled, or asked for what it holds in all."""
    from tests.servers.private_server import PrivateServer

    with PrivateServer.start(template=server_template) as server:
        yield server


@pytest.fixture
def desk_key() -> str:
    """A desk that nobody has used."""
    return f"t{secrets.token_hex(6)}"


@pytest.fixture
def server_address(postgres: PrivateServer, desk_key: str) -> str:
    """The address of a ledger that is yet to be made, for a desk of the test's own."""
    return postgres.address(desk_key)


@pytest.fixture(scope="session")
def file_ledgers(starter_template: Path) -> FileLedgers:
    """Ledgers in files."""
    from tests.servers.ledgers import FileLedgers

    return FileLedgers(starter_template)


@pytest.fixture(scope="session")
def server_ledgers(postgres: PrivateServer) -> Iterator[ServerLedgers]:
    """Ledgers at desks of the worker's private server."""
    from tests.servers.ledgers import ServerLedgers

    made = ServerLedgers(postgres)
    yield made
    made.close()


@pytest.fixture(scope="session", params=["file", "server"])
def ledgers(request: pytest.FixtureRequest) -> Ledgers:
    """Where a test's ledgers are kept: whatever asks for this, directly or not, runs in a file and on a server."""
    found: Ledgers = request.getfixturevalue(f"{request.param}_ledgers")
    return found


@pytest.fixture
def new_place(ledgers: Ledgers, tmp_path: Path) -> Address:
    """Where nothing is yet, on either engine."""
    return ledgers.new(tmp_path)


@pytest.fixture
def starter_place(ledgers: Ledgers, tmp_path: Path) -> Address:
    """A starter ledger of the test's own on either engine, closed."""
    return ledgers.copy(ledgers.starter(), tmp_path)
