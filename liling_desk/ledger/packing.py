"""The form in which a ledger keeps a file's bytes: compressed where that gains something, and never trusted unread."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, Literal

Form = Literal["zlib", "plain"]

LARGEST: Final = 256 * 1024 * 1024
"""More than this (bytes) is never unpacked: a small damaged or hostile row may claim to be huge."""

_SAMPLE: Final = 65536
_GAIN: Final = 0.95
"""Compressed bytes are kept only where they are fewer than this share of the whole."""


@dataclass(frozen=True)
class Packed:
    """A file as it is kept: known by the SHA-256 of what it holds; `size` in bytes, unpacked."""

    sha256: str
    size: int
    form: Form
    content: bytes = field(repr=False)


def sha256_of(content: bytes) -> str:
    """By which a file is known."""
    return hashlib.sha256(content).hexdigest()


def pack(content: bytes) -> Packed:
    """The smaller form. Pictures, PDF and packages are compressed already: three samples tell before time is spent."""
    sha256, size = sha256_of(content), len(content)
    if size > 4 * _SAMPLE and not _sample_gains(content):
        return Packed(sha256, size, "plain", content)
    smaller = zlib.compress(content, 6)
    if len(smaller) < size * _GAIN:
        return Packed(sha256, size, "zlib", smaller)
    return Packed(sha256, size, "plain", content)


def _sample_gains(content: bytes) -> bool:
    places = (0, len(content) // 2, len(content) - _SAMPLE)
    sample = b"".join(content[at : at + _SAMPLE] for at in places)
    return len(zlib.compress(sample, 1)) < len(sample) * _GAIN


def unpack(form: str, content: bytes, sha256: str) -> bytes | None:
    """The file, byte for byte; None where it is not what it was."""
    whole = content if form == "plain" else b"".join(_inflated(form, content))
    return whole if sha256_of(whole) == sha256 else None


def is_whole(form: str, content: bytes, sha256: str) -> bool:
    """Whether the file is what it was, found out without holding all of it."""
    digest = hashlib.sha256(content) if form == "plain" else hashlib.sha256()
    if form != "plain":
        for part in _inflated(form, content):
            digest.update(part)
    return digest.hexdigest() == sha256


def _inflated(form: str, content: bytes) -> Iterator[bytes]:
    """Parts of a compressed file up to where it breaks off, is no such thing, or is larger than anything kept."""
    if form != "zlib":
        return
    machine = zlib.decompressobj()
    done, rest = 0, content
    while rest and not machine.eof and done < LARGEST:
        try:
            part = machine.decompress(rest, 1 << 20)
        except zlib.error:
            return
        done, rest = done + len(part), machine.unconsumed_tail
        yield part
