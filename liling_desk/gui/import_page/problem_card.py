"""One problem: where, what was typed, why it can't be taken, and the ways out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout

from liling_desk.gui.desk import Desk
from liling_desk.gui.import_page.deciding import LEAVING, WHOLE_FILE, Alike, way_words
from liling_desk.gui.look.buttons import LinkButton
from liling_desk.gui.look.flow_box import FlowBox
from liling_desk.gui.look.icons import icon
from liling_desk.gui.look.labels import TextLabel
from liling_desk.importing.findings import Problem, Suggestion
from liling_desk.importing.titles import Candidate
from liling_desk.translations import N_

_BAR = 3
_LONGEST = 80
_LEAVING_ALL = {"drop": N_("同类 {n} 处都放弃"), "skip": N_("同类 {n} 行都跳过")}


class ProblemCard(QFrame):
    """Says what was chosen; `everywhere` tells whether for all the same."""

    decided = Signal(object, object)
    """The problems (a list) and the `Suggestion` taken for them."""
    retyped = Signal(object, str)
    """The problems and the text that takes the place of theirs."""
    pointed = Signal(object)
    """The `Problem` was clicked: show its cell."""

    def __init__(self, desk: Desk, problem: Problem, alike: Alike, candidates: Sequence[Candidate]) -> None:
        super().__init__()
        self.problem = problem
        self._desk, self._tr = desk, desk.tr
        self._same, self._like = alike.same_as(problem), alike.like(problem)
        self._titles = {each.code: (each.title, each.score) for each in candidates}
        self._current = False
        self.ways: list[LinkButton] = []
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 10, 12, 0)
        outer.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(8)
        sign = TextLabel("", desk.theme)
        sign.setPixmap(icon("warn", desk.theme, 16, "yellow").pixmap(16, 16))
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        self._words = QVBoxLayout()
        self._words.setSpacing(2)
        row.addLayout(self._words, 1)
        outer.addLayout(row)
        line = QFrame()
        line.setObjectName("hairline")
        line.setFixedHeight(1)
        outer.addWidget(line)
        self._say()
        self._offer()

    @property
    def everywhere(self) -> bool:
        """Whether what is chosen holds for all the same problems."""
        return self.all_same.isChecked()

    def focus_first(self) -> None:
        """Give the focus to the first way out."""
        if self.ways:
            self.ways[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def set_current(self, current: bool) -> None:
        """Mark the card whose cell has the focus."""
        self._current = current
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._current:
            tokens, painter = self._desk.theme.tokens, QPainter(self)
            painter.fillRect(self.rect().adjusted(0, 0, 0, -1), tokens.hover)
            painter.fillRect(QRect(0, 0, _BAR, self.height() - 1), tokens.accent)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pointed.emit(self.problem)

    def _say(self) -> None:
        tr, theme, problem = self._tr, self._desk.theme, self.problem
        place = tr("第 {row} 行，{column}", row=problem.row, column=problem.column)
        where = place if problem.column else tr("第 {row} 行", row=problem.row)
        self._words.addWidget(TextLabel(where, theme, px=13, role="text2", wrap=True))
        if problem.value:
            shown = problem.value if len(problem.value) <= _LONGEST else problem.value[:_LONGEST] + "…"
            self._words.addWidget(TextLabel(shown, theme, px=14, role="text", wrap=True))
        self._words.addWidget(TextLabel(tr.say(problem.why), theme, px=12, role="text2", wrap=True))

    def _offer(self) -> None:
        tr, problem = self._tr, self.problem
        ways = FlowBox(gap=4)
        # A long word on a button is cut there; it must not make the panel wider than it is.
        ways.setMinimumWidth(1)
        self._words.addWidget(ways)
        for suggestion in problem.suggestions:
            text = way_words(suggestion, tr, self._titles.get)
            button = self._way(ways, text, partial(self._decide, suggestion))
            if suggestion.kind in WHOLE_FILE:
                button.setToolTip(tr("{what}。整个文件里都按此处理，导入时一并记下。", what=text))
        self.other = self._way(ways, tr("改为…"), self._open_field) if problem.field else None
        self.field = QLineEdit(problem.value)
        self.field.setAccessibleName(tr("改为"))
        self.field.returnPressed.connect(self._retype)
        self.field.hide()
        self._words.addWidget(self.field)
        self.all_same = QCheckBox(tr("对相同的 {n} 处都这样", n=len(self._same)))
        self.all_same.setMinimumWidth(1)
        self._words.addWidget(self.all_same)
        self.all_same.setVisible(len(self._same) > 1)
        for suggestion in problem.suggestions:
            if suggestion.kind in LEAVING and len(self._like) > len(self._same):
                words = tr(_LEAVING_ALL[suggestion.kind], n=len(self._like))
                self._way(ways, words, partial(self.decided.emit, self._like, suggestion))

    def _way(self, ways: FlowBox, text: str, act: Callable[[], object]) -> LinkButton:
        button = LinkButton(text, self._desk.theme)
        button.setToolTip(text)
        button.setAccessibleDescription(self._tr("第 {row} 行", row=self.problem.row))
        button.clicked.connect(lambda _checked=False: act())
        ways.add(button)
        self.ways.append(button)
        return button

    def _meant(self) -> list[Problem]:
        return self._same if self.everywhere else [self.problem]

    def _decide(self, suggestion: Suggestion) -> None:
        self.decided.emit(self._meant(), suggestion)

    def _open_field(self) -> None:
        self.field.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.selectAll()

    def _retype(self) -> None:
        self.retyped.emit(self._meant(), self.field.text().strip())
