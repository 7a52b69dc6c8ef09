"""A ledger with a passphrase: nothing of it can be read without, and everything works as before with it."""

from __future__ import annotations

import pickle
import shutil
import sqlite3
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from liling_desk import starter
from liling_desk.ledger import edits
from liling_desk.ledger.access import Access
from liling_desk.ledger.errors import InvalidEdit, LedgerDamaged, LedgerUnusable, NotALedger, ReadOnlyLedger
from liling_desk.ledger.passphrase import Passphrase, PassphraseNeeded, WrongPassphrase, new_passphrase
from liling_desk.open_ledger import (
    BackupKind,
    OpenLedger,
    back_up_if_first,
    back_up_ledger,
    backup_from,
    backups_of,
    change_backups,
    change_passphrase,
    copy_backup,
    look_into,
    newest_sound,
    restore_ledger,
)
from liling_desk.proof import check_opened, find_entry, write_journal

pytest.importorskip("sqlcipher3")

DAY = date(2021, 12, 15)
TEXT = "渌江 书院 三月 杜鹃"


def words() -> Passphrase:
    return Passphrase(TEXT)


def sealed(access: Access | None = None) -> Access:
    return access or Access("zhangsan", passphrase=words())


@pytest.fixture(scope="session")
def sealed_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sealed") / "sealed.db"
    ledger = OpenLedger.create(path, "founder", access=sealed())
    starter.found(ledger)
    ledger.close()
    return path


@pytest.fixture
def sealed_file(sealed_template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(sealed_template, tmp_path / "台账.db"))


def tick(ledger: OpenLedger, code: str = "LL-001") -> None:
    ledger.apply(edits.tick_off(ledger.get(code), "市委督查室验收单第3号", DAY, "张三"))


def readable(path: Path) -> bool:
    content = path.read_bytes()
    return b"SQLite format 3" in content or "陶瓷".encode() in content or b"commitment" in content


def test_nothing_in_the_file_can_be_read(sealed_file: Path) -> None:
    ledger = OpenLedger.open(sealed_file, "张三", access=sealed())
    tick(ledger)
    ledger.back_up(BackupKind.ASKED)
    log = sealed_file.with_name(f"{sealed_file.name}-wal")
    assert log.stat().st_size
    for path in (sealed_file, log, *(each.path for each in backups_of(sealed_file))):
        assert not readable(path), path
    assert ledger.check()["ok"] and len(ledger.snapshot().commitments) == 93
    ledger.undo()
    ledger.close()


def test_without_or_with_a_wrong_one_it_does_not_open(sealed_file: Path) -> None:
    before = sealed_file.read_bytes()
    with pytest.raises(PassphraseNeeded) as needed:
        OpenLedger.open(sealed_file, "张三")
    assert needed.value.kind == "passphrase_needed" and "口令" in str(needed.value)
    for _ in range(3):
        with pytest.raises(WrongPassphrase) as wrong:
            OpenLedger.open(sealed_file, "张三", access=Access(passphrase=Passphrase(TEXT + "花")))
        assert TEXT not in str(wrong.value) + repr(wrong.value) + wrong.value.detail
    assert sealed_file.read_bytes() == before
    OpenLedger.open(sealed_file, "张三", access=sealed()).close()


def test_a_passphrase_opens_a_plain_ledger_as_well(ledger_file: Path) -> None:
    ledger = OpenLedger.open(ledger_file, "张三", access=sealed())
    tick(ledger)
    ledger.close()
    assert readable(ledger_file)
    OpenLedger.open(ledger_file, "张三").close()


@pytest.mark.parametrize("size", [4096, 4096 * 30, 5000])
def test_what_is_no_ledger_is_not_taken_for_a_sealed_one(tmp_path: Path, size: int) -> None:
    path = tmp_path / "a.db"
    path.write_bytes(b"No ledger at all. " * size)
    with pytest.raises(NotALedger):
        OpenLedger.open(path, "张三")
    with pytest.raises(NotALedger):
        OpenLedger.open(path, "张三", access=sealed())


def test_a_damaged_beginning_of_a_plain_ledger_asks_for_nothing(ledger_file: Path) -> None:
    content = ledger_file.read_bytes()
    ledger_file.write_bytes(b"SQLIte" + content[6:])
    with pytest.raises(NotALedger):
        OpenLedger.open(ledger_file, "张三")


