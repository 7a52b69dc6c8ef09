"""Mutation testing of the modules that decide what is written and how it is judged, by hand. Standard library only.

python3 packaging/mutation.py changes|journal|light      in minutes; what it found is in docs/mutation.md

mutmut works in a copy of the committed tree, in an environment of its own: changed source never stands in the
checkout, and the project's own environment needs no further tools. Exit status 1 when mutants survived.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
MUTMUT = "mutmut==3.8.1"
STORE = ("test_chain", "test_journal", "test_edits", "test_batches", "test_bulletins", "test_following")
MODULES = {
    # What is mutated, and the tests that speak of it. mutmut runs for each mutant only those that reach its function.
    "changes": ("liling_desk/ledger/changes.py", ["tests/ledger/test_changes.py"]),
    "journal": ("liling_desk/store/journal.py", [f"tests/store/{name}.py" for name in STORE]),
    "light": (
        "liling_desk/ledger/light.py",
        [f"tests/ledger/{name}.py" for name in ("test_light_in_full", "test_light", "test_light_history")],
    ),
}
SETTINGS = """
[tool.mutmut]
source_paths = ["liling_desk"]
only_mutate = [{module!r}]
also_copy = ["resources"]
pytest_add_cli_args = ["-p", "no:cacheprovider", "-p", "no:xdist"]
pytest_add_cli_args_test_selection = {tests!r}
timeout_constant = 20.0
"""


def main(arguments: list[str]) -> int:
    if len(arguments) != 1 or arguments[0] not in MODULES:
        print(__doc__)
        return 2
    module, tests = MODULES[arguments[0]]
    place = Path(tempfile.gettempdir()) / "liling-desk-mutation"
    tree = Path(tempfile.mkdtemp(prefix=f"{arguments[0]}-", dir=_made(place)))
    archive = subprocess.run(["git", "archive", "HEAD"], cwd=REPOSITORY, check=True, capture_output=True).stdout
    with tarfile.open(fileobj=io.BytesIO(archive)) as packed:
        packed.extractall(tree, filter="data")
    project = tree / "pyproject.toml"
    settings = SETTINGS.format(module=module, tests=tests)
    project.write_text(project.read_text(encoding="utf-8") + settings, encoding="utf-8")
    tools = _tools(place / "tools")
    # The same examples each time, so that a mutant is not killed by luck.
    environment = {**os.environ, "CI": "true"}
    command = [str(tools / "bin" / "mutmut"), "run", "--max-children", "1"]
    subprocess.run(command, cwd=tree, check=True, env=environment)
    found = subprocess.run(
        [str(tools / "bin" / "mutmut"), "results"], cwd=tree, check=True, stdout=subprocess.PIPE, encoding="utf-8"
    )
    survivors = [line.split(":")[0].strip() for line in found.stdout.splitlines() if "survived" in line]
    print(found.stdout)
    for name in survivors:
        subprocess.run([str(tools / "bin" / "mutmut"), "show", name], cwd=tree, check=False)
    return 1 if survivors else 0


def _made(folder: Path) -> Path:
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def _tools(folder: Path) -> Path:
    """An environment with mutmut, the tests' tools and what the core needs; made once."""
    if not (folder / "bin" / "mutmut").exists():
        project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        needs = [need for need in project["dependencies"] if not need.startswith("PySide6")]
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder)], check=True)
        pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "-q", "--disable-pip-version-check"]
        subprocess.run([*pip, *needs, MUTMUT, "pytest", "hypothesis"], check=True)
    return folder


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
