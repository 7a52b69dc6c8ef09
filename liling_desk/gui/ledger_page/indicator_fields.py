"""The inputs of an indicator: metric, comparison, target, unit, baseline, growth, and how its plan rises."""

from __future__ import annotations

import json

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QSizePolicy, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.ledger_page.plan_rows import PlanRows
from liling_desk.gui.look.labels import TextLabel
from liling_desk.ledger.deadline import read_day
from liling_desk.ledger.errors import InvalidEdit, Where
from liling_desk.ledger.indicator import Indicator, PlanPoint
from liling_desk.translations import N_, Message
from liling_desk.words.indicators import MEASURES, PATHS, SIGNS

_NUMBERS = {
    "target": N_("目标值"),
    "baseline": N_("基数"),
    "baseline_year": N_("基数年份"),
    "stated_growth_pct": N_("每年增速 %"),
}

_CHOICES = ("comparison", "measure", "path")


def indicator_text(indicator: Indicator | None) -> str:
    """The fields as they are typed, as JSON; empty without an indicator."""
    if indicator is None:
        return ""
    known = indicator.model_dump(exclude={"plan"})
    fields = {name: "" if value is None else _typed(value) for name, value in known.items()}
    fields["plan"] = "\n".join(f"{point.day.isoformat()}\t{_typed(point.value)}" for point in indicator.plan)
    return json.dumps(fields, ensure_ascii=False, sort_keys=True)


def indicator_from(text: str, code: str = "") -> Indicator | None:
    """Back from what was typed; None where everything is blank. Raises `InvalidEdit`."""
    typed: dict[str, str] = {name: str(value).strip() for name, value in json.loads(text or "{}").items()}
    filled = {name: value for name, value in typed.items() if value and name not in _CHOICES}
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
        measure=typed.get("measure") or None,
        path=typed.get("path") or "linear",
        plan=_plan_from(typed.get("plan", ""), code) if typed.get("path") == "by_hand" else (),
        **numbers,
    )


def _plan_from(text: str, code: str) -> tuple[PlanPoint, ...]:
    """Lines of day, tab, figure. Raises `InvalidEdit` with the line that can't be read."""
    points = []
    for number, line in enumerate(text.splitlines(), 1):
        day_text, _, value_text = (part.strip() for part in line.partition("\t"))
        day, value = read_day(day_text), read_number(value_text)
        if day is None or value is None:
            what = N_("计划第 {n} 行的日期“{text}”读不出。") if day is None else N_("计划第 {n} 行的“{text}”不是数字。")
            raise InvalidEdit(
                Message(what, {"n": number, "text": day_text if day is None else value_text}),
                Message(N_("每行写一个完整的日期和那天的计划数，例如 2021-06-30 和 40。")),
                Where(code=code, column="indicator"),
            )
        points.append(PlanPoint(day=day, value=value))
    if not points:
        raise InvalidEdit(
            Message(N_("手工填写的计划还没有内容。")),
            Message(N_("请至少写一行日期和计划数，或者改选别的进度要求。")),
            Where(code=code, column="indicator"),
        )
    return tuple(points)


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
        self._add_plan(desk, grid)
        for box in (self.comparison, self.measure, self.path):
            box.currentIndexChanged.connect(self.edited)
        self.edited.connect(self._reveal)
        self._reveal()

    def _add_plan(self, desk: Desk, grid: QGridLayout) -> None:
        """What is only asked where a target is typed: what kind of figure it is, and how the plan rises."""
        tr = self._tr = desk.tr
        self.measure, self.path, self.plan = QComboBox(), QComboBox(), PlanRows(desk)
        self._on_target: list[QWidget] = []
        for box, words, choices, column in (
            (self.measure, tr("数值口径"), {"": N_("自动"), **MEASURES}, 0),
            (self.path, tr("进度要求"), PATHS, 2),
        ):
            for key, word in choices.items():
                box.addItem(tr(word), key)
            box.setAccessibleName(words)
            box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            label = TextLabel(words, desk.theme, 12, "text3")
            grid.addWidget(label, 6, column, 1, 2)
            grid.addWidget(box, 7, column, 1, 2)
            self._on_target += [label, box]
        grid.addWidget(self.plan, 8, 0, 1, 4)
        self.plan.edited.connect(self.edited)

    def _reveal(self) -> None:
        asked = bool(self._numbers["target"].text().strip())
        for widget in self._on_target:
            widget.setVisible(asked)
        self.plan.setVisible(asked and self.path.currentData() == "by_hand")
        self.measure.setItemText(0, self._tr("自动（{measure}）", measure=self._tr(MEASURES[self._inferred()])))

    def _inferred(self) -> str:
        """What kind of figure it is taken for where nothing is chosen."""
        number = {name: read_number(edit.text()) for name, edit in self._numbers.items()}
        typed = Indicator.model_construct(
            metric="", comparison=str(self.comparison.currentData()), unit=self.unit_edit.text().strip() or None,
            target=number["target"], baseline=number["baseline"], stated_growth_pct=number["stated_growth_pct"],
        )  # fmt: skip
        return typed.measured_as

    def text(self) -> str:
        """What is typed; empty where everything is blank."""
        fields = {name: edit.text() for name, edit in self._numbers.items()}
        fields |= {"metric": self.metric_edit.text(), "unit": self.unit_edit.text()}
        if not any(fields.values()):
            return ""
        fields["comparison"] = str(self.comparison.currentData()) if fields["target"].strip() else ""
        fields |= {"measure": str(self.measure.currentData()), "path": str(self.path.currentData())}
        fields["plan"] = self.plan.text() if fields["path"] == "by_hand" else ""
        return json.dumps(fields, ensure_ascii=False, sort_keys=True)

    def set_text(self, text: str) -> None:
        """Show what `indicator_text` gave."""
        fields = json.loads(text or "{}")
        self.metric_edit.setText(fields.get("metric", ""))
        self.unit_edit.setText(fields.get("unit", ""))
        for name, edit in self._numbers.items():
            edit.setText(fields.get(name, ""))
        self.comparison.setCurrentIndex(max(self.comparison.findData(fields.get("comparison", ">=")), 0))
        self.measure.setCurrentIndex(max(self.measure.findData(fields.get("measure", "")), 0))
        self.path.setCurrentIndex(max(self.path.findData(fields.get("path", "linear")), 0))
        self.plan.set_text(fields.get("plan", ""))
        self._reveal()
