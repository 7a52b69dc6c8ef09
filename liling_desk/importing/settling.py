"""From what each header may mean to one field per column: by its neighbours and by the values below it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from liling_desk.importing import doubts
from liling_desk.importing.doubts import Doubt, doubt
from liling_desk.importing.header_words import (
    FINISHED,
    OUTCOME,
    PLAIN_UNIT,
    RESPONSIBLE,
    RUNNING,
    Meaning,
    meaning_of,
    plain,
)
from liling_desk.importing.status_words import asked_by, is_status_word
from liling_desk.ledger.deadline import read_day

_COUNT = re.compile(r"\d{1,5}(\.0)?[.、]?|[一二三四五六七八九十]+、?|[（(]\d+[)）]|合计|总计|小计")
_INSTEAD_OF_TITLE = ("detail", "wording")
_MOST, _FEW = 0.8, 0.2


def settle(headers: Sequence[str], sample: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], tuple[Doubt, ...]]:
    """One field per column ("" = not imported), and the columns that want a look. `sample`: some rows' cells."""
    return _Settling(headers, sample).result()


class _Settling:
    def __init__(self, headers: Sequence[str], sample: Sequence[Sequence[str]]) -> None:
        self._headers = headers
        self._texts = [[row[i].strip() if i < len(row) else "" for row in sample] for i in range(len(headers))]
        self._meant: list[Meaning] = [meaning_of(header) for header in headers]
        self._fields = [meaning.field for meaning in self._meant]
        self._doubts: dict[int, Doubt] = {}

    def result(self) -> tuple[tuple[str, ...], tuple[Doubt, ...]]:
        self._ambiguous()
        self._roles()
        self._by_values()
        self._running()
        self._each_once()
        self._title()
        if "done_on" in self._fields and "done_basis" not in self._fields:
            # A unit's date of completion is no verdict; the desk's own export has both.
            self._fields[self._fields.index("done_on")] = ""
        return tuple(self._fields), tuple(self._doubts[index] for index in sorted(self._doubts))

    def _doubt(self, index: int, candidates: Sequence[str], why: str, **values: object) -> None:
        header = " ".join(self._headers[index].split())
        self._doubts.setdefault(index, doubt(index, candidates, why, self._texts[index], header=header, **values))

    def _ambiguous(self) -> None:
        """Words that may mean this or that: the first that no other column is."""
        sure = {meaning.field for meaning in self._meant if meaning.sure and not meaning.others}
        for index, meaning in enumerate(self._meant):
            if not meaning.others:
                continue
            candidates = [meaning.field, *meaning.others]
            free = [field for field in candidates if not field or field not in sure]
            if "claimed_status" in free and self._share_of_claims(index) >= _MOST:
                free = ["claimed_status", *free]
            if not meaning.field and "title" in free and "code" not in sure:
                free = ["title", *free]
            chosen = free[0] if free else ""
            self._fields[index] = chosen
            if chosen == "title" and meaning.field == "title" and self._distinct(index):
                continue
            self._doubt(index, [chosen, *candidates], doubts.AMBIGUOUS)

    def _roles(self) -> None:
        """Words that mean different things beside different neighbours."""
        measured = "metric" in self._fields or "target" in self._fields
        for index, field in enumerate(self._fields):
            others = self._fields[:index] + self._fields[index + 1 :]
            if field == RESPONSIBLE:
                self._fields[index] = "support_units" if "lead_unit" in others else "lead_unit"
            elif field == PLAIN_UNIT:
                self._fields[index] = "indicator_unit" if measured else "unit"
                if not measured and "lead_unit" not in others and RESPONSIBLE not in others and any(self._texts[index]):
                    self._doubt(index, ["unit", "lead_unit", "indicator_unit"], doubts.AMBIGUOUS)
            elif field == FINISHED:
                self._fields[index] = "done_on" if "deadline" in others else "deadline"
                if "deadline" not in others and self._all_days(index):
                    self._doubt(index, ["deadline", "done_on"], doubts.AMBIGUOUS)
            elif field == OUTCOME:
                self._outcome(index, others)

    def _outcome(self, index: int, others: Sequence[str]) -> None:
        share = self._share_of_claims(index)
        if share < 0:
            self._fields[index] = "claimed_status" if "progress" in others else "progress"
            return
        self._fields[index] = "claimed_status" if share > 0.5 else "progress"
        if _FEW < share < _MOST:
            self._doubt(index, [self._fields[index], "progress", "claimed_status"], doubts.AMBIGUOUS)

    def _by_values(self) -> None:
        """Columns whose values speak against their header."""
        for index, field in enumerate(self._fields):
            if field not in ("progress", "claimed_status") or not any(self._texts[index]):
                continue
            share, other = self._share_of_claims(index), "claimed_status" if field == "progress" else "progress"
            against = share >= _MOST if field == "progress" else share <= _FEW and self._long(index)
            if against and other not in self._fields:
                self._doubt(index, [field, other], doubts.VALUES)

    def _running(self) -> None:
        for index, field in enumerate(self._fields):
            if field == RUNNING:
                taken = "code" in self._fields or any(kept == "code" for kept in self._fields[:index])
                self._fields[index] = "" if taken or _counts_rows(self._texts[index]) else "code"

    def _each_once(self) -> None:
        """Of several columns for one field the first sure one that holds something wins; the others are asked."""
        order = sorted(
            range(len(self._fields)),
            key=lambda i: (not self._meant[i].sure, i in self._doubts, not any(self._texts[i]), i),
        )
        owner: dict[str, int] = {}
        for index in order:
            field = self._fields[index]
            if not field:
                continue
            if field in owner:
                self._fields[index] = ""
                other = " ".join(self._headers[owner[field]].split())
                self._doubts.pop(index, None)
                self._doubt(index, ["", field, *self._meant[index].others], doubts.DUPLICATE, other=other)
                continue
            owner[field] = index
            if not self._meant[index].sure:
                self._doubt(index, [field], doubts.UNFAMILIAR)

    def _title(self) -> None:
        """Without any title or code another text has to say which item a row is about."""
        if {"title", "code"} & set(self._fields) or sum(bool(field) for field in self._fields) < 2:
            return
        for field in _INSTEAD_OF_TITLE:
            if field in self._fields:
                index = self._fields.index(field)
                self._fields[index] = "title"
                self._doubts.pop(index, None)
                self._doubt(index, ["title", field], doubts.NO_TITLE)
                return

    def _share_of_claims(self, index: int) -> float:
        """Which part of the filled cells are status words; -1 where there is none."""
        asked = asked_by(self._headers[index])
        texts = [text for text in self._texts[index] if text]
        return sum(is_status_word(text, asked) for text in texts) / len(texts) if texts else -1

    def _distinct(self, index: int) -> bool:
        texts = [plain(text) for text in self._texts[index] if text]
        return len(set(texts)) * 2 > len(texts) or not texts

    def _all_days(self, index: int) -> bool:
        texts = [text for text in self._texts[index] if text]
        return bool(texts) and all(read_day(text) is not None for text in texts)

    def _long(self, index: int) -> bool:
        texts = [text for text in self._texts[index] if text]
        return sum(len(text) for text in texts) > 12 * len(texts)


def _counts_rows(texts: Sequence[str]) -> bool:
    """True where every filled cell is a plain number: 1, 2, 3 only count the rows."""
    return all(_COUNT.fullmatch(text) for text in texts if text)
