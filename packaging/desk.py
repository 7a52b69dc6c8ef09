"""Sets Liling Desk up and runs or tests it. Standard library only; Python 3.11 to 3.13.

    python3 packaging/desk.py run  [--ledger FILE] [--lang zh_CN|en]
    python3 packaging/desk.py test [-- PYTEST OPTIONS]
    python3 packaging/desk.py bench [-- --rows search,sort --quick | -- --compare A.json B.json]

`run` opens the window on the starter ledger. Where there is no display it makes the starter ledger, the status report
and pictures of the window in liling-out/ instead. `test` runs every test, the journeys once more in a real window.
Exit status: 0 done, 1 failed tests, 3 the machine lacks something or a step failed (one sentence says what to do).
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Sequence
from pathlib import Path

import machine
from machine import Problem, say

REPOSITORY = Path(__file__).resolve().parent.parent
VENV = REPOSITORY / ".venv"
OUT = REPOSITORY / "liling-out"
LOGS = OUT / "log"
SAMPLES = REPOSITORY / "resources" / "samples"
# file, period: in the order in which a newcomer would import them
SAMPLE_FILES = [
    ("示例-责任分工.csv", None),
    ("示例-2021年5月进展报送.csv", "2021-05"),
    ("示例-2021年6月进展报送.csv", "2021-06"),
]
SAMPLE_AS_OF = "2021-06-30"
OLDEST, NEWEST = (3, 11), (3, 13)


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out one command; returns its exit status."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a terminal without Chinese shows ?, and the program goes on
    options, rest = parse(list(sys.argv[1:] if arguments is None else arguments))
    try:
        if not OLDEST <= sys.version_info[:2] <= NEWEST:
            found = ".".join(map(str, sys.version_info[:2]))
            raise Problem(f"需要 Python 3.11 至 3.13，现在是 {found}。", f"Needs Python 3.11 to 3.13, this is {found}.")
        if options.command == "run":
            return run(options)
        return test(options, rest) if options.command == "test" else bench(options, rest)
    except Problem as problem:
        say(problem.chinese, problem.english)
        return problem.status
    except OSError as error:
        say(f"无法读写文件：{error}", f"A file could not be read or written: {error}")
        return 3
    except KeyboardInterrupt:
        say("已中断。", "Interrupted.")
        return 130


def parse(arguments: list[str]) -> tuple[argparse.Namespace, list[str]]:
    """The options, and what stands behind `--` for pytest or the benchmarks."""
    rest: list[str] = []
    if "--" in arguments:
        cut = arguments.index("--")
        arguments, rest = arguments[:cut], arguments[cut + 1 :]
    parser = argparse.ArgumentParser(prog="desk.py", description=__doc__.split("\n", 1)[0])
    commands = parser.add_subparsers(dest="command", required=True)
    runner = commands.add_parser("run", help="set up and open the window / 安装并打开窗口")
    runner.add_argument("--ledger", type=Path, help="another ledger than the default one / 另一个台账文件")
    runner.add_argument("--lang", choices=["zh_CN", "en"], help="language of the window / 界面语言")
    tester = commands.add_parser("test", help="set up and run every test / 安装并运行全部测试")
    bencher = commands.add_parser("bench", help="set up and run the benchmarks / 安装并运行性能测量")
    for command in (runner, tester, bencher):
        command.add_argument("--no-apt", action="store_true", help="install no system packages, only name them")
    return parser.parse_args(arguments), rest


def set_up(extra: str, options: argparse.Namespace) -> Path:
    """Make .venv with the project and the extra's tools in it, unless it is there; returns its Python."""
    python = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    log = LOGS / "install.log"
    if not usable(python):
        machine.provide(machine.lacking_venv(), LOGS / "apt.log", not options.no_apt)
        say(f"正在建立 {VENV}", f"Making {VENV}")
        # A process of its own: after apt brought ensurepip, this one may still remember that there was none.
        if machine.logged([sys.executable, "-m", "venv", "--clear", str(VENV)], log) != 0:
            raise Problem(f"没能建立 {VENV}，详情见 {log}。", f"{VENV} could not be made, details in {log}.")
    stamp = VENV / "liling-desk.json"
    wanted = {
        "project": hashlib.sha256((REPOSITORY / "pyproject.toml").read_bytes()).hexdigest(),
        "place": str(REPOSITORY),
        "extra": extra,
    }
    if installed(stamp) not in (wanted, {**wanted, "extra": "dev"}):
        say("正在安装程序和所需的库，第一次需要几分钟……", "Installing the program and its libraries, minutes at first…")
        target = f"{REPOSITORY}[{extra}]" if extra else str(REPOSITORY)
        pip = [str(python), "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "-e", target]
        if machine.logged(pip, log) != 0:
            raise Problem(
                f"安装失败：请检查网络和磁盘空间，然后再运行一次。详情见 {log}。",
                f"Installing failed: check the network and the disk space, then run this again. Details in {log}.",
            )
        stamp.write_text(json.dumps(wanted), encoding="utf-8")
    return python


def usable(python: Path) -> bool:
    """Whether the environment's Python starts, has pip, and is of a version that the project supports."""
    if not python.exists():
        return False
    check = f"import sys, pip; sys.exit(not {OLDEST} <= sys.version_info[:2] <= {NEWEST})"
    return subprocess.run([str(python), "-c", check], capture_output=True, check=False).returncode == 0


def installed(stamp: Path) -> dict[str, str]:
    """What the last successful installation wrote down; empty when there was none."""
    try:
        return dict(json.loads(stamp.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def run(options: argparse.Namespace) -> int:
    """Open the window, or do the main job without one."""
    python = set_up("", options)
    libraries = dict(machine.OFFSCREEN_LIBRARIES)
    if machine.display_named():
        libraries.update(machine.WINDOW_LIBRARIES)
    machine.provide(machine.missing_packages(libraries, {}), LOGS / "apt.log", not options.no_apt)
    if not machine.window_opens(python, LOGS / "display.log"):
        return without_display(python)
    ledger = options.ledger or default_ledger(python)
    if not ledger.exists():
        desk(python, "init", str(ledger), "--starter", log="init.log")
        say(f"已建立起始台账：{ledger}", f"The starter ledger was made: {ledger}")
    language = ["--lang", options.lang] if options.lang else []
    say("正在打开窗口。", "Opening the window.")
    desk(python, "--ledger", str(ledger), *language, log="window.log")
    return 0


def default_ledger(python: Path) -> Path:
    """The ledger that opens when none is named, as the program itself says."""
    ask = "from liling_desk.places import default_ledger_path; print(default_ledger_path())"
    answer = subprocess.run([str(python), "-c", ask], capture_output=True, encoding="utf-8", check=False)
    if answer.returncode != 0:
        raise Problem(
            f"程序没有装好，请删除 {VENV} 后再运行一次。",
            f"The program is not complete: delete {VENV} and run this again.",
        )
    return Path(answer.stdout.strip())


def desk(python: Path, *arguments: str, log: str, module: str = "liling_desk", fine: tuple[int, ...] = (0,)) -> str:
    """Run the program; returns what it printed. Problem carries its own one line, or where the details are."""
    path = LOGS / log
    path.parent.mkdir(parents=True, exist_ok=True)
    env = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    with path.open("w", encoding="utf-8") as errors:
        done = subprocess.run(
            [str(python), "-m", module, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=errors,
            encoding="utf-8",
            errors="replace",
            env=env,
            check=False,
        )
    if done.returncode in fine:
        return done.stdout
    lines = path.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    if done.returncode == 3 and len(lines) == 1:
        raise Problem(lines[0], lines[0])
    raise Problem(
        f"这一步没有完成：{' '.join(arguments[:2])}。详情见 {path}。",
        f"This step was not completed: {' '.join(arguments[:2])}. Details in {path}.",
    )


def without_display(python: Path) -> int:
    """The main job without a window, into liling-out/."""
    say(
        "没有可用的显示器，改为把结果写到 liling-out/ 文件夹。",
        "There is no display to open a window on, so the results are written to the folder liling-out/.",
    )
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    starter, practice, pictures = OUT / "starter.db", OUT / "示例.db", OUT / "pictures"
    report, practice_report = OUT / "status-report.pdf", OUT / "示例-status-report.pdf"
    for path in (starter, practice):
        for ending in ("", "-wal", "-shm"):
            path.with_name(path.name + ending).unlink(missing_ok=True)
    for path in (report, practice_report):
        path.unlink(missing_ok=True)
    shutil.rmtree(pictures, ignore_errors=True)

    desk(python, "init", str(starter), "--starter", log="init.log")
    made(starter, "起始台账", "starter ledger")
    desk(python, "--ledger", str(starter), "report", "status", "-o", str(report), log="report.log")
    made(report, "状态报告", "status report")
    desk(python, "init", str(practice), "--starter", log="init.log")
    for name, period in SAMPLE_FILES:
        import_sample(python, practice, name, period)
    made(practice, "导入了示例文件的台账（示例）", "ledger with the sample files imported (examples)")
    as_of = ["--as-of", SAMPLE_AS_OF]
    output = ["report", "status", "-o", str(practice_report)]
    desk(python, "--ledger", str(practice), *output, *as_of, log="report.log")
    made(practice_report, f"示例台账的状态报告，数据截至 {SAMPLE_AS_OF}", f"its status report as of {SAMPLE_AS_OF}")
    module = "liling_desk.gui.pictures"
    desk(python, "--ledger", str(practice), "--out", str(pictures), log="pictures.log", module=module)
    for picture in sorted(pictures.glob("*.png")):
        made(picture, "窗口图片", "picture of the window")
    return 0


def import_sample(python: Path, ledger: Path, name: str, period: str | None) -> None:
    """Import one sample file, dry run first, and say what it did."""
    command = ["--ledger", str(ledger), "import", str(SAMPLES / name), "--accept", "all", "--json"]
    if period:
        command += ["--period", period]
    desk(python, *command, "--dry-run", log="import.log", fine=(0, 1))
    answer = json.loads(desk(python, *command, log="import.log", fine=(0, 1)))
    changed, problems = answer["changed"], len(answer["problems"])
    say(
        f"  已导入 {name}：{changed} 项有变化，{problems} 处提示",
        f"  imported {name}: {changed} items changed, {problems} problems listed",
    )


def made(path: Path, chinese: str, english: str) -> None:
    """Say that a file was written."""
    say(f"  {chinese}：{path}", f"  {english}: {path}")


def test(options: argparse.Namespace, rest: list[str]) -> int:
    """Every test offscreen, then the journeys in a real window; returns 0 only if all passed."""
    python = set_up("dev", options)
    libraries = {**machine.OFFSCREEN_LIBRARIES, **machine.WINDOW_LIBRARIES}
    lacking = machine.missing_packages(libraries, machine.TEST_PROGRAMS)
    machine.provide(lacking, LOGS / "apt.log", not options.no_apt)
    workers = ["-n", "2"] if (os.cpu_count() or 1) > 1 else []
    results = [pytest(python, "tests.xml", [*workers, *rest], {"QT_QPA_PLATFORM": "offscreen"}, bool(rest))]
    if sys.platform.startswith("linux"):
        say("主要流程在真实窗口（Xvfb）中再测一次：", "The journeys once more in a real window (Xvfb):")
        with machine.virtual_screen(LOGS / "xvfb.log") as display:
            env = {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "LILING_DESK_REAL_WINDOW": "1"}
            results.append(pytest(python, "journeys.xml", [*rest, "-m", "journey"], env, bool(rest)))
    else:
        say("本机没有 Xvfb，真实窗口的一遍没有做。", "No Xvfb here: the run in a real window was left out.")
    passed, failed, skipped = (sum(column) for column in zip(*results, strict=True))
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""), flush=True)
    return 1 if failed or not passed else 0


def pytest(
    python: Path, record: str, arguments: list[str], env: dict[str, str], none_is_fine: bool
) -> tuple[int, int, int]:
    """One run of pytest: how many tests passed, failed, were skipped. A run that broke off counts as one failed."""
    path = LOGS / record
    path.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    command = [str(python), "-m", "pytest", "-q", f"--junitxml={path}", *arguments]
    outer = {
        key: value for key, value in os.environ.items() if key not in ("LILING_DESK_REAL_WINDOW", "WAYLAND_DISPLAY")
    }
    status = subprocess.run(command, cwd=REPOSITORY, env={**outer, **env}, check=False).returncode
    if status == 5:
        return 0, 0 if none_is_fine else 1, 0
    passed, failed, skipped = counts(path)
    return passed, failed or int(status != 0), skipped


def counts(record: Path) -> tuple[int, int, int]:
    """Passed, failed and skipped in a JUnit file; zeros when it was not written."""
    try:
        suites = list(ElementTree.parse(record).getroot().iter("testsuite"))
    except (OSError, ElementTree.ParseError):
        return 0, 0, 0
    tests, failures, errors, skipped = (
        sum(int(suite.get(name, "0")) for suite in suites) for name in ("tests", "failures", "errors", "skipped")
    )
    return tests - failures - errors - skipped, failures + errors, skipped


def bench(options: argparse.Namespace, rest: list[str]) -> int:
    """Run the benchmarks; what stands behind `--` says which (`-- --help`)."""
    if not (REPOSITORY / "benchmarks" / "__main__.py").exists():
        raise Problem("没有性能测量程序。", "There are no benchmarks.", 2)
    python = set_up("dev", options)
    lacking = machine.missing_packages(machine.OFFSCREEN_LIBRARIES, machine.SERVER_PROGRAMS)
    machine.provide(lacking, LOGS / "apt.log", not options.no_apt)
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [str(python), "-m", "benchmarks", *rest]
    return subprocess.run(command, cwd=REPOSITORY, env=env, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
