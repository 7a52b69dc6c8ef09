"""What the rows of a preview are filtered by."""

from __future__ import annotations

from liling_desk.importing.merging import RETURN_FIELDS
from liling_desk.importing.preview import Preview, PreviewRow
from liling_desk.translations import N_

FILTERS = (
    ("", N_("全部")),
    ("added", N_("新增")),
    ("changed", N_("改动")),
    ("return", N_("报送")),
    ("verdict", N_("需核定")),
    ("problem", N_("问题")),
    ("same", N_("相同")),
)
"""Key and word; a row may pass several."""

_OF_RETURNS = frozenset(RETURN_FIELDS)


def passes(row: PreviewRow, key: str) -> bool:
    """Whether a row is shown under a filter."""
    return not key or (_brings_return(row) if key == "return" else key in row.marks)


def counts_of(preview: Preview) -> dict[str, int]:
    """How many rows each filter shows."""
    counts: dict[str, int] = {key: preview.counts[key] for key, _ in FILTERS}  # type: ignore[index]
    counts[""] = len(preview.rows)
    counts["return"] = sum(_brings_return(row) for row in preview.rows)
    return counts


def _brings_return(row: PreviewRow) -> bool:
    return any(change.field in _OF_RETURNS for change in row.changes)
