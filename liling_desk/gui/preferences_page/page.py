"""设置: looks, reminders, who writes, where the ledger is."""

from __future__ import annotations

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.ledger_files import account_name, actor_of
from liling_desk.gui.look.buttons import Button
from liling_desk.gui.look.labels import ElidedLabel, TextLabel
from liling_desk.gui.look.permit import permit
from liling_desk.gui.look.segmented import Segmented
from liling_desk.gui.look.spin_box import SpinBox
from liling_desk.gui.preferences_page.access_section import AccessSection
from liling_desk.gui.preferences_page.backup_section import BackupSection
from liling_desk.gui.preferences_page.section import Section
from liling_desk.gui.preferences_page.shared_section import SharedSection
from liling_desk.ledger.thresholds import thresholds_of
from liling_desk.translations import N_

_LANGUAGES = (("system", N_("跟随系统")), ("zh_CN", "中文"), ("en", "English"))
_THEMES = (("system", N_("跟随系统")), ("light", N_("浅色")), ("dark", N_("深色")))
_SIZES = (("0", N_("标准")), ("2", N_("大")), ("4", N_("特大")))
_DENSITIES = (("comfortable", N_("宽松")), ("compact", N_("紧凑")))
_WIDTH = 720


class PreferencesPage(QWidget):
    """Writes the choices by itself; `language_changed` and `density_changed` tell the window what to build again."""

    language_changed = Signal()
    density_changed = Signal()
    units_requested = Signal()
    backups_requested = Signal()
    role_chosen = Signal(str)
    passphrase_requested = Signal()
    lock_chosen = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        scroll = QScrollArea()
        scroll.setObjectName("bare")
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        body = QWidget()
        across = QHBoxLayout(body)
        across.setContentsMargins(20, 20, 20, 20)
        self._body = QWidget()
        sections = QVBoxLayout(self._body)
        sections.setContentsMargins(0, 0, 0, 0)
        sections.setSpacing(16)
        self.access = AccessSection(desk)
        self.access.role_chosen.connect(self.role_chosen)
        self.access.passphrase_requested.connect(self.passphrase_requested)
        self.access.lock_chosen.connect(self.lock_chosen)
        self.backups = BackupSection(desk)
        self.backups.backups_requested.connect(self.backups_requested)
        self.shared = SharedSection(desk)
        for section in (self._looks(), self._supervising(), self.access, self._ledger(), self.shared, self.backups):
            sections.addWidget(section)
        sections.addStretch(1)
        across.addWidget(self._body, 1000)
        across.addStretch(1)
        scroll.setWidget(body)
        column.addWidget(scroll, 1)
        desk.bridge.opened.connect(self.refresh)
        desk.theme.changed.connect(self._measure)
        self._measure()
        self.refresh()

    def refresh(self) -> None:
        """Show the choices and the ledger as they are now."""
        now, bridge, tr = self._desk.choices.current, self._desk.bridge, self._desk.tr
        self.language.setCurrentIndex(max(self.language.findData(now.language), 0))
        self.theme.set_current(now.theme)
        self.text_size.set_current(str(now.font_step))
        self.density.set_current(now.density)
        where = bridge.ledger.address.text if bridge.has_ledger else ""
        self.access.refresh()
        self.backups.refresh()
        self.shared.refresh()
        shown = bridge.ledger.address.name if bridge.is_shared else where
        self.location.setText(shown or tr("未打开台账"))
        self.location.setToolTip(where)
        permit(self.folder, tr("服务器上的台账不在本机的文件夹里") if bridge.is_shared else "")
        if not bridge.has_ledger:
            self.folder.setEnabled(False)
        permit(self.units, self._desk.why_read_only if where else tr("先打开或新建一个台账"))

    def showEvent(self, event: object) -> None:
        self.refresh()
        super().showEvent(event)  # type: ignore[arg-type]

    def _head(self) -> QFrame:
        head = QFrame()
        head.setObjectName("pageHeader")
        row = QHBoxLayout(head)
        row.setContentsMargins(20, 0, 20, 0)
        row.addWidget(TextLabel(self._desk.tr("设置"), self._desk.theme, px=20, role="text", bold=True))
        row.addStretch(1)
        row.addWidget(TextLabel(self._desk.tr("改动立即生效，自动保存"), self._desk.theme, px=12, role="text3"))
        self._header = head
        return head

    def _looks(self) -> Section:
        tr, theme, now = self._desk.tr, self._desk.theme, self._desk.choices.current
        section = Section(tr("外观"), theme)
        self.language = QComboBox()
        for key, text in _LANGUAGES:
            self.language.addItem(tr(text) if key == "system" else text, key)
        self.language.setCurrentIndex(max(self.language.findData(now.language), 0))
        self.language.activated.connect(self._set_language)
        section.add(tr("语言"), self.language)
        self.theme = self._segments(_THEMES, now.theme, self._set_theme)
        section.add(tr("明暗"), self.theme)
        self.text_size = self._segments(_SIZES, str(now.font_step), self._set_size)
        section.add(tr("字号"), self.text_size)
        self.density = self._segments(_DENSITIES, now.density, self._set_density)
        section.add(tr("台账行高"), self.density)
        return section

    def _supervising(self) -> Section:
        tr, now = self._desk.tr, self._desk.choices.current
        section = Section(tr("督办"), self._desk.theme)
        self.lead_time = _number(0, 365, now.due_soon_days, tr(" 天"))
        self.lead_time.valueChanged.connect(self._set_lead_time)
        section.add(tr("提前提醒"), self.lead_time, tr("距完成时限不足这些天的事项亮黄灯"))
        self.behind = _number(1, 100, now.behind_points, tr(" 个百分点"))
        self.behind.valueChanged.connect(self._set_behind)
        section.add(tr("黄灯起点"), self.behind, tr("比序时进度落后这么多就亮黄灯"))
        self.far_behind = _number(1, 100, max(now.behind_points, now.far_behind_points), tr(" 个百分点"))
        self.far_behind.valueChanged.connect(self._set_far_behind)
        section.add(
            tr("红灯起点"), self.far_behind, tr("落后这么多就亮红灯。10 和 30 取自一地督查部门公开的红黄灯规则")
        )
        self.evidence_limit = _number(1, 200, now.evidence_limit_mb, " MB")
        self.evidence_limit.valueChanged.connect(lambda most: self._desk.choices.change(evidence_limit_mb=most))
        section.add(tr("附件上限"), self.evidence_limit, tr("每个附件最多这么大；附件都存在台账文件里"))
        self.actor = QLineEdit(now.actor)
        self.actor.setPlaceholderText(account_name(tr))
        self.actor.setMaxLength(40)
        self.actor.setMinimumWidth(240)
        self.actor.editingFinished.connect(self._set_actor)
        section.add(tr("操作人"), self.actor, tr("写进每一条操作记录，系统账户名附在后面；留空则只写账户名"))
        return section

    def _ledger(self) -> Section:
        tr, theme = self._desk.tr, self._desk.theme
        section = Section(tr("当前台账"), theme)
        self.location = ElidedLabel("", theme, px=13, role="text")
        section.add(tr("位置"), self.location, wide=True)
        buttons = QWidget()
        row = QHBoxLayout(buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.folder = Button(tr("打开所在文件夹"), "plain", "folder", theme)
        self.folder.clicked.connect(self._open_folder)
        self.units = Button(tr("单位和别名…"), "plain", "edit", theme)
        self.units.clicked.connect(self._open_units)
        row.addWidget(self.folder)
        row.addWidget(self.units)
        row.addStretch(1)
        section.add("", buttons, wide=True)
        return section

    def _segments(self, options: tuple[tuple[str, str], ...], current: str, chosen: object) -> Segmented:
        segments = Segmented(self._desk.theme)
        segments.set_options([(key, self._desk.tr(text), None) for key, text in options])
        segments.set_current(current)
        segments.chosen.connect(chosen)
        return segments

    def _set_language(self, place: int) -> None:
        chosen = self.language.itemData(place)
        if chosen != self._desk.choices.current.language:
            self._desk.choices.change(language=chosen)
            self.language_changed.emit()

    def _set_theme(self, choice: str) -> None:
        self._desk.choices.change(theme=choice)
        self._desk.theme.set_choice(choice)

    def _set_size(self, step: str) -> None:
        self._desk.choices.change(font_step=int(step))
        self._desk.theme.set_font_step(int(step))

    def _set_density(self, density: str) -> None:
        self._desk.choices.change(density=density)
        self.density_changed.emit()

    def _set_lead_time(self, days: int) -> None:
        self._desk.choices.change(due_soon_days=days)
        self._judge_again()

    def _set_behind(self, points: int) -> None:
        """Far behind is never less: it moves along."""
        self._desk.choices.change(behind_points=points)
        self.far_behind.setValue(max(points, self.far_behind.value()))
        self._judge_again()

    def _set_far_behind(self, points: int) -> None:
        self._desk.choices.change(far_behind_points=points)
        self.behind.setValue(min(points, self.behind.value()))
        self._judge_again()

    def _judge_again(self) -> None:
        bridge = self._desk.bridge
        if bridge.has_ledger:
            bridge.ledger.thresholds = thresholds_of(self._desk.choices.current)
            bridge.reload()

    def _set_actor(self) -> None:
        name = self.actor.text().strip()
        if name == self._desk.choices.current.actor:
            return
        self._desk.choices.change(actor=name)
        bridge = self._desk.bridge
        if bridge.has_ledger:
            bridge.ledger.actor = actor_of(self._desk)
            bridge.reload()

    def _open_folder(self) -> None:
        folder = self._desk.bridge.ledger.address.folder
        if folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def _open_units(self) -> None:
        self.units_requested.emit()

    def _measure(self) -> None:
        self._header.setFixedHeight(self._desk.theme.metrics.page_header)
        self._body.setMaximumWidth(round(_WIDTH * (13 + self._desk.theme.font_step) / 13))


def _number(low: int, high: int, value: int, suffix: str) -> SpinBox:
    box = SpinBox()
    box.setRange(low, high)
    box.setValue(value)
    box.setSuffix(suffix)
    box.setFixedWidth(160)
    return box
