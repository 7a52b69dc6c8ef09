"""A reader can't write through any door, and sees what the desk writes."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from liling_desk.ledger import edits
from liling_desk.ledger.access import Access
from liling_desk.ledger.address import Address
from liling_desk.ledger.changes import ChangeSet
from liling_desk.ledger.entry import BatchFacts
from liling_desk.ledger.errors import LedgerUnusable, ReadOnlyLedger
from liling_desk.ledger.filters import LedgerFilter, SortOrder
from liling_desk.ledger.saved_view import SavedView, keep_view
from liling_desk.open_ledger import BackupKind, OpenLedger
from liling_desk.store.on_sqlite import SqliteEngine
from tests.worked_ledger import content_of

READER = Access("kanbao", reader=True)
DAY = date(2021, 12, 15)


@pytest.fixture
def reader(starter_ledger: OpenLedger):
    ledger = OpenLedger.open(starter_ledger.address, "李四", access=READER)
    yield ledger
    ledger.close()


def tick(ledger: OpenLedger) -> ChangeSet:
    return edits.tick_off(ledger.get("LL-001"), "市委督查室验收单第3号", DAY, "李四")


WRITING: dict[str, Callable[[OpenLedger], object]] = {
    "apply": lambda ledger: ledger.apply(tick(ledger)),
    "apply_import": lambda ledger: ledger.apply_import(tick(ledger), BatchFacts("a.csv", "0" * 64, 1)),
    "attach": lambda ledger: ledger.attach(tick(ledger), []),
    "undo": lambda ledger: ledger.undo(),
    "redo": lambda ledger: ledger.redo(),
    "undo_batch": lambda ledger: ledger.undo_batch(1),
    "back_up": lambda ledger: ledger.back_up(BackupKind.ASKED),
    "issue_bulletin": lambda ledger: issue(ledger),
    "saved view": lambda ledger: ledger.apply(keep_view(SavedView(name="红灯", filter=LedgerFilter()))),
}


def issue(ledger: OpenLedger) -> object:
    from liling_desk.ledger import bulletin

    draft = bulletin.Bulletin(
        key="d", year=2021, number=1, title="通报", as_of=DAY, filter=LedgerFilter(), sort=SortOrder()
    )
    figures = bulletin.freeze(ledger.find(draft.filter, draft.sort, DAY), DAY)
    return ledger.issue_bulletin(draft, figures, b"%PDF-", DAY, ledger.entry_count)


@pytest.mark.parametrize("door", WRITING)
def test_every_door_refuses_and_says_what_to_do(reader: OpenLedger, door: str) -> None:
    before, entries = content_of(reader, history=False), reader.entry_count
    with pytest.raises(ReadOnlyLedger) as refused:
        WRITING[door](reader)
    assert refused.value.kind == "read_only"
    assert "本机用途" in str(refused.value.remedy)
    assert (content_of(reader, history=False), reader.entry_count) == (before, entries)


@pytest.mark.parametrize("door", WRITING)
def test_no_door_touches_the_file(ledger_file: Path, door: str) -> None:
    before = ledger_file.read_bytes()
    ledger = OpenLedger.open(ledger_file, "李四", access=READER)
    with pytest.raises(ReadOnlyLedger):
        WRITING[door](ledger)
    ledger.close()
    assert ledger_file.read_bytes() == before
    assert not list(ledger_file.parent.glob("*-backups"))


def test_the_connection_itself_refuses(ledger_file: Path) -> None:
    engine = SqliteEngine.open(ledger_file, READER)
    for statement in ("DELETE FROM commitment", "PRAGMA user_version = 3", "CREATE TABLE t (a)"):
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            engine.connection.execute(statement)
    engine.connection.execute("PRAGMA query_only = OFF")
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        engine.connection.execute("DELETE FROM commitment")
    engine.close()


def test_what_the_desk_writes_is_seen(reader: OpenLedger, starter_ledger: OpenLedger) -> None:
    assert reader.get("LL-001").done_on is None
    starter_ledger.apply(tick(starter_ledger))
    assert reader.changed_elsewhere()
    assert reader.get("LL-001").done_on == DAY
    assert reader.check()["ok"]
    starter_ledger.close()
    assert reader.get("LL-001").done_on == DAY


def test_a_copy_may_be_taken_away(reader: OpenLedger, tmp_path: Path) -> None:
    reader.backup(tmp_path / "copy.db")
    copy = OpenLedger.open(tmp_path / "copy.db", "王五")
    assert copy.check()["ok"]
    copy.close()


def test_a_reader_makes_no_ledger(new_place: Address, tmp_path: Path) -> None:
    with pytest.raises(ReadOnlyLedger):
        OpenLedger.create(new_place, "李四", access=READER)
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(LedgerUnusable):
        OpenLedger.open(new_place, "李四")


def test_an_older_ledger_is_brought_up_to_date_by_the_desk(tmp_path: Path) -> None:
    import gzip

    path = tmp_path / "old.db"
    path.write_bytes(gzip.decompress(Path(__file__).with_name("second-schema.db.gz").read_bytes()))
    before = path.read_bytes()
    with pytest.raises(ReadOnlyLedger, match="旧版本"):
        OpenLedger.open(path, "李四", access=READER)
    assert path.read_bytes() == before
    OpenLedger.open(path, "张三").close()
    OpenLedger.open(path, "李四", access=READER).close()


def test_entries_keep_the_account_beside_the_name(starter_place: Address) -> None:
    ledger = OpenLedger.open(starter_place, "张三（李四）", access=Access("zhangsan"))
    ledger.apply(tick(ledger))
    assert ledger.recent(1)[0].actor == "张三(李四)（zhangsan）"
    ledger.undo()
    assert ledger.recent(1)[0].actor == "张三(李四)（zhangsan）"
    assert ledger.get("LL-001").done_by is None
    assert ledger.check()["ok"]
    ledger.close()
