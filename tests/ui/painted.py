"""Watches what the program's own painting writes and draws: each text with its font, colour and place."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF
from PySide6.QtGui import QColor, QFont, QFontMetrics, QFontMetricsF, QPainter, QPixmap
from PySide6.QtWidgets import QWidget


class PaintedText(NamedTuple):
    """One call of drawText with a rectangle. `whole` is what was to be said where it was cut off."""

    widget: QWidget
    text: str
    whole: str
    room: QRectF  # what it was given, in the widget
    rect: QRectF  # what it takes, in the widget
    font: QFont
    colour: QColor


class PaintedMark(NamedTuple):
    """One call of drawPixmap with a small pixmap: an icon."""

    widget: QWidget
    rect: QRectF  # in the widget
    pixmap: QPixmap
    scaled: bool


class Painted(NamedTuple):
    """All that was painted while it was watched, and not filled over later."""

    texts: list[PaintedText]
    marks: list[PaintedMark]


ICON = 24  # logical pixels; larger pixmaps are pictures


@contextmanager
def watched() -> Iterator[Painted]:
    """Until the end of the block."""
    painted, cut = Painted([], []), dict[str, str]()
    texts, pixmaps, fills = QPainter.drawText, QPainter.drawPixmap, QPainter.fillRect
    elides = (QFontMetrics.elidedText, QFontMetricsF.elidedText)

    def draw_text(painter: QPainter, *args: Any) -> Any:
        _note_text(painted, cut, painter, args)
        return texts(painter, *args)

    def draw_pixmap(painter: QPainter, *args: Any) -> Any:
        _note_mark(painted, painter, args)
        return pixmaps(painter, *args)

    def fill_rect(painter: QPainter, *args: Any) -> Any:
        _note_fill(painted, painter, args)
        return fills(painter, *args)

    def eliding(original: Any) -> Any:
        def elide(metrics: Any, text: str, *args: Any) -> str:
            out: str = original(metrics, text, *args)
            if out != text:
                cut[out] = text
            return out

        return elide

    QPainter.drawText, QPainter.drawPixmap = draw_text, draw_pixmap  # type: ignore[method-assign, assignment]
    QPainter.fillRect = fill_rect  # type: ignore[method-assign, assignment]
    QFontMetrics.elidedText, QFontMetricsF.elidedText = eliding(elides[0]), eliding(elides[1])  # type: ignore
    try:
        yield painted
    finally:
        QPainter.drawText, QPainter.drawPixmap, QPainter.fillRect = texts, pixmaps, fills  # type: ignore[method-assign]
        QFontMetrics.elidedText, QFontMetricsF.elidedText = elides  # type: ignore[method-assign]


def _note_text(painted: Painted, cut: dict[str, str], painter: QPainter, args: tuple[Any, ...]) -> None:
    widget, rect = painter.device(), args[0]
    if not isinstance(widget, QWidget) or not isinstance(rect, (QRect, QRectF)):
        return
    text = next((arg for arg in args[1:] if isinstance(arg, str)), "")
    flags = args[1] if len(args) > 2 and not isinstance(args[1], str) else 0
    if not text:
        return
    number = int(getattr(flags, "value", flags))
    to = painter.transform()
    takes = to.mapRect(QRectF(painter.boundingRect(QRectF(rect), number, text)))
    room, colour = to.mapRect(QRectF(rect)), painter.pen().color()
    whole = cut.get(text, text)
    painted.texts.append(PaintedText(widget, text, whole, room, takes, QFont(painter.font()), QColor(colour)))


def _note_fill(painted: Painted, painter: QPainter, args: tuple[Any, ...]) -> None:
    """What scrolls away under a ground of something else's own is cut on purpose, as tiles are by a pinned header."""
    widget, at = painter.device(), args[0]
    rect = QRectF(at) if isinstance(at, (QRect, QRectF)) else QRectF(*args[:4])
    place = painter.transform().mapRect(rect)
    painted.texts[:] = [text for text in painted.texts if text.widget is not widget or not text.rect.intersects(place)]


def _note_mark(painted: Painted, painter: QPainter, args: tuple[Any, ...]) -> None:
    widget = painter.device()
    pixmap = next((arg for arg in args if isinstance(arg, QPixmap)), None)
    if not isinstance(widget, QWidget) or pixmap is None:
        return
    size = pixmap.deviceIndependentSize()
    at, scaled = args[0], False
    if isinstance(at, (QRect, QRectF)):
        scaled = QRectF(at).size() != size
        at = QRectF(at).topLeft()
    elif isinstance(at, (int, float)):
        at = QPointF(args[0], args[1])
    elif isinstance(at, QPoint):
        at = QPointF(at)
    if max(size.width(), size.height()) <= ICON:
        place = painter.transform().mapRect(QRectF(at, size))
        painted.marks.append(PaintedMark(widget, place, pixmap, scaled))
