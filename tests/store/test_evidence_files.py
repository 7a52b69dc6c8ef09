"""Evidence files: row, bytes and history are written together, taken back together, and vouched for by the journal."""

from __future__ import annotations

import gzip
import random
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from liling_desk.ledger import edits
from liling_desk.ledger.entry import BatchFacts
from liling_desk.ledger.errors import FileUnusable, InvalidEdit
from liling_desk.ledger.evidence import Evidence
from liling_desk.ledger.evidence_file import MEGABYTE, accept
from liling_desk.ledger.packing import sha256_of
from liling_desk.open_ledger import OpenLedger
from liling_desk.store import schema

DAY = date(2021, 12, 15)
PDF = b"%PDF-1.7\n" + b"0000000000 65535 f\n" * 500
PICTURE = b"\xff\xd8\xff\xe0" + random.Random(5).randbytes(2 * MEGABYTE)


def attach(ledger, *files, code="LL-001", note=""):
    accepted = [accept(name, content) for name, content in files]
    changes = edits.attach(ledger.get(code), accepted, DAY, note, ledger.snapshot().evidence.get(code, ()))
    return ledger.attach(changes, accepted)


def evidence(ledger, code="LL-001"):
    return ledger.snapshot().evidence.get(code, ())


def test_files_go_in_together_and_come_back_byte_for_byte(starter_ledger, stored):
    applied = attach(starter_ledger, ("验收.pdf", PDF), ("现场\u202e.jpg", PICTURE), note="验收")
    assert applied.codes == ("LL-001",)
    again = OpenLedger.open(starter_ledger.address, "小王")
    by_name = {each.shown_name: each for each in evidence(again)}
    assert set(by_name) == {"验收.pdf", "现场.jpg"}
    one = by_name["现场.jpg"]
    assert (one.file_name, one.size, one.sha256, one.media, one.text, one.added_on) == (
        "现场\u202e.jpg", len(PICTURE), sha256_of(PICTURE), "image/jpeg", "验收", DAY,
    )  # fmt: skip
    assert again.evidence_file(one.key) == PICTURE
    assert again.evidence_file(by_name["验收.pdf"].key) == PDF
    assert again.check()["ok"]
    again.close()
    forms = stored(starter_ledger.address, "SELECT sha256, form FROM kept_file")
    assert {each["sha256"]: each["form"] for each in forms} == {sha256_of(PDF): "zlib", sha256_of(PICTURE): "plain"}


def test_the_chain_vouches_for_the_bytes(starter_ledger, stored):
    attach(starter_ledger, ("验收.pdf", PDF))
    (change,) = starter_ledger.history("LL-001")[0].changes
    assert (change.after["sha256"], change.after["size"]) == (sha256_of(PDF), len(PDF))
    entries = stored(starter_ledger.address, "SELECT changes FROM journal WHERE seq > 1")
    assert sum(len(entry["changes"]) for entry in entries) < 1000


def test_removing_is_taken_back_with_the_file(starter_ledger):
    attach(starter_ledger, ("验收.pdf", PDF))
    (one,) = evidence(starter_ledger)
    starter_ledger.apply(edits.remove_evidence(one))
    assert evidence(starter_ledger) == ()
    with pytest.raises(FileUnusable, match="不在台账里"):
        starter_ledger.evidence_file(one.key)
    assert starter_ledger.check()["ok"]
    starter_ledger.undo()
    assert evidence(starter_ledger) == (one,) and starter_ledger.evidence_file(one.key) == PDF
    starter_ledger.redo()
    starter_ledger.undo()
    starter_ledger.undo()
    assert evidence(starter_ledger) == ()
    starter_ledger.redo()
    assert starter_ledger.evidence_file(one.key) == PDF and starter_ledger.check()["ok"]


def test_the_same_file_is_kept_once_and_noted_once_at_an_item(starter_ledger, stored):
    attach(starter_ledger, ("一.pdf", PDF), ("二.pdf", PDF))
    assert len(evidence(starter_ledger)) == 1
    attach(starter_ledger, ("三.pdf", PDF), code="LL-002")
    assert len(stored(starter_ledger.address, "SELECT sha256 FROM kept_file")) == 1
    with pytest.raises(InvalidEdit, match="同样的文件"):
        attach(starter_ledger, ("四.pdf", PDF))


def test_a_file_that_is_also_a_batch_is_kept_once(starter_ledger, stored):
    attach(starter_ledger, ("报送.csv", PDF))
    facts = BatchFacts("报送.csv", sha256_of(PDF), 1, original=PDF)
    starter_ledger.apply_import(edits.revise(starter_ledger.get("LL-004"), note="来自文件"), facts)
    assert len(stored(starter_ledger.address, "SELECT sha256 FROM kept_file")) == 1
    assert starter_ledger.original_file(1) == PDF


def test_a_row_is_never_written_without_its_bytes(starter_ledger):
    file = accept("验收.pdf", PDF)
    changes = edits.attach(starter_ledger.get("LL-001"), [file], DAY)
    with pytest.raises(InvalidEdit, match="没有一起存入"):
        starter_ledger.apply(changes)
    assert evidence(starter_ledger) == () and starter_ledger.entry_count == 1


def test_a_deleted_item_takes_no_files(starter_ledger):
    starter_ledger.apply(edits.delete(starter_ledger.get("LL-001")))
    with pytest.raises(InvalidEdit, match="已经删除"):
        attach(starter_ledger, ("验收.pdf", PDF))


