"""How long reading a deadline phrase takes: over all cases, against `datetime.strptime` on as many plain dates.

python benchmarks/deadline_phrases.py [--rounds 30]     prints milliseconds a phrase, keeps them in benchmarks/results/

The two take turns, so that whatever else the machine does meets both. The aim is 0.2 ms a phrase.
"""

from __future__ import annotations

import argparse
import csv
import json
import platform
import statistics
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
CASES = REPOSITORY / "tests" / "ledger" / "deadline_cases.tsv"
RESULT = Path(__file__).resolve().parent / "results" / "deadline_phrases.json"
AIM_MS = 0.2


def main() -> int:
    """Measure, print, keep; 1 where a phrase takes longer than the aim."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--rounds", type=int, default=30, help="rounds over all phrases (default 30)")
    rounds = max(words.parse_args().rounds, 3)
    with CASES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    phrases = [(row["expression"], date.fromisoformat(row["reference"])) for row in rows]
    reading, peer = measure(phrases, rounds)
    ratio = reading / peer
    print(f"{len(phrases)} phrases: {reading:.4f} ms each (aim {AIM_MS}); strptime {peer:.4f} ms; ratio {ratio:.1f}")
    RESULT.parent.mkdir(exist_ok=True)
    kept = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"), "python": platform.python_version(), "rounds": rounds,
        "phrases": len(phrases), "ms_a_phrase": round(reading, 5), "strptime_ms": round(peer, 5),
        "ratio": round(ratio, 2),
    }  # fmt: skip
    RESULT.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    return int(reading > AIM_MS)


def measure(phrases: list[tuple[str, date]], rounds: int) -> tuple[float, float]:
    """Median milliseconds a phrase, and a plain date."""
    sys.path.insert(0, str(REPOSITORY))
    from liling_desk.ledger.deadline import read_deadline

    ours, theirs = [], []
    for _ in range(rounds):
        began = time.perf_counter()
        for phrase, reference in phrases:
            read_deadline(phrase, reference)
        middle = time.perf_counter()
        for _, reference in phrases:
            datetime.strptime(reference.isoformat(), "%Y-%m-%d")
        ours.append(middle - began)
        theirs.append(time.perf_counter() - middle)
    each = 1000 / len(phrases)
    return statistics.median(ours) * each, statistics.median(theirs) * each


if __name__ == "__main__":
    sys.exit(main())
