"""The rows with problems as a CSV to send back."""

from __future__ import annotations

from pathlib import Path

from liling_desk.importing.preview import Preview
from liling_desk.importing.sheet import Sheet
from liling_desk.translations import Translator


def problems_csv(preview: Preview, sheet: Sheet, header_index: int, translator: Translator) -> str:
    """The rejected rows with the sender's own columns and a column 问题 with the reasons; guarded against formulas."""
    raise NotImplementedError


def write_problems_csv(path: Path, preview: Preview, sheet: Sheet, header_index: int, translator: Translator) -> None:
    """Write them whole or not at all (UTF-8 with BOM). Raises `FileUnusable`."""
    raise NotImplementedError
