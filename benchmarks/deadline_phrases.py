"""How long reading a deadline phrase takes: over all cases, against `datetime.strptime` on as many plain dates."""

from __future__ import annotations

import csv
import time
from datetime import date, datetime

from benchmarks.ledgers import REPOSITORY
from benchmarks.row import Aim, Measured, Row

CASES = REPOSITORY / "tests" / "ledger" / "deadline_cases.tsv"
AIM = 0.0002
"""Seconds a phrase."""


def measure(_items: int, runs: int) -> Measured:
    """Seconds a phrase, and a plain date, in turns."""
    from liling_desk.ledger.deadline import read_deadline

    with CASES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    phrases = [(row["expression"], date.fromisoformat(row["reference"])) for row in rows]
    values: dict[str, list[float]] = {"phrase": [], "strptime": []}
    for number in range(runs + 1):
        began = time.perf_counter()
        for phrase, reference in phrases:
            read_deadline(phrase, reference)
        middle = time.perf_counter()
        for _, reference in phrases:
            datetime.strptime(reference.isoformat(), "%Y-%m-%d")
        end = time.perf_counter()
        if number:
            values["phrase"].append((middle - began) / len(phrases))
            values["strptime"].append((end - middle) / len(phrases))
    return Measured(values, facts={"phrases": len(phrases)})


ROWS = (
    Row("phrases", "a deadline phrase read", (0,), (Aim("phrase", limit=AIM), Aim("phrase", "strptime")), measure,
        runs=15),
)  # fmt: skip
