"""What was decided about problems: for one or for all the same, in words, and taken back one by one. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from liling_desk.gui.import_page.words import field_word
from liling_desk.importing.findings import Handled, Problem, Suggestion
from liling_desk.translations import Translator

_K = TypeVar("_K")
_V = TypeVar("_V")

WHOLE_FILE = ("alias", "new_unit", "new")
"""Suggestions that hold for a name wherever the file has it."""
LEAVING = ("drop", "skip")
"""Suggestions that take nothing: safe for whatever is wrong in the same way."""


@dataclass(frozen=True)
class Decision:
    """One thing that was decided, and everything but this."""

    words: str
    without: Handled


class Alike:
    """Which of a preview's problems are the same."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self._same: dict[tuple[str, str, str], list[Problem]] = {}
        self._like: dict[tuple[str, str], list[Problem]] = {}
        for problem in problems:
            self._same.setdefault((problem.field, problem.value, problem.why.template), []).append(problem)
            self._like.setdefault((problem.field, problem.why.template), []).append(problem)

    def same_as(self, problem: Problem) -> list[Problem]:
        """This problem and those with the same text in the same column, the same reason and the same ways out."""
        found = self._same[problem.field, problem.value, problem.why.template]
        return [each for each in found if each.suggestions == problem.suggestions]

    def like(self, problem: Problem) -> list[Problem]:
        """This problem and those of the same column for the same kind of reason, whatever the text."""
        return self._like[problem.field, problem.why.template]


def decide(handled: Handled, problems: Iterable[Problem], suggestion: Suggestion) -> Handled:
    """One suggestion taken for some problems; only where it was made, unless it leaves things out."""
    for problem in problems:
        if suggestion.kind in LEAVING or suggestion in problem.suggestions:
            handled = handled.deciding(problem, suggestion)
    return handled


def retype(handled: Handled, problems: Iterable[Problem], text: str) -> Handled:
    """Another text in some problems' cells."""
    for problem in problems:
        handled = handled.retyped(problem.row, problem.field, text)
    return handled


def count_of(handled: Handled) -> int:
    """How many things were decided."""
    rows = len(handled.cells) + len(handled.skipped) + len(handled.matched)
    return rows + len(handled.aliases) + len(handled.new_units) + len(handled.new_titles)


def decisions_of(handled: Handled, tr: Translator) -> Iterator[Decision]:
    """Everything that was decided, names first, then by row."""
    for name, unit in handled.aliases.items():
        rest = {each: meant for each, meant in handled.aliases.items() if each != name}
        yield Decision(tr("“{name}”记作{unit}的别名", name=name, unit=unit), replace(handled, aliases=rest))
    for name in sorted(handled.new_units):
        yield Decision(tr("“{name}”是新单位", name=name), replace(handled, new_units=handled.new_units - {name}))
    for title in sorted(handled.new_titles):
        left = handled.new_titles - {title}
        yield Decision(tr("“{title}”是新事项", title=title), replace(handled, new_titles=left))
    yield from (decision for _, decision in sorted(_by_row(handled, tr), key=lambda each: each[0]))


def _by_row(handled: Handled, tr: Translator) -> Iterator[tuple[int, Decision]]:
    for row in handled.skipped:
        left = replace(handled, skipped=handled.skipped - {row})
        yield row, Decision(tr("第 {row} 行：跳过", row=row), left)
    for row, code in handled.matched.items():
        left = replace(handled, matched=_but(handled.matched, row))
        yield row, Decision(tr("第 {row} 行：认作 {code}", row=row, code=code), left)
    for key, text in handled.cells.items():
        left = replace(handled, cells=_but(handled.cells, key))
        place = {"row": key[0], "column": field_word(key[1], tr)}
        if text is None:
            yield key[0], Decision(tr("第 {row} 行，{column}：放弃此格", **place), left)
        else:
            yield key[0], Decision(tr("第 {row} 行，{column}：改为 {text}", **place, text=text), left)


def _but(mapping: Mapping[_K, _V], key: _K) -> dict[_K, _V]:
    return {each: value for each, value in mapping.items() if each != key}


def way_words(suggestion: Suggestion, tr: Translator, titled: Callable[[str], tuple[str, float] | None]) -> str:
    """A suggestion on its button; `titled` gives the title and likeness of an item that a row is like."""
    if suggestion.kind == "alias":
        return tr("把“{name}”记作{unit}的别名", name=suggestion.about, unit=suggestion.value)
    if suggestion.kind == "new_unit":
        return tr("“{name}”是新单位", name=suggestion.value)
    if suggestion.kind == "match" and (found := titled(suggestion.value)) is not None:
        title, score = found
        percent = round(score * 100)
        return tr("认作 {code}（{percent}% 像）{title}", code=suggestion.value, percent=percent, title=title)
    return tr.say(suggestion.label)
