"""Bulletins and letters: their rows, and the files that an issued bulletin keeps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from liling_desk.ledger.errors import FileUnusable, InvalidEdit, Outdated
from liling_desk.store.newest import head
from liling_desk.store.port import Engine, Row, Tx
from liling_desk.store.understanding import SENSELESS, plain_json, understood
from liling_desk.translations import N_, Message
from liling_desk.when_needed import WhenNeeded

if TYPE_CHECKING:
    from liling_desk.ledger.bulletin import Bulletin, FrozenFigures
    from liling_desk.ledger.letter import Letter
    from liling_desk.store import kept_files
else:
    kept_files = WhenNeeded("liling_desk.store.kept_files")

BULLETIN = (
    "key", "year", "number", "as_of", "title", "remarks", "filter", "sort", "issued_on", "issued_by", "entries",
    "figures", "paper", "withdrawn_on", "withdrawn_reason",
)  # fmt: skip
LETTER = ("key", "commitment", "kind", "unit", "number", "issued_on", "reply_by")


def bulletin_record(tx: Tx, key: str) -> dict[str, Any] | None:
    """The recorded fields of a bulletin; None where there is none of this key."""
    row = tx.one(f"SELECT {', '.join(BULLETIN)} FROM bulletin WHERE key = :key", {"key": key})
    return _fields(row) if row else None


def _fields(row: Row) -> dict[str, Any]:
    fields = dict(zip(BULLETIN, row, strict=True))
    with understood(Message(N_("通报 {key}"), {"key": fields["key"]})):
        return fields | {name: plain_json(fields[name]) for name in ("filter", "sort")}


def bulletins(engine: Engine) -> list[Bulletin]:
    """Newest first."""
    from liling_desk.ledger.bulletin import Bulletin

    with engine.read() as tx:
        rows = tx.all(f"SELECT {', '.join(BULLETIN)} FROM bulletin ORDER BY year DESC, number DESC")
    found = []
    for row in rows:
        with understood(Message(N_("通报 {key}"), {"key": row[0]})):
            found.append(Bulletin(**_fields(row)))
    return found


def letter_record(tx: Tx, key: str) -> dict[str, Any] | None:
    """The recorded fields of a letter; None where there is none of this key."""
    row = tx.one(f"SELECT {', '.join(LETTER)} FROM letter WHERE key = :key", {"key": key})
    return dict(zip(LETTER, row, strict=True)) if row else None


def letters_query(where: str) -> str:
    """Selects letters, newest first."""
    return f"SELECT {', '.join(LETTER)} FROM letter{where} ORDER BY issued_on DESC, number DESC, key"


def letters_of(rows: Sequence[Row]) -> dict[str, tuple[Letter, ...]]:
    """Letters by commitment, in the order of the rows."""
    if not rows:
        return {}
    from liling_desk.ledger.letter import Letter, LetterKind

    found: dict[str, list[Letter]] = {}
    for row in rows:
        fields = dict(zip(LETTER, row, strict=True))
        with understood(Message(N_("{owner} 的公文登记"), {"owner": fields["commitment"]})):
            fields["kind"] = LetterKind(fields["kind"])
            fields["issued_on"] = date.fromisoformat(fields["issued_on"])
            fields["reply_by"] = date.fromisoformat(fields["reply_by"]) if fields["reply_by"] else None
        found.setdefault(fields["commitment"], []).append(Letter.model_construct(**fields))
    return {code: tuple(letters) for code, letters in found.items()}


def issuing(bulletin: Bulletin, files: Sequence[bytes]) -> Callable[[Tx], None]:
    """What comes first when a bulletin is issued: its number is looked at, and its files are kept.

    Raises `Outdated` where anything was written since they were made, `InvalidEdit` for a number that is taken.
    """

    def first(tx: Tx) -> None:
        _make_sure(tx, bulletin)
        for content in files:
            kept_files.keep(tx, content)

    return first


def _make_sure(tx: Tx, bulletin: Bulletin) -> None:
    if head(tx).seq != bulletin.entries:
        raise Outdated()
    taken = tx.one(
        "SELECT key FROM bulletin WHERE (key = :key AND issued_on IS NOT NULL) "
        "OR (year = :year AND number = :number AND key <> :key)",
        {"key": bulletin.key, "year": bulletin.year, "number": bulletin.number},
    )
    if taken is not None:
        raise InvalidEdit(
            Message(N_("{year} 年第 {number} 期已经有了。"), {"year": bulletin.year, "number": bulletin.number}),
            Message(N_("请用下一个期号。")),
        )


def frozen_figures(engine: Engine, bulletin: Bulletin) -> FrozenFigures:
    """The figures that were frozen when it was issued. Raises `FileUnusable` where they can't be read."""
    from liling_desk.ledger.bulletin import FrozenFigures

    try:
        return FrozenFigures.from_json(_kept(engine, bulletin, bulletin.figures))
    except SENSELESS as problem:
        raise _unreadable(bulletin) from problem


def paper(engine: Engine, bulletin: Bulletin) -> bytes:
    """The PDF as it was issued. Raises `FileUnusable` where it can't be read, or was not issued."""
    return _kept(engine, bulletin, bulletin.paper)


def _kept(engine: Engine, bulletin: Bulletin, sha256: str | None) -> bytes:
    if sha256 is None:
        raise FileUnusable(
            Message(N_("通报 {key} 还没有发出，没有定稿。"), {"key": bulletin.key}),
            Message(N_("请先发出，或者另存草稿。")),
        )
    with engine.read() as tx:
        content = kept_files.content_of(tx, sha256)
    if content is None:
        raise _unreadable(bulletin)
    return content


def _unreadable(bulletin: Bulletin) -> FileUnusable:
    return FileUnusable(
        Message(N_("通报 {key} 存下的文件已经读不出来。"), {"key": bulletin.key}),
        Message(N_("请先备份台账，再用更早的备份找回这个文件。")),
    )
