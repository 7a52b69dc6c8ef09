"""One byte anywhere in the file is another: it is found, or everything that is read means the same."""

from __future__ import annotations

import os
import random
import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from liling_desk.ledger.errors import LedgerError
from liling_desk.open_ledger import OpenLedger
from tests.worked_ledger import content_of, read_file, work_on

TIMES = int(os.environ.get("LILING_DESK_BYTES", "100"))
"""A hundred in every run; thousands by hand before a release."""

SEED = int(os.environ.get("LILING_DESK_SEED", "6"))


@pytest.fixture(scope="module")
def whole(starter_template: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a closed ledger in which something of everything was done."""
    path = Path(shutil.copy(starter_template, tmp_path_factory.mktemp("whole") / "whole.db"))
    ledger = OpenLedger.open(path, "张三")
    work_on(ledger)
    assert ledger.check()["ok"]
    ledger.close()
    assert not path.with_name(f"{path.name}-wal").exists()
    return path.read_bytes()


@pytest.fixture(scope="module")
def original(whole: bytes, tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """What is read from it."""
    path = tmp_path_factory.mktemp("original") / "a.db"
    path.write_bytes(whole)
    return read_file(path)


def found(path: Path) -> list[object]:
    """What opening and checking say, in this order; empty where all is well."""
    try:
        ledger = OpenLedger.open(path, "验看")
    except LedgerError as problem:
        return [problem]
    try:
        said = ledger.check()
        problems = said["problems"]
        assert isinstance(problems, list) and bool(problems) != said["ok"]
        return problems
    finally:
        ledger.close()


def meaning(path: Path) -> dict[str, object]:
    ledger = OpenLedger.open(path, "验看")
    try:
        return content_of(ledger)
    finally:
        ledger.close()


def with_another_byte(whole: bytes, at: int, chance: random.Random) -> bytes:
    content = bytearray(whole)
    content[at] ^= chance.randint(1, 255)
    return bytes(content)


@pytest.mark.parametrize("share", range(4))
def test_a_changed_byte_is_found_or_changes_nothing_that_is_read(whole, original, tmp_path, share):
    chance = random.Random(SEED * 1000 + share)
    path = tmp_path / "台账.db"
    for _ in range(TIMES // 4):
        at = chance.randrange(len(whole))
        path.write_bytes(with_another_byte(whole, at, chance))
        if not found(path):
            assert meaning(path) == original, f"byte {at} changed unnoticed"


def journal_values(whole: bytes, tmp_path: Path) -> list[bytes]:
    """What stands in journal rows and nowhere else in the file: times, changes, hashes."""
    path = tmp_path / "journal.db"
    path.write_bytes(whole)
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT at, changes, previous_hash, hash FROM journal").fetchall()
    return [value.encode() for row in rows for value in row]


def test_every_change_to_a_journal_row_is_found(whole, tmp_path):
    chance = random.Random(SEED)
    path = tmp_path / "台账.db"
    values = journal_values(whole, tmp_path)
    for _ in range(TIMES // 2):
        places: list[int] = []
        while not places:  # a piece that runs over the end of a page stands nowhere as it is
            value = chance.choice(values)
            start = chance.randrange(max(1, len(value) - 20))
            places = [each.start() for each in re.finditer(re.escape(value[start : start + 20]), whole)]
        at = chance.choice(places) + chance.randrange(min(20, len(value)))
        path.write_bytes(with_another_byte(whole, at, chance))
        assert found(path), f"byte {at} of a journal row changed unnoticed"


def test_the_bytes_of_the_header(whole, original, tmp_path):
    path = tmp_path / "台账.db"
    chance = random.Random(SEED)
    for at in chance.sample(range(100), min(TIMES // 4, 100)):
        path.write_bytes(with_another_byte(whole, at, chance))
        if not found(path):
            assert meaning(path) == original, f"byte {at} of the header changed unnoticed"
