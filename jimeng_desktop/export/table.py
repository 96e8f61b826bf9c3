"""A table for spreadsheets: CSV that they read as it is meant, written whole or not at all."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from ..files import disk
from ..files.disk_errors import storage_error

Cell = str | int | float | None

# What spreadsheets take for the beginning of a formula, the wide forms too where the system writes Chinese.
_FORMULAS = tuple("=+-@＝＋－＠")


def harmless(text: str) -> str:
    """The text, kept from being taken for a formula: a prompt from elsewhere must not be run."""
    return f"'{text}" if text.lstrip().startswith(_FORMULAS) else text


def write_table(target: Path, rows: Iterable[Sequence[Cell]]) -> None:
    """Writes the rows to `target`, in the place of what was there; blocking.

    UTF-8 with the mark by which Excel knows it, lines and quotes as RFC 4180 has them; nothing for None.
    Raises StorageError and its kinds; whatever happens, the target is what it was or whole.
    """
    part = target.with_name(f".jimeng-{uuid4().hex}.part")
    try:
        with open(part, "x", encoding="utf-8-sig", newline="") as file:
            lines = csv.writer(file, lineterminator="\r\n")
            lines.writerows([harmless(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
        disk.fsync_file(part)
        os.replace(part, target)
        disk.fsync_folder(target.parent)
    except OSError as error:
        raise storage_error(error, target.parent) from error
    finally:
        with suppress(OSError):
            disk.unlink(part)
