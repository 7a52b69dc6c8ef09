"""Pictures of the window, without a display, from a ledger that stays as it is."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QImage


def take(ledger: Path, out: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "liling_desk.gui.pictures", "--ledger", str(ledger), "--out", str(out), *words]
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False, timeout=120)


def test_pictures_of_the_window(starter_path: Path, tmp_path: Path) -> None:
    before = starter_path.read_bytes()
    done = take(starter_path, tmp_path / "out", "--as-of", "2021-12-15")
    assert done.returncode == 0, done.stderr
    names = {path.stem for path in (tmp_path / "out").glob("*.png")}
    assert names == {"welcome", "ledger", "detail", "tick-off", "overview", "import", "report"}
    shown = [QImage(str(tmp_path / "out" / f"{name}.png")) for name in sorted(names)]
    assert {(image.width(), image.height()) for image in shown} == {(1440, 900)}
    assert all(one != other for place, one in enumerate(shown) for other in shown[place + 1 :])
    assert starter_path.read_bytes() == before


def test_a_ledger_that_is_none_is_said_in_a_line(tmp_path: Path) -> None:
    (tmp_path / "a.db").write_text("not a ledger")
    done = take(tmp_path / "a.db", tmp_path / "out")
    assert done.returncode == 3
    assert "a.db" in done.stderr
    assert "Traceback" not in done.stderr
