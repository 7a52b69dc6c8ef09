"""The reporting cycle (报送周期) of one item or several."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.ledger_page.decision_form import WIDTH, DecisionForm
from liling_desk.gui.ledger_page.reporting_fields import ReportingFields, reporting_from, reporting_text
from liling_desk.gui.ledger_page.writing import in_words
from liling_desk.ledger import edits
from liling_desk.ledger.errors import InvalidEdit
from liling_desk.words.reporting import reporting_words


class ReportingDialog(DecisionForm):
    """How often an item is reported on, by which day, and from when on."""

    def __init__(self, desk: Desk, codes: Sequence[str], parent: QWidget | None = None) -> None:
        tr = desk.tr
        super().__init__(desk, tr("报送周期"), codes, [tr("报送周期")], lambda _item: None, parent)
        self.ok.setText(tr("保存"))
        self.reporting = ReportingFields(desk)
        if self.items:
            self.reporting.set_text(reporting_text(self.items[0].reporting))
        if len({item.reporting for item in self.items}) > 1:
            self.note(tr("各项现在的周期不一，保存后统一。"), "yellow")
        self.add_field("reporting", "", self.reporting)
        self.reporting.edited.connect(lambda: self.fields["reporting"].set_error(""))
        self.fit(WIDTH, self.reporting)

    def submit(self) -> bool:
        """Check the day, then write."""
        tr = self._desk.tr
        try:
            wanted = reporting_from(self.reporting.text())
        except InvalidEdit as problem:
            self.refuse(in_words(self._desk, problem), "reporting")
            return False
        said = tr("{what} 的报送周期：{words}", what=self.what(), words=reporting_words(wanted, tr))
        return self.write_all("edit", lambda item: edits.revise(item, reporting=wanted), said)
