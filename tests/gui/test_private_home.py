"""What the program writes by itself is its owner's only, whatever the umask says."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_after_a_day_s_work_nothing_can_be_read_by_others(tmp_path: Path) -> None:
    home, temporary = tmp_path / "home", tmp_path / "tmp"
    temporary.mkdir()
    ledger = tmp_path / "ledgers" / "台账.db"
    ledger.parent.mkdir(mode=0o700)
    worker = Path(__file__).with_name("private_worker.py")
    environment = {
        **os.environ, "LILING_DESK_HOME": str(home), "TMPDIR": str(temporary),
        "PYTHONPATH": str(Path(__file__).parents[2]),
    }  # fmt: skip
    process = subprocess.Popen(
        [sys.executable, str(worker), str(ledger)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env=environment,
    )  # fmt: skip
    try:
        assert process.stdout is not None
        while line := process.stdout.readline():
            if line == "walk\n":
                break
        assert line, "it ended before its work was done"
        modes = {path.relative_to(tmp_path): stat.S_IMODE(path.stat().st_mode) for path in sorted(tmp_path.rglob("*"))}
    finally:
        process.communicate("")
    names = " ".join(str(path) for path in modes)
    for part in ("-wal", "-shm", "-backups/", "preferences.json", "proven.json", ".draft.json", "liling-desk.log",
                 "data/ledger.db"):  # fmt: skip
        assert part in names, part
    del modes[Path("tmp")]
    assert {str(path): oct(mode) for path, mode in modes.items() if mode & 0o077} == {}
