"""The list of imports: facts, items, the file itself, and taking one back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from liling_desk.gui.desk import Desk
from liling_desk.gui.import_page.batches_dialog import BatchesDialog
from liling_desk.gui.import_page.page import ImportPage

LEFT = Qt.MouseButton.LeftButton


class Answer:
    def __init__(self, target: Path) -> None:
        self.target, self.proposed = target, Path()

    def report_target(self, proposed: Path, _ending: str) -> Path:
        self.proposed = proposed
        return self.target


@pytest.fixture
def dialog(opened: ImportPage, qtbot: QtBot, dialog_of: Callable[[type], BatchesDialog]) -> BatchesDialog:
    """The dialog after one import."""
    qtbot.mouseClick(opened.review.bar.apply_button, LEFT)
    qtbot.mouseClick(opened.batches_button, LEFT)
    return dialog_of(BatchesDialog)


def said(widget: BatchesDialog) -> str:
    return "\n".join(label.text() for label in widget.list.findChildren(QLabel))


def test_a_batch_says_where_it_came_from_and_what_it_did(dialog: BatchesDialog, starter_desk: Desk) -> None:
    batch = starter_desk.bridge.ledger.batches()[0]
    words = said(dialog)
    for part in (batch.file, batch.sha256[:8], "2021-11", batch.actor, "新增 1 项", "个问题"):
        assert part in words
    assert batch.sha256 not in words
    dialog.accept()


def test_the_file_itself_is_saved_byte_for_byte(
    dialog: BatchesDialog, table: Callable[..., Path], tmp_path: Path, qtbot: QtBot
) -> None:
    dialog.ask = Answer(tmp_path / "原件.csv")
    qtbot.mouseClick(dialog.list.file_buttons[1], LEFT)
    assert (tmp_path / "原件.csv").read_bytes() == table().read_bytes()
    assert dialog.ask.proposed.name == "11月进展.csv"
    assert dialog.note.what.text() == "原件已存为 原件.csv"
    dialog.ask = Answer(tmp_path / "没有" / "原件.csv")
    qtbot.mouseClick(dialog.list.file_buttons[1], LEFT)
    assert "写不进" in dialog.note.what.text()
    dialog.accept()


def test_its_items_are_shown_in_the_list(dialog: BatchesDialog, opened: ImportPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(opened.show_items) as seen:
        qtbot.mouseClick(dialog.list.item_buttons[1], LEFT)
    assert {"LL-001", "LL-014", "LL-062"} <= set(seen.args[0].codes)
    assert "LL-003" not in seen.args[0].codes


def test_a_batch_is_taken_back_by_keyboard(dialog: BatchesDialog, starter_desk: Desk, qtbot: QtBot) -> None:
    button: QAbstractButton = dialog.list.undo_buttons[1]
    assert button.text() == "撤销整批"
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert dialog.note.what.text() == "第 1 批已撤销"
    assert "已撤销" in said(dialog)
    assert not starter_desk.bridge.ledger.returns("LL-014")
    assert 1 in dialog.list.file_buttons
    dialog.accept()
