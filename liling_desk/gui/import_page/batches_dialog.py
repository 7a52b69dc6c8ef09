"""导入批次: what was imported, by whom and when; each batch can be taken back, its items seen, its file saved."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.file_questions import FileQuestions
from liling_desk.gui.import_page.batch_list import BatchList
from liling_desk.gui.import_page.words import undone_words
from liling_desk.gui.look.buttons import Button
from liling_desk.gui.look.labels import TextLabel
from liling_desk.gui.note_strip import NoteStrip
from liling_desk.ledger.entry import Batch
from liling_desk.ledger.errors import FileUnusable, LedgerError, Where
from liling_desk.ledger.filters import LedgerFilter
from liling_desk.translations import N_, Message

_SIZE = (760, 520)


class BatchesDialog(QDialog):
    """Undoes by the bridge, and says what was kept. `ask` asks for a file; tests put another object in its place."""

    show_items = Signal(object)
    """A `LedgerFilter` of a batch's items."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._batches: list[Batch] = []
        self.ask = FileQuestions(desk.tr, self)
        tr, theme = desk.tr, desk.theme
        self.setWindowTitle(tr("导入批次"))
        self.resize(*_SIZE)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(TextLabel(tr("导入批次"), theme, px=16, role="text", bold=True))
        self.note = NoteStrip(desk)
        column.addWidget(self.note)
        self.empty = TextLabel(tr("还没有导入过。"), theme, px=14, role="text2")
        column.addWidget(self.empty)
        scroll = QScrollArea()
        scroll.setObjectName("bare")
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        inside = QVBoxLayout(inner)
        inside.setContentsMargins(0, 0, 10, 0)
        self.list = BatchList(desk, detailed=True)
        self.list.undo_requested.connect(self._undo)
        self.list.items_requested.connect(self._show_items)
        self.list.file_requested.connect(self._save_file)
        inside.addWidget(self.list)
        inside.addStretch(1)
        scroll.setWidget(inner)
        column.addWidget(scroll, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        self.close_button = Button(tr("关闭"), "plain", "", theme)
        self.close_button.clicked.connect(self.accept)
        row.addWidget(self.close_button)
        column.addLayout(row)
        desk.bridge.changed.connect(self.refresh)
        self.refresh()

    def refresh(self, _what: object = None) -> None:
        """Read the batches again."""
        bridge = self._desk.bridge
        batches = bridge.read(bridge.ledger.batches, self._batches)
        self._batches = batches
        self.empty.setVisible(not batches)
        self.list.show_batches(batches, self._desk.why_read_only)

    def _undo(self, number: int) -> None:
        applied = self._desk.bridge.undo_batch(number)
        if applied is not None:
            self.note.say(*undone_words(applied, number, self._desk.tr))
            self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_items(self, number: int) -> None:
        bridge = self._desk.bridge
        codes = bridge.read(lambda: bridge.ledger.batch_codes(number), None)
        if codes is None:
            self.note.say(self._desk.why_read_only)
            return
        if not codes:
            self.note.say(self._desk.tr("第 {batch} 批没有写到事项。", batch=number))
            return
        self.accept()
        self.show_items.emit(LedgerFilter(codes=codes))

    def _save_file(self, number: int) -> None:
        tr, ledger = self._desk.tr, self._desk.bridge.ledger
        try:
            content = ledger.original_file(number)
            batch = next(each for each in ledger.batches() if each.number == number)
            name = batch.file.replace("\\", "/").rsplit("/", 1)[-1]
            path = self.ask.report_target(Path.home() / name, Path(name).suffix.lower())
            if path is None:
                return
            _write(path, content)
        except LedgerError as problem:
            self.note.say_problem(problem)
        else:
            self.note.say(tr("原件已存为 {file}", file=path.name), str(path.parent))


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as problem:
        raise FileUnusable(
            Message(N_("原件写不进 {file}。"), {"file": path.name}),
            Message(N_("请换一个能写入的位置。")),
            Where(file=path.name),
            str(problem),
        ) from problem
