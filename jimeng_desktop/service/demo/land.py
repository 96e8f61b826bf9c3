"""Landscapes of the demo: mountains in mist, lakes, the sea, dunes, ink on paper."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from .brushes import (
    Canvas,
    Colour,
    Point,
    colour,
    conifer,
    curve,
    disc,
    even,
    glow,
    line_noise,
    mix,
    noise,
    ripples,
    rise,
    shine,
    solid,
    stars,
    tint,
    veil,
)
from .moods import Mood

PAPERS = ("#f1ebde", "#dfe4e4", "#e8d9bd", "#ecdcd6")


def paint_sky(canvas: Canvas, mood: Mood, sun: Point, horizon: float, clouds: float = 0.5) -> None:
    """Sky down to `horizon` (a fraction of the height), its clouds lit from the sun at `sun` (fractions)."""
    sw, sh = canvas.sheet
    side = math.sqrt(sw * sh)
    sky = tint(rise((sw, sh), 0, horizon), even(*mood.sky))
    x, y = sun[0] * sw, sun[1] * sh
    strength = 0.45 if mood.night else 0.62
    sky = shine(sky, mix(mood.light, mood.sky[-1], 0.35), curve(glow((sw, sh), x, y, side * 0.95, 3.0), 0, 1, strength))
    if clouds:
        wide, dx, dy = 16, round(math.copysign(side * 0.012, sun[0] - 0.5)), round(side * 0.016)
        large = noise(canvas.rng, (sw + 2 * wide, sh + 2 * wide), 2.4, 6, 0.56, 3.4)
        form = large.crop((wide, wide, wide + sw, wide + sh))
        away = large.crop((wide - dx, wide - dy, wide - dx + sw, wide - dy + sh))
        lit = ImageChops.subtract(form, away, 0.35, 120)
        body = ImageChops.multiply(curve(form, 0.44, 0.95, clouds), rise((sw, sh), horizon, horizon * 0.35))
        shade = mix(mood.sky[1], mood.sky[2], 0.35)
        bright = mix(mood.mist, mood.light, 0.4) if not mood.night else mix(mood.sky[2], mood.mist, 0.55)
        sky.paste(tint(lit, even(shade, mix(shade, bright, 0.6), bright)), (0, 0), body)
    canvas.cover(sky)
    if mood.night:
        stars(canvas, round(420 * canvas.width / canvas.unit), canvas.height * horizon * 0.9, mood.mist)


def paint_sun(canvas: Canvas, mood: Mood, sun: Point, radius: float) -> None:
    """The sun, or the moon with its seas; `radius` is a fraction of the unit."""
    x, y, r = sun[0] * canvas.width, sun[1] * canvas.height, radius * canvas.unit
    if mood.night:
        spots = noise(canvas.rng, (256, 256), 3, 5, 0.5)
        disc(canvas, x, y, r, tint(spots, even(mix(mood.light, mood.sky[2], 0.22), mood.light, mood.light)))
    else:
        disc(canvas, x, y, r, mix(mood.light, (255, 255, 255), 0.55))


def ridge(
    canvas: Canvas, base: float, tall: float, cells: float, sharp: bool, octaves: int = 8, fall: float = 0.5
) -> list[Point]:
    """A skyline around row `base`, `tall` pixels from its lowest to about its highest; `cells` hills per unit."""
    count = max(64, canvas.width // 3)
    span = canvas.width / canvas.unit
    values = line_noise(canvas.rng, count, cells * span, octaves, fall, sharp)
    low, high = min(values), max(values)
    reach = max(high - low, 0.3)
    step = (canvas.width + 8) / (count - 1)
    return [(i * step - 4, base - tall * (v - low) / reach) for i, v in enumerate(values)]


def forest(canvas: Canvas, line: Sequence[Point], tall: float, density: float) -> list[list[Point]]:
    """Firs along a line, in groups; `tall` in pixels."""
    rng, shapes = canvas.rng, []
    groups = line_noise(rng, len(line), 5 * canvas.width / canvas.unit, 3, 0.6, False)
    spacing = tall * 0.16 / density
    x = -tall * 0.2
    while x < canvas.width + tall * 0.2:
        i = min(len(line) - 1, max(0, round(x / canvas.width * (len(line) - 1))))
        group = max(0.0, groups[i] * 2.6 - 0.75)
        if rng.random() < group:
            size = tall * (0.45 + 0.6 * rng.random()) * min(1.0, 0.55 + 0.5 * group)
            shapes.append(conifer(rng, x, line[i][1] + tall * 0.05, size))
        x += spacing * (0.5 + rng.random())
    return shapes


def paint_range(
    canvas: Canvas, mood: Mood, line: list[Point], t: float, mist: float, reach: float, sun: Point
) -> Image.Image:
    """The soft sheet of one range: dark at its crest, lost in the mist below; lit a little from the sun's side."""
    size = canvas.sheet
    side = math.sqrt(size[0] * size[1])
    base = mood.land(t**0.8)
    fog = mix(mood.mist, mood.sky[-1], 0.45) if not mood.night else mix(mood.mist, mood.sky[2], 0.45)
    depth = canvas.depth(line, reach)
    wisp = noise(canvas.rng, size, 2.2, 5, 0.55, 4.0)
    depth = ImageChops.multiply(depth, wisp.point([min(255, 110 + v) for v in range(256)]))
    soft = tint(depth, even(base, mix(base, fog, 0.55 * mist), mix(base, fog, mist)))
    warm = glow(size, sun[0] * size[0], sun[1] * size[1], side * 0.75, 2.2)
    return shine(soft, mix(mood.light, mood.sky[-1], 0.4), curve(warm, 0, 1, 0.34 * (1 - t) ** 0.8))


