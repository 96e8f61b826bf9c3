"""Lines on stdout and stderr that never end the program."""

from __future__ import annotations

import os
import sys
from typing import TextIO


def tell(words: str) -> None:
    """One line for people, on stderr."""
    _write(sys.stderr, words)


def answer(line: str) -> None:
    """One line of the result, on stdout."""
    _write(sys.stdout, line)


def _write(stream: TextIO | None, line: str) -> None:
    """A reader that has gone away (`| head`) or a full disk must not stop what is being paid for."""
    if stream is None:  # a windowed program on Windows
        return
    try:
        print(line, file=stream, flush=True)
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
