"""生成报送表: a returns form for every unit, into a folder."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from liling_desk.gui.desk import Desk
from liling_desk.gui.form_field import FormField
from liling_desk.gui.look.buttons import Button
from liling_desk.gui.look.labels import TextLabel
from liling_desk.gui.note_strip import NoteStrip
from liling_desk.gui.saving_place import folder_for
from liling_desk.ledger.errors import LedgerError
from liling_desk.ledger.filters import EVERYTHING, LedgerFilter, SortOrder
from liling_desk.ledger.periods import month_of
from liling_desk.ledger.standing import Standing
from liling_desk.translations import N_

_SCOPES = (("all", N_("全部单位")), ("filtered", N_("台账页当前筛选出的事项")), ("chosen", N_("选定的单位")))
_MONTHS = 12
_WIDTH = 560


def open_folder(folder: Path) -> None:
    """Show a folder in the system's own window."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


class FormsDialog(QDialog):
    """`wanted` is the list's filter. `ask_folder` and `open_folder` are the system's; tests put others in place."""

    def __init__(self, desk: Desk, wanted: LedgerFilter = EVERYTHING, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._wanted = desk, wanted
        self.ask_folder: Callable[[Path], Path | None] = self._ask_folder
        self.open_folder: Callable[[Path], None] = open_folder
        self._folder_is_ours = True
        self.is_writing = False
        bridge = desk.bridge
        # Looked up once: the dialog is modal.
        order = SortOrder(by="code")
        everything = bridge.ledger.find(EVERYTHING, order, bridge.as_of)
        self._standings: dict[str, list[Standing]] = {
            "all": everything,
            "filtered": everything if wanted.is_empty else bridge.ledger.find(wanted, order, bridge.as_of),
        }
        self.setWindowTitle(desk.tr("生成报送表"))
        self._build()
        self._connect()
        self._propose_folder()
        self._count()
        self.period.setFocus(Qt.FocusReason.OtherFocusReason)

    def write(self) -> None:
        """Write the forms in the background; what can't be is said in the dialog."""
        from liling_desk.reporting.form_files import write_forms  # needs its time to load

        period, typed = self.period.currentText().strip(), self.folder.text().strip()
        self._clear_errors()
        if month_of(period) is None:
            self.period_field.set_error(self._desk.tr("请写成 2021-06 这样的年月。"))
        if not typed:
            self.folder_field.set_error(self._desk.tr("请选择文件夹。"))
        if self.period_field.error() or self.folder_field.error() or self.is_writing:
            return
        folder, standings = Path(typed).expanduser(), self._chosen()
        returns = self._desk.bridge.ledger.snapshot().returns
        self._set_writing(True)
        self._desk.background.start(
            lambda _report: write_forms(folder, standings, returns, period),
            lambda made: self._done(folder, made),
            self._failed,
            owner=self,
            crashed=lambda: self._set_writing(False),
        )

    def _build(self) -> None:
        tr, theme = self._desk.tr, self._desk.theme
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(TextLabel(tr("生成报送表"), theme, px=16, role="text", bold=True))
        words = tr("每个牵头单位一个 Excel 文件，列出它要报送的事项；填好后直接导入，逐行对得上。")
        column.addWidget(TextLabel(words, theme, px=13, role="text2", wrap=True))
        self.note = NoteStrip(self._desk)
        column.addWidget(self.note)
        self.period = QComboBox()
        self.period.setEditable(True)
        self.period.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.period.addItems(_months(self._desk.bridge.as_of))
        self.period_field = FormField(tr("期别"), self.period, theme, 72)
        column.addWidget(self.period_field)
        column.addWidget(self._scope_field())
        self.list = QListWidget()
        self.list.setAccessibleName(tr("单位"))
        self._fill_units()
        column.addWidget(self.list, 100)
        column.addWidget(self._folder_line())
        column.addStretch(1)
        self.summary = TextLabel("", theme, px=13, role="text2", wrap=True)
        column.addWidget(self.summary)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        self.close_button = Button(tr("关闭"), "plain", "", theme)
        self.write_button = Button("", "primary", "export", theme)
        row.addWidget(self.close_button)
        row.addWidget(self.write_button)
        column.addLayout(row)
        step = theme.metrics.step
        self.resize(_WIDTH + 40 * step, 420 + 16 * step)

    def _scope_field(self) -> FormField:
        tr = self._desk.tr
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self.scopes: dict[str, QRadioButton] = {}
        self._group = QButtonGroup(self)
        for key, word in _SCOPES:
            self.scopes[key] = QRadioButton(tr(word))
            self._group.addButton(self.scopes[key])
            row.addWidget(self.scopes[key])
        row.addStretch(1)
        self.scopes["all"].setChecked(True)
        # All units and the filtered ones are the same where nothing is filtered.
        self.scopes["filtered"].setEnabled(not self._wanted.is_empty)
        return FormField(tr("范围"), box, self._desk.theme, 72)

    def _folder_line(self) -> QWidget:
        tr, theme = self._desk.tr, self._desk.theme
        self.folder = QLineEdit()
        self.browse = Button(tr("浏览…"), "plain", "folder", theme)
        self.folder_field = FormField(tr("文件夹"), self.folder, theme, 72, hint=tr("没有这个文件夹就新建。"))
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.folder_field, 1)
        row.addWidget(self.browse, 0, Qt.AlignmentFlag.AlignTop)
        return box

    def _connect(self) -> None:
        self.period.editTextChanged.connect(self._period_changed)
        self._group.buttonToggled.connect(self._count)
        self.list.itemChanged.connect(self._count)
        self.folder.textEdited.connect(self._folder_typed)
        self.browse.clicked.connect(self._browse)
        self.close_button.clicked.connect(self.accept)
        self.write_button.clicked.connect(self.write)

    @property
    def scope(self) -> str:
        """all, filtered or chosen."""
        return next(key for key, button in self.scopes.items() if button.isChecked())

    def _fill_units(self) -> None:
        from liling_desk.reporting.returns_form import units_to_ask

        tr = self._desk.tr
        self._asked = units_to_ask(self._standings["all"])
        for unit, items in self._asked.items():
            item = QListWidgetItem(tr("{name}（{n}）", name=unit, n=len(items)))
            item.setSizeHint(QSize(0, self._desk.theme.metrics.facet_row))
            item.setData(Qt.ItemDataRole.UserRole, unit)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            self.list.addItem(item)

    def _chosen(self) -> list[Standing]:
        if self.scope != "chosen":
            return self._standings[self.scope]
        items = (self.list.item(row) for row in range(self.list.count()))
        units = [each.data(Qt.ItemDataRole.UserRole) for each in items if each.checkState() == Qt.CheckState.Checked]
        return [standing for unit in units for standing in self._asked[unit]]

    def _count(self, *_changed: object) -> None:
        from liling_desk.ledger.rollcall import reports
        from liling_desk.ledger.status import OPEN
        from liling_desk.reporting.returns_form import units_to_ask

        tr, standings = self._desk.tr, self._chosen()
        self.list.setVisible(self.scope == "chosen")
        asked = units_to_ask(standings)
        items = sum(map(len, asked.values()))
        parts = [tr("将生成 {units} 个文件，共 {n} 项。", units=len(asked), n=items)]
        loose = sum(each.commitment.status in OPEN and not reports(each.commitment) for each in standings)
        if loose:
            parts.append(tr("另有 {n} 项待分办，没有单位可发。", n=loose))
        if not asked:
            none_chosen = self.scope == "chosen" and self._asked
            parts[0] = tr("先勾选单位。") if none_chosen else tr("没有要单位报送的事项。")
        self.summary.setText("".join(parts))
        self.write_button.setText(tr("生成 {n} 份", n=len(asked)))
        self.write_button.setEnabled(bool(asked) and not self.is_writing)
        self.write_button.setToolTip("" if asked else parts[0])

    def _period_changed(self, _text: str) -> None:
        self.period_field.set_error("")
        self._propose_folder()

    def _folder_typed(self, _text: str) -> None:
        self._folder_is_ours = False
        self.folder_field.set_error("")

    def _propose_folder(self) -> None:
        if self._folder_is_ours:
            name = self._desk.tr("报送表-{period}", period=self.period.currentText().strip())
            self.folder.setText(str(folder_for(self._desk.bridge.ledger.address) / name))

    def _browse(self) -> None:
        found = self.ask_folder(Path(self.folder.text()))
        if found is not None:
            self._folder_is_ours = False
            self.folder.setText(str(found))
            self.folder_field.set_error("")

    def _ask_folder(self, proposed: Path) -> Path | None:
        start = proposed if proposed.is_dir() else proposed.parent
        name = QFileDialog.getExistingDirectory(self, self._desk.tr("报送表存在哪里"), str(start))
        return Path(name) if name else None

    def _clear_errors(self) -> None:
        self.note.hide()
        for field in (self.period_field, self.folder_field):
            field.set_error("")

    def _set_writing(self, writing: bool) -> None:
        self.is_writing = writing
        self._count()
        if writing:
            self.summary.setText(self._desk.tr("正在生成…"))

    def _done(self, folder: Path, made: object) -> None:
        tr = self._desk.tr
        self._set_writing(False)
        files, items = len(made.files), made.items  # type: ignore[attr-defined]
        said = tr("已生成 {units} 份报送表，共 {n} 项", units=files, n=items)
        self.note.say(said, str(folder), [(tr("打开文件夹"), lambda: self.open_folder(folder))])
        self.note.focus_first()
        self.open_folder(folder)

    def _failed(self, problem: LedgerError) -> None:
        self._set_writing(False)
        self.folder_field.set_error(f"{self._desk.tr.say(problem.what)}{self._desk.tr.say(problem.remedy)}")
        self.folder.setFocus(Qt.FocusReason.OtherFocusReason)


def _months(day: date) -> list[str]:
    """The month of a day and those before it."""
    found = []
    for back in range(_MONTHS):
        year, month = divmod(day.year * 12 + day.month - 1 - back, 12)
        found.append(date(year, month + 1, 1).isoformat()[:7])
    return found
