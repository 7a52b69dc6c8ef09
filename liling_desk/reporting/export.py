"""The whole ledger as one table that an empty ledger can be filled from again."""

from __future__ import annotations

from pathlib import Path

from liling_desk.ledger.snapshot import Snapshot
from liling_desk.translations import Translator


def write_ledger(snapshot: Snapshot, path: Path, tr: Translator) -> None:
    """Write .csv or .xlsx by the path's ending. Raises `UsageError` (ending) or `FileUnusable`."""
    raise NotImplementedError(snapshot, path, tr)
