"""What a kind of report puts at the top of the options, and below them, by itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.ledger.letter import LetterKind

if TYPE_CHECKING:
    from liling_desk.gui.report_page.page import ReportPage
    from liling_desk.gui.report_page.request import Ready

Offer = tuple[str, Sequence[tuple[str, Callable[[], object]]]]
"""A question, and the answers to it."""


class KindPanel(QWidget):
    """Made when its kind is first shown, and asked each time a preview is made."""

    changed = Signal()
    """The report would look different now."""

    takes_over: frozenset[str] = frozenset()
    """Fields of the options column (see `OptionsPanel.fields`) that are not shown beside this panel."""

    def options(self) -> dict[str, Any]:
        """Fields of `ReportOptions` that it decides."""
        return {}

    def paper(self) -> bytes | None:
        """A PDF that is to be shown, saved and printed as it is; None: it is made from the options."""
        return None

    def foot(self) -> QWidget | None:
        """What stands below the options, whatever is scrolled."""
        return None

    def only_pdf(self) -> str:
        """Why what is shown can be had as PDF and on paper only; "" where it can't be said."""
        return ""

    def save(self, ready: Ready, ending: str) -> bool:
        """Save in its own way. False: it is saved like every report."""
        return False

    def offer(self, ready: Ready) -> Offer:
        """What is asked once this was saved or printed."""
        return "", ()

    def refresh(self) -> None:
        """The ledger, its contents or the as-of day changed, or the panel is shown again."""


def _bulletin(desk: Desk, page: ReportPage) -> KindPanel:
    from liling_desk.gui.report_page.bulletin_panel import BulletinPanel

    return BulletinPanel(desk, page)


def _letters(kind: LetterKind) -> Callable[[Desk, ReportPage], KindPanel]:
    def make(desk: Desk, page: ReportPage) -> KindPanel:
        from liling_desk.gui.report_page.letters_panel import LettersPanel

        return LettersPanel(desk, page, kind)

    return make


PANELS: Final[Mapping[str, Callable[[Desk, ReportPage], KindPanel]]] = {
    "bulletin": _bulletin,
    **{kind.value: _letters(kind) for kind in LetterKind},
}
"""Kinds that have a panel of their own, by key."""


class KindPanels(QObject):
    """The panels that were made so far, in a layout: one is shown, or none."""

    changed = Signal()

    def __init__(self, desk: Desk, page: ReportPage, place: QVBoxLayout) -> None:
        super().__init__(page)
        self._desk, self._page, self._place = desk, page, place
        self._made: dict[str, KindPanel] = {}
        self.shown: KindPanel | None = None

    def show_kind(self, kind: str) -> KindPanel | None:
        """Show the kind's panel, made now if need be; None where it has none."""
        if kind in PANELS and kind not in self._made:
            made = self._made[kind] = PANELS[kind](self._desk, self._page)
            made.changed.connect(self.changed)
            self._place.addWidget(made)
        for key, panel in self._made.items():
            panel.setVisible(key == kind)
        self.shown = self._made.get(kind)
        self.refresh()
        return self.shown

    def only_pdf(self) -> str:
        """Why what is shown can be had as PDF and on paper only, or ""."""
        return self.shown.only_pdf() if self.shown is not None else ""

    def save(self, ready: Ready, ending: str) -> bool:
        """Whether the panel that is shown saves in its own way."""
        return self.shown is not None and self.shown.save(ready, ending)

    def offer(self, ready: Ready) -> Offer:
        """What is asked once this was saved or printed."""
        return self.shown.offer(ready) if self.shown is not None else ("", ())

    def refresh(self) -> None:
        """Something changed: tell the panel that is shown."""
        if self.shown is not None and self._desk.bridge.has_ledger:
            self.shown.refresh()
