"""The demo's planets: banded worlds with rings and moons, in their nebulae."""

from __future__ import annotations

import math
import random

from PIL import Image, ImageChops, ImageDraw

from .brushes import (
    Canvas,
    Colour,
    Point,
    Stops,
    colour,
    curve,
    disc,
    even,
    glow,
    line_noise,
    mix,
    noise,
    rise,
    shine,
    solid,
    stars,
    tint,
)
from .moods import Mood

Vector = tuple[float, float, float]

PLANETS = (
    "#1c2f4a #4f7896 #cdbd9c #f6ecd6 #8fa9b8",
    "#3a1c26 #98492f #d99563 #f8deb6 #b56a45",
    "#0d2c33 #2a7a76 #9ccab4 #f2f5e0 #4c988c",
    "#282050 #685aa2 #c4a4c6 #f5e6ea #8d78b5",
)
STONE = "#6f6a66 #a8a098 #d9d3c8"


def ramp(text: str) -> Stops:
    """Colours one after another."""
    return even(*(colour(c) for c in text.split()))


def planet(canvas: Canvas, mood: Mood, position: int) -> None:
    """A banded world in its nebula, mostly with rings, and a moon."""
    rng, w, h = canvas.rng, canvas.width, canvas.height
    colours = ramp(PLANETS[position % 4])
    paint_space(canvas, mood)
    radius = min(w, h) * (0.27 + 0.07 * rng.random())
    x, y = w * (0.36, 0.62, 0.5, 0.58)[position % 4], h * (0.48 + 0.08 * rng.random())
    tilt = (-0.42, 0.35, -0.2, 0.5)[position % 4] + 0.1 * rng.random()
    light = (-0.62, -0.42, 0.66) if position % 2 == 0 else (0.6, -0.46, 0.65)
    ringed = rng.random() < 0.85
    air = mix(colours[2][1], colour("#9fc4ff"), 0.6)
    halo(canvas, x, y, radius, air, light)
    rings = paint_rings(rng, radius, tilt, colours) if ringed else None
    if rings:
        half(canvas, rings, x, y, tilt, behind=True)
    disc(canvas, x, y, radius, globe(rng, round(radius * 2), colours, tilt, light, air))
    if rings:
        half(canvas, rings, x, y, tilt, behind=False)
    small = radius * (0.07 + 0.06 * rng.random())
    away = math.copysign(min(1.55 * radius, w * 0.42), light[0])
    spot = (min(w * 0.94, max(w * 0.06, x + away)), max(h * 0.1, y - radius * (0.8 + 0.3 * rng.random())))
    disc(canvas, *spot, small, globe(rng, round(small * 2) + 8, ramp(STONE), 0.4, light, (90, 90, 95)))


def paint_space(canvas: Canvas, mood: Mood) -> None:
    """Nebulae in two colours and many stars."""
    size, rng = canvas.sheet, canvas.rng
    dark = colour("#04050b")
    space = Image.new("RGB", size, solid(dark))
    lane = noise(rng, size, 1.6, 6, 0.58)
    for tone in (mix(mood.sky[1], mood.sky[0], 0.2), mix(mood.sky[2], mood.sky[1], 0.35)):
        cloud = ImageChops.multiply(noise(rng, size, 1.5, 7, 0.56), curve(lane, 0.25, 0.9))
        space = shine(space, tone, curve(cloud, 0.22, 0.95, 0.8, 1.5))
    canvas.cover(space)
    stars(canvas, round(900 * canvas.width / canvas.unit), canvas.height * 1.6, colour("#dfe8ff"))
    big = [(rng.random() * canvas.width, rng.random() * canvas.height) for _ in range(7)]
    for x, y in big:
        r = canvas.unit * (0.006 + 0.010 * rng.random())
        flare(canvas, x, y, r, mix(colour("#bcd4ff"), mood.light, rng.random()))


