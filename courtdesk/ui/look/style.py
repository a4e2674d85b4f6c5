"""The window's style sheet and palette, made from the theme's colours."""

from string import Template

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from courtdesk import resources
from courtdesk.ui.look.theme import LIGHT, Palette

SHEET = Template("""
* { font-size: 13px; outline: none; }
QMainWindow, QDialog, #page, #canvas { background: $paper; }
QToolTip { background: $panel; color: $ink; border: 1px solid $rule; padding: 4px 8px; }
QMenuBar { background: $panel; color: $ink; padding: 2px 8px; border-bottom: 1px solid $rule; }
QMenuBar::item { padding: 4px 10px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected { background: $hover; }
QMenu { background: $panel; color: $ink; border: 1px solid $rule; padding: 4px; }
QMenu::item { padding: 6px 28px 6px 12px; border-radius: 4px; }
QMenu::item:selected { background: $hover; }
QMenu::item:disabled { color: $secondary; }
QMenu::icon { padding-left: 8px; }
QMenu::separator { height: 1px; background: $rule; margin: 4px 8px; }
QToolBar { background: $panel; border: none; border-bottom: 1px solid $rule; padding: 4px 8px;
  spacing: 2px; }
QToolBar::separator { width: 1px; background: $rule; margin: 6px 6px; }
QToolButton { background: transparent; color: $ink; border: 1px solid transparent;
  border-radius: 4px; padding: 4px 8px; }
QToolButton:hover { background: $hover; }
QToolButton:pressed, QToolButton:checked { background: $red_tint; color: $red; }
QToolButton:focus { border-color: $red; }
QToolButton:disabled { color: $secondary; }
QToolButton::menu-indicator, QPushButton::menu-indicator { image: none; width: 0; }
QPushButton { background: $panel; color: $ink; border: 1px solid $rule; border-radius: 6px;
  padding: 6px 16px; min-height: 18px; }
QPushButton:hover { background: $hover; }
QPushButton:focus { border-color: $red; }
QPushButton:disabled { color: $secondary; background: transparent; border-color: transparent; }
QPushButton[primary="true"] { background: $red; color: $on_red; border-color: $red; }
QPushButton[primary="true"]:hover { border-color: $ink; }
QPushButton[primary="true"]:focus { border: 2px solid $ink; padding: 5px 15px; }
QPushButton[primary="true"]:disabled { background: $rule; color: $secondary; border-color: $rule; }
QPushButton[flat="true"] { background: transparent; border-color: transparent; text-align: left; }
QPushButton[flat="true"]:hover { background: $hover; }
QPushButton[flat="true"]:focus { border-color: $red; }
QPushButton[role="line"] { background: transparent; border: none; padding: 0; text-align: left; }
QPushButton[role="line"]:hover, QPushButton[role="line"]:focus { color: $red; }
QPushButton[role="link"] { background: transparent; border-color: transparent; color: $blue;
  text-align: left; padding: 4px 8px; margin: 4px; }
QPushButton[role="link"]:hover { background: $hover; }
QPushButton[role="link"]:focus { border-color: $red; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; button-layout: 3; }
QFileDialog { min-width: 860px; min-height: 500px; }
QFileDialog QHeaderView { qproperty-minimumSectionSize: 128; }
QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QComboBox { background: $field; color: $ink;
  border: 1px solid $rule; border-radius: 4px; padding: 3px 8px;
  selection-background-color: $red; selection-color: $on_red;
  placeholder-text-color: $hint; }
QLineEdit:hover, QPlainTextEdit:hover, QTextEdit:hover, QComboBox:hover {
  border-color: $secondary; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QComboBox:focus {
  border-color: $red; }
QTextEdit[role="passage"] { font-family: "$serif"; font-size: 15px; padding: 0; }
QTextEdit[role="passage"]:read-only { border-color: transparent; background: transparent; }
QTextEdit[role="heading"], QTextEdit[role="title"], QTextEdit[role="slogan"] {
  background: transparent; border-color: transparent; padding: 0; font-weight: 600; }
QTextEdit[role="title"] { font-size: 20px; }
QTextEdit[role="slogan"] { font-size: 20px; font-weight: 400; color: $secondary; }
QTextEdit[role="heading"]:hover, QTextEdit[role="title"]:hover, QTextEdit[role="slogan"]:hover {
  border-color: $rule; }
QTextEdit[role="heading"]:focus, QTextEdit[role="title"]:focus, QTextEdit[role="slogan"]:focus {
  border-color: $red; background: $field; }
QTextEdit[role="heading"]:read-only, QTextEdit[role="title"]:read-only,
QTextEdit[role="slogan"]:read-only { border-color: transparent; background: transparent; }
QLineEdit:read-only { background: transparent; border-color: transparent; color: $secondary; }
QLineEdit[state="refused"] { background: $red_tint; border-color: $red; color: $red; }
QLineEdit[state="missing"] { border-color: $red; border-style: dashed; }
QLineEdit[role="previous"] { background: transparent; border-color: transparent;
  color: $secondary; }
QLineEdit[role="previous"]:hover { border-color: $rule; }
QLineEdit[role="previous"]:focus { border-color: $red; background: $field; color: $ink; }
QLineEdit[role="previous"][state="refused"] { background: $red_tint; border-color: $red; }
QLineEdit[role="previous"][state="missing"] { border-color: transparent; }
QComboBox { padding-right: 24px; combobox-popup: 0; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: url("$icons/drop-down.svg"); width: 14px; height: 14px; }
QComboBox QAbstractItemView { background: $panel; color: $ink; border: 1px solid $rule;
  selection-background-color: $hover; selection-color: $ink; outline: none; }
QSpinBox::up-button, QSpinBox::down-button { width: 0; border: none; }
QComboBox QAbstractItemView::item { padding: 4px 8px; min-height: 20px; }
QTabBar { background: $panel; qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: $secondary; padding: 8px 14px;
  border: none; border-bottom: 2px solid transparent; }
QTabBar::tab:hover { color: $ink; background: $hover; }
QTabBar::tab:selected { color: $red; border-bottom-color: $red; font-weight: 600; }
QMenu::indicator { margin-left: 8px; }
QTabBar::tab:selected:focus { background: $red_tint; }
QTabBar::scroller { width: 56px; }
QTabBar QToolButton { background: $panel; border: none; border-radius: 0; padding: 0; }
QTabBar QToolButton:hover { background: $hover; }
QTabBar QToolButton::left-arrow { image: url("$icons/scroll-left.svg"); }
QTabBar QToolButton::right-arrow { image: url("$icons/scroll-right.svg"); }
#tabstrip { background: $panel; border-bottom: 1px solid $rule; }
QScrollArea, QStackedWidget { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar::handle:vertical { background: $rule; border-radius: 4px; min-height: 32px;
  margin: 1px; }
QScrollBar::handle:vertical:hover { background: $secondary; }
QScrollBar::handle:vertical:disabled { background: transparent; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle:horizontal { background: $rule; border-radius: 4px; min-width: 32px;
  margin: 1px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QCheckBox { color: $ink; spacing: 8px; }
QCheckBox:disabled { color: $secondary; }
QCheckBox::indicator, QTableView::indicator, QListView::indicator,
QMenu::indicator:non-exclusive { width: 14px; height: 14px; background: $field;
  border: 1px solid $secondary; border-radius: 3px; }
QCheckBox::indicator:checked, QTableView::indicator:checked, QListView::indicator:checked,
QMenu::indicator:non-exclusive:checked { background: $red; border-color: $red;
  image: url("$icons/ticked.svg"); }
QCheckBox::indicator:disabled { border-color: $rule; }
QCheckBox::indicator:focus, QCheckBox::indicator:hover { border-color: $red; }
QRadioButton { color: $ink; spacing: 8px; }
QRadioButton::indicator { width: 12px; height: 12px; background: $field;
  border: 1px solid $secondary; border-radius: 7px; }
QRadioButton::indicator:checked { width: 6px; height: 6px; border: 4px solid $red; }
QSplitter::handle { background: $paper; }
QSplitter::handle:hover { background: $rule; }
QStatusBar { background: $panel; color: $secondary; border-top: 1px solid $rule; }
QStatusBar::item { border: none; }
QStatusBar QLabel { color: $secondary; padding: 2px 10px; }
QLabel { color: $ink; background: transparent; }
QLabel[role="secondary"] { color: $secondary; }
QLabel[role="title"] { font-size: 20px; font-weight: 600; }
QLabel[role="heading"] { font-weight: 600; }
QLabel[role="refusal"] { color: $red; padding: 2px 0 4px 0; }
QLabel[role="aside"] { color: $red; background: $panel; }
QLabel[role="up"] { color: $ink; }
QLabel[role="good"] { color: $green; }
QLabel[role="amber"] { color: $amber; }
QLabel[role="error"] { color: $red; font-weight: 600; }
QLabel[role="tag"] { background: $hover; color: $secondary; border-radius: 4px; padding: 1px 6px; }
QLabel[role="brand"] { font-size: 28px; font-weight: 600; color: $ink; }
#card { background: $panel; border: 1px solid $rule; border-radius: 6px; }
#card[worst="错误"] { border-color: $red; }
#rail { background: $panel; border-left: 1px solid $rule; }
#railpages::handle { background: $rule; }
#railbar { background: $panel; border-bottom: 1px solid $rule; }
#notice { background: $amber_tint; border-bottom: 1px solid $rule; }
#notice QLabel { color: $amber; padding: 6px 16px; }
#details { background: $paper; border: 1px solid $rule; border-radius: 4px; }
QToolButton[role="state"] { color: $secondary; padding: 2px 4px; }
QToolButton[role="fold"] { padding: 2px; }
QListView, QTableView, QTreeView { background: $panel; color: $ink; outline: none;
  border: 1px solid transparent;
  alternate-background-color: $paper; selection-background-color: $red_tint;
  selection-color: $ink; gridline-color: $rule; }
QListView:focus, QTableView:focus, QTreeView:focus { border-color: $secondary; }
QComboBox QAbstractItemView:focus { border-color: $rule; }
QHeaderView::section { background: $paper; color: $secondary; border: none;
  border-bottom: 1px solid $rule; padding: 6px 8px; }
QTableView QHeaderView::section { padding: 6px 11px; }
QTableView::item { padding: 0 8px; }
#differences::item { padding: 6px 8px; }
#report::item { padding: 3px 0; }
QTableCornerButton::section { background: $paper; border: none; }
QTableView::item:selected { background: $red_tint; color: $ink; }
QTableView QLineEdit { border-radius: 0; }
QProgressBar { background: $rule; border: none; border-radius: 3px; height: 6px; }
QProgressBar::chunk { background: $red; border-radius: 3px; }
QProgressBar[done="true"]::chunk { background: $green; }
#finder { background: $field; border: 1px solid $rule; border-radius: 4px; padding: 4px 8px; }
#finder:focus { border-color: $red; }
#choice { background: $panel; border: 1px solid $rule; border-radius: 6px; padding: 0;
  min-height: 58px; }
#choice:hover { background: $hover; }
#choice:focus { border: 2px solid $red; padding: 0; min-height: 56px; }
#choice[primary="true"] { background: $red; border-color: $red; }
#choice[primary="true"]:focus { border-color: $ink; }
#choice QLabel { font-size: 13px; color: $secondary; }
#choice QLabel[role="heading"] { color: $ink; }
#choice[primary="true"] QLabel { color: $on_red; }
#desk { background: $hover; }
#desk QLabel { border: 1px solid $rule; }
#found QListWidget { background: transparent; border: none; }
#found QListWidget::item { padding: 5px 8px; border-radius: 4px; }
#found QListWidget::item:hover { background: $hover; }
#found QListWidget::item:selected { background: $red_tint; color: $ink; }
#found { background: $panel; border: 1px solid $rule; border-radius: 6px; padding: 4px; }
#found::item { padding: 5px 12px; border-radius: 4px; }
#found::item:hover { background: $hover; }
#found::item:selected { background: $red_tint; color: $ink; }
#forms { border-top: 1px solid $rule; border-right: 1px solid $rule; }
#forms::item { padding: 0 8px; }
#forms::item:selected { background: $red_tint; color: $red; }
#forms:focus, #thumbnails:focus { border: 1px solid $secondary; }
#strip { background: $panel; border-top: 1px solid $rule; border-bottom: 1px solid $rule; }
#foot { background: $panel; border-top: 1px solid $rule; }
#thumbnails { background: $panel; border: 1px solid transparent; border-right-color: $rule; }
#paper { border: 1px solid transparent; }
#paper:focus { border-color: $red; }
#words { font-family: "$serif"; font-size: 15px; border-radius: 0; border-color: transparent;
  padding: 12px 20px; background: $panel; }
#words:focus { border-color: $red; }
#preview { background: $panel; border: 1px solid transparent; border-radius: 0; padding: 0; }
#preview:focus { border-color: $red; }
""")


