"""One piece of evidence: what it is, from whom, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.look.buttons import LinkButton
from liling_desk.gui.look.flow_box import FlowBox
from liling_desk.gui.look.icons import paint_icon
from liling_desk.gui.look.labels import ElidedLabel, TextLabel
from liling_desk.gui.look.theme import Theme
from liling_desk.ledger.evidence import Evidence
from liling_desk.ledger.evidence_file import disagreement, size_words
from liling_desk.ledger.media import Identified, media_of
from liling_desk.words.evidence import short_hash

ICONS = {
    "document": "report", "sheet": "cols", "picture": "picture", "film": "film", "archive": "archive",
    "text": "report", "other": "file", "program": "warn",
}  # fmt: skip


class _Icon(QWidget):
    def __init__(self, name: str, theme: Theme) -> None:
        super().__init__()
        self._name, self._theme = name, theme
        self.setFixedSize(22, 22 + theme.metrics.step)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        box = QRect(0, (self.height() - 22) // 2, 22, 22)
        paint_icon(QPainter(self), self._name, box, self._theme.tokens.text2)


class _Name(ElidedLabel):
    """Cut in the middle where it is too long: the ending of a name is always seen."""

    def paintEvent(self, event: QPaintEvent) -> None:
        box = self.contentsRect()
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideMiddle, box.width())
        tip = self.text() if shown != self.text() else ""
        if tip != self.toolTip():
            self.setToolTip(tip)
        painter = QPainter(self)
        painter.setPen(self._theme.tokens.colour(self._role))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


class EvidenceRow(QWidget):
    """A file with its size, hash and links, or a note in words."""

    open_requested = Signal(str)
    """The evidence's key."""
    save_requested = Signal(str)
    remove_requested = Signal(str)
    hash_requested = Signal(str)
    """Copy its whole SHA-256."""

    def __init__(self, desk: Desk, evidence: Evidence, who: str, writable: bool) -> None:
        super().__init__()
        self._desk, self.evidence = desk, evidence
        kind = media_of(evidence.media)
        self._kind = kind
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 8, 0, 8)
        row.setSpacing(10)
        icon = ICONS[kind.family] if evidence.is_file else "edit"
        row.addWidget(_Icon(icon, desk.theme), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(self._title())
        column.addWidget(self._label(self._facts(who), 12, "text3"))
        if evidence.is_file and evidence.text:
            column.addWidget(self._label(evidence.text, 12, "text2"))
        said = disagreement(evidence.file_name, Identified(kind)) if evidence.file_name is not None else None
        if said is not None:
            column.addWidget(self._label(desk.tr.say(said), 12, "yellow"))
        column.addWidget(self._links(writable))
        row.addLayout(column, 1)
        self.setAccessibleName(" ".join((self.name, self._facts(who))))

    @property
    def name(self) -> str:
        """What it is called."""
        return self.evidence.shown_name or self.evidence.text

    def _title(self) -> QWidget:
        if not self.evidence.is_file:
            return self._label(self.evidence.text, 13, "text")
        title = _Name(self.name, self._desk.theme, 13, "text", bold=True)
        if self.evidence.file_name != self.name:
            title.setAccessibleDescription(self._desk.tr("原来的名字：{name}", name=ascii(self.evidence.file_name)))
        return title

    def _facts(self, who: str) -> str:
        each, tr = self.evidence, self._desk.tr
        day = each.added_on.isoformat() if each.added_on else ""
        what = (tr(self._kind.word), size_words(each.size or 0)) if each.is_file else (tr("文字记录"),)
        return " / ".join(part for part in (*what, day, who) if part)

    def _links(self, writable: bool) -> QWidget:
        tr, key = self._desk.tr, self.evidence.key
        links = FlowBox(gap=4)
        self.open = self._link(tr("打开"), tr("打开 {name}", name=self.name))
        self.save = self._link(tr("另存为…"), tr("另存 {name}", name=self.name))
        self.remove = self._link(tr("移除"), tr("移除 {name}", name=self.name))
        self.hash = self._link(f"SHA-256 {short_hash(self.evidence)}", tr("复制 {name} 的 SHA-256", name=self.name))
        self.hash.setToolTip(tr("SHA-256 {hash}\n单击复制", hash=self.evidence.sha256 or ""))
        self.open.setToolTip(tr("用系统里的程序打开一份只读副本"))
        self.remove.setToolTip(tr("可以撤销；历史里留有记录"))
        for link, signal, shown in (
            (self.open, self.open_requested, self.evidence.is_file and self._kind.opens),
            (self.save, self.save_requested, self.evidence.is_file),
            (self.remove, self.remove_requested, writable),
            (self.hash, self.hash_requested, self.evidence.is_file),
        ):
            link.setVisible(shown)
            if shown:
                links.add(link)
                link.clicked.connect(lambda _checked=False, signal=signal: signal.emit(key))
        return links

    def _link(self, text: str, name: str) -> LinkButton:
        link = LinkButton(text, self._desk.theme, self, px=12)
        link.setAccessibleName(name)
        return link

    def _label(self, text: str, px: int, role: str) -> TextLabel:
        label = TextLabel(text, self._desk.theme, px, role, wrap=True)
        label.setMinimumWidth(1)
        label.set_selectable()
        return label
