"""Tests the core from an installed wheel in an environment without PySide6. Standard library only.

python3 packaging/core.py        after packaging/desk.py test, which installs PostgreSQL too; makes .venv-core
"""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
VENV = REPOSITORY / ".venv-core"
TESTS = ("ledger", "words", "plots", "store", "importing", "reporting", "cli", "samples")
TOOLS = ("pytest", "pytest-xdist", "hypothesis", "python-calamine", "fonttools", "sqlcipher3", "xlwt")
CHECK = """
import importlib.util, sys
from liling_desk import places
assert importlib.util.find_spec("PySide6") is None, "PySide6 is here"
assert "site-packages" in str(places.resource("starter", "commitments.csv")), "not the wheel's resources"
"""


def main() -> int:
    python = VENV / "bin" / "python"
    run([sys.executable, "-m", "venv", "--clear", str(VENV)])
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needs = [need for need in project["dependencies"] if not need.startswith("PySide6")]
    pip = [str(python), "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    shared = project["optional-dependencies"]["shared"]
    run([*pip, *needs, *shared, *TOOLS])
    run([*pip, "--no-deps", str(REPOSITORY)])
    run([str(python), "-P", "-c", CHECK], cwd=VENV)
    folders = [f"tests/{name}" for name in TESTS if (REPOSITORY / "tests" / name).is_dir()]
    # The installed pytest, not `python -m pytest`: that would put the checkout before the wheel.
    # What is kept on a server is the same with and without Qt, and was tested once.
    pytest = [str(VENV / "bin" / "pytest"), "-q", "-n", "2", "-k", "not server", *folders]
    return subprocess.run(pytest, cwd=REPOSITORY, check=False).returncode


def run(command: list[str], cwd: Path = REPOSITORY) -> None:
    subprocess.run(command, cwd=cwd, check=True)


if __name__ == "__main__":
    sys.exit(main())
