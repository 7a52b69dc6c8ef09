"""Passwords of server ledgers in the system's own keyring. Where there is none, nothing is kept and nothing is said."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from liling_desk.ledger.address import ServerAddress
from liling_desk.ledger.password import Password

SERVICE: Final = "liling-desk"


def recall(address: ServerAddress) -> Password | None:
    """The password that is kept for an address; None where none is, or there is no keyring."""
    try:
        import keyring

        found = keyring.get_password(SERVICE, name_of(address))
    except Exception:  # noqa: BLE001  # not installed, no backend, locked, no desktop: each system has its own words
        return None
    return Password(found) if found else None


def remember(address: ServerAddress, password: Password) -> bool:
    """Keep a password; False where the system has no keyring that takes it."""
    try:
        import keyring

        keyring.set_password(SERVICE, name_of(address), password.reveal())
    except Exception:  # noqa: BLE001
        return False
    return recall(address) is not None  # a backend may take everything and keep nothing


def forget(address: ServerAddress) -> None:
    """Keep it no longer."""
    try:
        import keyring

        keyring.delete_password(SERVICE, name_of(address))
    except Exception:  # noqa: BLE001
        return


def name_of(address: ServerAddress) -> str:
    """Under which name a password is kept: the address without what is told to libpq besides."""
    return replace(address, options=()).text
