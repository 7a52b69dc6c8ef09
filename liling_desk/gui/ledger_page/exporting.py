"""Rows of the list into a file, written in the background."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.saving_place import stem_for
from liling_desk.ledger.errors import LedgerError
from liling_desk.ledger.filters import LedgerFilter, SortOrder
from liling_desk.ledger.standing import Standing

AskTarget = Callable[[Desk, QWidget, str], Path | None]
"""Gives the file to write, or None."""


def ask_target(desk: Desk, parent: QWidget, proposed: str) -> Path | None:
    """Ask with the system's own dialog, which also asks before it writes over a file."""
    from PySide6.QtWidgets import QFileDialog

    tr = desk.tr
    endings = f"{tr('Excel 工作簿')} (*.xlsx);;{tr('CSV 表格')} (*.csv)"
    name, chosen = QFileDialog.getSaveFileName(parent, tr("导出列表"), proposed, endings)
    if not name:
        return None
    path = Path(name)
    return path if path.suffix else path.with_suffix(".csv" if "*.csv" in chosen else ".xlsx")


def export_rows(
    desk: Desk, rows: Sequence[Standing], wanted: LedgerFilter, sort: SortOrder, parent: QWidget, ask: AskTarget
) -> None:
    """Write exactly these rows, in their order; a sentence says when it is done."""
    from liling_desk.report_material import material_of
    from liling_desk.reporting.kinds import ReportOptions, make_report
    from liling_desk.reporting.write import write_report

    bridge, tr = desk.bridge, desk.tr
    proposed = f"{stem_for(bridge.ledger.address)}-{bridge.as_of.isoformat()}.xlsx"
    path = ask(desk, parent, proposed)
    if path is None:
        return
    try:
        material = material_of(bridge.ledger, "ledger", tuple(rows))
    except LedgerError as problem:
        bridge.problem.emit(problem)
        return
    options = ReportOptions(as_of=bridge.as_of, filter=wanted, sort=sort)

    def write(_report: Callable[[int, int], None]) -> Path:
        write_report(make_report("ledger", material, options, tr), path)
        return path

    def done(written: Path) -> None:
        said = tr("已导出 {n} 项到 {file}", n=len(material.rows), file=written.name)
        bridge.announced.emit(said, False)

    desk.background.start(write, done, bridge.problem.emit, owner=bridge)
