"""Qt's own words (file dialogs, the menus of text fields, month names) in the window's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from liling_desk.translations import CHINESE


def speak(language: str) -> None:
    """Put Qt's texts and the default locale into a language. Qt without its translations stays English."""
    QLocale.setDefault(QLocale(language))
    app = QCoreApplication.instance()
    if app is None:
        return
    for former in app.findChildren(QTranslator, "qt-words"):
        app.removeTranslator(former)
        former.deleteLater()
    if language != CHINESE:
        return
    translator = QTranslator(app)
    translator.setObjectName("qt-words")
    if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)
