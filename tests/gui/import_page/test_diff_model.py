"""The preview as a Qt table, under Qt's own strict tester."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from liling_desk.gui.import_page.acceptance import Acceptance
from liling_desk.gui.import_page.diff_model import CELL_ROLE, LEADING, TICK, DiffModel
from liling_desk.gui.import_page.page import ImportPage
from liling_desk.translations import Translator


def test_keeps_qts_rules_while_it_changes(opened: ImportPage) -> None:
    model = DiffModel(Translator("zh_CN"))
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert model.rowCount() == 0
    reading = opened.reading
    model.show_preview(Acceptance.doubtless(reading.preview), reading.snapshot)
    assert model.rowCount() == 7
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            model.toggle(model.index(row, column))
    for kind in ("added", "changed", "same", "problem", ""):
        model.set_filter(kind)
    model.show_preview(None, None)
    assert model.rowCount() == 0
    assert not model.toggle(QModelIndex())


def test_a_field_says_from_what_to_what(opened: ImportPage) -> None:
    model = opened.review.model
    cell = model.place_of(4, "status").data(CELL_ROLE)
    assert (cell.before, cell.after, cell.accepted) == ("未启动", "待核定", True)
    assert model.place_of(4, "value").data(CELL_ROLE).after == "100 亿元"
    problem = model.place_of(5, "value").data(CELL_ROLE)
    assert problem.problem is not None
    assert problem.after == "二十九点五左右"


def test_every_cell_is_spoken_as_a_sentence(opened: ImportPage) -> None:
    model = opened.review.model
    role = Qt.ItemDataRole.AccessibleTextRole
    assert model.index(0, TICK).data(role) == "第 2 行，有改动，106 国道升级改造尽快启动，已勾选"
    assert "由 未启动 改为 待核定，已勾选" in model.place_of(4, "status").data(role)
    assert "有问题：二十九点五左右" in model.place_of(5, "value").data(role)


def test_only_fields_in_which_something_happens_have_a_column(opened: ImportPage) -> None:
    assert "support_units" not in opened.review.model.fields
    assert opened.review.model.columnCount() == LEADING + len(opened.review.model.fields)
