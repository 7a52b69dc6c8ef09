"""Damaged files of every kind that the program reads: a clear refusal or a preview, quickly and in little memory."""

from __future__ import annotations

import json
import random
import resource
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from dataclasses import asdict
from datetime import date
from pathlib import Path
from types import FrameType

from liling_desk.importing.columns import guess_columns
from liling_desk.importing.preview import make_preview
from liling_desk.importing.reading_files import read_file
from liling_desk.importing.table import find_table
from liling_desk.ledger import edits
from liling_desk.ledger.errors import LedgerError
from liling_desk.ledger.filters import LedgerFilter, SortOrder
from liling_desk.ledger.saved_view import Profile, SavedView, keep_profile, keep_view
from liling_desk.open_ledger import OpenLedger
from liling_desk.preferences import Preferences, load_preferences
from liling_desk.starter import found
from tests.importing.mutating import MUTATING, flipped

SAMPLES = Path(__file__).parents[1] / "samples" / "files"
DAY = date(2021, 7, 5)
HANG_S = 10


class Fuzz:
    """One folder to work in; `one(seed)` tries one damaged file and says what became of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.ledger = OpenLedger.create(folder / "whole.db", "张三")
        found(self.ledger)
        self.ledger.apply(edits.revise(self.ledger.get("LL-001"), note="一"))
        self.ledger.apply(keep_view(SavedView(name="红灯", filter=LedgerFilter(text="路"), sort=SortOrder(by="due"))))
        self.ledger.apply(keep_profile(Profile(name="交通", columns={"进展": "progress"}, layout=("进展",))))
        self.ledger.backup(folder / "copy.db")
        self._book = (folder / "copy.db").read_bytes()
        self._choices = json.dumps(
            asdict(Preferences(actor="张三", recent_ledgers=("a.db",))), ensure_ascii=False
        ).encode()
        self._samples = sorted(each for each in SAMPLES.iterdir() if each.stat().st_size)

    def one(self, seed: int) -> str:
        """ "refused", "previewed" or "read"; any other exception goes out."""
        chance = random.Random(seed)
        act = chance.choices((self._table, self._opened, self._preferences), (8, 3, 1))[0]
        try:
            return act(chance)
        except LedgerError:
            return "refused"

    def _table(self, chance: random.Random) -> str:
        source = chance.choice(self._samples)
        content = source.read_bytes()
        for _ in range(chance.choice((1, 1, 2, 4))):
            content = chance.choice(MUTATING)(chance, content) or b"x"
        path = self.folder / f"sent{source.suffix}"
        path.write_bytes(content)
        table = find_table(read_file(path))
        columns = guess_columns(table.headers, self.ledger.profiles(), table.sample())
        preview = make_preview(table, columns, self.ledger.snapshot(), today=DAY)
        preview.changes_for(preview.all_cells())
        return "previewed"

    def _opened(self, chance: random.Random) -> str:
        path = self.folder / "other.db"
        for ending in ("", "-wal", "-shm"):
            Path(f"{path}{ending}").unlink(missing_ok=True)
        shutil.rmtree(self.folder / "other-backups", ignore_errors=True)
        content = self._book
        for _ in range(chance.choice((1, 1, 5))):
            content = chance.choice((flipped, flipped, MUTATING[0], MUTATING[2]))(chance, content) or b"x"
        path.write_bytes(content)
        ledger = OpenLedger.open(path, "李四")
        try:
            ledger.standings(DAY)
            ledger.recent(50)
            ledger.saved_views()
            ledger.profiles()
            ledger.batches()
            ledger.check()
            ledger.apply(edits.revise(ledger.get("LL-002"), note="二"))
            ledger.undo()
        finally:
            ledger.close()
        return "read"

    def _preferences(self, chance: random.Random) -> str:
        path = self.folder / "preferences.json"
        path.write_bytes(chance.choice(MUTATING[:4])(chance, self._choices))
        load_preferences(path)
        return "read"


def main() -> int:
    """fuzz.py FIRST COUNT: prints what became of the files as JSON; exit status 1 where anything went wrong."""
    first, count = int(sys.argv[1]), int(sys.argv[2])
    told: Counter[str] = Counter()
    slowest, wrong = (0.0, 0), []

    def hangs(_signal: int, _frame: FrameType | None) -> None:
        raise TimeoutError(f"longer than {HANG_S} s")

    signal.signal(signal.SIGALRM, hangs)
    with tempfile.TemporaryDirectory() as folder:
        fuzz = Fuzz(Path(folder))
        for seed in range(first, first + count):
            begun = time.perf_counter()
            signal.alarm(HANG_S)
            try:
                told[fuzz.one(seed)] += 1
            except Exception:  # noqa: BLE001 whatever comes out is what is looked for
                wrong.append({"seed": seed, "said": traceback.format_exc()})
            finally:
                signal.alarm(0)
            slowest = max(slowest, (time.perf_counter() - begun, seed))
        fuzz.ledger.close()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    whole = {"told": told, "wrong": wrong, "slowest_s": slowest[0], "slowest": slowest[1], "memory_mb": memory}
    sys.stdout.write(json.dumps(whole, ensure_ascii=False, indent=1))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
