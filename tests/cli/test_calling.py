"""Exit statuses, streams, options and help."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from liling_desk.account import system_account
from liling_desk.preferences import Preferences, save_preferences

COMMANDS = (
    "list",
    "show",
    "batches",
    "deadline",
    "tick",
    "import",
    "undo",
    "init",
    "report",
    "export",
    "check",
    "backup",
    "restore",
)


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_in_both_languages(desk, language, command):
    said = desk("--lang", language, command, "--help")
    assert said.status == 0 and command in said.out and said.err == ""


def test_the_version(desk):
    from liling_desk import __version__

    assert desk("--version").out.strip() == f"liling-desk {__version__}"


@pytest.mark.parametrize(
    "words",
    [
        ("nonsense",), ("list", "--light", "pink"), ("list", "--status", "finished"), ("list", "--as-of", "soon"), ("list", "--as-of", "2021-02-30"), ("list", "--due-from", "x"),
        ("list", "--due-from", "2022-01-01", "--due-to", "2021-01-01"), ("list", "--json", "--csv"), ("show",), ("tick", "LL-001"), ("tick", "--basis", "x"), ("undo", "--batch", "x"),
        ("report", "monthly", "-o", "a.pdf"), ("report", "status"), ("report", "status", "-o", "a.exe"), ("report", "status", "-o", "a"), ("export", "-o", "a.pdf"), ("deadline", "x"),
        ("--lang", "fr", "list"), ("import", "a.csv", "--accept", "some"), ("tick", "LL-001", "--basis", "x", "--on", "morgen"),
    ],
)  # fmt: skip
def test_wrong_usage_is_2_and_leaves_nothing(on, words, tmp_path, monkeypatch):
    before = set(tmp_path.iterdir())
    monkeypatch.chdir(tmp_path)
    said = on(*words)
    assert said.status == 2 and said.out == "" and said.err
    assert "Traceback" not in said.err
    assert {path for path in tmp_path.iterdir() if path.name != "home"} == before


@pytest.mark.parametrize(
    "command",
    [
        ("list",),
        ("show", "LL-001"),
        ("check",),
        ("undo",),
        ("batches",),
        ("export", "-o", "x.csv"),
        ("report", "status", "-o", "x.pdf"),
        ("tick", "LL-001", "--basis", "x"),
        ("backup", "b.db"),
    ],
)
@pytest.mark.parametrize("content", [None, b"", b"text"])
def test_a_ledger_that_cannot_be_used_is_3_with_one_line(desk, tmp_path, monkeypatch, command, content):
    monkeypatch.chdir(tmp_path)
    if content is not None:
        (tmp_path / "bad.db").write_bytes(content)
    for language in ("zh_CN", "en"):
        said = desk("--lang", language, "--ledger", "bad.db", *command)
        assert (said.status, said.out, said.err.count("\n")) == (3, "", 1)
        assert "bad.db" in said.err
    assert {path.name for path in tmp_path.iterdir()} <= {"bad.db", "home"}


def test_the_last_opened_ledger_is_meant_where_none_is_named(desk, ledger_file):
    said = desk("list")
    assert said.status == 3 and "ledger.db" in said.err
    save_preferences(Preferences(last_ledger=str(ledger_file)))
    assert len(desk("list", "--json").json) == 93


def test_the_days_ahead_and_the_actor_are_the_preferred_ones(desk, ledger_file):
    save_preferences(Preferences(last_ledger=str(ledger_file), due_soon_days=0, actor="督查室小王"))
    assert {item["light"]["colour"] for item in desk("list", "--json", "--as-of", "2021-12-30").json} == {"grey"}
    assert desk("tick", "LL-001", "--basis", "文号").status == 0
    whole = desk("show", "LL-001", "--json").json
    signed = f"督查室小王（{system_account()}）"
    assert (whole["history"][0]["actor"], whole["done_by"]) == (signed, "督查室小王")


def call(*words, **options):
    return subprocess.Popen(
        [sys.executable, "-m", "liling_desk", *map(str, words)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        **options,
    )


def test_a_reader_that_stops_early_is_no_error(ledger_file, repository):
    with call("--ledger", ledger_file, "list", "--json", cwd=repository) as process:
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


def test_output_is_utf_8_whatever_the_system_says(ledger_file, repository):
    environment = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    with call("--ledger", ledger_file, "--lang", "zh_CN", "list", cwd=repository, env=environment) as process:
        out, err = process.communicate()
    assert process.returncode == 0 and err == b"" and "国道" in out.decode("utf-8")


@pytest.mark.skipif(os.name != "posix", reason="bytes as arguments")
def test_bytes_that_are_no_text_are_refused_in_one_line(ledger_file, repository):
    for words in (
        (b"tick", b"LL-001", b"--basis", b"\xff\xfe"),
        (b"show", b"\xff"),
        (b"list", b"--as-of", b"\xff"),
        (b"list", b"--text", b"\xff"),
    ):
        command = [sys.executable, "-m", "liling_desk", "--ledger", ledger_file, *words]
        run = subprocess.run(command, cwd=repository, capture_output=True, check=False)
        assert b"Traceback" not in run.stderr
        assert run.returncode in (0, 2) and run.stderr.count(b"\n") <= 1


def test_without_qt_the_window_says_what_is_missing(repository):
    program = (
        "import sys; sys.modules['PySide6'] = None; from liling_desk.cli import main; sys.exit(main(['--lang', 'en']))"
    )
    run = subprocess.run(
        [sys.executable, "-c", program],
        cwd=repository,
        capture_output=True,
        check=False,
        env={**os.environ, "DISPLAY": ":none"},
    )
    assert run.returncode == 3 and b"Traceback" not in run.stderr and run.stderr.count(b"\n") == 1
