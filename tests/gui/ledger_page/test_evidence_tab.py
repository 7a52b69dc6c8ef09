"""The third tab of the detail: adding by drop, button and paste; opening a private copy; removing and undoing."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QDesktopServices,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
)
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit
from pytestqt.qtbot import QtBot

from liling_desk import places
from liling_desk.gui.desk import Desk
from liling_desk.gui.ledger_page.detail_evidence import EvidenceTab
from liling_desk.gui.ledger_page.detail_item import EVIDENCE, DetailItem
from liling_desk.gui.ledger_page.detail_panel import DetailPanel
from liling_desk.gui.ledger_page.evidence_adding import MOST_FILES, look_at
from liling_desk.gui.ledger_page.page import LedgerPage
from liling_desk.gui.ledger_page.reason_dialog import ReasonDialog
from liling_desk.gui.main_window import MainWindow
from liling_desk.gui.private_copies import PrivateCopies
from liling_desk.ledger import edits
from liling_desk.ledger.evidence import Evidence
from liling_desk.open_ledger import OpenLedger
from liling_desk.preferences import load_preferences

LEFT = Qt.MouseButton.LeftButton
PDF = b"%PDF-1.7\n%%EOF\n"


@pytest.fixture
def panel(starter_desk: Desk, qtbot: QtBot) -> DetailPanel:
    made = DetailPanel(starter_desk)
    qtbot.addWidget(made)
    made.resize(376, 860)
    made.show()
    made.activateWindow()
    qtbot.waitActive(made)
    made.show_code("LL-001")
    return made


@pytest.fixture
def tab(panel: DetailPanel) -> EvidenceTab:
    panel.item.show_tab(EVIDENCE)
    return panel.item.evidence


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What the system was asked to show."""
    shown: list[Path] = []

    def show(url: QUrl) -> bool:
        shown.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", show)
    return shown


@pytest.fixture
def toasts(starter_desk: Desk) -> list[tuple[str, bool]]:
    said: list[tuple[str, bool]] = []
    note = said.append
    starter_desk.bridge.announced.connect(lambda words, undoable: note((words, undoable)))
    return said


def file(folder: Path, name: str, content: bytes = PDF) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def drop(item: DetailItem, mime: QMimeData) -> bool:
    """Drag something onto the item and let go; whether it was taken."""
    keys = (Qt.DropAction.CopyAction, mime, LEFT, Qt.KeyboardModifier.NoModifier)
    entered = QDragEnterEvent(QPoint(40, 40), *keys)
    entered.ignore()
    item.dragEnterEvent(entered)
    if not entered.isAccepted():
        return False
    item.dropEvent(QDropEvent(QPoint(40, 40).toPointF(), *keys))
    return True


