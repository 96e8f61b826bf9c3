"""The look, once: colours of both themes, fonts, icons, crisp lines and the durations of what moves."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QByteArray, QDir, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QIcon, QIconEngine, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from ...assets import asset

# Milliseconds; ask duration() so that reduced motion is obeyed.
PICTURE_FADE = 160
POPUP_FADE = 120
MAKING_TURN = 1600
MAKING_STEPS = 12


class Theme(NamedTuple):
    """Every colour there is. s0..s3 are the surfaces from the ground up, t1..t3 the texts from loud to quiet."""

    dark: bool
    s0: QColor
    s1: QColor
    s2: QColor
    s3: QColor
    field: QColor
    line: QColor
    line2: QColor
    t1: QColor
    t2: QColor
    t3: QColor
    off: QColor
    accent: QColor
    fill: QColor
    fill_hover: QColor
    fill_press: QColor
    on_fill: QColor
    accent_text: QColor
    accent_soft: QColor
    sel_text: QColor
    ring: QColor
    pick: QColor
    reject: QColor
    stars: QColor
    ok: QColor
    waiting: QColor
    attention: QColor
    danger: QColor
    lab_red: QColor
    lab_orange: QColor
    lab_yellow: QColor
    lab_green: QColor
    lab_blue: QColor
    lab_purple: QColor


def _theme(dark: bool, **colours: str) -> Theme:
    return Theme(dark, **{name: QColor(value) for name, value in colours.items()})


DARK = _theme(
    True,
    s0="#1a1a1a", s1="#232323", s2="#2e2e2e", s3="#383838", field="#1a1a1a", line="#363636", line2="#4d4d4d",
    t1="#ececec", t2="#bcbcbc", t3="#a4a4a4", off="#6e6e6e",
    accent="#82aaf0", fill="#3c6cc6", fill_hover="#4473cc", fill_press="#335fb2", on_fill="#ffffff",
    accent_text="#94b7f5", accent_soft="#2c3a52", sel_text="#33507f", ring="#82aaf0",
    pick="#ececec", reject="#f0897f", stars="#d8d8d8",
    ok="#7cc79a", waiting="#bcbcbc", attention="#e5b65c", danger="#f0897f",
    lab_red="#ec5f5f", lab_orange="#ee9042", lab_yellow="#e6c750",
    lab_green="#64bb7d", lab_blue="#6699f0", lab_purple="#ae88ea",
)  # fmt: skip
LIGHT = _theme(
    False,
    s0="#ebebeb", s1="#f6f6f6", s2="#ffffff", s3="#e2e2e2", field="#ffffff", line="#dadada", line2="#c2c2c2",
    t1="#1a1a1a", t2="#474747", t3="#606060", off="#a3a3a3",
    accent="#2a5fc0", fill="#2a5fc0", fill_hover="#3469cd", fill_press="#2151a8", on_fill="#ffffff",
    accent_text="#2458b8", accent_soft="#dce6f8", sel_text="#bcd2f7", ring="#2a5fc0",
    pick="#1a1a1a", reject="#b3261e", stars="#3a3a3a",
    ok="#1d6f3f", waiting="#474747", attention="#855300", danger="#b3261e",
    lab_red="#d23b3b", lab_orange="#c2590c", lab_yellow="#987400",
    lab_green="#2c8449", lab_blue="#2f6fdc", lab_purple="#8653d4",
)  # fmt: skip

_PALETTE = {
    "Window": "s1", "WindowText": "t1", "Base": "field", "AlternateBase": "s1", "Text": "t1",
    "Button": "s2", "ButtonText": "t1", "BrightText": "danger", "PlaceholderText": "t3",
    "Highlight": "sel_text", "HighlightedText": "t1", "Accent": "fill", "Link": "accent_text",
    "LinkVisited": "accent_text", "ToolTipBase": "s3", "ToolTipText": "t1",
    "Light": "s3", "Midlight": "line", "Mid": "line2", "Dark": "s0", "Shadow": "s0",
}  # fmt: skip

# role -> pixels, weight
_FONTS = {
    "caption": (12, QFont.Weight.Normal),
    "label": (12, QFont.Weight.Medium),
    "chosen": (12, QFont.Weight.DemiBold),
    "body": (13, QFont.Weight.Normal),
    "strong": (13, QFont.Weight.Medium),
    "card": (13, QFont.Weight.DemiBold),
    "action": (14, QFont.Weight.DemiBold),
    "title": (15, QFont.Weight.DemiBold),
    "display": (22, QFont.Weight.DemiBold),
}
_CHINESE = {"win32": ("Microsoft YaHei UI",), "darwin": ("PingFang SC",)}
_CHINESE_LINUX = ("Noto Sans CJK SC", "Source Han Sans SC")
_LATIN_LINUX = ("Inter", "Noto Sans", "DejaVu Sans", "Liberation Sans")  # the first that is there
_FIXED_LINUX = ("DejaVu Sans Mono", "Noto Sans Mono", "Liberation Mono")
_NO_CHOICE = ("", "sans", "sans serif", "dejavu sans", "bitstream vera sans")  # what X11 says without a desktop

_current = DARK
_motion_unwanted = False


def theme() -> Theme:
    """The theme that is on."""
    return _current


def contrasted(of: Theme) -> Theme:
    """For whoever asks the system for high contrast: lines as loud as quiet text, quiet text as loud as the next."""
    return of._replace(line=of.t3, line2=of.t3, t3=of.t2)


def _wanted(light: bool, high_contrast: bool) -> Theme:
    plain = LIGHT if light else DARK
    return contrasted(plain) if high_contrast else plain


def _high_contrast(app: QApplication) -> bool:
    hints = app.styleHints()
    if not hasattr(hints, "accessibility"):  # Qt 6.9 and older
        return False
    return hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast


def apply(app: QApplication, scheme: str) -> Theme:
    """Sets palette, sheet and font of the program; `scheme` is "system", "light" or "dark"."""
    global _current
    app.styleHints().setColorScheme(
        {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}.get(scheme, Qt.ColorScheme.Unknown)
    )
    light = scheme == "light" or (scheme == "system" and app.styleHints().colorScheme() == Qt.ColorScheme.Light)
    wanted = _wanted(light, _high_contrast(app))
    if app.property("look") and _current == wanted:
        return _current
    app.setProperty("look", True)
    _current = wanted
    app.setFont(font("body"))
    app.setPalette(_palette(_current))
    QDir.setSearchPaths("look", [str(asset("icons"))])
    app.setStyleSheet(_sheet(_current))
    return _current


def follow_system(app: QApplication, changed: Callable[[], None]) -> None:
    """Calls `changed` when the system goes from light to dark or back, or asks for another contrast."""
    hints = app.styleHints()
    hints.colorSchemeChanged.connect(changed, Qt.ConnectionType.QueuedConnection)
    if hasattr(hints, "accessibility"):
        hints.accessibility().contrastPreferenceChanged.connect(changed, Qt.ConnectionType.QueuedConnection)


def _palette(of: Theme) -> QPalette:
    palette = QPalette()
    for role, name in _PALETTE.items():
        palette.setColor(QPalette.ColorRole[role], getattr(of, name))
    for role in ("WindowText", "Text", "ButtonText", "HighlightedText"):
        palette.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole[role], of.off)
    return palette


def _sheet(of: Theme) -> str:
    names = {name: getattr(of, name).name() for name in Theme._fields if name != "dark"}
    names["tone"] = "dark" if of.dark else "light"
    return re.sub(r"@(\w+)", lambda found: names[found[1]], asset("look.qss").read_text(encoding="utf-8"))


# Fonts


def font(role: str = "body") -> QFont:
    """The font of a text role: "caption", "label", "body", "strong", "card", "action", "title", "display"."""
    return QFont(_font(role))


@lru_cache
def _font(role: str) -> QFont:
    pixels, weight = _FONTS[role]
    out = QFont()
    out.setFamilies(_families())
    out.setPixelSize(pixels)
    out.setWeight(weight)
    out.setFeature(QFont.Tag("tnum"), 1)
    return out


@lru_cache(1)
def fixed_font() -> QFont:
    """For what is compared letter by letter, as ids are."""
    out = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    drawn = QFontInfo(out)
    if sys.platform not in _CHINESE and (not drawn.fixedPitch() or _writes_chinese(drawn.family())):
        out.setFamily(next(filter(QFontDatabase.hasFamily, _FIXED_LINUX), out.family()))
    out.setPixelSize(12)
    return out


@lru_cache(1)
def _families() -> list[str]:
    """The system's own family first, a Simplified Chinese one second: Han must never fall to a Japanese face."""
    own = QApplication.font()
    latin = own.family() if sys.platform in _CHINESE else _latin_linux(own)
    chinese = _CHINESE.get(sys.platform, _CHINESE_LINUX)
    return [latin, *(name for name in chinese if QFontDatabase.hasFamily(name))]


