"""Units: their names, short and former names."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from liling_desk.gui.desk import Desk
from liling_desk.gui.form_field import FormField
from liling_desk.gui.look.buttons import Button
from liling_desk.gui.look.labels import TextLabel
from liling_desk.ledger import edits
from liling_desk.ledger.changes import ChangeSet
from liling_desk.ledger.commitment import Unit
from liling_desk.ledger.entry import Applied
from liling_desk.ledger.errors import LedgerError


class UnitsDialog(QDialog):
    """Add, rename, and keep aliases. A rename makes the former name an alias; every commitment follows."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk = desk
        self._unit: Unit | None = None
        self._counted: Counter[str] | None = None
        tr, theme = desk.tr, desk.theme
        self.setWindowTitle(tr("单位和别名"))
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("找单位或别名"))
        self.search.setAccessibleName(tr("找单位或别名"))
        self.list = QListWidget()
        self.list.setAccessibleName(tr("单位"))
        self.list.setObjectName("card")
        self.add = Button(tr("新单位"), "plain", "plus", theme)
        self._head = TextLabel("", theme, 16, "text", bold=True, wrap=True)
        self._used = TextLabel("", theme, 12, "text3", wrap=True)
        self.name, self.aliases = QLineEdit(), QPlainTextEdit()
        self.aliases.setTabChangesFocus(True)
        self.name_field = FormField(tr("现用名称"), self.name, theme)
        self.aliases_field = FormField(
            tr("别名"), self.aliases, theme, hint=tr("每行一个：简称、曾用名、表格里的写法。导入时都认作这个单位。")
        )
        self.save = Button(tr("保存"), "primary", "", theme)
        self.done_button = Button(tr("关闭"), "plain", "", theme)
        self._build()
        self._connect()
        self._fill()

    def _build(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(8)
        for widget in (self.search, self.list, self.add):
            left.addWidget(widget)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self._head)
        right.addWidget(self._used)
        right.addSpacing(6)
        right.addWidget(self.name_field)
        right.addWidget(self.aliases_field, 1)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(self.done_button)
        row.addWidget(self.save)
        right.addLayout(row)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(20, 20, 20, 16)
        whole.setSpacing(24)
        whole.addLayout(left, 5)
        whole.addLayout(right, 6)
        step = self._desk.theme.metrics.step
        self.resize(660 + 40 * step, 460 + 16 * step)

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _text: self._fill())
        self.list.currentItemChanged.connect(lambda item, _before: self._show(item))
        self.add.clicked.connect(self.begin_new)
        self.save.clicked.connect(self.save_unit)
        self.done_button.clicked.connect(self.accept)
        self.name.returnPressed.connect(self.save_unit)
        self.name.textEdited.connect(lambda _text: self.name_field.set_error(""))
        self.aliases.textChanged.connect(lambda: self.aliases_field.set_error(""))
        self._desk.bridge.changed.connect(self._on_changed)

    def begin_new(self) -> None:
        """Empty fields for a unit that is not there yet."""
        self._unit = None
        self.list.setCurrentRow(-1)
        self._show(None)
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def select(self, name: str) -> None:
        """Show a unit."""
        for row in range(self.list.count()):
            if self.list.item(row).data(Qt.ItemDataRole.UserRole) == name:
                self.list.setCurrentRow(row)

    def save_unit(self) -> None:
        """Add or revise; what can't stand is said at the field, and nothing typed is lost."""
        tr, bridge = self._desk.tr, self._desk.bridge
        name = " ".join(self.name.text().split())
        lines = (" ".join(line.split()) for line in self.aliases.toPlainText().splitlines())
        aliases = tuple(dict.fromkeys(line for line in lines if line and line != name))
        if not self._check(name, aliases):
            return
        snapshot, after, before = bridge.ledger.snapshot(), Unit(name=name, aliases=aliases), self._unit

        def make() -> ChangeSet:
            if before is None:
                return edits.add_unit(after)
            return edits.revise_unit(before, after, snapshot.commitments.values())

        problems: list[LedgerError] = []

        def note(problem: LedgerError) -> None:
            problems.append(problem)

        bridge.problem.connect(note)
        applied = bridge.run(make, tr("已保存单位 {name}", name=name))
        bridge.problem.disconnect(note)
        if applied is None:
            self.aliases_field.set_error(tr.say(problems[0].what) if problems else tr("没有写入，请再试一次。"))
            return
        self._fill(name)

    def _check(self, name: str, aliases: tuple[str, ...]) -> bool:
        tr, snapshot = self._desk.tr, self._desk.bridge.ledger.snapshot()
        mine = self._unit.name if self._unit else None
        for field in (self.name_field, self.aliases_field):
            field.set_error("")
        if not name:
            self.name_field.set_error(tr("请写单位名称。"))
        elif name in snapshot.units and name != mine:
            self.name_field.set_error(tr("已有单位“{name}”。", name=name))
        elif (owner := snapshot.unit_by_name.get(name)) is not None and owner not in (mine, name):
            self.name_field.set_error(tr("“{name}”已经是 {unit} 的别名。", name=name, unit=owner))
        for alias in aliases:
            owner = snapshot.unit_by_name.get(alias)
            if owner is not None and owner != mine:
                self.aliases_field.set_error(tr("“{name}”已经是 {unit} 的名称或别名。", name=alias, unit=owner))
        return not (self.name_field.error() or self.aliases_field.error())

    def _fill(self, current: str = "") -> None:
        current = current or (self._unit.name if self._unit else "")
        units = self._desk.bridge.ledger.snapshot().units
        text = self.search.text().strip().casefold()
        self.list.blockSignals(True)
        self.list.clear()
        for name, unit in sorted(units.items()):
            if text and not any(text in each.casefold() for each in (name, *unit.aliases)):
                continue
            item = QListWidgetItem(
                self._desk.tr("{name}（{n}）", name=name, n=n) if (n := self._used_by(name)) else name
            )
            item.setSizeHint(QSize(0, self._desk.theme.metrics.facet_row))
            item.setData(Qt.ItemDataRole.UserRole, name)
            self.list.addItem(item)
        self.list.blockSignals(False)
        self.select(current)
        if self.list.currentItem() is None and self.list.count() and not text:
            self.list.setCurrentRow(0)
        self._show(self.list.currentItem())

    def _used_by(self, name: str) -> int:
        """On how many items a unit is named; counted once until something changes."""
        if self._counted is None:
            items = self._desk.bridge.ledger.snapshot().commitments.values()
            alike = Counter([(item.lead_unit, item.support_units) for item in items if not item.deleted])
            self._counted = Counter()
            for (lead, support), n in alike.items():
                for unit in {lead or "", *support} - {""}:
                    self._counted[unit] += n
        return self._counted[name]

    def _show(self, item: QListWidgetItem | None) -> None:
        tr, name = self._desk.tr, item.data(Qt.ItemDataRole.UserRole) if item else ""
        self._unit = self._desk.bridge.ledger.snapshot().units.get(name)
        unit = self._unit
        self._head.setText(unit.name if unit else tr("新单位"))
        used = tr("牵头或配合 {n} 项；改名后曾用名自动成为别名，事项一并改过来。", n=self._used_by(name))
        self._used.setText(used if unit else "")
        self.name.setText(unit.name if unit else "")
        self.aliases.setPlainText("\n".join(unit.aliases) if unit else "")
        for field in (self.name_field, self.aliases_field):
            field.set_error("")

    def _on_changed(self, applied: Applied) -> None:
        self._counted = None
        typed = self.name.text() != (self._unit.name if self._unit else "")
        if not typed and (applied.action in ("unit", "undo", "redo") or not applied.codes):
            self._fill()
