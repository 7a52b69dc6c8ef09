"""How somebody opens a ledger: under which account, for looking only or for writing, with which secrets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from liling_desk.ledger.passphrase import Passphrase
    from liling_desk.ledger.password import Password


@dataclass(frozen=True)
class Access:
    """`account`: the system account, kept in the journal beside the chosen name. `reader`: nothing may be written.

    `passphrase` opens an encrypted file, `password` is the role's on a server (None: libpq finds it, or needs none).
    `shown_as`: the chosen name, as others on the same server see who is on.
    """

    account: str = ""
    reader: bool = False
    passphrase: Passphrase | None = None
    password: Password | None = None
    shown_as: str = ""


DESK = Access()
"""The desk at its own ledger, without any secret."""
