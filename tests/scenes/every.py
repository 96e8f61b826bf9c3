"""All scenes: whatever is imported here has put its scenes into SCENES."""

from __future__ import annotations

from tests.scenes import dialog_scenes, odd_scenes, sorting_scenes, window_scenes  # noqa: F401
from tests.scenes.scene import SCENES

__all__ = ["SCENES"]
