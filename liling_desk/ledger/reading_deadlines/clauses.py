"""The expressions of time in one clause, and whether they are deadlines there."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from liling_desk.ledger.reading_deadlines import wording
from liling_desk.ledger.reading_deadlines.expressions import Around, Found, NotTime, resolve
from liling_desk.ledger.reading_deadlines.lengths import count_on, low_end
from liling_desk.ledger.reading_deadlines.patterns import EXPRESSION
from liling_desk.ledger.reading_deadlines.spans import Span, months_later

_RANGE = re.compile(r"(?:之?日?起|开始|始)?(?:-|至|到|直至|直到|延续到|持续到)")


class Hit(NamedTuple):
    """One expression of time at its place in the clause."""

    found: Found
    first: int
    last: int
    by: str = ""
    is_range: bool = False
    is_point: bool = False  # a length of time that ends about then, without 内
    firm: bool = False  # a deadline by its own wording


@dataclass(slots=True)
class Clause:
    """What one clause says. `deadlines` in the order of the text, with the words from each on."""

    text: str
    hits: list[Hit] = field(default_factory=list)
    deadlines: list[tuple[Hit, str]] = field(default_factory=list)
    superseded: list[tuple[Hit, str]] = field(default_factory=list)
    hangs_on_event: bool = False
    begins_only: bool = False
    unclear: bool = False
    recurring: bool = False
    ongoing: bool = False
    broken: bool = False


def read_clause(text: str, around: Around) -> Clause:
    """Read one clause; raises NoSuchDay, NoReference, OverflowError."""
    clause = Clause(text)
    if wording.LUNAR.search(text):
        clause.unclear = True
        return clause
    clause.recurring = bool(wording.RECURRING.search(text))
    clause.ongoing = bool(wording.ONGOING.match(text))
    for match in EXPRESSION.finditer(text):
        if match.end() > match.start():
            _take(clause, match, around)
            clause.broken = clause.broken or _is_torn(match)
    _judge(clause)
    if clause.recurring and (ends := wording.RECURRING.search(text)):
        # 2025年底前每季度报送 has an end, 每年12月底前 has none.
        manner = ends[0][0] in "逐按"
        clause.deadlines = [
            (hit, words)
            for hit, words in clause.deadlines
            if hit.found.year_given and (manner or (hit.firm and hit.last <= ends.start()))
        ]
        clause.recurring = not clause.deadlines
    return clause


def _take(clause: Clause, match: re.Match[str], around: Around) -> None:
    previous = clause.hits[-1] if clause.hits else None
    before = clause.text[previous.last if previous else 0 : match.start()]
    if match["length"]:
        _take_length(clause, match, before, around)
        return
    ends_range = previous is not None and not previous.is_range and bool(_RANGE.fullmatch(before))
    known = previous.found if previous else around.previous
    if clause.recurring and around.reference is None:
        around = around._replace(reference=date(2000, 1, 1))  # its days are not kept
    try:
        found = resolve(match, around._replace(previous=known, ends_range=ends_range))
        if ends_range and previous is not None and not previous.found.year_given:
            previous, found = _running_range(match, previous, found, around)
    except NotTime:
        return
    by = match["by"] or ""
    about = bool(match["about"]) or _is_about(before)
    if found.bare_year and by in ("前", "之前", "以前"):
        about = True
    found = found._replace(approximate=found.approximate or about)
    hit = Hit(found, match.start(), match.end(), by, firm=bool(by) or found.ends)
    if ends_range and previous is not None:
        clause.hits[-1] = _range(previous, hit)
    else:
        clause.hits.append(hit)


def _is_torn(match: re.Match[str]) -> bool:
    """Whether it is the end of something that is no date: of 9999999个月内, 月内 is not this month."""
    near = match.string[max(match.start() - 2, 0) : match.start()]
    return bool(wording.TORN.search(f"{near}\n{match[0]}") or (match["y4"] and wording.NO_YEAR.match(match[0])))


def _running_range(match: re.Match[str], first: Hit, last: Found, around: Around) -> tuple[Hit, Found]:
    """4月至9月, written in June: the range that ends next, not the one that begins next."""
    if not first.found.relative:
        return first, last
    start = months_later(first.found.span.start, -12)
    sooner = first.found._replace(span=Span(start, start))
    end = resolve(match, around._replace(previous=sooner, ends_range=True))
    if end.year_given or end.span.end < around.today():
        return first, last
    return first._replace(found=sooner), end


def _range(first: Hit, last: Hit) -> Hit:
    start = first.found.span.start
    found = last.found._replace(
        span=Span(min(start, last.found.span.end), last.found.span.end),
        relative=first.found.relative or last.found.relative,
        approximate=first.found.approximate or last.found.approximate,
        notes=(*first.found.notes, *(note for note in last.found.notes if note not in first.found.notes)),
    )
    return Hit(found, first.first, last.last, last.by, is_range=True, firm=last.firm)


def _is_about(before: str) -> bool:
    return bool(re.search(r"(?:^|[^节合条违契签预公制邀解])约$|大概$|前后$", before))


def _take_length(clause: Clause, match: re.Match[str], before: str, around: Around) -> None:
    if wording.NOT_A_LENGTH.search(before) or clause.text.startswith(("前", "之前", "以前"), match.end()):
        clause.unclear = True
        return
    if wording.LENGTH_OF_WORK.search(before):
        clause.hangs_on_event = True
        return
    previous = clause.hits[-1] if clause.hits else None
    relative = True
    if previous is not None and wording.FROM.fullmatch(before):
        clause.hits.pop()
        base, relative = previous.found.span.start, previous.found.relative
        if not previous.found.has_day:
            base -= timedelta(days=1)  # 3月起3个月内 counts March in
        if "后" in before:
            base = previous.found.span.end
    elif wording.FROM_PAPER.fullmatch(_without_lead(before)) or not wording.EVENT.search(_without_lead(before)):
        base = around.today()
    else:
        clause.hangs_on_event = True
        return
    end, notes = count_on(base, match["length"])
    if previous is not None and wording.FROM.fullmatch(before) and not previous.found.has_day and "后" not in before:
        end = _month_end(end)
    low = low_end(base, match["low"], match["length"]) if match["low"] else None
    about = bool(match["length_about"] or match["length_about_after"]) or _is_about(before)
    found = Found(Span(low if low and low <= end else min(base, end), end), relative, approximate=about, notes=notes)
    first = previous.first if previous is not None and clause.hits[-1:] != [previous] else match.start()
    point = bool(match["length_after"]) or (about and not match["length_in"])
    hit = Hit(found, first, match.end(), is_range=low is not None, is_point=point, firm=bool(match["length_in"]))
    clause.hits.append(hit)


def _month_end(day: date) -> date:
    """The last day of the month where counting from a month's eve ran short: 28 February + 3 months."""
    following = day + timedelta(days=4)
    return day if day.day < 28 or following.month == day.month else following.replace(day=1) - timedelta(days=1)


