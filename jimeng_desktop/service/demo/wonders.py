"""The demo's other pictures: northern lights, cities by night, a current of threads."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from .brushes import Canvas, Colour, Point, colour, even, line_noise, mix, noise, rise, solid, tint
from .land import bank, forest, paint_range, paint_sky, place, ridge, water
from .moods import Mood

NEON = (
    "#ff3d8b #28c8ff #ffb14a #ffd9a0",
    "#3fe0d0 #ff6a5a #ffd36b #9fc8ff",
    "#b06bff #ff5fa8 #5ad1ff #ffe3b0",
    "#ff8a3d #ffc46b #59b6ff #fff0d0",
)
LIGHTS = (
    "#2ee6a0 #26b8a8 #5a5ad0 #7a2f9a",
    "#58f08c #2fd0b0 #3f7fe0 #8a3fb0",
    "#9af06a #30d08a #2a8ac0 #5a3aa8",
    "#ff7ab0 #a05ae0 #3f6fe8 #2a3a90",
)
SILK = (
    "#0b1a2a #123f5c #1f7f8c #8fd0bf #f7edcf",
    "#1d0d26 #5a1c4a #b8435a #f08a5d #fbe3b4",
    "#120f2e #33307c #6d62c4 #c79bdc #fae6ee",
    "#1a1208 #5c3a14 #b57a2c #ecc274 #fdf3d6",
)


Thread = tuple[list[Point], float, float]  # its way, its brightness (0..1), its width in pixels


@dataclass(frozen=True, slots=True)
class Tower:
    """One building of a skyline, in pixels; `style` (0..1) decides its roof."""

    left: int
    right: int
    top: int
    foot: int
    style: float


def aurora(canvas: Canvas, mood: Mood, position: int) -> None:
    """Northern lights over snow and dark firs, or over a lake that mirrors them."""
    rng, h, unit = canvas.rng, canvas.height, canvas.unit
    sun = (place(rng, position), -0.2)
    shore = round(h * (0.66 + 0.08 * rng.random()))
    paint_sky(canvas, mood, sun, shore / h, 0.0)
    size = canvas.sheet
    light = Image.new("RGB", size)
    colours = LIGHTS[position % 4]
    for k in range(3):
        light = ImageChops.screen(light, curtain(rng, size, colours, shore / h * (0.50 + 0.16 * k), 1.0 - 0.22 * k))
    haze = light.filter(ImageFilter.GaussianBlur(size[1] * 0.06))
    light = ImageChops.screen(light, haze.point([round(v * 0.7) for v in range(256)] * 3))
    big = light.resize(canvas.image.size, Image.Resampling.BICUBIC)
    canvas.image = ImageChops.screen(canvas.image, big)
    first, second = (colour(c) for c in colours.split()[:2])
    cold = replace(mood, far=mix(mood.far, second, 0.25), mist=mix(mood.mist, first, 0.3))
    for k in range(3):
        line = ridge(canvas, shore + unit * 0.015 * k, min(unit * (0.17 - 0.05 * k), h * 0.2), 2.4 + k, k < 2, 9)
        firs = forest(canvas, line, unit * 0.035, 1.4) if k == 2 else []
        canvas.lay(paint_range(canvas, cold, line, 0.3 + 0.32 * k, 0.55, unit * 0.2, sun), line, firs)
    water(canvas, cold, shore, (-1.0, 0.0))
    if position % 2 == 0:
        bank(canvas, cold, rng.random() < 0.5)


def curtain(rng: random.Random, size: tuple[int, int], colours: str, foot: float, strength: float) -> Image.Image:
    """One curtain of light, hanging in folds; its foot near `foot` of the height."""
    w, h = size
    rays = line_noise(rng, w, 26 * w / h, 3, 0.6, False)
    swell = line_noise(rng, w, 2.2 * w / h, 2, 0.5, False)
    row = Image.new("L", (w, 1))
    both = ((_clip(r * 1.5 - 0.2), _clip(s * 2.4 - 0.65)) for r, s in zip(rays, swell, strict=True))
    row.putdata([round(255 * strength * r * s) for r, s in both])
    fade = Image.new("L", (1, h))
    base, tall = h * 0.75, h * 0.42
    powers = (3.0 * (base - y) / tall if y < base else ((y - base) / (h * 0.018)) ** 2 for y in range(h))
    fade.putdata([round(255 * math.exp(-power)) for power in powers])
    cloth = ImageChops.multiply(row.resize(size), fade.resize(size))
    tones = [colour(c) for c in colours.split()]
    hues = tint(rise(size, 0.75, 0.22), even(*tones))
    cloth_rgb = ImageChops.multiply(hues, Image.merge("RGB", (cloth, cloth, cloth)))
    path = line_noise(rng, w // 4 + 2, 2.6 * w / h, 3, 0.42, False)
    shift = [h * (0.75 - foot) - (v - 0.5) * h * 0.42 for v in path]
    parts = []
    for i in range(0, w, 4):
        a, b = shift[i // 4], shift[i // 4 + 1]
        parts.append(((i, 0, min(w, i + 4), h), (i, a, i, h + a, min(w, i + 4), h + b, min(w, i + 4), b)))
    return cloth_rgb.transform(size, Image.Transform.MESH, parts, Image.Resampling.BILINEAR)


def _clip(v: float) -> float:
    return min(1.0, max(0.0, v))


def city(canvas: Canvas, mood: Mood, position: int) -> None:
    """A skyline by night in haze, its windows and signs mirrored in the water."""
    rng, h, unit = canvas.rng, canvas.height, canvas.unit
    tones = [colour(c) for c in NEON[position % 4].split()]
    shore = round(h * (0.62 + 0.08 * rng.random()))
    middle = place(rng, position)
    paint_sky(canvas, mood, (middle, shore / h), shore / h, 0.5)
    light = Image.new("RGB", canvas.image.size)
    for k in range(4):
        t = k / 3
        towers = skyline(canvas, shore, min(h * 0.42, unit * 0.46) * (1 - 0.42 * t), middle, t)
        line = outline(towers, unit)
        depth = canvas.depth(line, unit * 0.3)
        body = mix(mix(mood.far, mood.near, 0.25 + 0.7 * t), tones[1], 0.08)
        fog = mix(mix(mood.sky[2], tones[0], 0.3), mood.near, 0.3 * t)
        stops = even(body, mix(body, fog, 0.5 * (1 - 0.6 * t)), mix(body, fog, 0.9 * (1 - 0.55 * t)))
        canvas.lay(tint(depth, stops), line)
        for tower in towers:
            windows(rng, ImageDraw.Draw(light), tower, unit, tones, t)
    canvas.image = glowing(canvas, light)
    water(canvas, mood, shore, (-1.0, 0.0))


def skyline(canvas: Canvas, shore: int, tall: float, middle: float, t: float) -> list[Tower]:
    """Towers side by side from the left edge to the right, highest around `middle`."""
    rng, w, unit = canvas.rng, canvas.width, canvas.unit
    towers, x = [], -unit * 0.03
    while x < w:
        wide = unit * (0.022 + 0.045 * rng.random()) * (0.7 + 0.6 * t)
        crown = math.exp(-((((x + wide / 2) / w - middle) / 0.33) ** 2) * (w / unit) ** 0.5)
        height = tall * (0.16 + 0.84 * crown * (0.35 + 0.65 * rng.random()) + 0.10 * rng.random())
        towers.append(Tower(round(x), round(x + wide), round(shore - height), shore, rng.random()))
        x += wide + (unit * 0.012 * rng.random() if rng.random() < 0.35 else 0)
    return towers


def outline(towers: list[Tower], unit: float) -> list[Point]:
    """The line along all roofs, with steps and a few masts."""
    points: list[Point] = [(-9.0, towers[0].foot + 1.0)]
    for tower in towers:
        x0, x1, top = tower.left, tower.right, tower.top
        step, wide = (x1 - x0) * 0.18, x1 - x0
        points += [(x0, tower.foot + 1), (x0, top + step * 1.6)]
        if tower.style < 0.4:
            points += [(x0, top), (x1, top)]
        elif tower.style < 0.75:
            points += [(x0 + step, top + step * 1.6), (x0 + step, top), (x1 - step, top), (x1 - step, top + step * 1.6)]
        else:
            mast, thin, axis = unit * (0.02 + 0.05 * (tower.style - 0.75) * 4), max(0.8, unit * 0.0009), x0 + wide / 2
            points += [(x0 + step, top + step * 1.6), (x0 + step, top + step * 0.8), (x0 + step * 2, top + step * 0.8)]
            points += [(x0 + step * 2, top), (axis - thin, top), (axis - thin / 3, top - mast)]
            points += [(axis + thin / 3, top - mast), (axis + thin, top), (x1 - step * 2, top)]
            points += [(x1 - step * 2, top + step * 0.8), (x1 - step, top + step * 0.8), (x1 - step, top + step * 1.6)]
        points += [(x1, top + step * 1.6), (x1, tower.foot + 1)]
    return points


def windows(
    rng: random.Random, draw: ImageDraw.ImageDraw, tower: Tower, unit: float, tones: list[Colour], t: float
) -> None:
    """Lit windows in their rows, fewer and fainter far away, and now and then a sign."""
    draw.rectangle((tower.left, tower.top, tower.right, tower.foot), fill=(0, 0, 0))
    cell = unit * (0.0030 + 0.0018 * t)
    wide = tower.right - tower.left
    inset = wide * (0.2 if tower.style >= 0.4 else 0.08)
    columns = max(1, int((wide - inset * 2) / cell))
    cell_x = (wide - inset * 2) / columns
    share, warm = 0.10 + 0.36 * rng.random() ** 1.5, mix(tones[3], (255, 196, 120), 0.6)
    rows = int((tower.foot - tower.top) / (cell * 1.5))
    for r in range(1, rows):
        lively = rng.random()
        for c in range(columns):
            if rng.random() > share * (1.6 if lively > 0.8 else 0.8):
                continue
            tone = warm if rng.random() < 0.8 else tones[rng.randrange(3)]
            tone = mix((0, 0, 0), tone, (0.30 + 0.45 * t) * (0.45 + 0.55 * rng.random()))
            x, y = tower.left + inset + c * cell_x + cell_x * 0.22, tower.top + r * cell * 1.5
            draw.rectangle((round(x), round(y), round(x + cell_x * 0.5), round(y + cell * 0.75)), fill=solid(tone))
    if t > 0.3 and rng.random() < 0.32:
        sign(rng, draw, tower, tones[rng.randrange(3)], t)


def sign(rng: random.Random, draw: ImageDraw.ImageDraw, tower: Tower, tone: Colour, t: float) -> None:
    """A line of light: along a roof or down an edge."""
    thick = max(1, round((tower.right - tower.left) * 0.045))
    tone = mix((0, 0, 0), tone, 0.55 + 0.4 * t)
    height = tower.foot - tower.top
    if rng.random() < 0.4:
        y = tower.top + round((tower.right - tower.left) * 0.3)
        draw.rectangle((tower.left, y, tower.right, y + thick), fill=solid(tone))
    else:
        x = tower.left + round((tower.right - tower.left) * (0.1 if rng.random() < 0.5 else 0.82))
        y = tower.top + round(height * (0.12 + 0.15 * rng.random()))
        draw.rectangle((x, y, x + thick * 2, y + round(height * (0.2 + 0.25 * rng.random()))), fill=solid(tone))


def glowing(canvas: Canvas, light: Image.Image) -> Image.Image:
    """The picture with its lights and the shine around them."""
    small = light.resize(canvas.sheet, Image.Resampling.BOX)
    side = math.sqrt(small.width * small.height)
    total = Image.new("RGB", small.size)
    for radius, strength in ((0.006, 1.5), (0.035, 1.9)):
        blurred = small.filter(ImageFilter.GaussianBlur(side * radius))
        total = ImageChops.screen(total, blurred.point([min(255, round(v * strength)) for v in range(256)] * 3))
    total = total.resize(light.size, Image.Resampling.BICUBIC)
    return ImageChops.screen(ImageChops.screen(canvas.image, light), total)


def strands(canvas: Canvas, mood: Mood, position: int) -> None:
    """Thousands of threads that follow one slow current, dark ones below, bright ones above."""
    rng, w, h, unit = canvas.rng, canvas.width, canvas.height, canvas.unit
    colours = [colour(c) for c in SILK[position % 4].split()]
    canvas.image.paste(solid(mix(colours[0], (0, 0, 0), 0.3)), (0, 0, w, h))
    across = max(8, round(64 * w / unit)), max(8, round(64 * h / unit))
    current, tone = (noise(rng, across, 1.5, 2, 0.34).tobytes(), noise(rng, across, 1.3, 2, 0.5).tobytes())
    turn, start = 4.2 + 2.2 * rng.random(), rng.random() * 6.3
    angles = [(math.cos(a), math.sin(a)) for a in (start + v / 255 * turn for v in range(256))]
    threads, step, many = [], unit * 0.0135, round(1700 * w * h / unit / unit)
    for i in range(many):
        x, y, points = (rng.random() * 1.2 - 0.1) * w, (rng.random() * 1.2 - 0.1) * h, []
        hue = tone[_cell(x / w, y / h, across)] / 255
        for _ in range(20):
            points.append((x, y))
            dx, dy = angles[current[_cell(x / w, y / h, across)]]
            x, y = x + dx * step, y + dy * step
        bright = min(1.0, max(0.0, hue * 0.85 + 0.16 * rng.gauss(0, 1) + 0.25 * (i / many) - 0.06))
        threads.append((points, bright, unit * (0.0016 + 0.0056 * rng.random() ** 2)))
    shades = [solid(c) for c in _shades(colours)]
    weave(canvas.image, threads, shades)


def _cell(x: float, y: float, across: tuple[int, int]) -> int:
    return min(across[1] - 1, max(0, int(y * across[1]))) * across[0] + min(across[0] - 1, max(0, int(x * across[0])))


def _shades(colours: list[Colour]) -> list[Colour]:
    last = len(colours) - 1
    places = [(min(last - 1, i * last // 64), i * last / 64 % 1) for i in range(64)]
    return [mix(colours[k], colours[k + 1], t) for k, t in places]


def weave(image: Image.Image, threads: Sequence[Thread], shades: Sequence[tuple[int, int, int]]) -> None:
    """Draws the threads with smooth edges, a band of the picture at a time."""
    band, over = 360, 2
    ribbons = [(ribbon(points, wide), round(bright * 63), wide * 0.7) for points, bright, wide in threads]
    for top in range(0, image.height, band):
        deep = min(band, image.height - top)
        part = Image.new("RGB", (image.width * over, deep * over), image.getpixel((0, top)))
        draw = ImageDraw.Draw(part)
        for pieces, index, drop in ribbons:
            seen = [piece for high, low, piece in pieces if low + drop > top and high < top + deep]
            scaled = [[v for x, y in piece for v in (x * over, (y - top) * over)] for piece in seen]
            for flat in scaled if drop > 1.0 else ():
                draw.polygon([v + drop * over for v in flat], fill=shades[max(0, index - 20)])
            for flat in scaled:
                draw.polygon(flat, fill=shades[index])
        image.paste(part.reduce(over), (0, top))


def ribbon(points: Sequence[Point], wide: float) -> list[tuple[float, float, list[Point]]]:
    """A thread, thin at both ends, in short pieces (which are cheaper to fill), each with its top and bottom row."""
    left, right, last = [], [], len(points) - 1
    for i, (x, y) in enumerate(points):
        before, after = points[max(0, i - 1)], points[min(last, i + 1)]
        dx, dy = after[0] - before[0], after[1] - before[1]
        half = wide * 0.5 * (4 * (i / last) * (1 - i / last)) ** 0.5 / math.hypot(dx, dy)
        left.append((x - dy * half, y + dx * half))
        right.append((x + dy * half, y - dx * half))
    pieces = []
    for i in range(0, last, 4):
        piece = [*left[i : i + 5], *reversed(right[i : i + 5])]
        rows = [y for _, y in piece]
        pieces.append((min(rows), max(rows), piece))
    return pieces
