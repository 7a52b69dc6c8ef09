"""Which column holds which field: by remembered profile, else by the words of the header."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from liling_desk.importing import doubts
from liling_desk.importing.doubts import Doubt, doubt
from liling_desk.importing.fields import FIELDS
from liling_desk.importing.header_words import layout_word
from liling_desk.importing.settling import settle
from liling_desk.ledger.saved_view import Profile

__all__ = ["FIELDS", "Columns", "Doubt", "by_profile", "guess_columns", "recognised"]

_ALIKE = 0.6
"""From this share of common headers on a layout of the same sender is the one that is remembered."""


@dataclass(frozen=True)
class Columns:
    """`fields[i]` is the field that column i fills ("" = not imported). `doubts` say which columns want a look."""

    headers: tuple[str, ...]
    fields: tuple[str, ...]
    doubts: tuple[Doubt, ...] = ()
    profile: str | None = None

    @property
    def doubtful(self) -> frozenset[int]:
        """The columns that want a look."""
        return frozenset(each.column for each in self.doubts)

    def index(self, field: str) -> int | None:
        """The column of a field, if any."""
        return self.fields.index(field) if field in self.fields else None

    def doubt_of(self, index: int) -> Doubt | None:
        """What is uncertain about a column, if anything."""
        return next((each for each in self.doubts if each.column == index), None)

    def with_field(self, index: int, field: str) -> Columns:
        """The same with one column changed by hand; the column that had the field before gives it up."""
        fields = tuple(
            field if place == index else "" if field and kept == field else kept
            for place, kept in enumerate(self.fields)
        )
        return Columns(self.headers, fields, tuple(each for each in self.doubts if each.column != index), None)

    def as_profile(self, name: str, sender: str = "") -> Profile:
        """The mapping under a name, to be recognised by sender and headers again."""
        named = zip(_told_apart(self.headers), self.headers, self.fields, strict=True)
        return Profile(
            name=name,
            columns={key: field for key, header, field in named if header.strip() or field},
            sender=sender,
            layout=tuple(layout_word(header) for header in self.headers if header.strip()),
        )


def guess_columns(
    headers: Sequence[str],
    profiles: Iterable[Profile] = (),
    sample: Sequence[Sequence[str]] = (),
    sender: str = "",
) -> Columns:
    """By a profile that knows this layout, else by header words. `sample`: some data rows' cells."""
    profile = recognised(headers, profiles, sender)
    if profile is not None:
        return by_profile(headers, profile, sample)
    fields, asked = settle(headers, sample)
    return Columns(tuple(headers), fields, asked)


def by_profile(headers: Sequence[str], profile: Profile, sample: Sequence[Sequence[str]] = ()) -> Columns:
    """The mapping that a profile remembers, wherever its columns stand now; only new columns are asked about."""
    known = _remembered(profile)
    keys = _layout(headers)
    fields = [known.get(key, "") for key in keys]
    fields = [field if field in FIELDS and field not in fields[:place] else "" for place, field in enumerate(fields)]
    guessed, _ = settle(headers, sample)
    asked = []
    for place, (header, key) in enumerate(zip(headers, keys, strict=True)):
        if not header.strip() or key in known:
            continue
        proposed = guessed[place] if guessed[place] not in fields else ""
        fields[place] = proposed
        texts = [row[place].strip() if place < len(row) else "" for row in sample]
        asked.append(doubt(place, [proposed, guessed[place]], doubts.NEW, texts, name=profile.name))
    return Columns(tuple(headers), tuple(fields), tuple(asked), profile.name)


def recognised(headers: Sequence[str], profiles: Iterable[Profile], sender: str = "") -> Profile | None:
    """The profile of this sender and layout; one of a like layout only from the same sender, or from nobody named."""
    wanted = {key for key, header in zip(_layout(headers), headers, strict=True) if header.strip()}
    ranked = []
    for profile in profiles:
        known = {key for key in _remembered(profile) if not key.startswith("#")}
        if not wanted or not known:
            continue
        share = len(wanted & known) / len(wanted | known)
        same = bool(sender) and profile.sender == sender
        if share == 1 or (share >= _ALIKE and (same or not profile.sender) and _tells_items(profile, wanted)):
            ranked.append((same, share, not profile.sender, profile))
    if not ranked:
        return None
    best = max(ranked, key=lambda each: each[:3])
    rivals = [each[3] for each in ranked if each[:3] == best[:3]]
    if any(_remembered(each) != _remembered(best[3]) for each in rivals):
        return None  # others use this layout in different ways: who sent it is not known, so it is asked
    return best[3]


def _tells_items(profile: Profile, wanted: set[str]) -> bool:
    """True where a column that says which item a row is about is still there."""
    return any(field in ("code", "title") and key in wanted for key, field in _remembered(profile).items())


def _remembered(profile: Profile) -> dict[str, str]:
    """Layout key -> field."""
    return dict(zip(_layout(_undone(profile.columns)), profile.columns.values(), strict=True))


def _layout(headers: Iterable[str]) -> list[str]:
    return _numbered([layout_word(header) for header in headers])


def _told_apart(headers: Sequence[str]) -> list[str]:
    return _numbered([" ".join(header.split()) for header in headers])


def _numbered(words: Sequence[str]) -> list[str]:
    """Texts that stand several times get a number behind them: 备注, 备注#2."""
    seen: dict[str, int] = {}
    told = []
    for word in words:
        seen[word] = seen.get(word, 0) + 1
        told.append(word if seen[word] == 1 and word else f"{word}#{seen[word]}")
    return told


def _undone(keys: Iterable[str]) -> list[str]:
    """Headers without the number that tells them apart."""
    known: set[str] = set()
    headers = []
    for key in keys:
        word, sign, number = key.rpartition("#")
        again = bool(sign) and number.isdigit() and (word in known or not word)
        headers.append(word if again else key)
        known.add(headers[-1])
    return headers
