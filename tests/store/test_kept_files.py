"""A batch keeps the file that it came from, and knows it again."""

from __future__ import annotations

import gzip
import hashlib
import zlib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from liling_desk.ledger import edits
from liling_desk.ledger.entry import KEPT_LIMIT, BatchCounts, BatchFacts
from liling_desk.ledger.errors import FileUnusable
from liling_desk.open_ledger import OpenLedger

CONTENT = "编号,进展情况\r\nLL-001,已开工\r\n".encode("gbk")
SHA256 = hashlib.sha256(CONTENT).hexdigest()
OTHER = zlib.compress(b"other")
COUNTS = BatchCounts(added=0, changed=1, returned=1, left_out=2, problems=3)
FACTS = BatchFacts(
    "六月.csv",
    SHA256,
    1,
    "2021-06",
    sender="市交通局",
    sheet="表一",
    size=len(CONTENT),
    counts=COUNTS,
    original=CONTENT,
)


def imported(ledger, facts=FACTS, note="一"):
    return ledger.apply_import(edits.revise(ledger.get("LL-001"), note=note), facts)


def test_a_batch_tells_where_it_came_from_also_after_a_restart(starter_ledger):
    imported(starter_ledger)
    again = OpenLedger.open(starter_ledger.address, "小王")
    (batch,) = again.batches()
    assert (batch.sender, batch.sheet, batch.size, batch.counts, batch.kept) == (
        "市交通局", "表一", len(CONTENT), COUNTS, True,
    )  # fmt: skip
    assert again.original_file(1) == CONTENT
    again.undo_batch(1)
    assert again.original_file(1) == CONTENT and again.get("LL-001").note == ""
    assert again.check()["ok"]
    again.close()


def test_the_same_file_is_recognised(starter_ledger):
    assert starter_ledger.batch_of(SHA256) is None
    imported(starter_ledger)
    assert starter_ledger.batch_of(SHA256).number == 1
    assert starter_ledger.batch_of("00" * 32) is None
    imported(starter_ledger, note="二")
    assert starter_ledger.batch_of(SHA256).number == 2
    starter_ledger.undo_batch(2)
    assert starter_ledger.batch_of(SHA256).number == 1  # one that stands goes before one that was taken back
    starter_ledger.undo_batch(1)
    assert (starter_ledger.batch_of(SHA256).number, starter_ledger.batch_of(SHA256).undone) == (2, True)


def test_the_same_file_is_kept_once(starter_ledger, stored):
    imported(starter_ledger)
    imported(starter_ledger, note="二")
    assert len(stored(starter_ledger.address, "SELECT sha256 FROM kept_file")) == 1
    assert starter_ledger.original_file(1) == starter_ledger.original_file(2) == CONTENT


@pytest.mark.parametrize(
    "original",
    [None, b"x" * (KEPT_LIMIT + 1), CONTENT + b"changed since it was read"],
    ids=["not given", "too large", "another file by now"],
)
def test_a_file_that_is_not_kept_is_said_to_be_so(starter_ledger, original):
    sha256 = hashlib.sha256(original).hexdigest() if original and len(original) > KEPT_LIMIT else SHA256
    imported(starter_ledger, replace(FACTS, original=original, sha256=sha256))
    assert not starter_ledger.batches()[0].kept
    assert starter_ledger.batch_of(sha256).number == 1
    with pytest.raises(FileUnusable, match="校验值"):
        starter_ledger.original_file(1)


def test_an_unknown_batch_has_no_file(starter_ledger):
    with pytest.raises(FileUnusable, match="7"):
        starter_ledger.original_file(7)


@pytest.mark.parametrize("content", [b"", b"\x00\xff\x00\xff", OTHER])
def test_a_kept_file_that_has_been_damaged_is_found(starter_ledger, tamper, content):
    imported(starter_ledger)
    tamper(starter_ledger.address, ("UPDATE kept_file SET content = ?", (content,)))
    found = starter_ledger.check()
    assert not found["ok"] and found["chain_ok"] and "第 1 批" in str(found["problems"][0])
    if content != OTHER:
        with pytest.raises(FileUnusable):
            starter_ledger.original_file(1)


@pytest.mark.parametrize(("name", "code"), [("first", "XX-1"), ("second", "XX-1")])
def test_an_older_ledger_keeps_files_from_now_on(tmp_path, name, code):
    path = tmp_path / "旧.db"
    path.write_bytes(gzip.decompress(Path(__file__).with_name(f"{name}-schema.db.gz").read_bytes()))
    ledger = OpenLedger.open(path, "小王")
    former = len(ledger.batches())
    assert all((each.kept, each.counts, each.sender) == (False, BatchCounts(), None) for each in ledger.batches())
    number = ledger.apply_import(edits.revise(ledger.get(code), note="一"), FACTS).batch
    assert number == former + 1
    assert ledger.original_file(number) == CONTENT and ledger.check()["ok"]
    ledger.close()


def test_a_file_of_the_second_schema_keeps_what_it_holds(tmp_path):
    """Written by version 0.2: an item with a plan and an extension, and a batch with a return."""
    path = tmp_path / "旧.db"
    path.write_bytes(gzip.decompress(Path(__file__).with_name("second-schema.db.gz").read_bytes()))
    ledger = OpenLedger.open(path, "小王")
    item = ledger.get("XX-1")
    assert (item.due, item.indicator.plan[0].value, ledger.returns("XX-1")[0].batch) == (date(2022, 3, 31), 600, 1)
    (batch,) = ledger.batches()
    assert (batch.number, batch.file, batch.period, batch.undone, batch.kept) == (
        1,
        "六月.csv",
        "2021-06",
        False,
        False,
    )
    with pytest.raises(FileUnusable, match="早期"):
        ledger.original_file(1)
    assert ledger.undo_batch(1).kept == () and ledger.returns("XX-1") == ()
    assert ledger.batch_of(batch.sha256).undone and ledger.check()["ok"]
    ledger.close()
