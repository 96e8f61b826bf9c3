"""What one session of the window leaves to the next in the same process: from the demo to the service and back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

KEY, FOLDER, PROMPT = 1, 2, 3  # the steps of the first run


@dataclass
class Visit:
    """`curtain` is the window before, which stays on the screen until the next one is painted."""

    step: int = 0  # of the first run, to be shown at once; 0: none
    arrived: bool = False  # the user has come over from the other side
    remembered: bool = False  # in the demo because the last start ended there
    files: tuple[Path, ...] = ()  # pictures to be shown
    keys: dict[str, str] = field(default_factory=dict)  # by host: given since the process began, kept or not
    curtain: Callable[[], None] | None = None

    def lift(self) -> None:
        """The window before goes."""
        if self.curtain:
            curtain, self.curtain = self.curtain, None
            curtain()