def mountains(canvas: Canvas, mood: Mood, position: int) -> None:
    """Ranges behind ranges, each in its own mist, firs in front."""
    rng, h, unit = canvas.rng, canvas.height, canvas.unit
    sun = (place(rng, position), 0.13 + 0.10 * rng.random())
    paint_sky(canvas, mood, sun, 0.5, 0.35 + 0.4 * rng.random())
    paint_sun(canvas, mood, sun, 0.032 + 0.03 * rng.random())
    layers = 6 + rng.randrange(3)
    horizon = 0.46 + 0.06 * rng.random()
    for k in range(layers):
        t = k / (layers - 1)
        base = h * (horizon + (1.02 - horizon) * t**1.15)
        tall = min(unit * (0.26 - 0.13 * t) * (0.75 + 0.5 * rng.random()), h * 0.3)
        sharp = t < 0.62
        cells, octaves, fall = (2.2, 9, 0.5) if sharp else (1.6, 6, 0.42)
        line = ridge(canvas, base, tall, cells + 1.2 * t, sharp, octaves, fall)
        firs = forest(canvas, line, unit * (0.012 + 0.10 * max(0.0, t - 0.45) ** 1.3), 1.1) if t > 0.45 else []
        soft = paint_range(canvas, mood, line, t, 0.88 * (1 - t**2.6), unit * (0.30 - 0.1 * t), sun)
        canvas.lay(soft, line, firs)


def lake(canvas: Canvas, mood: Mood, position: int) -> None:
    """Still water under far mountains, the light's path on it."""
    rng, h, unit = canvas.rng, canvas.height, canvas.unit
    shore = round(h * (0.52 + 0.1 * rng.random()))
    sun = (place(rng, position), shore / h * (0.26 + 0.2 * rng.random()))
    paint_sky(canvas, mood, sun, shore / h, 0.4 + 0.35 * rng.random())
    paint_sun(canvas, mood, sun, 0.036 + 0.024 * rng.random())
    layers = 3 + rng.randrange(2)
    for k in range(layers):
        t = k / (layers - 1)
        tall = min(unit * (0.22 - 0.15 * t) * (0.7 + 0.6 * rng.random()), h * 0.26)
        line = ridge(canvas, shore - unit * 0.02 * (1 - t), tall, 2.2 + 1.6 * t, t < 0.9, 9)
        firs = forest(canvas, line, unit * 0.028, 1.4) if k == layers - 1 else []
        soft = paint_range(canvas, mood, line, 0.15 + 0.75 * t, 0.75 * (1 - 0.8 * t), unit * 0.26, sun)
        canvas.lay(soft, line, firs)
    water(canvas, mood, shore, sun)
    if rng.random() < 0.8:
        bank(canvas, mood, sun[0] > 0.5)


