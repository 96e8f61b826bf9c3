"""The path of a file of resources/: in a checkout, a wheel or a frozen program."""

from pathlib import Path

_HERE = Path(__file__).resolve().parent


def asset(*parts: str) -> Path:
    """Where resources/`parts` lies; the path is given even when the file isn't there."""
    inside = _HERE / "resources"
    return (inside if inside.is_dir() else _HERE.parent / "resources").joinpath(*parts)
