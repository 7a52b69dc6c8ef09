"""What is typed and not saved yet, kept for the case that the program ends without being asked."""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from liling_desk import places
from liling_desk.private_files import write_private

_LARGEST = 4 * 1024 * 1024
_ENDING = ".draft.json"


@dataclass(frozen=True)
class Draft:
    """What was typed into a form: `texts` by field. `item` is a code, several joined by +, or "" for a new one."""

    ledger: str
    form: str
    item: str
    texts: dict[str, str] = field(default_factory=dict)


class Drafts:
    """One small file for each form that something is being typed into, in the user's own folder, for its owner only.

    A place that can't be written to keeps nothing: typing is never interrupted. What is typed into a ledger with a
    passphrase stays in memory.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._sealed: set[str] = set()
        self._unwritten: dict[Path, Draft] = {}

    def keep_off_disk(self, ledger: str, sealed: bool) -> None:
        """`sealed`: write nothing of this ledger from now on, and take what was written. Else write again."""
        if sealed:
            self._sealed.add(ledger)
            for draft in reversed(self._written(ledger)):
                self._unwritten.setdefault(self._place(draft), draft)
                self._delete(draft)
            return
        self._sealed.discard(ledger)
        for draft in [each for each in self._unwritten.values() if each.ledger == ledger]:
            del self._unwritten[self._place(draft)]
            self.keep(draft)

    def keep(self, draft: Draft) -> None:
        """Write it, whole or not at all; what belongs to no ledger is not kept."""
        if not draft.ledger:
            return
        if draft.ledger in self._sealed:
            self._unwritten.pop(self._place(draft), None)  # the newest is the last one
            self._unwritten[self._place(draft)] = draft
            return
        with suppress(OSError):
            write_private(self._place(draft), json.dumps(asdict(draft)).encode("ascii"), surely=False)

    def find(self, ledger: str, form: str, item: str) -> Draft | None:
        """What was kept for a form and an item of a ledger."""
        wanted = Draft(ledger, form, item)
        place = self._place(wanted)
        found = self._unwritten.get(place) or _read(place)
        return found if found is not None and (found.ledger, found.form, found.item) == (ledger, form, item) else None

    def forget(self, ledger: str, form: str, item: str) -> None:
        """Saved, or given up."""
        draft = Draft(ledger, form, item)
        self._unwritten.pop(self._place(draft), None)
        self._delete(draft)

    def of(self, ledger: str) -> list[Draft]:
        """All that was kept for a ledger, the newest first."""
        unwritten = [each for each in reversed(self._unwritten.values()) if each.ledger == ledger]
        return [*unwritten, *self._written(ledger)]

    def _written(self, ledger: str) -> list[Draft]:
        try:
            paths = sorted(self._dir.glob(f"*{_ENDING}"), key=os.path.getmtime, reverse=True)
        except OSError:
            return []
        found = [draft for path in paths if (draft := _read(path)) is not None]
        return [each for each in found if each.ledger == ledger]

    def _delete(self, draft: Draft) -> None:
        with suppress(OSError):
            self._place(draft).unlink(missing_ok=True)

    @property
    def _dir(self) -> Path:
        return self._folder or places.user_data_dir() / "drafts"

    def _place(self, draft: Draft) -> Path:
        name = "\0".join((draft.ledger, draft.form, draft.item)).encode("utf-8", "surrogatepass")
        return self._dir / f"{hashlib.sha256(name).hexdigest()[:32]}{_ENDING}"


def _read(path: Path) -> Draft | None:
    try:
        with path.open("rb") as file:
            told: Any = json.loads(file.read(_LARGEST))
    except (OSError, ValueError, RecursionError):
        return None
    names = ("ledger", "form", "item")
    if not isinstance(told, dict) or not all(isinstance(told.get(name), str) for name in names):
        return None
    texts = told.get("texts")
    if not isinstance(texts, dict) or not all(isinstance(text, str) for text in texts.values()):
        return None
    return Draft(told["ledger"], told["form"], told["item"], texts)
