"""How a ledger differs from a backup of it, in words: on the left what the backup holds, on the right the ledger."""

from __future__ import annotations

from collections.abc import Mapping

from liling_desk.ledger.changes import Change
from liling_desk.ledger.differences import Differences, ItemDifference
from liling_desk.ledger.letter import LetterKind
from liling_desk.translations import N_, Translator
from liling_desk.words.entries import field_word
from liling_desk.words.history import FieldLine, change_lines, field_value

_WHAT_IT_IS = ("lead_unit", "deadline", "assigned_deadline", "status", "done_basis")
"""Of an item that is only on one side."""

_OTHERS = {
    "unit": N_("单位"),
    "source": N_("依据"),
    "bulletin": N_("通报"),
    "saved_view": N_("视图"),
    "profile": N_("列对应方案"),
}
_RETURN_CUT = 80


def item_lines(item: ItemDifference, tr: Translator) -> list[FieldLine]:
    """Each field that differs; of what is on one side only, what it is."""
    return [line for change in item.changes for line in _lines(change, item, tr)]


def _lines(change: Change, item: ItemDifference, tr: Translator) -> list[FieldLine]:
    if change.entity == "letter":
        return [_letter_line(change, tr)]
    if change.entity == "progress_return" and (change.before is None or change.after is None):
        return [_return_line(change, tr)]
    if change.entity == "commitment" and (change.before is None or change.after is None):
        told = change.after or change.before or {}
        said = ((name, field_value(name, told.get(name), tr)) for name in _WHAT_IT_IS)
        return [FieldLine(field_word(name, tr), None, words) for name, words in said if words != tr("（空）")]
    return change_lines(change, "delete" if item.kind != "changed" else "edit", tr)


def _return_line(change: Change, tr: Translator) -> FieldLine:
    told = change.after or change.before or {}
    parts = [told.get("period") or told.get("reported_on"), told.get("unit"), told.get("progress")]
    text = tr("，").join(str(part) for part in parts if part)
    word = tr("新报送") if change.before is None else tr("没有了的报送")
    return FieldLine(word, None, text if len(text) <= _RETURN_CUT else f"{text[:_RETURN_CUT]}…")


def _letter_line(change: Change, tr: Translator) -> FieldLine:
    told: Mapping[str, object] = change.after or change.before or {}
    kind = str(told.get("kind"))
    word = tr(LetterKind(kind).word) if kind in {str(each) for each in LetterKind} else kind
    parts = [told.get("number"), told.get("unit"), told.get("issued_on")]
    text = tr("，").join(str(part) for part in parts if part)
    return FieldLine(word, None, text) if change.after is not None else FieldLine(word, text, tr("没有了"))


def other_line(change: Change, tr: Translator) -> FieldLine:
    """A unit, a source, a bulletin, a view or a column mapping that differs."""
    word = tr(_OTHERS[change.entity]) if change.entity in _OTHERS else change.entity
    told = change.after or change.before or {}
    name = str(told.get("title") or change.key) if change.entity == "source" else change.key
    if change.before is None:
        return FieldLine(tr("{what}：新增", what=word), None, name)
    if change.after is None:
        return FieldLine(tr("{what}：没有了", what=word), None, name)
    return FieldLine(tr("{what}：改过", what=word), None, name)


def differences_words(differences: Differences, tr: Translator) -> str:
    """One sentence: how many items came, changed and went, returns and verdicts."""
    told = (
        (N_("新增 {n} 项"), len(differences.of("added"))),
        (N_("改过 {n} 项"), len(differences.of("changed"))),
        (N_("去掉 {n} 项"), len(differences.of("gone"))),
        (N_("新报送 {n} 条"), differences.returns_added),
        (N_("少了报送 {n} 条"), differences.returns_gone),
        (N_("销号 {n} 项"), len(differences.ticked)),
        (N_("重新打开 {n} 项"), len(differences.reopened)),
        (N_("其他 {n} 处"), len(differences.others)),
    )
    said = tr("，").join(tr(text, n=number) for text, number in told if number)
    return tr("那以后：{said}。", said=said) if said else tr("与现在的台账内容相同。")
