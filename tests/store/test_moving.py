"""A ledger moves to a server and back with nothing lost, or it does not move at all."""

from __future__ import annotations

import gzip
import shutil
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from liling_desk.ledger import edits
from liling_desk.ledger.access import Access
from liling_desk.ledger.address import address_of
from liling_desk.ledger.commitment import Commitment, Unit
from liling_desk.ledger.errors import (
    FileUnusable,
    LedgerDamaged,
    LedgerError,
    LedgerUnusable,
    ReadOnlyLedger,
    ServerUnreachable,
)
from liling_desk.ledger.evidence import Evidence
from liling_desk.ledger.returns import Return
from liling_desk.open_ledger import OpenLedger
from liling_desk.proof import write_journal
from liling_desk.server_ledgers import adopt, people, prepare, snapshot
from liling_desk.store import moving
from liling_desk.store.streams import Digest, rows_in_file, tables_of
from tests.servers.private_server import PrivateServer
from tests.worked_ledger import content_of, read_file, work_on

HOSTILE = (
    "100%", "%s %(x)s", "a_b", "ß", "İstanbul", "ｆｕｌｌ－ｗｉｄｔｈ", "", "'; DROP TABLE journal; --", "\\N", "\\.",
    "tab\tand\nline\r\nand \\ and \"quotes\"", "\u00e9", "e\u0301", "😀𠮷", "长" * 3000, "\u200b\ufeff", ":name ?",
)  # fmt: skip


