"""The starter's items as rows of a report, and how a report is read back."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from liling_desk.ledger.commitment import Commitment
from liling_desk.ledger.filters import SortOrder, in_order
from liling_desk.ledger.returns import Return
from liling_desk.ledger.standing import Standing, standing_of
from liling_desk.ledger.status import Status
from liling_desk.reporting.kinds import LedgerFacts
from liling_desk.starter import starter_commitments
from liling_desk.translations import CHINESE, Translator

AS_OF = date(2021, 12, 15)


@pytest.fixture(scope="session")
def starter() -> list[Commitment]:
    return list(starter_commitments("sanji-2021"))


@pytest.fixture(scope="session")
def starter_rows(starter: list[Commitment]) -> list[Standing]:
    return in_order([standing_of(item, (), AS_OF) for item in starter], SortOrder())


@pytest.fixture(scope="session")
def worked_rows(starter: list[Commitment]) -> list[Standing]:
    """The starter after some work: units, deadlines of the desk, verdicts, claims, returns."""
    rows = []
    for place, item in enumerate(starter):
        fields: dict[str, object] = {"lead_unit": f"市第{place % 12}局", "status": Status.IN_PROGRESS}
        if place % 5 == 1:
            fields["assigned_deadline"] = date(2021, 11, 1) + timedelta(days=place)
        if place % 7 == 2:
            fields |= {
                "status": Status.DONE,
                "done_on": date(2021, 12, 1),
                "done_basis": "验收文号 12",
                "done_by": "张",
            }
        elif place % 11 == 3:
            fields["status"] = Status.SUBMITTED
        progress = f"第 {place} 项进展：路基贯通，桥涵完成 87%。" * (1 + place % 9)
        own = Return(
            key=str(place), commitment=item.code, period="2021-11", reported_on=date(2021, 11, 28),
            progress=progress, difficulties="资金缺口。", value=12.5 if item.indicator else None,
        )  # fmt: skip
        rows.append(standing_of(item.but(**fields), (own,) if place % 2 else (), AS_OF))
    return in_order(rows, SortOrder())


@pytest.fixture
def facts() -> LedgerFacts:
    return LedgerFacts("台账.db", 1284, 93)


@pytest.fixture
def chinese() -> Translator:
    return Translator(CHINESE)


@pytest.fixture
def text_of(tmp_path: Path) -> Callable[..., str]:
    """The text that is copied out of a PDF; `squeezed` without any space, because lines break where they like."""
    assert shutil.which("pdftotext"), "pdftotext is missing: install poppler-utils"

    def read(pdf: bytes, *options: str, squeezed: bool = False) -> str:
        path = tmp_path / "read.pdf"
        path.write_bytes(pdf)
        done = subprocess.run(["pdftotext", *options, str(path), "-"], capture_output=True, check=True)
        text = done.stdout.decode("utf-8")
        return re.sub(r"\s+", "", text) if squeezed else text

    return read
