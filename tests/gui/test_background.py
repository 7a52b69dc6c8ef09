"""Work in the background: exactly one answer, none to somebody who is gone, and nobody waits for ever."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from threading import Event

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from liling_desk.gui.background import Background, Work
from liling_desk.ledger.errors import FileUnusable
from liling_desk.translations import Message

Report = Callable[[int, int], None]


class Asker(QObject):
    """Asks for work that goes on until it is allowed to end, and remembers what it was told."""

    def __init__(self, background: Background) -> None:
        super().__init__()
        self._background = background
        self.may_end, self.told = Event(), []

    def ask(self, answer: Callable[[Report], object]) -> Work:
        told, may_end = self.told, self.may_end

        def work(report: Report) -> object:
            may_end.wait(10)
            return answer(report)

        return self._background.start(
            work,
            lambda value: told.append(("done", value)),
            lambda problem: told.append(("problem", type(problem))),
            lambda *at: told.append(("progress", at)),
            owner=self,
            crashed=lambda: told.append(("crashed", None)),
        )


@pytest.fixture
def bugs() -> list[BaseException]:
    return []


@pytest.fixture
def background(qapp: object, bugs: list[BaseException]) -> Iterator[Background]:
    made = Background(bugs.append)
    yield made
    made.wait()


@pytest.fixture
def asker(background: Background) -> Iterator[Asker]:
    made = Asker(background)
    yield made
    made.may_end.set()


def refuse(_report: Report) -> None:
    raise FileUnusable(Message("磁盘满了。"))


def break_down(_report: Report) -> None:
    raise RuntimeError("a bug")


def count(report: Report) -> str:
    report(1, 2)
    return "x"


@pytest.mark.parametrize(
    ("answer", "told", "reported"),
    [
        (count, [("progress", (1, 2)), ("done", "x")], 0),
        (refuse, [("problem", FileUnusable)], 0),
        (break_down, [("crashed", None)], 1),
    ],
)
def test_one_answer_and_then_it_is_over(
    background: Background,
    asker: Asker,
    bugs: list[BaseException],
    answer: Callable[[Report], object],
    told: list[object],
    reported: int,
    qtbot: QtBot,
) -> None:
    work = asker.ask(answer)
    assert work.is_under_way and background.is_busy
    asker.may_end.set()
    qtbot.waitUntil(lambda: not background.is_busy)
    assert asker.told == told and len(bugs) == reported and not work.is_under_way


@pytest.mark.parametrize("answer", [count, refuse, break_down])
def test_whoever_is_gone_is_told_nothing(
    background: Background, asker: Asker, answer: Callable[[Report], object], bugs: list[BaseException], qtbot: QtBot
) -> None:
    asker.ask(answer)
    told, may_end = asker.told, asker.may_end
    delete(asker)
    may_end.set()
    qtbot.waitUntil(lambda: not background.is_busy)
    assert told == []
    assert len(bugs) == (answer is break_down), "a bug is a bug whoever asked"


@pytest.mark.parametrize("answer", [count, refuse, break_down])
def test_what_was_cancelled_by_waiting_is_not_under_way(
    background: Background, asker: Asker, answer: Callable[[Report], object], qtbot: QtBot
) -> None:
    work = asker.ask(answer)
    asker.may_end.set()
    assert background.wait() and not work.is_under_way
    qtbot.waitUntil(lambda: not background.is_busy)
    assert asker.told == []
