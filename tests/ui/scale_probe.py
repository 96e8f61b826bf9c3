"""Run with QT_SCALE_FACTOR set: says what does not fit, is smeared or scaled in the real window at that scale."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QIcon, QImage
from PySide6.QtWidgets import QToolButton, QWidget

from jimeng_desktop.ui.design import look
from tests.ui.painted import watched
from tests.ui.showing import Stage, Variant, named, showing, shown
from tests.ui.test_fits import faults

NEAR = 3  # of 255: what blending may round


def smeared(stage: Stage) -> Iterator[str]:
    """Lines that are not whole device pixels of the line's colour, with the grounds beside them untouched."""
    window, line = stage.window, look.theme().line
    image = window.grab().toImage()
    scale, thick = window.devicePixelRatioF(), max(1, int(window.devicePixelRatioF()))
    toolbar, bar, composer = window.toolbar, window.status_bar, window.composer
    yield from _row(image, window, toolbar, toolbar.height() - 1, "the toolbar's foot", line, thick)
    yield from _row(image, window, bar, 0, "the status bar's head", line, thick)
    yield from _row(image, window, composer.foot, 0, "the line over Generate", line, thick)
    middle = composer.mapTo(window, QPoint(composer.width(), composer.height() // 8))
    cut = [image.pixelColor(x, round(middle.y() * scale)) for x in _around(middle.x(), scale)]
    yield from _clean(cut, "the splitter", line, None)
    for box in _placeholders(stage):
        across = round((box.y() + box.height() / 5) * scale)
        for side, x in (("left", box.x()), ("right", box.x() + box.width())):
            cut = [image.pixelColor(at, across) for at in _around(x, scale)]
            yield from _clean(cut, f"the {side} edge of a placeholder", line, thick)


def _around(at: float, scale: float) -> range:
    return range(round((at - 4) * scale), round((at + 4) * scale))


def _row(image: QImage, window: QWidget, widget: QWidget, y: int, name: str, line: QColor, thick: int) -> Iterator[str]:
    at, scale = widget.mapTo(window, QPoint(6, y)), window.devicePixelRatioF()
    cut = [image.pixelColor(round(at.x() * scale), row) for row in _around(at.y(), scale) if row < image.height()]
    yield from _clean(cut, name, line, thick)


def _clean(cut: list[QColor], name: str, line: QColor, thick: int | None) -> Iterator[str]:
    """A cut through a line: ground, the line's own colour, ground; nothing between them."""
    runs: list[tuple[QColor, int]] = []
    for colour in cut:
        if runs and _near(runs[-1][0], colour):
            runs[-1] = runs[-1][0], runs[-1][1] + 1
        else:
            runs.append((colour, 1))
    shown = [f"{colour.name()}×{count}" for colour, count in runs]
    lines = [count for colour, count in runs if _near(colour, line)]
    if len(runs) != 3 or len(lines) != 1 or (thick is not None and lines != [thick]):
        yield f"{name} is {' '.join(shown)}"


def _near(one: QColor, other: QColor) -> bool:
    return max(abs(a - b) for a, b in zip(one.getRgb()[:3], other.getRgb()[:3], strict=True)) <= NEAR  # type: ignore


def _placeholders(stage: Stage) -> Iterator[QRect]:
    gallery = stage.window.middle.gallery
    for placed in gallery.visible():
        for box in placed.boxes if not placed.section.card and not placed.section.job.pictures else ():
            place = box.translated(gallery.viewport().mapTo(stage.window, QPoint(0, -gallery.verticalOffset())))
            if place.bottom() < stage.window.status_bar.y():
                yield place


def scaled_icons() -> Iterator[str]:
    """Icons that are not drawn for this scale."""
    widgets = shown()
    scale = widgets[0].devicePixelRatioF()
    with watched() as painted:
        for top in (widget for widget in widgets if widget.isWindow()):
            top.grab()
    for mark in painted.marks:
        if mark.scaled or mark.pixmap.devicePixelRatio() != scale:
            yield f"{named(mark.widget)} scales an icon of {mark.pixmap.devicePixelRatio()}"
        at = (mark.rect.x() * scale, mark.rect.y() * scale)
        if any(abs(part - round(part)) > 0.05 for part in at) and scale == int(scale):
            yield f"{named(mark.widget)} puts an icon between the pixels at {at}"
    for button in (widget for widget in widgets if isinstance(widget, QToolButton) and not widget.icon().isNull()):
        icon = button.icon().pixmap(button.iconSize(), scale, QIcon.Mode.Normal)
        if icon.width() != int(button.iconSize().width() * scale + 0.5):
            yield f"{named(button)} has an icon of {icon.width()} pixels"


def judged(stage: Stage) -> list[str]:
    """All three."""
    return [*smeared(stage), *scaled_icons(), *faults(stage)]


def main() -> None:
    """Prints every complaint on a line of its own, and at last the scale."""
    with showing() as shows:
        for name in ("main-busy", "failure-cards", "queue-popover"):
            for language in ("en", "zh_CN"):
                variant = Variant("dark" if language == "en" else "light", language, 1280, 800)
                if name == "main-busy":
                    found = shows.see(name, variant, judged)
                else:
                    found = shows.see(name, variant, lambda stage: [*scaled_icons(), *faults(stage)])
                for complaint in found:
                    print(f"{name}, {language}: {complaint}")
        print("looked at scale", shows.see("main", Variant(), lambda stage: stage.window.devicePixelRatioF()))


if __name__ == "__main__":
    sys.exit(main())
