"""What stands in the cells of the preview, and in words beside them."""

from __future__ import annotations

from liling_desk.gui.import_page.acceptance import Acceptance
from liling_desk.gui.import_page.diff_words import DiffCell
from liling_desk.gui.import_page.words import value_words
from liling_desk.importing.columns import FIELDS
from liling_desk.importing.findings import Problem, Remark
from liling_desk.importing.plan import INDICATOR
from liling_desk.importing.preview import PreviewRow
from liling_desk.ledger.record import record
from liling_desk.ledger.snapshot import Snapshot
from liling_desk.translations import Translator

_FIRST = ("status", "lead_unit", "support_units", "claimed_status", "progress", "difficulties", "value", "deadline")
_OF_ROW = ("", "code", "title")
"""What is wrong with these stands in the title's column."""


class DiffContent:
    """One preview beside the ledger that it is compared with."""

    def __init__(self, acceptance: Acceptance, snapshot: Snapshot | None, tr: Translator) -> None:
        preview = acceptance.preview
        self._snapshot, self._tr = snapshot, tr
        self._changes = acceptance.index.changes
        self._problems = {(each.row, each.field): each for each in reversed(preview.problems)}
        self._remarks: dict[tuple[int, str], list[Remark]] = {}
        for remark in preview.remarks:
            self._remarks.setdefault((remark.row, remark.field), []).append(remark)
        self.fields = _fields_of(acceptance)

    def cell(self, row: PreviewRow, name: str, acceptance: Acceptance | None) -> DiffCell:
        """A field's cell."""
        tr = self._tr
        item = self._snapshot.commitments.get(row.code) if self._snapshot and row.code else None
        problem = self._problems.get((row.number, name))
        change = self._changes.get((row.number, name))
        told = tuple(tr.say(remark.why) for remark in self._remarks.get((row.number, name), ()))
        if change is not None:
            taken = acceptance is not None and acceptance.has(change.key)
            before = value_words(name, change.before, item, tr)
            return DiffCell(before, value_words(name, change.after, item, tr), change, None, taken, told)
        if problem is not None:
            return DiffCell("", problem.value, None, problem)
        if item is None:
            return DiffCell(remarks=told)
        known = record(item)
        if name in INDICATOR:
            known = {name: (known["indicator"] or {}).get(INDICATOR[name])}
        return DiffCell(value_words(name, known.get(name), item, tr), remarks=told)

    def codes(self, row: PreviewRow) -> str:
        """The second line of a title."""
        if row.code is None:
            return ""
        if len(row.codes) > 1:
            return self._tr("{n} 项：{codes}", n=len(row.codes), codes=self._tr("、").join(row.codes))
        existing = self._snapshot is not None and row.code in self._snapshot.commitments
        return row.code if existing else self._tr("将编为 {code}", code=row.code)

    def title_problem(self, row: PreviewRow) -> Problem | None:
        """Why a row belongs to no item, or what else is wrong with it as a whole."""
        return next((each for each in row.problems if each.field not in self.fields), None)

    def remarks(self, row: PreviewRow) -> tuple[str, ...]:
        """What should be known of a row's cells that have no column here."""
        return tuple(self._tr.say(remark.why) for remark in row.remarks if remark.field not in self.fields)

    def tip(self, row: PreviewRow) -> str:
        """The whole of what the leading columns say of a row."""
        wrong = self.title_problem(row)
        why = self._tr.say(wrong.why) if wrong else ""
        return "\n".join(filter(None, (row.title, self.codes(row), why, *self.remarks(row))))


def _fields_of(acceptance: Acceptance) -> list[str]:
    """Fields in which something happens; a new item's title stands in the title's own column."""
    preview, index = acceptance.preview, acceptance.index
    touched = {name for name in index.by_field if name != "title"}
    if index.by_field.get("title", frozenset()) - index.cells_of.keys():
        touched.add("title")
    touched |= {problem.field for problem in preview.problems if problem.field not in _OF_ROW}
    touched |= {remark.field for remark in preview.remarks if remark.field not in _OF_ROW}
    touched |= {name for name in ("deadline",) if name in preview.columns}
    order = [*_FIRST, *(name for name in FIELDS if name not in _FIRST)]
    rank = {name: place for place, name in enumerate(order)}
    return sorted(touched, key=lambda name: (rank.get(name, len(rank)), name))
