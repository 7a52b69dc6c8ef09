"""One item: title, light, actions, facts, indicator, returns, history and evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QImage
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.file_questions import local_files
from liling_desk.gui.ledger_page.cell_words import light_label
from liling_desk.gui.ledger_page.detail_actions import ActionRow
from liling_desk.gui.ledger_page.detail_edit import FactEditor
from liling_desk.gui.ledger_page.detail_facts import FactList
from liling_desk.gui.ledger_page.detail_fields import editable_fields
from liling_desk.gui.ledger_page.detail_history import HistoryTab
from liling_desk.gui.ledger_page.detail_indicator import IndicatorBlock
from liling_desk.gui.ledger_page.detail_returns import ReturnsTab
from liling_desk.gui.ledger_page.detail_values import fact_values
from liling_desk.gui.ledger_page.fact_row import FactRow, FactValue
from liling_desk.gui.ledger_page.light_band import LightBand
from liling_desk.gui.look.buttons import LinkButton
from liling_desk.gui.look.permit import permit
from liling_desk.gui.look.segmented import Tabs
from liling_desk.ledger.entry import Entry
from liling_desk.ledger.standing import Standing
from liling_desk.words.evidence import added_by

if TYPE_CHECKING:
    from liling_desk.gui.ledger_page.detail_evidence import EvidenceTab
    from liling_desk.gui.ledger_page.drop_sign import DropSign

RETURNS, HISTORY, EVIDENCE = "returns", "history", "evidence"


class DetailItem(QWidget):
    """Built once; another item changes its texts. A tab's content is built when it is first shown."""

    edit_ended = Signal(bool)
    typed = Signal()
    edit_opened = Signal(object)
    """The `FactEditor`: bring it into view."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._standing: Standing | None = None
        self._history: list[Entry] = []
        self._knows_history = True
        self._evidence: EvidenceTab | None = None
        self._sign: DropSign | None = None
        self._stale: set[str] = set()
        self.editor: FactEditor | None = None
        tr, theme = desk.tr, desk.theme
        self._fields = editable_fields()
        self.title = FactRow("", tr("修改{field}", field=tr("事项名称")), theme, 0, px=18, bold=True)
        self.band = LightBand(theme)
        self.action_row = ActionRow(desk)
        self.facts = FactList(desk, {name: field for name, field in self._fields.items() if name != "title"})
        self.indicator = IndicatorBlock(desk)
        self._add_indicator = LinkButton(tr("加量化指标"), theme, px=12)
        self.tabs = Tabs(theme)
        self.returns = ReturnsTab(desk)
        self.history = HistoryTab(desk)
        self._build()
        self._connect()
        self.setAcceptDrops(True)

    def _build(self) -> None:
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(20, 0, 20, 20)
        column.setSpacing(0)
        column.addWidget(self.title)
        self.facts.add_link(self._add_indicator)
        for widget, space in (
            (self.band, 10), (self.action_row, 12), (self.facts, 12), (_hairline(), 12),
            (self.indicator, 10), (self.tabs, 8), (self.returns, 2), (self.history, 2),
        ):  # fmt: skip
            column.addSpacing(space)
            column.addWidget(widget)
        column.addStretch(1)
        tr = self._desk.tr
        self.tabs.set_options([(RETURNS, tr("进展报送"), 0), (HISTORY, tr("历史"), 0), (EVIDENCE, tr("附件"), 0)])
        self.history.hide()

    def _connect(self) -> None:
        self.title.edit_requested.connect(lambda: self.begin_edit("title"))
        self.facts.edit_requested.connect(self.begin_edit)
        self.indicator.edit_requested.connect(lambda: self.begin_edit("indicator"))
        self._add_indicator.clicked.connect(lambda: self.begin_edit("indicator"))
        self.action_row.assign_requested.connect(lambda: self.begin_edit("lead_unit"))
        self.tabs.chosen.connect(lambda _key: self._fill_tab())
        self.returns.return_requested.connect(self._ask_return)
        self.indicator.value_requested.connect(self._ask_return)

    @property
    def evidence(self) -> EvidenceTab:
        """The tab of files and notes, made when it is first needed."""
        if self._evidence is None:
            from liling_desk.gui.ledger_page.detail_evidence import EvidenceTab

            self._evidence = EvidenceTab(self._desk)
            self._column.insertWidget(self._column.indexOf(self.history) + 1, self._evidence)
        return self._evidence

    def show_tab(self, key: str) -> None:
        """Turn to one of the tabs."""
        self.tabs.set_current(key)
        self._fill_tab()

    def show_standing(self, standing: Standing) -> None:
        """Show an item, or the same one as it is now; a half-typed edit of the same item stays."""
        ledger, tr, item = self._desk.bridge.ledger, self._desk.tr, standing.commitment
        if self.editor is not None:
            if self.editor.code == item.code:
                self.editor.item_changed(item)
            else:
                self.close_editor()
        self._read_history(item.code)
        self._standing = standing
        snapshot = ledger.snapshot()
        returns = snapshot.returns.get(item.code, ())
        self.title.show_value(FactValue(item.title))
        self.title.permit(self._desk.why_read_only)
        light = standing.light
        self.band.show_light(str(light.colour), light_label(standing, tr), [tr.say(each) for each in light.reasons])
        self.action_row.show_item(item)
        self.facts.show_values(fact_values(standing, snapshot, self._history, tr))
        self.indicator.show_standing(standing)
        permit(self._add_indicator, self._desk.why_read_only)
        self._add_indicator.setVisible(item.indicator is None and not self.indicator.row.is_editing())
        self.tabs.set_count(RETURNS, len(returns))
        self.tabs.set_count(HISTORY, len(self._history))
        self.tabs.set_count(EVIDENCE, len(snapshot.evidence.get(item.code, ())))
        self._stale = {RETURNS, HISTORY, EVIDENCE}
        self._fill_tab()

    def _read_history(self, code: str) -> None:
        """While a server is lost, what was read of the same item stays."""
        bridge = self._desk.bridge
        found = bridge.read(lambda: bridge.ledger.history(code), None, f"history {code}")
        is_same = self._standing is not None and self._standing.code == code
        self._knows_history = found is not None or (is_same and self._knows_history)
        if found is not None or not is_same:
            self._history = found or []

    def begin_edit(self, name: str) -> FactEditor | None:
        """Edit a field in place; with unsaved text in another field that one stays and takes the focus."""
        if self._standing is None or name not in self._fields or self._standing.commitment.deleted:
            return None
        if why_not := self._desk.why_read_only:
            self._desk.bridge.announced.emit(why_not, False)
            return None
        if self.editor is not None:
            if self.editor.field.name == name or self.editor.is_dirty():
                self.editor.focus_input()
                return self.editor
            self.close_editor()
        self.editor = FactEditor(self._desk, self._fields[name], self._standing.commitment)
        self.editor.ended.connect(self._ended)
        self.editor.typed.connect(self.typed)
        if name == "indicator":
            self._add_indicator.hide()
        self.facts.reveal(name)
        self._row(name).open_editor(self.editor)
        if name == "indicator":
            self.indicator.show_standing(self._standing)
        self.editor.focus_input()
        self.edit_opened.emit(self.editor)
        return self.editor

    def close_editor(self) -> None:
        """Take the editor away, whatever is in it."""
        if self.editor is None:
            return
        row, self.editor = self._row(self.editor.field.name), None
        row.close_editor()
        if self._standing is not None:
            self.indicator.show_standing(self._standing)
            self._add_indicator.setVisible(self._standing.commitment.indicator is None)

    def field_words(self, name: str) -> str:
        """The word for a field."""
        return self._desk.tr(self._fields[name].words)

    def _ended(self, saved: bool) -> None:
        name = self.editor.field.name if self.editor is not None else ""
        self.close_editor()
        if name:
            self._row(name).focus_mark()
        self.edit_ended.emit(saved)

    def _row(self, name: str) -> FactRow:
        if name == "title":
            return self.title
        return self.indicator.row if name == "indicator" else self.facts.rows[name]

    def _fill_tab(self) -> None:
        current = self.tabs.current()
        self.returns.setVisible(current == RETURNS)
        self.history.setVisible(current == HISTORY)
        if self._evidence is not None or current == EVIDENCE:
            self.evidence.setVisible(current == EVIDENCE)
        if current not in self._stale or self._standing is None:
            return
        self._stale.discard(current)
        item = self._standing.commitment
        if current == HISTORY:
            self.history.show_history(self._history)
            self.history.explain("" if self._knows_history else self._desk.tr("与服务器断开，现在读不到这一项的历史。"))
        elif current == EVIDENCE:
            present = self._desk.bridge.ledger.snapshot().evidence.get(item.code, ())
            self.evidence.show_evidence(item, present, added_by(self._history))
        else:
            self.returns.show_returns(item, self._desk.bridge.ledger.returns(item.code), self._desk.bridge.as_of)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        standing, bridge = self._standing, self._desk.bridge
        mime = event.mimeData()
        if standing is None or not (local_files(mime) or mime.hasImage()):
            return
        if standing.commitment.deleted or not bridge.has_ledger or bridge.ledger.read_only:
            return
        from liling_desk.gui.ledger_page.drop_sign import DropSign

        event.acceptProposedAction()
        if self._sign is None:
            self._sign = DropSign(self._desk.theme, self)
        self._sign.say(self._desk.tr("松开即添加到 {code} 的附件", code=standing.code))

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        if self._sign is not None:
            self._sign.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        mime = event.mimeData()
        paths, image = local_files(mime), mime.imageData()
        if self._sign is not None:
            self._sign.hide()
        event.acceptProposedAction()
        self.show_tab(EVIDENCE)
        # The program that the files came from must not be kept waiting.
        QTimer.singleShot(0, self, lambda: self.evidence.take(paths, image if isinstance(image, QImage) else None))

    def _ask_return(self) -> None:
        if self._standing is not None:
            self.action_row.return_requested.emit(self._standing.code)


def _hairline() -> QFrame:
    line = QFrame()
    line.setObjectName("hairline")
    line.setFixedHeight(1)
    return line
