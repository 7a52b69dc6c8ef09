"""packaging/shape.py names what is too large."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture
def shape(repository: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("shape", repository / "packaging" / "shape.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_each_limit(shape: ModuleType, tmp_path: Path) -> None:
    fits = "def fits():\n" + "    x = 1\n" * 49
    over = "def over():\n" + "    x = 1\n" * 50
    methods = "".join(f"    def m{n}(self): ...\n" for n in range(21))
    path = tmp_path / "helpers.py"
    path.write_text(f"{fits}\n{over}\nclass Wide:\n{methods}" + "# line\n" * 300)
    lines = len(path.read_text().splitlines())
    assert sorted(complaint.split(": ", 1)[1] for complaint in shape.too_large(path)) == [
        f"{lines} lines, at most 400",
        "Wide has 21 methods, at most 20",
        "a name that says nothing",
        "over has 51 lines, at most 50",
    ]


def test_a_file_within_the_limits_has_no_complaint(shape: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "small.py"
    path.write_text("x = 1\n" * 400)
    assert list(shape.too_large(path)) == []
