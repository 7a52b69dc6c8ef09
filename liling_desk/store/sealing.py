"""Opening and making files that are encrypted with a passphrase (SQLCipher 4 as it comes)."""

from __future__ import annotations

import secrets
import sqlite3
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from liling_desk.ledger.errors import LedgerUnusable, Where
from liling_desk.ledger.passphrase import SALT_BYTES, Passphrase, PassphraseNeeded, WrongPassphrase
from liling_desk.translations import N_, Message

if TYPE_CHECKING:
    from types import ModuleType

_PAGE: Final = 4096
_PLAIN: Final = b"SQLite format 3\0"
_SPREAD: Final = 240
"""Of 256 values a page of random bytes shows nearly all; a damaged page of a plain ledger shows far fewer."""


@dataclass(frozen=True)
class Seal:
    """What a file is encrypted with. A copy of a ledger has the ledger's own seal."""

    salt: bytes = field(repr=False)
    key: bytes = field(repr=False)


def opened(path: Path, mode: str, passphrase: Passphrase) -> tuple[sqlite3.Connection, Seal] | None:
    """A connection to a sealed file, known to be readable; None for a plain file.

    SQLCipher looks first, and nothing else opens the file: two SQLites in one process that hold the same file, or a
    plain `open` of it, would drop each other's locks. Raises `WrongPassphrase`, `LedgerUnusable`.
    """
    driver, uri = _driver(path), f"{path.as_uri()}?{mode}"
    looking = driver.connect(uri)
    try:
        salt = looking.salt()
    finally:
        looking.close()
    if salt == _PLAIN:
        return None
    if (key := passphrase.key(salt)) is None:
        raise wrong(path)
    connection = driver.connect(uri)
    try:
        connection.unlock(key, salt)
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.DatabaseError as problem:
        connection.close()
        passphrase.drop(salt)
        if "not a database" not in str(problem):
            raise
        if looks_sealed(path):
            raise wrong(path) from problem
        return None
    return cast(sqlite3.Connection, connection), Seal(salt, key)


def made(path: Path, seal: Seal) -> sqlite3.Connection:
    """A connection to a new, empty file that is sealed so."""
    connection = _driver(path).connect(f"{path.as_uri()}?mode=rw")
    connection.unlock(seal.key, seal.salt)
    return cast(sqlite3.Connection, connection)


def new_seal(passphrase: Passphrase) -> Seal:
    """For a new file: as the files that the passphrase has opened, so that one key opens them all; else a new salt."""
    if (known := passphrase.any_key()) is not None:
        return Seal(*known)
    salt = secrets.token_bytes(SALT_BYTES)
    key = passphrase.key(salt)
    assert key is not None, "a passphrase without its text has a key"
    return Seal(salt, key)


def looks_sealed(path: Path) -> bool:
    """Whether a file that SQLite can't read may be a sealed one: whole pages that look like nothing but chance.

    Opens the file: only for one that no connection of this process holds.
    """
    try:
        size = path.stat().st_size
        if not path.is_file() or not size or size % _PAGE:
            return False
        with path.open("rb") as file:
            first = file.read(_PAGE)
    except OSError:
        return False
    return not first.startswith(_PLAIN[:8]) and len(set(first)) >= _SPREAD


def is_available() -> bool:
    """Whether the part that encrypts is installed."""
    from importlib.util import find_spec

    return find_spec("sqlcipher3") is not None


def needed(path: Path) -> PassphraseNeeded:
    """The error for a sealed file without a passphrase."""
    return PassphraseNeeded(
        Message(N_("台账 {file} 设了口令。"), {"file": path}),
        Message(N_("请输入口令；命令行用 --passphrase-file，或在终端里直接输入。")),
        Where(file=str(path)),
    )


def wrong(path: Path) -> WrongPassphrase:
    """The error for a passphrase that does not fit."""
    return WrongPassphrase(
        Message(N_("口令不对，打不开 {file}。"), {"file": path}),
        Message(N_("请看大小写、中英文输入法，再试一次，次数不限；也可能是改口令以前的文件，要用当时的口令。")),
        Where(file=str(path)),
    )


def _driver(path: Path) -> ModuleType:
    try:
        return import_module("liling_desk.store.sealed_connection")
    except ImportError as problem:
        raise LedgerUnusable(
            Message(N_("这台电脑没有装口令组件，{file} 用不了口令。"), {"file": path}),
            Message(N_("请安装：pip install 'liling-desk[passphrase]'，再打开。")),
            Where(file=str(path)),
            str(problem),
        ) from problem
