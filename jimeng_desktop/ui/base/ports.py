"""What rooms are given instead of the session: four small ports, and nothing else."""

from __future__ import annotations

from collections.abc import Coroutine
from typing import Any, Protocol


class Start(Protocol):
    """Starts a coroutine that somebody owns (Tasks.start)."""

    def __call__(self, coroutine: Coroutine[Any, Any, None], *, name: str) -> Any: ...
