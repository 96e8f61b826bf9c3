"""Jobs and pictures made up for the tests of the gallery, the loupe and the queue."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget
from shiboken6 import delete, isValid

from jimeng_desktop.core.errors import Fault
from jimeng_desktop.core.job import Job, JobState, Picture, PictureState
from jimeng_desktop.core.recipe import Recipe
from jimeng_desktop.messages import as_it_is

NOON = 1_795_435_200.0  # an epoch second
FIRST = 1_795_000_000_000_000  # ids are microseconds since the epoch, so beyond 32 bits


def job(
    number: int,
    state: JobState = JobState.DONE,
    pictures: str | int = 0,
    *,
    ratio: str = "16:9",
    prompt: str = "a red fox in snow",
    expected: int = 4,
    fault: str = "",
    day: int = 0,
    **more: Any,
) -> Job:
    """Job `number` (larger is newer). `pictures`: how many saved ones, or a letter each: s w f e for saved, waiting,
    fetching, expired, u for unfetchable."""
    job_id = FIRST + number * 1_000_000
    letters = "s" * pictures if isinstance(pictures, int) else pictures
    made = tuple(picture(job_id, at, letter) for at, letter in enumerate(letters))
    return Job(
        job_id,
        Recipe("jimeng-4.5", prompt, ratio),
        expected,
        NOON + number - day * 86400,
        state,
        fault=Fault(fault) if fault else None,
        pictures=made,
        **more,
    )


def picture(job_id: int, position: int, letter: str = "s") -> Picture:
    """One picture; `letter` as in job()."""
    states = {"s": PictureState.SAVED, "w": PictureState.WAITING, "f": PictureState.FETCHING, "e": PictureState.EXPIRED}
    states["u"] = PictureState.UNFETCHABLE
    path = f"/nowhere/{job_id}-{position}.png" if letter == "s" else None
    return Picture(job_id, position, f"https://x/{position}", states[letter], path=path, width=1600, height=900)


def drawn(width: int, height: int, colour: str = "#406080") -> QImage:
    """A picture with a different colour in each corner."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    for x, y, corner in ((0, 0, "#ff0000"), (width // 2, 0, "#00ff00"), (0, height // 2, "#0000ff")):
        for dx in range(width // 2):
            for dy in range(height // 2):
                image.setPixelColor(x + dx, y + dy, QColor(corner))
    return image


def encoded(image: QImage) -> bytes:
    """As the bytes of a JPEG, which is what the library keeps."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPEG", 95)  # type: ignore[call-overload]
    return bytes(buffer.data().data())


class Never:
    """A task that comes to no end."""

    def cancel(self) -> None:
        """Nothing to cancel."""


def dropped(coroutine: Coroutine[Any, Any, Any], *, name: str) -> Never:
    """Stands for Tasks.start: nothing ever runs."""
    coroutine.close()
    return Never()


class Background:
    """Stands for Tasks: holds coroutines until settle() runs them to their end."""

    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        self.tasks: list[asyncio.Task[None]] = []

    def start(self, coroutine: Coroutine[Any, Any, None], *, name: str) -> object:
        """Begins it; it runs when the test settles."""
        self.tasks.append(self.loop.create_task(coroutine, name=name))
        return self.tasks[-1]

    def settle(self) -> None:
        """Runs all that has begun, and what that begins, to its end."""
        while self.tasks:
            tasks, self.tasks = self.tasks, []
            ended = asyncio.gather(*tasks, return_exceptions=True)
            for outcome in self.loop.run_until_complete(asyncio.wait_for(ended, 20)):
                if isinstance(outcome, BaseException) and not isinstance(outcome, asyncio.CancelledError):
                    raise outcome

    def close(self) -> None:
        """Nothing may be left over."""
        for task in self.tasks:
            task.cancel()
        if self.tasks:
            self.loop.run_until_complete(asyncio.gather(*self.tasks, return_exceptions=True))
        self.loop.run_until_complete(self.loop.shutdown_default_executor())
        self.loop.close()


def gone(widget: QWidget) -> None:
    """Ends a widget here and now: left to the garbage collector, its timers may die in another thread."""
    if isValid(widget):
        widget.close()
        delete(widget)


translate = as_it_is
