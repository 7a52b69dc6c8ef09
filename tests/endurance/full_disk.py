"""A process whose files may not grow: every change is tried at every size where writing fails, then with room again."""

from __future__ import annotations

import hashlib
import json
import resource
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from liling_desk.ledger import edits
from liling_desk.ledger.changes import together
from liling_desk.ledger.entry import Applied, BatchFacts
from liling_desk.ledger.errors import LedgerError
from liling_desk.ledger.returns import Return
from liling_desk.open_ledger import OpenLedger
from liling_desk.store.backups import BackupKind

DAY = date(2021, 6, 30)
STEP = 3 * 4096


def tick(ledger: OpenLedger) -> Applied:
    """One item."""
    return ledger.apply(edits.tick_off(ledger.get("LL-001"), "文号" * 400, DAY, "张三"))


def bring_in(ledger: OpenLedger) -> Applied:
    """A file with a return for each item."""
    items = list(ledger.snapshot().commitments.values())
    sets = [
        edits.add_return(
            Return(key=f"r{item.code}", commitment=item.code, period="2021-06", progress="进展" * 60), item
        )
        for item in items
    ]
    content = hashlib.sha512(b"").digest() * 200
    facts = BatchFacts("报送.csv", hashlib.sha256(content).hexdigest(), len(sets), original=content)
    return ledger.apply_import(together("import", sets), facts)


def back_up(ledger: OpenLedger) -> None:
    """A checked copy."""
    ledger.back_up(BackupKind.OPENING)


def found(ledger: OpenLedger) -> str:
    """All that the ledger holds, in short."""
    snapshot = ledger.snapshot()
    told = [item.model_dump_json() for item in snapshot.commitments.values()]
    told += [each.model_dump_json() for returns in snapshot.returns.values() for each in returns]
    return hashlib.sha256("\n".join(told).encode()).hexdigest() + str(ledger.entry_count)


@contextmanager
def no_larger_than(size: int) -> Iterator[None]:
    """Within this, no file grows beyond so many bytes."""
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))


def attempt(path: Path, act: Callable[[OpenLedger], object], size: int) -> dict[str, object]:
    """Try under a limit; gives back what was refused, how, and whether anything changed by it."""
    ledger = OpenLedger.open(path, "张三")
    before = found(ledger)
    said = ""
    with no_larger_than(size):
        try:
            act(ledger)
        except LedgerError as problem:
            said = str(problem)
        shown = found(ledger)
    ledger.close()
    ledger = OpenLedger.open(path, "张三")
    kept = found(ledger)
    told: dict[str, object] = {
        "size": size, "said": said, "screen_is_file": shown == kept, "unchanged": kept == before,
        "sound": ledger.check()["ok"],
    }  # fmt: skip
    ledger.close()
    return told


def main() -> None:
    """full_disk.py LEDGER ACT: prints a JSON list, an object for each size; the last one had room."""
    path, act = Path(sys.argv[1]), {"tick": tick, "import": bring_in, "back_up": back_up}[sys.argv[2]]
    told: list[dict[str, object]] = []
    size = STEP
    while True:
        told.append(attempt(path, act, size))
        if not told[-1]["said"]:
            break
        size += STEP
    sys.stdout.write(json.dumps(told, ensure_ascii=False))


if __name__ == "__main__":
    main()