def _without_lead(before: str) -> str:
    """What stands before a length of time, without 力争, 不超过 and the like at its end."""
    return re.sub(r"(?:力争|确保|争取|原则上|不超过|最迟|最晚|必须|应当|应|须|需|要|在|于|的)+$", "", before)


def _judge(clause: Clause) -> None:
    text, hits = clause.text, clause.hits
    rest, last = [], 0
    for number, hit in enumerate(hits):
        following = hits[number + 1].first if number + 1 < len(hits) else len(text)
        before, after = text[last : hit.first], text[hit.last : following]
        rest.append(before)
        last = hit.last
        begins = not hit.by and not hit.is_point and wording.NOT_AFTER.match(after)
        if begins or wording.NOT_BEFORE.search(before):
            clause.begins_only = True
        elif hit.firm or _has_deadline_words(before, after):
            kept = clause.superseded if wording.SUPERSEDED.search(before) else clause.deadlines
            kept.append((hit, text[hit.first : following].strip(",、:和及与或并")))
        else:
            clause.unclear = True
    rest.append(text[last:])
    left = "\n".join(rest)
    clause.broken = clause.broken or bool(wording.BROKEN.search(left))
    clause.unclear = clause.unclear or bool(wording.LIKE_A_DATE.search(left))


def _has_deadline_words(before: str, after: str) -> bool:
    plain_before, plain_after = wording.PLAIN_BEFORE.fullmatch(before), wording.PLAIN_AFTER.fullmatch(after)
    if plain_before and plain_after:
        return True
    return bool(wording.ACTION_AFTER.match(after) or (wording.LEAD.search(before) and plain_after))