def flare(canvas: Canvas, x: float, y: float, r: float, tone: Colour) -> None:
    """One bright star with its soft light."""
    side = round(r * 2)
    mask = curve(glow((side, side), r, r, r, 5.0), 0, 1, 0.9)
    canvas.image.paste(solid(tone), (round(x - r), round(y - r), round(x - r) + side, round(y - r) + side), mask)


def globe(rng: random.Random, side: int, colours: Stops, tilt: float, light: Vector, air: Colour) -> Image.Image:
    """A square with a sphere that fills it: bands along its latitude, lit from one side, a rim of air."""
    bands = line_noise(rng, 512, 7, 5, 0.6, False)
    low, high = min(bands), max(bands)
    column = Image.new("L", (1, 512))
    column.putdata([round((v - low) / (high - low) * 255) for v in bands])
    skin = column.resize((1024, 512))
    swirl = noise(rng, (1024, 512), 4, 6, 0.6, 4.0)
    skin = Image.blend(skin, swirl, 0.34)
    skin = warp(skin, rng)
    face = wrap(tint(curve(skin, 0.12, 0.88), colours), side, (math.sin(tilt), -math.cos(tilt), 0.18))
    day = wrap(curve(rise((64, 256)), 0.0, 1.0).point(_daylight()), side, (-light[0], -light[1], -light[2]))
    face = ImageChops.multiply(face, Image.merge("RGB", (day, day, day)))
    edge = curve(ImageChops.invert(glow((side, side), side / 2, side / 2, side / 2 * 1.02, 0.5)), 0.62, 1.0, 0.75, 1.6)
    return shine(face, air, ImageChops.multiply(edge, day.point([min(255, 18 + v) for v in range(256)])))


def _daylight() -> list[int]:
    """Brightness by the angle from the sun: row 0 is the night's middle, row 255 noon."""
    heights = (math.sin((v / 255 - 0.5) * math.pi) * 1.08 + 0.04 for v in range(256))
    return [round(255 * max(0.03, min(1.0, max(0.0, height) ** 0.8))) for height in heights]


def warp(skin: Image.Image, rng: random.Random) -> Image.Image:
    """Bends the bands a little, so that they flow."""
    w, h = skin.size
    parts, step = [], 16
    waves = [(rng.random() * 6.3, 1 + i * 2) for i in range(4)]

    def lift(x: float) -> float:
        return sum(math.sin(p + n * x / w * 6.283) * 6 / n for p, n in waves)

    for x in range(0, w, step):
        a, b = lift(x), lift(x + step)
        parts.append(((x, 0, x + step, h), (x, a, x, h + a, x + step, h + b, x + step, b)))
    return skin.transform(skin.size, Image.Transform.MESH, parts, Image.Resampling.BILINEAR, fillcolor=128)