def _latin_linux(own: QFont) -> str:
    """The desktop's own family, or one that really is installed: "Sans Serif" is only a name.

    Qt passes over a name without a face and would take the next one for everything: Latin in a Chinese face, whose
    quotation marks are as wide as two letters.
    """
    default = QFontInfo(own).family()
    if own.family().lower() not in _NO_CHOICE and not _writes_chinese(default):
        return own.family()
    known = next(filter(QFontDatabase.hasFamily, _LATIN_LINUX), "")
    others = (default, *QFontDatabase.families(QFontDatabase.WritingSystem.Latin)) if not known else ()
    return known or next(filter(_is_for_text, others), default)


def _is_for_text(family: str) -> bool:
    """An installed face of letters of different widths, without Chinese ones."""
    installed = QFontInfo(QFont(family)).family() == family
    return installed and not QFontDatabase.isFixedPitch(family) and not _writes_chinese(family)


def _writes_chinese(family: str) -> bool:
    return QFontDatabase.WritingSystem.SimplifiedChinese in QFontDatabase.writingSystems(family)


# Icons


class _Icon(QIconEngine):
    """Draws the SVG in the present theme's colours at exactly the size and scale asked for; nothing is ever scaled."""

    def __init__(self, name: str, size: int, rest: str) -> None:
        super().__init__()
        self._name = name
        self._size = size
        self._rest = rest

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        scale = painter.device().devicePixelRatioF()
        painter.drawPixmap(rect.topLeft(), self._drawn(min(rect.width(), rect.height()), mode, scale))

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        return self._drawn(min(size.width(), size.height()), mode, scale)  # size is logical from Qt 6.8

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def actualSize(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QSize:
        return size

    def availableSizes(self, mode: QIcon.Mode = QIcon.Mode.Normal, state: QIcon.State = QIcon.State.Off) -> list[QSize]:
        return [QSize(self._size, self._size)]

    def clone(self) -> QIconEngine:
        return _Icon(self._name, self._size, self._rest)

    def _drawn(self, size: int, mode: QIcon.Mode, scale: float) -> QPixmap:
        hot = "t1" if self._rest == "t2" else self._rest
        role = {QIcon.Mode.Normal: self._rest, QIcon.Mode.Disabled: "off"}.get(mode, hot)
        return pixmap(self._name, getattr(_current, role), size, scale)


def app_icon() -> QIcon:
    """The program's own, for title bar and task bar."""
    own = QIcon()
    for size in (16, 32, 48, 128):
        own.addPixmap(pixmap("app", _current.t1, size, 1.0))
    return own


@lru_cache
def icon(name: str, size: int = 16, colour: str = "t2") -> QIcon:
    """The icon in the theme's colours, also after the theme changes: `colour`, t1 under the mouse, off when disabled.

    `size` is in logical pixels; `colour` is a name of Theme.
    """
    return QIcon(_Icon(name, size, colour))


def pixmap(name: str, colour: QColor, size: int, dpr: float) -> QPixmap:
    """The icon in one colour for one scale, to be drawn 1:1."""
    return _pixmap(name, colour.name(), size, dpr)


@lru_cache(2000)
def _pixmap(name: str, colour: str, size: int, dpr: float) -> QPixmap:
    side = int(size * dpr + 0.5)  # as Qt rounds: at a half, round() goes down, and Qt would blow the icon up
    out = QPixmap(QSize(side, side))
    out.fill(Qt.GlobalColor.transparent)
    painter = QPainter(out)
    _renderer(name, colour).render(painter, QRectF(0, 0, side, side))
    painter.end()
    out.setDevicePixelRatio(dpr)
    return out


@lru_cache(200)
def _renderer(name: str, colour: str) -> QSvgRenderer:
    drawing = asset("icons", f"{name}.svg").read_bytes().replace(b"currentColor", colour.encode())
    return QSvgRenderer(QByteArray(drawing))


# Lines


def hairline(painter: QPainter, x0: float, x1: float, y: float, colour: QColor) -> None:
    """One horizontal line of whole device pixels at any scale: 1 px below 200 %, 2 px from there."""
    _fill(painter, QRectF(x0, y, x1 - x0, 0), colour, (0, 1))


def vertical_hairline(painter: QPainter, x: float, y0: float, y1: float, colour: QColor) -> None:
    """As hairline(), upright."""
    _fill(painter, QRectF(x, y0, 0, y1 - y0), colour, (1, 0))


def crisp_rect(painter: QPainter, rect: QRectF, colour: QColor, width: float = 1) -> None:
    """An edge inside `rect`, its four sides equally thick whole device pixels at any scale. `width` is logical."""
    transform = painter.deviceTransform()
    box = transform.mapRect(QRectF(rect))
    x0, y0, x1, y1 = round(box.left()), round(box.top()), round(box.right()), round(box.bottom())
    thick = max(1, int(width * painter.device().devicePixelRatioF()))
    sides = (
        QRectF(x0, y0, x1 - x0, thick),
        QRectF(x0, y1 - thick, x1 - x0, thick),
        QRectF(x0, y0 + thick, thick, y1 - y0 - 2 * thick),
        QRectF(x1 - thick, y0 + thick, thick, y1 - y0 - 2 * thick),
    )
    back = transform.inverted()[0]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    for side in sides:
        painter.fillRect(back.mapRect(side), colour)
    painter.restore()


def crisp_fill(painter: QPainter, rect: QRectF, colour: QColor) -> None:
    """Fills `rect` rounded to whole device pixels, so that no side is smeared."""
    _fill(painter, QRectF(rect), colour, (0, 0))


def _fill(painter: QPainter, rect: QRectF, colour: QColor, lines: tuple[int, int]) -> None:
    """Rounds in device space, then fills; `lines` says which of width and height are one line thick."""
    transform = painter.deviceTransform()
    start, end = transform.map(QPointF(rect.topLeft())), transform.map(QPointF(rect.bottomRight()))
    thick = max(1, int(painter.device().devicePixelRatioF()))
    x, y = round(start.x()), round(start.y())
    box = QRectF(
        x, y, thick if lines[0] else round(end.x()) - x, thick if lines[1] else round(end.y()) - y
    )  # fmt: skip
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRect(transform.inverted()[0].mapRect(box))  # fillRect would have PySide make all gradients: 3 ms
    painter.restore()


# Motion


def set_reduced_motion(wanted: bool) -> None:
    """The user's own word; without it the system's holds."""
    global _motion_unwanted
    _motion_unwanted = wanted


def reduced_motion() -> bool:
    """The user wants nothing to move."""
    if _motion_unwanted:
        return True
    from PySide6.QtWidgets import QStyle  # late: its enumerations take 10 ms

    return QApplication.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) == 0


def duration(milliseconds: int) -> int:
    """How long a fade of that length really takes: 0 under reduced motion."""
    return 0 if reduced_motion() else milliseconds
