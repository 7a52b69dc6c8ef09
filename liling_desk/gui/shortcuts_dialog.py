"""The table of keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from liling_desk.gui.look.buttons import Button
from liling_desk.gui.look.labels import KeyCap, TextLabel
from liling_desk.gui.look.theme import Theme
from liling_desk.translations import N_, Translator

KEYS: tuple[tuple[str, tuple[tuple[tuple[str, ...], str], ...]], ...] = (
    (
        N_("去哪里"),
        (
            (("Ctrl+1",), N_("台账")),
            (("Ctrl+2",), N_("总览")),
            (("Ctrl+3", "Ctrl+I"), N_("导入")),
            (("Ctrl+V",), N_("在导入页粘贴表格")),
            (("F8", "Shift+F8"), N_("导入时看下一个、上一个问题")),
            (("Ctrl+4",), N_("报表")),
            (("Ctrl+,",), N_("设置")),
            (("Alt+←",), N_("回到刚才的地方")),
            (("Ctrl+F", "/"), N_("搜索；Esc 清除，再按回到列表")),
            (("F6", "Shift+F6"), N_("下一个、上一个区域")),
            (("F4",), N_("筛选面板，报表页的选项")),
        ),
    ),
    (
        N_("在列表里"),
        (
            (("↑", "↓", "Home", "End"), N_("换行；详情随后跟上")),
            (("Enter",), N_("打开详情")),
            (("Space",), N_("销号")),
            (("Ctrl+A", "Shift+↓"), N_("选多行；Esc 取消选择")),
            (("Ctrl+C",), N_("复制选中的行")),
            (("Ctrl+N",), N_("登记事项")),
            (("Ctrl+R",), N_("给这一行登记报送")),
        ),
    ),
    (
        N_("在报表页"),
        (
            (("PgUp", "PgDn"), N_("上一页、下一页")),
            (("Ctrl+G",), N_("跳到第几页")),
            (("Ctrl+F", "F3"), N_("在页面里找，下一处")),
            (("Ctrl++", "Ctrl+-", "Ctrl+0"), N_("放大、缩小、复原")),
            (("Ctrl+←", "Ctrl+→"), N_("上一个、下一个数字；Enter 看是哪些事项")),
        ),
    ),
    (
        N_("做了以后"),
        (
            (("Ctrl+S", "Ctrl+Enter"), N_("保存详情里的修改")),
            (("Ctrl+Z",), N_("撤销最近一次操作，重启以后也可以")),
            (("Ctrl+Y",), N_("重做")),
            (("Ctrl+P",), N_("打印")),
            (("Ctrl+E",), N_("导出")),
            (("F5",), N_("重新读取")),
            (("F1", "Ctrl+/"), N_("这张表")),
        ),
    ),
)


class ShortcutsDialog(QDialog):
    """Three columns of groups."""

    def __init__(self, tr: Translator, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("快捷键"))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(16)
        groups = QHBoxLayout()
        groups.setSpacing(32)
        going, listing, reporting, after = (_group(tr(title), keys, tr, theme) for title, keys in KEYS)
        middle = QVBoxLayout()
        middle.setSpacing(20)
        middle.addLayout(listing)
        middle.addLayout(reporting, 1)
        for layout in (going, middle, after):
            groups.addLayout(layout)
        column.addLayout(groups)
        row = QHBoxLayout()
        row.addStretch(1)
        done = Button(tr("知道了"), "primary", "", theme)
        done.setDefault(True)
        done.clicked.connect(self.accept)
        row.addWidget(done)
        column.addLayout(row)
        done.setFocus()


def _group(title: str, keys: tuple[tuple[tuple[str, ...], str], ...], tr: Translator, theme: Theme) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(12)
    column.addWidget(TextLabel(title, theme, px=15, role="text", bold=True))
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(1, 1)
    for place, (caps, text) in enumerate(keys):
        row = QHBoxLayout()
        row.setSpacing(4)
        for cap in caps:
            row.addWidget(KeyCap(cap, theme))
        row.addStretch(1)
        grid.addLayout(row, place, 0)
        label = TextLabel(tr(text), theme, px=13, role="text2", wrap=True)
        label.setMinimumWidth(150)
        grid.addWidget(label, place, 1)
    column.addLayout(grid)
    column.addStretch(1)
    return column
