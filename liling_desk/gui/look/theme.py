"""The one Theme: which tokens and sizes are in force, and telling everybody when they change."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from liling_desk.gui.look.fonts import make_font
from liling_desk.gui.look.palette import palette_of
from liling_desk.gui.look.style_sheet import style_sheet
from liling_desk.gui.look.tokens import Metrics, Tokens, contrast_tokens, dark_tokens, light_tokens, metrics_for
from liling_desk.places import resources_dir

CHOICES = ("system", "light", "dark")
FONT_STEPS = (0, 2, 4)
_FIELD_CLASSES = ("QLineEdit", "QComboBox", "QDateEdit", "QSpinBox", "QPlainTextEdit", "QTextEdit", "QPushButton")
_SMALL_CLASSES = ("QTipLabel", "QHeaderView")


class Theme(QObject):
    """Tokens, sizes and fonts in force. Built once, passed to every widget.

    family: the family given by fonts.register(); icons_dir: where the style sheet's few SVG files are
    (the shipped ones when left out).
    """

    changed = Signal()

    def __init__(self, family: str = "", icons_dir: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._family = family or QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
        self._icons_dir = icons_dir if icons_dir is not None else resources_dir() / "icons"
        self._choice = "system"
        self._step = 0
        self._app: QApplication | None = None
        self._kept: list[object] = []
        self._fonts: dict[tuple[int, bool], QFont] = {}
        self._system_palette = QPalette(QGuiApplication.palette())
        self._tokens = self._pick()
        self._palette: QPalette | None = None
        self._metrics = metrics_for(0)
        # The scheme's signal arrives before the new palette on some desktops: look at it in a zero timer.
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._rebuild)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_changed)

    @property
    def tokens(self) -> Tokens:
        """The colours in force."""
        return self._tokens

    @property
    def metrics(self) -> Metrics:
        """The sizes in force."""
        return self._metrics

    @property
    def family(self) -> str:
        """The font family."""
        return self._family

    @property
    def choice(self) -> str:
        """What the user chose: "system", "light" or "dark"."""
        return self._choice

    @property
    def font_step(self) -> int:
        """Pixels added to every font size: 0, 2 or 4."""
        return self._step

    @property
    def is_dark(self) -> bool:
        """Whether the tokens in force are dark ones."""
        return self._tokens.is_dark

    def font(self, px: int, bold: bool = False) -> QFont:
        """A font of that size at the standard step; the user's step is added here."""
        px += self._step
        kept = self._fonts.get((px, bold))
        if kept is None:
            kept = self._fonts[px, bold] = make_font(self._family, px, bold)
        return QFont(kept)

    def set_choice(self, choice: str) -> None:
        """Follow the system, or stay light or dark. ValueError for any other word."""
        if choice not in CHOICES:
            raise ValueError(choice)
        if choice != self._choice:
            self._choice = choice
            self._rebuild()

    def set_font_step(self, step: int) -> None:
        """Grow every font by so many pixels. ValueError unless 0, 2 or 4."""
        if step not in FONT_STEPS:
            raise ValueError(step)
        if step != self._step:
            self._step = step
            self._rebuild()

    def apply(self, app: QApplication) -> None:
        """Dress the application and keep it dressed when the theme changes."""
        self._app = app
        if app.property("style") is None:
            app.setStyle("Fusion")  # asked for when the application is made it costs less: no QStyle for Python
        self._dress(app)

    def palette(self) -> QPalette:
        """A palette with every role set in every group. Made once: every label asks for it."""
        if self._palette is None:
            self._palette = palette_of(self._tokens)
        return QPalette(self._palette)

    def style_sheet(self) -> str:
        """The application's style sheet."""
        return style_sheet(self._tokens, self._metrics, self._icons_dir)

    def keep_alive(self, engine: object) -> None:
        """Hold on to a copied icon engine: Qt takes a copy without telling Python that it owns it."""
        self._kept.append(engine)

    def _dress(self, app: QApplication) -> None:
        app.setPalette(self.palette())
        app.setFont(self.font(13))
        for name in _FIELD_CLASSES:
            app.setFont(self.font(14), name)  # type: ignore[arg-type]
        for name in _SMALL_CLASSES:
            app.setFont(self.font(12), name)  # type: ignore[arg-type]
        app.setStyleSheet(self.style_sheet())

    def _system_changed(self) -> None:
        self._later.start()

    def _rebuild(self) -> None:
        tokens = self._pick()
        metrics = metrics_for(self._step)
        if tokens == self._tokens and metrics == self._metrics:
            return
        self._tokens, self._metrics = tokens, metrics
        self._palette = None
        if self._app is not None:
            self._dress(self._app)
        self.changed.emit()

    def _pick(self) -> Tokens:
        hints = QGuiApplication.styleHints()
        if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
            return contrast_tokens(self._system_palette)
        if self._choice == "light":
            return light_tokens()
        if self._choice == "dark":
            return dark_tokens()
        scheme = hints.colorScheme()
        if scheme == Qt.ColorScheme.Unknown:
            window = self._system_palette.color(QPalette.ColorRole.Window)
            text = self._system_palette.color(QPalette.ColorRole.WindowText)
            return dark_tokens() if window.lightnessF() < text.lightnessF() else light_tokens()
        return dark_tokens() if scheme == Qt.ColorScheme.Dark else light_tokens()
