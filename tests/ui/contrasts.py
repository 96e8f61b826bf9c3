"""Measures contrast in what is really rendered: the text of every widget against the very pixels it covers.

A widget of Qt's own is rendered twice, once blank and once with full blocks for text: where the two differ is the text,
in its exact colour, and the blank one shows the ground beneath. What the program paints itself is watched.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QIcon, QImage, QPixmap
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QTextEdit,
    QWidget,
)

from tests.ui.painted import Painted, watched
from tests.ui.showing import named, shown

TEXT, MARK = 4.5, 3.0  # the least
BLOCKS, BLANKS = "██", "\u2003\u2003"
Colour = int


def weak() -> Iterator[str]:
    """Every text and icon on screen that stands out too little; what is switched off may."""
    widgets = shown()
    tops = [widget for widget in widgets if widget.isWindow()]
    with watched() as painted:
        before = {top: _image(top) for top in tops}
    yield from _weak_painted(painted, before)
    yield from _weak_icons(widgets, before)
    yield from _weak_menus(tops)
    widgets = [widget for widget in widgets if widget.isEnabled() and not isinstance(widget, QMenu)]
    for top in tops:
        for layout in (holder.layout() for holder in (top, *top.findChildren(QWidget))):
            if layout:
                layout.setEnabled(False)  # everything stays where it is, whatever it says
    told = [widget for widget in widgets if _say(widget, BLANKS)]
    blank = {top: _image(top) for top in tops}
    for widget in told:
        _say(widget, BLOCKS)
    full = {top: _image(top) for top in tops}
    for widget in told:
        found = _difference(_part(widget, blank), _part(widget, full))
        if found:
            yield from _complaint(named(widget), *found, TEXT)


def _complaint(name: str, colour: Colour, ground: Colour, least: float) -> Iterator[str]:
    ratio = contrast(QColor.fromRgb(colour), QColor.fromRgb(ground))
    if ratio < least:
        on = f"{QColor.fromRgb(colour).name()} on {QColor.fromRgb(ground).name()}"
        yield f"{name}: {on} is {ratio:.2f}, needs {least}"


def luminance(colour: QColor) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    """The ratio of two colours, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _image(top: QWidget) -> QImage:
    return top.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def _part(widget: QWidget, images: dict[QWidget, QImage]) -> memoryview:
    top = widget.window()
    return _pixels(images[top], QRect(widget.mapTo(top, QPoint(0, 0)), widget.size()))


def _pixels(image: QImage, rect: QRect) -> memoryview:
    part = image.copy(rect.intersected(image.rect()))
    return memoryview(bytes(part.constBits())).cast("I")


def _difference(blank: memoryview, full: memoryview) -> tuple[Colour, Colour] | None:
    """The commonest colour of what differs, and what lay beneath it."""
    changed = Counter(pair for pair in zip(full, blank, strict=True) if pair[0] != pair[1])
    if not changed:
        return None
    (colour, ground), _ = changed.most_common(1)[0]
    return colour, ground


def _say(widget: QWidget, text: str) -> bool:
    """Makes a widget of Qt's own say something; False where it says nothing, or paints it itself."""
    widget.blockSignals(True)
    if isinstance(widget, QLabel):
        if not widget.text():
            return False
        widget.setText(text)
    elif isinstance(widget, QAbstractButton):
        if not widget.text() or _paints(widget):
            return False
        widget.setText(text)
    elif isinstance(widget, QComboBox):
        widget.setItemText(widget.currentIndex(), text)
    elif isinstance(widget, QLineEdit):
        widget.setEchoMode(QLineEdit.EchoMode.Normal)  # a dot has hardly a pixel in its full colour
        if isinstance(widget.parentWidget(), QAbstractSpinBox) or widget.text():
            widget.setText(text)
        else:
            widget.setPlaceholderText(text)
    elif isinstance(widget, QTextEdit) and widget.toPlainText():
        widget.setPlainText(text)
    else:
        return False
    return True


def _paints(widget: QWidget) -> bool:
    """Whether the program paints it: then it has been watched."""
    ours = (kind for kind in type(widget).__mro__ if kind.__module__.startswith("jimeng_desktop"))
    return any("paintEvent" in vars(kind) for kind in ours)


def _weak_painted(painted: Painted, images: dict[QWidget, QImage]) -> Iterator[str]:
    for text in painted.texts:
        if text.widget.isEnabled() and text.text.strip():
            ground = _ground(text.widget, text.rect.toAlignedRect(), images)
            if ground is not None:
                yield from _complaint(f"{named(text.widget)}, {text.text!r}", text.colour.rgb(), ground, TEXT)
    for mark in painted.marks:
        ground = _ground(mark.widget, mark.rect.toAlignedRect(), images)
        colour = _ink(mark.pixmap)
        if mark.widget.isEnabled() and ground is not None and colour is not None:
            yield from _complaint(f"an icon of {named(mark.widget)}", colour, ground, MARK)


def _weak_icons(widgets: list[QWidget], images: dict[QWidget, QImage]) -> Iterator[str]:
    for widget in widgets:
        pixmap = QPixmap()
        if isinstance(widget, QAbstractButton) and not _paints(widget) and not widget.icon().isNull():
            pixmap = widget.icon().pixmap(widget.iconSize(), 1.0, QIcon.Mode.Normal)
        elif isinstance(widget, QLabel) and not _paints(widget):
            pixmap = widget.pixmap()
        colour = _ink(pixmap)
        if widget.isEnabled() and colour is not None:
            ground = _ground(widget, widget.rect(), images)
            if ground is not None:
                yield from _complaint(f"the icon of {named(widget)}", colour, ground, MARK)


def _weak_menus(tops: list[QWidget]) -> Iterator[str]:
    for menu in (top for top in tops if isinstance(top, QMenu)):
        for action in menu.actions():
            action.setIconVisibleInMenu(False)
            action.setEnabled(True)
            action.setText(BLOCKS * 3)
        colours = Counter(_pixels(_image(menu), menu.rect())).most_common(2)
        yield from _complaint(named(menu), colours[1][0], colours[0][0], TEXT)


def _ground(widget: QWidget, rect: QRect, images: dict[QWidget, QImage]) -> Colour | None:
    """The commonest colour in a part of a widget; None where it can't be seen."""
    top = widget.window()
    at = rect.translated(widget.mapTo(top, QPoint(0, 0)))
    if top not in images or not images[top].rect().intersects(at):
        return None
    return Counter(_pixels(images[top], at)).most_common(1)[0][0]


def _ink(pixmap: QPixmap) -> Colour | None:
    """The colour of an icon: what is commonest of its full pixels."""
    if pixmap.isNull():
        return None
    image = pixmap.toImage().convertToFormat(QImage.Format.Format_ARGB32)
    full = Counter(pixel for pixel in memoryview(bytes(image.constBits())).cast("I") if pixel >> 24 == 255)
    return full.most_common(1)[0][0] if full else None
