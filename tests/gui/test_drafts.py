"""What is being typed survives the program's end, whatever form it is typed into, and goes when it is saved."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from liling_desk.gui.desk import Desk
from liling_desk.gui.draft_writer import DraftNote, DraftWriter
from liling_desk.gui.drafts import Draft, Drafts
from liling_desk.gui.ledger_page.commitment_form import CommitmentForm
from liling_desk.gui.ledger_page.return_form import ReturnForm
from liling_desk.gui.ledger_page.tick_popover import TickPopover
from liling_desk.gui.look.buttons import LinkButton
from liling_desk.gui.main_window import MainWindow
from liling_desk.ledger import edits
from liling_desk.ledger.errors import LedgerUnusable
from liling_desk.ledger.indicator import Indicator
from liling_desk.ledger.status import Status
from liling_desk.translations import Message

LEFT = Qt.MouseButton.LeftButton
TYPED = "half of it"


def left(desk: Desk) -> list[Draft]:
    return desk.drafts.of(str(desk.bridge.ledger.path))


def note_of(widget: object) -> DraftNote:
    return widget.findChild(DraftNote)


def button(strip: object, words: str) -> LinkButton:
    return next(each for each in strip.findChildren(LinkButton) if each.text() == words)


def shown(qtbot: QtBot, dialog: object) -> object:
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    return dialog


@pytest.mark.parametrize("form", ["return", "commitment", "verdict", "detail"])
def test_what_was_typed_is_there_after_the_program_was_killed(
    form: str, starter_path: Path, desk: Desk, desk_home: Path, qtbot: QtBot
) -> None:
    worker = Path(__file__).with_name("typing_worker.py")
    environment = {**os.environ, "LILING_DESK_HOME": str(desk_home), "PYTHONPATH": str(Path(__file__).parents[2])}
    process = subprocess.Popen(
        [sys.executable, str(worker), str(starter_path), form], stdout=subprocess.PIPE, text=True, env=environment
    )
    try:
        assert process.stdout is not None and process.stdout.readline() == "kept\n"
    finally:
        process.kill()
        process.wait()
        process.stdout.close()

    window = MainWindow(desk)
    qtbot.addWidget(window)
    window.open_first(starter_path)
    window.show()
    window.left_drafts.look()
    strip = window.left_drafts.strip
    assert strip is not None and strip.isVisible() and "上次有写了没有保存的内容" in strip.what.text()
    seen: list[tuple[str, bool]] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        edit = dialog.inputs["title"] if form == "commitment" else dialog.progress
        seen.append((edit.toPlainText(), note_of(dialog).isVisible()))
        dialog.accept() if form == "return" else dialog.done(0)

    if form in ("return", "commitment"):
        QTimer.singleShot(0, look)
    qtbot.mouseClick(button(strip, "接着写"), LEFT)
    page = window.page("ledger")
    if form == "verdict":
        popover = page.ticking.popover
        assert isinstance(popover, TickPopover)
        seen.append((popover.findChild(QPlainTextEdit).toPlainText(), note_of(popover).isVisible()))
        popover.dismiss()
    elif form == "detail":
        editor = page.detail.item.editor
        assert editor is not None
        seen.append((editor.text(), editor.note() == "上次没有保存的内容已放回"))
        editor.cancel()
    assert seen == [(TYPED, True)]
    assert left(desk) == [] and strip.isHidden()
    if form == "return":
        assert desk.bridge.ledger.returns("LL-062")[0].progress == TYPED


@pytest.fixture
def measured(starter_desk: Desk) -> Desk:
    """LL-062 has an indicator."""
    ledger = starter_desk.bridge.ledger
    ledger.apply(edits.revise(ledger.get("LL-062"), indicator=Indicator(metric="人才", target=100, unit="人")))
    return starter_desk


def test_every_field_of_a_return_comes_back_and_can_be_dropped(measured: Desk, qtbot: QtBot) -> None:
    form = shown(qtbot, ReturnForm(measured, "LL-062"))
    form.period.setText("2021-11")
    form.value.setText("42")
    form.difficulties.setPlainText("缺钱\n缺人")
    form.claimed_status.setCurrentIndex(2)
    form.draft.writer.keep()
    again = shown(qtbot, ReturnForm(measured, "LL-062"))
    assert note_of(again).isVisible()
    assert (again.period.text(), again.value.text(), again.difficulties.toPlainText()) == (
        "2021-11",
        "42",
        "缺钱\n缺人",
    )
    assert again.claimed_status.currentIndex() == 2 and again.progress.toPlainText() == ""
    qtbot.mouseClick(note_of(again).drop, LEFT)
    assert again.value.text() == "" and again.period.text() == "2021-12" and note_of(again).isHidden()
    assert left(measured) == []
    other = shown(qtbot, ReturnForm(measured, "LL-001"))
    assert note_of(other).isHidden()


def test_a_new_commitment_s_composed_fields_come_back(starter_desk: Desk, qtbot: QtBot) -> None:
    form = shown(qtbot, CommitmentForm(starter_desk))
    form.inputs["title"].setPlainText("修一条路")
    form.inputs["deadline"].set_text("2022年6月底")
    form.inputs["indicator"].metric_edit.setText("公里")
    form.draft.writer.keep()
    texts = left(starter_desk)[0].texts
    assert set(texts) == {"title", "deadline", "indicator"}, "what nobody typed is proposed anew"
    again = shown(qtbot, CommitmentForm(starter_desk))
    assert again.inputs["title"].toPlainText() == "修一条路" and again.inputs["deadline"].text() == texts["deadline"]
    assert again.fields["indicator"].isVisible() and again.inputs["indicator"].metric_edit.text() == "公里"
    assert again.submit()
    again.done(1)
    assert left(starter_desk) == []


def test_giving_a_form_up_forgets_what_was_typed(starter_desk: Desk, qtbot: QtBot) -> None:
    form = shown(qtbot, ReturnForm(starter_desk, "LL-062"))
    form.progress.setPlainText("x")
    qtbot.waitUntil(lambda: bool(left(starter_desk)))
    form.progress.setPlainText("")
    form.draft.writer.keep()
    assert left(starter_desk) == []
    form.progress.setPlainText("x")
    form.draft.writer.keep()
    form.reject()
    assert left(starter_desk), "asked once more before it is given up"
    form.reject()
    assert left(starter_desk) == [] and not form.isVisible()


def test_somebody_who_goes_on_typing_is_kept_up_with(starter_desk: Desk, qtbot: QtBot) -> None:
    form = shown(qtbot, ReturnForm(starter_desk, "LL-062"))
    typing = QTimer(form, interval=50)
    typing.timeout.connect(lambda: form.progress.insertPlainText("字"))
    typing.start()
    qtbot.waitUntil(lambda: bool(left(starter_desk)), timeout=2000)
    typing.stop()
    assert "字" in left(starter_desk)[0].texts["progress"]


def test_a_verdict_that_could_not_be_written_can_be_given_again(
    main_window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, page = main_window.desk, main_window.page("ledger")
    ledger = desk.bridge.ledger

    def full(_changes: object) -> None:
        raise LedgerUnusable(Message("磁盘满了。"))

    desk.bridge.when_unwritten = lambda _problem: False
    page.ticking.open(["LL-062"])
    popover = page.ticking.popover
    popover.findChild(QPlainTextEdit).setPlainText("验收〔2021〕1 号")
    with monkeypatch.context() as broken:
        broken.setattr(ledger, "apply", full)
        popover._decide()
    assert ledger.get("LL-062").status is not Status.DONE and page.ticking.popover is None
    page.ticking.open(["LL-062"])
    popover = page.ticking.popover
    assert popover.findChild(QPlainTextEdit).toPlainText() == "验收〔2021〕1 号" and note_of(popover).isVisible()
    popover._decide()
    assert ledger.get("LL-062").status is Status.DONE and left(desk) == []
    page.ticking.open(["LL-062"])
    assert note_of(page.ticking.popover).isHidden(), "what was written to tick it off is no reason to reopen it"


def test_what_was_left_can_be_dropped_when_the_ledger_is_opened(main_window: MainWindow, qtbot: QtBot) -> None:
    desk = main_window.desk
    path = str(desk.bridge.ledger.path)
    for form, item in (("return", "LL-062"), ("detail", "LL-001"), ("return", "LL-999"), ("odd", "LL-001")):
        desk.drafts.keep(Draft(path, form, item, {"note": "x"}))
    desk.drafts.keep(Draft("/elsewhere.db", "return", "LL-062", {"note": "x"}))
    main_window.left_drafts.look()
    strip = main_window.left_drafts.strip
    assert strip is not None
    assert "登记报送 LL-062" in strip.what.text() and "修改 LL-001" in strip.what.text()
    assert "LL-999" not in strip.what.text()
    qtbot.mouseClick(button(strip, "丢弃"), LEFT)
    assert strip.isHidden()
    assert {(each.form, each.item) for each in left(desk)} == {("return", "LL-999"), ("odd", "LL-001")}


@pytest.mark.parametrize("content", ["", "[]", "{", "[" * 9999, '{"ledger": 1}', '{"texts": {"a": 1}}'])
def test_a_damaged_draft_is_no_draft(tmp_path: Path, content: str) -> None:
    drafts = Drafts(tmp_path)
    drafts.keep(Draft("a.db", "return", "LL-1", {"progress": "甲\ud800"}))
    assert drafts.find("a.db", "return", "LL-1") == Draft("a.db", "return", "LL-1", {"progress": "甲\ud800"})
    (path,) = tmp_path.iterdir()
    assert path.stat().st_mode & 0o777 == 0o600
    path.write_text(content)
    assert drafts.find("a.db", "return", "LL-1") is None and drafts.of("a.db") == []
    drafts.forget("a.db", "return", "LL-1")
    assert not list(tmp_path.iterdir())


def test_a_place_that_cannot_be_written_to_does_not_interrupt(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    drafts = Drafts(tmp_path / "file" / "drafts")
    drafts.keep(Draft("a.db", "return", "LL-1", {"progress": "x"}))
    drafts.forget("a.db", "return", "LL-1")
    assert drafts.of("a.db") == [] and drafts.find("a.db", "return", "LL-1") is None


def test_of_a_ledger_with_a_passphrase_nothing_is_written_down(starter_desk: Desk, qtbot: QtBot) -> None:
    path = str(starter_desk.bridge.ledger.path)
    starter_desk.drafts.keep_off_disk(path, sealed=True)
    form = shown(qtbot, ReturnForm(starter_desk, "LL-062"))
    form.progress.setPlainText("x")
    form.draft.writer.keep()
    assert left(starter_desk) == [Draft(path, "return", "LL-062", {"progress": "x"})]
    assert Drafts().of(path) == [], "nothing on the disk"
    again = shown(qtbot, ReturnForm(starter_desk, "LL-062"))
    assert again.progress.toPlainText() == "x" and note_of(again).isVisible()


def test_nothing_is_kept_after_the_end(starter_desk: Desk, qtbot: QtBot) -> None:
    texts: Callable[[], dict[str, str]] = lambda: {"a": "x"}  # noqa: E731
    writer = DraftWriter(starter_desk, "bulletin", "2021-1", texts, starter_desk.bridge)
    writer.keep()
    assert writer.kept() == {"a": "x"}
    writer.end()
    writer.typed()
    writer.keep()
    assert writer.kept() == {}
