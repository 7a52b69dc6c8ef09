"""The strip at the bottom: which ledger, how much, who, saved when."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.look.labels import TextLabel
from liling_desk.gui.status_note import StatusNote
from liling_desk.ledger.errors import LedgerError
from liling_desk.words.entries import local_time


class StatusBar(QFrame):
    """Reads the ledger by itself whenever something changed."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusBar")
        self._desk = desk
        self._labels = {
            name: TextLabel("", desk.theme, px=12, role="text3" if name in ("items", "entries") else "text2")
            for name in ("kind", "items", "entries", "as_of", "read_only", "actor", "saved")
        }
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(20)
        for name, label in self._labels.items():
            if name == "read_only":
                self.note = StatusNote(desk)
                row.addWidget(self.note)
                row.addStretch(1)
            row.addWidget(label)
        bridge = desk.bridge
        # A server is asked when the list is on the screen again.
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self.refresh)
        bridge.opened.connect(self.refresh)
        bridge.arriving_changed.connect(self.refresh)
        bridge.changed.connect(self._changed)
        bridge.as_of_changed.connect(self.refresh)
        desk.theme.changed.connect(self._measure)
        self._measure()
        self.refresh()

    def text(self, name: str) -> str:
        """What one part says: kind, items, entries, as_of, read_only, actor, saved."""
        return self._labels[name].text()

    def set_checked(self, words: str) -> None:
        """How the journal was found when it was last looked at; the tooltip of its number."""
        self._labels["entries"].setToolTip(words)

    def refresh(self, _what: object = None) -> None:
        """Say it again."""
        words = self._words()
        for name, label in self._labels.items():
            label.setText(words.get(name, ""))
            label.setVisible(bool(words.get(name)))
        self._labels["read_only"].setToolTip(self._desk.why_read_only)
        self._labels["actor"].setToolTip(self._account())

    def _changed(self, _what: object = None) -> None:
        if self._desk.bridge.is_shared:
            self._later.start()
        else:
            self.refresh()

    def _words(self) -> dict[str, str]:
        tr, bridge = self._desk.tr, self._desk.bridge
        if bridge.awaited is not None:
            return {"kind": tr("正在读取 {n} 项…", n=f"{bridge.awaited.items:,}")}
        if not bridge.has_ledger:
            return {"kind": tr("未打开台账")}
        ledger = bridge.ledger
        try:
            snapshot, items = ledger.snapshot(), ledger.item_count
            entries, newest = snapshot.entries, bridge.read(ledger.written_at, None, "newest")
        except LedgerError as problem:
            return {"kind": tr.say(problem.what)}
        words = {
            "kind": self._kind(),
            "items": tr("{n} 项", n=f"{items:,}"),
            "entries": tr("第 {n} 条操作记录", n=f"{entries:,}"),
            "actor": tr("操作人：{name}", name=ledger.actor),
        }
        if not bridge.as_of_is_today:
            words["as_of"] = tr("数据截至 {day}", day=bridge.as_of.isoformat())
        if ledger.read_only:
            words["read_only"] = tr("只读")
        elif newest and (moment := local_time(newest)):
            same_day = moment.date() == bridge.today
            words["saved"] = tr("已保存 {time}", time=moment.strftime("%H:%M" if same_day else "%Y-%m-%d %H:%M"))
        return words

    def _kind(self) -> str:
        tr, ledger = self._desk.tr, self._desk.bridge.ledger
        if ledger.path is None:
            return tr("共享台账 {name}", name=ledger.address.name)
        return tr("SQLite 本机台账") if ledger.access.passphrase is None else tr("SQLite 本机台账，已加密")

    def _account(self) -> str:
        """What entries are signed with beside the name."""
        bridge = self._desk.bridge
        account = bridge.ledger.access.account if bridge.has_ledger else ""
        return self._desk.tr("系统账户：{account}；每条操作记录里都有", account=account) if account else ""

    def _measure(self) -> None:
        self.setFixedHeight(self._desk.theme.metrics.status_bar)
