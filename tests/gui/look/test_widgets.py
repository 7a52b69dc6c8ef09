"""The small widgets by mouse and keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QCursor, QEnterEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from liling_desk.gui.look.bars import stacked_segments
from liling_desk.gui.look.buttons import Button, IconButton, PaintedButton
from liling_desk.gui.look.check_row import CheckRow
from liling_desk.gui.look.chips import Chip
from liling_desk.gui.look.flow_box import FlowBox
from liling_desk.gui.look.labels import ElidedLabel, TextLabel
from liling_desk.gui.look.popover import Popover
from liling_desk.gui.look.section_head import SectionHead
from liling_desk.gui.look.segmented import Segmented, Tabs
from liling_desk.gui.look.theme import Theme
from liling_desk.gui.look.toast import Toast


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme()


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    window.resize(800, 600)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitExposed(window)
    # In the corner, away from where toasts come: a real enter event would pause them.
    QCursor.setPos(window.mapToGlobal(QPoint(4, 4)))
    return window


def enter(widget: QWidget) -> None:
    middle = QPointF(widget.rect().center())
    QApplication.sendEvent(widget, QEnterEvent(middle, middle, middle))


def test_toast_pauses_under_the_mouse_and_goes_on_after(window: QWidget, theme: Theme) -> None:
    toast = Toast(window, theme)
    toast.show_message("已销号 LL-037", "撤销", "Ctrl+Z")
    assert toast.isVisible() and not toast.is_paused()
    enter(toast)
    assert toast.is_paused()
    QApplication.sendEvent(toast, QEvent(QEvent.Type.Leave))
    assert not toast.is_paused()


def test_toast_pauses_while_its_button_has_the_focus(window: QWidget, theme: Theme, qtbot: QtBot) -> None:
    other = QLineEdit(window)
    other.show()
    toast = Toast(window, theme)
    toast.show_message("已销号 LL-037", "撤销")
    button = toast.findChild(Button)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(toast.is_paused)
    other.setFocus()
    qtbot.waitUntil(lambda: not toast.is_paused())


def test_toast_acts_once_and_goes(window: QWidget, theme: Theme, qtbot: QtBot) -> None:
    toast = Toast(window, theme)
    toast.show_message("已销号 LL-037", "撤销")
    with qtbot.waitSignals([toast.acted, toast.gone], timeout=1000):
        qtbot.mouseClick(toast.findChild(Button), Qt.MouseButton.LeftButton)
    assert not toast.isVisible()


def test_toast_sits_at_the_bottom_middle_and_follows_its_parent(window: QWidget, theme: Theme) -> None:
    toast = Toast(window, theme)
    toast.show_message("已销号 LL-037", "撤销")
    window.resize(600, 400)
    assert abs(toast.geometry().center().x() - 300) <= 1
    assert 400 - 60 < toast.geometry().bottom() < 400


def test_popover_gives_the_focus_back_on_escape(window: QWidget, theme: Theme, qtbot: QtBot) -> None:
    origin = QLineEdit(window)
    origin.show()
    origin.setFocus()
    popover = Popover(window, theme, 300)
    field, button = QLineEdit(), Button("销号", "primary", "", theme)
    popover.body.addWidget(field)
    popover.body.addWidget(button)
    popover.open_at(QRect(100, 100, 20, 20))
    qtbot.waitUntil(field.hasFocus)
    with qtbot.waitSignal(popover.closed, timeout=1000):
        qtbot.keyClick(field, Qt.Key.Key_Escape)
    qtbot.waitUntil(origin.hasFocus)
    assert not popover.isVisible()


def test_tab_stays_inside_the_popover(window: QWidget, theme: Theme, qtbot: QtBot) -> None:
    outside = QLineEdit(window)
    outside.show()
    popover = Popover(window, theme, 300)
    first, last = QLineEdit(), QLineEdit()
    popover.body.addWidget(first)
    popover.body.addWidget(last)
    popover.open_at(QRect(100, 100, 20, 20), first=last)
    qtbot.waitUntil(last.hasFocus)
    qtbot.keyClick(last, Qt.Key.Key_Tab)
    assert first.hasFocus()
    qtbot.keyClick(first, Qt.Key.Key_Backtab)
    assert last.hasFocus()


@pytest.mark.parametrize("anchor", [QRect(0, 0, 20, 20), QRect(780, 580, 20, 20), QRect(400, 300, 20, 20)])
def test_popover_stays_in_its_window(window: QWidget, theme: Theme, anchor: QRect) -> None:
    popover = Popover(window, theme, 300)
    popover.body.addWidget(QLineEdit())
    popover.open_at(anchor)
    shown = popover.geometry().adjusted(14, 14, -14, -14)
    assert window.rect().contains(shown)
    assert not shown.contains(anchor.center())


def test_segmented_by_keyboard_and_by_code(window: QWidget, theme: Theme, qtbot: QtBot) -> None:
    for kind in (Segmented, Tabs):
        row = kind(theme, window)
        row.set_options([("all", "全部", 64), ("new", "新增", 1)])
        row.show()
        assert row.current() == "all"
        with qtbot.assertNotEmitted(row.chosen):
            row.set_current("new")
        row.set_count("new", 2)
        row.set_options([("all", "全部", 64), ("new", "新增", 2), ("bad", "有问题", 4)])
        assert row.current() == "new"
        row.adjustSize()
        segment = row.findChildren(PaintedButton)[-2]
        qtbot.waitUntil(segment.isVisible)
        segment.setFocus()
        with qtbot.waitSignal(row.chosen, timeout=1000) as heard:
            qtbot.keyClick(segment, Qt.Key.Key_Right)
        assert heard.args == ["bad"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_chip_is_removed_by_keyboard(qtbot: QtBot, theme: Theme, key: Qt.Key) -> None:
    chip = Chip("亮灯：红灯", theme, "去掉这个条件")
    qtbot.addWidget(chip)
    assert chip.accessibleName() == "亮灯：红灯"
    with qtbot.waitSignal(chip.removed, timeout=1000):
        qtbot.keyClick(chip, key)


def test_icon_button_is_named_and_large_enough(qtbot: QtBot, theme: Theme) -> None:
    button = IconButton("x", "关闭", theme)
    qtbot.addWidget(button)
    assert button.accessibleName() == button.toolTip() == "关闭"
    assert button.sizeHint().width() >= 28 and button.sizeHint().height() >= 28


def test_check_row_says_its_count(qtbot: QtBot, theme: Theme) -> None:
    row = CheckRow("红灯", theme, light="red")
    qtbot.addWidget(row)
    row.set_count(4)
    assert row.accessibleName() == "红灯 4"
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    assert row.isChecked()


def test_elided_label_holds_the_whole_in_its_tooltip(window: QWidget, theme: Theme) -> None:
    label = ElidedLabel("编制株醴都市圈国土空间规划，推进多规合一", theme, parent=window)
    label.resize(60, 24)
    label.show()
    label.grab()
    assert label.is_elided() and label.toolTip() == label.text()
    label.resize(700, 24)
    label.grab()
    assert not label.is_elided() and label.toolTip() == ""


def test_text_is_never_markup(qtbot: QtBot, theme: Theme) -> None:
    label = TextLabel("<b>甲</b>", theme)
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_section_head_folds_and_acts(window: QWidget, theme: Theme, qtbot: QtBot) -> None:
    head = SectionHead("亮灯", theme, "清除", collapsible=True, parent=window)
    head.show()
    with qtbot.waitSignal(head.toggled, timeout=1000):
        head.set_open(False)
    assert not head.is_open()


def test_a_popover_that_goes_takes_nothing_of_the_window_with_it(window: QWidget, theme: Theme, qtbot: QtBot) -> None:
    view = QTableView(window)
    view.show()
    bar = view.verticalScrollBar()
    popover = Popover(window, theme)
    for _ in range(2):
        popover.body.addWidget(QLineEdit())
    popover.open_at(QRect(5, 5, 20, 20), return_to=view)
    for _ in range(3):
        qtbot.keyClick(QApplication.focusWidget() or popover, Qt.Key.Key_Tab)
    popover.dismiss()
    with qtbot.waitSignal(popover.destroyed, timeout=1000):
        popover.deleteLater()
    assert bar.isEnabled()
    assert view.viewport().isVisible()


def test_flow_box_wraps_and_forgets(window: QWidget, theme: Theme, qtbot: QtBot) -> None:
    flow = FlowBox(8, window)
    chips = [Chip("亮灯：红灯", theme) for _ in range(6)]
    for chip in chips:
        flow.add(chip)
    flow.resize(200, 400)
    flow.show()
    assert flow.heightForWidth(2000) < flow.heightForWidth(200)
    assert chips[1].y() > chips[0].y() or chips[1].x() > chips[0].x()
    assert chips[-1].y() > chips[0].y()
    last = chips[-1].geometry()
    chips[0].hide()
    qtbot.waitUntil(lambda: chips[-1].geometry() != last)
    chips[1].deleteLater()
    flow.clear()
    assert flow.sizeHint().isEmpty()


def test_stacked_segments_fill_their_share_in_the_fixed_order() -> None:
    segments = stacked_segments(QRect(0, 0, 100, 10), [("grey", 5), ("red", 3), ("blue", 2), ("green", 0)], 20)
    assert [name for name, _ in segments] == ["red", "blue", "grey"]
    assert sum(rect.width() for _, rect in segments) == pytest.approx(50)
    assert stacked_segments(QRect(0, 0, 100, 10), [], 0) == []
