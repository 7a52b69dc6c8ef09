"""Random work on two ledgers at once: every operation is drawn once, from what the first holds, and done at both."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from liling_desk.ledger import bulletin as bulletins
from liling_desk.ledger import edits
from liling_desk.ledger.bulletin import Bulletin, freeze
from liling_desk.ledger.changes import ChangeSet, together
from liling_desk.ledger.commitment import Commitment, Unit
from liling_desk.ledger.entry import BatchFacts
from liling_desk.ledger.errors import Conflict, InvalidEdit, LedgerError
from liling_desk.ledger.evidence import Evidence
from liling_desk.ledger.evidence_file import accept
from liling_desk.ledger.filters import LedgerFilter, SortOrder
from liling_desk.ledger.indicator import Indicator
from liling_desk.ledger.letter import Letter, LetterKind, issue_letters
from liling_desk.ledger.packing import sha256_of
from liling_desk.ledger.returns import Return
from liling_desk.ledger.saved_view import Profile, SavedView, drop_view, keep_profile, keep_view
from liling_desk.ledger.status import Colour, Status
from liling_desk.open_ledger import OpenLedger

DAY = date(2021, 6, 30)
PIECES = (
    "道路", "建设", "%", "_", "%%s", "ß", "İ", "ı", "ſ", "ＡＢＣ", "１２", "ﬁ", "'", '"', "''; --", "\\", "\\n", "\n", "\r\n", "\t", "🙂", "👩‍👩‍👧",
    "مرحبا", "עברית", "é", "e\u0301", "\u200b", "\u202e", ":name", ":code", "?", "$1", "%(x)s", "{n}", "[a]", "\u3000", "\u00a0", "㐀", "𠀀", "\x7f",
    "\ufeff", "Z", "z", "Ä", "ä", "-", "10", "9", "NULL", "null", "E'\\x00'", "x" * 3000,
)  # fmt: skip
"""What databases, patterns and sorting trip over."""


class RandomWork:
    """Draws operations. What a draw can't make (`InvalidEdit`) is no operation."""

    def __init__(self, first: OpenLedger, second: OpenLedger, seed: int) -> None:
        self.ledgers = (first, second)
        self.chance = random.Random(seed)
        self._former: list[Commitment] = []
        self._last = ChangeSet("edit", ())
        self.did: dict[str, int] = {}
        self._count = 0

    def step(self) -> tuple[str, list[tuple[object, ...]]]:
        """The name of an operation, and how it came out at each ledger."""
        deeds = (
            (self.create, 6), (self.revise, 14), (self.assign, 6), (self.verdict, 8), (self.bin, 4), (self.status, 5),
            (self.extend, 2), (self.light, 3), (self.deadline, 2), (self.unit, 5), (self.returned, 8),
            (self.return_back, 3), (self.evidence, 3), (self.file, 3), (self.no_evidence, 2), (self.letter, 3),
            (self.draft, 3), (self.redraft, 2), (self.issue, 2), (self.withdraw, 2), (self.import_some, 4),
            (self.import_many, 1), (self.undo, 8), (self.redo, 4), (self.undo_batch, 3), (self.view, 3),
            (self.profile, 2), (self.stale, 5), (self.again, 3), (self.taken, 2), (self.split, 2),
        )  # fmt: skip
        while True:
            (deed,) = self.chance.choices([each for each, _ in deeds], [weight for _, weight in deeds])
            try:
                told = deed()
            except InvalidEdit:
                continue
            self.did[deed.__name__] = self.did.get(deed.__name__, 0) + 1
            return deed.__name__, told

    def text(self, most: int = 4, empty: bool = True) -> str:
        """Some pieces in a row."""
        found = "".join(self.chance.choices(PIECES, k=self.chance.randint(0 if empty else 1, most)))
        return found if empty or found.strip() else "一"

    def name(self) -> str:
        """A shorter one, that can be a key; seldom one that can't be."""
        return self.text(3, empty=False).strip().replace("x" * 3000, "x" * self.chance.choice((20, 20, 20, 3000)))

    def op(self) -> str:
        """A UUID."""
        return str(UUID(int=self.chance.getrandbits(128)))

    def both(self, deed: Callable[[OpenLedger], object]) -> list[tuple[object, ...]]:
        """What a deed gives back at each ledger, or which problem it meets."""
        return [outcome(lambda ledger=ledger: deed(ledger)) for ledger in self.ledgers]

    def apply(self, changes: ChangeSet) -> list[tuple[object, ...]]:
        """The same set at each."""
        self._last = changes
        return self.both(lambda ledger: ledger.apply(changes))

    def item(self) -> Commitment:
        """Any one; it is remembered for `stale`."""
        items = self.ledgers[0].snapshot().commitments
        found = items[self.chance.choice(sorted(items))]
        if self.chance.random() < 0.2:
            self._former.append(found)
        return found

    def new_item(self) -> Commitment:
        """One with a code that is new, most likely."""
        self._count += 1
        figure = Indicator(metric=self.text(), target=self.chance.choice((None, 0.1, 1e300, 100)), unit=self.text(1))
        return Commitment(
            code=f"{self.name()}{self._count}", title=self.text(5, empty=False) + "事", detail=self.text(), note=self.text(),
            category=self.text(2), role=self.text(1), lead_unit=self.unit_name() or None,
            support_units=tuple(self.unit_name() for _ in range(self.chance.randint(0, 3))),
            indicator=figure if self.chance.random() < 0.4 else None, assigned_deadline=self.day(),
        )  # fmt: skip

    def unit_name(self) -> str:
        """A known one or an alias, a new one, or none."""
        units = self.ledgers[0].snapshot().unit_by_name
        if units and self.chance.random() < 0.8:
            return self.chance.choice(sorted(units))
        return self.name() if self.chance.random() < 0.7 else ""

    def day(self) -> date | None:
        """Some day, or none."""
        return DAY + timedelta(days=self.chance.randint(-900, 900)) if self.chance.random() < 0.7 else None

    def create(self) -> Any:
        """A new item."""
        return self.apply(edits.create(self.new_item()))

    def revise(self) -> Any:
        """Some fields replaced."""
        names = ("title", "detail", "note", "category", "leader", "handler", "section", "wording", "programme")
        chosen = self.chance.sample(names, self.chance.randint(1, 3))
        return self.apply(edits.revise(self.item(), reason=self.text(2), **{name: self.text() for name in chosen}))

    def assign(self) -> Any:
        """Other units."""
        support = [self.unit_name() for _ in range(self.chance.randint(0, 3))]
        return self.apply(edits.assign(self.item(), self.unit_name(), support, leader=self.text(1)))

    def verdict(self) -> Any:
        """Tick off, or open again."""
        item = self.item()
        if item.status is Status.DONE:
            return self.apply(edits.reopen(item, self.text(2)))
        return self.apply(edits.tick_off(item, self.text(2), DAY, self.text(1)))

    def bin(self) -> Any:
        """Into the bin, or out of it."""
        item = self.item()
        return self.apply(edits.restore(item) if item.deleted else edits.delete(item, self.text(2)))

    def status(self) -> Any:
        """Put off, ended, sent back."""
        return self.apply(
            self.chance.choice((edits.suspend, edits.terminate, edits.send_back))(self.item(), self.text(2))
        )

    def extend(self) -> Any:
        """A later day."""
        item = self.item()
        return self.apply(edits.extend(item, (item.due or DAY) + timedelta(days=30), self.text(2), self.text(2), DAY))

    def light(self) -> Any:
        """By hand, or by the rules again."""
        item, colour = self.item(), self.chance.choice(list(Colour))
        return self.apply(
            edits.clear_light(item) if item.hand_light else edits.set_light(item, colour, self.text(2), DAY, DAY)
        )

    def deadline(self) -> Any:
        """Read by hand."""
        return self.apply(edits.read_by_hand(self.item(), self.day()))

    def unit(self) -> Any:
        """A new unit, other aliases, or another name."""
        units, aliases = self.ledgers[0].snapshot().units, tuple(self.name() for _ in range(self.chance.randint(0, 3)))
        if not units or self.chance.random() < 0.3:
            return self.apply(edits.add_unit(Unit(name=self.name(), aliases=aliases)))
        former = units[self.chance.choice(sorted(units))]
        name = self.name() if self.chance.random() < 0.3 else former.name
        items = self.ledgers[0].snapshot().commitments.values()
        return self.apply(edits.revise_unit(former, Unit(name=name, aliases=(*former.aliases[:1], *aliases)), items))

    def new_return(self, item: Commitment) -> Return:
        """What a unit may report."""
        return Return(
            key=self.op(), commitment=item.code, period=self.chance.choice((None, "2021-05", "2021-06")),
            reported_on=self.day(), unit=self.unit_name() or None, progress=self.text(), difficulties=self.text(2),
            value=self.chance.choice((None, 0.0, 0.1 + 0.2, -1e-9, 12345678.9)),
            claimed_status=self.chance.choice((None, Status.DONE, Status.IN_PROGRESS)),
        )  # fmt: skip

    def returned(self) -> Any:
        """A return."""
        item = self.item()
        return self.apply(edits.add_return(self.new_return(item), item))

    def return_back(self) -> Any:
        """A return sent back for correction."""
        snapshot = self.ledgers[0].snapshot()
        if not snapshot.returns:
            raise _nothing()
        code = self.chance.choice(sorted(snapshot.returns))
        report = self.chance.choice(snapshot.returns[code])
        return self.apply(edits.return_for_correction(report, snapshot.commitments[code], self.text(2), DAY))

    def evidence(self) -> Any:
        """A note of what a verdict rests on."""
        note = Evidence(key=self.op(), commitment=self.item().code, text=self.text(), added_on=self.day())
        return self.apply(edits.add_evidence(note))

    def file(self) -> Any:
        """A file, sometimes the same bytes again."""
        content = (self.text() + "验收").encode() * self.chance.choice((1, 400))
        files = [accept(f"{self.name()[:40]}.txt", content)]
        item = self.item()
        changes = edits.attach(item, files, DAY, self.text(2), self.ledgers[0].snapshot().evidence.get(item.code, ()))
        return self.both(lambda ledger: ledger.attach(changes, files))

    def no_evidence(self) -> Any:
        """A piece of evidence taken away."""
        found = [each for some in self.ledgers[0].snapshot().evidence.values() for each in some]
        if not found:
            raise _nothing()
        return self.apply(edits.remove_evidence(self.chance.choice(sorted(found, key=lambda each: each.key))))

    def letter(self) -> Any:
        """A letter about one or several items."""
        codes = {self.item().code for _ in range(self.chance.randint(1, 3))}
        same = {
            "kind": self.chance.choice(list(LetterKind)),
            "unit": self.name(),
            "number": self.text(2),
            "issued_on": DAY,
        }
        return self.apply(issue_letters(Letter(key=self.op(), commitment=code, **same) for code in sorted(codes)))

    def _bulletin(self, issued: bool) -> Bulletin:
        found = [each for each in self.ledgers[0].bulletins() if each.is_issued is issued]
        if not found:
            raise _nothing()
        return self.chance.choice(found)

    def draft(self) -> Any:
        """A bulletin."""
        number = bulletins.next_number(self.ledgers[0].bulletins(), 2021) if self.chance.random() < 0.8 else 1
        key = bulletins.key_of(2021, number)
        wanted = LedgerFilter(text=self.text(1)) if self.chance.random() < 0.3 else LedgerFilter()
        return self.apply(
            bulletins.draft(
                Bulletin(
                    key=key, year=2021, number=number, as_of=DAY, title=self.text(), remarks=self.text(), filter=wanted
                )
            )
        )

    def redraft(self) -> Any:
        """Another wording, or none."""
        kept = self._bulletin(issued=False)
        if self.chance.random() < 0.3:
            return self.apply(bulletins.discard_draft(kept))
        return self.apply(bulletins.revise_draft(kept, kept.but(title=self.text(), remarks=self.text())))

    def issue(self) -> Any:
        """Out it goes, sometimes as of an older state of the ledger."""
        kept, paper = self._bulletin(issued=False), b"%PDF-1.7 " + self.text().encode()
        late = self.chance.random() < 0.2

        def send(ledger: OpenLedger) -> object:
            figures = freeze(ledger.find(kept.filter, kept.sort, DAY), DAY)
            return ledger.issue_bulletin(kept, figures, paper, DAY, ledger.snapshot().entries - late)

        return self.both(send)

    def withdraw(self) -> Any:
        """Taken out of use."""
        return self.apply(bulletins.withdraw(self._bulletin(issued=True), DAY, self.text(2)))

    def import_some(self) -> Any:
        """A few rows of a file: new items, changed items, returns."""
        return self._import(self.chance.randint(1, 8))

    def import_many(self) -> Any:
        """So many that they are written in bulk."""
        return self._import(self.chance.randint(60, 90))

    def _import(self, count: int) -> Any:
        sets: list[ChangeSet] = []
        for code in sorted({self.item().code for _ in range(count)}):
            item = self.ledgers[0].get(code)
            if self.chance.random() < 0.4:
                item = self.new_item()
                sets.append(edits.create(item))
            elif self.chance.random() < 0.5:
                sets.append(edits.revise(item, note=self.text(), lead_unit=self.unit_name() or None))
            if self.chance.random() < 0.6:
                sets += [edits.add_return(self.new_return(item), item)] * (not sets or sets[-1].action != "edit")
        for _ in range(count // 2 if count > 50 else 0):
            made = self.new_item()
            sets += [edits.create(made), edits.add_return(self.new_return(made), made)]
        original = self.text(9).encode()
        facts = BatchFacts(self.text(2) + ".csv", sha256_of(original), count, "2021-06", self.name(), original=original)
        changes = together("import", sets)
        return self.both(lambda ledger: ledger.apply_import(changes, facts))

    def undo(self) -> Any:
        """The newest edit."""
        op = self.op()
        return self.both(lambda ledger: ledger.undo(op))

    def redo(self) -> Any:
        """What was undone."""
        op = self.op()
        return self.both(lambda ledger: ledger.redo(op))

    def undo_batch(self) -> Any:
        """An import, whether it was taken back before or never was."""
        op, number = self.op(), self.chance.randint(0, len(self.ledgers[0].batches()) + 1)
        return self.both(lambda ledger: ledger.undo_batch(number, op))

    def view(self) -> Any:
        """A saved view, or one less."""
        kept = self.ledgers[0].saved_views()
        if kept and self.chance.random() < 0.5:
            return self.apply(drop_view(self.chance.choice(kept)))
        wanted = LedgerFilter(text=self.text(2), unit=(self.text(1),))
        return self.apply(
            keep_view(SavedView(name=self.name(), filter=wanted, sort=SortOrder(by="code", descending=True)))
        )

    def profile(self) -> Any:
        """A remembered mapping, or another in its place."""
        kept = self.ledgers[0].profiles()
        former = self.chance.choice(kept) if kept and self.chance.random() < 0.5 else None
        name = former.name if former else self.name()
        made = Profile(
            name=name, columns={self.text(): "title", "": self.text(1)}, sender=self.text(1), layout=(self.text(),)
        )
        return self.apply(keep_profile(made, former))

    def stale(self) -> Any:
        """An edit of an item as it was some time ago."""
        if not self._former:
            raise _nothing()
        return self.apply(edits.revise(self.chance.choice(self._former), title=self.text() + "旧", note=self.text()))

    def again(self) -> Any:
        """The last set once more, as after a lost answer."""
        return self.apply(self._last)

    def taken(self) -> Any:
        """A code that there is already."""
        return self.apply(edits.create(self.new_item().but(code=self.item().code)))

    def split(self) -> Any:
        """Child items."""
        titles = [self.text() for _ in range(3)]
        return self.apply(edits.split(self.item(), titles, self.ledgers[0].snapshot().commitments))


def outcome(deed: Callable[[], object]) -> tuple[object, ...]:
    """What it gives back, or what it says is wrong."""
    try:
        return ("done", deed())
    except Conflict as problem:
        return (problem.kind, str(problem), problem.mine, problem.theirs, problem.base)
    except LedgerError as problem:
        return (problem.kind, str(problem), replace(problem.where, file=None))


def _nothing() -> InvalidEdit:
    from liling_desk.translations import Message

    return InvalidEdit(Message("nothing to draw from"))
