"""Over the pages: back and forth, which page, its headings, and how large."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFontMetrics, QIntValidator, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.look.buttons import Button, IconButton
from liling_desk.gui.look.labels import ElidedLabel, TextLabel
from liling_desk.gui.report_page.page_layout import PERCENTAGES, WHOLE, WIDTH
from liling_desk.gui.report_page.pdf_pages import OutlineEntry

_STEPS = (WHOLE, WIDTH, *(str(each) for each in PERCENTAGES))


class PreviewBar(QWidget):
    """Emits what was asked for; shows what it is told."""

    stepped = Signal(int)
    jumped = Signal(int, float)
    """A page (from 0), and how many points down on it."""
    zoomed = Signal(str)
    find_wanted = Signal()
    options_wanted = Signal()

    def __init__(self, desk: Desk, zoom: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tr, self._theme, self._choices = desk.tr, desk.theme, desk.choices
        self._zoom = zoom if zoom in _STEPS else WIDTH
        self._total = 0
        self._outline: Sequence[OutlineEntry] = ()
        tr, theme = desk.tr, desk.theme
        self.back = IconButton("left", tr("上一页（PgUp）"), theme)
        self.forth = IconButton("right", tr("下一页（PgDn）"), theme)
        self.back.clicked.connect(lambda: self.stepped.emit(-1))
        self.forth.clicked.connect(lambda: self.stepped.emit(1))
        self.before, self.after = (TextLabel("", theme, px=14, role="text") for _ in range(2))
        self.number = self._number_field()
        self.contents = Button(tr("目录"), "ghost", "", theme, trailing_icon="down")
        self.contents.setToolTip(tr("跳到一个标题"))
        self.news = ElidedLabel("", theme, px=12, role="text3")
        self.find_button = IconButton("search", tr("在页面里找（Ctrl+F）"), theme)
        self.find_button.clicked.connect(self.find_wanted)
        self.zoom_button = Button("", "ghost", "", theme, trailing_icon="down")
        self.options = Button(tr("选项"), "plain", "settings", theme)
        self.options.setToolTip(tr("打开选项（F4）"))
        self.options.setCheckable(True)
        self.options.clicked.connect(self.options_wanted)
        self.options.setProperty("opens_options", True)
        self.options.hide()
        self._zoom_menu, self.menu_of_contents = QMenu(self), QMenu(self)
        for step in _STEPS:
            action = self._zoom_menu.addAction(self._word(step))
            action.triggered.connect(lambda _checked=False, step=step: self._choose(step))
        self.zoom_button.clicked.connect(lambda: _drop_down(self._zoom_menu, self.zoom_button))
        self.contents.clicked.connect(self._open_contents)
        self._lay_out()
        theme.changed.connect(self._measure)
        self._measure()
        self._name_zoom()
        self.show_place(0, 0, True)

    @property
    def zoom(self) -> str:
        """The zoom that is named."""
        return self._zoom

    def place_words(self) -> str:
        """What it says of the place: 第 3 页，共 12 页."""
        return f"{self.before.text()} {self.number.text()} {self.after.text()}" if self._total else ""

    def show_place(self, current: int, total: int, last_row: bool) -> None:
        """Say which page is shown, from 0."""
        self._total = total
        before, _, after = self._tr("第 {page} 页，共 {pages} 页", page="\0", pages=total).partition("\0")
        self.before.setText(before.strip())
        self.after.setText(after.strip())
        self.number.setText(str(current + 1))
        for widget in (self.before, self.number, self.after):
            widget.setVisible(bool(total))
        self.back.setEnabled(current > 0)
        self.forth.setEnabled(bool(total) and not last_row)

    def show_outline(self, outline: Sequence[OutlineEntry]) -> None:
        """The headings to jump to; without any there is no button."""
        self._outline = outline
        self.contents.setVisible(len(outline) > 1)

    def show_news(self, text: str) -> None:
        """What is under way, or nothing."""
        self.news.setText(text)

    def ask_page(self) -> None:
        """Ctrl+G: the number is ready to be typed over."""
        self.number.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.number.selectAll()

    def step_zoom(self, step: int) -> None:
        """Larger, smaller, or 0 for the standard."""
        if step == 0:
            self._choose(WIDTH)
            return
        sizes = [str(each) for each in PERCENTAGES]
        place = sizes.index(self._zoom) + step if self._zoom in sizes else sizes.index("100" if step > 0 else "75")
        self._choose(sizes[max(0, min(place, len(sizes) - 1))])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """The words that only reassure go first where the bar is narrow."""
        own = self.same.sizeHint().width() + 6
        needed = self.layout().minimumSize().width() + (own if self.same.isHidden() else 0)
        self.same.setVisible(needed <= self.width())

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 16, 6)
        row.setSpacing(6)
        for widget in (self.back, self.forth, self.before, self.number, self.after, self.contents):
            row.addWidget(widget)
        row.addWidget(self.news, 1)
        self.same = TextLabel(self._tr("与打印完全相同"), self._theme, px=12, role="text2")
        for widget in (self.same, self.find_button, self.zoom_button, self.options):
            row.addWidget(widget)

    def _number_field(self) -> QLineEdit:
        field = QLineEdit()
        field.setAlignment(Qt.AlignmentFlag.AlignRight)
        field.setValidator(QIntValidator(1, 99999, field))
        field.setAccessibleName(self._tr("页码，按 Enter 跳过去"))
        field.setToolTip(self._tr("输入页码，按 Enter（Ctrl+G）"))
        field.returnPressed.connect(lambda: self.jumped.emit(int(field.text() or 1) - 1, 0.0))
        return field

    def _open_contents(self) -> None:
        self.menu_of_contents.clear()
        for entry in self._outline:
            title = " ".join(entry.title.split()).replace("&", "&&")
            shown = QFontMetrics(self._theme.font(14)).elidedText(title, Qt.TextElideMode.ElideRight, 420)
            action = self.menu_of_contents.addAction(f"{'    ' * entry.level}{shown}\t{entry.page + 1}")
            action.triggered.connect(lambda _checked=False, entry=entry: self.jumped.emit(entry.page, entry.top))
        _drop_down(self.menu_of_contents, self.contents)

    def _choose(self, zoom: str) -> None:
        self._zoom = zoom
        self._name_zoom()
        self._choices.remember("report_zoom", zoom)
        self.zoomed.emit(zoom)

    def _name_zoom(self) -> None:
        word = self._word(self._zoom)
        self.zoom_button.setText(word)
        self.zoom_button.setAccessibleName(self._tr("缩放：{zoom}", zoom=word))
        self.zoom_button.setToolTip(self._tr("缩放（Ctrl 加滚轮，Ctrl+0 复原）"))
        self.zoom_button.updateGeometry()

    def _word(self, zoom: str) -> str:
        return {WIDTH: self._tr("整页宽"), WHOLE: self._tr("整页")}.get(zoom, f"{zoom}%")

    def _measure(self) -> None:
        self.number.setFixedWidth(QFontMetrics(self._theme.font(14)).horizontalAdvance("8888") + 20)


def _drop_down(menu: QMenu, button: Button) -> None:
    menu.popup(button.mapToGlobal(QPoint(0, button.height() + 2)))
