"""What the chosen backup holds, and how the present ledger differs from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from liling_desk.gui.backups_page.difference_list import DifferenceList, Row, rows_of
from liling_desk.gui.backups_page.words import kind_words, when_words
from liling_desk.gui.desk import Desk
from liling_desk.gui.look.labels import ElidedLabel, TextLabel
from liling_desk.gui.look.segmented import Segmented
from liling_desk.ledger.evidence_file import size_words
from liling_desk.ledger.person import name_in
from liling_desk.open_ledger import Backup
from liling_desk.translations import N_
from liling_desk.words.differences import differences_words
from liling_desk.words.entries import entry_words, local_time

if TYPE_CHECKING:
    from liling_desk.open_ledger import BackupFacts

_GROUPS = (
    ("all", N_("全部")),
    ("added", N_("新增")),
    ("changed", N_("改过")),
    ("gone", N_("去掉")),
    ("others", N_("其他")),
)
_TYPING_MS = 150


class FactsPanel(QWidget):
    """`show_waiting` until `show_facts` comes."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._rows: list[Row] = []
        theme = desk.theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 16, 0, 0)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(20, 0, 20, 12)
        head.setSpacing(4)
        self.title = TextLabel("", theme, px=18, role="text", bold=True, wrap=True)
        self.path = ElidedLabel("", theme, px=12, role="text3")
        self.facts = TextLabel("", theme, px=13, role="text2", wrap=True)
        self.newest = TextLabel("", theme, px=13, role="text2", wrap=True)
        self.summary = TextLabel("", theme, px=14, role="text", bold=True, wrap=True)
        for label in (self.title, self.path, self.facts, self.newest):
            head.addWidget(label)
        head.addSpacing(8)
        head.addWidget(self.summary)
        column.addLayout(head)
        column.addWidget(self._chooser())
        line = QFrame()
        line.setObjectName("hairline")
        line.setFixedHeight(1)
        column.addWidget(line)
        self.list = DifferenceList(desk)
        column.addWidget(self.list, 1)
        self._later = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._later.timeout.connect(self._filter)
        self.search.textChanged.connect(self._later.start)
        self.groups.chosen.connect(self._filter)

    def _chooser(self) -> QWidget:
        tr, theme = self._desk.tr, self._desk.theme
        self.bar = QWidget()
        row = QHBoxLayout(self.bar)
        row.setContentsMargins(20, 0, 20, 12)
        row.setSpacing(12)
        self.groups = Segmented(theme)
        self.groups.set_options([(key, tr(text), None) for key, text in _GROUPS])
        row.addWidget(self.groups)
        row.addStretch(1)
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("找编号、事项、内容"))
        self.search.setAccessibleName(tr("在不同之处里找"))
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(160)
        self.search.setMaximumWidth(280)
        row.addWidget(self.search, 1)
        return self.bar

    def show_waiting(self, backup: Backup) -> None:
        """Name it while it is looked into."""
        self._name(backup)
        self.facts.setText(self._desk.tr("正在检查，并与现在的台账比较…"))
        self.newest.hide()
        self.summary.hide()
        self._show_rows([])
        self.list.nothing.hide()

    def show_facts(self, facts: BackupFacts) -> None:
        """Everything that was found."""
        tr, inside = self._desk.tr, facts.inside
        self._name(facts.backup)
        if inside is None:
            self.facts.setText(tr.say(facts.problem.what) if facts.problem is not None else tr("已损坏"))
            self.newest.hide()
            self.summary.hide()
            self._show_rows([])
            self.list.nothing.hide()
            return
        told = tr(
            "完好。{items} 项，已办结 {done} 项，操作记录 {entries} 条，{size}。",
            items=inside.items,
            done=inside.done,
            entries=f"{inside.entries:,}",
            size=size_words(facts.backup.size),
        )
        self.facts.setText(told)
        if inside.newest is not None:
            moment = local_time(inside.newest.at)
            self.newest.setText(
                tr(
                    "最后一条记录：{when}，{who}，{what}。",
                    when=moment.strftime("%Y-%m-%d %H:%M") if moment else inside.newest.at,
                    who=name_in(inside.newest.actor) or tr("未署名"),
                    what=entry_words(inside.newest, tr),
                )
            )
        self.newest.setVisible(inside.newest is not None)
        differences = inside.differences
        self.summary.setVisible(differences is not None)
        if differences is not None:
            self.summary.setText(differences_words(differences, tr))
            self._show_rows(rows_of(differences, tr))
        else:
            self._show_rows([])
            self.list.nothing.hide()

    def _name(self, backup: Backup) -> None:
        tr = self._desk.tr
        when = when_words(backup.made_at, self._desk.bridge.today, tr)
        self.title.setText(tr("{when}（{why}）", when=when, why=kind_words(backup, tr)))
        self.path.setText(str(backup.path))

    def _show_rows(self, rows: list[Row]) -> None:
        self._rows = rows
        self.bar.setVisible(bool(rows))
        for key, _ in _GROUPS:
            self.groups.set_count(key, len(rows) if key == "all" else sum(row.group == key for row in rows))
        self.groups.set_current("all")
        self.search.clear()
        self._filter()

    def _filter(self, _group: str = "") -> None:
        group, text = self.groups.current(), self.search.text().strip().casefold()
        shown = [row for row in self._rows if group in ("all", row.group) and (not text or row.holds(text))]
        tr = self._desk.tr
        self.list.show_rows(shown, tr("没有找到。") if self._rows else "")
