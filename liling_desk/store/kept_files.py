"""Files that the ledger keeps whole: compressed, and known by the SHA-256 of what they hold."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator

from liling_desk.store.port import Tx
from liling_desk.translations import N_, Message


def sha256_of(content: bytes) -> str:
    """By which a file is known."""
    return hashlib.sha256(content).hexdigest()


def keep(tx: Tx, content: bytes) -> str:
    """Keep a file; the same one is kept once. Gives back its SHA-256."""
    sha256 = sha256_of(content)
    if tx.one("SELECT 1 FROM kept_file WHERE sha256 = :sha256", {"sha256": sha256}) is None:
        row = {"sha256": sha256, "content": zlib.compress(content, 6)}
        tx.run("INSERT INTO kept_file (sha256, content) VALUES (:sha256, :content)", row)
    return sha256


def is_kept(tx: Tx, sha256: str) -> bool:
    """Whether the ledger has the file."""
    return tx.one("SELECT 1 FROM kept_file WHERE sha256 = :sha256", {"sha256": sha256}) is not None


def content_of(tx: Tx, sha256: str) -> bytes | None:
    """A file, byte for byte; None where it is not kept or is no longer what it was."""
    row = tx.one("SELECT content FROM kept_file WHERE sha256 = :sha256", {"sha256": sha256})
    if row is None:
        return None
    try:
        content = zlib.decompress(row[0])
    except zlib.error:
        return None
    return content if sha256_of(content) == sha256 else None


def damaged(tx: Tx) -> Iterator[Message]:
    """Kept files that are no longer what they were, one sentence for each batch and bulletin that they belong to."""
    for (sha256,) in tx.all("SELECT sha256 FROM kept_file ORDER BY sha256"):
        if content_of(tx, sha256) is not None:
            continue
        of_this = {"sha256": sha256}
        (number,) = tx.one("SELECT max(number) FROM batch WHERE sha256 = :sha256", of_this) or (None,)
        issues = tx.all("SELECT key FROM bulletin WHERE figures = :sha256 OR paper = :sha256 ORDER BY key", of_this)
        if number is not None or not issues:
            yield Message(N_("第 {number} 批导入的原文件已损坏。"), {"number": number})
        for (key,) in issues:
            yield Message(N_("通报 {key} 存下的文件已损坏。"), {"key": key})
