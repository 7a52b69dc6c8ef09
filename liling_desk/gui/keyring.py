"""The keys of the ledgers that were opened, as long as the window is there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from liling_desk.ledger.address import ServerAddress
    from liling_desk.ledger.passphrase import Passphrase
    from liling_desk.ledger.password import Password


class Keyring:
    """Holds one passphrase: what opened a ledger opens its backups, and the ledger again. Passwords by server."""

    def __init__(self) -> None:
        self._path: Path | None = None
        self._passphrase: Passphrase | None = None
        self._passwords: dict[str, Password] = {}

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

    def keep_password(self, address: ServerAddress, password: Password | None) -> None:
        """What let this window in; None: forget it."""
        if password is None:
            self._passwords.pop(_account(address), None)
        else:
            self._passwords[_account(address)] = password

    def password_of(self, address: ServerAddress) -> Password | None:
        """For another desk of the same role in the same database, too."""
        return self._passwords.get(_account(address))


def _account(address: ServerAddress) -> str:
    return f"{address.place}/{address.database}"
