"""The facts of one item, each edited where it stands."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.form_field import label_column
from liling_desk.gui.ledger_page.detail_fields import EditableField
from liling_desk.gui.ledger_page.fact_row import FactRow, FactValue
from liling_desk.gui.look.buttons import LinkButton

ORDER = (
    "status", "lead_unit", "support_units", "leader", "handler", "deadline", "assigned_deadline", "reporting",
    "letters", "section", "note", "detail", "wording", "role", "programme", "category", "kind",
)  # fmt: skip
ALWAYS = frozenset({"status", "lead_unit", "deadline", "reporting", "section"})
"""Shown even where they are blank; the others stand behind 更多字段."""
_WHEN_FILLED = frozenset(
    {"support_units", "leader", "handler", "assigned_deadline", "letters", "note", "detail", "wording"}
)
"""Come out from behind it when they say something."""
_ALL_SHOWN = "detail_all_fields"


class FactList(QWidget):
    """Rows are made once; another item only changes their texts."""

    edit_requested = Signal(str)

    def __init__(self, desk: Desk, fields: Mapping[str, EditableField], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        tr, theme = desk.tr, desk.theme
        words = {"status": tr("状态"), "letters": tr("公文")}
        words |= {name: tr(field.words) for name, field in fields.items()}
        width = label_column([words[name] for name in ORDER[:10]], theme, 104)
        self.rows: dict[str, FactRow] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        for name in ORDER:
            edit_name = tr("修改{field}", field=words[name]) if name in fields else ""
            row = FactRow(words[name], edit_name, theme, width)
            row.edit_requested.connect(lambda name=name: self.edit_requested.emit(name))
            self.rows[name] = row
            column.addWidget(row)
        self._more = LinkButton("", theme, self, px=12)
        self._more.clicked.connect(self._toggle)
        self._links = QHBoxLayout()
        self._links.setContentsMargins(width, 0, 0, 0)
        self._links.setSpacing(12)
        self._links.addWidget(self._more)
        self._links.addStretch(1)
        column.addLayout(self._links)
        self._values: Mapping[str, FactValue] = {}
        self._arrange()

    def show_values(self, values: Mapping[str, FactValue]) -> None:
        """Show another item's facts."""
        self._values = values
        for name, row in self.rows.items():
            row.show_value(values[name])
            row.permit(self._desk.why_read_only)
        self._arrange()

    def add_link(self, link: QWidget) -> None:
        """Put another link beside 更多字段."""
        self._links.insertWidget(1, link)

    def reveal(self, name: str) -> None:
        """Make sure that a row is shown."""
        if name in self.rows:
            self.rows[name].show()

    def _arrange(self) -> None:
        whole = bool(self._desk.choices.remembered(_ALL_SHOWN, False))
        for name, row in self.rows.items():
            value = self._values.get(name)
            filled = name in _WHEN_FILLED and value is not None and value.role == "text" and bool(value.text)
            row.setVisible(name in ALWAYS or whole or filled or row.is_editing())
        self._more.setText(self._desk.tr("收起") if whole else self._desk.tr("更多字段"))
        self._more.updateGeometry()

    def _toggle(self) -> None:
        whole = bool(self._desk.choices.remembered(_ALL_SHOWN, False))
        self._desk.choices.remember(_ALL_SHOWN, not whole)
        self._arrange()