def test_a_changed_page_is_noticed(sealed_file: Path) -> None:
    content = bytearray(sealed_file.read_bytes())
    content[4096 * 7 + 100] ^= 1
    sealed_file.write_bytes(content)
    with pytest.raises(LedgerDamaged):
        ledger = OpenLedger.open(sealed_file, "张三", access=sealed())
        ledger.snapshot()


def test_a_reader_reads(sealed_file: Path) -> None:
    desk = OpenLedger.open(sealed_file, "张三", access=sealed())
    reader = OpenLedger.open(sealed_file, "李四", access=Access(reader=True, passphrase=words()))
    tick(desk)
    assert reader.changed_elsewhere() and reader.get("LL-001").done_on == DAY
    with pytest.raises(ReadOnlyLedger):
        tick(reader, "LL-002")
    reader.close()
    desk.close()


def test_every_other_way_to_the_file_takes_it_too(sealed_file: Path, tmp_path: Path) -> None:
    one = words()
    ledger = OpenLedger.open(sealed_file, "张三", access=Access("zhangsan", passphrase=one))
    one.forget_text()
    made = back_up_if_first(sealed_file, tmp_path / "second", datetime.now(UTC), passphrase=one)
    assert made is not None and made.second is None
    (tmp_path / "second").mkdir()
    made = back_up_ledger(sealed_file, tmp_path / "second", passphrase=one)
    assert made.second is not None and not readable(made.second)
    tick(ledger)
    ledger.backup(tmp_path / "copy.db")
    assert not readable(tmp_path / "copy.db")
    assert check_opened(sealed_file, DAY, lambda: False, Access(passphrase=one)).proof.ok
    chain = write_journal(sealed_file, tmp_path / "journal.jsonl", Access(passphrase=one))
    entry = find_entry(sealed_file, chain.head.hash[:12], Access(passphrase=one))
    assert chain.entries == 2 and entry is not None and entry.seq == 2
    for each in ledger.backups():
        facts = ledger.look_into(each)
        assert facts.sound and facts.inside is not None and facts.inside.differences is not None
    assert newest_sound(sealed_file, passphrase=one) is not None
    copy_backup(backups_of(sealed_file)[0], tmp_path / "copied.db", one)
    again = OpenLedger.open(tmp_path / "copied.db", "张三", access=sealed())
    assert again.check()["ok"]
    again.close()
    assert restore_ledger(sealed_file, backups_of(sealed_file)[0].path, one) is not None
    assert ledger.get("LL-001").done_on is None, "the open window sees the restored ledger"
    ledger.close()


def test_without_it_a_backup_is_of_no_use(sealed_file: Path) -> None:
    made = back_up_ledger(sealed_file, passphrase=words())
    facts = look_into(backup_from(made.path))
    assert isinstance(facts.problem, PassphraseNeeded)
    facts = look_into(backup_from(made.path), passphrase=Passphrase("别的口令别的口令"))
    assert isinstance(facts.problem, WrongPassphrase)


def test_an_older_plain_backup_goes_back_into_a_sealed_ledger(ledger_file: Path, tmp_path: Path) -> None:
    plain = back_up_ledger(ledger_file).path
    change_passphrase(ledger_file, None, words())
    ledger = OpenLedger.open(ledger_file, "张三", access=sealed())
    tick(ledger)
    restore_ledger(ledger_file, plain, words())
    assert ledger.get("LL-001").done_on is None and ledger.check()["ok"]
    ledger.close()
    assert not readable(ledger_file)
    content = bytearray(ledger_file.read_bytes())
    content[4096 * 3 : 4096 * 9] = bytes(4096 * 6)
    ledger_file.write_bytes(content)
    restore_ledger(ledger_file, plain, words())
    assert not readable(ledger_file), "a damaged sealed ledger is replaced by a sealed one"
    OpenLedger.open(ledger_file, "张三", access=sealed()).close()


