"""What the gallery says in words: of a day over its first job, and of a row to a screen reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from ..core.marks import UNMARKED, Flag, Marks
from ..messages import FLAGS, LABELS
from .gallery_rows import Section, is_saved, picture_at, row_id
from .language import fill, translate_message
from .placeholders import title_of

if TYPE_CHECKING:
    from .gallery_model import GalleryModel

translate = QCoreApplication.translate


def day_caption(model: GalleryModel, day: int) -> str:
    """How many jobs and saved pictures a local day has, as far as they are shown, and how many of them are picked."""
    sections = list(model.rows.of_day(day))
    saved = [p.id for s in sections for place in s.shown if is_saved(p := picture_at(s, place))]
    picked = sum(model.marks_of(picture).flag is Flag.PICK for picture in saved)
    words = [
        translate("GalleryModel", "%n job(s)", "", len(sections)),
        translate("GalleryModel", "%n picture(s)", "", len(saved)),
    ]
    if picked:
        words.append(translate("GalleryModel", "%n picked", "", picked))
    return " · ".join(words)


def spoken(model: GalleryModel, section: Section, place: int) -> str:
    """A row as a screen reader reads it: which picture of which job, how it stands, what the user thinks of it."""
    title = title_of(section.job)
    if section.card:
        text = translate("GalleryModel", "%1. %2. %3")
        return fill(text, title, section.card.title, section.card.sentence)
    text = translate("GalleryModel", "Picture %1 of %2, %3: %4")
    stands_in = model.placeholder(section, place)
    state = model.state(section.job)[0] if stands_in is None or not stands_in.caption else stands_in.caption
    marks = marks_words(model.marks_of(row_id(section, place)))
    return fill(text, place + 1, section.tiles, ", ".join(filter(None, (state, marks))), title)


def marks_words(marks: Marks) -> str:
    """Flag, stars and colour in words; nothing where there are none."""
    if marks == UNMARKED:
        return ""
    flag = translate_message(FLAGS[marks.flag]) if marks.flag else ""
    stars = translate("MarksBar", "%n star(s)", "", marks.rating) if marks.rating else ""
    label = translate_message(LABELS[marks.label]) if marks.label else ""
    return ", ".join(filter(None, (flag, stars, label)))
