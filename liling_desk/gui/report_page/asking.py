"""What the page asks for becomes a request: the options of the kind, and the rows that they choose."""

from __future__ import annotations

from typing import Any

from liling_desk.gui.desk import Desk
from liling_desk.gui.report_page.kind_panels import KindPanel
from liling_desk.gui.report_page.options_panel import OptionsPanel
from liling_desk.gui.report_page.request import Request, Screen
from liling_desk.report_material import material_of
from liling_desk.reporting.options import ReportOptions


def request_of(desk: Desk, kind: str, options: OptionsPanel, panel: KindPanel | None, screen: Screen) -> Request:
    """Reads the ledger; a kind's own panel has the last word. Raises `LedgerError`."""
    bridge = desk.bridge
    ledger = bridge.ledger
    chosen: dict[str, Any] = {"as_of": bridge.as_of, "filter": options.scope.filter, "thresholds": ledger.thresholds}
    chosen |= options.chosen()
    paper = None
    if panel is not None:
        chosen |= panel.options()
        paper = panel.paper()
    asked = ReportOptions(**chosen)
    rows = ledger.find(asked.filter, asked.sort, asked.as_of)
    return Request(kind, material_of(ledger, kind, rows, asked), asked, desk.tr, screen, paper, ledger)
