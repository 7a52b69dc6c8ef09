"""Everything about one item, or what several have in common."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.ledger_page.detail_edit import FactEditor
from liling_desk.gui.ledger_page.detail_item import DetailItem
from liling_desk.gui.ledger_page.detail_summary import DetailSummary, NothingShown
from liling_desk.gui.ledger_page.detail_values import place_words
from liling_desk.gui.ledger_page.draft_keeping import DraftKeeping
from liling_desk.gui.ledger_page.draft_strip import DraftStrip
from liling_desk.gui.look.buttons import IconButton
from liling_desk.gui.look.labels import ElidedLabel, TextLabel
from liling_desk.ledger.entry import Applied

_KEEP_AFTER_MS = 400


class DetailPanel(QWidget):
    """Refreshes by itself when the ledger or the as-of day changes."""

    closed = Signal()
    """The cross: fold the panel."""
    stepped = Signal(int)
    """-1: the row above, 1: the row below."""
    code_deselected = Signal(str)
    """Take this code out of the selection."""
    tick_requested = Signal(str)
    """Open the tick popover for this code."""
    return_requested = Signal(str)
    """Open the return form (`return_form.new_return`)."""
    split_requested = Signal(str)
    """Open the split dialog (`split_dialog.split`)."""
    stayed = Signal(str)
    """The user went on editing this code instead of going to the one that was asked for: select it again."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._codes: tuple[str, ...] = ()
        self._wanted: tuple[str, ...] | None = None
        self._drafts = DraftKeeping(desk)
        self._item: DetailItem | None = None
        self._summary: DetailSummary | None = None
        self.strip = DraftStrip(desk)
        self._later = QTimer(self, singleShot=True, interval=_KEEP_AFTER_MS)
        self.setObjectName("detailPanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._build()
        self._connect()
        self._resize()

    def _build(self) -> None:
        theme, tr = self._desk.theme, self._desk.tr
        self._code_label = TextLabel("", theme, 13, "text2")
        self._code_label.set_selectable()
        self._place = ElidedLabel("", theme, 13, "text3")
        self.up = IconButton("up", tr("上一项"), theme)
        self.down = IconButton("down", tr("下一项"), theme)
        self.close_button = IconButton("x", tr("关闭详情"), theme)
        self._head = QWidget()
        head = QHBoxLayout(self._head)
        head.setContentsMargins(20, 10, 14, 2)
        head.setSpacing(6)
        head.addWidget(self._code_label)
        head.addWidget(self._place, 1)
        for button in (self.up, self.down, self.close_button):
            head.addWidget(button)
        strip = QHBoxLayout()
        strip.setContentsMargins(20, 4, 20, 8)
        strip.addWidget(self.strip)
        self._nothing = NothingShown(self._desk)
        pages = QWidget()
        self._pages = QStackedLayout(pages)
        self._scrolls: dict[QWidget, QScrollArea] = {}
        self._add_page(self._nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addLayout(strip)
        column.addWidget(pages, 1)
        self._head.hide()

    def _connect(self) -> None:
        bridge = self._desk.bridge
        self.up.clicked.connect(lambda: self.stepped.emit(-1))
        self.down.clicked.connect(lambda: self.stepped.emit(1))
        self.close_button.clicked.connect(self.closed)
        self._later.timeout.connect(self._keep_draft)
        self.strip.save_chosen.connect(self._save_and_go)
        self.strip.discard_chosen.connect(self._discard_and_go)
        self.strip.stay_chosen.connect(self._stay)
        bridge.changed.connect(self._on_changed)
        bridge.as_of_changed.connect(lambda _day: self._refresh())
        bridge.opened.connect(self._on_opened)
        self._desk.theme.changed.connect(self._resize)

    @property
    def item(self) -> DetailItem:
        """What one item is shown in; made when it is first needed."""
        if self._item is None:
            self._item = item = DetailItem(self._desk)
            item.actions.tick_requested.connect(self.tick_requested)
            item.actions.return_requested.connect(self.return_requested)
            item.actions.split_requested.connect(self.split_requested)
            item.edit_ended.connect(self._edit_ended)
            item.typed.connect(self._later.start)
            self._add_page(item)
        return self._item

    @property
    def summary(self) -> DetailSummary:
        """What several items are summarised in; made when it is first needed."""
        if self._summary is None:
            self._summary = DetailSummary(self._desk)
            self._summary.code_deselected.connect(self.code_deselected)
            self._add_page(self._summary)
        return self._summary

    def show_code(self, code: str | None) -> None:
        """Show one item, or nothing; with an unsaved draft it asks first."""
        self._go((code,) if code else ())

    def show_codes(self, codes: Sequence[str]) -> None:
        """Summarise several items (fewer than two: as `show_code`)."""
        self._go(tuple(codes))

    def code(self) -> str | None:
        """The one item shown."""
        return self._codes[0] if len(self._codes) == 1 else None

    def begin_edit(self, field: str = "") -> None:
        """Edit a field in place; without a name the first field takes the focus (Enter on a row)."""
        if field:
            self.item.begin_edit(field)
        elif self._editor is not None:
            self._editor.focus_input()
        elif self._item is not None:
            self._item.title.focus_mark()

    def has_draft(self) -> bool:
        """Whether half-typed text would be lost."""
        return self._editor is not None and self._editor.is_dirty()

    def save_draft(self) -> bool:
        """Save what is half typed (closing the window); False where it can't stand as it is."""
        return self._editor is None or self._editor.save()

    def discard_draft(self) -> None:
        """Give up what is half typed."""
        self._later.stop()
        self._drafts.forget()
        self._close_editor()
        self.strip.hide()

    def _go(self, codes: tuple[str, ...]) -> None:
        if codes == self._codes:
            self._wanted = None
            self.strip.hide()
            self._refresh()
            return
        editor = self._editor
        if editor is not None and editor.is_dirty():
            self._wanted = codes
            self.strip.ask(editor.code, self.item.field_words(editor.field.name))
            return
        self._show(codes)

    def _show(self, codes: tuple[str, ...]) -> None:
        self._wanted = None
        self.strip.hide()
        self._close_editor()
        self._codes = codes
        self._refresh()
        for scroll in self._scrolls.values():
            scroll.verticalScrollBar().setValue(0)
        if len(codes) == 1 and (draft := self._drafts.kept(codes[0])) is not None:
            editor = self.item.begin_edit(draft.field)
            if editor is not None:
                editor.set_text(draft.text)

    def _refresh(self) -> None:
        if not self._desk.bridge.has_ledger:
            self._codes = ()
        ledger_codes = self._desk.bridge.ledger.snapshot().commitments if self._codes else {}
        self._codes = tuple(code for code in self._codes if code in ledger_codes)
        self._head.setVisible(len(self._codes) == 1)
        if not self._codes:
            self._close_editor()
            self._pages.setCurrentWidget(self._scrolls[self._nothing])
            return
        ledger, as_of = self._desk.bridge.ledger, self._desk.bridge.as_of
        if len(self._codes) == 1:
            standing = ledger.standing(self._codes[0], as_of)
            self._code_label.setText(standing.code)
            self._place.setText(place_words(standing.commitment))
            self.item.show_standing(standing)
            self._pages.setCurrentWidget(self._scrolls[self.item])
        else:
            by_code = {each.code: each for each in ledger.standings(as_of)}
            self.summary.show_standings([by_code[code] for code in self._codes])
            self._pages.setCurrentWidget(self._scrolls[self.summary])

    def _on_changed(self, applied: Applied) -> None:
        if self._codes and (not applied.codes or set(applied.codes) & set(self._codes)):
            self._refresh()

    def _on_opened(self) -> None:
        self.discard_draft()
        self._codes = ()
        self._refresh()

    def _edit_ended(self, _saved: bool) -> None:
        self._later.stop()
        self._drafts.forget()
        if self._wanted is not None:
            self._show(self._wanted)

    def _keep_draft(self) -> None:
        editor = self._editor
        if editor is not None and editor.is_dirty():
            self._drafts.keep(editor.code, editor.field.name, editor.text())

    def _save_and_go(self) -> None:
        wanted = self._wanted
        if self._editor is not None and not self._editor.save():
            self.strip.hide()
            self._wanted = None
            self.stayed.emit(self._codes[0] if self._codes else "")
            return
        if self._wanted is None and wanted is not None and wanted != self._codes:
            self._show(wanted)

    def _discard_and_go(self) -> None:
        wanted = self._wanted
        self.discard_draft()
        self._show(wanted if wanted is not None else self._codes)

    def _stay(self) -> None:
        self._wanted = None
        self.strip.hide()
        if self._editor is not None:
            self.stayed.emit(self._editor.code)
            self._editor.focus_input()

    @property
    def _editor(self) -> FactEditor | None:
        return self._item.editor if self._item is not None else None

    def _close_editor(self) -> None:
        if self._item is not None:
            self._item.close_editor()

    def _add_page(self, page: QWidget) -> None:
        self._scrolls[page] = _scrolled(page)
        self._pages.addWidget(self._scrolls[page])

    def _resize(self) -> None:
        self.setMinimumWidth(self._desk.theme.metrics.detail_min)
        self.setMaximumWidth(self._desk.theme.metrics.detail_max)


def _scrolled(widget: QWidget) -> QScrollArea:
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setWidget(widget)
    # setWidget makes the content paint the window's colour; the panel's own ground is to show.
    widget.setAutoFillBackground(False)
    scroll.viewport().setAutoFillBackground(False)
    return scroll
