"""What rooms are given instead of the session: four small ports, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any, Protocol

from PySide6.QtWidgets import QWidget

from ...core.errors import Fault
from ...core.settings import Settings
from ...messages import Words


class Start(Protocol):
    """Starts a coroutine that somebody owns (Tasks.start)."""

    def __call__(self, coroutine: Coroutine[Any, Any, Any], *, name: str) -> Any: ...


class Says(Protocol):
    """What the window has to say by itself (Notices): `words` is called anew when the language changes."""

    def say(self, about: str, words: Callable[[], Words], *, quietly: bool = False) -> None: ...

    def clear(self, about: str) -> None: ...


class Keeps(Protocol):
    """The settings in use (KeptSettings)."""

    @property
    def value(self) -> Settings: ...

    def change(self, **fields: Any) -> None: ...

    async def keep(self, **fields: Any) -> Fault | None: ...


Parent = Callable[[], QWidget]  # the window or dialog that is open now
