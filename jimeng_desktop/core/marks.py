"""What the user thinks of a picture: flag, rating and colour label. It belongs to the picture, not to its job."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

MOST_STARS = 5


class Flag(StrEnum):
    """Kept, thrown out, or neither yet."""

    NONE = ""
    PICK = "pick"
    REJECT = "reject"


class Label(StrEnum):
    """A colour; what it means is the user's."""

    NONE = ""
    RED = "red"
    ORANGE = "orange"
    YELLOW = "yellow"
    GREEN = "green"
    BLUE = "blue"
    PURPLE = "purple"


@dataclass(frozen=True, slots=True)
class Marks:
    """Of one picture. `rating`: 0 to 5 stars."""

    flag: Flag = Flag.NONE
    rating: int = 0
    label: Label = Label.NONE

    @property
    def judged(self) -> bool:
        """It has a flag or stars. A colour alone says nothing about how good it is."""
        return bool(self.flag or self.rating)


UNMARKED = Marks()