def files(*paths: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def picture() -> QImage:
    image = QImage(20, 10, QImage.Format.Format_RGB32)
    image.fill(QColor("#3A4BA3"))
    return image


def wait(qtbot: QtBot, tab: EvidenceTab, count: int) -> None:
    qtbot.waitUntil(lambda: len(tab.rows) == count and not tab.adding.is_busy)


def evidence(desk: Desk) -> tuple[Evidence, ...]:
    return desk.bridge.ledger.snapshot().evidence.get("LL-001", ())


def test_several_files_are_dropped_as_one_edit(
    panel: DetailPanel, starter_desk: Desk, qtbot: QtBot, tmp_path: Path, toasts: list[tuple[str, bool]]
) -> None:
    before = starter_desk.bridge.ledger.entry_count
    assert drop(panel.item, files(file(tmp_path, "验收.pdf"), file(tmp_path, "说明.txt", "说明".encode())))
    assert panel.item.tabs.current() == EVIDENCE
    tab = panel.item.evidence
    wait(qtbot, tab, 2)
    assert {each.shown_name for each in evidence(starter_desk)} == {"验收.pdf", "说明.txt"}
    assert starter_desk.bridge.ledger.entry_count == before + 1
    assert toasts[-1] == ("已给 LL-001 添加 2 个附件", True)
    assert "示例用户" in tab.rows[0].accessibleName() and tab.none.isHidden()
    starter_desk.bridge.undo()
    assert tab.rows == [] and not tab.none.isHidden()


def test_the_sign_says_what_letting_go_would_do(panel: DetailPanel, starter_desk: Desk, tmp_path: Path) -> None:
    item, mime = panel.item, files(file(tmp_path, "验收.pdf"))
    keys = (Qt.DropAction.CopyAction, mime, LEFT, Qt.KeyboardModifier.NoModifier)
    item.dragEnterEvent(QDragEnterEvent(QPoint(40, 40), *keys))
    assert item._sign is not None and item._sign.isVisible() and "LL-001" in item._sign.words()
    item.dragLeaveEvent(QDragLeaveEvent())
    assert not item._sign.isVisible()


def test_words_are_not_taken_and_neither_is_anything_by_a_deleted_item(
    panel: DetailPanel, starter_desk: Desk, tmp_path: Path
) -> None:
    words = QMimeData()
    words.setText("https://example.org/a.pdf")
    assert not drop(panel.item, words)
    starter_desk.bridge.run(edits.delete(starter_desk.bridge.ledger.get("LL-001")))
    assert not drop(panel.item, files(file(tmp_path, "验收.pdf")))


def test_what_is_refused_is_said_and_the_rest_goes_in(
    tab: EvidenceTab, starter_desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    large = file(tmp_path, "大.txt", b"x" * (1024 * 1024 + 1))
    starter_desk.choices.change(evidence_limit_mb=1)
    odd = file(tmp_path, "照片.jpg", PDF + b"1")
    program = file(tmp_path, "图.png", b"MZ\x90\0")
    tab.take([file(tmp_path, "验收.pdf"), program, large, file(tmp_path, "空.txt", b""), odd, tmp_path / "没有.pdf"])
    wait(qtbot, tab, 2)
    said = tab.notes.words()
    for words in (
        "图.png 是程序或脚本",
        "大.txt 有 1.0 MB，超过每个附件 1 MB",
        "空.txt 是空文件",
        "后缀是 .jpg",
        "没有.pdf 读不出来",
    ):
        assert words in said
    tab.take([file(tmp_path, "又一份.pdf")])
    qtbot.waitUntil(lambda: "已经有同样的文件" in tab.notes.words())
    assert len(evidence(starter_desk)) == 2


def test_files_are_chosen_with_the_button(
    tab: EvidenceTab, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = [str(file(tmp_path, "一.pdf")), str(file(tmp_path, "二.pdf", PDF + b"2"))]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_words: (chosen, ""))
    qtbot.mouseClick(tab.add, LEFT)
    wait(qtbot, tab, 2)


def test_a_picture_is_pasted_and_so_are_files(
    tab: EvidenceTab, starter_desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("只是文字")
    qtbot.mouseClick(tab.paste, LEFT)
    assert "没有图片" in tab.notes.words()
    clipboard.setImage(picture())
    tab.add.setFocus()
    qtbot.keyClick(tab.add, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    wait(qtbot, tab, 1)
    (one,) = evidence(starter_desk)
    assert (one.media, one.shown_name) == ("image/png", "粘贴的图片 2021-12-15.png")
    assert QImage.fromData(starter_desk.bridge.ledger.evidence_file(one.key)).size() == picture().size()
    clipboard.setMimeData(files(file(tmp_path, "验收.pdf")))
    qtbot.mouseClick(tab.paste, LEFT)
    wait(qtbot, tab, 2)
    clipboard.clear()


def test_opening_makes_a_private_copy_that_is_gone_at_the_end(
    tab: EvidenceTab, starter_desk: Desk, qtbot: QtBot, tmp_path: Path, opened: list[Path]
) -> None:
    tab.take([file(tmp_path, "..报告\u202e.jpg")])
    wait(qtbot, tab, 1)
    qtbot.mouseClick(tab.rows[0].open, LEFT)
    (path,) = opened
    assert path.read_bytes() == PDF and path.name == "报告.jpg.pdf"  # shown as what it is
    assert places.opened_dir() in path.parents
    assert stat.S_IMODE(path.stat().st_mode) == 0o400
    folder = path.parent
    while folder != places.opened_dir().parent:
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        folder = folder.parent
    starter_desk.copies.clear()
    assert list(places.opened_dir().iterdir()) == []


@pytest.mark.parametrize(
    ("name", "content"),
    [("包.zip", b"PK\x05\x06" + bytes(18)), ("页.html", b"<html><script>"), ("x.dat", b"\1\2\0" * 50), ("片.mp4", b"\0\0\0\x18ftypisom")],
)  # fmt: skip
def test_other_kinds_can_only_be_saved(
    tab: EvidenceTab, qtbot: QtBot, tmp_path: Path, opened: list[Path], name: str, content: bytes,
    monkeypatch: pytest.MonkeyPatch, toasts: list[tuple[str, bool]],
) -> None:  # fmt: skip
    tab.take([file(tmp_path, name, content)])
    wait(qtbot, tab, 1)
    assert tab.rows[0].open.isHidden() and not tab.rows[0].save.isHidden()
    tab.open(tab.rows[0].evidence.key)
    assert opened == [] and "另存" in tab.notes.words()
    target = tmp_path / "存下"
    proposed: list[str] = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *words: (proposed.append(words[2]) or str(target), ""))
    qtbot.mouseClick(tab.rows[0].save, LEFT)
    assert proposed == [name] and target.read_bytes() == content and "存下" in toasts[-1][0]


def test_the_type_is_told_again_when_it_is_opened(
    tab: EvidenceTab, starter_desk: Desk, qtbot: QtBot, tmp_path: Path, opened: list[Path]
) -> None:
    """A ledger from elsewhere may say of a program that it is a document."""
    from liling_desk.ledger.packing import pack
    from liling_desk.store import kept_files

    content = b"MZ\x90\0"
    packed = pack(content)
    lie = Evidence(
        key="lie", commitment="LL-001", file_name="a.pdf", sha256=packed.sha256, size=4, media="application/pdf"
    )
    ledger = starter_desk.bridge.ledger
    ledger._store.apply(edits.add_evidence(lie), "x", first=kept_files.keeping([packed]))
    starter_desk.bridge.reload()
    qtbot.mouseClick(tab.rows[0].open, LEFT)
    assert opened == [] and "另存" in tab.notes.words()


def test_removing_is_undone(
    tab: EvidenceTab,
    starter_desk: Desk,
    qtbot: QtBot,
    tmp_path: Path,
    toasts: list[tuple[str, bool]],
    opened: list[Path],
) -> None:
    tab.take([file(tmp_path, "验收.pdf")])
    wait(qtbot, tab, 1)
    qtbot.mouseClick(tab.rows[0].remove, LEFT)
    assert tab.rows == [] and toasts[-1] == ("已移除附件 验收.pdf", True)
    starter_desk.bridge.undo()
    qtbot.mouseClick(tab.rows[0].open, LEFT)
    assert opened[0].read_bytes() == PDF


def test_a_note_in_words(tab: EvidenceTab, starter_desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ReasonDialog, "exec", lambda dialog: dialog.edit.setPlainText("见档案室 3 柜") or 1)
    qtbot.mouseClick(tab.write_note, LEFT)
    (row,) = tab.rows
    assert row.evidence.text == "见档案室 3 柜" and row.open.isHidden() and row.hash.isHidden()


def test_a_damaged_file_is_said_to_be_so(
    tab: EvidenceTab, starter_desk: Desk, qtbot: QtBot, tmp_path: Path, opened: list[Path]
) -> None:
    import sqlite3
    from contextlib import closing

    tab.take([file(tmp_path, "验收.pdf")])
    wait(qtbot, tab, 1)
    with closing(sqlite3.connect(starter_desk.bridge.ledger.path)) as connection, connection:
        connection.execute("UPDATE kept_file SET content = x'00'")
    problems: list[object] = []
    keep = problems.append
    starter_desk.bridge.problem.connect(lambda problem: keep(problem))
    qtbot.mouseClick(tab.rows[0].open, LEFT)
    assert opened == [] and "读不出来" in str(problems[0])


def test_a_ledger_that_can_only_be_read(
    desk: Desk, starter_path: Path, qtbot: QtBot, tmp_path: Path, opened: list[Path]
) -> None:
    from datetime import date

    from liling_desk.ledger.evidence_file import accept

    ledger = OpenLedger.open(starter_path, "张三")
    added = accept("验收.pdf", PDF)
    ledger.attach(edits.attach(ledger.get("LL-001"), [added], date(2021, 6, 1)), [added])
    ledger.close()
    starter_path.chmod(0o444)
    desk.bridge.show_ledger(OpenLedger.open(starter_path, "张三"))
    panel = DetailPanel(desk)
    qtbot.addWidget(panel)
    panel.resize(376, 860)
    panel.show()
    panel.show_code("LL-001")
    panel.item.show_tab(EVIDENCE)
    tab = panel.item.evidence
    assert tab.add.isVisibleTo(panel) is False and tab.rows[0].remove.isHidden()
    assert not drop(panel.item, files(file(tmp_path, "又.pdf")))
    qtbot.mouseClick(tab.rows[0].open, LEFT)
    assert len(opened) == 1


def test_too_many_at_once_are_told(tmp_path: Path) -> None:
    paths = [file(tmp_path, f"{n}.txt", str(n).encode()) for n in range(MOST_FILES + 2)]
    told: list[tuple[int, int]] = []
    looked = look_at(paths, 1024, lambda done, total: told.append((done, total)))
    assert len(looked.files) == MOST_FILES and f"{MOST_FILES}.txt" in str(looked.refused[-1])
    assert told[-1][0] == told[-1][1]


def test_what_is_given_up_is_not_written(tab: EvidenceTab, starter_desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    tab.take([file(tmp_path, "验收.pdf")])
    tab.adding.cancel()
    starter_desk.background.wait()
    assert evidence(starter_desk) == () and not tab.adding.is_busy
    tab.take([file(tmp_path, "再来.pdf")])
    wait(qtbot, tab, 1)


def test_what_waits_for_a_ledger_is_not_written_into_the_next(
    tab: EvidenceTab, starter_desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    bridge, other = starter_desk.bridge, tmp_path / "另一本.db"
    bridge.ledger.backup(other)
    adding = tab.adding
    adding.add_files("LL-001", [file(tmp_path, "验收.pdf")])
    adding.add_files("LL-001", [file(tmp_path, "说明.txt", b"x")])
    bridge.show_ledger(OpenLedger.open(other, "示例用户"))
    assert not adding.is_busy
    qtbot.waitUntil(lambda: not starter_desk.background.is_busy)
    assert evidence(starter_desk) == () and not adding.is_busy


def test_leftovers_of_a_crash_go_and_those_of_another_window_stay(desk_home: Path) -> None:
    other, mine = PrivateCopies(), PrivateCopies()
    held = other.put("a.pdf", PDF)
    dead = places.opened_dir() / "123-dead"
    dead.mkdir()
    (dead / "b.pdf").write_bytes(PDF)
    (dead / "b.pdf").chmod(0o400)
    mine.remove_leftovers()
    assert not dead.exists() and held.read_bytes() == PDF
    other.clear()
    mine.remove_leftovers()
    assert list(places.opened_dir().iterdir()) == []


def test_no_link_leads_out_of_the_private_folder(desk_home: Path, tmp_path: Path) -> None:
    from liling_desk.ledger.errors import FileUnusable

    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "kept.txt").write_text("stays")
    places.opened_dir().parent.mkdir(parents=True)
    places.opened_dir().symlink_to(elsewhere)
    copies = PrivateCopies()
    copies.remove_leftovers()
    with pytest.raises(FileUnusable):
        copies.put("a.pdf", PDF)
    assert [path.name for path in elsewhere.iterdir()] == ["kept.txt"]


def test_the_file_that_a_verdict_rests_on_is_given_with_it(
    page: LedgerPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = page.table.rows.codes[1]
    page.ticking.open([code])
    popover = page.ticking.popover
    assert popover is not None
    chosen = [str(file(tmp_path, "验收.pdf")), str(file(tmp_path, "照片.jpg", b"\xff\xd8\xff\xe0"))]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_words: (chosen, ""))
    qtbot.mouseClick(popover.attach, LEFT)
    assert popover.attach.text() == "附上 验收.pdf 等 2 个文件"
    popover.findChild(QPlainTextEdit).setPlainText("醴验〔2021〕3号")
    qtbot.keyClick(popover.findChild(QPlainTextEdit), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    ledger = page.desk.bridge.ledger
    assert ledger.get(code).done_basis == "醴验〔2021〕3号"
    qtbot.waitUntil(lambda: len(ledger.snapshot().evidence.get(code, ())) == 2)
    qtbot.waitUntil(lambda: not page.detail.item.evidence.adding.is_busy)


def test_the_limit_is_a_preference(main_window: MainWindow) -> None:
    main_window.show_page("preferences")
    main_window.page("preferences").evidence_limit.setValue(35)
    assert load_preferences().evidence_limit_mb == 35
