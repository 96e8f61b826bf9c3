"""What a row of the gallery says to a screen reader."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ...core.marks import MOST_STARS, UNMARKED, Marks
from ...messages import FLAGS, LABELS
from ..base.language import fill, translate_message
from .placeholders import Placeholder, title_of
from .rows import Section, picture_at
from .unshown import unshown

translate = QCoreApplication.translate


def spoken(section: Section, place: int, state: str, stands_in: Placeholder | None, marks: Marks) -> str:
    """A row as a screen reader reads it: which picture of which job, how it stands, what the user thinks of it."""
    title = title_of(section.job)
    if section.card:
        text = translate("GalleryModel", "%1. %2. %3")
        return fill(text, title, section.card.title, section.card.sentence)
    text = translate("GalleryModel", "Picture %1 of %2, %3: %4")
    kept = unshown(picture_at(section, place)) if stands_in is None else None
    caption = kept.caption if kept else stands_in.caption if stands_in else ""
    parts = caption or state, marks_words(marks)
    return fill(text, place + 1, section.tiles, ", ".join(filter(None, parts)), title)


def marks_words(marks: Marks) -> str:
    """Flag, stars and colour in words; nothing where there are none."""
    if marks == UNMARKED:
        return ""
    flag = translate_message(FLAGS[marks.flag]) if marks.flag else ""
    stars = fill(translate("GalleryModel", "rated %1 of %2"), marks.rating, MOST_STARS) if marks.rating else ""
    label = translate_message(LABELS[marks.label]) if marks.label else ""
    return ", ".join(filter(None, (flag, stars, label)))
