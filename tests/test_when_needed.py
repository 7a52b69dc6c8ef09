"""A module that is imported when something of it is first asked for."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from liling_desk.when_needed import WhenNeeded


def test_it_is_imported_once_and_stands_for_the_module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "asked_for_later.py").write_text("made = []\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    later = WhenNeeded("asked_for_later")
    assert "asked_for_later" not in sys.modules
    later.made.append(1)
    assert later.made == sys.modules["asked_for_later"].made == [1]
    monkeypatch.setattr("asked_for_later.made", "another")
    assert later.made == "another"
    with pytest.raises(AttributeError, match="nothing"):
        _ = later.nothing
    del sys.modules["asked_for_later"]
