"""The queue's pop-over of the present window: made when it is first opened, told what stands in the queue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..base.language import translate_message
from .parts import Parts
from .wiring import connect_queue

if TYPE_CHECKING:
    from ..queue.popover import QueuePopover

THUMBNAILS = 8 * 1024 * 1024  # bytes of pixmaps for its rows


class QueueShown:
    """Of one session."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._popover: QueuePopover | None = None

    @property
    def popover(self) -> QueuePopover:
        """Of this window."""
        if self._popover is None:
            from ..queue.popover import QueuePopover

            parts = self._parts
            small = parts.thumbnails.another(THUMBNAILS, parts.window)
            self._popover = QueuePopover(
                translate_message, parts.calls.usual, parts.model.arrived, small, parts.window
            )  # fmt: skip
            connect_queue(parts, self._popover)
        return self._popover

    def forget(self) -> None:
        """The window is another one now, and its pop-over has gone with it."""
        self._popover = None

    def open(self) -> None:
        """Under its button."""
        self.popover.set_jobs(self._parts.heard.jobs())
        self.popover.set_queue(self._parts.heard.queue)
        self.popover.open_under(self._parts.window.toolbar.queue)

    def refresh(self) -> None:
        """Something stands otherwise than before."""
        if self._popover:
            self._popover.set_queue(self._parts.heard.queue)
            if self._popover.isVisible():
                self._popover.set_jobs(self._parts.heard.jobs())
