"""Which columns the ledger report shows."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.look.buttons import Button
from liling_desk.reporting.ledger_report import COLUMNS, USUAL_COLUMNS


class ColumnChoice(Button):
    """A button that says how many columns there are and opens a menu of them."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("", "plain", "cols", desk.theme, parent, trailing_icon="down")
        # As wide as the other fields: a fixed one would keep the whole column narrow.
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._tr = desk.tr
        self._chosen: tuple[str, ...] = USUAL_COLUMNS
        self._menu = _StayingMenu(self)
        self._actions: dict[str, QAction] = {}
        for key, column in COLUMNS.items():
            action = self._menu.addAction(desk.tr(column.label))
            action.setCheckable(True)
            action.toggled.connect(self._toggled)
            self._actions[key] = action
        self._menu.addSeparator()
        usual = self._menu.addAction(desk.tr("恢复常用栏目"))
        usual.triggered.connect(lambda: self._show(USUAL_COLUMNS))
        self.clicked.connect(self._open)
        self._show(self._chosen, tell=False)

    def value(self) -> list[str]:
        """Keys in the report's order; empty for the usual ones."""
        return [] if self._chosen == USUAL_COLUMNS else list(self._chosen)

    def set_value(self, value: object) -> None:
        """Show kept keys; the usual ones where none of them is known. No `changed`."""
        known = tuple(key for key in COLUMNS if key in value) if isinstance(value, list) else ()
        self._show(known or USUAL_COLUMNS, tell=False)

    @property
    def menu_of_columns(self) -> QMenu:
        """The menu that opens."""
        return self._menu

    def _open(self) -> None:
        self._menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def _show(self, keys: tuple[str, ...], tell: bool = True) -> None:
        for key, action in self._actions.items():
            action.blockSignals(True)
            action.setChecked(key in keys)
            action.blockSignals(False)
        self._take(keys, tell)

    def _toggled(self) -> None:
        keys = tuple(key for key, action in self._actions.items() if action.isChecked())
        if keys:
            self._take(keys, tell=True)
        else:
            self._show(self._chosen, tell=False)

    def _take(self, keys: tuple[str, ...], tell: bool) -> None:
        self._chosen = keys
        self.setText(self._tr("{n} 栏", n=len(keys)))
        self.setAccessibleName(self._tr("栏目，{n} 栏", n=len(keys)))
        self._restyle()
        if tell:
            self.changed.emit()


class _StayingMenu(QMenu):
    """Stays open while columns are ticked."""

    def mouseReleaseEvent(self, event: object) -> None:
        action = self.activeAction()
        if action is not None and action.isCheckable():
            action.trigger()
        else:
            super().mouseReleaseEvent(event)  # type: ignore[arg-type]
