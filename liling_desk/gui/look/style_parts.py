"""The pieces of the style sheet, with $names for the tokens."""

from __future__ import annotations

PANELS = """
QMainWindow, QDialog { background: $bg; }
QMainWindow::separator { width: 1px; height: 1px; background: $line; }
#rail { background: $rail; border: 0; }
#pageHeader { background: $bg; border: 0; border-bottom: 1px solid $line; }
#filterPanel { background: $bg; border: 0; }
#panelFoot { background: $bg; border: 0; border-top: 1px solid $line; }
#listPanel, #detailPanel, #page { background: $surface; border: 0; }
#statusBar, QStatusBar { background: $rail; border: 0; color: $text2; }
QStatusBar::item { border: 0; }
#applyBar { background: $surface; border: 0; border-top: 1px solid $line; }
#card, #popover { background: $surface; border: 1px solid $line; border-radius: 8px; }
#cardPrimary { background: $surface; border: 1px solid $accent; border-radius: 8px; }
#note { background: $alt; border: 1px solid $line; border-radius: 6px; }
#noteRed { background: $red_tint; border: 0; border-radius: 6px; }
#noteYellow { background: $yellow_tint; border: 0; border-radius: 6px; }
#hairline { background: $line; border: 0; }
#bare, #bare > QWidget > QScrollArea { background: transparent; border: 0; }
QToolTip { background: $toast; color: $on_toast; border: 1px solid $toast; padding: 4px 6px; }
QGroupBox { border: 1px solid $line; border-radius: 8px; margin-top: 10px; padding: 12px; }
QGroupBox::title { subcontrol-origin: margin; left: 12px; padding: 0 4px; color: $text2; }
QProgressBar { background: $track; border: 0; border-radius: 3px; max-height: 6px; color: transparent; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
"""

MENUS = """
QMenuBar { background: $rail; color: $text2; border: 0; padding: 2px 3px; }
QMenuBar::item { background: transparent; padding: ${menu_pad}px 7px; border-radius: 5px; }
QMenuBar::item:selected { background: $sel; color: $text; }
QMenuBar::item:disabled { color: $off_text; }
QMenu { background: $surface; color: $text; border: 1px solid $line2; padding: 5px; }
QMenu::item { padding: 6px 28px 6px 30px; border-radius: 5px; }
QMenu::item:selected { background: $sel; color: $text; }
QMenu::item:disabled { color: $off_text; background: transparent; }
QMenu::icon { left: 8px; }
QMenu::separator { height: 1px; background: $line; margin: 5px 8px; }
"""

BUTTONS = """
QPushButton { background: $surface; color: $text; border: 1px solid $line2; border-radius: 6px;
  padding: 0 14px; min-height: ${control}px; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $sel; }
QPushButton:focus { border: 2px solid $accent; padding: 0 13px; min-height: ${control}px; }
QPushButton:disabled { color: $off_text; border-color: $off_line; background: transparent; }
QPushButton[kind="soft"] { border-color: $line; }
QPushButton[kind="primary"], QDialog QPushButton:default { background: $accent; color: $on_accent;
  border-color: $accent; }
QPushButton[kind="primary"]:hover, QDialog QPushButton:default:hover { background: $accent_hover; }
QPushButton[kind="primary"]:pressed { background: $accent_down; }
QPushButton[kind="primary"]:disabled { background: $track; color: $text3; border-color: $track; }
QPushButton[kind="link"], QPushButton[kind="ghost"] { background: transparent; border-color: transparent; }
QPushButton[kind="link"] { color: $accent; padding: 0 4px; }
QPushButton[kind="ghost"]:hover { background: $hover; }
QPushButton[kind="bare"] { min-height: 0; }
QPushButton[kind="link"]:focus, QPushButton[kind="ghost"]:focus { border: 2px solid $accent; }
QToolButton { background: transparent; color: $text2; border: 1px solid transparent; border-radius: 6px;
  padding: 0; min-width: 26px; min-height: 26px; }
QToolButton:hover { background: $hover; }
QToolButton:pressed, QToolButton:checked { background: $sel; }
QToolButton:focus { border: 2px solid $accent; }
QLineEdit QToolButton { min-width: 0; min-height: 0; border: 0; background: transparent; }
"""

