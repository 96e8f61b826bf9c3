"""Tests draw with their own font, which has every character on screen; Latin is never drawn in a Chinese face."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QRawFont, QTextLayout
from PySide6.QtWidgets import QApplication

import subset_fonts
from jimeng_desktop.ui.design import look
from tests.fonts import FONTS
from tests.ui.letters import SAMPLE, WIDTHS, letters_of_width

WORDS = "Keep “this” picture… 12"
LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere the system has a font for Latin")


@pytest.fixture
def chosen_anew(qapp: QApplication) -> Iterator[None]:
    """The families are chosen once a process."""
    look._families.cache_clear()
    yield
    qapp.setFont(look.font())
    look._families.cache_clear()


def faces(text: str) -> set[str]:
    """The families that draw a text in the program's font."""
    font = QFont()
    font.setFamilies(look._families())
    layout = QTextLayout(text, font)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return {run.rawFont().familyName() for run in layout.glyphRuns()}


@pytest.mark.parametrize("weight", ["Regular", "Bold"])
def test_the_fonts_of_the_tests_have_every_character_on_screen(qapp: QApplication, weight: str) -> None:
    drawn = [QRawFont(str(FONTS / name), 13) for name in (f"TestSans-{weight}.ttf", "TestHan-Regular.otf")]
    wanted = (code for code in subset_fonts.characters() if code < subset_fonts.EMOJI)
    lacking = [chr(code) for code in wanted if not any(font.supportsCharacter(code) for font in drawn)]
    assert lacking == [], "python3 packaging/dev.py fonts"


def test_what_is_missing_of_noto_is_said(tmp_path: Path) -> None:
    assert list(subset_fonts.make(tmp_path)) == [source for source, *_ in subset_fonts.SOURCES.values()]


@LINUX
def test_tests_see_no_fonts_but_their_own(qapp: QApplication) -> None:
    generic = {"Sans Serif", "Serif", "Monospace"}
    assert set(QFontDatabase.families()) - generic == {"Test Sans", "Test Han"}
    assert faces(WORDS) == {"Test Sans"}
    assert faces("图") == {"Test Han"}


@pytest.mark.parametrize("percent", WIDTHS)
def test_letters_are_as_wide_as_asked_for(qapp: QApplication, percent: int) -> None:
    def wide() -> list[float]:
        fonts = (look.font("caption"), look.font("title"), look.fixed_font())
        return [QFontMetricsF(font).horizontalAdvance(SAMPLE) for font in fonts]

    usual = wide()
    with letters_of_width(qapp, percent):
        for one, other in zip(wide(), usual, strict=True):
            share = one / other * 100
            assert share == 100 if percent == 100 else 10 <= abs(share - 100) < 20, share  # whole pixels a letter
            assert (share > 100, share < 100) == (percent > 100, percent < 100)
    assert wide() == usual


@LINUX
@pytest.mark.usefixtures("chosen_anew")
def test_latin_is_not_drawn_in_a_chinese_face_where_the_desktop_names_no_font(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(look, "_CHINESE_LINUX", ("Test Han",))
    qapp.setFont(QFont("Sans Serif"))
    assert faces(WORDS) == {"Test Sans"}
    assert faces("图") == {"Test Han"}


@LINUX
@pytest.mark.usefixtures("chosen_anew")
def test_latin_is_not_drawn_in_a_chinese_face_that_the_desktop_has_chosen(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(look, "_writes_chinese", lambda family: family == "Test Han")  # Qt says so of whole ones only
    qapp.setFont(QFont("Test Han"))
    assert faces(WORDS) == {"Test Sans"}


@LINUX
@pytest.mark.usefixtures("chosen_anew")
def test_the_font_that_the_desktop_has_chosen_is_taken(qapp: QApplication) -> None:
    qapp.setFont(QFont("Test Han"))
    assert faces(WORDS) == {"Test Han"}
