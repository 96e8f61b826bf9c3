"""In place of the system that is kept awake: notes when it is held and let go."""

from __future__ import annotations

from collections.abc import Callable


class Held:
    """What `Awake` holds."""

    def __init__(self) -> None:
        self.log: list[str] = []

    def __call__(self) -> Callable[[], None]:
        self.log.append("hold")
        return lambda: self.log.append("release")
