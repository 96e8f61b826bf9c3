"""Letters wider or narrower than the tests' own font has them: a user's machine has other fonts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache, partial

from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtWidgets import QApplication

from jimeng_desktop.ui.design import look

WIDTHS = (100, 110, 90)  # percent: scenes are measured in letters of all three
SAMPLE = "the five boxing wizards jump quickly, Pack My Box With 1234567890 Liquor Jugs"


@contextmanager
def letters_of_width(app: QApplication, percent: int) -> Iterator[None]:
    """Until the end of the block, texts are `percent` % as wide as the fonts make them, or a little more than that."""
    role, fixed = look._font, look.fixed_font

    @lru_cache
    def stretched(font: Callable[..., QFont], *name: str) -> QFont:
        return _of_width(font(*name), percent)

    app.setProperty("look", False)  # apply() sets the program's font anew
    look._font, look.fixed_font = partial(stretched, role), partial(stretched, fixed)  # type: ignore[assignment]
    try:
        yield
    finally:
        look._font, look.fixed_font = role, fixed
        app.setProperty("look", False)


def _of_width(font: QFont, percent: int) -> QFont:
    """The font with the first stretch that does it: letters are rounded to whole pixels."""
    out, usual = QFont(font), QFontMetricsF(font).horizontalAdvance(SAMPLE)
    step = 1 if percent > 100 else -1
    for stretch in range(100, 2 * percent - 100 + 20 * step, step):
        out.setStretch(stretch)
        if (QFontMetricsF(out).horizontalAdvance(SAMPLE) / usual * 100 - percent) * step >= 0:
            return out
    raise ValueError(f"no stretch makes letters {percent} % as wide")
