"""The popover at the tick box: the verdict with its date and basis, taking it back, or refusing a claim."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import QDate, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDateEdit, QFileDialog, QFrame, QGridLayout, QHBoxLayout, QPlainTextEdit, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.draft_writer import DraftNote, DraftWriter
from liling_desk.gui.ledger_page.cell_words import claim_words
from liling_desk.gui.look.buttons import LinkButton, SurfaceButton
from liling_desk.gui.look.labels import TextLabel
from liling_desk.gui.look.light_glyphs import LightGlyph
from liling_desk.gui.look.painting import repolish
from liling_desk.gui.look.popover import Popover
from liling_desk.ledger.deadline import read_day
from liling_desk.ledger.file_names import clean_name
from liling_desk.ledger.light import timeliness_of
from liling_desk.ledger.standing import Standing
from liling_desk.ledger.status import Status, Timeliness

WIDTH = 380


@dataclass(frozen=True)
class Verdict:
    """What was decided: `kind` is tick_off, reopen or send_back; `text` is the basis or the reason.

    `files` become evidence of the item that is ticked off.
    """

    kind: str
    codes: tuple[str, ...]
    text: str
    on: date
    files: tuple[Path, ...] = ()


class TickPopover(Popover):
    """One for each opening: it never asks twice, and writes nothing itself."""

    decided = Signal(object)
    """A `Verdict` whose text is not blank."""

    def __init__(self, desk: Desk, standings: Sequence[Standing], kind: str, parent: QWidget) -> None:
        super().__init__(parent, desk.theme, WIDTH)
        self._desk, self._kind = desk, kind
        self._standings = tuple(standings)
        tr, theme = desk.tr, desk.theme
        self._head = TextLabel("", theme, 16, "text", bold=True)
        self._title = TextLabel("", theme, 13, "text2", wrap=True)
        self._on = QDateEdit(self)
        self._on_label = TextLabel(tr("办结日期"), theme, 13, "text2")
        self._timely = TextLabel("", theme, 13, "done")
        self._label = TextLabel("", theme, 13, "text2")
        self._text = _Words(self)
        self._hint = TextLabel("", theme, 12, "text3", wrap=True)
        self._files: tuple[Path, ...] = ()
        self.attach = LinkButton(tr("附上依据文件…"), theme, self, px=12)
        self._other = LinkButton("", theme, self)
        self._leave = SurfaceButton(tr("取消"), "plain", "", theme, self)
        self._accept = SurfaceButton("", "primary", "", theme, self)
        codes = "+".join(each.code for each in self._standings)
        self.draft = DraftWriter(desk, "verdict", codes, self._typed, self)
        self._note = DraftNote(desk, self)
        self._note.dropped.connect(self._drop)
        self._note.hide()
        self._decided = False
        self._build()
        self._show_kind()
        self._put_back(self.draft.kept())
        self._text.textChanged.connect(self.draft.typed)
        self._on.dateChanged.connect(self.draft.typed)

    def dismiss(self) -> None:
        """Close it; what was written goes with it unless it was decided on: then it stays until that is written."""
        if not self.isHidden() and not self._decided:
            self.draft.end()
        super().dismiss()

    def open_on(self, anchor: QRect, return_to: QWidget) -> None:
        """Open at the box; the cursor waits where the basis is written."""
        self.open_at(anchor, return_to, self._text)

    def _build(self) -> None:
        self.body.addWidget(self._head)
        self.body.addWidget(self._title)
        self.body.addWidget(self._note)
        if claim := "" if len(self._standings) > 1 else claim_words(self._standings[0], self._desk.tr):
            self.body.addWidget(_claim_note(claim, self._desk))
        latest = max(self._desk.bridge.today, self._desk.bridge.as_of)
        self._on.setCalendarPopup(True)
        self._on.setDisplayFormat("yyyy-MM-dd")
        self._on.setMaximumDate(QDate(latest.year, latest.month, latest.day))
        day = self._desk.bridge.as_of
        self._on.setDate(QDate(day.year, day.month, day.day))
        self._on.setAccessibleName(self._desk.tr("办结日期"))
        self._on.setFixedWidth(self._desk.theme.metrics.col_unit + 38)
        self._on.dateChanged.connect(self._judge)
        self._text.setFixedHeight(3 * self._text.fontMetrics().lineSpacing() + 10)
        self._text.setTabChangesFocus(True)
        self._text.submitted.connect(self._decide)
        self._text.textChanged.connect(self._forgive)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.addWidget(self._on_label, 0, 0)
        grid.addWidget(self._on, 0, 1)
        grid.addWidget(self._timely, 0, 2)
        grid.addWidget(self._label, 1, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._text, 1, 1, 1, 2)
        grid.addWidget(self._hint, 2, 1, 1, 2)
        grid.addWidget(self.attach, 3, 1, 1, 2, Qt.AlignmentFlag.AlignLeft)
        grid.setColumnStretch(2, 1)
        self._label.setContentsMargins(0, 7, 0, 0)
        self.body.addSpacing(2)
        self.body.addLayout(grid)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._other)
        row.addStretch(1)
        row.addWidget(self._leave)
        row.addWidget(self._accept)
        self.body.addSpacing(2)
        self.body.addLayout(row)
        self._leave.clicked.connect(self.dismiss)
        self._accept.clicked.connect(self._decide)
        self._other.clicked.connect(self._switch)
        self.attach.clicked.connect(self._choose_files)

    def _show_kind(self) -> None:
        tr, many = self._desk.tr, len(self._standings) > 1
        verb = {"tick_off": tr("销号"), "reopen": tr("重新打开"), "send_back": tr("退回")}[self._kind]
        first = self._standings[0].commitment
        what = tr("{n} 项", n=len(self._standings)) if many else first.code
        self._head.setText(tr("{verb} {what}", verb=verb, what=what))
        self._title.setText(self._subtitle())
        ticking = self._kind == "tick_off"
        for widget in (self._on, self._on_label, self._timely):
            widget.setVisible(ticking)
        self.attach.setVisible(ticking and not many)
        self._label.setText(tr("办结依据") if ticking else tr("原因"))
        self._text.setAccessibleName(self._label.text())
        self._hint.setText(self._rule())
        self._accept.setText(verb)
        self._accept.setToolTip("Ctrl+Enter")
        waiting = all(each.commitment.status is Status.SUBMITTED for each in self._standings)
        self._other.setVisible(waiting)
        self._other.setText(tr("退回，未完成") if ticking else tr("改为销号"))
        self.setAccessibleName(self._head.text())
        self._judge()

    def _subtitle(self) -> str:
        tr, first = self._desk.tr, self._standings[0].commitment
        if len(self._standings) > 1:
            shown = tr("、").join(each.code for each in self._standings[:6])
            return tr("{codes} 等", codes=shown) if len(self._standings) > 6 else shown
        if self._kind == "reopen":
            said = tr("{day} 办结，依据：{basis}", day=first.done_on, basis=first.done_basis)
            return f"{first.title}\n{said}"
        return first.title

    def _rule(self) -> str:
        tr = self._desk.tr
        return tr("必填。写进历史，报表里可查。") if self._kind == "tick_off" else tr("必填。写进历史。")

    def _judge(self) -> None:
        """Say what the day makes of it."""
        if len(self._standings) > 1 or self._kind != "tick_off":
            self._timely.setText("")
            return
        item = self._standings[0].commitment
        on = self._chosen_day()
        done = item.but(status=Status.DONE, done_on=on, done_basis="-")
        timely = timeliness_of(done, on, 0)
        words = self._desk.tr(timely.word) if item.due else ""
        if timely is Timeliness.DONE_LATE and item.due:
            words = self._desk.tr("超期 {n} 天", n=(on - item.due).days)
        self._timely.set_role("yellow" if timely is Timeliness.DONE_LATE else "done")
        self._timely.setText(words)

    def _switch(self) -> None:
        self._kind = "send_back" if self._kind == "tick_off" else "tick_off"
        self._forgive()
        self._show_kind()
        self.adjustSize()
        self._text.setFocus()

    def _chosen_day(self) -> date:
        day = self._on.date()
        return date(day.year(), day.month(), day.day())

    def _decide(self) -> None:
        text = self._text.toPlainText().strip()
        if not text:
            self._text.setProperty("state", "wrong")
            repolish(self._text)
            self._hint.set_role("red")
            tr = self._desk.tr
            self._hint.setText(tr("请写办结依据，例如验收文号。") if self._kind == "tick_off" else tr("请写原因。"))
            self._text.setFocus()
            return
        codes = tuple(each.code for each in self._standings)
        verdict = Verdict(self._kind, codes, text, self._chosen_day(), self._attached())
        self._decided = True
        self.dismiss()
        self.decided.emit(verdict)

    def _typed(self) -> dict[str, str]:
        text = self._text.toPlainText()
        return {"kind": self._kind, "text": text, "on": self._chosen_day().isoformat()} if text.strip() else {}

    def _put_back(self, texts: Mapping[str, str]) -> None:
        kind, text = texts.get("kind"), texts.get("text", "")
        if kind != self._kind and {kind, self._kind} == {"tick_off", "send_back"} and not self._other.isHidden():
            self._kind = str(kind)
            self._show_kind()
        if kind != self._kind or not text:
            return
        self._text.setPlainText(text)
        if (day := read_day(texts.get("on", ""))) is not None:
            self._on.setDate(QDate(day.year, day.month, day.day))
        self._note.show()

    def _drop(self) -> None:
        self._text.clear()
        self.draft.drop()
        self._text.setFocus()

    def _choose_files(self) -> None:
        """The files are read once the verdict stands; here they are only named."""
        tr = self._desk.tr
        names, _ = QFileDialog.getOpenFileNames(self.window(), tr("选择依据文件"))
        self._files = tuple(Path(name) for name in names)
        first = clean_name(self._files[0].name) if self._files else ""
        self.attach.setText(
            tr("附上依据文件…") if not names
            else tr("附上 {file}", file=first) if len(names) == 1
            else tr("附上 {file} 等 {n} 个文件", file=first, n=len(names))
        )  # fmt: skip
        self.attach.setToolTip("\n".join(clean_name(path.name) for path in self._files))
        self._text.setFocus()

    def _attached(self) -> tuple[Path, ...]:
        return self._files if self._kind == "tick_off" and len(self._standings) == 1 else ()

    def _forgive(self) -> None:
        if self._text.property("state"):
            self._text.setProperty("state", "")
            repolish(self._text)
            self._hint.set_role("text3")
            self._hint.setText(self._rule())


class _Words(QPlainTextEdit):
    submitted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if entered and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.submitted.emit()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)


def _claim_note(claim: str, desk: Desk) -> QFrame:
    note = QFrame()
    note.setObjectName("noteYellow")
    row = QHBoxLayout(note)
    row.setContentsMargins(10, 7, 10, 7)
    row.setSpacing(8)
    row.addWidget(LightGlyph("yellow", desk.theme, 14), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(TextLabel(claim, desk.theme, 13, "text", wrap=True), 1)
    return note
