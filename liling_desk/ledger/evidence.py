"""What a verdict rests on: words (a document's number, a place), or a file that the ledger keeps."""

from __future__ import annotations

from datetime import date

from liling_desk.ledger.file_names import clean_name
from liling_desk.ledger.frozen import Frozen


class Evidence(Frozen):
    """One piece of evidence (依据材料) of a commitment. `key` is a UUID; `text` a note, which may be empty for a file.

    `file_name` as it came (never use it as a path: `shown_name` is harmless), `size` in bytes, `media` the type that
    its content told; all None for a note in words.
    """

    key: str
    commitment: str
    text: str = ""
    added_on: date | None = None
    file_name: str | None = None
    sha256: str | None = None
    size: int | None = None
    media: str | None = None

    @property
    def is_file(self) -> bool:
        """Whether there is a file, or only words."""
        return self.sha256 is not None

    @property
    def shown_name(self) -> str:
        """The file's name as it is shown and saved; empty for words."""
        return clean_name(self.file_name) if self.file_name is not None else ""
