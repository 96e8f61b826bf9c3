"""What moves in the gallery: fades, turning icons, running clocks. One timer, and none while nothing moves."""

from __future__ import annotations

import math
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from ..design import look

FRAME = 16  # milliseconds between the frames of a fade
LEAST = 20  # milliseconds after which a clock is looked at again


class Motion(QObject):
    """After each painting the view says what moves; `moved` is called when that has to be painted anew."""

    def __init__(self, moved: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._fades: dict[int, float] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(moved)

    @property
    def running(self) -> bool:
        """Something is going to move."""
        return self._timer.isActive()

    @property
    def fading(self) -> list[int]:
        """The ids of the pictures that are coming in."""
        return list(self._fades)

    def fade(self, picture: int) -> None:
        """A picture takes its placeholder's place."""
        if look.duration(look.PICTURE_FADE):
            self._fades[picture] = time.monotonic()

    def opacity(self, picture: int) -> float:
        """How much of the picture is there, 1 when its fade is over."""
        began = self._fades.get(picture)
        if began is None:
            return 1.0
        share = (time.monotonic() - began) * 1000 / max(1, look.duration(look.PICTURE_FADE))
        if share >= 1:
            del self._fades[picture]
            return 1.0
        return max(0.0, share)

    def step(self) -> int:
        """Which of its twelve places the turning icon has; it stands still under reduced motion."""
        if look.reduced_motion():
            return 0
        return int(time.monotonic() * 1000 % look.MAKING_TURN * look.MAKING_STEPS / look.MAKING_TURN)

    def schedule(self, turns: bool, due: float | None) -> None:
        """Waits for the next change; `turns`: an icon turns on screen, in `due` seconds a clock there steps."""
        delay = 0 if due is None else max(LEAST, math.ceil(due * 1000))
        if turns and not look.reduced_motion():
            delay = look.MAKING_TURN // look.MAKING_STEPS
        if self._fades:
            delay = FRAME
        if not delay:
            self._timer.stop()
        elif not self._timer.isActive() or delay < self._timer.remainingTime():
            self._timer.start(delay)
