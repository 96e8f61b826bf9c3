"""What a scene is, the table of all scenes, and the steps that several of them take.

A new scene is one function in a file that every.py imports; its name is the picture's. A scene that begins with the
name of a mockup (`main`: main-dark-en.png) is laid beside it by `screens --beside`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import NamedTuple

from PySide6.QtGui import QTextCursor

from jimeng_desktop.core.job import Picture, PictureState
from tests.scenes.stage import Stage

Play = Callable[[Stage], Awaitable[None]]


class Scene(NamedTuple):
    """A state of the program. `play` brings it about in a fresh window over the library `world`."""

    name: str
    play: Play
    world: str = "calm"
    size: tuple[int, int] | None = None  # the only size that it is about, in logical pixels
    demo: bool = False


SCENES: dict[str, Scene] = {}


def scene(world: str = "calm", size: tuple[int, int] | None = None, demo: bool = False) -> Callable[[Play], Play]:
    """Makes a scene of a function, named as it is with dashes."""

    def add(play: Play) -> Play:
        name = getattr(play, "__name__", "").replace("_", "-")
        SCENES[name] = Scene(name, play, world, size, demo)
        return play

    return add


def saved_picture(stage: Stage, job: int, place: int = 0) -> Picture:
    """A picture that is on the disk: number `place` of the stage's job `job`."""
    picture = stage.session.model.picture(stage.jobs[job].pictures[place].id)
    assert picture and picture.state is PictureState.SAVED
    return picture


def write_prompt(stage: Stage, pair: tuple[str, str]) -> None:
    """Fills the form."""
    prompt = stage.window.composer.prompt
    prompt.set_text(pair[stage.chinese])
    prompt.moveCursor(QTextCursor.MoveOperation.End)


async def open_loupe(stage: Stage) -> None:
    """On the second picture of a job, reduced."""
    stage.window.middle.open_loupe(saved_picture(stage, 2, 1).id)
    await stage.settle()
    showing = stage.window.middle.loupe
    showing._reduce()  # at once, not when the hand has come to rest