def bank(canvas: Canvas, mood: Mood, left: bool) -> None:
    """A dark near shore that rises to one side, with tall firs on its height."""
    w, h, unit, rng = canvas.width, canvas.height, canvas.unit, canvas.rng
    line = ridge(canvas, h * 1.0, unit * 0.025, 2.0, False, 6, 0.45)
    slope = [max(0.0, (1 - x / w if left else x / w) - 0.45) / 0.55 for x, _ in line]
    line = [(x, y + unit * (0.03 - 0.13 * s**1.3)) for (x, y), s in zip(line, slope, strict=True)]
    firs = []
    for _ in range(34):
        i = min(len(line) - 1, int(len(line) * rng.random() ** 1.9 * 0.5))
        x, y = line[i if left else len(line) - 1 - i]
        firs.append(conifer(rng, x, y + unit * 0.01, unit * (0.07 + 0.15 * rng.random() ** 1.5)))
    canvas.lay(Image.new("RGB", canvas.sheet, solid(mix(mood.near, (0, 0, 0), 0.15))), line, firs)


def sea(canvas: Canvas, mood: Mood, position: int) -> None:
    """Open water and a great sky, perhaps an island or a headland."""
    rng, h, unit = canvas.rng, canvas.height, canvas.unit
    shore = round(h * (0.56 + 0.08 * rng.random()))
    sun = (place(rng, position), shore / h * (0.80 + 0.1 * rng.random()) if not mood.night else 0.2)
    paint_sky(canvas, mood, sun, shore / h, 0.85)
    paint_sun(canvas, mood, sun, 0.05 + 0.02 * rng.random())
    for k in range(2):
        line = ridge(canvas, shore, unit * (0.055 - 0.02 * k), 1.3 + k, k == 0, 8)
        lift = unit * (0.022 + 0.012 * rng.random())
        line = [(x, y + lift) for x, y in line]
        canvas.lay(paint_range(canvas, mood, line, 0.2 + 0.4 * k, 0.5, unit * 0.1, sun), line)
    water(canvas, mood, shore, sun)


def water(canvas: Canvas, mood: Mood, shore: int, sun: Point) -> None:
    """Mirrors what is above row `shore` in water below it, with small waves and the light's path."""
    w, h, unit, rng = canvas.width, canvas.height, canvas.unit, canvas.rng
    size = (w, h - shore)
    above = canvas.image.crop((0, max(0, shore - round(size[1] * 1.2)), w, shore))
    mirror = above.transpose(Image.Transpose.FLIP_TOP_BOTTOM).resize(size, Image.Resampling.BILINEAR)
    dissolve(mirror, sun[0] * w, (shore - sun[1] * h) * size[1] / above.height, unit * 0.13)
    still = mirror.filter(ImageFilter.BoxBlur((unit * 0.0006, unit * 0.0022)))
    moved = ImageChops.offset(mirror, 0, -round(unit * 0.016)).filter(ImageFilter.BoxBlur((unit * 0.002, unit * 0.008)))
    waves = ripples(rng, size)
    still.paste(moved, (0, 0), curve(waves, 0.34, 0.72))
    deep = mix(mood.near, mood.sky[0], 0.45)
    veil(still, deep, curve(rise(size), 0.0, 1.0, 0.62, 0.8))
    veil(still, mix(deep, mood.sky[1], 0.3), curve(waves, 0.46, 0.05, 0.34))
    still = shine(still, mix(mood.sky[-1], mood.mist, 0.5), curve(waves, 0.66, 0.95, 0.22))
    path = light_path(canvas, size, sun)
    glitter = ImageChops.multiply(path, curve(waves, 0.5, 0.68))
    still = shine(still, mood.light, glitter)
    canvas.image.paste(still, (0, shore))
    band = Image.new("L", (1, h))
    reach = max(2.0, unit * 0.018)
    band.putdata([round(90 * math.exp(-(((y - shore) / reach) ** 2))) for y in range(h)])
    veil(canvas.image, mix(mood.mist, mood.sky[-1], 0.5), band.resize(canvas.image.size, Image.Resampling.NEAREST))


