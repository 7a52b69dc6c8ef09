"""Ledgers on a server from the command line: adopt, snapshot, prepare, who, init, and where passwords come from."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from liling_desk import server_secrets
from liling_desk.ledger.address import ServerAddress, address_of
from liling_desk.ledger.password import Password
from liling_desk.open_ledger import OpenLedger
from liling_desk.preferences import load_preferences, save_preferences
from tests.servers.private_server import OWNER, PrivateServer

keyring = pytest.importorskip("keyring")


class Kept(keyring.backend.KeyringBackend):
    """A keyring in memory."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


@pytest.fixture(autouse=True)
def ring(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Kept]:
    """Nobody's own keyring or pgpass file is looked at."""
    before, kept = keyring.get_keyring(), Kept()
    keyring.set_keyring(kept)
    monkeypatch.setenv("PGPASSFILE", str(tmp_path / "none"))
    yield kept
    keyring.set_keyring(before)


@pytest.fixture(scope="module")
def guarded(server_template: Path) -> Iterator[PrivateServer]:
    """A server that asks for passwords."""
    with PrivateServer.start(template=server_template, scram=True) as server:
        yield server


def typing(monkeypatch: pytest.MonkeyPatch, *passwords: str) -> list[str]:
    """A terminal in which these are typed; gives back what was asked."""
    asked: list[str] = []
    left = list(passwords)

    def getpass(prompt: str) -> str:
        asked.append(prompt)
        return left.pop(0)

    monkeypatch.setattr("getpass.getpass", getpass)
    terminal = io.StringIO()
    terminal.isatty = lambda: True  # type: ignore[method-assign]
    monkeypatch.setattr(sys, "stdin", terminal)
    return asked


def test_adopt_list_tick_snapshot(desk, ledger_file, server_address, tmp_path):
    before = desk("--ledger", ledger_file, "list", "--json", "--as-of", "2021-07-01").json
    moved = desk("adopt", ledger_file, server_address, "--json")
    assert moved.status == 0 and moved.err == ""
    told = moved.json
    assert (told["file"], told["address"], told["items"]) == (str(ledger_file), address_of(server_address).text, 93)
    assert told["journal_entries"] == 1 and told["rows"]["commitment"] == 93
    on = ("--ledger", server_address)
    assert desk(*on, "list", "--json", "--as-of", "2021-07-01").json == before
    assert desk(*on, "tick", "LL-001", "--basis", "文号").status == 0
    assert desk(*on, "show", "LL-001", "--json").json["done_basis"] == "文号"
    assert desk(*on, "check", "--json").json["ok"]
    copy = tmp_path / "副本.db"
    said = desk("snapshot", server_address, copy, "--json")
    assert said.status == 0 and said.json["journal_entries"] == 2
    journals = [desk("--ledger", place, "journal", "--json").json for place in (server_address, copy)]
    assert journals[0] == journals[1] == {"entries": 2, "head": said.json["head"]}
    lists = [desk("--ledger", place, "list", "--json").out for place in (server_address, copy)]
    assert lists[0] == lists[1]
    for place, name in ((server_address, "a"), (copy, "b")):
        assert desk("--ledger", place, "journal", "-o", tmp_path / name).status == 0
        assert desk("--ledger", place, "report", "status", "-o", tmp_path / f"{name}.csv").status == 0
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()
    assert desk(*on, "backup", tmp_path / "c.db").status == 0
    assert desk(*on, "undo").status == 0
    assert desk("snapshot", server_address, copy).status == 3


def test_in_words(desk, ledger_file, server_address, tmp_path):
    said = desk("adopt", ledger_file, server_address)
    assert said.status == 0 and "93 项，1 条" in said.out and address_of(server_address).text in said.out
    head = desk("--ledger", ledger_file, "journal", "--json").json["head"]
    assert head in said.out
    said = desk("snapshot", server_address, tmp_path / "b.db")
    assert said.status == 0 and head in said.out and str(tmp_path / "b.db") in said.out
    said = desk("adopt", ledger_file, server_address)
    assert said.status == 3 and said.out == "" and said.err.count("\n") == 1


def test_a_sealed_snapshot(desk, ledger_file, server_address, tmp_path):
    pytest.importorskip("sqlcipher3")
    desk("adopt", ledger_file, server_address)
    secret = tmp_path / "口令"
    secret.write_text("瓷城督查2021\n", encoding="utf-8")
    assert desk("snapshot", server_address, tmp_path / "b.db", "--passphrase-file", secret).status == 0
    assert desk("--ledger", tmp_path / "b.db", "list").status == 3
    assert len(desk("--ledger", tmp_path / "b.db", "--passphrase-file", secret, "list", "--json").json) == 93
    again = server_address.replace("desk=", "desk=again_")
    assert desk("adopt", tmp_path / "b.db", again).status == 3
    assert desk("adopt", tmp_path / "b.db", again, "--passphrase-file", secret).status == 0


