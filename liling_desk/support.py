"""What support needs to know about an installation, and nothing of what stands in a ledger."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from pathlib import Path

from liling_desk import __version__, places
from liling_desk.ledger.access import DESK, Access
from liling_desk.ledger.address import Address
from liling_desk.ledger.errors import LedgerError
from liling_desk.log_file import last_lines
from liling_desk.store.ledger_facts import engine_version, ledger_facts

_LOG_LINES = 60


def support_details(ledger: Path | Address | None, more: Mapping[str, str], access: Access = DESK) -> str:
    """Versions, the system, how large the ledger is, and the end of the log, line by line. English, for programmers.

    `more` are further facts by name, for example Qt's version.
    """
    facts = {
        "Liling Desk": __version__,
        "Python": platform.python_version(),
        "SQLite": engine_version(),
        **more,
        "System": platform.platform(),
    }
    lines = [f"{name}: {value}" for name, value in facts.items()]
    lines.append(f"Ledger: {_told(ledger, access)}")
    log = last_lines(places.user_log_dir(), _LOG_LINES)
    return "\n".join([*lines, "", f"Log, last {len(log)} lines:", *log]) + "\n"


def _told(ledger: Path | Address | None, access: Access) -> str:
    if ledger is None:
        return "none open"
    try:
        return ", ".join(f"{name} {count}" for name, count in ledger_facts(ledger, access).items())
    except LedgerError as problem:
        return f"can't be read ({problem.kind}: {type(problem).__name__})"
