"""Paints what is exposed of the gallery, and knows what of it moves."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QPoint, QRect, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView

from ...core.marks import UNMARKED, Flag
from ..design import look
from ..design.buttons import button_width
from ..jobs.model import GalleryModel
from ..jobs.placeholders import HAIR, Placeholder, elapsed, title_of
from ..jobs.rows import Section, picture_at, row_id
from ..jobs.unshown import unshown
from ..jobs.words import day_title, today_of
from ..pictures.thumbnails import Thumbnails
from ..pictures.tile import REJECTED, Rings, paint_missing, paint_picture, paint_placeholder, paint_rings
from ..pictures.tile_marks import paint_marks, with_marks
from .grouped import Placed
from .headers import HeaderSpots, HeaderWords, header_spots, header_words, paint_day, paint_header
from .motion import Motion
from .on_screen import header_at
from .places import Places
from .widgets import header_action

TIP_CHARACTERS = 1000
REACH = 32  # how far rings and marks reach beyond a tile
MOST_PAINTED = 20_000  # ids remembered as painted


class GalleryPainter:
    """Draws the sections in a view. `painted` holds the ids of pictures that have been on screen themselves."""

    def __init__(
        self, view: QListView, model: GalleryModel, places: Places, thumbnails: Thumbnails, motion: Motion
    ) -> None:
        self._view = view
        self._model = model
        self._places = places
        self._thumbnails = thumbnails
        self._motion = motion
        self._stood: dict[int, Placeholder] = {}  # what stood last where a picture is still to come
        self._day_words: tuple[object, str] = (None, "")
        self.painted: set[int] = set()

    def stood(self, picture: int) -> bool:
        """A placeholder stands, or stood till now, where this picture comes."""
        return picture in self._stood

    def header(self, placed: Placed) -> tuple[HeaderWords, HeaderSpots]:
        """The words of a job's header and where they stand, in the content."""
        job = placed.section.job
        action = header_action(job, placed.section.card is not None, self._model.translate)
        note = action.label if action and not action.enabled else ""
        button = button_width(action.label) if action and action.enabled else 0
        clock = elapsed(job, self._model.clock())
        words = header_words(job, self._model.state(job), title_of(job), clock, note)
        return words, header_spots(placed.header, words, button)

    def tip(self, point: QPoint) -> str:
        """The prompt over its title, which may be cut off; `point` in the viewport."""
        y = point.y() + self._places.offset
        placed = header_at(self._places.visible(), y)
        if placed and self.header(placed)[1].title.contains(point.x(), y):
            return placed.section.job.recipe.prompt[:TIP_CHARACTERS]
        return ""

    def paint(self, exposed: QRect, hovered: int, line: QRect | None = None) -> None:
        """Paints the exposed part of the viewport; nothing beyond it is looked at. `line` shows where pictures that are
        dragged would go.
        """
        painter = QPainter(self._view.viewport())
        painter.fillRect(exposed, look.theme().s0)
        offset = self._places.offset
        painter.translate(0, -offset)
        exposed = exposed.translated(0, offset)
        over = None
        rings = self._ringed(hovered)
        for placed in self._places.geometry.between(exposed.top() - REACH, exposed.bottom() + REACH):
            lifted = placed.pinned(offset)
            over = lifted if lifted is not placed else over
            if lifted is placed:
                self._paint_lines(painter, placed, exposed)
            for at, (shown, box) in enumerate(zip(placed.shown, placed.boxes, strict=True)):
                if with_marks(box).intersects(exposed):
                    if not (placed.titled and shown[0].card):
                        self._paint_tile(painter, box, *shown)
                    if ring := rings(placed.first_row + at):
                        paint_rings(painter, box, ring)
        if over and over.header.intersects(exposed):
            self._paint_pinned(painter, over)
        if line:
            look.crisp_fill(painter, QRectF(line), look.theme().t1)

    def _paint_pinned(self, painter: QPainter, placed: Placed) -> None:
        """A header over the tiles of its own job, whose upper part has been scrolled away."""
        row = placed.header
        painter.fillRect(0, row.y(), self._view.viewport().width(), row.height(), look.theme().s0)
        words, spots = self.header(placed)
        paint_header(painter, spots, words)
        painter.save()
        painter.translate(0, row.y())
        look.hairline(painter, 0, self._view.viewport().width(), row.height() - 1, look.theme().line)
        painter.restore()

    def moving(self, visible: list[Placed]) -> list[QRect]:
        """What has to be painted anew because time has passed, in the content."""
        areas = []
        fading = set(self._motion.fading)
        for placed in visible:
            if placed.titled and _clock_runs(placed, self._model.clock()):
                areas.append(placed.header)
            for (section, place), box in zip(placed.shown, placed.boxes, strict=True):
                picture = row_id(section, place)
                if section.job.ended and picture not in fading:
                    continue
                words = self._placeholder(section, place)
                if picture in fading or (words and (words.moves or words != self._stood.get(picture, words))):
                    areas.append(box)
        return areas

    def moves(self, visible: list[Placed]) -> tuple[bool, float | None]:
        """Whether an icon turns on screen, and in how many seconds the next clock there steps."""
        turns, steps, now = False, list[float](), self._model.clock()
        for placed in visible:
            if placed.titled and _clock_runs(placed, now):
                steps.append(1 - (now - (placed.section.job.accepted_at or now)) % 1)
            for section, place in placed.shown:
                words = None if section.job.ended else self._placeholder(section, place)
                turns |= bool(words and words.turns)
                if words and words.counts:
                    steps.append(((self._model.send_time(section.job.id) or now) - now - HAIR) % 1)
        return turns, min(steps, default=None)

    def _placeholder(self, section: Section, place: int) -> Placeholder | None:
        """What stands in the tile; under a header, a card is a widget and no tile."""
        if section.card:
            return None if self._places.grouped else Placeholder(section.card.icon, section.card.title)
        return self._model.placeholder(section, place)

    def _paint_lines(self, painter: QPainter, placed: Placed, exposed: QRect) -> None:
        if placed.starts_day and placed.top < exposed.bottom() and placed.header.top() > exposed.top():
            height = self._places.geometry.measures.day
            row = QRect(placed.header.x(), placed.top, placed.header.width(), height)
            day = placed.section.day
            paint_day(painter, row, day_title(day, today_of(self._model.clock())), self._day_caption(day))
        if placed.titled and placed.header.intersects(exposed):
            words, spots = self.header(placed)
            paint_header(painter, spots, words)

    def _day_caption(self, day: int) -> str:
        key = (day, self._model.changes)
        if key != self._day_words[0]:
            self._day_words = key, self._model.day_caption(day)
        return self._day_words[1]

    def _paint_tile(self, painter: QPainter, box: QRect, section: Section, place: int) -> None:
        marks = self._model.marks_of(row_id(section, place))
        self._paint_inside(painter, box, section, place, REJECTED if marks.flag is Flag.REJECT else 1)
        if marks is not UNMARKED:  # also while its thumbnail is on its way
            paint_marks(painter, box, marks)

    def _paint_inside(self, painter: QPainter, box: QRect, section: Section, place: int, strength: float) -> None:
        """The picture, `strength` of it over its ground, or what stands in its place."""
        picture = row_id(section, place)
        words = self._placeholder(section, place)
        if words is not None:
            if picture_at(section, place) or not section.job.ended:
                self._stood[picture] = words
            paint_placeholder(painter, box, words, self._motion.step())
            return
        pixmap = self._thumbnails.get(picture)
        if pixmap is None:
            if self._thumbnails.missing(picture):
                self._stood.pop(picture, None)
                if kept := unshown(picture_at(section, place)):
                    paint_placeholder(painter, box, Placeholder(kept.icon, kept.caption))
                else:
                    paint_missing(painter, box, QCoreApplication.translate("GalleryPainter", "File missing"))
            else:
                paint_placeholder(painter, box, self._stood.get(picture))
            return
        opacity = self._motion.opacity(picture)
        if opacity < 1:
            paint_placeholder(painter, box, self._stood.get(picture))
        else:
            self._stood.pop(picture, None)
            self._remember(picture)
        paint_picture(painter, box, pixmap, opacity * strength)

    def _remember(self, picture: int) -> None:
        if len(self.painted) > MOST_PAINTED:
            self.painted.clear()
        self.painted.add(picture)

    def _ringed(self, hovered: int) -> Callable[[int], Rings | None]:
        """Says of a row which rings it has: hardly any has some, so all that is alike is asked for once."""
        view, selection = self._view, self._view.selectionModel()
        current, focused = view.currentIndex().row(), view.hasFocus()
        hovered = hovered if view.state() == QAbstractItemView.State.NoState else -1
        some = selection.hasSelection()

        def rings(row: int) -> Rings | None:
            selected = some and selection.isSelected(self._model.index(row))
            if not selected and row != current and row != hovered:
                return None
            return Rings(selected, row == current, row == hovered, focused)

        return rings


def _clock_runs(placed: Placed, now: float) -> bool:
    return bool(elapsed(placed.section.job, now))
