"""What the machine has and lacks: Python's venv, the libraries Qt needs, a display. Standard library only."""

from __future__ import annotations

import contextlib
import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

# file that must load -> Debian package that has it
OFFSCREEN_LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
}
WINDOW_LIBRARIES = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
# program -> Debian package, for the tests only
SERVER_PROGRAMS = {"initdb": "postgresql", "openssl": "openssl"}
TEST_PROGRAMS = {"Xvfb": "xvfb", "xdotool": "xdotool", "pdftotext": "poppler-utils", **SERVER_PROGRAMS}
# Debian keeps PostgreSQL's programs off PATH, in a folder for each version; the tests need this one or a later one.
SERVERS, OLDEST_SERVER = Path("/usr/lib/postgresql"), 15
# While this file is there, installing PostgreSQL makes and starts no server: the tests start their own.
NO_SERVER = Path("/etc/postgresql-common/createcluster.d/liling-desk.conf")
SCREEN = "1600x1000x24"


class Problem(Exception):
    """Something that stops the command: one sentence in Chinese, the same in English, and the exit status."""

    def __init__(self, chinese: str, english: str, status: int = 3) -> None:
        super().__init__(english)
        self.chinese, self.english, self.status = chinese, english, status


def language() -> str:
    """`zh` or `en` after the environment, `both` where it names neither."""
    named = next((os.environ[key] for key in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(key)), "")
    return named[:2].lower() if named[:2].lower() in ("zh", "en") else "both"


def say(chinese: str, english: str) -> None:
    """Print one message in the language of the environment."""
    chosen = language()
    if chosen != "en":
        print(chinese, flush=True)
    if chosen != "zh":
        print(english, flush=True)


def loads(library: str) -> bool:
    """Whether the dynamic loader finds the library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def program(name: str) -> str | None:
    """Where the program lies, be it on PATH or among PostgreSQL's own; None where it is missing or too old."""
    kept = (folder for folder in SERVERS.glob("*/bin") if folder.parent.name.isdigit())
    fitting = (folder / name for folder in kept if int(folder.parent.name) >= OLDEST_SERVER)
    return next((str(path) for path in fitting if path.exists()), None) or shutil.which(name)


def missing_packages(
    libraries: Mapping[str, str],
    programs: Mapping[str, str],
    loads: Callable[[str], bool] = loads,
    which: Callable[[str], str | None] = program,
) -> dict[str, str]:
    """What is lacking, as name of the library or program -> Debian package; empty off Linux."""
    if not sys.platform.startswith("linux"):
        return {}
    lacking = {name: package for name, package in libraries.items() if not loads(name)}
    lacking.update({name: package for name, package in programs.items() if which(name) is None})
    return lacking


def apt_command(packages: list[str]) -> str:
    """The exact line for a person to run."""
    return "sudo apt-get update && sudo apt-get install -y --no-install-recommends " + " ".join(packages)


def provide(lacking: Mapping[str, str], log: Path, may_install: bool = True) -> None:
    """Install the Debian packages that are lacking, or raise Problem with the exact command."""
    if not lacking:
        return
    packages = sorted(set(lacking.values()))
    names = " ".join(lacking)
    if shutil.which("apt-get") is None:
        raise Problem(
            f"本机缺少：{names}。请用系统的软件管理器安装（Debian 上的包名：{' '.join(packages)}），然后再运行一次。",
            f"This machine lacks: {names}. Install them with the system's package manager"
            f" (Debian's names: {' '.join(packages)}), then run this again.",
        )
    prefix = root_prefix() if may_install else None
    command = apt_command(packages)
    if prefix is None:
        raise Problem(
            f"本机缺少：{names}。请运行下面一行，然后再运行一次：\n{command}",
            f"This machine lacks: {names}. Run this line, then run this again:\n{command}",
        )
    say(f"正在安装系统软件包：{' '.join(packages)}", f"Installing system packages: {' '.join(packages)}")
    environment = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    logged([*environment, "update"], log)
    with no_server_made(prefix, log) if "postgresql" in packages else contextlib.nullcontext():
        status = logged([*environment, "install", "-y", "--no-install-recommends", *packages], log)
    if status != 0:
        raise Problem(
            f"系统软件包没有装上，详情见 {log}。也可以自己运行：\n{command}",
            f"The system packages could not be installed, details in {log}. Or run this line yourself:\n{command}",
        )


@contextlib.contextmanager
def no_server_made(prefix: list[str], log: Path) -> Iterator[None]:
    """Let PostgreSQL be installed for its programs alone; afterwards Debian's own way holds again."""
    write = f"mkdir -p {NO_SERVER.parent} && echo 'create_main_cluster = false' > {NO_SERVER}"
    logged([*prefix, "sh", "-c", write], log)
    try:
        yield
    finally:
        logged([*prefix, "rm", "-f", str(NO_SERVER)], log)


def root_prefix() -> list[str] | None:
    """What to put before a command that needs root: nothing, `sudo -n`, or None where neither works."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode == 0:
        return [sudo, "-n"]
    return None


def lacking_venv() -> dict[str, str]:
    """What Python lacks for making an environment; Debian splits it off into python3-venv."""
    lacking = [name for name in ("venv", "ensurepip") if importlib.util.find_spec(name) is None]
    if lacking and not sys.executable.startswith("/usr/bin/"):
        raise Problem(
            f"{sys.executable} 缺少模块 {' '.join(lacking)}，请换一个完整的 Python 3.11–3.13。",
            f"{sys.executable} lacks the module {' '.join(lacking)}: use a complete Python 3.11–3.13.",
        )
    return {f"python3: {name}": "python3-venv" for name in lacking}


def logged(command: list[str], log: Path, seconds: float | None = None) -> int:
    """Run a command with all it prints added to the log; returns its exit status, 127 if it didn't start or end."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("a", encoding="utf-8") as out:
        out.write(f"$ {' '.join(command)}\n")
        out.flush()
        try:
            return subprocess.run(
                command, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT, timeout=seconds, check=False
            ).returncode
        except (OSError, subprocess.TimeoutExpired) as error:
            out.write(f"{error}\n")
            return 127


def display_named() -> bool:
    """Whether the environment names a display, be it reachable or not; always so off Linux."""
    if os.environ.get("QT_QPA_PLATFORM", "").split(":")[0] in ("offscreen", "minimal"):
        return False
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def window_opens(python: Path, log: Path) -> bool:
    """Whether Qt can really connect to the display: tried in a process of its own, since Qt aborts if it can't."""
    probe = "from PySide6.QtWidgets import QApplication; QApplication([])"
    return display_named() and logged([str(python), "-c", probe], log, seconds=60) == 0


@contextlib.contextmanager
def virtual_screen(log: Path) -> Iterator[str]:
    """Start Xvfb on a free display; yields its name, such as `:99`, and ends it afterwards."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", SCREEN, "-nolisten", "tcp"]
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("a", encoding="utf-8") as out:
        server = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT, pass_fds=[writing]
        )
    os.close(writing)
    try:
        with os.fdopen(reading) as pipe:
            number = pipe.readline().strip()
        if not number:
            raise Problem(f"虚拟屏幕 Xvfb 没有启动，详情见 {log}。", f"Xvfb did not start, details in {log}.")
        yield f":{number}"
    finally:
        server.terminate()
        try:
            server.wait(timeout=10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
