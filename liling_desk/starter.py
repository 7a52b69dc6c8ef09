"""The starter ledger: the commitments that the 2021 report states, as the shipped table holds them."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from liling_desk import places
from liling_desk.ledger.changes import ChangeSet
from liling_desk.ledger.commitment import Commitment, Source
from liling_desk.ledger.deadline import Deadline
from liling_desk.ledger.indicator import Indicator
from liling_desk.ledger.record import creation
from liling_desk.open_ledger import OpenLedger


def found(ledger: OpenLedger) -> None:
    """Fill an empty ledger with the starter commitments, in one entry that is the ground of all edits."""
    source = starter_source()
    changes = [creation("source", source.key, source)]
    changes += [creation("commitment", item.code, item) for item in starter_commitments(source.key)]
    ledger.apply(ChangeSet("found", tuple(changes)))


def starter_source() -> Source:
    """The document that the starter's commitments stand in."""
    return Source(**json.loads(places.resource("starter", "source.json").read_text(encoding="utf-8")))


def starter_commitments(source: str) -> Iterator[Commitment]:
    """Every row of the shipped table, no field left out and none added."""
    with places.resource("starter", "commitments.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            yield Commitment(
                code=row["code"], title=row["title"], role=row["role"], programme=row["programme"],
                category=row["category"], kind=row["kind"], source=source,
                reference_date=date.fromisoformat(row["reference_date"]), section=row["source_section"],
                note=row["note"], deadline=_deadline(row), indicator=_indicator(row),
            )  # fmt: skip


def _deadline(row: dict[str, str]) -> Deadline:
    latest = row["deadline_latest"] or None
    fields: dict[str, Any] = {
        "phrase": row["stated_deadline"],
        "kind": "dated" if latest else "unstated",
        "earliest": row["deadline_earliest"] or None,
        "latest": latest,
        "approximate": "左右" in row["stated_deadline"],
    }
    return Deadline(**fields)


def _indicator(row: dict[str, str]) -> Indicator | None:
    if not row["metric"]:
        return None
    names = ("comparison", "target", "unit", "baseline", "baseline_year", "stated_growth_pct")
    fields: dict[str, Any] = {name: row[name] or None for name in names}
    return Indicator(metric=row["metric"], **fields)
