"""How somebody opens a ledger: under which account, for looking only or for writing, with which passphrase."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from liling_desk.ledger.passphrase import Passphrase


@dataclass(frozen=True)
class Access:
    """`account`: the system account, kept in the journal beside the chosen name. `reader`: nothing may be written."""

    account: str = ""
    reader: bool = False
    passphrase: Passphrase | None = None


DESK = Access()
"""The desk at its own ledger, without a passphrase."""
