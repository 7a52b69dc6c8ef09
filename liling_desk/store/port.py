"""The seam between one SQLite file and a shared server: what the store needs of an engine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from liling_desk.ledger.address import Address

Row = Sequence[Any]
Values = Mapping[str, Any] | Sequence[Any]
Asked = Callable[[], list[Row]]
"""Gives every row of a question when it is called, within the transaction that it was asked in."""
Streamed = Callable[[], Iterable[Row]]
"""As `Asked`, one row after the other: what was taken need not be held."""


class Tx(Protocol):
    """Statements of one transaction. SQL is written in the subset that SQLite and PostgreSQL read alike.

    On a server a statement whose answer is awaited costs a journey there and back; `ask` and `put` are sent together
    with what follows them.
    """

    def all(self, sql: str, values: Values = ()) -> list[Row]:
        """Every row."""

    def one(self, sql: str, values: Values = ()) -> Row | None:
        """The first row, or None."""

    def ask(self, sql: str, values: Values = ()) -> Asked:
        """Every row, when it is wanted: several questions are asked in one go and then answered one by one."""

    def stream(self, sql: str, values: Values = ()) -> Streamed:
        """As `ask`, for what may be very many rows; they are to be taken once, and all of them."""

    def over(self) -> None:
        """While reading: all was asked, what is left is to take the answers. On a server that saves a journey."""

    def run(self, sql: str, values: Values = ()) -> int:
        """Write; gives back the number of rows touched."""

    def put(self, sql: str, values: Values = ()) -> None:
        """Write where nobody needs the number. What is wrong with it may be told later, at the latest at the end."""

    def run_many(self, sql: str, rows: Iterable[Values]) -> None:
        """The same writing statement for many rows."""

    def insert(self, table: str, fields: Mapping[str, Any]) -> None:
        """One new row, as `put` does it."""

    def insert_long(self, table: str, fields: Mapping[str, Any], name: str) -> None:
        """One new row with a text that may be megabytes long: that field holds it as UTF-8."""

    def insert_all(self, table: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """Many new rows with the same columns in one go."""

    def insert_rows(self, table: str, names: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        """Many new rows: values in the order of these columns."""

    def insert_columns(self, table: str, columns: Mapping[str, Sequence[Any]]) -> None:
        """Many new rows, column by column: by name the values of all rows."""

    def removing_many(self) -> AbstractContextManager[None]:
        """Thousands of items may be removed within."""

    def announce(self, seq: int) -> None:
        """Wake those who have the ledger open elsewhere, when this is committed: entry `seq` was written."""

    def schema_number(self) -> int:
        """Which step the schema is at; 0 where there is none."""

    def set_schema_number(self, number: int) -> None:
        """Note that a step was taken."""

    def triggers(self) -> set[str]:
        """The names of the triggers that are at work."""


class Watch(Protocol):
    """Listens for what others write, without asking."""

    def fileno(self) -> int:
        """What becomes readable when there is something to look at."""

    def look(self) -> None:
        """Take in what has come; `Engine.stamp` tells whether it was another's. Raises `ServerUnreachable`."""

    def close(self) -> None:
        """Stop listening."""


class Engine(Protocol):
    """A place that holds one ledger."""

    @property
    def address(self) -> Address:
        """Where the ledger is kept."""

    @property
    def read_only(self) -> bool:
        """True where nothing can be written now."""

    @property
    def is_sealed(self) -> bool:
        """True where the file is encrypted with a passphrase."""

    @property
    def unreachable_since(self) -> datetime | None:
        """When a server was lost (with time zone); None while it answers, and for a file."""

    def reconnect(self) -> bool:
        """Try to reach a server that was lost; True where it answers. May take some seconds; on any thread."""

    def read(self) -> AbstractContextManager[Tx]:
        """One consistent view."""

    def glance(self) -> AbstractContextManager[Tx]:
        """For a single question: what is asked next may already be newer."""

    def write(self) -> AbstractContextManager[Tx]:
        """One writer; commits at the end, or leaves everything as it was when anything fails."""

    def stamp(self) -> int:
        """A number that changes when somebody else has written."""

    def watch(self) -> Watch | None:
        """Begin to listen: from then on `stamp` asks nobody. None where there is nothing to listen to."""

    def size(self) -> int:
        """How much the ledger holds, in bytes."""

    def damage(self) -> list[str]:
        """What the engine's own check finds wrong; empty when sound."""

    def quick_damage(self) -> list[str]:
        """What its quick check finds wrong: whole pages and types, but not whether indexes agree."""

    def stop_when(self, stopped: Callable[[], bool]) -> None:
        """Break off what takes long as soon as `stopped` says true."""

    def copy_to(self, target: Path) -> None:
        """A consistent copy of everything into a new file."""

    def close(self) -> None:
        """Let go."""
