"""What every test needs before anything else is imported: no visible window, no touching the user's own files."""

from __future__ import annotations

import importlib.util
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

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
    home = tempfile.TemporaryDirectory(prefix="liling-desk-test-")
    os.environ["LILING_DESK_HOME"] = home.name
    config.add_cleanup(home.cleanup)


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
