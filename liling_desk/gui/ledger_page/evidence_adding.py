"""Files on their way into the ledger: read and looked at in the background, then written as one edit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, Signal
from PySide6.QtGui import QImage, QImageWriter

from liling_desk.gui.desk import Desk
from liling_desk.gui.ledger_page.writing import in_words
from liling_desk.ledger import edits
from liling_desk.ledger.errors import FileUnusable, InvalidEdit, LedgerError
from liling_desk.ledger.evidence_file import MEGABYTE, EvidenceFile, accept, ledger_weight, size_words
from liling_desk.ledger.file_names import clean_name
from liling_desk.translations import N_, Message

if TYPE_CHECKING:
    from liling_desk.gui.background import Work

MOST_FILES: Final = 100
MOST_BYTES: Final = 200 * MEGABYTE
"""In one go: all of it is held in memory and written in one transaction."""

Report = Callable[[int, int], None]
Remarks = list[tuple[str, str]]
"""(icon's name, sentence)."""


@dataclass
class Looked:
    """What was read: files that may be added, and why others may not."""

    files: list[EvidenceFile] = field(default_factory=list)
    refused: list[LedgerError] = field(default_factory=list)


class EvidenceAdding(QObject):
    """One lot at a time; another one waits its turn."""

    progressed = Signal(str)
    """What is being read, in words; empty when nothing is."""
    told = Signal(str, object)
    """The item's code, and remarks: what was refused and why, what is odd."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._work: Work | None = None
        self._waiting: list[tuple[str, Callable[[Report], Looked], str]] = []
        desk.bridge.opened.connect(self.cancel)

    @property
    def is_busy(self) -> bool:
        """Whether something is being read."""
        return self._work is not None and self._work.is_under_way

    def add_files(self, code: str, paths: Sequence[Path]) -> None:
        """Add files of the disk to an item."""
        limit = self._desk.choices.current.evidence_limit_mb * MEGABYTE
        first = clean_name(paths[0].name) if paths else ""
        self._start(code, lambda report: look_at(paths, limit, report), first)

    def add_image(self, code: str, image: QImage) -> None:
        """Add a picture of the clipboard to an item."""
        tr, limit = self._desk.tr, self._desk.choices.current.evidence_limit_mb * MEGABYTE
        name = tr("粘贴的图片 {day}.png", day=self._desk.bridge.today.isoformat())

        def look(_report: Report) -> Looked:
            try:
                return Looked([accept(name, as_png(image), limit)])
            except LedgerError as problem:
                return Looked(refused=[problem])

        self._start(code, look, name)

    def cancel(self) -> None:
        """Give up what is being read; nothing of it is written."""
        self._waiting.clear()
        if self._work is not None:
            self._work.cancel()
            self._end()

    def _start(self, code: str, look: Callable[[Report], Looked], name: str) -> None:
        if self.is_busy:
            self._waiting.append((code, look, name))
            return
        tr, ledger = self._desk.tr, self._desk.bridge.ledger

        def done(looked: Looked) -> None:
            self._end()
            if self._desk.bridge.has_ledger and self._desk.bridge.ledger is ledger:
                self._write(code, looked)
            self._next()

        def problem(problem: LedgerError) -> None:
            self._end()
            self._desk.bridge.problem.emit(problem)
            self._next()

        def crashed() -> None:
            self._end()
            self._next()

        def progressed(done: int, total: int) -> None:
            told = {"file": name, "done": size_words(done), "total": size_words(total)}
            self.progressed.emit(tr("正在读取 {file}（{done} / {total}）", **told))

        self.progressed.emit(tr("正在读取 {file}", file=name))
        self._work = self._desk.background.start(look, done, problem, progressed, owner=self, crashed=crashed)

    def _end(self) -> None:
        self._work = None
        self.progressed.emit("")

    def _next(self) -> None:
        if self._waiting and not self.is_busy:
            self._start(*self._waiting.pop(0))

    def _write(self, code: str, looked: Looked) -> None:
        desk, tr = self._desk, self._desk.tr
        ledger = desk.bridge.ledger
        remarks: Remarks = [("warn", in_words(desk, each)) for each in looked.refused]
        try:
            present = ledger.snapshot().evidence.get(code, ())
            changes = edits.attach(ledger.get(code), looked.files, desk.bridge.today, present=present)
        except InvalidEdit as problem:
            if looked.files:
                remarks.append(("info", in_words(desk, problem)))
            self.told.emit(code, remarks)
            return
        if desk.bridge.attach(changes, looked.files, self._said(code, looked, len(changes.changes))) is None:
            self.told.emit(code, remarks)
            return
        if passed := len(looked.files) - len(changes.changes):
            remarks.append(("info", tr("{n} 个文件已经有了，没有重复添加。", n=passed)))
        for each in looked.files:
            remarks += [
                ("warn", tr("{file}：{words}", file=each.shown_name, words=words)) for words in each.warnings
            ]  # fmt: skip
        if ledger.path is not None and (weight := ledger_weight(ledger.path.stat().st_size)) is not None:
            remarks.append(("warn", tr.say(weight)))
        self.told.emit(code, remarks)

    def _said(self, code: str, looked: Looked, added: int) -> str:
        tr = self._desk.tr
        if added == 1 == len(looked.files):
            return tr("已给 {code} 添加附件 {file}", code=code, file=looked.files[0].shown_name)
        return tr("已给 {code} 添加 {n} 个附件", code=code, n=added)


def look_at(paths: Sequence[Path], limit: int, report: Report) -> Looked:
    """Read files one after the other (on the worker); one that is refused does not keep the others out."""
    from liling_desk.importing.evidence_reading import read_evidence_file

    found = Looked()
    total = sum(_size(path) for path in paths[:MOST_FILES])
    read = 0
    for path in paths[:MOST_FILES]:
        if read > MOST_BYTES:
            found.refused.append(_too_many(path.name))
            break
        begun = read

        def told(done: int, _all: int, begun: int = begun) -> None:
            report(begun + done, max(total, begun + done))

        try:
            file = read_evidence_file(path, limit, told)
        except LedgerError as problem:
            found.refused.append(problem)
            continue
        read += file.packed.size
        found.files.append(file)
    if len(paths) > MOST_FILES:
        found.refused.append(_too_many(paths[MOST_FILES].name))
    return found


def as_png(image: QImage) -> bytes:
    """A picture as a file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _too_many(name: str) -> FileUnusable:
    return FileUnusable(
        Message(
            N_("一次最多添加 {most} 个文件、{size}；从 {file} 起没有添加。"),
            {"most": MOST_FILES, "size": size_words(MOST_BYTES), "file": clean_name(name)},
        ),
        Message(N_("请分几次添加。")),
    )
