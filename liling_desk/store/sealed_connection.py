"""A SQLCipher connection that behaves as one of sqlite3 does: the same calls, the same exceptions.

Imported only for ledgers with a passphrase; sqlcipher3 is an optional part.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from sqlcipher3 import dbapi2

if TYPE_CHECKING:
    from collections.abc import Iterator

_PREPARING: Final = (
    "PRAGMA cipher_log_level = NONE",  # it would tell a wrong passphrase on stderr
    "PRAGMA recursive_triggers = OFF",  # as everywhere else; this build has it on
)


@contextmanager
def _as_usual() -> Iterator[None]:
    try:
        yield
    except (dbapi2.Error, dbapi2.Warning) as problem:
        kind: type[Exception] = getattr(sqlite3, type(problem).__name__, sqlite3.DatabaseError)
        raise kind(*problem.args) from problem


class SealedCursor(dbapi2.Cursor):
    """Raises the exceptions of sqlite3."""

    def execute(self, *words: Any) -> SealedCursor:
        with _as_usual():
            super().execute(*words)
        return self

    def executemany(self, *words: Any) -> SealedCursor:
        with _as_usual():
            super().executemany(*words)
        return self

    def fetchone(self) -> Any:
        with _as_usual():
            return super().fetchone()

    def fetchmany(self, *size: int) -> list[Any]:
        with _as_usual():
            return super().fetchmany(*size)  # type: ignore[no-any-return]

    def fetchall(self) -> list[Any]:
        with _as_usual():
            return super().fetchall()  # type: ignore[no-any-return]

    def __next__(self) -> Any:
        with _as_usual():
            return super().__next__()


class SealedConnection(dbapi2.Connection):
    """Raises the exceptions of sqlite3. The key is given once, before anything is read; it is in no statement."""

    def unlock(self, key: bytes, salt: bytes) -> None:
        """Use a derived key (SQLCipher's raw key with its salt)."""
        with _as_usual():
            self.set_key(f"x'{key.hex()}{salt.hex()}'")
            for statement in _PREPARING:
                super().execute(statement)

    def salt(self) -> bytes:
        """The first bytes of the file: the salt of a sealed one."""
        with _as_usual():
            self.set_key(f"x'{bytes(32).hex()}'")
            super().execute(_PREPARING[0])
            return bytes.fromhex(super().execute("PRAGMA cipher_salt").fetchone()[0])

    def cursor(self, *factory: Any) -> Any:
        return super().cursor(*factory or (SealedCursor,))

    def execute(self, *words: Any) -> SealedCursor:
        with _as_usual():
            return super().execute(*words)  # type: ignore[no-any-return]

    def executemany(self, sql: str, rows: Iterable[Any]) -> SealedCursor:
        with _as_usual():
            return super().executemany(sql, rows)  # type: ignore[no-any-return]

    def backup(self, target: Any, *, progress: Callable[[int, int, int], object] | None = None) -> None:
        with _as_usual():
            super().backup(target, progress=progress) if progress else super().backup(target)

    def commit(self) -> None:
        with _as_usual():
            super().commit()

    def rollback(self) -> None:
        with _as_usual():
            super().rollback()

    def setlimit(self, _category: int, limit: int) -> int:
        """Not offered; nobody without the key can have made the file."""
        return limit


def connect(uri: str) -> SealedConnection:
    """A connection without a key yet."""
    with _as_usual():
        return dbapi2.connect(uri, uri=True, isolation_level=None, factory=SealedConnection)  # type: ignore[no-any-return]
