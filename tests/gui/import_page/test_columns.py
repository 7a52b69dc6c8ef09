"""Which column is which: doubts with candidates and values beside them, and answers that are remembered."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from liling_desk.gui.desk import Desk
from liling_desk.gui.import_page.page import ImportPage

LEFT = Qt.MouseButton.LeftButton
TEXT = "编号,进展,进展\nLL-001,完成一半,已上报\nLL-002,开工,已上报\n"


def settle(page: ImportPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.session.choice is not None and not page.is_busy, timeout=10_000)


def test_a_doubtful_column_is_asked_with_its_values(
    page: ImportPage, starter_desk: Desk, table: Callable[..., Path], qtbot: QtBot
) -> None:
    page.open_file(table("市交通运输局6月.csv", TEXT))
    settle(page, qtbot)
    bar = page.review.mapping
    doubtful = [card for card in bar.cards if card.doubtful]
    assert doubtful
    card = doubtful[-1]
    assert card.toolTip().startswith("进展\n")
    qtbot.mouseClick(card, LEFT)
    chooser = bar.chooser
    assert chooser.isVisible()
    assert {"已上报"} <= {label.text() for label in chooser.findChildren(QLabel)}
    names = [chooser.list.item(place).text() for place in range(chooser.list.count())]
    assert names.index("不导入") < names.index("其他项") < names.index("存在困难")
    place = next(place for place, name in enumerate(names) if name.startswith("备注"))
    chooser.list.setCurrentRow(place)
    qtbot.keyClick(chooser.list, Qt.Key.Key_Return)
    settle(page, qtbot)
    assert page.reading.columns.fields[2] == "note"
    assert not bar.cards[2].doubtful
    assert bar.cards[2].hasFocus()


def test_esc_leaves_a_column_as_it_is(opened: ImportPage, qtbot: QtBot) -> None:
    bar = opened.review.mapping
    before = opened.reading.columns
    bar.cards[4].showPopup()
    qtbot.keyClick(bar.chooser.list, Qt.Key.Key_Escape)
    assert not bar.chooser.isVisible()
    assert opened.reading.columns == before
    assert bar.cards[4].hasFocus()


def test_answers_are_remembered_for_the_sender_when_the_file_is_applied(
    page: ImportPage, starter_desk: Desk, table: Callable[..., Path], qtbot: QtBot
) -> None:
    ledger = starter_desk.bridge.ledger
    page.open_file(table("市交通运输局6月.csv", TEXT))
    settle(page, qtbot)
    page.session.set_column(2, "note")
    settle(page, qtbot)
    qtbot.mouseClick(page.review.bar.apply_button, LEFT)
    assert len(ledger.profiles()) == 1
    assert "已记为方案" in page.note.more.text()
    assert ledger.can_undo().action == "import", "an undo takes the import back, not the mapping"
    page.open_file(table("市交通运输局7月.csv", TEXT.replace("完成一半", "完工")))
    settle(page, qtbot)
    assert page.reading.columns.profile == ledger.profiles()[0].name
    assert page.reading.columns.fields[2] == "note"
    assert page.review.mapping.profile.isVisible()


def test_a_file_read_without_questions_leaves_no_profile(opened: ImportPage, starter_desk: Desk, qtbot: QtBot) -> None:
    qtbot.mouseClick(opened.review.bar.apply_button, LEFT)
    assert starter_desk.bridge.ledger.profiles() == []
