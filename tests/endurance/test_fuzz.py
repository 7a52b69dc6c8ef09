"""Damaged tables, ledgers, profiles and preferences: no traceback, no hang, little memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import liling_desk

SCRIPT = Path(__file__).with_name("fuzz.py")
FILES = int(os.environ.get("LILING_DESK_FUZZ", "150"))
"""5,000 by hand before a release; a few in every run."""


def test_damaged_files_are_refused_or_read():
    here = {**os.environ, "PYTHONPATH": str(Path(liling_desk.__file__).parents[1])}
    done = subprocess.run(
        [sys.executable, str(SCRIPT), "0", str(FILES)], capture_output=True, text=True, env=here, check=False
    )
    assert done.stdout, done.stderr
    told = json.loads(done.stdout)
    assert done.returncode == 0, told["wrong"][0]
    assert sum(told["told"].values()) == FILES and len(told["told"]) == 3
    assert told["memory_mb"] < 1024
