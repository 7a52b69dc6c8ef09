"""The last reports that were saved or printed: kept with the user's choices, and the popover that shows them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from liling_desk.gui.desk import Choices, Desk
from liling_desk.gui.look.buttons import LinkButton
from liling_desk.gui.look.labels import ElidedLabel, TextLabel
from liling_desk.gui.look.popover import Popover

_REMEMBERED = "recent_reports"
_KEPT = 10
_WIDTH = 520


@dataclass(frozen=True)
class RecentReport:
    """`as_of` and `at` are ISO; `file` is the whole path, "" for one that was printed."""

    title: str
    as_of: str
    at: str
    file: str = ""

    @property
    def path(self) -> Path | None:
        """Where it was saved."""
        return Path(self.file) if self.file else None


class RecentReports:
    """The newest first, ten of them; a file that is saved again moves up."""

    def __init__(self, choices: Choices) -> None:
        self._choices = choices

    def all(self) -> list[RecentReport]:
        """What is kept; what can't be read is left out."""
        kept = self._choices.remembered(_REMEMBERED, [])
        read = [_read(each) for each in kept] if isinstance(kept, list) else []
        return [each for each in read if each is not None]

    def add(self, title: str, as_of: str, file: str = "") -> None:
        """One was saved, or printed where `file` is ""."""
        new = RecentReport(title, as_of, datetime.now().astimezone().isoformat(timespec="minutes"), file)
        others = [each for each in self.all() if not file or each.file != file]
        self._choices.remember(_REMEMBERED, [asdict(each) for each in [new, *others][:_KEPT]])


def _read(kept: object) -> RecentReport | None:
    if not isinstance(kept, dict) or not all(isinstance(value, str) for value in kept.values()):
        return None
    try:
        return RecentReport(**kept)
    except TypeError:
        return None


class RecentPopover(Popover):
    """A row each: click its title to open the file, or open its folder."""

    def __init__(self, desk: Desk, page: QWidget, reports: list[RecentReport], show: Callable[[Path], None]) -> None:
        super().__init__(page, desk.theme, _WIDTH)
        self._desk, self._open = desk, show
        self.body.addWidget(TextLabel(desk.tr("最近的报表"), desk.theme, px=13, role="text", bold=True))
        for each in reports:
            self.body.addLayout(self._row(each))
        if not reports:
            empty = desk.tr("还没有存过或打印过报表。存为 PDF 或打印以后，从这里再打开。")
            self.body.addWidget(TextLabel(empty, desk.theme, wrap=True))
        self.closed.connect(self.deleteLater)

    def _row(self, report: RecentReport) -> QHBoxLayout:
        tr, theme, path = self._desk.tr, self._desk.theme, report.path
        there = path is not None and path.exists()
        row = QHBoxLayout()
        row.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title(report, path if there else None), 0, Qt.AlignmentFlag.AlignLeft)
        more = ElidedLabel(self._more(report, there), theme, px=12, role="text3")
        more.setContentsMargins(4, 0, 0, 0)
        words.addWidget(more)
        row.addLayout(words, 1)
        if path is not None and path.parent.is_dir():
            folder = LinkButton(tr("打开所在文件夹"), theme, px=12)
            folder.clicked.connect(lambda: self._follow(path.parent))
            row.addWidget(folder, 0, Qt.AlignmentFlag.AlignVCenter)
        return row

    def _title(self, report: RecentReport, path: Path | None) -> QWidget:
        if path is None:
            title = TextLabel(report.title, self._desk.theme, px=13, role="text")
            title.setContentsMargins(4, 4, 0, 4)
            return title
        link = LinkButton(report.title, self._desk.theme)
        link.setToolTip(str(path))
        link.setAccessibleName(self._desk.tr("打开 {file}", file=report.title))
        link.clicked.connect(lambda: self._follow(path))
        return link

    def _follow(self, path: Path) -> None:
        self.dismiss()
        self._open(path)

    def _more(self, report: RecentReport, there: bool) -> str:
        tr = self._desk.tr
        if not report.file:
            what = tr("打印")
        elif there:
            what = Path(report.file).name
        else:
            what = tr("{file} 已不在原处", file=Path(report.file).name)
        return " / ".join((report.at[:16].replace("T", " "), what, tr("数据截至 {day}", day=report.as_of)))