def style_sheet(palette: Palette) -> str:
    """Return the Qt style sheet of one appearance."""
    icons = resources.path("icons").as_posix()  # their grey suits light and dark
    return SHEET.substitute(palette._asdict(), serif=resources.SERIF, icons=icons)


def qt_palette(palette: Palette) -> QPalette:
    """Return the palette that widgets without a style rule fall back on."""
    roles = QPalette.ColorRole
    colours = {
        roles.Window: palette.paper,
        roles.WindowText: palette.ink,
        roles.Base: palette.field,
        roles.AlternateBase: palette.paper,
        roles.Text: palette.ink,
        roles.Button: palette.panel,
        roles.ButtonText: palette.ink,
        roles.ToolTipBase: palette.panel,
        roles.ToolTipText: palette.ink,
        roles.PlaceholderText: palette.hint,
        roles.Highlight: palette.red,
        roles.HighlightedText: palette.on_red,
        roles.Link: palette.blue,
        roles.Mid: palette.rule,
    }
    result = QPalette()
    for role, colour in colours.items():
        result.setColor(role, QColor(colour))
    for role in (roles.Text, roles.ButtonText, roles.WindowText):
        result.setColor(QPalette.ColorGroup.Disabled, role, QColor(palette.secondary))
    return result


def dress(palette: Palette) -> None:
    """Give every window the colours of one appearance."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    app.setProperty("colours", palette)
    style = style_sheet(palette)
    if app.styleSheet() != style:
        app.setStyleSheet("")  # one sheet in the place of another polishes all far more often
        app.setPalette(qt_palette(palette))
        app.setStyleSheet(style)


def worn() -> Palette:
    """Return the colours the windows were given last."""
    app = QApplication.instance()
    return (app.property("colours") if app else None) or LIGHT
