"""The lines over the gallery's pictures: the day row and each job's header, laid out once and painted from that."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QDateTime, QLocale, QPointF, QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter

from ...core.job import Job
from ..design import look
from ..design.state_colours import state_colour
from ..design.text import draw_text
from ..jobs.words import recipe_words

TIME, GAP, ICON, ICON_GAP, COLUMN_GAP = 36, 10, 16, 8, 20
TITLE_LEAST = 96  # below, the recipe gives way to the title


class HeaderWords(NamedTuple):
    """What a job's header says. `note` stands where the button would, when nothing can be pressed any more."""

    time: str
    title: str
    recipe: str
    state: str
    icon: str
    elapsed: str = ""
    note: str = ""


class HeaderSpots(NamedTuple):
    """Where the parts stand; an empty rectangle is not drawn. All titles begin, and all states end, at the same x."""

    time: QRect
    title: QRect
    recipe: QRect
    button: QRect
    icon: QRect
    state: QRect
    elapsed: QRect


def header_words(job: Job, state: tuple[str, str], title: str, elapsed: str, note: str) -> HeaderWords:
    """Puts a job's header into words. The clock is the user's, always as 14:41."""
    moment = QDateTime.fromSecsSinceEpoch(int(job.created_at))
    return HeaderWords(QLocale().toString(moment, "HH:mm"), title, recipe_words(job), *state, elapsed, note)


def header_spots(rect: QRect, words: HeaderWords, button: int = 0) -> HeaderSpots:
    """Lays a header out; `button` is the width of its button, 0 for none.

    The title elides; before it vanishes, recipe, note, clock and state word give way, in this order.
    """
    body, strong, caption = (QFontMetrics(look.font(role)) for role in ("body", "strong", "caption"))
    left, right = rect.left() + max(TIME, caption.horizontalAdvance(words.time)) + GAP, rect.right() + 1
    title = strong.horizontalAdvance(words.title) + 1
    parts = {
        "recipe": _with(GAP, caption.horizontalAdvance(words.recipe)),
        "note": 0 if button else _with(GAP, caption.horizontalAdvance(words.note)),
        "elapsed": _with(ICON_GAP, _clock_width(caption, words.elapsed)),
        "state": _with(ICON_GAP, body.horizontalAdvance(words.state)),
    }
    fixed = ICON + COLUMN_GAP + _with(GAP, button)
    least = min(title, TITLE_LEAST)
    for name in list(parts):
        if right - left - fixed - sum(parts.values()) < least:
            parts[name] = 0
    title = max(0, min(title, right - left - fixed - sum(parts.values())))
    recipe_x = left + title + GAP
    note_x = left + title + parts["recipe"] + GAP
    state_x = right - parts["elapsed"] - max(0, parts["state"] - ICON_GAP)
    icon_x = right - parts["elapsed"] - parts["state"] - ICON
    return HeaderSpots(
        _span(rect, rect.left(), left - GAP),
        _span(rect, left, left + title),
        _span(rect, recipe_x, recipe_x + max(0, parts["recipe"] - GAP)),
        _span(rect, note_x, note_x + (button or max(0, parts["note"] - GAP))),
        QRect(icon_x, rect.top() + (rect.height() - ICON) // 2, ICON, ICON),
        _span(rect, state_x, right - parts["elapsed"]),
        _span(rect, right - max(0, parts["elapsed"] - ICON_GAP), right),
    )


def paint_header(painter: QPainter, spots: HeaderSpots, words: HeaderWords) -> None:
    """Paints a job's header; its button, where it has one, is a widget."""
    draw_text(painter, spots.time, words.time, "caption", "t3", beyond=1)
    draw_text(painter, spots.title, words.title, "strong", "t1")  # its room is rounded up
    draw_text(painter, spots.recipe, words.recipe, "caption", "t3", beyond=1)
    draw_text(painter, spots.button, words.note, "caption", "t3", beyond=1)
    scale = painter.device().devicePixelRatioF()
    at = QPointF(round(spots.icon.x() * scale) / scale, round(spots.icon.y() * scale) / scale)
    painter.drawPixmap(at, look.pixmap(words.icon, state_colour(words.icon), ICON, scale))
    draw_text(painter, spots.state, words.state, "body", "t2", beyond=1)
    draw_text(painter, spots.elapsed, words.elapsed, "caption", "t3", Qt.AlignmentFlag.AlignRight, beyond=1)


def paint_day(painter: QPainter, rect: QRect, title: str, caption: str) -> None:
    """Paints the row over the first job of a day."""
    width = QFontMetrics(look.font("title")).horizontalAdvance(title) + 1
    draw_text(painter, _span(rect, rect.left(), rect.left() + width), title, "title", "t1", beyond=1)
    draw_text(painter, _span(rect, rect.left() + width + 12, rect.right() + 1), caption, "caption", "t3", beyond=1)


def _with(gap: int, width: int) -> int:
    """A width with the gap before it; nothing needs no gap."""
    return width + gap if width else 0


def _clock_width(metrics: QFontMetrics, clock: str) -> int:
    """The width of a running clock: it changes with the number of its digits only."""
    return metrics.horizontalAdvance("".join("0" if letter.isdigit() else letter for letter in clock))


def _span(rect: QRect, left: int, right: int) -> QRect:
    return QRect(left, rect.top(), right - left, rect.height())
