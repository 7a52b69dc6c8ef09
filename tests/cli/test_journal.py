"""The journal as proof: exported, verified by anybody, found by a hash from a paper."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from liling_desk.ledger import edits
from liling_desk.open_ledger import OpenLedger


@pytest.fixture
def written(ledger_file: Path) -> Path:
    """A ledger with texts that break programs in its history, closed."""
    ledger = OpenLedger.open(ledger_file, "张三\u2028李四")
    for number, note in enumerate(("甲‹乙>&\u2029\x85", '"引号"\\', "🚩 旗", "\ttab\r\nline", ""), 1):
        ledger.apply(edits.revise(ledger.get(f"LL-00{number}"), note=note + "x"))
    ledger.apply(edits.tick_off(ledger.get("LL-001"), "文号", date(2021, 6, 1), "张三"))
    ledger.undo()
    ledger.close()
    return ledger_file


@pytest.fixture
def exported(desk, written, tmp_path) -> Path:
    """Its journal as a file."""
    target = tmp_path / "操作记录.jsonl"
    said = desk("--ledger", written, "journal", "-o", target)
    assert said.status == 0, said.err
    return target


@pytest.fixture(scope="session")
def ten_lines(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program from the document, as it stands there."""
    page = Path(__file__).parents[2] / "docs" / "journal.md"
    (block,) = re.findall(r"```python\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    assert len(block.splitlines()) == 10
    program = tmp_path_factory.mktemp("ten") / "verify.py"
    program.write_text(block, encoding="utf-8")
    return program


def by_anybody(program: Path, file: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-I", "-X", "utf8", "-W", "ignore", str(program), str(file)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def test_anybody_can_verify_an_export_with_ten_lines(desk, written, exported, ten_lines):
    told = desk("--ledger", written, "journal", "--json").json
    found = by_anybody(ten_lines, exported)
    assert (found.returncode, found.stdout.split()) == (0, ["8", told["head"]])
    assert told["entries"] == 8 and re.fullmatch("[0-9a-f]{64}", told["head"])
    said = desk("journal", "--verify", exported, "--json")
    assert said.status == 0
    assert said.json == {"ok": True, "entries": 8, "head": told["head"], "problems": []}
    first = json.loads(exported.read_text(encoding="utf-8").split("\n")[0])
    assert list(first) == [
        "desk", "seq", "op", "at", "actor", "action", "reason", "batch", "cancels", "changes", "previous_hash", "hash",
    ]  # fmt: skip


def _edited(lines: list[str], place: int, **values: object) -> list[str]:
    entry = json.loads(lines[place]) | values
    return [*lines[:place], json.dumps(entry, ensure_ascii=False, separators=(",", ":")) + "\n", *lines[place + 1 :]]


TAMPERED = {
    "changed": lambda lines: _edited(lines, 3, actor="别人"),
    "changed value": lambda lines: _edited(lines, 3, changes="[]"),
    "another hash": lambda lines: _edited(lines, 3, hash="0" * 64),
    "another link": lambda lines: _edited(lines, 3, previous_hash="0" * 64),
    "removed": lambda lines: [*lines[:3], *lines[4:]],
    "first removed": lambda lines: lines[1:],
    "inserted": lambda lines: [*lines[:3], lines[2], *lines[3:]],
    "moved": lambda lines: [*lines[:2], lines[3], lines[2], *lines[4:]],
    "cut in the middle of a line": lambda lines: [*lines[:3], lines[3][:50]],
    "a number as text": lambda lines: _edited(lines, 3, seq="4"),
    "no JSON": lambda lines: [*lines[:3], "x\n", *lines[4:]],
    "a list": lambda lines: [*lines[:3], "[]\n", *lines[4:]],
}


@pytest.mark.parametrize("way", TAMPERED)
def test_a_tampered_export_is_found_by_ten_lines_and_by_the_program(desk, exported, ten_lines, way):
    lines = exported.read_bytes().decode("utf-8").split("\n")
    changed = TAMPERED[way]([f"{line}\n" for line in lines[:-1]])
    exported.write_bytes("".join(changed).encode("utf-8"))
    assert by_anybody(ten_lines, exported).returncode != 0
    said = desk("journal", "--verify", exported, "--json")
    assert said.status == 1 and said.json["problems"] and not said.json["ok"]
    assert "前后相连" not in desk("journal", "--verify", exported).out


@pytest.mark.parametrize(
    "line",
    ["", "{}", "[" * 100_000, '{"desk":1}', "NaN", '{"desk":"main","desk":"main"}', "\ud800"],
    ids=["blank", "nothing in it", "deep", "little in it", "no value", "twice", "half a character"],
)
def test_a_strange_line_is_told_and_not_a_failure(desk, exported, line):
    exported.write_bytes(exported.read_bytes() + f"{line}\n".encode("utf-8", "surrogatepass"))
    said = desk("journal", "--verify", exported)
    assert (said.status, said.out) == (1, "第 9 行不是完整的一条操作记录。\n")


def test_more_columns_than_are_sealed_are_refused(desk, exported):
    lines = exported.read_text(encoding="utf-8").splitlines(keepends=True)
    exported.write_text("".join(_edited(lines, 0, note="not sealed")), encoding="utf-8")
    assert desk("journal", "--verify", exported).status == 1


def test_a_hash_from_a_paper_is_found_in_ledger_and_export(desk, written, exported):
    entry = json.loads(exported.read_text(encoding="utf-8").split("\n")[3])
    digits = entry["hash"]
    groups = [digits[place : place + 4] for place in range(0, 16, 4)]
    said = desk("--ledger", written, "journal", "--find", *groups, "…")
    assert said.status == 0 and said.out.startswith("第 4 条操作记录：") and "修改 LL-003" in said.out
    assert desk("--ledger", written, "journal", "--find", digits.upper(), "--json").json["entry"]["seq"] == 4
    assert "第 4 条" in desk("journal", "--verify", exported, "--find", digits[:16]).out
    checked = desk("--ledger", written, "check", "--against", digits[:8], "--json")
    assert checked.status == 0 and checked.json["against"] == {"hash": digits[:8], "seq": 4}
    assert "第 4 条操作记录" in desk("--ledger", written, "check", "--against", digits).out


def test_a_hash_that_is_not_in_the_ledger_is_said(desk, written, exported):
    other = "0123456789abcdef" * 4
    for words in (("journal", "--find"), ("check", "--against")):
        said = desk("--ledger", written, *words, other)
        assert said.status == 1 and f"没有校验码 {other}" in said.out
    assert desk("--ledger", written, "check", "--against", other, "--json").json["ok"] is False
    assert desk("journal", "--verify", exported, "--find", other).status == 1


@pytest.mark.parametrize("words", ["3fa9", "3fa9 1c2", "no hash at all", "g" * 64, "a" * 65])
def test_what_is_no_hash_is_refused(desk, written, words):
    assert desk("--ledger", written, "journal", "--find", *words.split()).status == 2
    assert desk("--ledger", written, "check", "--against", words).status == 2


def test_an_export_is_whole_or_not_at_all(desk, written, tmp_path):
    target = tmp_path / "there"
    target.mkdir()
    assert desk("--ledger", written, "journal", "-o", target).status == 3
    assert desk("--ledger", written, "journal", "-o", tmp_path / "no" / "folder.jsonl").status == 3
    assert desk("--ledger", tmp_path / "none.db", "journal", "-o", tmp_path / "x.jsonl").status == 3
    assert not (tmp_path / "x.jsonl").exists() and not list(tmp_path.glob(".*"))
    assert desk("journal", "--verify", tmp_path / "none.jsonl").status == 3


def test_a_broken_chain_is_exported_as_it_is_and_said(desk, written, tmp_path):
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(written)) as connection, connection:
        (sql,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'journal_keeps_what_it_has'").fetchone()
        connection.execute("DROP TRIGGER journal_keeps_what_it_has")
        connection.execute("UPDATE journal SET actor = 'x' WHERE seq = 3")
        connection.execute(sql)
    said = desk("--ledger", written, "journal", "-o", tmp_path / "x.jsonl")
    assert said.status == 1 and "第 3 条写入后被改过" in said.out
    assert "第 3 条写入后被改过" in desk("journal", "--verify", tmp_path / "x.jsonl").out


def test_an_empty_journal_can_be_exported(desk, tmp_path, ten_lines):
    desk("init", tmp_path / "empty.db")
    target = tmp_path / "empty.jsonl"
    assert desk("--ledger", tmp_path / "empty.db", "journal", "-o", target).status == 0
    assert target.read_bytes() == b"" and desk("journal", "--verify", target).status == 0
    assert by_anybody(ten_lines, target).stdout.split() == ["0", "0" * 64]