def test_init_on_a_server(desk, server_address, monkeypatch):
    assert desk("init", server_address).status == 0
    assert desk("--ledger", server_address, "list", "--json").json == []
    said = desk("init", server_address, "--starter")
    assert said.status == 3 and said.out == "" and said.err.count("\n") == 1
    starter_address = server_address.replace("desk=", "desk=s_")
    assert "93" in desk("init", starter_address, "--starter").out
    assert len(desk("--ledger", starter_address, "list", "--json").json) == 93


def test_init_that_breaks_off_leaves_no_desk(desk, server_address, monkeypatch):
    from liling_desk import starter
    from liling_desk.ledger.errors import LedgerUnusable
    from liling_desk.translations import Message

    def breaks(_ledger: OpenLedger) -> None:
        raise LedgerUnusable(Message("网断了"))

    with monkeypatch.context() as patch:
        patch.setattr(starter, "found", breaks)
        assert desk("init", server_address, "--starter").status == 3
    assert desk("--ledger", server_address, "list").status == 3
    assert desk("init", server_address, "--starter").status == 0


def test_the_ledger_last_opened_may_be_on_a_server(desk, ledger_file, server_address):
    desk("adopt", ledger_file, server_address)
    save_preferences(load_preferences().opened(address_of(server_address).text))
    assert len(desk("list", "--json").json) == 93
    assert desk("who", "--json").json != []


@pytest.mark.parametrize("command", [("backups",), ("restore", "x.db"), ("passphrase", "set")])
def test_commands_for_files_only(desk, ledger_file, server_address, command):
    desk("adopt", ledger_file, server_address)
    said = desk("--ledger", server_address, *command)
    assert said.status == 2 and said.out == "" and "snapshot" in said.err and said.err.count("\n") == 1


@pytest.mark.parametrize(
    "words", [("adopt", "{file}", "{file}"), ("snapshot", "{file}", "b.db"), ("prepare", "{file}"), ("who", "{file}")]
)
def test_a_file_is_no_server(desk, ledger_file, words):
    said = desk(*(word.format(file=ledger_file) for word in words))
    assert said.status == 2 and "postgresql://" in said.err


def test_a_broken_address(desk):
    for address in ("postgresql://h", "postgresql://h/d?desk=Ä", "postgresql://[::1/d"):
        said = desk("--ledger", address, "list")
        assert said.status == 2 and said.out == "" and said.err.count("\n") == 1


def test_prepare(desk, server_template):
    with PrivateServer.start(template=server_template) as server:
        address = server.address("t1")
        assert desk("--ledger", address, "list").status == 3
        first = desk("prepare", address, "--json")
        assert first.status == 0
        step = first.json["schema"]
        assert first.json == {"schema_before": 0, "schema": step, "separate_desks": False, "missing_roles": []}
        assert desk("prepare", address).status == 0
        assert desk("prepare", address, "--separate-desks", "--json").json == {
            "schema_before": step, "schema": step, "separate_desks": True, "missing_roles": [],
        }  # fmt: skip
        said = desk("prepare", server.address("t1", user="liling_writer_1"))
        assert said.status == 3 and said.err.count("\n") == 1


def test_who(desk, ledger_file, server_address):
    desk("adopt", ledger_file, server_address)
    save_preferences(load_preferences().but(actor="王五"))
    ledger = OpenLedger.open(address_of(server_address), "张三")
    assert desk("who", server_address, "--json").json == ["张三", "王五"]
    assert desk("who", server_address).out == "张三\n王五\n"
    ledger.close()


def test_a_server_that_is_not_there(desk, ledger_file, own_server, tmp_path):
    address = own_server.address("t1")
    own_server.shut_down()
    for words in (("list",), ("check",), ("journal", "-o", tmp_path / "j")):
        said = desk("--ledger", address, *words)
        assert said.status == 3 and said.out == "" and said.err.count("\n") == 1
    assert desk("adopt", ledger_file, address).status == 3
    assert desk("snapshot", address, tmp_path / "b.db").status == 3
    assert desk("adopt", tmp_path / "none.db", address).status == 3
    assert not (tmp_path / "b.db").exists() and not (tmp_path / "j").exists()


def with_password(server: PrivateServer, address: str, password: str | None = None) -> str:
    return address.replace(f"{OWNER}@", f"{OWNER}:{password or server.passwords[OWNER]}@")


def test_a_password_in_the_address_is_used_warned_of_and_shown_nowhere(desk, ledger_file, guarded, desk_key, tmp_path):
    address = guarded.address(desk_key)
    secret = guarded.passwords[OWNER]
    said = desk("adopt", ledger_file, with_password(guarded, address), "--json")
    assert said.status == 0
    assert said.err.count("\n") == 1 and "密码" in said.err
    assert secret not in said.out + said.err and said.json["address"] == address_of(address).text
    wrong = desk("--ledger", with_password(guarded, address, "not-it"), "list")
    assert wrong.status == 3 and "not-it" not in wrong.err
    said = desk("init", with_password(guarded, address.replace("desk=", "desk=x_")))
    assert said.status == 0 and secret not in said.out + said.err


