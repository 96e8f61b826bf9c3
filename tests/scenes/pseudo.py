"""A language that nobody speaks: English with accents, every text 40 % longer. What fits in it fits in German too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication

from jimeng_desktop.assets import asset

STRETCH = 0.4
_KEPT = re.compile(r"(%L?\d|%n|\{\w*\}|&(?=\w)|<[^>]*>)")
_ACCENTS = str.maketrans("aeiounycAEIOUNYC", "áéíóúñýçÁÉÍÓÚÑÝÇ")


def stretched(text: str) -> str:
    """The text with accents and with as many letters doubled as it takes; placeholders stay."""
    out, owed = [], 0.0
    for part in _KEPT.split(text):
        if _KEPT.fullmatch(part):
            out.append(part)
            continue
        for letter in part:
            owed += STRETCH
            twice = letter.isalpha() and owed >= 1
            owed -= 1 if twice else 0
            out.append(letter.translate(_ACCENTS) * (2 if twice else 1))
    return "".join(out)


class Pseudo(QTranslator):
    """Stretches what English says, plurals too."""

    def __init__(self) -> None:
        super().__init__()
        self._english = QTranslator()
        self._english.load("jimeng_en", str(asset("i18n")))

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str:
        return stretched(self._english.translate(context, source, disambiguation, n) or source)


@contextmanager
def spoken(app: QApplication, wanted: bool = True) -> Iterator[None]:
    """Until the end of the block all texts are in it, if `wanted`."""
    translator = Pseudo()
    if wanted:
        app.installTranslator(translator)
    try:
        yield
    finally:
        if wanted:
            app.removeTranslator(translator)
