"""Clears a private server away when whoever started it has gone, however it went. Standard library only.

    python -I -S guard.py HOME        its standard input is a pipe that the starter keeps open

The pipe closes when the starter closes it or ends, be it by SIGKILL. Then the server is shut down at once, if it still
runs, and the folder HOME is removed.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import time
from pathlib import Path

LONGEST = 10.0  # seconds


def main() -> None:
    home = Path(sys.argv[1])
    sys.stdin.buffer.read()
    end = time.monotonic() + LONGEST
    while (server := running(home)) is not None and time.monotonic() < end:
        os.kill(server, signal.SIGQUIT)
        time.sleep(0.02)
    while home.exists() and time.monotonic() < end:
        shutil.rmtree(home, ignore_errors=True)


def running(home: Path) -> int | None:
    """The process id of the server in this folder, None where it does not run."""
    try:
        found = int((home / "data" / "postmaster.pid").read_text(encoding="utf-8").split("\n", 1)[0])
        os.kill(found, 0)
    except (OSError, ValueError):
        return None
    words = Path(f"/proc/{found}/cmdline")
    if words.parent.parent.joinpath("self").exists() and os.fsencode(home) not in words.read_bytes():
        return None  # the number has been given to another process
    return found


if __name__ == "__main__":
    main()
