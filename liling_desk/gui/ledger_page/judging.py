"""What judges an item and is the desk's to change: extensions, lights by hand, reporting cycles."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.ledger_page.decision_form import DecisionForm
from liling_desk.ledger.commitment import Commitment
from liling_desk.ledger.status import OPEN, Status
from liling_desk.translations import N_

JUDGING: tuple[tuple[str, str, str], ...] = (
    ("extend", N_("延期…"), "calendar"),
    ("light", N_("手动亮灯…"), "warn"),
    ("reporting", N_("报送周期…"), "bell"),
)
"""Name, words and icon, as they stand in the menus."""


def can_judge(name: str, items: Sequence[Commitment]) -> bool:
    """Whether a verb has anything to do with at least one of the items."""
    if name == "extend":
        return any(item.due is not None and item.status not in (Status.DONE, Status.TERMINATED) for item in items)
    return name == "reporting" or any(item.status in OPEN for item in items)


def open_judging(
    desk: Desk, name: str, codes: Sequence[str], parent: QWidget, ended: Callable[[], object] = lambda: None
) -> DecisionForm:
    """Open the dialog of a verb; it writes by itself. `ended` is called when it is gone."""
    dialog = _make(desk, name, codes, parent)
    dialog.finished.connect(dialog.deleteLater)
    dialog.finished.connect(lambda _result: ended())
    dialog.open()
    return dialog


def _make(desk: Desk, name: str, codes: Sequence[str], parent: QWidget) -> DecisionForm:
    if name == "extend":
        from liling_desk.gui.ledger_page.extension_dialog import ExtensionDialog

        return ExtensionDialog(desk, codes, parent)
    if name == "light":
        from liling_desk.gui.ledger_page.hand_light_dialog import HandLightDialog

        return HandLightDialog(desk, codes, parent)
    from liling_desk.gui.ledger_page.reporting_dialog import ReportingDialog

    return ReportingDialog(desk, codes, parent)
