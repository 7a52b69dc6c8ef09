"""Everything about one item, or what several have in common."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.ledger_page.detail_head import DetailHead
from liling_desk.gui.ledger_page.detail_item import DetailItem
from liling_desk.gui.ledger_page.detail_pages import DetailPages
from liling_desk.gui.ledger_page.detail_summary import DetailSummary
from liling_desk.gui.ledger_page.draft_keeping import DraftKeeping
from liling_desk.gui.ledger_page.draft_strip import DraftStrip
from liling_desk.ledger.entry import Applied
from liling_desk.words.items import place_words


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
        self.head, self.strip, self.pages = DetailHead(desk), DraftStrip(desk), DetailPages(desk)
        self._drafts = DraftKeeping(desk, lambda: self.pages.editor, self)
        self.setObjectName("detailPanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.strip)
        column.addWidget(self.pages, 1)
        self.head.hide()
        self._connect()
        self._resize()

    def _connect(self) -> None:
        bridge = self._desk.bridge
        self.head.up.clicked.connect(lambda: self.stepped.emit(-1))
        self.head.down.clicked.connect(lambda: self.stepped.emit(1))
        self.head.close_button.clicked.connect(self.closed)
        self.pages.made.connect(self._connect_page)
        self.strip.save_chosen.connect(self._save_and_go)
        self.strip.discard_chosen.connect(self._discard_and_go)
        self.strip.stay_chosen.connect(self._stay)
        bridge.changed.connect(self._on_changed)
        bridge.as_of_changed.connect(self._refresh)
        bridge.opened.connect(self._show)
        self._desk.theme.changed.connect(self._resize)

    def _connect_page(self, page: QWidget) -> None:
        if isinstance(page, DetailSummary):
            page.code_deselected.connect(self.code_deselected)
        elif isinstance(page, DetailItem):
            page.action_row.tick_requested.connect(self.tick_requested)
            page.action_row.return_requested.connect(self.return_requested)
            page.action_row.split_requested.connect(self.split_requested)
            page.edit_ended.connect(self._edit_ended)
            page.typed.connect(self._drafts.typed)
            page.edit_opened.connect(self.pages.bring_into_view)

    @property
    def item(self) -> DetailItem:
        """What one item is shown in."""
        return self.pages.item

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
        elif self.pages.editor is not None:
            self.pages.editor.focus_input()
        elif self.code() is not None:
            self.item.title.focus_mark()

    def has_draft(self) -> bool:
        """Whether half-typed text would be lost."""
        return self.pages.editor is not None and self.pages.editor.is_dirty()

    def save_draft(self) -> bool:
        """Save what is half typed (closing the window); False where it can't stand as it is."""
        return self.pages.editor is None or self.pages.editor.save()

    def discard_draft(self) -> None:
        """Give up what is half typed."""
        self._drafts.forget()
        self.pages.close_editor()
        self.strip.hide()

    def _go(self, codes: tuple[str, ...]) -> None:
        if codes == self._codes:
            self._wanted = None
            self.strip.hide()
            self._refresh()
            return
        editor = self.pages.editor
        if editor is not None and editor.is_dirty():
            self._wanted = codes
            self.strip.ask(editor.code, self.item.field_words(editor.field.name))
            return
        self._show(codes)

    def _show(self, codes: tuple[str, ...] = ()) -> None:
        self._wanted = None
        self.strip.hide()
        self.pages.close_editor()
        self._codes = codes
        self._refresh()
        self.pages.to_top()
        if len(codes) == 1 and (draft := self._drafts.kept(codes[0])) is not None:
            editor = self.item.begin_edit(draft.field)
            if editor is not None:
                editor.put_back(draft.text)

    def _refresh(self, _day: object = None) -> None:
        if not self._desk.bridge.has_ledger:
            self._codes = ()
        ledger_codes = self._desk.bridge.ledger.snapshot().commitments if self._codes else {}
        self._codes = tuple(code for code in self._codes if code in ledger_codes)
        self.head.setVisible(len(self._codes) == 1)
        if not self._codes:
            self.pages.close_editor()
            self.pages.turn_to(None)
            return
        ledger, as_of = self._desk.bridge.ledger, self._desk.bridge.as_of
        if len(self._codes) == 1:
            standing = ledger.standing(self._codes[0], as_of)
            self.head.show_place(standing.code, place_words(standing.commitment))
            self.item.show_standing(standing)
            self.pages.turn_to(self.item)
        else:
            by_code = {each.code: each for each in ledger.standings(as_of)}
            self.pages.summary.show_standings([by_code[code] for code in self._codes])
            self.pages.turn_to(self.pages.summary)

    def _on_changed(self, applied: Applied) -> None:
        if self._codes and (not applied.codes or set(applied.codes) & set(self._codes)):
            self._refresh()

    def _edit_ended(self, _saved: bool) -> None:
        self._drafts.forget()
        if self._wanted is not None:
            self._show(self._wanted)

    def _save_and_go(self) -> None:
        wanted = self._wanted
        if self.pages.editor is not None and not self.pages.editor.save():
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
        if self.pages.editor is not None:
            self.stayed.emit(self.pages.editor.code)
            self.pages.editor.focus_input()

    def _resize(self) -> None:
        self.setMinimumWidth(self._desk.theme.metrics.detail_min)
        self.setMaximumWidth(self._desk.theme.metrics.detail_max)
