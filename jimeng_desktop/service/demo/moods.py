"""The demo's light: which colours a scene has at which hour."""

from __future__ import annotations

from dataclasses import dataclass

from .brushes import Colour, colour, mix


@dataclass(frozen=True, slots=True)
class Mood:
    """One hour's colours: the sky from the top to the horizon, land far and near, mist, and the light itself."""

    sky: tuple[Colour, ...]
    far: Colour
    near: Colour
    mist: Colour
    light: Colour
    night: bool = False

    def land(self, t: float) -> Colour:
        """Land at a distance: 0 is far, 1 near."""
        return mix(self.far, self.near, t)


def _mood(sky: str, far: str, near: str, mist: str, light: str, night: bool = False) -> Mood:
    return Mood(tuple(colour(c) for c in sky.split()), colour(far), colour(near), colour(mist), colour(light), night)


DAWN = _mood("#2f4468 #7f7fa3 #e2a590 #fcdfbb", "#ac94a2", "#121e2b", "#f5dfd0", "#ffdca6")
MORNING = _mood("#2f6394 #78a5c8 #c9dde2 #f8ecd4", "#8db0c2", "#10303a", "#eef4f0", "#fff2d0")
DUSK = _mood("#221a40 #63386f #cf6068 #fab579", "#9c5f7e", "#150d20", "#f2a78c", "#ffcb86")
NIGHT = _mood("#050a18 #0d1e3b #22436a #55789b", "#37587a", "#040910", "#93b4cb", "#f4ecd6", True)
JADE = _mood("#123c40 #45857e #aecdb4 #f4edcf", "#82ada0", "#08211f", "#e6f0dd", "#fff0c0")
SNOW = _mood("#5f7fa6 #9db6d0 #dfe3ea #fbeee4", "#b9c9da", "#22344a", "#fbfcff", "#fff0dc")
ROSE = _mood("#6f86b4 #bfaed0 #f3c2cc #fdebdf", "#cfa0b8", "#3d2744", "#fde6e6", "#fff2e0")
EMBER = _mood("#2b1c33 #7c2f3f #d9622f #ffc766", "#a4564a", "#1a0d14", "#f3a564", "#ffd98a")
BLUE_HOUR = _mood("#0b1736 #284a86 #7b86b4 #efb9a2", "#5f729c", "#070f20", "#c9bfce", "#ffd9b8")
STORM = _mood("#232c38 #4b5a68 #8d9aa0 #dcd6c2", "#7d8b93", "#10171d", "#d3d7d4", "#fff0cf")
VIOLET = _mood("#0a0a1c #1f1a44 #4a3b78 #9a7fa6", "#4f4478", "#07060f", "#b3a3c9", "#f6e8ea", True)
POLAR = _mood("#04101c #08283c #17505c #4f8a8a", "#2f6470", "#03090f", "#93c4c4", "#eef4e6", True)

ALL = (DAWN, NIGHT, MORNING, DUSK, JADE, BLUE_HOUR, ROSE, EMBER)
COLD = (SNOW, BLUE_HOUR, ROSE, NIGHT)
DARK = (NIGHT, BLUE_HOUR, DUSK, VIOLET)
WARM = (DUSK, EMBER, DAWN, BLUE_HOUR)
SOFT = (ROSE, DAWN, BLUE_HOUR, MORNING)
GREEN = (JADE, MORNING, DAWN, STORM)
