"""Granting a later day (延期): until when, why, and by which document."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.ledger_page.decision_form import WIDTH, DecisionForm
from liling_desk.ledger import edits
from liling_desk.ledger.commitment import Commitment
from liling_desk.ledger.deadline import read_day, read_deadline, reading
from liling_desk.ledger.status import Status
from liling_desk.translations import N_, Message

_WORDS = {
    "until": N_("延期到"),
    "reason": N_("原因"),
    "document": N_("批准文件"),
    "decided_on": N_("批准日期"),
}


class ExtensionDialog(DecisionForm):
    """The original deadline stays; the extension stands beside it."""

    def __init__(self, desk: Desk, codes: Sequence[str], parent: QWidget | None = None) -> None:
        tr = desk.tr
        super().__init__(desk, tr("延期"), codes, [tr(word) for word in _WORDS.values()], why_not_extend, parent)
        self.until, self.reason = QLineEdit(), QPlainTextEdit()
        self.document, self.decided_on = QLineEdit(), QLineEdit()
        self.decided_on.setText(desk.bridge.as_of.isoformat())
        self.document.setPlaceholderText(tr("例如：市政府常务会议纪要〔2021〕12 号"))
        self._say_present()
        for name in _WORDS:
            self.add_field(name, tr(_WORDS[name]), getattr(self, name), required=True)
        self.fields["reason"].set_hint(tr("写进历史，事项详情里也写明。"))
        self.until.textChanged.connect(self._read)
        self.decided_on.textChanged.connect(self._read)
        self._read()
        self.fit(WIDTH, self.until)
        self.keep_draft("extension", "+".join(item.code for item in self.items))

    def submit(self) -> bool:
        """Check each field, then write; nothing is written where one is wrong."""
        tr, until, decided_on = self._desk.tr, self._until(), read_day(self.decided_on.text())
        reason, document = self.reason.toPlainText().strip(), self.document.text().strip()
        problems: dict[str, str] = {}
        if until is None:
            problems["until"] = tr("请写明延期到哪一天。")
        elif until <= self._latest_due():
            problems["until"] = tr("要晚于现在的时限 {due}。", due=self._latest_due().isoformat())
        if not reason:
            problems["reason"] = tr("请写明原因，它会进入历史。")
        if not document:
            problems["document"] = tr("请写明批准文件的名称或文号。")
        if decided_on is None:
            problems["decided_on"] = tr("请写成 2021-12-31 这样。")
        if problems or until is None or decided_on is None:
            self.refuse_all(problems)
            return False
        return self.write_all(
            "extend",
            lambda item: edits.extend(item, until, reason, document, decided_on),
            tr("已延期 {what}，到 {until}", what=self.what(), until=until.isoformat()),
            reason,
        )

    def _say_present(self) -> None:
        tr, dues = self._desk.tr, sorted({item.due for item in self.items if item.due is not None})
        if not dues:
            return
        if len(dues) > 1:
            self.note(tr("现在的时限从 {first} 到 {last}。", first=dues[0].isoformat(), last=dues[-1].isoformat()))
            return
        words = tr("现在的时限 {due}。", due=dues[0].isoformat())
        if len(self.items) == 1 and (times := len(self.items[0].extensions)):
            words = tr("{words}已延期 {n} 次。", words=words, n=times)
        self.note(words)

    def _latest_due(self) -> date:
        return max((item.due for item in self.items if item.due is not None), default=date.min)

    def _reference(self) -> date:
        return read_day(self.decided_on.text()) or self._desk.bridge.as_of

    def _until(self) -> date | None:
        read = read_deadline(self.until.text().strip(), self._reference())
        return read.latest if read.kind == "dated" else None

    def _read(self) -> None:
        """Say how the typed phrase is read, and how much later that is."""
        tr, field, phrase = self._desk.tr, self.fields["until"], self.until.text().strip()
        if not phrase:
            field.set_hint(tr("写日期，或照文件写：2022年6月底前"))
            return
        until, due = self._until(), self._latest_due()
        words = tr.say(reading(read_deadline(phrase, self._reference()), self._reference()))
        if until is None or due == date.min:
            field.set_hint(words, "yellow")
        elif until <= due:
            field.set_hint(tr("{reading}，不晚于现在的时限 {due}", reading=words, due=due.isoformat()), "yellow")
        else:
            field.set_hint(tr("{reading}，推后 {n} 天", reading=words, n=(until - due).days))


def why_not_extend(item: Commitment) -> Message | None:
    """Why an item can't be extended, or None."""
    if item.status in (Status.DONE, Status.TERMINATED):
        return Message(N_("已办结或终止，不延期。"))
    if item.due is None:
        return Message(N_("没有时限，不能延期；可先定交办时限。"))
    return None
