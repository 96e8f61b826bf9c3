"""All formats, in the order in which they are offered. A new one is a file of its own and a place here."""

from __future__ import annotations

from . import jpeg, original, png, webp
from .format import Format

FORMATS: tuple[Format, ...] = (original.FORMAT, png.FORMAT, jpeg.FORMAT, webp.FORMAT)
USUAL = jpeg.FORMAT


def format_of(code: object) -> Format:
    """The format of that code, the usual one where there is none."""
    return next((format for format in FORMATS if format.code == code), USUAL)
