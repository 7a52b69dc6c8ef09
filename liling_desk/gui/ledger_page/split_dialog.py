"""Splitting an item into child items."""

from __future__ import annotations

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.ledger_page.form_dialog import FormDialog
from liling_desk.gui.ledger_page.writing import write
from liling_desk.gui.look.labels import TextLabel
from liling_desk.ledger import edits
from liling_desk.ledger.changes import ChangeSet
from liling_desk.ledger.errors import InvalidEdit


class SplitDialog(FormDialog):
    """One child item a line; the hint says which codes they get."""

    def __init__(self, desk: Desk, code: str, parent: QWidget | None = None) -> None:
        tr = desk.tr
        super().__init__(desk, tr("拆分 {code}", code=code), tr("拆分"), [tr("子事项")], parent)
        self._code = code
        title = TextLabel(desk.bridge.ledger.get(code).title, desk.theme, 15, "text", bold=True, wrap=True)
        title.setMinimumWidth(1)
        self._rows.addWidget(title)
        self.titles = QPlainTextEdit()
        hint = tr("每行写一个子事项。依据、时限、单位照原事项，原事项保留。")
        self.add_field("titles", tr("子事项"), self.titles, hint=hint)
        self.titles.setFixedHeight(desk.theme.metrics.control * 4)
        self.titles.textChanged.connect(self._preview)
        self.fit(500, self.titles)
        self.keep_draft("split", code)

    def submit(self) -> bool:
        """Write the child items in one edit."""
        written = write(self._desk, self._changes, self._desk.tr("已拆分 {code}", code=self._code))
        if not written:
            self.refuse(written.why, "titles")
        return bool(written)

    def _changes(self) -> ChangeSet:
        ledger = self._desk.bridge.ledger
        lines = [" ".join(line.split()) for line in self.titles.toPlainText().splitlines()]
        return edits.split(ledger.get(self._code), lines, ledger.snapshot().commitments)

    def _preview(self) -> None:
        try:
            codes = self._changes().codes
        except InvalidEdit:
            codes = ()
        self.fields["titles"].set_hint(
            self._desk.tr("将登记 {codes}", codes=self._desk.tr("、").join(codes)) if codes else ""
        )


def split(desk: Desk, code: str, parent: QWidget | None) -> bool:
    """Ask for the child items' names and write them; whether they were written."""
    dialog = SplitDialog(desk, code, parent)
    try:
        return bool(dialog.exec())
    finally:
        dialog.deleteLater()
