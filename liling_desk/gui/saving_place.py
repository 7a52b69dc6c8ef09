"""Where files that belong to a ledger are proposed to be saved, and how they are called."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths

from liling_desk.ledger.address import Address, FileAddress


def folder_for(address: Address) -> Path:
    """The ledger's own folder; of a ledger on a server the user's documents."""
    if address.folder is not None:
        return address.folder
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(documents) if documents and Path(documents).is_dir() else Path.home()


def stem_for(address: Address) -> str:
    """What names of files begin with: the ledger's file, or its desk."""
    return address.title if isinstance(address, FileAddress) else address.desk
