"""The fields of the options column. Each has `value()` (JSON), `set_value(...)` and the signal `changed`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.look.buttons import IconButton
from liling_desk.ledger.filters import SortOrder
from liling_desk.words.orders import ORDERS


class ChoiceField(QComboBox):
    """One of several; the first one stands for None."""

    changed = Signal()

    def __init__(self, name: str, options: Sequence[tuple[Any, str]] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setMinimumContentsLength(6)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._values: list[Any] = []
        self.show_options(options)
        self.currentIndexChanged.connect(self.changed)

    def show_options(self, options: Sequence[tuple[Any, str]]) -> None:
        """Offer others, the present one stays where it still is there; no `changed`."""
        before = self.value()
        self.blockSignals(True)
        self.clear()
        self._values = [value for value, _ in options]
        self.addItems([words for _, words in options])
        self.blockSignals(False)
        self.set_value(before)

    def value(self) -> Any:
        """The chosen one."""
        place = self.currentIndex()
        return self._values[place] if 0 <= place < len(self._values) else None

    def set_value(self, value: object) -> None:
        """Choose; an unknown one becomes the first. No `changed`."""
        known = [place for place, each in enumerate(self._values) if each == value and type(each) is type(value)]
        self.blockSignals(True)
        self.setCurrentIndex(known[0] if known else 0)
        self.blockSignals(False)
        self.setToolTip(self.currentText())


class SwitchField(QCheckBox):
    """Yes or no."""

    changed = Signal()

    def __init__(self, words: str, default: bool, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self._default = default
        self.setChecked(default)
        self.toggled.connect(self.changed)

    def value(self) -> bool:
        """Whether it is ticked."""
        return self.isChecked()

    def set_value(self, value: object) -> None:
        """Tick or not; the default for what is neither. No `changed`."""
        self.blockSignals(True)
        self.setChecked(value if isinstance(value, bool) else self._default)
        self.blockSignals(False)


class SortField(QWidget):
    """What the items are sorted by, and a button for the other direction. None: as the scope has them."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        tr = desk.tr
        self._tr = tr
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self.by = ChoiceField(tr("排序"), [(None, tr("同所选范围")), *((key, tr(words)) for key, words in ORDERS)])
        self.turn = IconButton("sort", "", desk.theme)
        self.turn.setCheckable(True)
        row.addWidget(self.by, 1)
        row.addWidget(self.turn)
        self.setFocusProxy(self.by)
        self.by.changed.connect(self._chosen)
        self.turn.toggled.connect(self._chosen)
        self._name()

    def value(self) -> dict[str, object] | None:
        """`by` and `descending`, or None."""
        by = self.by.value()
        return {"by": by, "descending": self.turn.isChecked()} if by else None

    def order(self) -> SortOrder | None:
        """The same as a sort order."""
        value = self.value()
        return SortOrder(**value) if value else None

    def set_value(self, value: object) -> None:
        """Show a kept value; what makes no sense is None. No `changed`."""
        kept = value if isinstance(value, dict) else {}
        self.by.set_value(kept.get("by"))
        self.turn.blockSignals(True)
        self.turn.setChecked(kept.get("descending") is True)
        self.turn.blockSignals(False)
        self._name()

    def _chosen(self) -> None:
        self._name()
        self.changed.emit()

    def _name(self) -> None:
        tr = self._tr
        self.turn.setEnabled(self.by.value() is not None)
        self.turn.set_tooltip(
            tr("倒序（按下为从大到小）") if not self.turn.isChecked() else tr("正在倒序，点击改为正序")
        )
