"""The left side: which place, its backups, and what is kept for how long."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from liling_desk.gui.backups_page.backup_list import BackupList
from liling_desk.gui.desk import Desk
from liling_desk.gui.look.buttons import LinkButton
from liling_desk.gui.look.labels import TextLabel
from liling_desk.gui.look.segmented import Segmented
from liling_desk.open_ledger import Backup

if TYPE_CHECKING:
    from liling_desk.open_ledger import BackupFacts

_WIDTH = 340
_MARGIN = 16


class LeftPanel(QFrame):
    """`place_changed`: the other place is to be listed."""

    place_changed = Signal()
    preferences_requested = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme = desk.theme
        tr = desk.tr
        self.setObjectName("filterPanel")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 12)
        column.setSpacing(12)
        row = QHBoxLayout()
        row.setContentsMargins(12, 0, 12, 0)
        self.places = Segmented(theme)
        self.places.set_options([("beside", tr("台账旁"), 0), ("second", tr("第二处"), 0)])
        self.places.chosen.connect(lambda _key: self.place_changed.emit())
        row.addWidget(self.places)
        row.addStretch(1)
        column.addLayout(row)
        self.list = BackupList(desk)
        column.addWidget(self.list, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
        foot.setSpacing(4)
        told = tr("当天第一次打开、导入、升级、恢复之前自动备份。留最近 10 份，再按天、周、月各留一份。")
        self._told = TextLabel(told, theme, px=12, role="text3", wrap=True)
        foot.addWidget(self._told)
        self.set_second = LinkButton(tr("设第二处备份位置…"), theme, px=12)
        self.set_second.clicked.connect(self.preferences_requested)
        foot.addWidget(self.set_second)
        column.addLayout(foot)
        theme.changed.connect(self._measure)
        self._measure()

    @property
    def shows_second(self) -> bool:
        """Whether the second place is listed."""
        return self.places.current() == "second"

    def count(self, there: Sequence[Backup], has_second: bool) -> None:
        """Say how many there are in each place."""
        self.places.set_count("beside", sum(not each.second for each in there))
        self.places.set_count("second", sum(each.second for each in there))
        self.places.setVisible(has_second)
        self.set_second.setVisible(not has_second)
        if not has_second:
            self.places.set_current("beside")

    def show_backups(self, backups: Sequence[Backup], known: dict[Backup, BackupFacts], chosen: Backup | None) -> None:
        """List them; the one that was chosen stays chosen where it is still there."""
        self.list.backups.show_backups(backups, known)
        self.list.choose(chosen)

    def _measure(self) -> None:
        width = round(_WIDTH * (13 + self._theme.font_step) / 13)
        self.setFixedWidth(width)
        # Left to the layout it would be as high as in a far narrower panel.
        self._told.setFixedHeight(self._told.heightForWidth(width - 2 * _MARGIN))
