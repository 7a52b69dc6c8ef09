"""A process that works on a ledger until it is killed: every finished change is told of in a log, flushed to disk."""

from __future__ import annotations

import gzip
import itertools
import os
import random
import shutil
import sys
from datetime import date
from pathlib import Path

from liling_desk.ledger import edits
from liling_desk.ledger.changes import ChangeSet, together
from liling_desk.ledger.entry import Applied, BatchFacts
from liling_desk.ledger.errors import Conflict, InvalidEdit, NothingToUndo
from liling_desk.ledger.returns import Return
from liling_desk.ledger.status import Status
from liling_desk.open_ledger import OpenLedger
from liling_desk.store.backups import BackupKind

DAY = date(2021, 6, 30)


class Worker:
    """Does one random thing after the other."""

    def __init__(self, ledger: OpenLedger, told: Path, chance: random.Random, most: int | None = None) -> None:
        self.ledger, self.chance, self.most = ledger, chance, most
        self._told = os.open(told, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def work(self, times: int | None = None) -> None:
        """So many things, or for ever. What somebody else was quicker at is tried again at the next turn."""
        while times is None or times > 0:
            times = None if times is None else times - 1
            act = self.chance.choice([self.tick, self.edit, self.edit, self.import_some, self.undo, self.backup])
            try:
                act()
            except (Conflict, InvalidEdit, NothingToUndo):
                continue

    def _tell(self, applied: Applied) -> None:
        if applied.seq:
            os.write(self._told, f"{applied.seq}\n".encode())
            os.fsync(self._told)

    def _some(self) -> str:
        return self.chance.choice(sorted(self.ledger.snapshot().commitments)[: self.most])

    def tick(self) -> None:
        """Tick an item off, or open it again."""
        item = self.ledger.get(self._some())
        done = item.status is Status.DONE
        self._tell(self.ledger.apply(edits.reopen(item, "再看") if done else edits.tick_off(item, "文号", DAY, "张三")))

    def edit(self) -> None:
        """Write something into an item."""
        item = self.ledger.get(self._some())
        self._tell(self.ledger.apply(edits.revise(item, note=f"{self.chance.random()}" * self.chance.randint(1, 200))))

    def import_some(self) -> None:
        """A batch with the file itself."""
        sets: list[ChangeSet] = []
        for number in range(self.chance.randint(1, 12)):
            item = self.ledger.get(self._some())
            report = Return(
                key=edits.new_key(),
                commitment=item.code,
                period="2021-06",
                reported_on=DAY,
                progress=f"进展 {number}" * 20,
            )
            sets.append(edits.add_return(report, item))
        original = self.chance.randbytes(self.chance.randint(10, 40_000))
        facts = BatchFacts("报送.csv", _sha256(original), len(sets), "2021-06", original=original)
        self._tell(self.ledger.apply_import(together("import", sets), facts))

    def undo(self) -> None:
        """Take the newest edit back, or do it again."""
        self._tell(self.ledger.undo() if self.chance.random() < 0.7 else self.ledger.redo())

    def backup(self) -> None:
        """A backup, checked and rotated."""
        self.ledger.back_up(BackupKind.OPENING)


def _sha256(content: bytes) -> str:
    import hashlib

    return hashlib.sha256(content).hexdigest()


def bring_up_to_date_again_and_again(folder: Path, old: Path, told: Path) -> None:
    """Lay a file of an older program down, tell of its name, open it (which brings it up to date), and so on."""
    for number in itertools.count():
        path = folder / f"{number}.db"
        with gzip.open(old, "rb") as packed, path.open("wb") as file:
            shutil.copyfileobj(packed, file)
            file.flush()
            os.fsync(file.fileno())
        with told.open("a", encoding="utf-8") as log:
            log.write(f"{number}\n")
        OpenLedger.open(path, "张三").close()


def main() -> None:
    """worker.py LEDGER LOG SEED [TIMES ITEMS], or worker.py FOLDER LOG OLD.gz"""
    path, told, seed = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    if seed.endswith(".gz"):
        bring_up_to_date_again_and_again(path, Path(seed), told)
    ledger = OpenLedger.open(path, f"第 {seed} 人")
    times, items = map(int, sys.argv[4:6]) if len(sys.argv) > 4 else (None, None)
    Worker(ledger, told, random.Random(seed), items).work(times)
    ledger.close()


if __name__ == "__main__":
    main()
