"""Zoom and place of the loupe: plain arithmetic in device pixels."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRect, QSize

LARGEST = 8.0  # device pixels for one of the picture


@dataclass(frozen=True, slots=True)
class Zoom:
    """`scale` in device pixels for one of the picture's, None to fit; u, v: the point of the picture in the middle."""

    scale: float | None = None
    u: float = 0.5
    v: float = 0.5


def fit_scale(picture: QSize, room: QSize) -> float:
    """The scale at which the whole picture shows; never above 1."""
    return min(1.0, room.width() / max(1, picture.width()), room.height() / max(1, picture.height()))


def scale_of(zoom: Zoom, picture: QSize, room: QSize) -> float:
    """Device pixels for one pixel of the picture."""
    return fit_scale(picture, room) if zoom.scale is None else zoom.scale


def target(zoom: Zoom, picture: QSize, room: QSize, window: QSize) -> QRect:
    """Where the whole picture lies in the window: centred, or as far as its edges let it go."""
    scale = scale_of(zoom, picture, room)
    width, height = round(picture.width() * scale), round(picture.height() * scale)
    return QRect(_edge(width, window.width(), zoom.u), _edge(height, window.height(), zoom.v), width, height)


def zoomed(zoom: Zoom, scale: float | None, at: QPointF, picture: QSize, room: QSize, window: QSize) -> Zoom:
    """Another scale, with the point under `at` (device pixels of the window) staying there; small scales fit."""
    if scale is None or scale <= fit_scale(picture, room):
        return Zoom()
    scale = min(scale, LARGEST)
    old = target(zoom, picture, room, window)
    u = (at.x() - old.x()) / max(1, old.width())
    v = (at.y() - old.y()) / max(1, old.height())
    width, height = picture.width() * scale, picture.height() * scale
    return settled(
        Zoom(scale, u + (window.width() / 2 - at.x()) / width, v + (window.height() / 2 - at.y()) / height),
        picture,
        window,
    )


def panned(zoom: Zoom, by: QPointF, picture: QSize, window: QSize) -> Zoom:
    """Moved by so many device pixels."""
    if zoom.scale is None:
        return zoom
    u = zoom.u - by.x() / (picture.width() * zoom.scale)
    v = zoom.v - by.y() / (picture.height() * zoom.scale)
    return settled(replace(zoom, u=u, v=v), picture, window)


def settled(zoom: Zoom, picture: QSize, window: QSize) -> Zoom:
    """The middle no farther out than the picture's edges allow."""
    if zoom.scale is None:
        return zoom
    return replace(
        zoom,
        u=_within(zoom.u, window.width() / (picture.width() * zoom.scale)),
        v=_within(zoom.v, window.height() / (picture.height() * zoom.scale)),
    )


def _within(middle: float, share: float) -> float:
    """`share` is how much of the picture's length the window shows."""
    return 0.5 if share >= 1 else min(1 - share / 2, max(share / 2, middle))


def _edge(length: int, window: int, middle: float) -> int:
    if length <= window:
        return (window - length) // 2
    return min(0, max(window - length, round(window / 2 - middle * length)))
