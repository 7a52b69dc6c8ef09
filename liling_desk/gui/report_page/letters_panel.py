"""Letters to units on the report page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liling_desk.gui.desk import Desk
from liling_desk.gui.report_page.kind_panels import KindPanel
from liling_desk.ledger.letter import LetterKind

if TYPE_CHECKING:
    from liling_desk.gui.report_page.page import ReportPage


class LettersPanel(KindPanel):
    """Whom to write to."""

    def __init__(self, desk: Desk, page: ReportPage, kind: LetterKind) -> None:
        super().__init__()
        self._desk, self._page, self._kind = desk, page, kind
