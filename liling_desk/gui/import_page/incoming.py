"""Ways in: files and folders that are chosen, dropped or pasted, one file after the other."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication

from liling_desk.gui.desk import Desk
from liling_desk.gui.file_questions import is_table, local_files
from liling_desk.gui.import_page.file_queue import FileQueue, gather
from liling_desk.gui.import_page.queue_panel import QueuePanel
from liling_desk.gui.import_page.reading import Pasted, Reading
from liling_desk.ledger.errors import FileUnusable, LedgerError
from liling_desk.translations import N_, Message


class Incoming(QObject):
    """Keeps the queue that its panel shows. A single file makes no queue."""

    file_wanted = Signal(object)
    """The `Path` of the file to be opened."""
    cells_wanted = Signal(object)
    """`Pasted` cells to be read."""
    failed = Signal(object)
    """A `LedgerError`: nothing was opened."""

    def __init__(self, desk: Desk, panel: QueuePanel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._panel = desk, panel
        self.queue = FileQueue()
        self.current: Path | None = None
        panel.chosen.connect(self.file_wanted)
        panel.next_requested.connect(self.open_next)
        panel.dismissed.connect(self.clear)

    def take(self, paths: Sequence[Path]) -> None:
        """Files and folders from anywhere; the first file is opened."""
        if len(paths) == 1 and not paths[0].is_dir():
            self.clear()
            self.file_wanted.emit(paths[0])
        elif paths:
            self._desk.background.start(lambda _report: gather(paths), self._gathered, self.failed.emit, owner=self)

    def paste(self) -> None:
        """What is on the clipboard: cells, or files that were copied."""
        held = QGuiApplication.clipboard().mimeData()
        if files := local_files(held):
            self.take(files)
        else:
            self.clear()
            self.cells_wanted.emit(Pasted(held.text(), held.html() if held.hasHtml() else ""))

    def open_next(self) -> None:
        """Open the next file that was not applied."""
        following = self.queue.following(self.current)
        if following is not None:
            self.file_wanted.emit(following)

    @property
    def has_next(self) -> bool:
        """Whether a file is left."""
        return self.queue.following(self.current) is not None

    def show_current(self, path: Path | None) -> None:
        """Another file is open, or none. One that is not in the queue ends it."""
        if path is not None and self.queue.place_of(path) < 0:
            self.queue = FileQueue()
        # When none is open, the place in the queue is kept.
        self.current = path or (self.current if self.queue.files else None)
        self._panel.show_queue(self.queue, path)

    def saw(self, reading: Reading) -> None:
        """The open file was read and compared."""
        self._mark(self.queue.marked(reading.choice.path, "seen", changes=len(reading.preview.changes)))

    def could_not_read(self, path: Path, problem: LedgerError) -> None:
        """The open file can't be read."""
        self._mark(self.queue.marked(path, "unreadable", why=problem.what))

    def applied(self, path: Path, batch: int | None) -> None:
        """The open file was written as a batch."""
        self._mark(self.queue.marked(path, "applied", batch=batch))

    def clear(self) -> None:
        """Forget the files."""
        self.queue, self.current = FileQueue(), None
        self._panel.show_queue(self.queue, None)

    def _mark(self, queue: FileQueue) -> None:
        if queue != self.queue:
            self.queue = queue
            self._panel.show_queue(queue, self.current)

    def _gathered(self, queue: FileQueue) -> None:
        if not queue.files:
            what = N_("里面没有可以导入的表格。")
            remedy = N_("请拖入 Excel、WPS 或 CSV 表格，或放着这些表格的文件夹。")
            self.failed.emit(FileUnusable(Message(what), Message(remedy)))
            return
        self.queue = queue if len(queue.files) + len(queue.skipped) > 1 else FileQueue()
        self.file_wanted.emit(queue.files[0].path)


def tables_in(mime: QMimeData) -> list[Path]:
    """Everything that is dragged, where a table or a folder is among it; else nothing."""
    paths = local_files(mime)
    return paths if any(is_table(path) for path in paths) else []