FIELDS = """
QLineEdit, QAbstractSpinBox, QDateEdit, QComboBox, QPlainTextEdit, QTextEdit {
  background: $surface; color: $text; border: 1px solid $line2; border-radius: 6px;
  selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit, QAbstractSpinBox, QDateEdit, QComboBox { min-height: ${control}px; padding: 0 8px; }
QPlainTextEdit, QTextEdit { padding: 3px 5px; }
QLineEdit:hover, QAbstractSpinBox:hover, QComboBox:hover, QPlainTextEdit:hover, QTextEdit:hover {
  border-color: $text3; }
QLineEdit:focus, QAbstractSpinBox:focus, QComboBox:focus, QComboBox:on {
  border: 2px solid $accent; padding: 0 7px; min-height: ${control}px; max-height: ${control}px; margin: -1px 0; }
QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid $accent; padding: 2px 4px; }
QLineEdit:disabled, QAbstractSpinBox:disabled, QComboBox:disabled, QPlainTextEdit:disabled, QTextEdit:disabled {
  color: $off_text; background: $bg; border-color: $off_line; }
QLineEdit:read-only, QPlainTextEdit:read-only, QTextEdit:read-only { background: $alt; }
QLineEdit[state="wrong"], QAbstractSpinBox[state="wrong"], QComboBox[state="wrong"], QPlainTextEdit[state="wrong"],
QTextEdit[state="wrong"] { border: 2px solid $red; }
QLineEdit[state="doubtful"], QAbstractSpinBox[state="doubtful"], QComboBox[state="doubtful"],
QPlainTextEdit[state="doubtful"] { border: 1px solid $yellow; background: $yellow_tint; color: $yellow; }
QSpinBox QLineEdit, QDateEdit QLineEdit, QComboBox QLineEdit, QAbstractSpinBox QLineEdit { border: 0; margin: 0;
  padding: 0; background: transparent; min-height: 0; }
QComboBox { padding-right: 4px; combobox-popup: 0; }
QComboBox:focus, QComboBox:on { padding-right: 3px; }
QComboBox::drop-down { border: 0; width: 24px; subcontrol-origin: padding; subcontrol-position: center right; }
QComboBox::down-arrow, QSpinBox::down-arrow { image: url("$icons/down-$tone.svg"); width: 16px; height: 16px; }
QComboBox::down-arrow:disabled, QSpinBox::down-arrow:disabled { image: url("$icons/down-off-$tone.svg"); }
QSpinBox::up-arrow { image: url("$icons/up-$tone.svg"); width: 14px; height: 14px; }
QSpinBox::up-button, QSpinBox::down-button { border: 0; width: 22px; subcontrol-origin: padding; }
QSpinBox::up-button { subcontrol-position: top right; }
QSpinBox::down-button { subcontrol-position: bottom right; }
QDateEdit::drop-down { border: 0; width: 28px; subcontrol-origin: padding; subcontrol-position: center right; }
QDateEdit::down-arrow { image: url("$icons/calendar-$tone.svg"); width: 16px; height: 16px; }
QComboBox QAbstractItemView { background: $surface; color: $text; border: 1px solid $line2; padding: 4px; outline: 0;
  selection-background-color: $sel; selection-color: $text; }
QComboBox QAbstractItemView::item { min-height: 28px; padding: 0 6px; border-radius: 5px; }
QComboBox QAbstractItemView::item:hover { background: $hover; }
QComboBox QAbstractItemView::item:selected { background: $sel; color: $text; }
QCalendarWidget QWidget#qt_calendar_navigationbar { background: $rail; }
QCalendarWidget QAbstractItemView { selection-background-color: $accent; selection-color: $on_accent; }
QMenu::right-arrow { image: url("$icons/right-$tone.svg"); width: 16px; height: 16px; right: 6px; }
QMenu::indicator { width: 16px; height: 16px; left: 8px; }
QMenu::indicator:checked { image: url("$icons/menu-check-$tone.svg"); }
"""

CHECKS = """
QCheckBox, QRadioButton { color: $text; spacing: 8px; background: transparent; border: 2px solid transparent;
  border-radius: 5px; padding: 1px 2px; min-height: 22px; }
QCheckBox:disabled, QRadioButton:disabled { color: $off_text; }
QCheckBox:focus, QRadioButton:focus { border-color: $accent; }
QCheckBox::indicator, QRadioButton::indicator { width: 14px; height: 14px; border: 1px solid $line2;
  background: $surface; border-radius: 4px; }
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: $accent; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url("$icons/check-$tone.svg"); }
QCheckBox::indicator:indeterminate { background: $accent; border-color: $accent;
  image: url("$icons/partial-$tone.svg"); }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: $off_line; }
QCheckBox::indicator:checked:disabled { background: $off_line; }
QRadioButton::indicator:checked { width: 6px; height: 6px; border: 5px solid $accent; background: $on_accent; }
"""

LISTS = """
QAbstractItemView { background: $surface; color: $text; border: 0; outline: 0; gridline-color: $line;
  selection-background-color: $sel; selection-color: $text; alternate-background-color: $alt; }
QHeaderView { background: $surface; border: 0; color: $text3; }
QHeaderView::section { background: $surface; color: $text3; border: 0; border-bottom: 1px solid $line;
  padding: 0 8px; min-height: ${head}px; max-height: ${head}px; }
QHeaderView::section:hover { color: $text; background: $hover; }
QTableCornerButton::section { background: $surface; border: 0; }
"""

TABS = """
QTabWidget::pane { border: 0; border-top: 1px solid $line; }
QTabBar { background: transparent; border: 0; }
QTabBar::tab { background: transparent; color: $text2; border: 0; border-bottom: 2px solid transparent;
  padding: 7px 2px; margin: 0 22px 0 0; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; }
QTabBar::tab:focus { color: $accent; }
QTabBar::tab:disabled { color: $off_text; }
"""

SCROLLING = """
QScrollArea { background: transparent; border: 0; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; border: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; border: 0; }
QScrollBar::handle { background: $thumb; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: $thumb_hover; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: 0; background: transparent; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: $line; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QSplitter::handle:hover { background: $line2; }
QSplitter::handle:pressed { background: $accent; }
QSizeGrip { image: none; width: 0; height: 0; }
"""
