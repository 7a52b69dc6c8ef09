"""Letters to units on the report page: whom to write to, what stands in them, logging them as issued."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.look.buttons import LinkButton
from liling_desk.gui.report_page.kind_panels import KindPanel, Offer
from liling_desk.gui.report_page.letter_choices import LetterChoices
from liling_desk.gui.report_page.letter_fields import LetterFields
from liling_desk.gui.report_page.letter_folder import LetterFolder
from liling_desk.gui.report_page.letter_foot import LetterFoot
from liling_desk.gui.report_page.letter_logging import LetterLogging
from liling_desk.gui.report_page.letter_numbers import LetterNumbers, all_letters
from liling_desk.gui.report_page.template_folder import TemplateFolder
from liling_desk.gui.report_page.unit_list import Addressee, UnitList
from liling_desk.ledger.filters import LedgerFilter
from liling_desk.ledger.letter import Letter, LetterKind, newest_to_units
from liling_desk.report_material import material_of
from liling_desk.reporting.letters import recipients
from liling_desk.reporting.options import LetterOptions, ReportOptions
from liling_desk.translations import Translator

if TYPE_CHECKING:
    from liling_desk.gui.report_page.page import ReportPage
    from liling_desk.gui.report_page.request import Ready

_TYPING_MS = 150


class LettersPanel(KindPanel):
    """One for each kind of letter."""

    def __init__(self, desk: Desk, page: ReportPage, kind: LetterKind) -> None:
        super().__init__()
        self._desk, self._page, self.kind = desk, page, kind
        self._told: dict[str, tuple[str, ...]] = {}
        self._kept = LetterChoices(desk.choices, kind)
        self._unkept = False
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._typing.timeout.connect(self._rested)
        self.units = UnitList(desk)
        self.nobody = LinkButton("", desk.theme, px=12)
        self.fields = LetterFields(desk)
        self._numbers = LetterNumbers(desk, self.fields)
        self.bottom = LetterFoot(desk)
        self.logging = LetterLogging(desk, page, self)
        self._folder = LetterFolder(desk, page)
        self._templates = TemplateFolder(desk, page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(8)
        column.addWidget(self.units)
        column.addWidget(self.nobody, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.fields)
        self._connect()

    def options(self) -> dict[str, Any]:
        numbers: dict[str, Any] = {"number": self._numbers.pattern(), "first_number": self._numbers.first()}
        return {"letters": LetterOptions(**numbers, units=self.units.chosen(), **self.fields.options())}

    def foot(self) -> QWidget | None:
        return self.bottom

    def save(self, ready: Ready, ending: str) -> bool:
        return self._folder.save(ready, ending, self.fields.form.value(), self.offer)

    def offer(self, ready: Ready) -> Offer:
        return self.logging.offer(ready)

    def refresh(self) -> None:
        self._keep()
        self.fields.show_values(self._kept.values())
        self._show()

    def run_key(self) -> tuple[object, ...]:
        """What makes one run of letters the same as another, but its numbers."""
        scope, period = self._page.options.scope, self._page.options.chosen().get("period")
        fields = self.fields.options()
        told = (fields["issued_on"], self.fields.number.text().strip(), self.units.chosen())
        return (*told, scope.filter, self._desk.bridge.as_of, period)

    def begin_next(self) -> None:
        """A new run: everybody again, from the next number."""
        self.logging.forget()
        self._numbers.by_hand = False
        self.units.forget()
        self._changed()

    def number_from(self, number: int) -> None:
        """Count from another number."""
        self._numbers.count_from(number)
        self._changed()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._keep()
        if self._typing.isActive():
            self._rested()

    def _connect(self) -> None:
        self.units.changed.connect(self._changed)
        self.nobody.clicked.connect(self._show_nobodys)
        self.fields.typed.connect(self._typed)
        self.fields.ended.connect(self._keep)
        self.fields.numbered.connect(self._numbered)
        self.fields.templates.clicked.connect(self._templates.open)
        self.bottom.log.clicked.connect(self.logging.ask)
        self.bottom.agreed.connect(self.logging.agreed)
        self.bottom.next_wanted.connect(self.begin_next)
        self._page.options.changed.connect(self._show)

    def _typed(self) -> None:
        self._unkept = True
        self._wait()

    def _keep(self) -> None:
        """What was typed goes to the preferences when a field is left, not with every key."""
        if self._unkept:
            self._unkept = False
            self._kept.keep(self.fields.values())

    def _numbered(self) -> None:
        self._numbers.by_hand = True
        self.logging.forget()
        self._wait()

    def _wait(self) -> None:
        self._count()
        self._page.maker.outdate(begin=False)  # who prints right now waits for what was typed
        self._typing.start()

    def _rested(self) -> None:
        self._typing.stop()
        self.changed.emit()

    def _changed(self) -> None:
        self._count()
        self.changed.emit()

    def _show(self) -> None:
        """Everything from the ledger; no signals."""
        if self._page.panels.shown is not self or not self._desk.bridge.has_ledger:
            return
        tr, page, ledger, as_of = self._desk.tr, self._page, self._desk.bridge.ledger, self._desk.bridge.as_of
        scope = page.options.scope
        asked = ReportOptions(as_of, period=page.options.chosen().get("period"))
        rows = ledger.find(scope.filter, scope.sort, as_of)
        self._told = recipients(self.kind, material_of(ledger, self.kind.value, rows, asked), asked, tr)
        nobody = len(self._told.get("", ()))
        newest = newest_to_units(all_letters(self._desk), self.kind)
        told = [(unit, len(codes)) for unit, codes in self._told.items() if unit]
        self.units.show_units([Addressee(unit, n, *_last_words(newest.get(unit), tr)) for unit, n in told])
        self.nobody.setText(tr("{n} 项待分办，没有单位可发", n=nobody))
        self.nobody.setVisible(bool(nobody))
        self.nobody.updateGeometry()
        self._count()

    def _count(self) -> None:
        """What follows from the chosen units and the pattern of the number."""
        tr, chosen = self._desk.tr, self.units.chosen()
        items = sum(len(self._told[unit]) for unit in chosen)
        words = tr("{units} 个单位，{items} 项", units=len(chosen), items=items)
        self.units.counted.setText(words if self.units.rows else tr("没有要发函的单位"))
        self._numbers.show(all_letters(self._desk), len(chosen), self.logging.is_logged())
        self.logging.show_state(len(chosen))

    def _show_nobodys(self) -> None:
        codes = self._told.get("", ())
        self._page.items_requested.emit(LedgerFilter(codes=codes), self._desk.tr("待分办，没有单位可发函"))


def _last_words(letter: Letter | None, tr: Translator) -> tuple[str, str]:
    """When a unit was sent something last, and what."""
    if letter is None:
        return "", ""
    kind, day, number = tr(letter.kind.word), letter.issued_on, letter.number or tr("没有文号")
    return tr("上次 {day}", day=day), tr("上次{kind}：{day}，{number}", kind=kind, day=day, number=number)
