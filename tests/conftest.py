"""What every test needs before anything else is imported: no visible window, no touching the user's own files."""

from __future__ import annotations

import gc
import importlib.util
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from liling_desk.garbage import collect_if_due
from tests.servers.fixtures import (  # noqa: F401
    desk_key,
    file_ledgers,
    ledgers,
    new_place,
    own_server,
    postgres,
    server_address,
    server_ledgers,
    server_template,
    starter_place,
)

if TYPE_CHECKING:
    from liling_desk.open_ledger import OpenLedger

REAL_WINDOW = os.environ.get("LILING_DESK_REAL_WINDOW") == "1"

if not REAL_WINDOW:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Know pytest-qt's settings where it is not installed: the core is tested without Qt as well."""
    if importlib.util.find_spec("pytestqt") is None:
        parser.addini("qt_api", "unused without Qt")
        parser.addini("qt_log_level_fail", "unused without Qt")
        parser.addini("qt_log_ignore", "unused without Qt", type="linelist")


def pytest_configure(config: pytest.Config) -> None:
    """Give the whole session (and its workers, each for itself) a home of its own."""
    gc.disable()
    home = tempfile.TemporaryDirectory(prefix="liling-desk-test-")
    os.environ["LILING_DESK_HOME"] = home.name
    config.add_cleanup(home.cleanup)
    # How long one example takes says nothing on a busy machine.
    # The same examples each time where a change is to land; new ones wherever else the tests run.
    settings.register_profile("desk", deadline=None, derandomize=os.environ.get("CI") == "true")
    settings.load_profile("desk")


def pytest_runtest_logfinish() -> None:
    """Search for garbage between two tests only, as the program does between two events (`collect_between_events`)."""
    gc.disable()  # a test may have switched it on
    collect_if_due()


@pytest.fixture
def repository() -> Path:
    """The folder that holds pyproject.toml."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture
def desk_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty home for one test that writes preferences or a default ledger."""
    home = tmp_path / "home"
    monkeypatch.setenv("LILING_DESK_HOME", str(home))
    yield home


@pytest.fixture(scope="session")
def starter_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger file with the 93 starter commitments; copy it, don't write to it."""
    from liling_desk.ledger.address import FileAddress
    from tests.servers.ledgers import found_starter

    path = tmp_path_factory.mktemp("starter") / "starter.db"
    found_starter(FileAddress(path))
    return path


@pytest.fixture
def ledger_file(starter_template: Path, tmp_path: Path) -> Path:
    """A starter ledger of the test's own, closed."""
    return Path(shutil.copy(starter_template, tmp_path / "台账.db"))


@pytest.fixture
def starter_ledger(ledger_file: Path) -> Iterator[OpenLedger]:
    """A starter ledger of the test's own, open, written to by 张三."""
    from liling_desk.open_ledger import OpenLedger

    ledger = OpenLedger.open(ledger_file, "张三")
    yield ledger
    ledger.close()
