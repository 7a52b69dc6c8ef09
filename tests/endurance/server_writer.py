"""A process that writes to a server until it is told to stop; what the server loses it does again, by the same op."""

from __future__ import annotations

import os
import random
import select
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from uuid import UUID

from liling_desk.ledger import edits
from liling_desk.ledger.address import address_of
from liling_desk.ledger.changes import ChangeSet, together
from liling_desk.ledger.entry import Applied, BatchFacts
from liling_desk.ledger.errors import NothingToUndo, ServerUnreachable
from liling_desk.ledger.packing import sha256_of
from liling_desk.ledger.returns import Return
from liling_desk.open_ledger import OpenLedger

DAY = date(2021, 6, 30)


class Writer:
    """Tells of each op before it is tried, and of its number when it is acknowledged."""

    def __init__(self, ledger: OpenLedger, told: Path, chance: random.Random) -> None:
        self.ledger, self.chance = ledger, chance
        self.codes = sorted(ledger.snapshot().commitments)
        self._told = os.open(told, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def step(self) -> None:
        """One random thing, until it is acknowledged."""
        act = self.chance.choice(
            [self.edit, self.edit, self.edit, self.bring_in, self.undo, self.redo, self.undo_batch]
        )
        act()

    def insist(self, op: str, deed: Callable[[], Applied]) -> None:
        """Again and again, as long as the server is out of reach."""
        self.tell(f"try {op}")
        while True:
            try:
                self.tell(f"done {op} {deed().seq}")
                return
            except NothingToUndo:
                return
            except ServerUnreachable as lost:
                self.tell(f"lost {op} {'unconfirmed' if lost.unconfirmed else 'nothing written'}")
                select.select([], [], [], 0.01)

    def tell(self, line: str) -> None:
        """Into the log."""
        os.write(self._told, f"{line}\n".encode())

    def op(self) -> str:
        """A UUID."""
        return str(UUID(int=self.chance.getrandbits(128)))

    def edit(self) -> None:
        """Write something into an item."""
        item = self.ledger.get(self.chance.choice(self.codes))
        changes = edits.revise(item, note=f"{self.chance.random()}" * self.chance.randint(1, 200))
        self.insist(changes.op, lambda: self.ledger.apply(changes))

    def bring_in(self) -> None:
        """A batch, small or large."""
        items = [self.ledger.get(code) for code in self.chance.choices(self.codes, k=self.chance.choice((3, 90)))]
        sets: list[ChangeSet] = [
            edits.add_return(Return(key=self.op(), commitment=each.code, reported_on=DAY, progress="进展"), each)
            for each in items
        ]
        original = self.chance.randbytes(2000)
        facts = BatchFacts("报送.csv", sha256_of(original), len(sets), "2021-06", original=original)
        changes = together("import", sets)
        self.insist(changes.op, lambda: self.ledger.apply_import(changes, facts))

    def undo(self) -> None:
        """The newest edit."""
        op = self.op()
        self.insist(op, lambda: self.ledger.undo(op))

    def redo(self) -> None:
        """What was undone."""
        op = self.op()
        self.insist(op, lambda: self.ledger.redo(op))

    def undo_batch(self) -> None:
        """The first batches, one after the other."""
        op, number = self.op(), self.chance.randint(1, 9)
        self.insist(op, lambda: self.ledger.undo_batch(number, op))


def main() -> None:
    """server_writer.py ADDRESS LOG SEED STOP: until a file STOP is there."""
    ledger = OpenLedger.open(address_of(sys.argv[1]), "张三")
    writer, stop = Writer(ledger, Path(sys.argv[2]), random.Random(sys.argv[3])), Path(sys.argv[4])
    while not stop.exists():
        writer.step()
    ledger.close()


if __name__ == "__main__":
    main()
