"""A file on its way into a ledger: looked at, refused where it could do harm, packed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from liling_desk.ledger.errors import FileUnusable, Where
from liling_desk.ledger.file_names import as_text, clean_name, ending_of, is_program_name
from liling_desk.ledger.media import (
    ALL,
    ARCHIVE,
    CSV,
    MARKUP,
    OLE,
    PROGRAM,
    TEXT,
    UNKNOWN,
    ZIP,
    Identified,
    identify,
)
from liling_desk.ledger.packing import Packed, pack
from liling_desk.translations import N_, Message

MEGABYTE: Final = 1024 * 1024
USUAL_LIMIT: Final = 20 * MEGABYTE
"""A larger file (bytes) is refused unless the user's preferences allow more."""

HEAVY_LEDGER: Final = 500 * MEGABYTE
"""From this size of the ledger's file on, adding another file is accompanied by a warning."""


@dataclass(frozen=True)
class EvidenceFile:
    """A file that may be added. `name` is as it came; `warnings` say what is odd about it."""

    name: str
    kind: Identified
    packed: Packed
    warnings: tuple[Message, ...] = ()

    @property
    def shown_name(self) -> str:
        """The harmless form of its name."""
        return clean_name(self.name)


def accept(name: str, content: bytes, limit: int = USUAL_LIMIT) -> EvidenceFile:
    """Look at a file; `limit` in bytes. Raises `FileUnusable` for one that is empty, too large or a program."""
    shown = clean_name(name)
    if not content:
        raise _refused(shown, N_("{file} 是空文件，没有添加。"), N_("请核对原件，重新保存后再添加。"))
    refuse_size(name, len(content), limit)
    kind = identify(content, ending_of(name))
    if kind.media is PROGRAM or is_program_name(name):
        raise _refused(
            shown, N_("{file} 是程序或脚本，没有添加。"),
            N_("附件只收文件和图片。确需留存的，请打印成 PDF 或截图后再添加。"),
        )  # fmt: skip
    return EvidenceFile(as_text(name), kind, pack(content), tuple(_oddities(shown, kind)))


def refuse_size(name: str, size: int, limit: int) -> None:
    """Raise `FileUnusable` for more bytes than the limit allows."""
    if size > limit:
        raise _refused(
            clean_name(name), N_("{file} 有 {size}，超过每个附件 {limit} 的上限，没有添加。"),
            N_("请压缩或拆分后再添加，也可以在设置里提高上限。"), size=size_words(size), limit=size_words(limit),
        )  # fmt: skip


def disagreement(name: str, kind: Identified) -> Message | None:
    """What is odd where a file's ending is that of another kind than its content."""
    media, ending = kind.media, ending_of(name)
    if ending in media.endings or (media in _ANY_ENDING and ending not in _TELLING):
        return None
    values = {"ending": ending or Message(N_("（没有）")), "kind": Message(media.word)}
    return Message(N_("文件名的后缀是 {ending}，内容却是“{kind}”。"), values)


def ledger_weight(size: int) -> Message | None:
    """A warning where the ledger's file (bytes) has become heavy."""
    if size < HEAVY_LEDGER:
        return None
    return Message(
        N_("台账文件已有 {size}，打开和备份会变慢。大的影像资料宜另行存放，这里记存放地点。"),
        {"size": size_words(size)},
    )


def size_words(size: int) -> str:
    """`845 B`, `12.3 KB`, `4.0 MB`."""
    if size < 1024:
        return f"{size} B"
    if size < MEGABYTE:
        return f"{size / 1024:.1f} KB"
    return f"{size / MEGABYTE:.1f} MB" if size % MEGABYTE else f"{size // MEGABYTE} MB"


def _oddities(shown: str, kind: Identified) -> list[Message]:
    found = []
    if (said := disagreement(shown, kind)) is not None:
        found.append(said)
    if kind.macros:
        found.append(Message(N_("它带有宏程序：只能另存，不能从这里打开。")))
    if kind.programs:
        found.append(Message(N_("压缩包里有程序：{names}。"), {"names": "、".join(map(clean_name, kind.programs))}))
    return found


def _refused(shown: str, what: str, remedy: str, **values: object) -> FileUnusable:
    return FileUnusable(Message(what, {"file": shown, **values}), Message(remedy), Where(file=shown))


_ANY_ENDING: Final = (TEXT, CSV, MARKUP, ZIP, ARCHIVE, OLE, UNKNOWN)
"""Kinds that come under many names: only the ending of another kind is odd."""

_TELLING: Final = frozenset(ending for each in ALL if each not in (TEXT, CSV, MARKUP) for ending in each.endings)
