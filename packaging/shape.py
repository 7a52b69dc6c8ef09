"""Checks the sizes that keep the code readable: files, functions, classes. Standard library only.

python packaging/shape.py        exits 1 and names every place that is too large
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
FOLDERS = ("liling_desk", "packaging")
FILE_LINES = 400
FUNCTION_LINES = 50
CLASS_METHODS = 20
VAGUE_NAMES = {"utils", "helpers", "common", "misc", "manager"}


def main() -> int:
    files = sorted(path for folder in FOLDERS for path in (REPOSITORY / folder).rglob("*.py"))
    complaints = [complaint for path in files for complaint in too_large(path)]
    for complaint in complaints:
        print(complaint)
    print(f"shape: {len(files)} files, {len(complaints)} too large or vaguely named")
    return 1 if complaints else 0


def too_large(path: Path) -> Iterator[str]:
    """One line for each thing in the file that is over its limit."""
    text = path.read_text(encoding="utf-8")
    name = path.relative_to(REPOSITORY) if path.is_relative_to(REPOSITORY) else path
    lines = len(text.splitlines())
    if lines > FILE_LINES:
        yield f"{name}: {lines} lines, at most {FILE_LINES}"
    if path.stem in VAGUE_NAMES:
        yield f"{name}: a name that says nothing"
    for node in ast.walk(ast.parse(text, filename=str(path))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > FUNCTION_LINES:
                yield f"{name}:{node.lineno}: {node.name} has {length} lines, at most {FUNCTION_LINES}"
        elif isinstance(node, ast.ClassDef):
            methods = sum(isinstance(item, ast.FunctionDef | ast.AsyncFunctionDef) for item in node.body)
            if methods > CLASS_METHODS:
                yield f"{name}:{node.lineno}: {node.name} has {methods} methods, at most {CLASS_METHODS}"


if __name__ == "__main__":
    sys.exit(main())
