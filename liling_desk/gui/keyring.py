"""The keys of the ledger that was opened last, as long as the window is there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from liling_desk.ledger.passphrase import Passphrase


class Keyring:
    """Holds one: what opened a ledger opens its backups, and the ledger again."""

    def __init__(self) -> None:
        self._path: Path | None = None
        self._passphrase: Passphrase | None = None

    @property
    def latest(self) -> Passphrase | None:
        """Of the ledger that was opened last: its backups need it, too."""
        return self._passphrase

    def keep(self, path: Path, passphrase: Passphrase | None) -> None:
        """What a ledger was opened with. The text itself is forgotten."""
        if passphrase is not None:
            passphrase.forget_text()
        self._path, self._passphrase = path.absolute(), passphrase

    def of(self, path: Path) -> Passphrase | None:
        """For the ledger that was opened last; None for any other."""
        if self._path is None or self._passphrase is None:
            return None
        if path.absolute() == self._path:
            return self._passphrase
        try:
            return self._passphrase if path.samefile(self._path) else None
        except OSError:
            return None
