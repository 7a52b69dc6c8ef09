"""packaging/desk.py must start on a machine that has nothing but Python."""

from __future__ import annotations

import ast
import importlib.util
import py_compile
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from tests.servers import surroundings

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"
BARE = ["desk.py", "machine.py", "shape.py", "core.py"]


def load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, PACKAGING / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def machine() -> Iterator[ModuleType]:
    yield load("machine")
    del sys.modules["machine"]


@pytest.fixture
def desk(machine: ModuleType) -> Iterator[ModuleType]:
    yield load("desk")
    del sys.modules["desk"]


@pytest.mark.parametrize("name", BARE)
def test_imports_nothing_but_the_standard_library(name: str, tmp_path: Path) -> None:
    source = PACKAGING / name
    py_compile.compile(str(source), cfile=str(tmp_path / "x.pyc"), doraise=True)
    imported = set()
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            imported.update(alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            imported.add((node.module or "").split(".")[0])
    assert imported <= set(sys.stdlib_module_names) | {Path(bare).stem for bare in BARE}


def test_starts_without_site_packages() -> None:
    done = subprocess.run(
        [sys.executable, "-S", "-E", str(PACKAGING / "desk.py"), "--help"], capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0
    assert {"run", "test", "bench"} <= set(re.findall(r"\w+", done.stdout))


def test_the_commands_of_the_readme_exist(desk: ModuleType, repository: Path) -> None:
    readme = (repository / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"python3 packaging/desk\.py (\w+)", readme))
    assert {"run", "test"} <= named
    for command in named:
        assert desk.parse([command])[0].command == command


def test_what_stands_behind_two_dashes_goes_to_pytest(desk: ModuleType) -> None:
    assert desk.parse(["test", "--", "-k", "tick", "--lf"])[1] == ["-k", "tick", "--lf"]


def test_a_missing_library_prints_the_exact_command(machine: ModuleType, tmp_path: Path) -> None:
    if not sys.platform.startswith("linux"):
        pytest.skip("the libraries are looked for on Linux only")
    lacking = machine.missing_packages(
        {**machine.OFFSCREEN_LIBRARIES, **machine.WINDOW_LIBRARIES},
        machine.TEST_PROGRAMS,
        loads=lambda name: name not in ("libEGL.so.1", "libxcb-cursor.so.0"),
        which=lambda name: None if name == "Xvfb" else f"/usr/bin/{name}",
    )
    assert lacking == {"libEGL.so.1": "libegl1", "libxcb-cursor.so.0": "libxcb-cursor0", "Xvfb": "xvfb"}
    with pytest.raises(machine.Problem) as caught:
        machine.provide(lacking, tmp_path / "apt.log", may_install=False)
    assert caught.value.status == 3
    for text in (caught.value.chinese, caught.value.english):
        assert "libEGL.so.1" in text
        assert "libegl1 libxcb-cursor0" in text and "xvfb" in text
    assert not (tmp_path / "apt.log").exists()


def test_where_apt_is_it_is_named_with_sudo(
    machine: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machine.shutil, "which", lambda name: f"/usr/bin/{name}")
    with pytest.raises(machine.Problem) as caught:
        machine.provide({"libGL.so.1": "libgl1"}, tmp_path / "apt.log", may_install=False)
    assert (
        "sudo apt-get update && sudo apt-get install -y --no-install-recommends libgl1"
        in caught.value.english.splitlines()
    )


def test_postgresql_is_looked_for_where_debian_keeps_it(
    machine: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machine, "SERVERS", tmp_path)
    monkeypatch.setattr(machine.shutil, "which", lambda name: None)
    for number in ("13", "9.6", "16"):
        assert machine.missing_packages({}, {"initdb": "postgresql"}) == {"initdb": "postgresql"}
        (tmp_path / number / "bin").mkdir(parents=True)
        (tmp_path / number / "bin" / "initdb").touch()
    assert machine.missing_packages({}, {"initdb": "postgresql"}) == {}
    with pytest.raises(machine.Problem) as caught:
        machine.provide({"initdb": "postgresql"}, tmp_path / "apt.log", may_install=False)
    assert caught.value.status == 3 and "initdb" in caught.value.english and "postgresql" in caught.value.english


def test_the_tests_and_the_set_up_mean_the_same_servers(machine: ModuleType) -> None:
    assert (machine.SERVERS, machine.OLDEST_SERVER) == (surroundings.DEBIAN, surroundings.OLDEST)
    assert machine.program("initdb") is not None


@pytest.mark.parametrize("status", [0, 100])
def test_installing_postgresql_makes_no_server_of_debians(
    machine: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    note, seen = tmp_path / "etc" / "desk.conf", []

    def logged(command: list[str], log: Path) -> int:
        if "apt-get" not in command:
            return subprocess.run(command).returncode
        seen.append((command[command.index("apt-get") + 1], note.read_text() if note.exists() else None))
        return status

    monkeypatch.setattr(machine, "NO_SERVER", note)
    monkeypatch.setattr(machine, "logged", logged)
    monkeypatch.setattr(machine, "root_prefix", lambda: [])
    monkeypatch.setattr(machine.shutil, "which", lambda name: f"/usr/bin/{name}")
    if status:
        with pytest.raises(machine.Problem):
            machine.provide({"initdb": "postgresql", "Xvfb": "xvfb"}, tmp_path / "apt.log")
    else:
        machine.provide({"initdb": "postgresql", "Xvfb": "xvfb"}, tmp_path / "apt.log")
    assert seen == [("update", None), ("install", "create_main_cluster = false\n")]
    assert not note.exists()
    seen.clear()
    if not status:
        machine.provide({"Xvfb": "xvfb"}, tmp_path / "apt.log")
        assert seen == [("update", None), ("install", None)]


@pytest.mark.parametrize(
    ("environment", "shown"),
    [
        ({"LANG": "zh_CN.UTF-8"}, ["中"]),
        ({"LANG": "en_GB.UTF-8"}, ["en"]),
        ({"LANG": "C"}, ["中", "en"]),
        ({}, ["中", "en"]),
    ],
)
def test_messages_follow_the_language(
    machine: ModuleType,
    environment: dict[str, str],
    shown: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for key in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(key, raising=False)
    for key, value in environment.items():
        monkeypatch.setenv(key, value)
    machine.say("中", "en")
    assert capsys.readouterr().out.split() == shown


def test_a_failing_step_is_one_sentence(desk: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "LOGS", tmp_path)
    with pytest.raises(desk.Problem) as caught:
        desk.desk(Path(sys.executable), "x", log="x.log", module="no_such_module_here")
    assert "Traceback" not in caught.value.english
    assert str(tmp_path / "x.log") in caught.value.english
    assert "no_such_module_here" in (tmp_path / "x.log").read_text(encoding="utf-8")


def test_counts_of_a_run(desk: ModuleType, tmp_path: Path) -> None:
    record = tmp_path / "tests.xml"
    record.write_text('<testsuites><testsuite tests="9" failures="1" errors="1" skipped="2"/></testsuites>')
    assert desk.counts(record) == (5, 2, 2)
    assert desk.counts(tmp_path / "missing.xml") == (0, 0, 0)


def test_an_offscreen_platform_is_no_display(machine: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert not machine.display_named()
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    assert machine.display_named()


def test_a_display_that_is_not_there_is_found_out(
    machine: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("DISPLAY", "localhost:4077")
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    assert not machine.window_opens(Path(sys.executable), tmp_path / "display.log")


def test_without_a_display_the_main_job_is_done_over_old_results(
    desk: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(desk, "OUT", tmp_path)
    monkeypatch.setattr(desk, "LOGS", tmp_path / "log")
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    monkeypatch.delenv("LC_ALL", raising=False)
    (tmp_path / "starter.db").write_text("left over")
    (tmp_path / "pictures").mkdir()
    assert desk.without_display(Path(sys.executable)) == 0
    for report in ("status-report.pdf", "示例-status-report.pdf"):
        assert (tmp_path / report).read_bytes().startswith(b"%PDF-")
    assert list((tmp_path / "pictures").glob("*.png"))
    printed = capsys.readouterr().out
    assert str(tmp_path / "status-report.pdf") in printed
    assert "示例-2021年6月进展报送.csv" in printed and "3 处提示" in printed
