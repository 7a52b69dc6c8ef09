"""Who calls, and what a reader may call."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from liling_desk import places
from liling_desk.account import system_account
from liling_desk.open_ledger import OpenLedger
from liling_desk.preferences import Preferences, preferences_path, save_preferences

WRITING = (
    ("tick", "LL-001", "--basis", "验收单第3号"),
    ("undo",),
    ("import", places.resource("samples", "示例-2021年5月进展报送.csv"), "--period", "2021-05"),
    ("attach", "LL-001", "--note", "现场照片存档案室"),
    ("restore", "--newest"),
    ("init", "{folder}/new.db"),
)
LOOKING = (
    ("list",),
    ("show", "LL-001"),
    ("check",),
    ("journal",),
    ("import", places.resource("samples", "示例-2021年5月进展报送.csv"), "--dry-run"),
    ("export", "-o", "{folder}/all.csv"),
    ("backup", "{folder}/copy.db"),
)


@pytest.mark.parametrize("words", WRITING, ids=lambda words: words[0])
@pytest.mark.parametrize("by", ["option", "preference"])
def test_a_reader_can_call_nothing_that_writes(
    desk: Callable[..., object], ledger_file: Path, tmp_path: Path, words: tuple[object, ...], by: str
) -> None:
    if by == "preference":
        save_preferences(Preferences(role="reader"), preferences_path())
    before, there = ledger_file.read_bytes(), set(tmp_path.iterdir())
    words = tuple(str(word).format(folder=tmp_path) for word in words)
    said = desk("--ledger", ledger_file, *(["--reader"] if by == "option" else []), *words)
    assert said.status == 3, said
    assert "只看" in said.err and "督查室" in said.err
    assert ledger_file.read_bytes() == before
    assert set(tmp_path.iterdir()) - there <= {tmp_path / "home"}


@pytest.mark.parametrize("words", LOOKING, ids=lambda words: words[0])
def test_a_reader_can_look(
    desk: Callable[..., object], ledger_file: Path, tmp_path: Path, words: tuple[object, ...]
) -> None:
    said = desk("--ledger", ledger_file, "--reader", *(str(word).format(folder=tmp_path) for word in words))
    assert said.status in (0, 1), said


def test_entries_are_signed_with_name_and_account(on: Callable[..., object], ledger_file: Path) -> None:
    account = system_account()
    assert on("tick", "LL-001", "--basis", "验收单第3号").status == 0
    save_preferences(Preferences(actor="张三"), preferences_path())
    assert on("tick", "LL-002", "--basis", "验收单第4号").status == 0
    ledger = OpenLedger.open(ledger_file, "看")
    assert [entry.actor for entry in ledger.recent(2)] == [f"张三（{account}）", account]
    assert ledger.get("LL-002").done_by == "张三", "papers name people"
    ledger.close()


def test_an_environment_variable_is_no_account(monkeypatch: pytest.MonkeyPatch) -> None:
    account = system_account()
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.setenv(name, "somebody-else")
    assert system_account() == account != "somebody-else"


TEXT = "渌江 书院 三月 杜鹃"


@pytest.fixture
def files(tmp_path: Path) -> Callable[[str, str], Path]:
    def write(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        path.chmod(0o600)
        return path

    return write


@pytest.fixture
def sealed(on: Callable[..., object], files: Callable[[str, str], Path], ledger_file: Path) -> Path:
    pytest.importorskip("sqlcipher3")
    said = on("passphrase", "set", "--new-passphrase-file", files("new.txt", f"{TEXT}\n"), "--backups", "include")
    assert said.status == 0 and TEXT not in said.out + said.err
    assert b"SQLite format 3" not in ledger_file.read_bytes()[:16]
    return ledger_file


def test_every_command_takes_the_passphrase_from_a_file(
    on: Callable[..., object], sealed: Path, files: Callable[[str, str], Path], tmp_path: Path
) -> None:
    key = files("key.txt", TEXT + "\r\n其他内容")
    for words in (
        ("list", "--json"), ("show", "LL-001"), ("check",), ("journal",), ("backups",), ("backup", tmp_path / "c.db"),
        ("journal", "-o", tmp_path / "j.jsonl"), ("tick", "LL-001", "--basis", "验收单第3号"), ("undo",),
        ("restore", "--newest"), ("export", "-o", tmp_path / "all.csv"),
    ):  # fmt: skip
        said = on("--passphrase-file", key, *words)
        assert said.status == 0, (words, said)
        assert TEXT not in said.out + said.err
    assert b"SQLite format 3" not in (tmp_path / "c.db").read_bytes()[:16]
    assert all(b"SQLite format 3" not in each.read_bytes()[:16] for each in tmp_path.glob("台账-backups/*"))


def test_without_it_or_with_another_the_command_says_what_to_do(
    on: Callable[..., object], sealed: Path, files: Callable[[str, str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    import io

    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    said = on("list")
    assert said.status == 3 and "--passphrase-file" in said.err
    said = on("list", "--passphrase-file", files("wrong.txt", "不是这个口令"))
    assert said.status == 3 and "口令不对" in said.err
    said = on("list", "--passphrase-file", files("empty.txt", "\n"))
    assert said.status == 3 and "空" in said.err
    said = on("list", "--passphrase-file", "/nowhere/key.txt")
    assert said.status == 3 and "/nowhere/key.txt" in said.err
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{TEXT}\n"))
    assert on("list", "--passphrase-file", "-").status == 0


def test_it_is_typed_unseen_in_a_terminal(
    on: Callable[..., object], sealed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prompts: list[str] = []

    def ask(prompt: str) -> str:
        prompts.append(prompt)
        return TEXT

    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("getpass.getpass", ask)
    assert on("tick", "LL-001", "--basis", "验收单第3号").status == 0
    assert len(prompts) == 1 and sealed.name in prompts[0]


def test_changed_and_removed(on: Callable[..., object], sealed: Path, files: Callable[[str, str], Path]) -> None:
    key, other = files("key.txt", TEXT), files("other.txt", "另外一个口令 另外一个口令")
    assert on("passphrase", "set", "--new-passphrase-file", other).status == 2
    assert on("passphrase", "change", "--passphrase-file", other, "--new-passphrase-file", key).status == 3
    assert on("passphrase", "change", "--passphrase-file", key, "--new-passphrase-file", files("s", "短")).status == 2
    said = on("passphrase", "change", "--passphrase-file", key, "--new-passphrase-file", other)
    assert said.status == 0 and "原来的口令" in said.out
    assert on("list", "--passphrase-file", key).status == 3
    assert on("passphrase", "remove", "--passphrase-file", other, "--backups", "delete").status == 0
    assert on("list").status == 0
    assert not list(sealed.parent.glob("台账-backups/*"))
    assert on("passphrase", "remove").status == 2


def test_a_new_ledger_may_have_one_from_the_start(
    desk: Callable[..., object], files: Callable[[str, str], Path], tmp_path: Path
) -> None:
    pytest.importorskip("sqlcipher3")
    key, path = files("key.txt", TEXT), tmp_path / "new.db"
    assert desk("init", path, "--starter", "--passphrase-file", key).status == 0
    assert b"SQLite format 3" not in path.read_bytes()[:16]
    assert desk("--ledger", path, "check", "--passphrase-file", key).status == 0


def test_a_reader_changes_no_passphrase(on: Callable[..., object], files: Callable[[str, str], Path]) -> None:
    said = on("--reader", "passphrase", "set", "--new-passphrase-file", files("new.txt", TEXT))
    assert said.status == 3 and "只看" in said.err
