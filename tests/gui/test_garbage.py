"""Widgets come to their end on the window's thread, between two events: anywhere else the window can stand still."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from threading import current_thread, main_thread
from weakref import finalize

import pytest
from PySide6.QtCore import QAbstractEventDispatcher, QObject
from pytestqt.qtbot import QtBot

from liling_desk.garbage import collect_if_due, leave_alone_what_is_there
from liling_desk.gui.application import collect_between_events
from liling_desk.gui.background import Background
from liling_desk.gui.import_page.reading import Choice, let_go, read
from liling_desk.ledger.snapshot import Snapshot


@pytest.fixture
def searching(qapp: object) -> Iterator[None]:
    collect_between_events()
    yield
    QAbstractEventDispatcher.instance().aboutToBlock.disconnect(collect_if_due)


@pytest.fixture
def background(qapp: object) -> Iterator[Background]:
    made = Background(lambda _bug: None)
    yield made
    made.wait()


class Asker(QObject):
    """Holds itself, as a window does that holds a function that names it."""

    def __init__(self) -> None:
        super().__init__()
        self.itself: Callable[[], Asker] = lambda: self


def ends_of(thing: QObject) -> list[object]:
    """The threads on which it ends: none yet."""
    ends: list[object] = []
    finalize(thing, lambda: ends.append(current_thread()))
    return ends


def make_many(_report: object) -> int:
    """Enough to set Python's own search off, ten times over."""
    return len([[number] for number in range(10_000)])


def test_what_nobody_holds_ends_between_two_events(searching: None, background: Background, qtbot: QtBot) -> None:
    ends = ends_of(Asker())
    make_many(None)
    keep = [[number] for number in range(10_000)]
    assert ends == [] and not gc.isenabled(), "not while objects are made"
    qtbot.waitUntil(lambda: bool(ends))
    assert ends == [main_thread()] and keep


def test_what_is_left_alone_is_not_searched(searching: None, background: Background, qtbot: QtBot) -> None:
    keep = [[number] for number in range(100_000)]
    leave_alone_what_is_there()
    assert gc.get_count()[0] < 1_000
    assert not any(each is keep for each in gc.get_objects())
    gc.unfreeze()
    assert any(each is keep for each in gc.get_objects())


def test_a_large_reading_goes_without_a_search(searching: None, tmp_path: Path) -> None:
    """So nothing that was left alone, a large ledger for instance, has to be gone through again for its sake."""
    table = tmp_path / "表.csv"
    lines = [f"LL-{n:04},修建道路{n}号,县交通局,2021年{n % 12 + 1}月底前,已开工" for n in range(1_500)]
    table.write_text("\n".join(["编号,事项名称,牵头单位,完成时限,进展情况", *lines]), encoding="utf-8")
    reading = read(Choice(table), None, Snapshot({}), [], date(2021, 12, 15), lambda _done, _total: None)
    left_alone = gc.get_freeze_count()
    ends: list[str] = []
    for name in ("preview", "table", "sheet"):
        finalize(getattr(reading, name), ends.append, name)
    held = [reading]
    del reading
    let_go(held)
    assert sorted(ends) == ["preview", "sheet", "table"]
    assert gc.get_freeze_count() > left_alone / 2
    gc.unfreeze()


def test_a_worker_ends_no_widget(searching: None, background: Background, qtbot: QtBot) -> None:
    done: list[int] = []
    asker, nobody = QObject(), ends_of(Asker())
    background.start(make_many, done.append, lambda _problem: None, owner=asker)
    assert background.wait() is True
    assert nobody == []
    keep = [[number] for number in range(10_000)]
    qtbot.waitUntil(lambda: bool(nobody))
    assert nobody == [main_thread()] and keep


@pytest.mark.parametrize("answer", ["done", "refused"])
def test_who_asked_ends_on_the_windows_thread(background: Background, answer: str, qtbot: QtBot) -> None:
    """The worker holds the function, and with it the asker, until the answer is told."""
    ends: list[object] = []
    for _time in range(200):
        asker = QObject()
        finalize(asker, lambda: ends.append(current_thread()))

        def work(_report: object, holds: QObject = asker) -> str:
            if answer == "refused":
                raise RuntimeError(holds.objectName())
            return holds.objectName()

        background.start(work, lambda _value: None, lambda _problem: None, owner=asker)
        del asker, work
    qtbot.waitUntil(lambda: not background.is_busy)
    collected = gc.collect()
    qtbot.waitUntil(lambda: len(ends) == 200)
    assert set(ends) == {main_thread()}, collected