def wrap(skin: Image.Image, side: int, pole: Vector, cells: int = 44) -> Image.Image:
    """Puts a map (rows are latitudes, the pole at row 0) on a sphere seen from the front."""
    p = _unit(pole)
    e = _unit((p[2], 0.0, -p[0]) if abs(p[1]) > 0.3 else (0.0, -p[2], p[1]))
    n = (p[1] * e[2] - p[2] * e[1], p[2] * e[0] - p[0] * e[2], p[0] * e[1] - p[1] * e[0])
    w, h = skin.size

    def where(i: int, j: int) -> Point:
        u, v = i / cells * 2 - 1, j / cells * 2 - 1
        d = math.hypot(u, v)
        if d > 0.999:
            u, v, d = u / d * 0.999, v / d * 0.999, 0.999
        s = (u, v, math.sqrt(1 - d * d))
        latitude = math.acos(max(-1.0, min(1.0, _dot(s, p))))
        longitude = math.atan2(_dot(s, e), _dot(s, n))
        return abs(longitude) / math.pi * (w - 2) + 1, latitude / math.pi * (h - 2) + 1

    full, side = side, min(max(side, cells * 2), 560)
    grid = [[where(i, j) for i in range(cells + 1)] for j in range(cells + 1)]
    parts = []
    for j in range(cells):
        for i in range(cells):
            box = (i * side // cells, j * side // cells, (i + 1) * side // cells, (j + 1) * side // cells)
            parts.append((box, (*grid[j][i], *grid[j + 1][i], *grid[j + 1][i + 1], *grid[j][i + 1])))
    ball = skin.transform((side, side), Image.Transform.MESH, parts, Image.Resampling.BILINEAR)
    return ball.resize((full, full), Image.Resampling.BICUBIC)


def _unit(v: Vector) -> Vector:
    size = math.sqrt(_dot(v, v))
    return v[0] / size, v[1] / size, v[2] / size


def _dot(a: Vector, b: Vector) -> float:
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def halo(canvas: Canvas, x: float, y: float, radius: float, air: Colour, light: Vector) -> None:
    """The thin glow of air around a world, on its day side."""
    reach = radius * 1.22
    x, y = x + light[0] * radius * 0.05, y + light[1] * radius * 0.05
    side = round(reach * 2)
    mask = curve(glow((side, side), reach, reach, reach, 1.0), 0.0, 0.32, 0.42, 2.2)
    corner = (round(x - reach), round(y - reach))
    canvas.image.paste(solid(air), (*corner, corner[0] + side, corner[1] + side), mask)


def paint_rings(rng: random.Random, radius: float, tilt: float, colours: Stops) -> Image.Image:
    """Rings seen at a slant, turned by `tilt`, as a picture with transparency."""
    flat, steps, outer = 0.24, 110, 2.35
    size = (round(radius * outer) + 2, round(radius * outer * flat) + 2)
    grooves = line_noise(rng, steps, 16, 4, 0.62, False)
    quarter = Image.new("RGBA", (size[0] * 2, size[1] * 2), (0, 0, 0, 0))
    draw = ImageDraw.Draw(quarter)
    for i in range(steps):
        t = i / (steps - 1)
        reach = radius * (outer - 1.02 * t) * 2
        alpha = max(0.0, grooves[i] * 1.9 - 0.42) * min(1.0, t * 12, (1 - t) * 12)
        tone = mix(colours[2][1], colours[3][1], grooves[i])
        fill = (*solid(tone), round(min(1.0, alpha) * 225)) if i < steps - 1 else (0, 0, 0, 0)
        x, y = size[0] * 2, size[1] * 2
        draw.ellipse((x - reach, y - reach * flat, x + reach, y + reach * flat), fill)
    quarter = quarter.reduce(2)
    whole = Image.new("RGBA", (size[0] * 2, size[1] * 2))
    right = quarter.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    for part, x in ((quarter, 0), (right, size[0])):
        whole.paste(part, (x, 0))
        whole.paste(part.transpose(Image.Transpose.FLIP_TOP_BOTTOM), (x, size[1]))
    return whole.rotate(-math.degrees(tilt), Image.Resampling.BILINEAR, expand=True)


def half(canvas: Canvas, rings: Image.Image, x: float, y: float, tilt: float, *, behind: bool) -> None:
    """Lays the rings' far or near half over the picture."""
    w, h = rings.size
    along = (math.cos(tilt) * w, math.sin(tilt) * w)
    across = (-along[1] * (-1 if behind else 1), along[0] * (-1 if behind else 1))
    ends = [(w / 2 - along[0], h / 2 - along[1]), (w / 2 + along[0], h / 2 + along[1])]
    side = Image.new("L", rings.size)
    ImageDraw.Draw(side).polygon([*ends, *((px + across[0], py + across[1]) for px, py in reversed(ends))], fill=255)
    alpha = ImageChops.multiply(rings.getchannel("A"), side)
    canvas.image.paste(rings.convert("RGB"), (round(x - w / 2), round(y - h / 2)), alpha)
