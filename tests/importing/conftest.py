"""Small files and ledgers to import into."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from liling_desk.importing.columns import guess_columns
from liling_desk.importing.csv_sheet import read_csv
from liling_desk.importing.preview import Handled, Preview, make_preview
from liling_desk.importing.table import find_table
from liling_desk.ledger.commitment import Commitment, Unit
from liling_desk.ledger.indicator import Indicator
from liling_desk.ledger.snapshot import Snapshot

TODAY = date(2021, 7, 5)
Previewing = Callable[..., Preview]


@pytest.fixture
def snapshot() -> Snapshot:
    """Three items, one deleted, and a unit with a former name."""
    items = [
        Commitment(code="LL-001", title="106 国道升级改造"),
        Commitment(code="LL-002", title="垃圾分类", indicator=Indicator(metric="覆盖率", target=100, unit="%")),
        Commitment(code="LL-003", title="引进人才", lead_unit="市委组织部", note="旧备注"),
        Commitment(code="LL-004", title="已删事项", deleted=True),
    ]
    units = {"市委组织部": Unit(name="市委组织部"), "市教育局": Unit(name="市教育局", aliases=("教体局",))}
    return Snapshot({item.code: item for item in items}, units=units)


@pytest.fixture
def preview(tmp_path: Path, snapshot: Snapshot) -> Previewing:
    """`preview(text, into=snapshot, name=..., period=..., handled=...)` as the import page does it."""

    def run(
        text: str,
        into: Snapshot | None = None,
        name: str = "file.csv",
        period: str | None = None,
        today: date = TODAY,
        handled: Handled | None = None,
    ) -> Preview:
        path = tmp_path / name
        path.write_bytes(text.encode())
        table = find_table(read_csv(path))
        columns = guess_columns(table.headers, (), table.sample())
        return make_preview(table, columns, into or snapshot, period=period, today=today, handled=handled or Handled())

    return run
