"""What a transaction on a server does besides what it does on a file."""

from __future__ import annotations

from typing import Protocol

from liling_desk.store.port import Tx


class Sending(Protocol):
    """Statements that only a server knows."""

    def send(self, sql: str) -> None:
        """A statement without values, as it is."""


class ServerTx(Tx, Sending, Protocol):
    """A transaction on the server."""
