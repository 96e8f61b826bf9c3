"""A poor file system below one folder: what it doesn't offer, the calls of the system refuse, whoever makes them.

Names that are too long are refused as name143.c does it, for machines where there is no compiler.
"""

from __future__ import annotations

import builtins
import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

SHORTEST = 143  # bytes: eCryptfs, encrypted shares
NO_LINKS = (errno.EPERM, errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EACCES, errno.EMLINK)
NO_FLUSH = (errno.EINVAL, errno.ENOTSUP, errno.ENOSYS, errno.EPERM, errno.ENOTTY)


def refusal(code: int) -> OSError:
    """As the system says it."""
    return OSError(code, os.strerror(code))


class PoorFiles:
    """Refusals for everything below `folder`, to the end of the test."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = str(folder)
        self.asked = 0  # calls that were refused
        self._patch = monkeypatch
        self._real: dict[Any, Callable[..., Any]] = {}

    def short_names(self, most: int = SHORTEST, code: int = errno.ENAMETOOLONG) -> None:
        """Names of more bytes are refused, and the file system says that it takes them."""
        for owner, name, at in _NAMING:
            self._refuse(owner, name, at, lambda path: code if _longest(path) > most else 0)

    def plain_names(self, code: int = errno.EILSEQ) -> None:
        """Names that are not ASCII are refused."""
        for owner, name, at in _NAMING:
            self._refuse(owner, name, at, lambda path: 0 if path.isascii() else code)

    def no_links(self, code: int) -> None:
        """No file has two names."""
        self._refuse(os, "link", 1, lambda path: code)

    def no_new_names(self, code: int) -> None:
        """What lies in the folder of parts can't get a name elsewhere."""
        for name in ("link", "rename"):
            self._refuse(os, name, 1, lambda path: code)

    def no_flush(self, code: int, *, folders_alone: bool = False) -> None:
        """fsync is not offered."""
        real = os.fsync

        def fsync(handle: int) -> None:
            if os.path.isdir(f"/proc/self/fd/{handle}") or not folders_alone:
                self.asked += 1
                raise refusal(code)
            real(handle)

        self._patch.setattr(os, "fsync", fsync)

    def several_drives(self) -> None:
        """What lies in one folder can be neither linked nor renamed into another."""
        for name in ("link", "rename"):
            real = getattr(os, name)

            def call(part: Any, target: Any, real: Callable[..., Any] = real) -> Any:
                if os.path.dirname(part) != os.path.dirname(target):
                    self.asked += 1
                    raise refusal(errno.EXDEV)
                return real(part, target)

            self._patch.setattr(os, name, call)

    def _refuse(self, owner: Any, name: str, at: int, code: Callable[[str], int]) -> None:
        real = getattr(owner, name)

        def call(*args: Any, **kwargs: Any) -> Any:
            path = args[at] if len(args) > at and isinstance(args[at], str | os.PathLike) else ""
            inside = os.fspath(path)
            if isinstance(inside, str) and inside.startswith(self.folder):
                refused = code(inside.removeprefix(self.folder))
                if refused:
                    self.asked += 1
                    raise refusal(refused)
            return real(*args, **kwargs)

        self._patch.setattr(owner, name, call)


_NAMING = (
    (os, "link", 1), (os, "rename", 1), (os, "replace", 1), (os, "mkdir", 0), (os, "open", 0), (builtins, "open", 0),
)  # fmt: skip


def _longest(path: str) -> int:
    return max(len(os.fsencode(part)) for part in path.split("/"))
