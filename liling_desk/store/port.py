"""The seam between one SQLite file and a shared server: what the store needs of an engine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol

Row = Sequence[Any]
Values = Mapping[str, Any] | Sequence[Any]


class Tx(Protocol):
    """Statements of one transaction. SQL is written in the subset that SQLite and PostgreSQL read alike."""

    def all(self, sql: str, values: Values = ()) -> list[Row]:
        """Every row."""

    def one(self, sql: str, values: Values = ()) -> Row | None:
        """The first row, or None."""

    def run(self, sql: str, values: Values = ()) -> int:
        """Write; gives back the number of rows touched."""

    def run_many(self, sql: str, rows: Iterable[Values]) -> None:
        """The same writing statement for many rows."""

    def insert(self, table: str, fields: Mapping[str, Any]) -> int:
        """One new row; gives back the number of rows written."""

    def insert_all(self, table: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """Many new rows with the same columns in one go."""


class Engine(Protocol):
    """A place that holds one ledger."""

    @property
    def path(self) -> Path:
        """The ledger's file."""

    @property
    def read_only(self) -> bool:
        """True where nothing can be written."""

    @property
    def is_sealed(self) -> bool:
        """True where the file is encrypted with a passphrase."""

    def read(self) -> AbstractContextManager[Tx]:
        """One consistent view."""

    def write(self) -> AbstractContextManager[Tx]:
        """One writer; commits at the end, or leaves everything as it was when anything fails."""

    def stamp(self) -> int:
        """A number that changes when somebody else has written."""

    def size(self) -> int:
        """How much the ledger holds, in bytes."""

    def damage(self) -> list[str]:
        """What the engine's own check finds wrong; empty when sound."""

    def quick_damage(self) -> list[str]:
        """What its quick check finds wrong: whole pages and types, but not whether indexes agree."""

    def copy_to(self, target: Path) -> None:
        """A consistent copy of everything into a new file."""

    def close(self) -> None:
        """Let go."""
