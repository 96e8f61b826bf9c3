"""What is said of a picture that is kept and can't be shown here, or that came damaged, and what can be done."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from ...core.errors import PictureTooLarge
from ...core.job import Picture, PictureState
from ...messages import RETRY_LINKS
from ..base.language import fill, translate_message

translate = QCoreApplication.translate
OPEN, SHOW, AGAIN = "open_file", "show_in_folder", RETRY_LINKS.code


class Unshown(NamedTuple):
    """Words for a tile, a sentence for more room, and what can be done, the first first."""

    icon: str
    caption: str
    sentence: str
    acts: tuple[str, ...]


def unshown(picture: Picture | None) -> Unshown | None:
    """None for a picture that can be shown, or of which nothing has come."""
    if picture is None:
        return None
    if picture.state is PictureState.SAVED:
        return None if picture.shown else _kept(picture)
    if picture.damaged is None or picture.state is PictureState.FETCHING:
        return None
    if picture.fault is not None and picture.fault.code == PictureTooLarge.code:
        caption = translate("Unshown", "Too many pixels")
    else:
        caption = translate("Unshown", "Arrived damaged")
    if picture.state is PictureState.EXPIRED:
        sentence = translate("Unshown", "What came is kept beside the others. The link no longer works.")
    else:
        sentence = translate("Unshown", "What came is kept beside the others. The picture is fetched again.")
    return Unshown("attention", caption, sentence, (AGAIN, SHOW))


def _kept(picture: Picture) -> Unshown:
    caption = fill(translate("Unshown", "%1 kept, not shown here"), (picture.format or "").upper())
    sentence = translate("Unshown", "It is saved as it came. Open it in another program.")
    return Unshown("image", caption, sentence, (OPEN, SHOW))


def act_name(code: str) -> str:
    """What a button says that does it."""
    return {
        OPEN: translate("Unshown", "Open elsewhere"),
        SHOW: translate("Unshown", "Show in folder"),
        AGAIN: translate_message("Try again"),
    }[code]


def act_tip(code: str) -> str:
    """What it does, where its name may leave that open."""
    return translate("Unshown", "Fetches it again, which costs nothing") if code == AGAIN else ""
