"""What this build was given when it was made."""

from __future__ import annotations

from ...assets import asset


def releases_feed() -> str:
    """The address this build was given for it; "" in a checkout, which has none."""
    try:
        return asset("releases.txt").read_text("utf-8").strip()
    except OSError:
        return ""
