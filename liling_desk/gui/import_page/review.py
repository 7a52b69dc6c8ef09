"""Steps two and three on one screen: how the file was read, its columns, every cell, the problems, the apply bar."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.import_page.acceptance import Acceptance, Tally
from liling_desk.gui.import_page.apply_bar import ApplyBar
from liling_desk.gui.import_page.diff_model import TITLE, DiffModel
from liling_desk.gui.import_page.diff_view import DiffView
from liling_desk.gui.import_page.facts_bar import FactsBar
from liling_desk.gui.import_page.mapping_bar import MappingBar
from liling_desk.gui.import_page.problems_panel import ProblemsPanel
from liling_desk.gui.import_page.reading import Choice, Reading
from liling_desk.gui.import_page.row_kinds import FILTERS
from liling_desk.gui.look.buttons import LinkButton
from liling_desk.gui.look.empty_state import EmptyState
from liling_desk.gui.look.flow_box import FlowBox
from liling_desk.gui.look.labels import TextLabel
from liling_desk.gui.look.segmented import Segmented
from liling_desk.importing.findings import Problem

_MANY = 20_000
"""More cells than this are counted away from the window."""


class Review(QWidget):
    """Shows a reading; its parts' signals say what the user wants."""

    ticks_changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.facts = FactsBar(desk)
        self.mapping = MappingBar(desk)
        self.model = DiffModel(desk.tr, self)
        self.table = DiffView(desk, self.model)
        self.problems = ProblemsPanel(desk)
        self.bar = ApplyBar(desk)
        column.addWidget(self.facts)
        column.addWidget(self.mapping)
        column.addWidget(_hairline())
        self._stack = QStackedWidget()
        self._stack.addWidget(self._checking())
        self.unread = EmptyState("file", desk.tr("这个文件还没有读出来"), "", [], desk.theme)
        self._stack.addWidget(self.unread)
        column.addWidget(self._stack, 1)
        column.addWidget(self.bar)
        self._skipped = 0
        self._why_not = ""
        self.model.acceptance_changed.connect(self._count)
        self.table.problem_entered.connect(self.problems.focus_problem)
        self.table.problem_reached.connect(self.problems.show_problem)
        self.problems.pointed.connect(self._show_problem)
        self.problems.next_requested.connect(self.next_problem)
        self.problems.previous_requested.connect(self.previous_problem)
        for keys, work in (("F8", self.next_problem), ("Shift+F8", self.previous_problem)):
            QShortcut(QKeySequence(keys), self, work, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        for before, after in (
            (self.facts.period, self.mapping.save),
            (self.mapping.save, self.table),
        ):
            QWidget.setTabOrder(before, after)

    @property
    def acceptance(self) -> Acceptance | None:
        """The preview with its ticks."""
        return self.model.acceptance

    def show_reading(self, reading: Reading, acceptance: Acceptance, why_not: str) -> None:
        """Show a preview; `why_not` says why it can't be applied at all."""
        keep = self.table.currentIndex()
        place, column = keep.row(), keep.column()
        scrolled = self.table.verticalScrollBar().value()
        handled = reading.choice.handled
        self._skipped, self._why_not = len(handled.skipped), why_not
        self.facts.show_reading(reading)
        self.mapping.show_columns(reading.columns, reading.sheet.name.rsplit(".", 1)[0])
        self.mapping.show()
        self.model.show_preview(acceptance, reading.snapshot)
        panel = self.problems
        panel.show_preview(reading.preview, handled)
        panel.setVisible(bool(reading.preview.problems) or panel.decided > 0 or panel.hint.words.text() != "")
        self._show_counts(reading.counts)
        self._stack.setCurrentIndex(0)
        if 0 <= place < self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(place, min(column, self.model.columnCount() - 1)))
            self.table.verticalScrollBar().setValue(scrolled)
        self.table.setEnabled(True)
        self._count()

    def show_unread(self, choice: Choice, what: str, remedy: str) -> None:
        """A file that can't be read: its controls stay, so that another encoding can be tried."""
        self.facts.show_choice(choice)
        self.mapping.hide()
        self.model.show_preview(None, None)
        self.unread.set_words(what, remedy)
        self._stack.setCurrentIndex(1)
        self.bar.doing.setText("")
        self.bar.leaving.setText("")
        self.bar.show_waiting("")
        self.facts.encoding.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_waiting(self, what: str) -> None:
        """A newer preview is under way: nothing can be applied meanwhile."""
        self.bar.show_waiting(what)

    def take_doubtless(self) -> None:
        """Tick what wants no second look, and nothing else."""
        if self.acceptance is not None:
            self.model.set_acceptance(self.acceptance.again())

    def take_shown(self, taken: bool) -> None:
        """Tick every row that is shown (a decision of the desk only where nothing else is shown), or untick all."""
        if self.acceptance is None:
            return
        shown = (change.key for row in self.model.shown_rows() for change in row.changes)
        cells = self.model.takeable() if taken else list(shown)
        self.model.set_acceptance(self.acceptance.cells_set(cells, taken))

    def next_problem(self) -> None:
        """The problem after the cell that has the focus, around the end."""
        self._jump(forward=True)

    def previous_problem(self) -> None:
        """The problem before it, around the beginning."""
        self._jump(forward=False)

    def focus_table(self) -> None:
        """Give the focus to the table."""
        if self.model.rowCount() and not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(0, 0))
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _checking(self) -> QWidget:
        tr, theme = self._desk.tr, self._desk.theme
        widget = QWidget()
        across = QHBoxLayout(widget)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        left = QWidget()
        left.setObjectName("listPanel")
        left.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        tools = QHBoxLayout()
        tools.setContentsMargins(16, 8, 16, 8)
        self.filter = Segmented(theme)
        self.filter.set_options([(key, tr(word), 0) for key, word in FILTERS])
        self.filter.chosen.connect(self._filter)
        self.ticked = TextLabel("", theme, px=13, role="text2")
        self.doubtless = LinkButton(tr("勾选无疑问的"), theme)
        self.doubtless.setToolTip(tr("补空白、登记进展、新增事项；不改写已有内容"))
        self.all = LinkButton(tr("全选"), theme)
        self.none = LinkButton(tr("全不选"), theme)
        self.doubtless.clicked.connect(self.take_doubtless)
        self.all.clicked.connect(lambda: self.take_shown(True))
        self.none.clicked.connect(lambda: self.take_shown(False))
        # Two boxes that wrap, not one: where both fit, the ticks stand at the right.
        ticks = FlowBox(gap=4)
        for each in (self.ticked, self.doubtless, self.all, self.none):
            ticks.add(each)
        tools.addWidget(self.filter)
        tools.addStretch(1)
        tools.addWidget(ticks)
        column.addLayout(tools)
        column.addWidget(_hairline())
        column.addWidget(self.table, 1)
        across.addWidget(left, 1)
        across.addWidget(_hairline(upright=True))
        across.addWidget(self.problems)
        return widget

    def _filter(self, key: str) -> None:
        self.model.set_filter(key)
        if key == "verdict" and self.acceptance is not None and self.acceptance.index.verdicts:
            # What is to be looked at may stand in a column far to the right.
            self.table.scrollTo(self.model.place_of(*min(self.acceptance.index.verdicts)))

    def _show_counts(self, counts: Mapping[str, int]) -> None:
        for key, count in counts.items():
            self.filter.set_count(key, count)

    def _count(self) -> None:
        acceptance = self.acceptance
        if acceptance is None:
            return
        if len(acceptance.accepted) <= _MANY:
            self._show_tally(acceptance, acceptance.tally())
        else:
            self._desk.background.start(
                lambda _report: acceptance.tally(),
                lambda tally: self._show_tally(acceptance, tally),
                _unheard,
                owner=self,
            )

    def _show_tally(self, acceptance: Acceptance, tally: Tally) -> None:
        if acceptance is not self.acceptance:
            return  # ticked again meanwhile
        tally = replace(tally, skipped=self._skipped)
        self.ticked.setText(self._desk.tr("已勾选 {n} 项", n=tally.items))
        self.bar.show_tally(tally, self._why_not)
        self.ticks_changed.emit()

    def _jump(self, forward: bool) -> None:
        if self.acceptance is None:
            return
        preview, here = self.acceptance.preview, self.table.here()
        problem = preview.next_problem(*here) if forward else preview.previous_problem(*here)
        if problem is not None:
            self._show_problem(problem)
            self.problems.show_problem(problem.row, problem.field)

    def _show_problem(self, problem: Problem) -> None:
        if not self.model.place_of(problem.row, problem.field).isValid():
            self.filter.set_current("")
            self.model.set_filter("")
        if not self.table.show_cell(problem.row, problem.field) and self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(0, TITLE))


def _unheard(_problem: object) -> None:
    """Counting raises nothing."""


def _hairline(upright: bool = False) -> QFrame:
    line = QFrame()
    line.setObjectName("hairline")
    if upright:
        line.setFixedWidth(1)
    else:
        line.setFixedHeight(1)
    return line
