"""The window answers at once: no event keeps the main thread for long."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from liling_desk.ledger import edits
from liling_desk.ledger.changes import together
from liling_desk.open_ledger import OpenLedger
from liling_desk.starter import starter_commitments

WORKER = Path(__file__).with_name("watched_worker.py")
LIMIT_MS = 50
ITEMS = 2_000
_AGAIN = 2
AT_ONCE = 100
"""Items in one entry of the history."""


@pytest.fixture(scope="module")
def ledger_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed ledger of so many items."""
    path = tmp_path_factory.mktemp("watched") / "台账.db"
    models = list(starter_commitments("sanji-2021"))
    items = [models[n % len(models)].but(code=f"LL-{n:05}", source=None, parent=None) for n in range(ITEMS)]
    ledger = OpenLedger.create(path, "张三")
    for first in range(0, ITEMS, AT_ONCE):
        ledger.apply(together("create", [edits.create(item) for item in items[first : first + AT_ONCE]]))
    ledger.close()
    return path


@pytest.mark.parametrize("large", [None, ITEMS // 2], ids=["used", "opened"])
def test_no_event_takes_long(ledger_path: Path, large: int | None, tmp_path: Path) -> None:
    late = watched(ledger_path, large, tmp_path)
    for _ in range(_AGAIN):
        # Other programs on the same cores can stretch one moment, hardly the same one each time.
        again = {doing for doing, _seconds, _where in watched(ledger_path, large, tmp_path)} if late else set()
        late = [each for each in late if each[0] in again]
    told = "\n".join(f"{doing}: {seconds * 1000:.0f} ms\n{where}" for doing, seconds, where in late)
    assert not told, told


def watched(path: Path, large: int | None, folder: Path) -> list[tuple[str, float, str]]:
    """What took long while the window was used or opened: what was done, seconds, where it was."""
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "LILING_DESK_HOME": str(folder / "home")}
    run = subprocess.run(
        [sys.executable, str(WORKER), str(path), str(LIMIT_MS), *([str(large)] if large else [])],
        env=env, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert run.returncode == 0 and run.stdout.strip(), run.stderr
    return [(doing, seconds, where) for doing, seconds, where in json.loads(run.stdout.strip().splitlines()[-1])]
