"""Whatever is wrong with a ledger's file: what lies on its sound pages goes into a new ledger that is sound itself."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

import pytest

from liling_desk.ledger import edits
from liling_desk.ledger.errors import LedgerDamaged, LedgerError, LedgerUnusable
from liling_desk.open_ledger import OpenLedger, rescue_ledger
from liling_desk.store.salvage import salvaged
from tests.worked_ledger import content_of, read_file, work_on

PAGE = 4096
EACH = int(os.environ.get("LILING_DESK_EACH_PAGE", "9"))
"""1 by hand before a release: every page; every ninth in every run."""

KEPT = {"files", "papers", "originals", "bulletins", "evidence", "batches"}
"""What lies in the ledger but once."""


@pytest.fixture(scope="module")
def worked(starter_template, tmp_path_factory):
    """A closed ledger in which something of everything was done; copy it."""
    path = Path(shutil.copy(starter_template, tmp_path_factory.mktemp("worked") / "worked.db"))
    ledger = OpenLedger.open(path, "张三")
    work_on(ledger)
    ledger.close()
    return path


@pytest.fixture
def damaged(worked, tmp_path):
    return Path(shutil.copy(worked, tmp_path / "坏.db"))


@pytest.fixture(scope="module")
def original(worked):
    return read_file(worked)


def pages_of(path, *names):
    """The numbers of the pages that a table or an index lies on (SQLite's own list; not in every build)."""
    with closing(sqlite3.connect(path)) as connection:
        roots = dict(connection.execute("SELECT name, rootpage FROM sqlite_master WHERE rootpage > 0"))
    return [roots[name] for name in names]


def spoil(path, page, start=0, length=PAGE, with_byte=0xA5):
    content = bytearray(path.read_bytes())
    at = (page - 1) * PAGE + start
    content[at : at + length] = bytes([with_byte]) * min(length, len(content) - at)
    path.write_bytes(content)


def rescued(damaged, target=None):
    """The new ledger's content and what is missing; the damaged file stays as it was."""
    before, target = damaged.read_bytes(), target or damaged.with_name("新.db")
    told = rescue_ledger(damaged, target, "李四")
    assert damaged.read_bytes() == before
    ledger = OpenLedger.open(target, "李四")
    found = ledger.check()
    assert found["ok"], [str(each) for each in found["problems"]]
    content = content_of(ledger)
    assert told.items == len(content["commitments"]) and told.entries == found["journal_entries"]
    ledger.apply(edits.revise(ledger.get("LL-001"), note="接着干"))
    assert ledger.check()["ok"]
    ledger.close()
    return content, [str(each) for each in told.missing]


def without_versions(content):
    plain = {**content, "commitments": {code: {**item, "version": 0} for code, item in content["commitments"].items()}}
    return {name: value for name, value in plain.items() if name not in ("entries", "history")}


def test_nothing_is_missing_from_a_sound_file(damaged, original):
    content, missing = rescued(damaged)
    assert missing == [] and content == original


TABLES = (
    "unit", "unit_alias", "source", "commitment", "commitment_unit", "indicator", "progress_return", "evidence",
    "batch", "saved_view", "profile", "journal_subject", "bulletin", "letter",
)  # fmt: skip
INDEXES = ("sqlite_autoindex_commitment_1", "progress_return_of", "journal_cancels", "sqlite_autoindex_journal_1")


@pytest.mark.parametrize("table", [*TABLES, *INDEXES])
def test_a_lost_table_or_index_is_told_again_by_the_journal(damaged, original, table):
    spoil(damaged, *pages_of(damaged, table))
    content, missing = rescued(damaged)
    assert missing == [] and content == original


def test_all_tables_lost_but_the_journal(damaged, original):
    for page in pages_of(damaged, *TABLES):
        spoil(damaged, page)
    content, missing = rescued(damaged)
    assert missing == [] and content == original


def test_a_page_here_and_there(damaged, original, tmp_path):
    """Content is lost where a kept file lies on the page; else a history, at most."""
    whole = damaged.read_bytes()
    for page in range(3, len(whole) // PAGE + 1, EACH):
        damaged.write_bytes(whole)
        spoil(damaged, page)
        content, missing = rescued(damaged, tmp_path / f"{page}.db")
        assert bool(missing) == (content != original), page
        differing = {name for name in original if content[name] != original[name]}
        if content["entries"] != original["entries"]:
            differing -= {"commitments", "entries", "history", "batches", "originals"}
            assert without_versions(content)["commitments"] == without_versions(original)["commitments"], page
        assert differing <= KEPT, page


@pytest.mark.parametrize("at", [0, 16, 18, 24, 28, 32, 44, 56, 60, 68, 92])
@pytest.mark.parametrize("with_byte", [0x00, 0xFF])
def test_the_header(damaged, original, at, with_byte):
    spoil(damaged, 1, at, 4, with_byte)
    content, missing = rescued(damaged)
    assert content == original and missing == []


def test_the_whole_header(damaged, original):
    spoil(damaged, 1, 0, 100)
    content, _ = rescued(damaged)
    assert content == original


def test_the_page_that_lists_the_tables(damaged, original):
    spoil(damaged, 1)
    content, _ = rescued(damaged)
    assert content == original


@pytest.mark.parametrize("keep", ["half", "all but a page", "all but a byte", "two thirds"])
def test_a_file_that_was_cut_off(damaged, original, keep):
    size = damaged.stat().st_size
    left = {"half": size // 2, "all but a page": size - PAGE, "all but a byte": size - 1, "two thirds": size // 3 * 2}[
        keep
    ]
    with damaged.open("r+b") as file:
        file.truncate(left // PAGE * PAGE if keep == "half" else left)
    sound = salvaged(damaged)
    content, missing = rescued(damaged)
    assert missing
    codes = {row["code"] for row in sound.found["commitment"]}
    assert codes and codes <= content["commitments"].keys()
    keys = {row["key"] for row in sound.found["progress_return"]}
    assert keys <= {each["key"] for told in content["returns"].values() for each in told}


def test_zeroes_in_the_middle(damaged, original):
    count = damaged.stat().st_size // PAGE
    for page in range(count // 3, count // 2):
        spoil(damaged, page, with_byte=0)
    content, missing = rescued(damaged)
    assert missing or content == original
    assert len(content["commitments"]) == 93


def test_rows_speak_where_the_journal_is_lost(damaged, original):
    """The journal's first page leads to all others; then every entry is spoilt as well."""
    content = damaged.read_bytes().replace(b'"before":', b'"befoge":')
    damaged.write_bytes(content)
    content, missing = rescued(damaged)
    assert [entry.action for entry in content["entries"]] == ["rescue"]
    for part in ("returns", "units", "evidence", "files", "views", "profiles", "bulletins", "papers", "letters"):
        assert content[part] == original[part], part
    assert without_versions(content)["commitments"] == without_versions(original)["commitments"]
    assert any("操作记录第 1 至" in each for each in missing)


def test_a_rescue_is_the_ground_that_later_edits_stand_on(damaged):
    damaged.write_bytes(damaged.read_bytes().replace(b'"before":', b'"befoge":'))
    rescued(damaged)
    ledger = OpenLedger.open(damaged.with_name("新.db"), "李四")
    assert ledger.recent(2)[1].action == "rescue" and ledger.can_undo().seq == 2
    ledger.undo()
    assert ledger.can_undo() is None and len(ledger.snapshot().commitments) >= 93
    ledger.close()


def test_a_lost_entry_in_the_middle_is_named_and_its_effect_kept(damaged, original):
    content = damaged.read_bytes()
    at = content.index(b"2022-03-31", content.index(b'"extensions":[{'))
    damaged.write_bytes(content[:at] + b"2023" + content[at + 4 :])
    content, missing = rescued(damaged)
    assert without_versions(content)["returns"] == without_versions(original)["returns"]
    assert content["commitments"]["LL-002"]["extensions"] == original["commitments"]["LL-002"]["extensions"]
    assert any("操作记录第 33 条没有找回" in each for each in missing)
    assert any("操作记录第 34 至" in each and "接不上" in each for each in missing)


def test_an_item_that_is_lost_leaves_its_returns_under_its_code(damaged):
    content = damaged.read_bytes().replace(b'"before":', b'"befoge":')
    damaged.write_bytes(content)
    for page in pages_of(damaged, "commitment"):
        spoil(damaged, page)
    sound = salvaged(damaged)
    for row in sound.found["commitment"]:
        title = row["title"].encode()
        damaged.write_bytes(damaged.read_bytes().replace(title, b"\xff" * len(title)))
    content, missing = rescued(damaged)
    assert any("LL-060" in each and "没有找回" in each for each in missing)
    assert content["commitments"]["LL-060"]["title"].endswith("LL-060")
    assert content["returns"]["LL-060"][0]["value"] == 30


def test_what_lies_in_the_log_is_rescued_as_well(worked, tmp_path, original):
    path = Path(shutil.copy(worked, tmp_path / "a.db"))
    ledger = OpenLedger.open(path, "张三")
    ledger.apply(edits.revise(ledger.get("LL-001"), note="在日志里"))
    last = path.with_name("a.db-wal").stat().st_size
    ledger.apply(edits.revise(ledger.get("LL-002"), note="撕掉了"))
    damaged = tmp_path / "坏.db"
    shutil.copy(path, damaged)
    log = bytearray(path.with_name("a.db-wal").read_bytes())
    ledger.close()
    log[last + 100] ^= 0x55
    damaged.with_name("坏.db-wal").write_bytes(log)
    content, missing = rescued(damaged)
    assert missing == []
    assert content["commitments"]["LL-001"]["note"] == "在日志里"
    assert content["commitments"]["LL-002"]["note"] == original["commitments"]["LL-002"]["note"]


def test_pages_that_were_given_up_do_not_come_back(worked, tmp_path):
    path = Path(shutil.copy(worked, tmp_path / "a.db"))
    ledger = OpenLedger.open(path, "张三")
    many = [edits.add_unit(edits.Unit(name=f"临时单位{number:04}" * 6)) for number in range(300)]
    ledger.apply(edits.ChangeSet("unit", tuple(change for each in many for change in each.changes)))
    ledger.undo()
    expected = content_of(ledger)["units"]
    ledger.close()
    spoil(path, 1)
    content, _ = rescued(path, tmp_path / "b.db")
    assert content["units"] == expected


def test_where_only_the_roots_of_tables_are_left_there_is_nothing_to_rescue(damaged, tmp_path):
    with damaged.open("r+b") as file:
        file.truncate(30 * PAGE)
    with pytest.raises(LedgerDamaged, match="没有可以抢救的内容"):
        rescue_ledger(damaged, tmp_path / "新.db", "李四")


@pytest.mark.parametrize("content", [b"", b"\0" * 40_000, "编号,事项\n".encode() * 900, b"SQLite format 3\0"])
def test_nothing_to_be_rescued(tmp_path, content):
    path = tmp_path / "坏.db"
    path.write_bytes(content)
    with pytest.raises(LedgerDamaged, match="没有可以抢救的内容"):
        rescue_ledger(path, tmp_path / "新.db", "李四")
    assert [each.name for each in tmp_path.iterdir()] == ["坏.db"]


def test_nothing_is_written_over_and_a_missing_file_is_said_to_be_missing(damaged, tmp_path):
    before = damaged.read_bytes()
    with pytest.raises(LedgerUnusable, match="已经存在"):
        rescue_ledger(damaged, damaged, "李四")
    assert damaged.read_bytes() == before
    with pytest.raises(LedgerError):
        rescue_ledger(tmp_path / "none.db", tmp_path / "新.db", "李四")
    assert not (tmp_path / "新.db").exists()


def test_any_bytes_at_all_end_in_a_ledger_or_a_message(damaged, tmp_path):
    import random

    chance = random.Random(11)
    whole = damaged.read_bytes()
    for number in range(25):
        content = bytearray(whole)
        for _ in range(chance.randint(1, 400)):
            at = chance.randrange(len(content))
            content[at : at + 8] = chance.randbytes(8)
        damaged.write_bytes(content)
        target = tmp_path / f"{number}.db"
        with suppress(LedgerError):
            rescue_ledger(damaged, target, "李四")
            ledger = OpenLedger.open(target, "李四")
            assert ledger.check()["ok"]
            ledger.close()
