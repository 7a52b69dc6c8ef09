"""Letters in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from liling_desk.ledger.letter import Letter, LetterKind
from liling_desk.translations import Translator

_NAMED = 3


def letter_words(letter: Letter, tr: Translator) -> str:
    """`催办单 醴督〔2021〕3号，2021-12-16`."""
    kind = tr(letter.kind.word)
    if letter.number:
        return tr("{kind} {number}，{day}", kind=kind, number=letter.number, day=letter.issued_on)
    return tr("{kind}，{day}", kind=kind, day=letter.issued_on)


def letters_words(letters: Sequence[Letter], tr: Translator) -> tuple[str, str]:
    """The newest, and a line for each of a few older ones; `letters` newest first, at least one."""
    older = [letter_words(each, tr) for each in letters[1:_NAMED]]
    if len(letters) > _NAMED:
        older.append(tr("更早还有 {n} 件", n=len(letters) - _NAMED))
    return letter_words(letters[0], tr), "\n".join(older)


def recorded_words(fields: Mapping[str, object], tr: Translator) -> tuple[str, str]:
    """The kind of a letter as the journal has it, and what is told of it: number, unit, days."""
    kind = str(fields.get("kind") or "")
    known = kind in {each.value for each in LetterKind}
    told = [str(fields.get(name) or "") for name in ("number", "unit", "issued_on")]
    if reply_by := fields.get("reply_by"):
        told.append(tr("请于 {day} 前回复", day=reply_by))
    return tr(LetterKind(kind).word) if known else kind, tr("，").join(part for part in told if part)
