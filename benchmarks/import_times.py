"""What start-up spends on imports: every module that is loaded before the first row, by its own time.

python3 packaging/desk.py bench -- --imports

Python's own measurement (`-X importtime`) costs something itself: the sums are too large, their order is true.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from benchmarks.ledgers import REPOSITORY, ledger
from benchmarks.processes import LIMIT, Failed, environment
from benchmarks.results import table

ITEMS = 93
SLOWEST = 40
FIRST_WORDS = 2
"""Packages are told by so many words of their names."""


def profile() -> str:
    """The packages, and the slowest modules, as a table each. Raises `Failed`."""
    path = ledger(ITEMS)
    measured(path)  # the first one writes bytecode
    own = measured(path)
    packages: dict[str, list[float]] = {}
    for module, seconds in own.items():
        packages.setdefault(package_of(module), []).append(seconds)
    sums = ((name, sum(times), len(times)) for name, times in packages.items())
    modules = ((name, seconds, 1) for name, seconds in own.items())
    whole = f"{len(own)} modules, {sum(own.values()) * 1000:.0f} ms"
    return "\n\n".join((whole, slowest("package", sums), slowest("module", modules)))


def measured(path: Path) -> dict[str, float]:
    """The seconds of each module's own code, without what it imports."""
    with tempfile.TemporaryDirectory(prefix="liling-desk-bench-") as home:
        command = [sys.executable, "-X", "importtime", "-m", "benchmarks.start", "row", str(path), str(ITEMS)]
        run = subprocess.run(
            command, cwd=REPOSITORY, env=environment(Path(home)), capture_output=True, text=True, timeout=LIMIT,
            check=False,
        )  # fmt: skip
    if run.returncode:
        raise Failed(f"exit {run.returncode}\n{run.stderr[-2000:]}")
    return own_times(run.stderr.splitlines())


def own_times(lines: Iterable[str]) -> dict[str, float]:
    """From what `-X importtime` writes: `import time: self [us] | cumulative | imported package`."""
    found: dict[str, float] = {}
    for line in lines:
        parts = line.removeprefix("import time:").split("|")
        if line.startswith("import time:") and parts[0].strip().isdigit():
            found[parts[2].strip()] = int(parts[0]) / 1e6
    return found


def package_of(module: str) -> str:
    """`liling_desk.gui` for `liling_desk.gui.look.theme`, `pydantic` for all of pydantic."""
    words = module.split(".")
    return ".".join(words[:FIRST_WORDS]) if words[0] == "liling_desk" else words[0]


def slowest(head: str, times: Iterable[tuple[str, float, int]]) -> str:
    """Those that take longest."""
    ordered = sorted(times, key=lambda each: -each[1])[:SLOWEST]
    return table(((name, f"{seconds * 1000:.1f} ms", str(n)) for name, seconds, n in ordered), (head, "own", "modules"))
