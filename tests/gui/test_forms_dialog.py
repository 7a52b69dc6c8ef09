"""Returns forms from the menu: a file for each unit, and what stands in the way said in the dialog."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from liling_desk.gui.forms_dialog import FormsDialog
from liling_desk.gui.main_window import MainWindow
from liling_desk.importing.columns import guess_columns
from liling_desk.importing.preview import make_preview
from liling_desk.importing.reading_files import read_file
from liling_desk.importing.table import find_table
from liling_desk.ledger import edits
from liling_desk.ledger.commitment import Unit
from liling_desk.ledger.filters import LedgerFilter

LEFT = Qt.MouseButton.LeftButton
TRANSPORT, TRADE = "市交通运输局", "市商务局"


@pytest.fixture
def dialog(main_window: MainWindow, dialog_of: Callable[[type], FormsDialog], tmp_path: Path) -> FormsDialog:
    """The dialog over a ledger in which two units have items; folders are not opened but noted."""
    bridge = main_window.desk.bridge
    for unit, codes in ((TRANSPORT, ("LL-001", "LL-002")), (TRADE, ("LL-003",))):
        bridge.run(edits.add_unit(Unit(name=unit)))
        for code in codes:
            bridge.run(edits.assign(bridge.ledger.get(code), unit))
    return open_dialog(main_window, dialog_of)


def open_dialog(window: MainWindow, dialog_of: Callable[[type], FormsDialog]) -> FormsDialog:
    window.menus.action("forms").trigger()
    made = dialog_of(FormsDialog)
    made.shown_folders = []
    made.open_folder = made.shown_folders.append
    return made


def write(dialog: FormsDialog, qtbot: QtBot) -> None:
    qtbot.mouseClick(dialog.write_button, LEFT)
    qtbot.waitUntil(lambda: not dialog.is_writing, timeout=10_000)


def test_every_unit_gets_a_form_that_comes_back_without_a_change(
    dialog: FormsDialog, main_window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    assert dialog.period.currentText() == "2021-12"
    assert dialog.summary.text().startswith("将生成 2 个文件，共 3 项。")
    write(dialog, qtbot)
    assert dialog.note.what.text() == "已生成 2 份报送表，共 3 项"
    folder = tmp_path / "报送表-2021-12"
    assert dialog.shown_folders == [folder]
    assert sorted(path.name.split("-")[0] for path in folder.iterdir()) == [TRANSPORT, TRADE]
    ledger = main_window.desk.bridge.ledger
    for path in folder.iterdir():
        table = find_table(read_file(path))
        columns = guess_columns(table.headers, [], table.sample(), "")
        preview = make_preview(table, columns, ledger.snapshot(), today=main_window.desk.bridge.today)
        assert (preview.problems, preview.changes) == ((), ())
    dialog.accept()


def test_chosen_units_only(dialog: FormsDialog, tmp_path: Path, qtbot: QtBot) -> None:
    dialog.scopes["chosen"].click()
    assert not dialog.write_button.isEnabled()
    assert dialog.list.isVisible()
    first = dialog.list.findItems(TRADE, Qt.MatchFlag.MatchStartsWith)[0]
    first.setCheckState(Qt.CheckState.Checked)
    assert dialog.write_button.text() == "生成 1 份"
    write(dialog, qtbot)
    assert [path.name for path in (tmp_path / "报送表-2021-12").iterdir()] == [f"{TRADE}-2021-12-报送表.xlsx"]
    dialog.accept()


def test_the_lists_filter(
    dialog: FormsDialog, main_window: MainWindow, dialog_of: Callable[[type], FormsDialog]
) -> None:
    assert not dialog.scopes["filtered"].isEnabled()
    dialog.accept()
    main_window.page("ledger").apply_filter(LedgerFilter(codes=("LL-003",)))
    again = open_dialog(main_window, dialog_of)
    again.scopes["filtered"].click()
    assert again.summary.text().startswith("将生成 1 个文件，共 1 项。")
    again.accept()


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_written(
    dialog: FormsDialog, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog.period.setEditText("十二月")
    write(dialog, qtbot)
    assert dialog.period_field.error() == "请写成 2021-06 这样的年月。"
    dialog.period.setEditText("2021-11")
    assert dialog.folder.text().endswith("报送表-2021-11")
    folder = tmp_path / "有了"
    folder.mkdir()
    (folder / f"{TRADE}-2021-11-报送表.xlsx").write_bytes(b"filled in")
    dialog.ask_folder = lambda _proposed: folder
    qtbot.mouseClick(dialog.browse, LEFT)
    write(dialog, qtbot)
    assert "没有覆盖" in dialog.folder_field.error()
    assert len(list(folder.iterdir())) == 1
    assert dialog.shown_folders == []
    dialog.accept()
