"""A card that shows as many rows as fit, and all of them after 全部."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from liling_desk.gui.look.buttons import LinkButton
from liling_desk.gui.overview_page.card import Card
from liling_desk.gui.overview_page.fitting_column import FittingColumn
from liling_desk.gui.overview_page.grid_focus import GridFocus
from liling_desk.gui.overview_page.opener import Links


class FoldingCard(Card):
    """`list` is not placed yet; its rows have `links`, which the arrow keys go through as a grid."""

    def __init__(self, title: str, links: Links, parent: QWidget | None = None) -> None:
        super().__init__(title, links, parent)
        self.list = FittingColumn(7, self)
        self._focus = GridFocus(self.list)
        self._is_open = False
        self.all = LinkButton(links.tr("全部"), links.theme, self)
        self.all.setAccessibleName(links.tr("{what}：全部", what=title))
        self.head.addWidget(self.all)
        self.all.clicked.connect(self._toggle)
        self.list.fitted.connect(self._fitted)

    def _fitted(self) -> None:
        self.all.setVisible(self._is_open or not self.list.all_shown)
        self._focus.set_rows([row.links for row in self.list.rows])

    def _toggle(self) -> None:
        self._is_open = not self._is_open
        self.all.setText(self._links.tr("收起") if self._is_open else self._links.tr("全部"))
        self.list.set_open(self._is_open)
        self.all.setFocus(Qt.FocusReason.OtherFocusReason)
