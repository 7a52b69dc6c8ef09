"""What can't be taken, one by one, with the ways out; what was decided so far, and the way back."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.import_page.deciding import Alike, count_of, decide, decisions_of, retype
from liling_desk.gui.import_page.preview_hint import PreviewHint
from liling_desk.gui.import_page.problem_card import ProblemCard
from liling_desk.gui.look.buttons import LinkButton
from liling_desk.gui.look.labels import TextLabel
from liling_desk.importing.findings import Handled, Problem, Suggestion
from liling_desk.importing.preview import Preview

WIDTH = 296
MOST = 60
"""Cards shown at once, around the problem that is looked at; the others follow as these are handled."""
MOST_DECIDED = 40
_LOW = 480
"""Below this height (px) the problems need the room."""


class ProblemsPanel(QWidget):
    """Emits what was decided in all; a likeness is only ever taken by a click here."""

    handled_changed = Signal(object)
    """A `Handled`: the preview is to be made anew with it."""
    pointed = Signal(object)
    """A `Problem` that was clicked: show its cell."""
    next_requested = Signal()
    previous_requested = Signal()
    save_requested = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._handled, self._history = Handled(), list[Handled]()
        self._preview: Preview | None = None
        self._alike = Alike(())
        self._first, self._decided_at = 0, -1
        self.cards: list[ProblemCard] = []
        self.undo_buttons: list[LinkButton] = []
        self.setObjectName("detailPanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._add_head(column)
        self._scroll = QScrollArea()
        self._scroll.setObjectName("bare")
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column.addWidget(self._scroll, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(12, 8, 12, 12)
        self.hint = PreviewHint(desk)
        foot.addWidget(self.hint)
        column.addLayout(foot)
        desk.theme.changed.connect(self._measure)
        self._measure()

    def _add_head(self, column: QVBoxLayout) -> None:
        tr, theme = self._desk.tr, self._desk.theme
        head = QHBoxLayout()
        head.setContentsMargins(16, 10, 12, 0)
        head.setSpacing(2)
        self.title = TextLabel(tr("问题"), theme, px=15, role="text", bold=True)
        self.count = TextLabel("", theme, px=13, role="text2")
        self.previous = LinkButton(tr("上一个"), theme)
        self.previous.setToolTip(tr("上一个问题（Shift+F8）"))
        self.next = LinkButton(tr("下一个"), theme)
        self.next.setToolTip(tr("下一个问题（F8）"))
        head.addWidget(self.title)
        head.addSpacing(6)
        head.addWidget(self.count)
        head.addStretch(1)
        head.addWidget(self.previous)
        head.addWidget(self.next)
        column.addLayout(head)
        tools = QHBoxLayout()
        tools.setContentsMargins(12, 0, 12, 4)
        self.save = LinkButton(tr("导出问题行…"), theme)
        self.save.setToolTip(tr("按对方原来的格式另存，并写明哪里不对，可以退回去改"))
        self.undo = LinkButton(tr("撤回上一步"), theme)
        self.undo.setToolTip(tr("撤回上一步对问题的处理；还没有写入台账"))
        tools.addWidget(self.save)
        tools.addStretch(1)
        tools.addWidget(self.undo)
        column.addLayout(tools)
        self.previous.clicked.connect(self.previous_requested)
        self.next.clicked.connect(self.next_requested)
        self.save.clicked.connect(self.save_requested)
        self.undo.clicked.connect(self.undo_last)

    @property
    def decided(self) -> int:
        """How many things were decided so far."""
        return count_of(self._handled)

    def show_preview(self, preview: Preview, handled: Handled) -> None:
        """List a preview's problems and what was decided about others."""
        had_focus = self.isAncestorOf(self._focused())
        if not count_of(handled):
            self._history = []
        self._preview, self._handled, self._alike = preview, handled, Alike(preview.problems)
        problems = preview.problems
        self.count.setText(f"{len(problems):,}")
        for button in (self.save, self.previous, self.next):
            button.setVisible(bool(problems))
        self.undo.setVisible(count_of(handled) > 0)
        self._first = min(self._first, max(0, len(problems) - MOST))
        scrolled = self._scroll.verticalScrollBar().value()
        self._fill()
        # The new cards have their places only when this is done.
        QTimer.singleShot(0, self, lambda: self._scroll.verticalScrollBar().setValue(scrolled))
        self.hint.show_preview(preview)
        if had_focus and self._decided_at >= 0:
            self._focus_after_deciding()
        self._decided_at = -1

    def focus_problem(self, row: int, field: str) -> None:
        """Give the focus to a problem's field where it can be typed anew, else to its first way out."""
        card = self.show_problem(row, field)
        if card is not None:
            card.focus_first()

    def show_problem(self, row: int, field: str) -> ProblemCard | None:
        """Scroll to a problem's card and mark it; None where there is no such problem."""
        place = self._place_of(row, field)
        if place is None:
            return None
        if not self._first <= place < self._first + len(self.cards):
            self._first = max(0, place - MOST // 2)
            self._fill()
        card = self.cards[place - self._first]
        for each in self.cards:
            each.set_current(each is card)
        self._scroll.widget().layout().activate()
        self._scroll.ensureWidgetVisible(card, 0, 24)
        return card

    def undo_last(self) -> None:
        """Take back what was decided last."""
        before = self._history.pop() if self._history else Handled()
        self._take(before, remember=False)

    def _take(self, handled: Handled, remember: bool = True) -> None:
        if remember:
            self._history.append(self._handled)
        # At once, so that a second click before the new preview comes builds on the first.
        self._handled = handled
        self.handled_changed.emit(handled)

    def _fill(self) -> None:
        assert self._preview is not None
        tr, theme, problems = self._desk.tr, self._desk.theme, self._preview.problems
        shown = problems[self._first : self._first + MOST]
        wanted = {problem.row for problem in shown}
        candidates = {row.number: row.candidates for row in self._preview.rows if row.number in wanted}
        inner = QWidget()
        inner.setObjectName("detailPanel")
        inner.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(0)
        self.cards = []
        for problem in shown:
            card = ProblemCard(self._desk, problem, self._alike, candidates.get(problem.row, ()))
            card.decided.connect(self._decide)
            card.retyped.connect(self._retype)
            card.pointed.connect(self._point)
            column.addWidget(card)
            self.cards.append(card)
        if len(problems) > len(shown):
            words = tr("还有 {n} 个问题，按 F8 逐个看，或处理掉这些就会列出。", n=len(problems) - len(shown))
            column.addWidget(_padded(TextLabel(words, theme, px=13, role="text2", wrap=True)))
        if not problems:
            column.addWidget(_padded(TextLabel(tr("没有问题。"), theme, px=13, role="text2")))
        self._add_decided(column)
        column.addStretch(1)
        old = self._scroll.takeWidget()
        self._scroll.setWidget(inner)
        if old is not None:
            old.hide()
            old.deleteLater()

    def _add_decided(self, column: QVBoxLayout) -> None:
        tr, theme = self._desk.tr, self._desk.theme
        self.undo_buttons = []
        if not self.decided:
            return
        head = TextLabel(tr("已处理 {n} 处", n=self.decided), theme, px=13, role="text", bold=True)
        column.addWidget(_padded(head))
        for decision, _ in zip(decisions_of(self._handled, tr), range(MOST_DECIDED), strict=False):
            line = QHBoxLayout()
            line.setContentsMargins(16, 2, 12, 2)
            line.addWidget(TextLabel(decision.words, theme, px=12, role="text2", wrap=True), 1)
            button = LinkButton(tr("撤回"), theme)
            button.setAccessibleDescription(decision.words)
            button.clicked.connect(lambda _checked=False, rest=decision.without: self._take(rest))
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
            column.addLayout(line)
            self.undo_buttons.append(button)
        if self.decided > MOST_DECIDED:
            words = tr("还有 {n} 处", n=self.decided - MOST_DECIDED)
            column.addWidget(_padded(TextLabel(words, theme, px=12, role="text2")))

    def _decide(self, problems: list[Problem], suggestion: Suggestion) -> None:
        self._decided_at = self._place_of(problems[0].row, problems[0].field) or 0
        self._take(decide(self._handled, problems, suggestion))

    def _retype(self, problems: list[Problem], text: str) -> None:
        self._decided_at = self._place_of(problems[0].row, problems[0].field) or 0
        self._take(retype(self._handled, problems, text))

    def _point(self, problem: Problem) -> None:
        self.show_problem(problem.row, problem.field)
        self.pointed.emit(problem)

    def _place_of(self, row: int, field: str) -> int | None:
        problems = self._preview.problems if self._preview else ()
        return next((at for at, each in enumerate(problems) if (each.row, each.field) == (row, field)), None)

    def _focus_after_deciding(self) -> None:
        """By keyboard the next problem follows, and after the last the way back."""
        place = min(self._decided_at - self._first, len(self.cards) - 1)
        if place >= 0:
            QTimer.singleShot(0, self.cards[place], self.cards[place].focus_first)
        else:
            self.undo.setFocus(Qt.FocusReason.OtherFocusReason)

    def _focused(self) -> QWidget:
        return self.window().focusWidget() or self

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.hint.set_short(self.height() < _LOW)

    def _measure(self) -> None:
        self.setFixedWidth(round(WIDTH * (13 + self._desk.theme.font_step) / 13))


def _padded(widget: QWidget) -> QWidget:
    """With the panel's margins."""
    widget.setContentsMargins(16, 10, 12, 4)
    return widget
