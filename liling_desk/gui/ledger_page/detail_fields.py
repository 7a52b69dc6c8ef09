"""The fields that can be edited in place: what they show, and the change that a typed text makes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from liling_desk.gui.ledger_page.completing import parse_names
from liling_desk.gui.ledger_page.deadline_input import deadline_from, deadline_text
from liling_desk.gui.ledger_page.indicator_fields import indicator_from, indicator_text
from liling_desk.gui.ledger_page.reporting_fields import reporting_from, reporting_text
from liling_desk.ledger import edits
from liling_desk.ledger.changes import ChangeSet
from liling_desk.ledger.commitment import Commitment
from liling_desk.ledger.deadline import read_day
from liling_desk.ledger.errors import InvalidEdit, Where
from liling_desk.translations import N_, Message

Kind = Literal["line", "known", "text", "unit", "units", "phrase", "day", "reporting", "indicator"]


@dataclass(frozen=True)
class EditableField:
    """`shown` gives the text to edit; `change` raises `InvalidEdit` for a text that can't stand."""

    name: str
    words: str
    kind: Kind
    shown: Callable[[Commitment], str]
    change: Callable[[Commitment, str], ChangeSet]


def editable_fields() -> dict[str, EditableField]:
    """By name, in the order in which the panel shows them."""
    fields = [
        _plain("title", N_("事项名称"), "text"),
        EditableField("lead_unit", N_("牵头单位"), "unit", lambda item: item.lead_unit or "", edits.assign),
        EditableField(
            "support_units", N_("配合单位"), "units", lambda item: "、".join(item.support_units),
            lambda item, text: edits.assign(item, item.lead_unit, parse_names(text)),
        ),
        _person("leader", N_("责任领导")),
        _person("handler", N_("责任人")),
        EditableField("deadline", N_("完成时限"), "phrase", _deadline_text, _change_deadline),
        EditableField("assigned_deadline", N_("交办时限"), "day", _assigned_text, _change_assigned),
        EditableField(
            "reporting", N_("报送周期"), "reporting", lambda item: reporting_text(item.reporting), _change_reporting
        ),
        _plain("detail", N_("具体内容"), "text"),
        _plain("section", N_("依据"), "line"),
        _plain("wording", N_("原文"), "text"),
        _plain("note", N_("备注"), "text"),
        _plain("role", N_("角色"), "known"),
        _plain("programme", N_("工程"), "known"),
        _plain("category", N_("类别"), "known"),
        _plain("kind", N_("性质"), "known"),
        EditableField("indicator", N_("量化指标"), "indicator", lambda item: indicator_text(item.indicator), _indicate),
    ]  # fmt: skip
    return {field.name: field for field in fields}


def read_assigned(text: str, code: str = "") -> object:
    """A day, or None for a blank. Raises `InvalidEdit`."""
    if not text.strip():
        return None
    day = read_day(text)
    if day is None:
        raise InvalidEdit(
            Message(N_("“{text}”不是完整的日期。"), {"text": text.strip()}),
            Message(N_("请写成 2021-12-31 这样。")),
            Where(code=code, column="assigned_deadline"),
        )
    return day


def _plain(name: str, words: str, kind: Kind) -> EditableField:
    return EditableField(
        name, words, kind, lambda item: getattr(item, name), lambda item, text: _revise_text(item, name, text)
    )


def _revise_text(item: Commitment, name: str, text: str) -> ChangeSet:
    if name == "title":
        text = " ".join(text.split())
        if not text:
            raise InvalidEdit(
                Message(N_("事项名称不能为空。")), Message(N_("请写明要办成什么。")), Where(code=item.code, column=name)
            )
    return edits.revise(item, **{name: text.strip()})


def _person(name: str, words: str) -> EditableField:
    def change(item: Commitment, text: str) -> ChangeSet:
        return edits.assign(item, item.lead_unit, None, **{name: text.strip() or None})

    return EditableField(name, words, "known", lambda item: getattr(item, name) or "", change)


def _deadline_text(item: Commitment) -> str:
    return deadline_text(item.deadline)


def _change_deadline(item: Commitment, text: str) -> ChangeSet:
    if text == _deadline_text(item):
        return edits.revise(item)
    return edits.revise(item, deadline=deadline_from(text, item.reference_date, item.code))


def _assigned_text(item: Commitment) -> str:
    return item.assigned_deadline.isoformat() if item.assigned_deadline else ""


def _change_assigned(item: Commitment, text: str) -> ChangeSet:
    return edits.revise(item, assigned_deadline=read_assigned(text, item.code))


def _change_reporting(item: Commitment, text: str) -> ChangeSet:
    return edits.revise(item, reporting=reporting_from(text, item.code))


def _indicate(item: Commitment, text: str) -> ChangeSet:
    return edits.revise(item, indicator=indicator_from(text, item.code))
