"""The evidence of one item: files and notes that its verdict rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.file_questions import local_files
from liling_desk.gui.ledger_page.evidence_adding import EvidenceAdding, Remarks
from liling_desk.gui.ledger_page.evidence_row import EvidenceRow
from liling_desk.gui.ledger_page.reason_dialog import ReasonDialog
from liling_desk.gui.ledger_page.remark_note import RemarkNote
from liling_desk.gui.look.buttons import Button, LinkButton
from liling_desk.gui.look.flow_box import FlowBox
from liling_desk.gui.look.labels import ElidedLabel, TextLabel
from liling_desk.ledger import edits
from liling_desk.ledger.commitment import Commitment
from liling_desk.ledger.errors import LedgerError
from liling_desk.ledger.evidence import Evidence
from liling_desk.ledger.file_names import ending_of, with_ending
from liling_desk.ledger.media import identify

_SHOW_PROGRESS_MS = 300


class EvidenceTab(QWidget):
    """Adds by button, drop (`take`) and paste; opens private copies; everything that is written can be undone."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._item: Commitment | None = None
        self.rows: list[EvidenceRow] = []
        self.adding = EvidenceAdding(desk, self)
        tr, theme = desk.tr, desk.theme
        self.add = Button(tr("添加文件…"), "plain", "plus", theme)
        self.write_note = Button(tr("记一条文字…"), "plain", "edit", theme)
        self.paste = Button(tr("粘贴"), "plain", "", theme)
        self.none = TextLabel(tr("还没有附件"), theme, 13, "text3")
        self.hint = TextLabel("", theme, 12, "text3", wrap=True)
        self.notes = RemarkNote(theme)
        self._reading = QWidget()
        self._reading_words = ElidedLabel("", theme, 12, "text2")
        self.stop = LinkButton(tr("取消"), theme, px=12)
        self._late = QTimer(self, singleShot=True, interval=_SHOW_PROGRESS_MS)
        self._list = QVBoxLayout()
        self._build()
        self._connect()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.none)
        self._buttons = FlowBox(gap=8)
        for button in (self.add, self.write_note, self.paste):
            self._buttons.add(button)
        column.addWidget(self._buttons)
        column.addWidget(self.hint)
        reading = QHBoxLayout(self._reading)
        reading.setContentsMargins(0, 0, 0, 0)
        reading.addWidget(self._reading_words, 1)
        reading.addWidget(self.stop)
        column.addWidget(self._reading)
        column.addWidget(self.notes)
        self._list.setSpacing(0)
        column.addLayout(self._list)
        self._reading.hide()
        self.hint.setMinimumWidth(1)

    def _connect(self) -> None:
        self.add.clicked.connect(self.ask_files)
        self.write_note.clicked.connect(self.ask_note)
        self.paste.clicked.connect(self.paste_clipboard)
        self.stop.clicked.connect(self.adding.cancel)
        self.adding.progressed.connect(self._show_reading)
        self.adding.told.connect(self._show_remarks)
        self._late.timeout.connect(self._reading.show)
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.paste_clipboard)

    @property
    def writable(self) -> bool:
        """Whether evidence can be added to the item shown."""
        bridge = self._desk.bridge
        return self._item is not None and not self._item.deleted and bridge.has_ledger and not bridge.ledger.read_only

    def show_evidence(self, item: Commitment, evidence: Sequence[Evidence], who: Mapping[str, str]) -> None:
        """`evidence`: all of the item's, newest first; `who` added it, by key."""
        if self._item is None or self._item.code != item.code:
            self.notes.show_remarks([])
        self._item = item
        tr, writable = self._desk.tr, self.writable
        limit = self._desk.choices.current.evidence_limit_mb
        self.none.setVisible(not evidence)
        self._buttons.setVisible(writable)
        self.hint.setVisible(writable)
        self.hint.setText(tr("也可以把文件拖到这一栏，或按 Ctrl+V 粘贴图片。每个文件最多 {limit} MB。", limit=limit))
        while (taken := self._list.takeAt(0)) is not None:
            if (old := taken.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.rows = [EvidenceRow(self._desk, each, who.get(each.key, ""), writable) for each in evidence]
        for row in self.rows:
            self._list.addWidget(row)
            row.open_requested.connect(self.open)
            row.save_requested.connect(self.save)
            row.remove_requested.connect(self.remove)
            row.hash_requested.connect(self.copy_hash)

    def takes(self, mime: QMimeData) -> bool:
        """Whether what is dragged or was copied can be added."""
        return self.writable and (bool(local_files(mime)) or mime.hasImage())

    def take(self, paths: Sequence[Path], image: QImage | None = None) -> None:
        """Add files, or a picture where there are none."""
        if self._item is None or not self.writable:
            return
        if paths:
            self.adding.add_files(self._item.code, paths)
        elif image is not None and not image.isNull():
            self.adding.add_image(self._item.code, image)

    def ask_files(self) -> None:
        """Choose files with the system's dialog."""
        names, _ = QFileDialog.getOpenFileNames(self.window(), self._desk.tr("选择要添加的文件"))
        self.take([Path(name) for name in names])

    def paste_clipboard(self) -> None:
        """Add the files or the picture that were copied."""
        clipboard = QGuiApplication.clipboard()
        mime = clipboard.mimeData()
        if self.takes(mime):
            self.take(local_files(mime), clipboard.image())
        elif self.writable:
            self.notes.show_remarks([("info", self._desk.tr("剪贴板里没有图片，也没有文件。"))])

    def ask_note(self) -> None:
        """Write down what is kept elsewhere."""
        if self._item is None:
            return
        tr, code = self._desk.tr, self._item.code
        prompt = tr("{code} 的依据：文号、名称或存放的地方", code=code)
        missing = tr("请写明文号、名称或存放的地方。")
        dialog = ReasonDialog(self._desk, tr("记一条文字"), prompt, self.window(), missing, missing)
        try:
            if dialog.exec():
                note = Evidence(
                    key=edits.new_key(), commitment=code, text=dialog.reason(), added_on=self._desk.bridge.today
                )
                self._desk.bridge.run(lambda: edits.add_evidence(note), tr("已给 {code} 记下依据材料", code=code))
        finally:
            dialog.deleteLater()

    def open(self, key: str) -> None:
        """Show a private copy with the system's program for it: documents and pictures only, by what they hold now."""
        one, content = self._content(key)
        if one is None or content is None:
            return
        kind = identify(content, ending_of(one.shown_name))
        tr = self._desk.tr
        if not kind.opens:
            said = tr("{file} 不能从这里打开，请另存后再处理。", file=one.shown_name)
            self.notes.show_remarks([("info", said)])
            return
        try:
            path = self._desk.copies.put(with_ending(one.shown_name, kind.media.endings), content)
        except LedgerError as problem:
            self._desk.bridge.problem.emit(problem)
            return
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            said = tr("系统里没有能打开 {file} 的程序，请另存后再打开。", file=one.shown_name)
            self.notes.show_remarks([("info", said)])

    def save(self, key: str) -> None:
        """Save a file elsewhere; the system's dialog asks before it writes over another."""
        one = self._one(key)
        if one is None:
            return
        name, _ = QFileDialog.getSaveFileName(self.window(), self._desk.tr("存到哪里"), one.shown_name)
        _, content = self._content(key) if name else (None, None)
        if content is None:
            return
        from liling_desk.reporting.whole_file import write_whole

        try:
            write_whole(Path(name), content)
        except LedgerError as problem:
            self._desk.bridge.problem.emit(problem)
            return
        self._desk.bridge.announced.emit(self._desk.tr("已另存 {file}", file=Path(name).name), False)

    def remove(self, key: str) -> None:
        """Take a piece of evidence away; the toast takes it back."""
        one = self._one(key)
        if one is not None:
            said = self._desk.tr("已移除附件 {name}", name=one.shown_name or one.text)
            self._desk.bridge.run(edits.remove_evidence(one), said)

    def copy_hash(self, key: str) -> None:
        """Put the whole SHA-256 into the clipboard."""
        one = self._one(key)
        if one is not None and one.sha256:
            QGuiApplication.clipboard().setText(one.sha256)
            self._desk.bridge.announced.emit(self._desk.tr("已复制 SHA-256"), False)

    def _one(self, key: str) -> Evidence | None:
        return next((row.evidence for row in self.rows if row.evidence.key == key), None)

    def _content(self, key: str) -> tuple[Evidence | None, bytes | None]:
        try:
            return self._one(key), self._desk.bridge.ledger.evidence_file(key)
        except LedgerError as problem:
            self._desk.bridge.problem.emit(problem)
            return None, None

    def _show_reading(self, words: str) -> None:
        self._reading_words.setText(words)
        if not words:
            self._late.stop()
            self._reading.hide()
        elif self._reading.isHidden() and not self._late.isActive():
            self._late.start()

    def _show_remarks(self, code: str, remarks: Remarks) -> None:
        if self._item is not None and self._item.code == code:
            self.notes.show_remarks(remarks)
        elif remarks:
            self._desk.bridge.announced.emit(remarks[0][1], False)
