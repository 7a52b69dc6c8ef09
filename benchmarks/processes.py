"""Measuring in a process of its own: its environment, what it answers, and how much memory it holds."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from benchmarks.ledgers import PLACE, REPOSITORY

LIMIT = 1800
"""Seconds that one process may take at the most."""


class Failed(Exception):
    """A process ended without an answer; the text is what it wrote."""


def environment(home: Path) -> dict[str, str]:
    """Like the caller's, with this checkout first and a home of its own; offscreen where there is no display.

    Everything starts from bytecode, as installed programs do, also where a checkout is set to write none.
    """
    env = {**os.environ, "PYTHONPATH": str(REPOSITORY), "LILING_DESK_HOME": str(home)}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    env["PYTHONPYCACHEPREFIX"] = str(PLACE / "bytecode")
    if wanted := qt_platform():
        env["QT_QPA_PLATFORM"] = wanted
    return env


def qt_platform() -> str:
    """What Qt is told to draw on: offscreen where there is no display; empty leaves it to Qt."""
    has_display = bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or sys.platform != "linux")
    return os.environ.get("QT_QPA_PLATFORM") or ("" if has_display else "offscreen")


def answer_of(module: str, *words: object, home: Path) -> Any:
    """Run `python -m benchmarks.MODULE WORDS`; what it printed as JSON on its last line. Raises `Failed`."""
    command = [sys.executable, "-m", f"benchmarks.{module}", *map(str, words)]
    run = subprocess.run(
        command, cwd=REPOSITORY, env=environment(home), capture_output=True, text=True, timeout=LIMIT, check=False
    )
    lines = run.stdout.strip().splitlines()
    if run.returncode or not lines:
        raise Failed(f"{module} {' '.join(map(str, words))}: exit {run.returncode}\n{run.stdout}{run.stderr}")
    return json.loads(lines[-1])


def answer(values: object) -> None:
    """What a process says to whoever started it."""
    print(json.dumps(values, ensure_ascii=False), flush=True)


def memory_mb(peak: bool = False) -> float | None:
    """What this process holds (or held at most) in memory, in MB; None where the system does not tell."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return None
    name = "VmHWM:" if peak else "VmRSS:"
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith(name)), None)
