"""Where things are, with and without LILING_DESK_HOME."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from liling_desk import places


def test_one_variable_moves_all_of_the_users_places(desk_home: Path) -> None:
    assert places.default_ledger_path() == desk_home / "data" / "ledger.db"
    assert places.user_config_dir() == desk_home / "config"
    assert places.user_log_dir() == desk_home / "log"
    assert not desk_home.exists()


def test_without_it_they_are_the_systems_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LILING_DESK_HOME")
    assert all(
        "liling-desk" in place().parts for place in (places.user_data_dir, places.user_config_dir, places.user_log_dir)
    )


def test_backups_stand_beside_their_ledger() -> None:
    assert places.backups_dir(Path("/a/台账.db")) == Path("/a/台账-backups")


def test_a_resource_is_found_and_a_missing_one_is_named() -> None:
    assert places.resource("starter", "commitments.csv").is_file()
    with pytest.raises(FileNotFoundError, match="no-such-file"):
        places.resource("starter", "no-such-file")


def test_importing_places_is_cheap() -> None:
    check = "import sys, liling_desk.places; print({'platformdirs', 'PySide6', 'pydantic'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.strip() == "set()"