def test_words_have_no_file(starter_ledger):
    starter_ledger.apply(edits.add_evidence(Evidence(key="w", commitment="LL-001", text="见档案室")))
    with pytest.raises(FileUnusable, match="文字"):
        starter_ledger.evidence_file("w")


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE kept_file SET content = x'00'", "验收.pdf 已损坏"),
        ("UPDATE kept_file SET form = 'plain'", "验收.pdf 已损坏"),
        ("UPDATE kept_file SET content = substr(content, 1, length(content) - 9)", "验收.pdf 已损坏"),
        ("DELETE FROM kept_file", "验收.pdf 不见了"),
        ("UPDATE evidence SET sha256 = 'f' || substr(sha256, 2)", "验收.pdf 不见了"),
    ],
)
def test_a_file_that_is_damaged_or_lost_is_named(starter_ledger, tamper, statement, said):
    attach(starter_ledger, ("验收.pdf", b"\xff\xd8\xff" + PDF))
    (one,) = evidence(starter_ledger)
    tamper(starter_ledger.address, statement)
    found = starter_ledger.check()
    assert not found["ok"] and any("LL-001" in str(each) and said in str(each) for each in found["problems"])
    with pytest.raises(FileUnusable, match="读不出来"):
        starter_ledger.evidence_file(one.key)


@pytest.mark.parametrize(
    "changed", ["file_name = '别的.pdf'", "size = size + 1", "media = 'image/png'", "text = '改过'", "added_on = NULL"]
)
def test_whatever_is_changed_past_the_journal_is_named(starter_ledger, tamper, changed):
    attach(starter_ledger, ("验收.pdf", PDF))
    tamper(starter_ledger.address, f"UPDATE evidence SET {changed}")
    found = starter_ledger.check()
    assert not found["ok"] and "LL-001 的依据材料" in str(found["problems"][0])


def test_a_damaged_file_is_made_good_by_adding_it_again(starter_ledger, tamper):
    attach(starter_ledger, ("验收.pdf", PDF))
    (one,) = evidence(starter_ledger)
    tamper(starter_ledger.address, "UPDATE kept_file SET content = x'00'")
    attach(starter_ledger, ("再.pdf", PDF), code="LL-002")
    assert starter_ledger.evidence_file(one.key) == PDF and starter_ledger.check()["ok"]


def test_a_damaged_file_that_nothing_names_is_told_too(starter_ledger, tamper):
    attach(starter_ledger, ("验收.pdf", PDF))
    starter_ledger.undo()
    tamper(starter_ledger.address, "UPDATE kept_file SET content = x'00'")
    (said,) = starter_ledger.check()["problems"]
    assert sha256_of(PDF) in str(said)


@pytest.mark.parametrize("first", range(1, 6))
def test_an_older_ledger_takes_files_from_now_on(tmp_path, monkeypatch, first):
    path, steps = tmp_path / "旧.db", schema.STEPS
    monkeypatch.setattr(schema, "STEPS", steps[:first])
    OpenLedger.create(path, "张三").close()
    monkeypatch.setattr(schema, "STEPS", steps)
    ledger = OpenLedger.open(path, "张三")
    ledger.apply(edits.create(edits.Commitment(code="XX-1", title="旧事项")))
    attach(ledger, ("验收.pdf", PDF), code="XX-1")
    assert ledger.evidence_file(evidence(ledger, "XX-1")[0].key) == PDF and ledger.check()["ok"]
    ledger.close()


@pytest.mark.parametrize("name", ["first", "second"])
def test_the_notes_and_files_of_older_programs_stay(tmp_path, name):
    """Notes of before had no file; what was journalled of them lacks the fields for one."""
    path = tmp_path / "旧.db"
    path.write_bytes(gzip.decompress(Path(__file__).with_name(f"{name}-schema.db.gz").read_bytes()))
    ledger = OpenLedger.open(path, "小王")
    note = Evidence(key="w", commitment="XX-1", text="见档案室")
    (change,) = edits.add_evidence(note).changes
    older = {field: change.after[field] for field in ("key", "commitment", "text", "added_on")}
    ledger.apply(edits.ChangeSet("evidence", (edits.Change("evidence", "w", None, older),)))
    assert evidence(ledger, "XX-1") == (note,) and ledger.check()["ok"]
    ledger.undo()
    ledger.redo()
    assert evidence(ledger, "XX-1") == (note,) and ledger.check()["ok"]
    ledger.close()


FULL = """
import resource, sys
from datetime import date
from pathlib import Path
from liling_desk.ledger import edits
from liling_desk.ledger.errors import LedgerError
from liling_desk.ledger.evidence_file import accept
from liling_desk.open_ledger import OpenLedger
import random, signal

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
ledger = OpenLedger.open(Path(sys.argv[1]), "张三")
file = accept("现场.jpg", b"\\xff\\xd8\\xff" + random.Random(3).randbytes(3_000_000))
changes = edits.attach(ledger.get("LL-001"), [file], date(2021, 12, 15))
size = Path(sys.argv[1]).stat().st_size
refused = 0
for room in (20_000, 1_000_000, 2_000_000):
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + room, resource.RLIM_INFINITY))
    try:
        ledger.attach(changes, [file])
    except LedgerError as problem:
        refused += 1
        assert ledger.snapshot().evidence == {} and ledger.entry_count == 1, "something was left"
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
assert ledger.check()["ok"]
ledger.attach(changes, [file])
(one,) = ledger.snapshot().evidence["LL-001"]
assert ledger.evidence_file(one.key).startswith(b"\\xff\\xd8\\xff") and ledger.check()["ok"]
ledger.close()
print(refused)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a limit on the size of files")
def test_a_full_disk_leaves_nothing_and_it_works_once_there_is_room(ledger_file, file_ledgers):
    run = subprocess.run(
        [sys.executable, "-c", FULL, ledger_file], capture_output=True, text=True, timeout=60, check=False
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.strip() == "3"
    assert len(file_ledgers.rows(ledger_file, "SELECT sha256 FROM kept_file")) == 1
