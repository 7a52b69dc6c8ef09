"""The menu bar: a table of actions, and the texts that follow the ledger."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from liling_desk.gui.desk import Desk
from liling_desk.gui.ledger_name import LedgerName
from liling_desk.gui.look.permit import permit
from liling_desk.gui.saving_place import name_of
from liling_desk.gui.undoing import Undoing
from liling_desk.ledger.errors import LedgerError
from liling_desk.translations import N_
from liling_desk.words.entries import local_time

_MENUS: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...] = (
    (
        N_("文件(&F)"),
        (
            ("new", N_("新建空台账…"), "Ctrl+Shift+N"),
            ("starter", N_("建立样例台账"), ""),
            ("open", N_("打开台账…"), "Ctrl+O"),
            ("connect", N_("连接共享台账…"), ""),
            ("recent", N_("最近打开"), "menu"),
            ("", "", ""),
            ("import", N_("导入表格…"), "Ctrl+I"),
            ("export", N_("导出…"), "Ctrl+E"),
            ("print", N_("打印…"), "Ctrl+P"),
            ("", "", ""),
            ("backup", N_("另存一份备份…"), ""),
            ("backups", N_("备份与恢复…"), ""),
            ("passphrase", N_("口令…"), ""),
            ("lock", N_("锁定窗口"), "Ctrl+Shift+L"),
            ("journal", N_("导出操作记录…"), ""),
            ("", "", ""),
            ("quit", N_("退出"), "Ctrl+Q"),
        ),
    ),
    (
        N_("编辑(&E)"),
        (
            ("undo", N_("撤销"), "Ctrl+Z"),
            ("redo", N_("重做"), "Ctrl+Y"),
            ("recent_edits", N_("最近操作"), "menu"),
            ("", "", ""),
            ("preferences", N_("设置"), "Ctrl+,"),
        ),
    ),
    (
        N_("查看(&V)"),
        (
            ("overview", N_("看总览"), "Ctrl+2"),
            ("back", N_("回到刚才的地方"), "Alt+Left"),
            ("", "", ""),
            ("theme", N_("外观"), "menu"),
            ("density", N_("行高"), "menu"),
            ("", "", ""),
            ("reset_layout", N_("恢复默认布局"), ""),
            ("reload", N_("重新读取"), "F5"),
        ),
    ),
    (
        N_("台账(&L)"),
        (
            ("ledger", N_("看台账"), "Ctrl+1"),
            ("new_item", N_("登记事项…"), "Ctrl+N"),
            ("new_return", N_("登记报送…"), "Ctrl+R"),
            ("", "", ""),
            ("extend", N_("延期…"), ""),
            ("light", N_("手动亮灯…"), ""),
            ("by_rule", N_("恢复按规则亮灯"), ""),
            ("reporting", N_("报送周期…"), ""),
            ("", "", ""),
            ("forms", N_("生成报送表…"), ""),
            ("", "", ""),
            ("search", N_("搜索"), "Ctrl+F"),
            ("", "", ""),
            ("units", N_("单位和别名…"), ""),
        ),
    ),
    (
        N_("报表(&R)"),
        (
            ("report", N_("看报表"), "Ctrl+4"),
            ("report_filtered", N_("用当前筛选生成报表"), ""),
            ("report_items", N_("选中事项的单项卡片"), ""),
            ("", "", ""),
            ("letter_assignment", N_("选中事项的督办单…"), ""),
            ("letter_reminder", N_("选中事项的催办单…"), ""),
            ("letter_due_soon", N_("选中事项的提醒函…"), ""),
            ("", "", ""),
            ("recent_reports", N_("最近的报表…"), ""),
        ),
    ),
    (
        N_("帮助(&H)"),
        (
            ("shortcuts", N_("快捷键"), "F1"),
            ("copy_details", N_("复制技术详情"), ""),
            ("log_folder", N_("打开日志文件夹"), ""),
            ("about", N_("关于"), ""),
        ),
    ),
)
_THEMES = (("system", N_("跟随系统")), ("light", N_("浅色")), ("dark", N_("深色")))
_DENSITIES = (("comfortable", N_("宽松")), ("compact", N_("紧凑")))
NEEDS_LEDGER = (
    "overview", "export", "print", "backup", "backups", "passphrase", "journal", "recent_edits", "reload", "new_item",
    "new_return", "extend", "light", "by_rule", "reporting", "forms", "search", "units", "report", "report_filtered",
    "report_items", "letter_assignment", "letter_reminder", "letter_due_soon", "recent_reports",
)  # fmt: skip
_NEEDS_WRITING = (
    "new_item", "new_return", "extend", "light", "by_rule", "reporting", "units", "import", "undo", "redo",
    "passphrase",
)  # fmt: skip


class Menus(QObject):
    """Fills a menu bar. The window connects `action(name).triggered` and the three signals."""

    recent_chosen = Signal(str)
    theme_chosen = Signal(str)
    density_chosen = Signal(str)

    def __init__(self, bar: QMenuBar, desk: Desk, undoing: Undoing) -> None:
        super().__init__(bar)
        self._desk = desk
        self._undoing = undoing
        self._actions: dict[str, QAction] = {}
        # Held here: a menu that only Qt holds can lose its Python side, and its actions with it.
        self._held: list[object] = [bar]
        self._menus: dict[str, QMenu] = {}
        self.ledger_name = LedgerName(desk.theme, bar)
        for title, items in _MENUS:
            menu = QMenu(desk.tr(title), bar)
            bar.addMenu(menu)
            self._held.append(menu)
            self._add_menu(menu, items)
            if "undo" in (name for name, _, _ in items):
                menu.aboutToShow.connect(self._name_undo)
        self._actions["import"].setShortcuts([QKeySequence("Ctrl+I"), QKeySequence("Ctrl+3")])
        self._actions["redo"].setShortcuts([QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z")])
        self._actions["shortcuts"].setShortcuts([QKeySequence("F1"), QKeySequence("Ctrl+/")])
        self._choices("theme", _THEMES, self.theme_chosen)
        self._choices("density", _DENSITIES, self.density_chosen)
        self._menus["recent"].aboutToShow.connect(self._fill_recent)
        self._menus["recent_edits"].aboutToShow.connect(self._fill_recent_edits)
        bar.setCornerWidget(self.ledger_name)
        desk.bridge.opened.connect(self.refresh)
        desk.bridge.arriving_changed.connect(self.refresh)
        desk.bridge.changed.connect(self.refresh)
        self.refresh()

    def action(self, name: str) -> QAction:
        """The action of that name in the table."""
        return self._actions[name]

    def menu(self, name: str) -> QMenu:
        """The sub-menu of that name in the table."""
        return self._menus[name]

    def refresh(self, _what: object = None) -> None:
        """Name the ledger; dim what can't be done now."""
        bridge = self._desk.bridge
        why_not = self._desk.why_read_only
        for name in NEEDS_LEDGER:
            self._enable(name, bridge.has_ledger)
        for name in _NEEDS_WRITING:
            permit(self._actions[name], why_not)
            if name in NEEDS_LEDGER and not bridge.has_ledger:
                self._actions[name].setEnabled(False)
        if bridge.awaited is not None:
            permit(self._actions["import"], self._desk.tr("台账还在读取，读完再导入"))
        sealed = bridge.has_ledger and bridge.ledger.access.passphrase is not None
        permit(self._actions["lock"], "" if sealed else self._desk.tr("设了口令的台账才能锁定"))
        reader = self._desk.access.reader
        for name in ("new", "starter"):
            permit(self._actions[name], self._desk.tr("本机用途是“只看”，不能新建台账") if reader else "")
        if bridge.is_shared:
            permit(self._actions["passphrase"], self._desk.why_no_passphrase)
        address = bridge.ledger.address if bridge.has_ledger else bridge.awaited and bridge.awaited.address
        self.ledger_name.show_file(address.name if address else "", address.text if address else "")
        for group in ("theme", "density"):
            for action in self._menus[group].actions():
                action.setChecked(action.data() == getattr(self._desk.choices.current, group))

    def _name_undo(self) -> None:
        tr = self._desk.tr
        for name, entry, plain, named in (
            ("undo", self._undoing.can_undo(), tr("撤销"), N_("撤销：{what}")),
            ("redo", self._undoing.can_redo(), tr("重做"), N_("重做：{what}")),
        ):
            self._actions[name].setText(tr(named, what=self._undoing.named(entry)) if entry else plain)

    def _enable(self, name: str, enabled: bool) -> None:
        if name in self._menus:
            self._menus[name].menuAction().setEnabled(enabled)
        else:
            self._actions[name].setEnabled(enabled)

    def _add_menu(self, menu: QMenu, items: tuple[tuple[str, str, str], ...]) -> None:
        tr = self._desk.tr
        menu.setToolTipsVisible(True)
        for name, text, shortcut in items:
            if not name:
                menu.addSeparator()
            elif shortcut == "menu":
                self._menus[name] = QMenu(tr(text), menu)
                menu.addMenu(self._menus[name])
            else:
                action = QAction(tr(text), menu)
                menu.addAction(action)
                action.setMenuRole(QAction.MenuRole.NoRole)
                if shortcut:
                    action.setShortcut(QKeySequence(shortcut))
                self._actions[name] = action

    def _choices(self, name: str, options: tuple[tuple[str, str], ...], signal: object) -> None:
        group = QActionGroup(self)
        self._held.append(group)
        for key, text in options:
            action = self._menus[name].addAction(self._desk.tr(text))
            action.setCheckable(True)
            action.setData(key)
            group.addAction(action)
        group.triggered.connect(lambda action: signal.emit(action.data()))  # type: ignore[attr-defined]

    def _fill_recent(self) -> None:
        menu = self._menus["recent"]
        menu.clear()
        for path in self._desk.choices.current.recent_ledgers:
            action = menu.addAction(name_of(path).replace("&", "&&"))
            action.setToolTip(path)
            action.setStatusTip(path)
            action.triggered.connect(lambda _checked=False, path=path: self.recent_chosen.emit(path))
        menu.setToolTipsVisible(True)
        if menu.isEmpty():
            menu.addAction(self._desk.tr("还没有打开过台账")).setEnabled(False)

    def _fill_recent_edits(self) -> None:
        from liling_desk.ledger.person import name_in

        menu, tr, bridge = self._menus["recent_edits"], self._desk.tr, self._desk.bridge
        menu.clear()
        try:
            entries = bridge.ledger.recent_names(12) if bridge.has_ledger else []
            newest = bridge.ledger.can_undo() if bridge.has_ledger and not bridge.ledger.read_only else None
        except LedgerError as problem:
            bridge.problem.emit(problem)
            return
        for entry in entries:
            moment = local_time(entry.at)
            time = moment.strftime("%m-%d %H:%M") if moment else ""
            what = self._undoing.named(entry, says_undo=True)
            action = menu.addAction(f"{time}  {what}  {name_in(entry.actor)}".replace("&", "&&"))
            if newest is not None and entry.seq == newest.seq:
                action.setText(f"{action.text()}\t{tr('撤销')}")
                action.triggered.connect(self._undoing.undo)
            else:
                action.setEnabled(False)
                action.setToolTip(tr("从最新的一步起，一步一步撤销"))
        if menu.isEmpty():
            menu.addAction(tr("还没有操作")).setEnabled(False)
