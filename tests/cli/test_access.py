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
