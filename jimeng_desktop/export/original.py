"""The original as it is, byte for byte."""

from __future__ import annotations

from .format import Format

FORMAT = Format("original", "Original")
