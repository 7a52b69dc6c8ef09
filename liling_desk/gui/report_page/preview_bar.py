"""Over the pages: back and forth, where one is, and how large."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.look.buttons import Button, IconButton
from liling_desk.gui.look.labels import TextLabel
from liling_desk.gui.report_page.page_layout import PERCENTAGES, WHOLE, WIDTH

_STEPS = (WHOLE, WIDTH, *(str(each) for each in PERCENTAGES))


class PreviewBar(QWidget):
    """Emits what was asked for; shows what it is told."""

    stepped = Signal(int)
    zoomed = Signal(str)

    def __init__(self, desk: Desk, zoom: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tr, self._choices = desk.tr, desk.choices
        self._zoom = zoom if zoom in _STEPS else WIDTH
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 16, 6)
        row.setSpacing(8)
        self.back = IconButton("left", desk.tr("上一页（PgUp）"), desk.theme)
        self.forth = IconButton("right", desk.tr("下一页（PgDn）"), desk.theme)
        self.back.clicked.connect(lambda: self.stepped.emit(-1))
        self.forth.clicked.connect(lambda: self.stepped.emit(1))
        self.place = TextLabel("", desk.theme, px=14, role="text")
        self.news = TextLabel("", desk.theme, px=12, role="text3")
        self.zoom_button = Button("", "ghost", "", desk.theme, trailing_icon="down")
        self._menu = QMenu(self)
        for step in _STEPS:
            action = self._menu.addAction(self._word(step))
            action.triggered.connect(lambda _checked=False, step=step: self._choose(step))
        self.zoom_button.clicked.connect(
            lambda: self._menu.popup(self.zoom_button.mapToGlobal(QPoint(0, self.zoom_button.height() + 2)))
        )
        for widget in (self.back, self.forth, self.place):
            row.addWidget(widget)
        row.addSpacing(8)
        row.addWidget(self.news)
        row.addStretch(1)
        row.addWidget(TextLabel(desk.tr("与打印完全相同"), desk.theme, px=12, role="text2"))
        row.addWidget(self.zoom_button)
        self._name_zoom()

    @property
    def zoom(self) -> str:
        """The zoom that is named."""
        return self._zoom

    def show_place(self, current: int, total: int, last_row: bool) -> None:
        """Say which page is shown, from 0."""
        self.place.setText(self._tr("第 {page} 页，共 {pages} 页", page=current + 1, pages=total) if total else "")
        self.back.setEnabled(current > 0)
        self.forth.setEnabled(bool(total) and not last_row)

    def show_news(self, text: str) -> None:
        """What is under way, or nothing."""
        self.news.setText(text)

    def step_zoom(self, step: int) -> None:
        """Larger, smaller, or 0 for the standard."""
        if step == 0:
            self._choose(WIDTH)
            return
        sizes = [str(each) for each in PERCENTAGES]
        place = sizes.index(self._zoom) + step if self._zoom in sizes else sizes.index("100" if step > 0 else "75")
        self._choose(sizes[max(0, min(place, len(sizes) - 1))])

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