def dunes(canvas: Canvas, mood: Mood, position: int) -> None:
    """Sand in low light: one flank of each dune lit, the other in shade."""
    rng, h, unit = canvas.rng, canvas.height, canvas.unit
    sun = (place(rng, position), 0.22 + 0.1 * rng.random())
    right = sun[0] < 0.5  # the side that lies in shade
    paint_sky(canvas, mood, sun, 0.5, 0.25)
    paint_sun(canvas, mood, sun, 0.045 + 0.015 * rng.random())
    lit, shade = (mix(colour(c), mood.sky[2], 0.12) for c in ("#e9b07a", "#5b2f33"))
    if mood.night:
        lit, shade = mix(mood.mist, mood.far, 0.55), mix(mood.near, mood.far, 0.25)
    layers = 6
    for k in range(layers):
        t = k / (layers - 1)
        tall = unit * (0.035 + 0.13 * t) * (0.7 + 0.6 * rng.random())
        line = ridge(canvas, h * (0.50 + 0.48 * t**1.35), tall, 1.3, False, 2, 0.3)
        paint_dune(canvas, mood, line, t, (lit, shade), right)
    comb(canvas, round(h * 0.5))


def paint_dune(
    canvas: Canvas, mood: Mood, line: list[Point], t: float, sand: tuple[Colour, Colour], right: bool
) -> None:
    """One dune, its flanks lit and shaded."""
    unit = canvas.unit
    haze = 0.72 * (1 - t) ** 1.2
    far = mix(mood.sky[-1], mood.light, 0.3)
    lit, shade = (mix(mix(c, mood.near, 0.16 * t), far, haze) for c in sand)
    low = mix(lit, shade, 0.42)
    reach = unit * (0.10 + 0.26 * t)
    depth = canvas.depth(line, reach)
    soft = tint(depth, even(mix(lit, mood.light, 0.35), lit, low))
    shaded = tint(depth, even(shade, mix(shade, lit, 0.16), mix(shade, lit, 0.6)))
    soft.paste(shaded, (0, 0), lee(canvas, line, depth, right))
    canvas.lay(soft, line)


