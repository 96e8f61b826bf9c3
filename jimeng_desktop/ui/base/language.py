"""The language of the window: which translators are in, and the words of messages.py in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from ...assets import asset

LANGUAGES = ("en", "zh_CN")
_installed: list[QTranslator] = []


def system_language() -> str:
    """The first language of the system's list that we speak, else English."""
    for name in QLocale.system().uiLanguages():
        if name.startswith("zh"):
            return "zh_CN"
        if name.startswith("en"):
            return "en"
    return "en"


def apply_language(app: QApplication, code: str) -> str:
    """Puts in our translation and Qt's own for `code` ("system" asks the system); the code that is on is returned.

    Texts already shown don't change: the window is built anew.
    """
    chosen = system_language() if code == "system" else code
    take_out_language(app)
    QLocale.setDefault(_locale(chosen))
    qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for name, folder in ((f"qtbase_{chosen}", qt_folder), (f"jimeng_{chosen}", str(asset("i18n")))):
        translator = QTranslator(app)
        if translator.load(name, folder):
            app.installTranslator(translator)
            _installed.append(translator)
    return chosen


def take_out_language(app: QApplication) -> None:
    """Back to the texts as they stand in the source."""
    for translator in _installed:
        app.removeTranslator(translator)
    _installed.clear()
    QLocale.setDefault(QLocale.system())


def translate_message(source: str, n: int = -1) -> str:
    """The text of messages.py in the present language; `n` chooses the plural and replaces %n."""
    return QCoreApplication.translate("messages", source, None, n)


def in_all_languages(source: str) -> tuple[str, ...]:
    """A text of messages as it stands in the source and in every language we speak, whichever is on."""
    return source, *(found for one in _readers() if (found := one.translate("messages", source)))


@lru_cache(1)
def _readers() -> tuple[QTranslator, ...]:
    """Read, but not put in."""
    found = []
    for code in LANGUAGES:
        translator = QTranslator()
        if translator.load(f"jimeng_{code}", str(asset("i18n"))):
            found.append(translator)
    return tuple(found)


def fill(text: str, *values: object) -> str:
    """Puts the values where the translated text says %1, %2…, in one pass: a value that holds a %2 stays as it is."""
    return re.sub(r"%(\d)", lambda found: str(values[int(found[1]) - 1]), text)


def in_words(line: Mapping[str, str]) -> str:
    """A text that comes with its translations, as of models.toml, in the present language."""
    present = "zh_CN" if QLocale().language() == QLocale.Language.Chinese else "en"
    return line.get(present) or line.get("") or line.get("en", "")


def _locale(chosen: str) -> QLocale:
    """The system's own where it speaks the language (so that its dates stay), else the language's."""
    system = QLocale.system()
    return system if system.name().split("_")[0] == chosen.split("_")[0] else QLocale(chosen)
