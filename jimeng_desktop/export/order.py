"""What is asked of an export, as the dialog shows and remembers it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from .formats import FORMATS, USUAL, format_of
from .naming import USUAL_TEMPLATE
from .writing import Manner

SHORTEST_EDGE, LONGEST_EDGE, USUAL_EDGE = 16, 16384, 2048


@dataclass(frozen=True, slots=True)
class Order:
    """Plain values; `folder` is empty before one was ever chosen, `numbered` False where taken names are left out."""

    format: str = USUAL.code
    qualities: dict[str, int] = field(default_factory=lambda: {f.code: f.quality for f in FORMATS if f.quality})
    resize: bool = False
    long_edge: int = USUAL_EDGE
    template: str = USUAL_TEMPLATE
    folder: str = ""
    numbered: bool = True

    def manner(self) -> Manner:
        """How each copy is written."""
        format = format_of(self.format)
        edge = self.long_edge if self.resize and format.save else None
        return Manner(format, self.qualities.get(format.code, 0), edge)

    def remembered(self) -> dict[str, Any]:
        """As it stands in the settings."""
        return asdict(self)


def read_order(remembered: dict[str, Any]) -> Order:
    """From the settings; what is missing or makes no sense there gets its usual value, alone."""
    usual = Order()
    said = remembered.get("qualities")
    said = said if isinstance(said, dict) else {}
    qualities = {code: _whole(said.get(code), 1, 100, quality) for code, quality in usual.qualities.items()}
    return Order(
        format_of(remembered.get("format")).code,
        qualities,
        remembered.get("resize") is True,
        _whole(remembered.get("long_edge"), SHORTEST_EDGE, LONGEST_EDGE, usual.long_edge),
        _text(remembered.get("template")) or usual.template,
        _text(remembered.get("folder")),
        remembered.get("numbered") is not False,
    )


def _whole(value: object, low: int, high: int, usual: int) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high else usual


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