def lee(canvas: Canvas, line: Sequence[Point], depth: Image.Image, right: bool) -> Image.Image:
    """Where a dune turns from the light: below the falling side of its crest, sweeping away from it further down."""
    w, h = canvas.sheet
    near = max(2, len(line) // 60)
    falls = []
    for i in range(len(line)):
        before, after = line[max(0, i - near)], line[min(len(line) - 1, i + near)]
        fall = (after[1] - before[1]) / max(1.0, after[0] - before[0]) * (1 if right else -1)
        falls.append(round(255 * min(1.0, max(0.0, 0.25 + fall * 7.0))))
    row = Image.new("L", (len(line) * 3, 1))
    row.putdata([falls[0]] * len(line) + falls + [falls[-1]] * len(line))
    field = row.resize((w * 3, h), Image.Resampling.BILINEAR)
    base = sum(y for _, y in line) / len(line) * h / canvas.height
    lean = -0.9 if right else 0.9
    slope = (1, lean, w - lean * base, 0, 1, 0)
    field = field.transform((w, h), Image.Transform.AFFINE, slope, Image.Resampling.BILINEAR)
    ragged = Image.blend(depth, noise(canvas.rng, (w, h), 1.6, 3, 0.5, 2.5), 0.18)
    return curve(ImageChops.multiply(field, ImageChops.invert(curve(ragged, 0.12, 0.9))), 0.12, 0.72)


def comb(canvas: Canvas, horizon: int) -> None:
    """The wind's fine ripples on all the sand below row `horizon`."""
    size = (canvas.width, canvas.height - horizon)
    ground = canvas.image.crop((0, horizon, *canvas.image.size))
    waves = curve(ripples(canvas.rng, size, 9.0), 0.2, 0.8).point([round(128 + (v - 128) * 0.16) for v in range(256)])
    canvas.image.paste(ImageChops.soft_light(ground, Image.merge("RGB", (waves, waves, waves))), (0, horizon))


def ink(canvas: Canvas, mood: Mood, position: int) -> None:
    """Washes of ink on warm paper: much left empty, a red sun."""
    rng, h, unit, size = canvas.rng, canvas.height, canvas.unit, canvas.sheet
    paper = colour(PAPERS[position % 4])
    deep = mix(colour("#1d2528"), mood.near, 0.35)
    wash = noise(rng, size, 2.0, 5, 0.55, 2.0)
    canvas.cover(tint(wash, even(mix(paper, mood.far, 0.22), paper, mix(paper, (255, 255, 255), 0.35))))
    x, y = place(rng, position) * canvas.width, h * (0.17 + 0.1 * rng.random())
    if position % 4 != 1:
        disc(canvas, x, y, unit * (0.045 + 0.02 * rng.random()), mix(colour("#cf4a38"), paper, 0.05))
    layers = 5 + rng.randrange(2)
    for k in range(layers):
        t = k / (layers - 1)
        tall = min(unit * (0.30 - 0.14 * t) * (0.7 + 0.7 * rng.random()), h * 0.32)
        line = ridge(canvas, h * (0.50 + 0.50 * t**1.1), tall, 1.7 + 1.2 * t, True, 9, 0.5)
        tone = mix(paper, deep, 0.16 + 0.74 * t**1.5)
        depth = canvas.depth(line, unit * (0.24 - 0.05 * t))
        grain = noise(rng, size, 7, 5, 0.62)
        depth = ImageChops.multiply(depth, grain.point([min(255, 150 + v) for v in range(256)]))
        soft = tint(depth, even(tone, mix(tone, paper, 0.7), mix(tone, paper, 0.97 - 0.5 * t**3)))
        soft = ImageChops.multiply(soft, tint(curve(grain, 0.2, 1), even(colour("#f0f0f0"), colour("#ffffff"))))
        canvas.lay(soft, line, forest(canvas, line, unit * 0.035 * t, 0.7) if t > 0.7 else [])


def dissolve(mirror: Image.Image, x: float, y: float, reach: float) -> None:
    """Spreads the sun's round image in the water, where no wave leaves it round."""
    box = (round(x - reach), max(0, round(y - reach)), round(x + reach), round(y + reach))
    if x < 0 or box[1] >= mirror.height:
        return
    part = mirror.crop(box)
    for _ in range(2):
        part = part.filter(ImageFilter.BoxBlur((reach * 0.16, reach * 0.4)))
    mirror.paste(part, box[:2], curve(glow(part.size, reach, y - box[1], reach, 1.0), 0.0, 0.35))


def light_path(canvas: Canvas, size: tuple[int, int], sun: Point) -> Image.Image:
    """Where the light glitters: a column under the sun that widens towards us."""
    rows, x, unit = 90, sun[0] * size[0] / 8, canvas.unit / 8
    sheet = Image.new("L", (max(2, size[0] // 8), rows))
    draw = ImageDraw.Draw(sheet)
    for row in range(rows):
        wide = unit * (0.028 + 0.075 * (row / rows) ** 1.2)
        draw.line((x - wide, row, x + wide, row), fill=round(255 - 90 * row / rows))
    return sheet.filter(ImageFilter.GaussianBlur((unit * 0.035, 2))).resize(size, Image.Resampling.BICUBIC)


def place(rng: random.Random, position: int) -> float:
    """Where the sun stands from left to right: elsewhere in each of the four."""
    return (0.64, 0.3, 0.5, 0.76)[position % 4] + 0.12 * (rng.random() - 0.5)
