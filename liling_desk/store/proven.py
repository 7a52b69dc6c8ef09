"""Where the journal of each ledger stood when it was last found whole, kept in the user's own folder."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from liling_desk import places
from liling_desk.ledger.address import Address, address_of
from liling_desk.private_files import write_private

_MOST = 100
_LARGEST = 256 * 1024


@dataclass(frozen=True)
class Proven:
    """The newest entry then, and the day (ISO) on which the whole ledger was last checked."""

    seq: int
    hash: str
    whole_on: str


def known(ledger: Path | Address) -> Proven | None:
    """What was remembered of a ledger; None where nothing is, or nothing that can be read."""
    told = _all().get(address_of(ledger).text)
    if not isinstance(told, dict):
        return None
    seq, digest, day = told.get("seq"), told.get("hash"), told.get("whole_on")
    if type(seq) is int and isinstance(digest, str) and isinstance(day, str):
        return Proven(seq, digest, day)
    return None


def remember(ledger: Path | Address, proven: Proven) -> None:
    """Keep it for the next opening. A place that can't be written to remembers nothing."""
    place = address_of(ledger).text
    others = {name: told for name, told in _all().items() if name != place}
    _keep({**dict(list(others.items())[-_MOST:]), place: asdict(proven)})


def forget(ledger: Path | Address) -> None:
    """After a ledger was restored it may rightly stand at an earlier entry."""
    place = address_of(ledger).text
    if place in (told := _all()):
        _keep({name: value for name, value in told.items() if name != place})


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
