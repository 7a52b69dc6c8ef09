"""Where there is no room, nothing is lost, a sentence says so, and with room it works on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import liling_desk
from liling_desk.store import backups

SCRIPT = Path(__file__).with_name("full_disk.py")


@pytest.mark.parametrize("act", ["tick", "import", "back_up"])
def test_every_write_may_fail(starter_ledger, act):
    path = starter_ledger.path
    starter_ledger.close()
    here = {**os.environ, "PYTHONPATH": str(Path(liling_desk.__file__).parents[1])}
    done = subprocess.run([sys.executable, SCRIPT, path, act], capture_output=True, text=True, env=here, check=False)
    assert done.returncode == 0, done.stderr
    *refused, last = json.loads(done.stdout)
    assert len(refused) > 3, "the limit was never met"
    for each in refused:
        assert each["sound"] and each["unchanged"] and each["screen_is_file"], each
        assert "磁盘" in each["said"], each
    assert last["sound"] and last["screen_is_file"] and last["unchanged"] == (act == "back_up")
    assert all(backups.is_sound(each.path) for each in backups.backups_of(path))