def test_a_password_in_the_keyring_of_the_system(desk, ledger_file, guarded, desk_key, ring):
    address = address_of(f"{guarded.address(desk_key)}&connect_timeout=5")
    assert isinstance(address, ServerAddress)
    said = desk("adopt", ledger_file, address.text)
    assert said.status == 3 and said.err.count("\n") == 1
    assert server_secrets.remember(address, Password(guarded.passwords[OWNER]))
    assert list(ring.kept) == [("liling-desk", f"postgresql://{address.place}/{address.database}?desk={desk_key}")]
    assert desk("adopt", ledger_file, address.text).status == 0
    assert len(desk("--ledger", address.text, "list", "--json").json) == 93
    server_secrets.forget(address)
    server_secrets.forget(address)
    assert desk("--ledger", address.text, "list").status == 3


def test_a_password_that_libpq_finds(desk, ledger_file, guarded, desk_key, tmp_path, monkeypatch):
    monkeypatch.setenv("PGPASSWORD", guarded.passwords[OWNER])
    assert desk("adopt", ledger_file, guarded.address(desk_key)).status == 0
    monkeypatch.delenv("PGPASSWORD")
    assert desk("--ledger", guarded.address(desk_key), "list").status == 3
    passes = tmp_path / "pgpass"
    passes.write_text(f"127.0.0.1:{guarded.port}:*:{OWNER}:{guarded.passwords[OWNER]}\n")
    passes.chmod(0o600)
    monkeypatch.setenv("PGPASSFILE", str(passes))
    assert desk("--ledger", guarded.address(desk_key), "list").status == 0


def test_a_password_that_is_typed(desk, ledger_file, guarded, desk_key, monkeypatch, ring):
    asked = typing(monkeypatch, "wrong", guarded.passwords[OWNER], guarded.passwords[OWNER])
    address = guarded.address(desk_key)
    assert desk("adopt", ledger_file, address).status == 3
    assert len(asked) == 1 and desk_key in asked[0]
    assert desk("adopt", ledger_file, address).status == 0
    said = desk("--ledger", address, "check", "--against", desk_head(desk, ledger_file), "--json")
    assert said.status == 0 and len(asked) == 3
    assert ring.kept == {}


def desk_head(desk, place: object) -> str:
    head: str = desk("--ledger", place, "journal", "--json").json["head"]
    return head


def test_nobody_is_asked_for_a_password_that_would_not_help(desk, own_server, monkeypatch):
    asked = typing(monkeypatch)
    assert desk("init", own_server.address("t1", user="liling_writer_1")).status == 3
    assert asked == []


def test_a_system_without_a_keyring(monkeypatch):
    from keyring.backends import fail

    address = address_of("postgresql://a@h/d")
    assert isinstance(address, ServerAddress)
    keyring.set_keyring(fail.Keyring())
    assert server_secrets.recall(address) is None
    assert not server_secrets.remember(address, Password("x"))
    server_secrets.forget(address)
    monkeypatch.setitem(sys.modules, "keyring", None)
    assert server_secrets.recall(address) is None
    assert not server_secrets.remember(address, Password("x"))


WITHOUT_PSYCOPG = """
import sys
sys.modules["psycopg"] = None
from liling_desk.cli import main
file, address = sys.argv[1:]
on = ["--ledger", address]
calls = [
    [*on, "list"], ["init", address], ["adopt", file, address], ["snapshot", address, "b.db"], ["prepare", address],
    ["who", address],
]
print([main(call) for call in calls], main(["--ledger", file, "check"]))
"""


def test_what_is_not_installed_is_named(ledger_file, repository, desk_home):
    command = [sys.executable, "-c", WITHOUT_PSYCOPG, ledger_file, "postgresql://a@h/d"]
    said = subprocess.run(command, cwd=repository, capture_output=True, encoding="utf-8", check=True)
    assert said.stdout.splitlines()[-1] == "[3, 3, 3, 3, 3, 3] 0"
    lines = said.stderr.splitlines()
    assert len(lines) == 6 and all("liling-desk[shared]" in line for line in lines)


def test_nothing_of_a_password_is_remembered(desk, guarded, ledger_file, desk_key, desk_home):
    desk("adopt", ledger_file, with_password(guarded, guarded.address(desk_key)))
    desk("--ledger", with_password(guarded, guarded.address(desk_key)), "tick", "LL-001", "--basis", "x")
    secret = guarded.passwords[OWNER].encode()
    for path in desk_home.rglob("*"):
        assert path.is_dir() or secret not in path.read_bytes()
    assert json.dumps(load_preferences().last_ledger).find(secret.decode()) == -1