def test_set_change_remove(ledger_file: Path) -> None:
    ledger = OpenLedger.open(ledger_file, "张三")
    tick(ledger)
    ledger.undo()
    before, history = ledger.snapshot(), ledger.recent(10)
    ledger.close()
    plain = back_up_ledger(ledger_file).path

    done = change_passphrase(ledger_file, None, words())
    assert not readable(ledger_file) and ledger_file.stat().st_mode & 0o777 == 0o600
    assert {each.path for each in done.others} == {plain, done.kept}
    assert all(readable(each.path) for each in done.others), "named, and left to the user"
    assert change_backups(done.others, None, words()) == []
    assert not any(readable(each.path) for each in done.others)

    other = Passphrase("另一个口令 另一个口令")
    changed = change_passphrase(ledger_file, words(), other)
    with pytest.raises(WrongPassphrase):
        OpenLedger.open(ledger_file, "张三", access=sealed())
    with pytest.raises(WrongPassphrase):
        look = look_into(backup_from(changed.kept), passphrase=other)
        raise look.problem or AssertionError
    assert change_backups(changed.others, words(), other) == []

    change_passphrase(ledger_file, other, None)
    again = OpenLedger.open(ledger_file, "张三")
    assert again.check()["ok"]
    assert (again.snapshot(), again.recent(10)) == (before, history)
    again.close()


def test_it_is_not_changed_while_somebody_has_it_open(ledger_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from liling_desk.store import connecting

    monkeypatch.setattr(connecting, "BUSY_MS", 20)
    ledger = OpenLedger.open(ledger_file, "张三")
    with pytest.raises(LedgerUnusable, match="别的窗口"):
        change_passphrase(ledger_file, None, words())
    tick(ledger)
    assert ledger.check()["ok"]
    ledger.close()
    assert readable(ledger_file)


def test_where_the_new_file_can_not_be_written_the_old_one_stays(
    ledger_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from liling_desk.store import rekeying

    def full(*_words: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(rekeying, "pour", full)
    with pytest.raises(LedgerUnusable, match="磁盘满了"):
        change_passphrase(ledger_file, None, words())
    assert not list(ledger_file.parent.glob(".liling-desk-part-*"))
    ledger = OpenLedger.open(ledger_file, "张三")
    assert ledger.check()["ok"]
    ledger.close()


def test_it_shows_itself_nowhere() -> None:
    one = words()
    one.key(bytes(16))
    assert TEXT not in repr(one) and TEXT not in str(one) and TEXT not in f"{one}"
    assert TEXT not in repr(Access(passphrase=one))
    with pytest.raises(TypeError):
        pickle.dumps(one)
    with pytest.raises(TypeError):
        vars(one)


def test_the_same_words_are_known_again_after_the_text_is_forgotten(sealed_file: Path) -> None:
    one = words()
    OpenLedger.open(sealed_file, "张三", access=Access(passphrase=one)).close()
    one.forget_text()
    assert words().opens_what(one)
    assert not Passphrase(TEXT + " ").opens_what(one)
    assert not words().opens_what(words()), "nothing was opened with it yet"


@pytest.mark.parametrize("text", ["", "短口令", "a" * 7, " 前面有空格的口令", "有\n换行的一个口令", "a" * 300])
def test_a_new_one_can_be_typed_again_and_is_not_too_short(text: str) -> None:
    with pytest.raises(InvalidEdit):
        new_passphrase(text)


def test_the_ways_to_write_a_letter_are_one() -> None:
    composed, apart = Passphrase("caf\u00e9 caf\u00e9"), Passphrase("cafe\u0301 cafe\u0301")
    assert composed.key(bytes(16)) == apart.key(bytes(16))


def test_sqlciphers_own_way_opens_the_file(sealed_file: Path) -> None:
    from sqlcipher3 import dbapi2

    connection = dbapi2.connect(str(sealed_file))
    connection.set_key(TEXT)
    assert connection.execute("SELECT count(*) FROM commitment").fetchone()[0] == 93
    connection.close()


def test_where_the_part_is_not_installed_that_is_said(sealed_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "liling_desk.store.sealed_connection", None)
    with pytest.raises(LedgerUnusable, match=r"pip install"):
        OpenLedger.open(sealed_file, "张三", access=sealed())
    with pytest.raises(PassphraseNeeded):
        OpenLedger.open(sealed_file, "张三")
