"""Registering a new commitment."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.ledger_page.completing import field_edit, parse_names, unit_edit
from liling_desk.gui.ledger_page.deadline_input import DeadlineInput, deadline_from
from liling_desk.gui.ledger_page.detail_fields import read_assigned
from liling_desk.gui.ledger_page.form_dialog import FormDialog
from liling_desk.gui.ledger_page.indicator_fields import IndicatorFields, indicator_from
from liling_desk.gui.ledger_page.writing import in_words, write
from liling_desk.gui.look.buttons import LinkButton
from liling_desk.ledger import edits
from liling_desk.ledger.commitment import Commitment
from liling_desk.ledger.errors import InvalidEdit
from liling_desk.translations import N_

_WORDS = {
    "code": N_("编号"),
    "title": N_("事项名称"),
    "detail": N_("具体内容"),
    "role": N_("角色"),
    "programme": N_("工程"),
    "category": N_("类别"),
    "kind": N_("性质"),
    "lead_unit": N_("牵头单位"),
    "support_units": N_("配合单位"),
    "leader": N_("责任领导"),
    "handler": N_("责任人"),
    "deadline": N_("完成时限"),
    "assigned_deadline": N_("交办时限"),
    "source": N_("依据"),
    "section": N_("所在段落"),
    "wording": N_("原文"),
    "note": N_("备注"),
    "indicator": N_("量化指标"),
}
_DIGITS = "0123456789"


def next_code(codes: Iterable[str]) -> str:
    """The next free code after the most used pattern: LL-001 … LL-093 gives LL-094; without any, 001."""
    families: dict[str, list[str]] = {}
    taken = set(codes)
    for code in taken:
        prefix = code.rstrip(_DIGITS)
        if number := code[len(prefix) :]:
            families.setdefault(prefix, []).append(number)
    if not families:
        return "001"
    prefix, numbers = max(families.items(), key=lambda family: (len(family[1]), family[0]))
    highest, width = max(map(int, numbers)), max(map(len, numbers))
    while (code := f"{prefix}{highest + 1:0{width}}") in taken:
        highest += 1
    return code


class CommitmentForm(FormDialog):
    """`code` holds the new commitment's code once it is written."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        tr = desk.tr
        super().__init__(desk, tr("登记事项"), tr("登记"), [tr(word) for word in _WORDS.values()], parent)
        self.code: str | None = None
        self._snapshot = desk.bridge.ledger.snapshot()
        self.inputs: dict[str, Any] = {name: self._input(name) for name in _WORDS}
        for name in ("code", "title", "detail"):
            self._add(name, required=name != "detail")
        self._add_pair("role", "programme")
        self._add_pair("category", "kind")
        self.add_heading(tr("谁来办，何时办完"))
        self._add("lead_unit")
        self._add("support_units")
        self._add_pair("leader", "handler")
        self._add("deadline")
        self._add("assigned_deadline", hint=tr("督查室自己定的日期；留空就按原文时限计算。"))
        self.add_heading(tr("依据和指标"))
        for name in ("source", "section", "wording", "note"):
            self._add(name)
        self._add_indicator()
        self.inputs["deadline"].edited.connect(lambda: self.fields["deadline"].set_error(""))
        self.inputs["source"].currentIndexChanged.connect(lambda _index: self._count_from_source())
        self._count_from_source()
        self.inputs["code"].setText(next_code(self._snapshot.commitments))
        self.fit(660, self.inputs["title"])
        self.keep_draft("commitment")
        self._indicator_link.setVisible(self.fields["indicator"].isHidden())

    def submit(self) -> bool:
        """Make the commitment; a blank title, a used code or a bad date stays open in words."""
        tr = self._desk.tr
        code, title = self._text("code"), " ".join(self._text("title").split())
        if not title:
            self.refuse(tr("请写明事项名称：要办成什么。"), "title")
        if not code:
            self.refuse(tr("编号不能为空。"), "code")
        elif code in self._desk.bridge.ledger.snapshot().commitments:
            self.refuse(tr("编号 {code} 已经用过，下一个空号是 {free}。", code=code, free=self._free()), "code")
        if self.refusal():
            return False
        try:
            item = self._item(code, title)
        except InvalidEdit as problem:
            self.refuse(in_words(self._desk, problem), problem.where.column or "")
            return False
        written = write(self._desk, lambda: edits.create(item), tr("已登记 {code}", code=code))
        if not written:
            self.refuse(written.why, written.field)
            return False
        self.code = code
        return True

    def _item(self, code: str, title: str) -> Commitment:
        source, reference = self._source(), self._reference()
        plain = ("detail", "role", "programme", "category", "kind", "section", "wording", "note")
        told: dict[str, Any] = {name: self._text(name) for name in plain}
        told["assigned_deadline"] = read_assigned(self._text("assigned_deadline"), code)
        return Commitment(
            code=code,
            title=title,
            **told,
            lead_unit=self._text("lead_unit") or None,
            support_units=parse_names(self._text("support_units")),
            leader=self._text("leader") or None,
            handler=self._text("handler") or None,
            source=source.key if source else None,
            reference_date=reference,
            deadline=deadline_from(self.inputs["deadline"].text(), reference, code),
            indicator=indicator_from(self.inputs["indicator"].text(), code),
        )

    def _input(self, name: str) -> QWidget:
        if name in ("title", "detail", "wording", "note"):
            return QPlainTextEdit()
        if name in ("lead_unit", "support_units"):
            return unit_edit(self._desk, several=name == "support_units")
        if name == "indicator":
            return IndicatorFields(self._desk)
        if name == "source":
            return self._sources()
        if name == "deadline":
            return DeadlineInput(self._desk, self._desk.tr("照原文写，例如：今年底前、2021年6月底、尽快"))
        if name in ("code", "assigned_deadline"):
            edit = QLineEdit()
            edit.setPlaceholderText("2021-12-31" if name == "assigned_deadline" else "")
            return edit
        return field_edit(self._desk, name)

    def _sources(self) -> QComboBox:
        box = QComboBox()
        box.setMinimumContentsLength(10)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for source in self._snapshot.sources.values():
            day = source.issued_on.isoformat() if source.issued_on else ""
            box.addItem(" ".join(part for part in (day, source.title) if part), source.key)
        box.addItem(self._desk.tr("（没有文件依据）"), "")
        return box

    def _source(self) -> Any:
        return self._snapshot.sources.get(str(self.inputs["source"].currentData()))

    def _add(self, name: str, required: bool = False, hint: str = "") -> None:
        self.add_field(name, self._desk.tr(_WORDS[name]), self.inputs[name], required, hint)

    def _add_pair(self, left: str, right: str) -> None:
        for name in (left, right):
            self._add(name)
        self.beside(left, right)

    def _add_indicator(self) -> None:
        self._add("indicator")
        field = self.fields["indicator"]
        field.hide()
        self._indicator_link = link = LinkButton(self._desk.tr("加量化指标"), self._desk.theme)
        self._rows.addWidget(link)

        def show() -> None:
            link.hide()
            field.show()
            self.inputs["indicator"].metric_edit.setFocus()

        link.clicked.connect(show)

    def _reference(self) -> date:
        """From when 今年 and the like count: the document's day, else the as-of day."""
        source = self._source()
        return (source.issued_on if source else None) or self._desk.bridge.as_of

    def _count_from_source(self) -> None:
        self.inputs["deadline"].count_from(self._reference())

    def _text(self, name: str) -> str:
        widget = self.inputs[name]
        text = widget.toPlainText() if isinstance(widget, QPlainTextEdit) else widget.text()
        return str(text).strip()

    def _free(self) -> str:
        return next_code(self._desk.bridge.ledger.snapshot().commitments)


def new_commitment(desk: Desk, parent: QWidget | None) -> str | None:
    """Ask for a new commitment and write it; its code, or None where nothing was written."""
    form = CommitmentForm(desk, parent)
    try:
        return form.code if form.exec() else None
    finally:
        form.deleteLater()
