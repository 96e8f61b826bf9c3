"""What is found is shown in the window of the moment: connected once, since a new language brings a new window."""

from __future__ import annotations

from collections.abc import Callable

from ...core.search import Order
from ...messages import BY_JOB
from ..finding.finding import Finding
from ..jobs.model import GalleryModel
from ..window.main_window import MainWindow
from ..window.pages import Middle


def connect_found(finding: Finding, model: GalleryModel, window: Callable[[], MainWindow]) -> None:
    """What `finding` tells goes to the window that is there then."""
    finding.text_changed.connect(lambda text: window().toolbar.search.setText(text))
    finding.leaving.connect(lambda pictures: window().middle.step_off(pictures))
    finding.found.connect(lambda: show_found(finding, window().middle))
    finding.reset.connect(lambda: window().middle.close_loupe())
    finding.shown.connect(lambda: _leave_loupe(window().middle, model))


def show_found(finding: Finding, pages: Middle) -> None:
    """The gallery is arranged for what has been found; what stands there if that is nothing, says so."""
    pages.gallery.set_grouped(finding.arrangement == BY_JOB)
    pages.gallery.set_ordered_by_hand(finding.order is Order.HAND)
    if not finding.wanted.everything:
        pages.nothing_found.say(finding.wanted.text.strip(), finding.filtered)


def _leave_loupe(pages: Middle, model: GalleryModel) -> None:
    """The loupe closes over a picture that is not among what is shown any more: its arrows would lead nowhere."""
    shown = pages.loupe.picture_id if pages.showing_loupe else None
    if shown is not None and model.row_of(shown) is None:
        pages.close_loupe()
