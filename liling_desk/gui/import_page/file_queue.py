"""Several files on their way in, one after the other; each is a batch of its own. Plain values; no Qt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from liling_desk.importing.reading_files import ENDINGS, files_in
from liling_desk.translations import N_, Message

State = Literal["unseen", "seen", "applied", "unreadable"]


@dataclass(frozen=True)
class Queued:
    """A file and how far it is. `changes`: cells that it would change; `batch`: as which it was applied."""

    path: Path
    state: State = "unseen"
    changes: int = 0
    batch: int | None = None
    why: Message | None = None


@dataclass(frozen=True)
class FileQueue:
    """The files in their order, and what was passed over and why."""

    files: tuple[Queued, ...] = ()
    skipped: tuple[tuple[Path, Message], ...] = ()

    def marked(self, path: Path, state: State, **fields: object) -> FileQueue:
        """One file in another state. What was applied stays so when it is looked at again."""
        return replace(
            self,
            files=tuple(
                replace(each, state=state, **fields)  # type: ignore[arg-type]
                if each.path == path and not (each.state == "applied" and state == "seen")
                else each
                for each in self.files
            ),
        )

    def place_of(self, path: Path | None) -> int:
        """Where a file stands; -1 where it is not among them."""
        return next((place for place, each in enumerate(self.files) if each.path == path), -1)

    def following(self, path: Path | None) -> Path | None:
        """The next file that was not applied, after the given one and around the end; None where none is left."""
        place = self.place_of(path)
        around = (*self.files[place + 1 :], *self.files[: max(place, 0)])
        return next((each.path for each in around if each.state in ("unseen", "seen")), None)

    @property
    def applied(self) -> int:
        """How many are done."""
        return sum(each.state == "applied" for each in self.files)


@dataclass
class _Found:
    files: list[Path] = field(default_factory=list)
    skipped: list[tuple[Path, Message]] = field(default_factory=list)


def gather(paths: Iterable[Path]) -> FileQueue:
    """Files as they are named, folders with what is in them; each file once. Raises `LedgerError`."""
    found = _Found()
    for path in paths:
        if path.is_dir():
            folder = files_in(path)
            found.files.extend(folder.files)
            found.skipped.extend(folder.skipped)
        elif path.name.startswith(("~$", ".~")):
            found.skipped.append((path, Message(N_("打开着的文件留下的临时文件"))))
        elif path.suffix.lower() not in ENDINGS:
            found.skipped.append((path, Message(N_("不是表格文件"))))
        else:
            found.files.append(path)
    return FileQueue(tuple(Queued(path) for path in dict.fromkeys(found.files)), tuple(found.skipped))


def same_names(files: Sequence[Queued]) -> bool:
    """Whether names alone don't tell the files apart."""
    return len({each.path.name for each in files}) < len(files)
