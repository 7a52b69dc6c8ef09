"""The program speaks to no network: nothing in it can, and in a day's work nothing tries."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import liling_desk
from liling_desk.open_ledger import OpenLedger

PACKAGE = Path(liling_desk.__file__).parent
WORK = Path(__file__).with_name("offline.py")

SPEAKERS = {
    "socket", "socketserver", "ssl", "http", "urllib.request", "urllib.error", "urllib.robotparser", "ftplib", "smtplib",
    "imaplib", "poplib", "nntplib", "telnetlib", "xmlrpc", "webbrowser", "asyncio", "requests", "httpx", "httpcore",
    "urllib3", "aiohttp", "websockets", "PySide6.QtNetwork", "PySide6.QtNetworkAuth", "PySide6.QtWebSockets",
    "PySide6.QtWebEngineCore", "PySide6.QtWebEngineWidgets", "PySide6.QtWebView", "PySide6.QtRemoteObjects",
}  # fmt: skip
"""Modules that speak to a network, or exist for nothing else."""

NEVER_LOADED = {name for name in SPEAKERS if name.startswith("PySide6")} | {"urllib.request", "http.client", "smtplib"}


def test_a_days_work_opens_no_connection(starter_ledger: OpenLedger, tmp_path: Path) -> None:
    path = starter_ledger.path
    starter_ledger.close()
    home = {"LILING_DESK_HOME": str(tmp_path / "home"), "QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8"}
    here = {**os.environ, **home, "PYTHONPATH": str(PACKAGE.parent)}
    done = subprocess.run(
        [sys.executable, str(WORK), str(path)], env=here, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["tried"] == []
    assert told["sockets"] == []
    assert NEVER_LOADED.intersection(told["modules"]) == set()
    assert (tmp_path / "副本.db").exists()
    assert {each.suffix for each in tmp_path.iterdir()} >= {".pdf", ".xlsx", ".csv"}


def test_no_module_imports_what_speaks_to_a_network() -> None:
    found = [f"{path}: {name}" for path in PACKAGE.rglob("*.py") for name in imports(path) if speaks(name)]
    assert found == []


def test_only_files_of_this_machine_are_opened_with_other_programs() -> None:
    for path in PACKAGE.rglob("*.py"):
        for call in calls(path, "openUrl"):
            assert ast.unparse(call.args[0]).startswith("QUrl.fromLocalFile("), f"{path}:{call.lineno}"


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{each.name}" for each in node.names)


def speaks(name: str) -> bool:
    return any(name == each or name.startswith(f"{each}.") for each in SPEAKERS)


def calls(path: Path, method: str) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == method:
            yield node