@pytest.fixture(scope="module")
def worked_template(starter_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = Path(shutil.copy(starter_template, tmp_path_factory.mktemp("worked") / "台账.db"))
    ledger = OpenLedger.open(path, "张三", access=Access("zhangsan"))
    work_on(ledger)
    for place, text in enumerate(HOSTILE):
        item = Commitment(code=f"H-{place:02}", title=f"{text} 题", detail=text, note=text, wording=text[::-1])
        ledger.apply(edits.create(item))
        told = Return(key=f"h{place}", commitment=item.code, period=text or None, progress=text, value=place / 3)
        ledger.apply(edits.add_return(told, ledger.get(item.code)))
        ledger.apply(edits.add_evidence(Evidence(key=f"he{place}", commitment=item.code, text=f"{text}。")))
        if text.strip():
            ledger.apply(edits.add_unit(Unit(name=f"单位{text[:200]}", aliases=(f"别名{text[:200]}",))))
    values = (1e300, -1e-300, 0.1 + 0.2, 5e-324, -0.0, float(2**53 + 2), 123456789.123456789)
    for place, value in enumerate(values):
        told = Return(key=f"v{place}", commitment="LL-001", period=f"{place}", progress="数", value=value)
        ledger.apply(edits.add_return(told, ledger.get("LL-001")))
    ledger.close()
    return path


@pytest.fixture
def worked_file(worked_template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(worked_template, tmp_path / "办过.db"))


def rows_of(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(path)) as connection:
        return {each.name: [tuple(row) for row in rows_in_file(connection, each)] for each in tables_of(connection)}


def is_free(server: PrivateServer, desk: str) -> bool:
    there = server.run_sql("SELECT to_regclass('liling_data.desk') IS NOT NULL")[0][0]
    if not there:
        return True
    tables = [row[0] for row in server.run_sql("SELECT tablename FROM pg_tables WHERE schemaname = 'liling_data'")]
    return all(
        server.run_sql(f"SELECT count(*) FROM liling_data.{table} WHERE at_desk = '{desk}'") == [(0,)]
        for table in tables
        if table != "schema_state"
    )


def tampered(path: Path, statement: str, *triggers: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        guards = [
            connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (name,)).fetchone()[0]
            for name in triggers
        ]
        for name in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(statement)
        for guard in guards:
            connection.execute(guard)


def test_there_and_back_nothing_is_lost(
    worked_file: Path, server_address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address, back = address_of(server_address), tmp_path / "回来.db"
    before = rows_of(worked_file)
    told: list[tuple[int, int]] = []
    moved = adopt(worked_file, address, report=lambda done, total: told.append((done, total)))
    assert told[-1] == (sum(moved.rows.values()) * 2,) * 2
    assert {name: len(rows) for name, rows in before.items()} == dict(moved.rows)
    ledger = OpenLedger.open(address, "李四")
    with closing(OpenLedger.open(worked_file, "验看")) as file_ledger:
        assert content_of(ledger) == content_of(file_ledger)
        assert moved.head == ledger.snapshot().head == file_ledger.snapshot().head
    assert ledger.check()["ok"]

    again = snapshot(address, back)
    assert again.rows == moved.rows and again.head == moved.head
    assert rows_of(back) == before == rows_of(worked_file)
    assert read_file(back) == read_file(worked_file)
    lines = [tmp_path / f"{name}.jsonl" for name in ("file", "server", "back")]
    for place, line in zip((worked_file, address, back), lines, strict=True):
        assert not write_journal(place, line).problems
    assert lines[0].read_bytes() == lines[1].read_bytes() == lines[2].read_bytes()
    assert stat.S_IMODE(back.stat().st_mode) == 0o600
    with closing(OpenLedger.open(back, "王五")) as copy:
        assert copy.check()["ok"]
        copy.apply(edits.revise(copy.get("LL-001"), note="途中写的"))
        assert copy.snapshot().head != moved.head
    ledger.apply(edits.revise(ledger.get("LL-001"), note="服务器上写的"))
    assert ledger.check()["ok"]
    ledger.close()


def test_an_empty_ledger_moves(tmp_path: Path, server_address: str) -> None:
    OpenLedger.create(tmp_path / "空.db", "张三").close()
    moved = adopt(tmp_path / "空.db", address_of(server_address))
    assert moved.items == moved.entries == 0
    snapshot(address_of(server_address), tmp_path / "b.db")
    assert rows_of(tmp_path / "b.db") == rows_of(tmp_path / "空.db")


def test_what_others_write_meanwhile_moves_or_stays_but_is_not_torn(ledger_file: Path, server_address: str) -> None:
    address = address_of(server_address)
    with closing(OpenLedger.open(ledger_file, "李四")) as other:

        def write(done: int, total: int) -> None:
            other.apply(edits.revise(other.get("LL-001"), note=f"{done}"))

        moved = adopt(ledger_file, address, report=write)
        assert other.snapshot().entries > moved.entries == 1
    with closing(OpenLedger.open(address, "李四")) as ledger:
        assert ledger.check()["ok"] and ledger.get("LL-001").note == ""


def test_a_snapshot_is_one_moment(ledger_file: Path, server_address: str, tmp_path: Path) -> None:
    address = address_of(server_address)
    adopt(ledger_file, address)
    with closing(OpenLedger.open(address, "李四")) as other:

        def write(done: int, total: int) -> None:
            other.apply(edits.revise(other.get("LL-001"), note=f"{done}"))

        moved = snapshot(address, tmp_path / "b.db", report=write)
        assert other.snapshot().entries > moved.entries == 1
    assert rows_of(tmp_path / "b.db") == rows_of(ledger_file)


def test_an_older_file_is_brought_up_to_date_on_the_way(tmp_path: Path, server_address: str) -> None:
    old = tmp_path / "旧.db"
    old.write_bytes(gzip.decompress(Path(__file__).with_name("second-schema.db.gz").read_bytes()))
    before = old.read_bytes()
    moved = adopt(old, address_of(server_address))
    assert old.read_bytes() == before
    with closing(OpenLedger.open(address_of(server_address), "张三")) as ledger:
        assert len(ledger.snapshot().commitments) == moved.items > 0
        assert ledger.check()["ok"]


@pytest.mark.parametrize(
    ("statement", "triggers"),
    [
        ("UPDATE journal SET actor = '别人' WHERE seq = 2", ("journal_keeps_what_it_has",)),
        ("DELETE FROM journal WHERE seq = 3", ("journal_loses_nothing",)),
        ("DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal)", ("journal_loses_nothing",)),
        ("UPDATE commitment SET lead_unit = '没有这个单位' WHERE code = 'LL-001'", ()),
    ],
)
def test_a_ledger_that_is_not_sound_stays(
    worked_file: Path, postgres: PrivateServer, desk_key: str, statement: str, triggers: tuple[str, ...]
) -> None:
    tampered(worked_file, statement, *triggers)
    with pytest.raises(LedgerDamaged):
        adopt(worked_file, address_of(postgres.address(desk_key)))
    assert is_free(postgres, desk_key)


def test_text_that_the_server_can_not_hold_is_told(ledger_file: Path, postgres: PrivateServer, desk_key: str) -> None:
    tampered(ledger_file, "UPDATE commitment SET note = 'a' || char(0) || 'b' WHERE code = 'LL-001'")
    with pytest.raises(LedgerDamaged, match="存不下"):
        adopt(ledger_file, address_of(postgres.address(desk_key)))
    assert is_free(postgres, desk_key)


def test_a_taken_desk_is_left_alone(ledger_file: Path, worked_file: Path, server_address: str, tmp_path: Path) -> None:
    address = address_of(server_address)
    with closing(OpenLedger.create(address, "李四")) as ledger:
        ledger.apply(edits.create(Commitment(code="A-1", title="先来的")))
        before = content_of(ledger)
    with pytest.raises(LedgerUnusable, match="已经有"):
        adopt(worked_file, address)
    with closing(OpenLedger.open(address, "李四")) as ledger:
        assert content_of(ledger) == before


def test_desks_of_one_database_do_not_see_each_other(
    worked_file: Path, starter_template: Path, postgres: PrivateServer, desk_key: str, tmp_path: Path
) -> None:
    one, two = (address_of(postgres.address(f"{desk_key}_{number}")) for number in (1, 2))
    adopt(worked_file, one)
    adopt(starter_template, two)
    snapshot(one, tmp_path / "1.db")
    snapshot(two, tmp_path / "2.db")
    assert rows_of(tmp_path / "1.db") == rows_of(worked_file)
    assert rows_of(tmp_path / "2.db") == rows_of(starter_template)


class Broken(Exception):
    """What breaks a move off."""


@pytest.mark.parametrize("at", [1, 2, 3])
def test_broken_off_nothing_is_left(
    worked_file: Path, postgres: PrivateServer, desk_key: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    monkeypatch.setattr(moving, "_TOGETHER", 300)
    seen = 0

    def breaks(done: int, total: int) -> None:
        nonlocal seen
        seen += 1
        if seen == at:
            raise Broken

    address = address_of(postgres.address(desk_key))
    with pytest.raises(Broken):
        adopt(worked_file, address, report=breaks)
    assert is_free(postgres, desk_key)
    adopt(worked_file, address)
    seen = 0
    with pytest.raises(Broken):
        snapshot(address, tmp_path / "folder.db", report=breaks)
    assert {path.name for path in tmp_path.iterdir()} <= {worked_file.name, "home"}


def test_a_server_that_goes_away_leaves_nothing(
    worked_file: Path, own_server: PrivateServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(moving, "_TOGETHER", 300)
    address = address_of(own_server.address("t1"))

    def kills(done: int, total: int) -> None:
        own_server.kill()

    with pytest.raises(ServerUnreachable):
        adopt(worked_file, address, report=kills)
    own_server.restart()
    assert is_free(own_server, "t1")
    adopt(worked_file, address)
    with pytest.raises(ServerUnreachable):
        snapshot(address, tmp_path / "b.db", report=kills)
    assert not list(tmp_path.glob("*.liling*")) and not (tmp_path / "b.db").exists()


def test_a_server_that_is_lost_while_it_confirms(
    ledger_file: Path, own_server: PrivateServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    confirmed = moving._confirm

    def kills(connection, address):  # type: ignore[no-untyped-def]
        own_server.kill()
        confirmed(connection, address)

    monkeypatch.setattr(moving, "_confirm", kills)
    with pytest.raises(LedgerUnusable, match="不知道"):
        adopt(ledger_file, address_of(own_server.address("t1")))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE liling_data.commitment SET note = 'x' WHERE code = 'LL-001' AND at_desk = '{desk}'",
        "DELETE FROM liling_data.progress_return WHERE key = 'r1' AND at_desk = '{desk}'",
        "UPDATE liling_data.kept_file SET content = '\\x00' WHERE at_desk = '{desk}'",
        "UPDATE liling_data.progress_return SET value = value + 1e-9 WHERE key = 'r1' AND at_desk = '{desk}'",
    ],
)
def test_what_arrives_otherwise_is_taken_back(
    worked_file: Path, postgres: PrivateServer, desk_key: str, monkeypatch: pytest.MonkeyPatch, statement: str
) -> None:
    filled = moving.into_server

    def changes(connection, table, desk, rows):  # type: ignore[no-untyped-def]
        filled(connection, table, desk, rows)
        if table.name == "letter":
            assert connection.execute(statement.format(desk=desk).encode()).rowcount

    monkeypatch.setattr(moving, "into_server", changes)
    with pytest.raises(LedgerDamaged, match="不一样"):
        adopt(worked_file, address_of(postgres.address(desk_key)))
    assert is_free(postgres, desk_key)


def test_a_snapshot_never_overwrites(ledger_file: Path, server_address: str, tmp_path: Path) -> None:
    address = address_of(server_address)
    adopt(ledger_file, address)
    target = tmp_path / "有了.db"
    target.write_bytes(b"other")
    with pytest.raises(FileUnusable):
        snapshot(address, target)
    assert target.read_bytes() == b"other"
    target.unlink()
    target.symlink_to(tmp_path / "nowhere")
    with pytest.raises(FileUnusable):
        snapshot(address, target)
    target.unlink()

    def appears(done: int, total: int) -> None:
        target.write_bytes(b"quicker")

    with pytest.raises(FileUnusable):
        snapshot(address, target, report=appears)
    assert target.read_bytes() == b"quicker"
    with pytest.raises(FileUnusable):
        snapshot(address, tmp_path / "none" / "a.db")
    assert not list(tmp_path.glob(".liling*"))


def test_a_tampered_journal_on_the_server_is_told(
    worked_file: Path, postgres: PrivateServer, desk_key: str, tmp_path: Path
) -> None:
    address = address_of(postgres.address(desk_key))
    adopt(worked_file, address)
    postgres.run_sql(
        "BEGIN; SET LOCAL session_replication_role = replica; "
        f"UPDATE liling_data.journal SET actor = '别人' WHERE seq = 2 AND at_desk = '{desk_key}'; COMMIT"
    )
    with pytest.raises(LedgerDamaged, match="第 2 条"):
        snapshot(address, tmp_path / "b.db")
    assert not (tmp_path / "b.db").exists()


def test_a_reader_adopts_nothing_but_may_take_a_copy(
    ledger_file: Path, own_server: PrivateServer, tmp_path: Path
) -> None:
    address = address_of(own_server.address("t1"))
    with pytest.raises(ReadOnlyLedger):
        adopt(ledger_file, address, Access(reader=True))
    with pytest.raises(ReadOnlyLedger):
        prepare(address, Access(reader=True))
    adopt(ledger_file, address)
    own_server.grant_roles()
    with pytest.raises(LedgerError):
        adopt(ledger_file, address_of(own_server.address("t2", user="liling_reader_1")))
    snapshot(address_of(own_server.address("t1", user="liling_reader_1")), tmp_path / "b.db", Access(reader=True))
    assert rows_of(tmp_path / "b.db") == rows_of(ledger_file)


def test_passphrases(ledger_file: Path, server_address: str, tmp_path: Path) -> None:
    pytest.importorskip("sqlcipher3")
    from liling_desk.ledger.passphrase import Passphrase, PassphraseNeeded
    from liling_desk.open_ledger import change_passphrase

    address, before = address_of(server_address), rows_of(ledger_file)
    change_passphrase(ledger_file, None, Passphrase("瓷城督查2021"))
    with pytest.raises(PassphraseNeeded):
        adopt(ledger_file, address)
    adopt(ledger_file, address, Access(passphrase=Passphrase("瓷城督查2021")))
    snapshot(address, tmp_path / "密.db", passphrase=Passphrase("另外一个口令"))
    assert b"SQLite format" not in (tmp_path / "密.db").read_bytes()
    snapshot(address, tmp_path / "明.db")
    assert rows_of(tmp_path / "明.db") == before
    sealed = OpenLedger.open(tmp_path / "密.db", "张三", access=Access(passphrase=Passphrase("另外一个口令")))
    assert sealed.check()["ok"] and len(sealed.snapshot().commitments) == 93
    sealed.close()


def test_preparing_again_does_no_harm(own_server: PrivateServer, ledger_file: Path) -> None:
    address = address_of(own_server.address("t1"))
    first = prepare(address)
    assert (first.step_before, first.separate, first.missing_roles) == (0, False, ())
    again = prepare(address)
    assert (again.step_before, again.step) == (first.step, first.step)
    adopt(ledger_file, address)
    separate = prepare(address, separate_desks=True)
    assert separate.separate and prepare(address).separate
    adopt(ledger_file, address_of(own_server.address("t2")))
    with closing(OpenLedger.open(address, "张三")) as ledger:
        assert ledger.check()["ok"]


def test_who_is_on(ledger_file: Path, postgres: PrivateServer, desk_key: str) -> None:
    address = address_of(postgres.address(desk_key))
    adopt(ledger_file, address, Access(shown_as="搬家的"))
    other = OpenLedger.create(address_of(postgres.address(f"{desk_key}2")), "别处的")
    ledgers = [OpenLedger.open(address, name) for name in ("李四", "张三", "李四")]
    assert people(address, Access(shown_as="王五")) == ["张三", "李四", "王五"]
    assert people(address, Access(shown_as="张三")) == ["张三", "李四"]
    for each in (*ledgers, other):
        each.close()


def test_digests_differ_where_anything_differs() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE TABLE t (a TEXT PRIMARY KEY, b REAL, c BLOB) STRICT")
        (table,) = tables_of(connection)
    seen = []
    rows: list[list[tuple[object, ...]]] = [
        [("a", 1.0, b"x")], [("a", 1.0, None)], [("a", None, b"x")], [("a", 1.0000000000000002, b"x")], [],
        [("a", 1.0, b"x"), ("b", 1.0, b"x")], [("A", 1.0, b"x")], [("a", 1.0, b"y")], [("a'", 1.0, b"x")],
    ]  # fmt: skip
    for some in rows:
        digest = Digest(table)
        assert list(digest.of(some)) == some
        assert digest not in seen
        seen.append(digest)
    zero, minus = Digest(table), Digest(table)
    list(zero.of([("a", 0.0, b"")]))
    list(minus.of([("a", -0.0, memoryview(b""))]))
    assert zero == minus
