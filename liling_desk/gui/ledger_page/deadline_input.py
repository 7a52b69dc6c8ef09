"""A deadline's phrase, typed as it is written: its reading stands beneath it, and can be overruled by hand."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDynamicPropertyChangeEvent, QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.look.buttons import LinkButton
from liling_desk.gui.look.labels import TextLabel
from liling_desk.gui.look.painting import repolish
from liling_desk.ledger.deadline import Deadline, read_day, read_deadline, reading
from liling_desk.ledger.errors import InvalidEdit, Where
from liling_desk.translations import N_, Message

_OVERRULED = "\n"


def deadline_text(deadline: Deadline) -> str:
    """As it is typed: the phrase and, where the desk reads it another way, its day on a second line."""
    day = deadline.latest.isoformat() if deadline.latest else ""
    if deadline.by_hand and day:
        return f"{deadline.phrase}{_OVERRULED}{day}"
    return deadline.phrase or day


def deadline_from(text: str, reference: date | None, code: str = "") -> Deadline:
    """Back from what was typed. Raises `InvalidEdit` for a day by hand that is none."""
    phrase, overruled, typed = text.partition(_OVERRULED)
    if not overruled:
        return read_deadline(phrase.strip(), reference)
    latest = read_day(typed)
    if latest is None:
        raise InvalidEdit(
            Message(N_("改读作的日期“{text}”不完整。"), {"text": typed.strip()}),
            Message(N_("请写成 2021-12-31 这样，或恢复按规则读。")),
            Where(code=code, column="deadline"),
        )
    earliest = reference if reference is not None and reference <= latest else None
    return Deadline(phrase=phrase.strip(), kind="dated", earliest=earliest, latest=latest, by_hand=True)


class DeadlineInput(QWidget):
    """`text` and `set_text` exchange phrase and day by hand as one text; `empty` stands beneath while there is none."""

    edited = Signal()

    def __init__(self, desk: Desk, empty: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        tr, theme = desk.tr, desk.theme
        self._tr, self._empty = tr, empty
        self._reference: date | None = None
        self._known: Deadline | None = None
        self.phrase, self.day = QLineEdit(), QLineEdit()
        self.day.setPlaceholderText("2021-12-31")
        self.day.setAccessibleName(tr("改读作"))
        self._read = TextLabel("", theme, 12, "text3", wrap=True)
        self._read.setMinimumWidth(1)
        self._read.setContentsMargins(0, 5, 0, 5)
        self.overrule = LinkButton(tr("改读法…"), theme, px=12)
        self.overrule.setToolTip(tr("这句话读得不对时，由督查室写明是哪一天"))
        self.restore = LinkButton(tr("恢复按规则读"), theme, px=12)
        self._as = TextLabel(tr("改读作"), theme, 13, "text3")
        self._by_hand = QWidget(self)
        self.setFocusProxy(self.phrase)
        self._build()
        self.phrase.textChanged.connect(self._typed)
        self.day.textChanged.connect(self._typed)
        self.overrule.clicked.connect(self._take_over)
        self.restore.clicked.connect(self._give_back)
        self._show()

    def _build(self) -> None:
        self._by_hand.hide()
        row = QHBoxLayout(self._by_hand)
        row.setContentsMargins(0, 4, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._as)
        row.addWidget(self.day, 1)
        row.addWidget(self.restore)
        beneath = QHBoxLayout()
        beneath.setSpacing(4)
        beneath.addWidget(self._read, 1)
        beneath.addWidget(self.overrule, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.phrase)
        column.addWidget(self._by_hand)
        column.addLayout(beneath)

    def text(self) -> str:
        """Phrase, and the day on a second line where it is read by hand."""
        phrase = self.phrase.text().strip()
        return f"{phrase}{_OVERRULED}{self.day.text().strip()}" if self.is_overruled() else phrase

    def set_text(self, text: str) -> None:
        """Show what `deadline_text` gave."""
        phrase, overruled, day = text.partition(_OVERRULED)
        self._by_hand.setVisible(bool(overruled))
        self.day.setText(day)
        self.phrase.setText(phrase)
        self._show()

    def is_overruled(self) -> bool:
        """Whether the desk says the day itself."""
        return not self._by_hand.isHidden()

    def reading(self) -> str:
        """What stands beneath."""
        return self._read.text()

    def count_from(self, reference: date | None, known: Deadline | None = None) -> None:
        """From when 今年 and the like count, and how the deadline is read that stands there already."""
        self._reference, self._known = reference, known
        self._show()

    def select_all(self) -> None:
        """Mark the phrase."""
        self.phrase.selectAll()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QDynamicPropertyChangeEvent) and event.propertyName() == b"state":
            line = self.day if self.is_overruled() and self.property("state") else self.phrase
            for each in (self.phrase, self.day):
                each.setProperty("state", self.property("state") if each is line else "")
                repolish(each)
        return super().event(event)

    def _typed(self) -> None:
        self._show()
        self.edited.emit()

    def _take_over(self) -> None:
        ruled = read_deadline(self.phrase.text().strip(), self._reference)
        self._by_hand.show()
        self.day.setText(ruled.latest.isoformat() if ruled.latest else "")
        self._typed()
        self.day.setFocus(Qt.FocusReason.OtherFocusReason)
        self.day.selectAll()

    def _give_back(self) -> None:
        self._by_hand.hide()
        self._typed()
        self.phrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        words, role = self._words()
        self._read.setText(words)
        self._read.set_role(role)
        self._read.setVisible(bool(words))
        self.overrule.setVisible(bool(self.phrase.text().strip()) and not self.is_overruled())
        self.phrase.setAccessibleDescription(words)

    def _words(self) -> tuple[str, str]:
        tr, known = self._tr, self._known
        if known is not None and self.text() == deadline_text(known):
            return tr.say(reading(known, self._reference)), _role(known)
        if not self.phrase.text().strip() and not self.is_overruled():
            return self._empty, "text3"
        try:
            read = deadline_from(self.text(), self._reference)
        except InvalidEdit as problem:
            return tr.say(problem.remedy), "yellow"
        return tr.say(reading(read, self._reference)), _role(read)


def _role(deadline: Deadline) -> str:
    return "yellow" if deadline.kind == "unreadable" else "text3"
