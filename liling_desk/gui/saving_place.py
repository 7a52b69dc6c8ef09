"""Where files that belong to a ledger are proposed to be saved, and how they are called."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths

from liling_desk.ledger.address import Address, FileAddress, address_of
from liling_desk.ledger.errors import UsageError


def folder_for(address: Address) -> Path:
    """The ledger's own folder; of a ledger on a server the user's documents."""
    if address.folder is not None:
        return address.folder
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(documents) if documents and Path(documents).is_dir() else Path.home()


def name_of(text: str) -> str:
    """How a remembered ledger is called in a list; any text, also one that names none any more."""
    try:
        return address_of(text).name
    except UsageError:
        return text


def place_of(text: str) -> str:
    """Where a remembered ledger is: its folder, or the database on its server."""
    try:
        address = address_of(text)
    except UsageError:
        return ""
    return str(address.folder) if isinstance(address, FileAddress) else f"{address.place}/{address.database}"


def stem_for(address: Address) -> str:
    """What names of files begin with: the ledger's file, or its desk."""
    return address.title if isinstance(address, FileAddress) else address.desk
