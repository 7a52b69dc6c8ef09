"""What a private server needs of the machine: programs, an account to run under, a folder, a port."""

from __future__ import annotations

import contextlib
import os
import pwd
import re
import secrets
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

DEBIAN = Path("/usr/lib/postgresql")
OLDEST = 15
HOST = "127.0.0.1"
PLENTY = 1 << 30  # bytes
HOW_TO_GET_IT = (
    f"The tests of shared ledgers need PostgreSQL {OLDEST} or later (initdb and postgres in /usr/lib/postgresql/*/bin"
    " or on PATH): on Debian, sudo apt-get install postgresql. `python3 packaging/desk.py test` installs it by itself."
)
HOW_TO_GET_PSYCOPG = "The tests of shared ledgers need psycopg: pip install 'liling-desk[shared]', or the extra dev."


class NoServer(Exception):
    """There is no server to be had; one sentence says what is missing, or what the server said."""


def programs() -> Path:
    """The folder with the server's programs: the newest of Debian's, else what is on PATH; NoServer where too old."""
    numbers = sorted((int(each.name) for each in DEBIAN.glob("*") if each.name.isdigit()), reverse=True)
    folders = [DEBIAN / str(number) / "bin" for number in numbers]
    if on_path := shutil.which("initdb"):
        folders.append(Path(on_path).resolve().parent)
    for folder in folders:
        if (folder / "initdb").exists() and (folder / "postgres").exists() and _version(folder) >= OLDEST:
            return folder
    raise NoServer(HOW_TO_GET_IT)


def free_port() -> int:
    """A loopback port that nobody uses, below those that the system hands out by itself: a server that is down for a
    moment finds it free again."""
    while True:
        port = 20_000 + secrets.randbelow(12_000)
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind((HOST, port))
            return port


def quick_folder(durable: bool) -> Path:
    """Memory that is used like a disk, where there is plenty and nothing has to outlive it; /tmp otherwise."""
    memory = Path("/dev/shm")
    plenty = memory.is_dir() and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free >= PLENTY
    return memory if plenty and not durable else Path("/tmp")


def _version(folder: Path) -> int:
    answer = subprocess.run([folder / "postgres", "--version"], capture_output=True, encoding="utf-8", check=False)
    found = re.search(r"\d+", answer.stdout)
    return int(found[0]) if found else 0


def _account() -> pwd.struct_passwd | None:
    """The account that the server runs under; None for our own."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise NoServer("PostgreSQL does not run as root, and there is no account `postgres` or `nobody` to run it.")


def as_server(home: Path) -> dict[str, Any]:
    """Arguments for subprocess that start a program under the server's account, without settings from outside."""
    env = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_", "LANG"))}
    arguments: dict[str, Any] = {"env": {**env, "LC_ALL": "C"}, "cwd": home}
    if account := _account():
        arguments |= {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    return arguments


def hand_over(folder: Path) -> None:
    """Give a folder with all that is in it to the server's account."""
    if account := _account():
        for path in (folder, *folder.rglob("*")):
            os.chown(path, account.pw_uid, account.pw_gid)


def children(pid: int) -> Iterator[int]:
    """The processes that a process has started; none where the system has no /proc."""
    for entry in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            # number (name) state parent …; the name may hold anything
            if int(entry.read_text(errors="replace").rpartition(")")[2].split()[1]) == pid:
                yield int(entry.parent.name)
