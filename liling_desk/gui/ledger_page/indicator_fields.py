"""The inputs of an indicator: metric, comparison, target, unit, baseline, growth."""

from __future__ import annotations

import json

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.ledger_page.indicator_words import SIGNS
from liling_desk.gui.look.labels import TextLabel
from liling_desk.ledger.errors import InvalidEdit, Where
from liling_desk.ledger.indicator import Indicator
from liling_desk.translations import N_, Message

_NUMBERS = {
    "target": N_("目标值"),
    "baseline": N_("基数"),
    "baseline_year": N_("基数年份"),
    "stated_growth_pct": N_("每年增速 %"),
}


def indicator_text(indicator: Indicator | None) -> str:
    """The fields as they are typed, as JSON; empty without an indicator."""
    if indicator is None:
        return ""
    fields = {name: "" if value is None else _typed(value) for name, value in indicator.model_dump().items()}
    return json.dumps(fields, ensure_ascii=False, sort_keys=True)


def indicator_from(text: str, code: str = "") -> Indicator | None:
    """Back from what was typed; None where everything is blank. Raises `InvalidEdit`."""
    typed: dict[str, str] = {name: str(value).strip() for name, value in json.loads(text or "{}").items()}
    filled = {name: value for name, value in typed.items() if value and name != "comparison"}
    if not filled:
        return None
    if not filled.get("metric"):
        raise InvalidEdit(
            Message(N_("量化指标没有名称。")),
            Message(N_("请写明量的是什么，例如“引进人才”。")),
            Where(code=code, column="indicator"),
        )
    numbers = {name: _number(name, typed.get(name, ""), code) for name in _NUMBERS}
    year = numbers.pop("baseline_year")
    comparison = (typed.get("comparison") or None) if numbers["target"] is not None else None
    return Indicator(
        metric=filled["metric"],
        comparison=comparison,
        unit=typed.get("unit") or None,
        baseline_year=None if year is None else int(year),
        **numbers,
    )


def read_number(text: str) -> float | None:
    """A figure as people write it (1,000, ２０, 6.5%); None where it is none."""
    plain = text.strip().translate(str.maketrans("０１２３４５６７８９．，", "0123456789.,"))
    try:
        return float(plain.replace(",", "").rstrip("%％"))
    except ValueError:
        return None


def _number(name: str, text: str, code: str) -> float | None:
    if not text:
        return None
    value = read_number(text)
    if value is None or (name == "baseline_year" and not 1900 <= value <= 2200):
        raise InvalidEdit(
            Message(N_("{field}“{text}”不是数字。"), {"field": Message(_NUMBERS[name]), "text": text}),
            Message(N_("请只写数字，单位写在单位栏。")),
            Where(code=code, column="indicator"),
        )
    return value


def _typed(value: object) -> str:
    return f"{value:.10g}" if isinstance(value, float) else str(value)


class IndicatorFields(QWidget):
    """`text` and `set_text` exchange everything as one JSON text."""

    edited = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        tr = desk.tr
        self.metric_edit, self.unit_edit = QLineEdit(), QLineEdit()
        self.comparison = QComboBox()
        for key, sign in SIGNS.items():
            self.comparison.addItem(sign, key)
        self._numbers = {name: QLineEdit() for name in _NUMBERS}
        self.setFocusProxy(self.metric_edit)
        words = {**_NUMBERS, "metric": N_("指标名称"), "unit": N_("计量单位"), "comparison": N_("要求")}
        places: list[tuple[str, QWidget, int, int, int]] = [
            ("metric", self.metric_edit, 0, 0, 4),
            ("comparison", self.comparison, 2, 0, 1),
            ("target", self._numbers["target"], 2, 1, 1),
            ("unit", self.unit_edit, 2, 2, 2),
            ("baseline", self._numbers["baseline"], 4, 0, 1),
            ("baseline_year", self._numbers["baseline_year"], 4, 1, 1),
            ("stated_growth_pct", self._numbers["stated_growth_pct"], 4, 2, 2),
        ]
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(3)
        for name, widget, row, column, span in places:
            label = TextLabel(tr(words[name]), desk.theme, 12, "text3")
            label.setMinimumWidth(1)
            widget.setAccessibleName(tr(words[name]))
            widget.setMinimumWidth(60)
            grid.addWidget(label, row, column, 1, span)
            grid.addWidget(widget, row + 1, column, 1, span)
            if isinstance(widget, QLineEdit):
                widget.textChanged.connect(self.edited)
        for column in range(4):
            grid.setColumnStretch(column, 1)
        self.comparison.currentIndexChanged.connect(self.edited)

    def text(self) -> str:
        """What is typed; empty where everything is blank."""
        fields = {name: edit.text() for name, edit in self._numbers.items()}
        fields |= {"metric": self.metric_edit.text(), "unit": self.unit_edit.text()}
        if not any(fields.values()):
            return ""
        fields["comparison"] = str(self.comparison.currentData()) if fields["target"].strip() else ""
        return json.dumps(fields, ensure_ascii=False, sort_keys=True)

    def set_text(self, text: str) -> None:
        """Show what `indicator_text` gave."""
        fields = json.loads(text or "{}")
        self.metric_edit.setText(fields.get("metric", ""))
        self.unit_edit.setText(fields.get("unit", ""))
        for name, edit in self._numbers.items():
            edit.setText(fields.get(name, ""))
        self.comparison.setCurrentIndex(max(self.comparison.findData(fields.get("comparison", ">=")), 0))
