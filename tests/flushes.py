"""What really reaches the disk: every flush that the system is asked for, every new name and every commit, in order."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from jimeng_desktop.library.files import Disk


class Flushes:
    """Watches from its making to the end of the test. A flushed file is known by its number, so by all its names."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.steps: list[tuple[str, Any]] = []

        def watch(owner: Any, name: str, note: Callable[..., None]) -> None:
            real = getattr(owner, name)

            def noted(*args: Any) -> Any:
                result = real(*args)
                note(*args)
                return result

            monkeypatch.setattr(owner, name, noted)

        watch(os, "fsync", self._flushed)
        if sys.platform == "darwin":
            import fcntl

            watch(fcntl, "fcntl", lambda handle, *_: self._flushed(handle))
        watch(os, "mkdir", lambda path, *_: self.steps.append(("name", str(path))))
        for name in ("link", "rename", "replace"):
            watch(os, name, lambda _, path: self.steps.append(("name", str(path))))
        watch(Disk, "commit", lambda *_: self.steps.append(("commit", None)))

    def _flushed(self, handle: int) -> None:
        found = os.fstat(handle)
        self.steps.append(("flush", (found.st_dev, found.st_ino, found.st_size)))

    def check_file(self, path: Path) -> None:
        """All its bytes were on the disk before it had its name, and that was before the next commit, or the end."""
        self.check_bytes(path, before=self._named(path))
        self.check_name(path)

    def check_bytes(self, path: Path, before: int | None = None) -> None:
        """All that the file holds was flushed, at the latest before a step."""
        now = path.stat()
        assert ("flush", (now.st_dev, now.st_ino, now.st_size)) in self.steps[:before], f"{path} may lose its bytes"

    def check_name(self, path: Path) -> None:
        """The entry of the file or folder was on the disk before the next commit after it was made, or the end."""
        since = self._named(path)
        commits = (at for at, (kind, _) in enumerate(self.steps) if kind == "commit" and at > since)
        end = next(commits, len(self.steps))
        assert os.name == "nt" or self.folder_flushed(path.parent, since, end), f"{path} may lose its name"

    def folder_flushed(self, folder: Path, since: int = 0, end: int | None = None) -> bool:
        """Whether the folder's entries were flushed between two steps."""
        now = folder.stat()
        flushed = [what[:2] for kind, what in self.steps[since:end] if kind == "flush"]
        return (now.st_dev, now.st_ino) in flushed

    def _named(self, path: Path) -> int:
        return max(at for at, step in enumerate(self.steps) if step == ("name", str(path)))
