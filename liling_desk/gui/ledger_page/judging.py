"""What judges an item and is the desk's to change: extensions, lights by hand, reporting cycles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from liling_desk.gui.desk import Desk
from liling_desk.ledger.commitment import Commitment
from liling_desk.ledger.status import OPEN, Status
from liling_desk.translations import N_
from liling_desk.when_needed import WhenNeeded

if TYPE_CHECKING:
    from liling_desk.gui.ledger_page.decision_form import DecisionForm
    from liling_desk.ledger import changes, edits
else:
    changes, edits = WhenNeeded("liling_desk.ledger.changes"), WhenNeeded("liling_desk.ledger.edits")

JUDGING: tuple[tuple[str, str, str], ...] = (
    ("extend", N_("延期…"), "calendar"),
    ("light", N_("手动亮灯…"), "warn"),
    ("by_rule", N_("恢复按规则亮灯"), "undo"),
    ("reporting", N_("报送周期…"), "bell"),
)
"""Name, words and icon, as they stand in the menus."""


def can_judge(name: str, items: Sequence[Commitment]) -> bool:
    """Whether a verb has anything to do with at least one of the items."""
    if name == "extend":
        return any(item.due is not None and item.status not in (Status.DONE, Status.TERMINATED) for item in items)
    if name == "by_rule":
        return any(item.hand_light is not None for item in items)
    return name == "reporting" or any(item.status in OPEN for item in items)


def judge(
    desk: Desk, name: str, codes: Sequence[str], parent: QWidget, ended: Callable[[], object] = lambda: None
) -> DecisionForm | None:
    """Do what a verb says: its dialog asks and writes by itself, and `ended` is called when it is gone.

    `by_rule` asks nothing and opens nothing.
    """
    if name == "by_rule":
        let_rules_decide(desk, codes)
        return None
    dialog = _make(desk, name, codes, parent)
    dialog.finished.connect(dialog.deleteLater)
    dialog.finished.connect(lambda _result: ended())
    dialog.open()
    return dialog


def let_rules_decide(desk: Desk, codes: Sequence[str]) -> None:
    """Take the lights that were set by hand away, as one edit."""
    tr, snapshot = desk.tr, desk.bridge.ledger.snapshot().commitments
    items = [item for code in codes if (item := snapshot.get(code)) is not None and item.hand_light is not None]
    if not items:
        desk.bridge.announced.emit(tr("没有手动亮的灯"), False)
        return
    what = items[0].code if len(items) == 1 else tr("{n} 项", n=len(items))
    said = tr("{what} 恢复按规则亮灯", what=what)
    desk.bridge.run(lambda: changes.together("light", [edits.clear_light(item) for item in items]), said)


def _make(desk: Desk, name: str, codes: Sequence[str], parent: QWidget) -> DecisionForm:
    if name == "extend":
        from liling_desk.gui.ledger_page.extension_dialog import ExtensionDialog

        return ExtensionDialog(desk, codes, parent)
    if name == "light":
        from liling_desk.gui.ledger_page.hand_light_dialog import HandLightDialog

        return HandLightDialog(desk, codes, parent)
    from liling_desk.gui.ledger_page.reporting_dialog import ReportingDialog

    return ReportingDialog(desk, codes, parent)
