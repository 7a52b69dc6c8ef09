"""What can't be taken, one by one, with the ways out."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.look.buttons import LinkButton
from liling_desk.gui.look.flow_box import FlowBox
from liling_desk.gui.look.icons import icon
from liling_desk.gui.look.labels import TextLabel
from liling_desk.importing.findings import Problem, Suggestion
from liling_desk.importing.preview import Preview

WIDTH = 296
MOST = 60
"""Cards shown at once; the others follow as these are handled."""


class ProblemsPanel(QWidget):
    """Emits what was decided; keeps nothing itself."""

    decided = Signal(object, object)
    """`Problem`, `Suggestion`."""
    retyped = Signal(object, str)
    """`Problem` and the text typed in its place."""
    pointed = Signal(object)
    """A `Problem` that was clicked: show its cell."""
    save_requested = Signal()
    forget_requested = Signal()
    """Take back every decision about problems."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setObjectName("detailPanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        tr, theme = desk.tr, desk.theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 12, 8)
        self.title = TextLabel(tr("问题"), theme, px=15, role="text", bold=True)
        self.count = TextLabel("", theme, px=13, role="text2")
        self.forget = LinkButton(tr("恢复已处理的"), theme)
        self.forget.clicked.connect(self.forget_requested)
        self.save = LinkButton(tr("另存问题行"), theme)
        self.save.clicked.connect(self.save_requested)
        head.addWidget(self.title)
        head.addSpacing(6)
        head.addWidget(self.count)
        head.addStretch(1)
        head.addWidget(self.forget)
        head.addWidget(self.save)
        column.addLayout(head)
        self._scroll = QScrollArea()
        self._scroll.setObjectName("bare")
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column.addWidget(self._scroll, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(12, 8, 12, 12)
        self.hint = _Hint(desk)
        foot.addWidget(self.hint)
        column.addLayout(foot)
        self.cards: list[ProblemCard] = []
        desk.theme.changed.connect(self._measure)
        self._measure()

    def show_preview(self, preview: Preview, handled: int) -> None:
        """List a preview's problems. `handled`: how many were decided so far."""
        tr, theme = self._desk.tr, self._desk.theme
        problems = preview.problems
        self.count.setText(str(len(problems)))
        self.save.setVisible(bool(problems))
        self.forget.setVisible(handled > 0)
        self.cards = []
        inner = QWidget()
        inner.setObjectName("detailPanel")
        inner.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 0, 12, 8)
        column.setSpacing(0)
        for problem in problems[:MOST]:
            card = ProblemCard(self._desk, problem)
            card.decided.connect(self.decided)
            card.retyped.connect(self.retyped)
            card.pointed.connect(self.pointed)
            column.addWidget(card)
            self.cards.append(card)
        if len(problems) > MOST:
            column.addSpacing(8)
            words = tr("还有 {n} 个问题，处理掉上面的就会列出。", n=len(problems) - MOST)
            column.addWidget(TextLabel(words, theme, px=13, role="text2", wrap=True))
        if not problems:
            column.addWidget(TextLabel(tr("没有问题。"), theme, px=13, role="text2"))
        column.addStretch(1)
        self._scroll.setWidget(inner)
        self.hint.show_preview(preview)

    def focus_problem(self, row: int, field: str) -> None:
        """Give the focus to the first way out of a problem."""
        for card in self.cards:
            if (card.problem.row, card.problem.field) == (row, field):
                self._scroll.ensureWidgetVisible(card)
                card.focus_first()
                return

    def _measure(self) -> None:
        self.setFixedWidth(round(WIDTH * (13 + self._desk.theme.font_step) / 13))


class ProblemCard(QFrame):
    """Where, what was typed, why it can't be taken, and what can be done."""

    decided = Signal(object, object)
    retyped = Signal(object, str)
    pointed = Signal(object)

    def __init__(self, desk: Desk, problem: Problem) -> None:
        super().__init__()
        self.problem = problem
        tr, theme = desk.tr, desk.theme
        self._tr = tr
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 10, 0, 0)
        outer.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(8)
        sign = TextLabel("", theme)
        sign.setPixmap(icon("warn", theme, 16, "yellow").pixmap(16, 16))
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        place = tr("第 {row} 行，{column}", row=problem.row, column=problem.column)
        where = place if problem.column else tr("第 {row} 行", row=problem.row)
        words.addWidget(TextLabel(where, theme, px=13, role="text2", wrap=True))
        if problem.value:
            shown = problem.value if len(problem.value) <= 80 else problem.value[:80] + "…"
            words.addWidget(TextLabel(shown, theme, px=14, role="text", wrap=True))
        words.addWidget(TextLabel(tr.say(problem.why), theme, px=12, role="text2", wrap=True))
        self._ways = FlowBox(gap=4)
        words.addWidget(self._ways)
        self.field = QLineEdit(problem.value)
        self.field.setAccessibleName(tr("改为"))
        self.field.returnPressed.connect(self._retype)
        self.field.hide()
        words.addWidget(self.field)
        row.addLayout(words, 1)
        outer.addLayout(row)
        line = QFrame()
        line.setObjectName("hairline")
        line.setFixedHeight(1)
        outer.addWidget(line)
        self.ways: list[LinkButton] = []
        for suggestion in problem.suggestions:
            self._add_way(tr.say(suggestion.label), desk, lambda s=suggestion: self._decide(s))
        if problem.field:
            self.other = self._add_way(tr("改为…"), desk, self._open_field)

    def focus_first(self) -> None:
        """Give the focus to the first way out."""
        if self.ways:
            self.ways[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pointed.emit(self.problem)

    def _add_way(self, text: str, desk: Desk, act: object) -> LinkButton:
        button = LinkButton(text, desk.theme)
        button.setAccessibleDescription(self._tr("第 {row} 行", row=self.problem.row))
        button.clicked.connect(lambda _checked=False: act())  # type: ignore[operator]
        self._ways.add(button)
        self.ways.append(button)
        return button

    def _decide(self, suggestion: Suggestion) -> None:
        self.decided.emit(self.problem, suggestion)

    def _open_field(self) -> None:
        self.field.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.selectAll()

    def _retype(self) -> None:
        self.retyped.emit(self.problem, self.field.text().strip())


class _Hint(QFrame):
    """What starts unticked, and that a claim is no verdict."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._tr = desk.tr
        self.setObjectName("note")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 10, 12, 10)
        row.setSpacing(8)
        sign = TextLabel("", desk.theme)
        sign.setPixmap(icon("info", desk.theme, 16).pixmap(16, 16))
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        self.words = TextLabel("", desk.theme, px=12, role="text2", wrap=True)
        row.addWidget(self.words, 1)

    def show_preview(self, preview: Preview) -> None:
        tr = self._tr
        guarded = sorted({change.row for change in preview.changes if change.safety == "verdict"})
        over = sorted({change.row for change in preview.changes if change.safety == "overwrite"} - set(guarded))
        parts = [tr.say(note) for note in preview.notes]
        if guarded:
            parts.append(tr("第 {rows} 行要改督查室已作的决定，默认不接受，须逐行勾选。", rows=_rows(guarded)))
        if over:
            parts.append(tr("第 {rows} 行要改写已有内容，默认不勾选那些格。", rows=_rows(over)))
        if any(change.field == "claimed_status" for change in preview.changes):
            parts.append(tr("自报“已完成”只记为待核定，不会销号。"))
        self.words.setText("\n".join(parts))
        self.setVisible(bool(parts))


def _rows(numbers: list[int]) -> str:
    return "、".join(str(number) for number in numbers[:5]) + ("…" if len(numbers) > 5 else "")
