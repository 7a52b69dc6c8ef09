"""When the window looks whether somebody else wrote."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from liling_desk.gui import lookout
from liling_desk.gui.lookout import Lookout, tells_of_writing
from liling_desk.ledger import edits
from liling_desk.open_ledger import OpenLedger
from liling_desk.proof import FilePlace, PlaceKind

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows tells late of files that stay open")


@pytest.fixture
def shown(starter_path: Path) -> Iterator[OpenLedger]:
    """The ledger as the window has it open."""
    ledger = OpenLedger.open(starter_path, "甲")
    ledger.snapshot()
    yield ledger
    ledger.close()


@pytest.fixture
def watching(qtbot: QtBot, shown: OpenLedger) -> Lookout:
    """A lookout that need not look once a second any more."""
    looking = Lookout()
    looking.start(shown.path)
    looking.watch()
    assert looking.is_watching
    return looking


def test_what_another_wrote_is_seen_without_looking_once_a_second(
    watching: Lookout, shown: OpenLedger, starter_path: Path, qtbot: QtBot
) -> None:
    seen: list[bool] = []
    watching.due.connect(lambda: seen.append(shown.changed_elsewhere()))
    other = OpenLedger.open(starter_path, "乙")
    other.apply(edits.revise(other.get("LL-001"), note="他人改的"))
    qtbot.waitUntil(lambda: any(seen), timeout=10_000)
    other.close()


def test_it_looks_again_for_who_writes_slowly(
    watching: Lookout, shown: OpenLedger, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lookout, "AFTER_WRITING_MS", (1, 2, 3))
    looks: list[int] = []
    watching.due.connect(lambda: looks.append(1))
    shown.apply(edits.revise(shown.get("LL-001"), note="改"))
    qtbot.waitUntil(lambda: len(looks) >= 3, timeout=10_000)


def test_a_file_that_was_replaced_is_watched_anew(watching: Lookout, starter_path: Path, qtbot: QtBot) -> None:
    log = starter_path.with_name(f"{starter_path.name}-wal")
    log.rename(log.with_name("away"))
    qtbot.waitUntil(lambda: not watching.is_watching, timeout=10_000)
    assert watching.isActive()
    log.with_name("away").rename(log)
    watching.watch()
    assert watching.is_watching


def test_nothing_is_looked_at_once_it_is_stopped(watching: Lookout) -> None:
    watching.stop()
    assert not watching.isActive()
    assert not watching.is_watching


def test_a_share_on_the_network_tells_nothing(
    shown: OpenLedger, starter_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("liling_desk.proof.place_of", lambda _file: FilePlace(PlaceKind.NETWORK, "SMB"))
    looking = Lookout()
    looking.start(starter_path)
    looking.watch()
    assert not looking.is_watching
    assert looking.isActive()


def test_windows_is_asked_once_a_second(starter_path: Path) -> None:
    assert not tells_of_writing(starter_path, "win32")
