"""Where the journal of each ledger stood when it was last found whole, kept in the user's own folder."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from liling_desk import places
from liling_desk.private_files import write_private

_MOST = 100
_LARGEST = 256 * 1024


@dataclass(frozen=True)
class Proven:
    """The newest entry then, and the day (ISO) on which the whole ledger was last checked."""

    seq: int
    hash: str
    whole_on: str


def known(ledger: Path) -> Proven | None:
    """What was remembered of a ledger; None where nothing is, or nothing that can be read."""
    told = _all().get(str(ledger.absolute()))
    if not isinstance(told, dict):
        return None
    seq, digest, day = told.get("seq"), told.get("hash"), told.get("whole_on")
    if type(seq) is int and isinstance(digest, str) and isinstance(day, str):
        return Proven(seq, digest, day)
    return None


def remember(ledger: Path, proven: Proven) -> None:
    """Keep it for the next opening. A place that can't be written to remembers nothing."""
    path = str(ledger.absolute())
    others = {name: told for name, told in _all().items() if name != path}
    _keep({**dict(list(others.items())[-_MOST:]), path: asdict(proven)})


def forget(ledger: Path) -> None:
    """After a ledger was restored it may rightly stand at an earlier entry."""
    path = str(ledger.absolute())
    if path in (told := _all()):
        _keep({name: value for name, value in told.items() if name != path})


def _place() -> Path:
    return places.user_data_dir() / "proven.json"


def _all() -> dict[str, Any]:
    with suppress(OSError, ValueError, RecursionError):
        with _place().open("rb") as file:
            told = json.loads(file.read(_LARGEST))
        if isinstance(told, dict):
            return told
    return {}


def _keep(told: dict[str, Any]) -> None:
    with suppress(OSError):
        write_private(_place(), json.dumps(told, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace"))
