"""The command line as a user calls it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from liling_desk.cli import main


@dataclass(frozen=True)
class Said:
    """What a command gave back."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The output as JSON."""
        return json.loads(self.out)


@pytest.fixture
def desk(desk_home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Said]:
    """Call the command line with a home of its own, in Chinese."""
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")

    def call(*words: object) -> Said:
        capsys.readouterr()
        try:
            status = main([str(word) for word in words])
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else 1
        said = capsys.readouterr()
        return Said(status, said.out, said.err)

    return call


@pytest.fixture
def on(desk: Callable[..., Said], ledger_file: Path) -> Callable[..., Said]:
    """Call a command on a starter ledger."""
    return lambda *words: desk("--ledger", ledger_file, *words)


@pytest.fixture
def text_of_pdf() -> Callable[[Path], str]:
    """The text of a PDF without any space, because lines break where they like."""
    return lambda path: "".join(subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True).stdout.split())
