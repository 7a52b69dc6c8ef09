"""Files that the ledger keeps whole: compressed where that gains something, known by the SHA-256 of what they hold.

A file stays when nothing names it any more: what it was belongs to the history, and an undo may name it again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from liling_desk.ledger.file_names import clean_name
from liling_desk.ledger.packing import Packed, is_whole, pack, sha256_of, unpack
from liling_desk.store.port import Tx
from liling_desk.translations import N_, Message

__all__ = ["content_of", "damaged", "is_kept", "keep", "keep_packed", "keeping", "missing", "sha256_of"]


def keep(tx: Tx, content: bytes) -> str:
    """Keep a file; the same one is kept once. Gives back its SHA-256."""
    sha256 = sha256_of(content)
    if not is_kept(tx, sha256):
        keep_packed(tx, pack(content))
    return sha256


def keep_packed(tx: Tx, packed: Packed) -> None:
    """Keep a file that was packed before. One that is there but damaged is made good."""
    row = {"sha256": packed.sha256, "form": packed.form, "content": packed.content}
    there = tx.one("SELECT form, content FROM kept_file WHERE sha256 = :sha256", {"sha256": packed.sha256})
    if there is None:
        tx.insert("kept_file", row)
    elif not is_whole(there[0], there[1], packed.sha256):
        tx.put("UPDATE kept_file SET form = :form, content = :content WHERE sha256 = :sha256", row)


def keeping(files: Iterable[Packed]) -> Callable[[Tx], None]:
    """What comes first in the transaction that names these files."""
    held = tuple(files)

    def first(tx: Tx) -> None:
        for packed in held:
            keep_packed(tx, packed)

    return first


def is_kept(tx: Tx, sha256: str) -> bool:
    """Whether the ledger has the file."""
    return tx.one("SELECT 1 FROM kept_file WHERE sha256 = :sha256", {"sha256": sha256}) is not None


def content_of(tx: Tx, sha256: str) -> bytes | None:
    """A file, byte for byte; None where it is not kept or is no longer what it was."""
    row = tx.one("SELECT form, content FROM kept_file WHERE sha256 = :sha256", {"sha256": sha256})
    return None if row is None else unpack(row[0], row[1], sha256)


def damaged(tx: Tx) -> Iterator[Message]:
    """Kept files that are no longer what they were, one sentence for each batch, bulletin and evidence they are of."""
    for (sha256,) in tx.all("SELECT sha256 FROM kept_file ORDER BY sha256"):
        row = tx.one("SELECT form, content FROM kept_file WHERE sha256 = :sha256", {"sha256": sha256})
        if row is None or is_whole(row[0], row[1], sha256):
            continue
        of_this = {"sha256": sha256}
        (number,) = tx.one("SELECT max(number) FROM batch WHERE sha256 = :sha256", of_this) or (None,)
        issues = tx.all("SELECT key FROM bulletin WHERE figures = :sha256 OR paper = :sha256 ORDER BY key", of_this)
        named = tx.all(f"{_EVIDENCE} WHERE sha256 = :sha256 ORDER BY commitment, key", of_this)
        if number is not None:
            yield Message(N_("第 {number} 批导入的原文件已损坏。"), {"number": number})
        for (key,) in issues:
            yield Message(N_("通报 {key} 存下的文件已损坏。"), {"key": key})
        for code, name in named:
            yield Message(N_("{code} 的附件 {file} 已损坏。"), {"code": code, "file": clean_name(name)})
        if number is None and not issues and not named:
            yield Message(N_("存下的一个文件已损坏，现在没有内容用到它（SHA-256 {sha256}）。"), {"sha256": sha256})


def missing(tx: Tx) -> Iterator[Message]:
    """Evidence whose file the ledger no longer has, one sentence each."""
    lost = "sha256 IS NOT NULL AND NOT EXISTS (SELECT 1 FROM kept_file k WHERE k.sha256 = evidence.sha256)"
    for code, name in tx.all(f"{_EVIDENCE} WHERE {lost} ORDER BY commitment, key"):
        yield Message(N_("{code} 的附件 {file} 不见了。"), {"code": code, "file": clean_name(name)})


_EVIDENCE = "SELECT commitment, file_name FROM evidence"
