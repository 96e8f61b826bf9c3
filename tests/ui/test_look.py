"""The look: both themes reach the widgets, every colour can be read, lines are crisp at any scale."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from jimeng_desktop.assets import asset
from jimeng_desktop.ui.design import look

SURFACES = ("s0", "s1", "s2", "s3", "field", "accent_soft")
TEXTS = ("t1", "t2", "t3", "accent_text", "ok", "attention", "danger")


@pytest.fixture(autouse=True)
def dark_afterwards(qapp: QApplication) -> Iterator[None]:
    yield
    look.apply(qapp, "dark")


def luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [look.DARK, look.LIGHT], ids=["dark", "light"])
def test_text_can_be_read_on_every_surface(theme: look.Theme) -> None:
    worst = {(t, s): contrast(getattr(theme, t), getattr(theme, s)) for t in TEXTS for s in SURFACES}
    assert min(worst.values()) >= 4.5, min(worst, key=lambda pair: worst[pair])


def test_applying_a_scheme_reaches_palette_and_theme(qapp: QApplication) -> None:
    for scheme, theme in (("light", look.LIGHT), ("dark", look.DARK)):
        look.apply(qapp, scheme)
        assert look.theme() is theme
        assert qapp.palette().color(QPalette.ColorRole.Window) == theme.s1
        assert qapp.palette().color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text) == theme.off
        assert theme.ring.name() in qapp.styleSheet()


def test_every_name_in_the_sheet_is_a_colour(qapp: QApplication) -> None:
    look.apply(qapp, "light")
    assert "@" not in qapp.styleSheet().split("*/", 1)[1]


@pytest.mark.parametrize("theme, tone", [(look.DARK, "dark"), (look.LIGHT, "light")])
def test_the_tinted_drawings_of_the_sheet_have_the_themes_colours(theme: look.Theme, tone: str) -> None:
    for name, colour in (("chevron-down", theme.t3), ("check", theme.on_fill)):
        drawn = asset("icons", f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour.name())
        assert asset("icons", tone, f"{name}.svg").read_text(encoding="utf-8") == drawn


def strongest(image: QImage) -> QColor:
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return max(pixels, key=lambda colour: colour.alpha())


def test_an_icon_follows_the_theme_and_its_state(qapp: QApplication) -> None:
    look.apply(qapp, "dark")
    icon = look.icon("check")
    for theme, scheme in ((look.DARK, "dark"), (look.LIGHT, "light")):
        look.apply(qapp, scheme)
        for mode, colour in (
            (QIcon.Mode.Normal, theme.t2),
            (QIcon.Mode.Active, theme.t1),
            (QIcon.Mode.Disabled, theme.off),
        ):
            drawn = strongest(icon.pixmap(QSize(32, 32), 1.0, mode).toImage())
            assert abs(drawn.red() - colour.red()) <= 3, (scheme, mode)


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 1.75, 2.0, 3.0])
def test_an_icon_is_drawn_for_the_scale(qapp: QApplication, scale: float) -> None:
    drawn = look.icon("check").pixmap(QSize(16, 16), scale)
    assert drawn.width() == round(16 * scale)
    assert drawn.devicePixelRatio() == scale


def test_half_a_pixel_is_rounded_as_qt_does(qapp: QApplication) -> None:
    drawn = look.icon("check").pixmap(QSize(14, 14), 1.75)
    assert (drawn.width(), drawn.devicePixelRatio()) == (25, 1.75), "else Qt takes it for another scale and blows it up"


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 1.75, 2.0])
def test_lines_are_whole_device_pixels(qapp: QApplication, scale: float) -> None:
    for y in (3.0, 4.3, 7.7):
        image = QImage(round(40 * scale), round(20 * scale), QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(scale)
        image.fill(0)
        painter = QPainter(image)
        look.hairline(painter, 0, 40, y, QColor("#ffffff"))
        painter.end()
        rows = [image.pixelColor(5, row).red() for row in range(image.height())]
        assert sorted(set(rows)) == [0, 255]
        assert rows.count(255) == max(1, int(scale))


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 1.75, 2.0])
def test_an_edge_is_equally_thick_on_all_sides(qapp: QApplication, scale: float) -> None:
    image = QImage(round(40 * scale), round(40 * scale), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(scale)
    image.fill(0)
    painter = QPainter(image)
    look.crisp_rect(painter, QRectF(5.3, 6.1, 20.2, 21.7), QColor("#ffffff"))
    painter.end()
    middle = round(15 * scale)
    across = [image.pixelColor(x, middle).red() for x in range(image.width())]
    down = [image.pixelColor(middle, y).red() for y in range(image.height())]
    for line in (across, down):
        assert set(line) == {0, 255}
        assert line.count(255) == 2 * max(1, int(scale))


def test_fonts_have_tabular_figures_and_two_families(qapp: QApplication) -> None:
    for role in ("caption", "label", "body", "strong", "card", "action", "title", "display"):
        assert look.font(role).pixelSize() >= 12
    look.font("body").setPixelSize(40)
    assert look.font("body").pixelSize() == 13, "a font handed out is the caller's own"


def test_reduced_motion_takes_all_durations(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    assert look.duration(160) == 160
    monkeypatch.setattr(look, "reduced_motion", lambda: True)
    assert look.duration(160) == 0


# High contrast, and the user's own word about motion


@pytest.mark.parametrize("theme", [look.DARK, look.LIGHT], ids=["dark", "light"])
def test_high_contrast_makes_lines_and_quiet_text_louder(theme: look.Theme) -> None:
    loud = look.contrasted(theme)
    assert (loud.line, loud.line2, loud.t3) == (theme.t3, theme.t3, theme.t2)
    assert min(contrast(loud.line, getattr(loud, name)) for name in ("s0", "s1", "s2", "field")) >= 4.5


def test_the_contrast_the_system_asks_for_is_obeyed(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    look.apply(qapp, "dark")
    monkeypatch.setattr(look, "_high_contrast", lambda app: True)
    assert look.apply(qapp, "dark") == look.contrasted(look.DARK)
    assert look.DARK.t3.name() in qapp.styleSheet() and look.DARK.line2.name() not in qapp.styleSheet()
    assert qapp.palette().color(QPalette.ColorRole.Mid) == look.DARK.t3
    monkeypatch.setattr(look, "_high_contrast", lambda app: False)
    assert look.apply(qapp, "dark") is look.DARK
    assert qapp.palette().color(QPalette.ColorRole.Mid) == look.DARK.line2


def test_a_change_of_the_contrast_is_heard(qapp: QApplication, qtbot: QtBot) -> None:
    heard: list[None] = []
    look.follow_system(qapp, lambda: heard.append(None))
    qapp.styleHints().accessibility().contrastPreferenceChanged.emit(Qt.ContrastPreference.HighContrast)
    qtbot.waitUntil(lambda: len(heard) == 1)


def test_the_users_word_takes_all_motion(qapp: QApplication) -> None:
    look.set_reduced_motion(True)
    try:
        assert look.reduced_motion() and look.duration(160) == 0
    finally:
        look.set_reduced_motion(False)
    assert look.duration(160) == 160


# The controls of dialogs


def ring_width(widget: QWidget, colour: QColor) -> int:
    """Most pixels of the ring's colour one after another from the left edge, in the middle row."""
    image = widget.grab().toImage()
    row = [image.pixelColor(x, image.height() // 2) for x in range(min(12, image.width()))]
    return sum(near == colour for near in row)


@pytest.mark.parametrize("scheme", ["dark", "light"])
@pytest.mark.parametrize("kind", [QCheckBox, QRadioButton, QSpinBox, QLineEdit, QComboBox, QPushButton])
def test_every_control_shows_the_keyboard_by_a_ring(
    qapp: QApplication, qtbot: QtBot, kind: type[QWidget], scheme: str
) -> None:
    theme = look.apply(qapp, scheme)
    page = QWidget()
    column = QVBoxLayout(page)
    other, control = QLineEdit(page), kind(page)
    column.addWidget(other)
    column.addWidget(control)
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    other.setFocus()
    size = control.size()
    assert ring_width(control, theme.ring) == 0
    control.setFocus(Qt.FocusReason.TabFocusReason)
    assert ring_width(control, theme.ring) >= 2
    page.layout().activate()
    assert control.sizeHint().height() <= size.height(), "focus changes no size"


def test_the_programs_own_icon_has_its_colours(qapp: QApplication) -> None:
    image = look.app_icon().pixmap(128, 128).toImage()
    assert {image.pixelColor(x, 40).rgb() for x in range(0, 128, 4)} - {image.pixelColor(2, 2).rgb()}
    assert image.pixelColor(88, 40).red() > 240, "the moon"
