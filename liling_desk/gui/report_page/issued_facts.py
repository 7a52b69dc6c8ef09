"""What is known of a bulletin that is out."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.look.buttons import LinkButton
from liling_desk.gui.look.labels import TextLabel
from liling_desk.ledger.bulletin import Bulletin


class IssuedFacts(QFrame):
    """When and by whom it was issued, whether it still stands, and the way to what changed since the last one."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        theme = desk.theme
        self.setObjectName("note")
        self.what = TextLabel("", theme, px=13, role="text", bold=True, wrap=True)
        self.more = TextLabel("", theme, px=12, role="text2", wrap=True)
        self.withdrawn = TextLabel("", theme, px=12, role="yellow", wrap=True)
        self.changes = LinkButton(desk.tr("看本期与上期的变化"), theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 10, 12, 6)
        column.setSpacing(2)
        for label in (self.what, self.more, self.withdrawn):
            label.setMinimumWidth(1)
            label.setContentsMargins(4, 0, 0, 0)  # in line with the words of the link
            label.set_selectable()
            column.addWidget(label)
        column.addWidget(self.changes, 0, Qt.AlignmentFlag.AlignLeft)

    def show_issue(self, issue: Bulletin, has_changes: bool) -> None:
        """Show another one."""
        tr = self._desk.tr
        self.what.setText(tr("{day} 已发出，{who}", day=issue.issued_on or "", who=issue.issued_by or tr("未署名")))
        title = issue.title.strip()
        told = tr("数据截至 {day}", day=issue.as_of)
        self.more.setText(f"{title}\n{told}" if title else told)
        self.withdrawn.setVisible(issue.is_withdrawn)
        if issue.is_withdrawn:
            day, reason = issue.withdrawn_on or "", issue.withdrawn_reason
            self.withdrawn.setText(tr("{day} 已撤回：{reason}", day=day, reason=reason))
        self.changes.setEnabled(has_changes)
        self.changes.setToolTip("" if has_changes else tr("发出本期时没有上期可比"))
