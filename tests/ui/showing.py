"""Shows the scenes of tests/scenes to tests: the real window on the real session, with plain pictures."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtWidgets import QWidget

from jimeng_desktop.ui.design import look
from jimeng_desktop.ui.process.loop import window_runner
from tests.patience import LONGEST
from tests.scenes import worlds
from tests.scenes.every import SCENES
from tests.scenes.stage import Stage, Theatre, Variant, open_windows
from tests.ui.letters import letters_of_width

T = TypeVar("T")
COVERS = {"ModelPopover", "FirstRunPage"}  # children that lie over the whole window
__all__ = ["SCENES", "Showing", "Stage", "Variant", "named", "shown", "showing", "visible"]


class Showing:
    """One theatre for all tests of a process: its libraries are filled once."""

    def __init__(self, theatre: Theatre) -> None:
        self._theatre = theatre

    def see(self, name: str, variant: Variant, judge: Callable[[Stage], T], letters: int = 100) -> T:
        """Brings a scene about, its letters `letters` % as wide, and gives what `judge` says of it."""
        scene = SCENES[name]
        if scene.size:
            variant = variant._replace(width=scene.size[0], height=scene.size[1])

        async def watch() -> T:
            async with self._theatre.stage(scene.world, variant, demo=scene.demo) as stage:
                await scene.play(stage)
                await stage.settle()
                return judge(stage)

        with letters_of_width(self._theatre.app, letters):
            return self._run(watch())

    def close(self) -> None:
        """Closes the libraries."""
        self._run(self._theatre.close())

    def _run(self, coroutine: Coroutine[Any, Any, T]) -> T:
        async def bounded() -> T:
            async with asyncio.timeout(LONGEST):
                return await coroutine

        with window_runner(self._theatre.app) as runner:
            return runner.run(bounded())


@contextmanager
def showing() -> Iterator[Showing]:
    """A theatre in a temporary folder, in which nothing moves."""
    moves, look.reduced_motion = look.reduced_motion, lambda: True
    with tempfile.TemporaryDirectory(prefix="jimeng-scenes-") as folder:
        shows = Showing(Theatre(Path(folder), worlds.plain_drawing))
        try:
            yield shows
        finally:
            shows.close()
            look.reduced_motion = moves
            look.apply(shows._theatre.app, "dark")


def shown() -> list[QWidget]:
    """Every visible widget of every open window, a parent before its children."""
    return [widget for top in open_windows() for widget in _in_sight(top)]


def _in_sight(top: QWidget) -> list[QWidget]:
    """What can be seen of a window: beneath a page that covers all of it, nothing."""
    widgets = [widget for widget in (top, *top.findChildren(QWidget)) if visible(widget, top)]
    cover = next((widget for widget in widgets if type(widget).__name__ in COVERS), None)
    if cover is None:
        return widgets
    return [top, *(widget for widget in widgets if widget is cover or cover.isAncestorOf(widget))]


def visible(widget: QWidget, top: QWidget) -> bool:
    """Whether something of it can be seen in its window."""
    return widget.window() is top and widget.isVisible() and widget.width() > 0 and widget.height() > 0


def named(widget: QWidget) -> str:
    """A widget in a complaint: its class and that of its parents, and what it says."""
    chain, at = [], widget
    while at is not None and len(chain) < 4:
        chain.append(type(at).__name__)
        at = at.parentWidget()
    text = getattr(widget, "text", None)
    words = text() if callable(text) else ""
    return " < ".join(chain) + (f" {words[:60]!r}" if isinstance(words, str) and words else "")
