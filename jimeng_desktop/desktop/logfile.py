"""The log of the program: one file and the one before it. A disk that says no costs the log, nothing else."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SIZE = 1_000_000  # bytes; then the file becomes the older one


@contextmanager
def kept_log(path: Path) -> Iterator[None]:
    """Keeps warnings of everybody, and what we say ourselves. httpx would write signed links at a lower level."""
    ours = logging.getLogger(__package__.partition(".")[0])
    handler, level = LogFile(path), ours.level
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.getLogger().addHandler(handler)
    ours.setLevel(logging.INFO)
    try:
        yield
    finally:
        ours.setLevel(level)
        logging.getLogger().removeHandler(handler)
        handler.close()


class LogFile(logging.FileHandler):
    """Opened at its first line. RotatingFileHandler would bring sockets and queues along, before the first frame."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, encoding="utf-8", errors="backslashreplace", delay=True)

    def emit(self, record: logging.LogRecord) -> None:
        """Writes a line; nothing where the file can't be written."""
        try:
            if self.stream is None:
                os.makedirs(os.path.dirname(self.baseFilename), exist_ok=True)
            super().emit(record)
            if self.stream is not None and self.stream.tell() > SIZE:
                self.close()
                os.replace(self.baseFilename, f"{self.baseFilename}.1")
        except (OSError, ValueError):  # ValueError: the file has been closed under us
            pass

    def handleError(self, record: logging.LogRecord) -> None:
        """A full disk is not told on the terminal, line by line."""
