"""Brushes for the demo's pictures: colours, noise, light and crisp edges, with Pillow's C operations only.

All that is soft (skies, mist, glows) is painted on a sheet of some 230 000 pixels and enlarged; all that has an edge is
cut at full size with four-fold supersampling. So a picture costs little and is still sharp at 100 %.
"""

from __future__ import annotations

import hashlib
import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from PIL import Image, ImageChops, ImageDraw, ImageFilter

Point = tuple[float, float]
Colour = tuple[float, float, float]  # sRGB, 0..255
Stops = tuple[tuple[float, Colour], ...]

SHEET = 480.0  # the geometric mean side of the soft sheet
SHARP = 4  # supersampling of edges
TILE = 512
SLICE = 128  # columns cut at a time: Pillow's polygons cost rows times corners


def make_canvas(width: int, height: int, seed: str) -> Canvas:
    """An empty canvas; the seed decides everything random on it."""
    scale = max(1.0, math.sqrt(width * height) / SHEET)
    sheet = (max(8, round(width / scale)), max(8, round(height / scale)))
    number = int.from_bytes(hashlib.sha256(seed.encode("utf-8", "replace")).digest(), "big")
    return Canvas(Image.new("RGB", (width, height)), random.Random(number), sheet)


def colour(text: str) -> Colour:
    """`#rrggbb` as three numbers."""
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


def mix(first: Colour, second: Colour, amount: float) -> Colour:
    """Between two colours, the way the eye sees it (Oklab)."""
    a, b = _to_lab(first), _to_lab(second)
    return _from_lab(*(x + (y - x) * amount for x, y in zip(a, b, strict=True)))


def tint(grey: Image.Image, stops: Stops) -> Image.Image:
    """A grey picture in the colours of a ramp: 0 is the ramp's start, 255 its end."""
    return Image.merge("RGB", [grey.point(table) for table in _tables(stops)])


def even(*colours: Colour) -> Stops:
    """A ramp with its colours at equal distances."""
    return tuple((i / (len(colours) - 1), c) for i, c in enumerate(colours))


def solid(c: Colour) -> tuple[int, int, int]:
    """The colour in whole numbers, for Pillow."""
    return round(c[0]), round(c[1]), round(c[2])


def curve(grey: Image.Image, low: float, high: float, top: float = 1.0, gamma: float = 1.0) -> Image.Image:
    """Stretches the greys between `low` and `high` (0..1) over 0..`top`."""
    span = (high - low) * 255
    table = [min(1.0, max(0.0, (v - low * 255) / span)) ** gamma * top * 255 for v in range(256)]
    return grey.point([round(v) for v in table])


def rise(size: tuple[int, int], start: float = 0.0, end: float = 1.0) -> Image.Image:
    """Grey from black at `start` of the height to white at `end`."""
    grey = Image.linear_gradient("L").resize(size, Image.Resampling.BILINEAR)
    return curve(grey, start, end) if start < end else ImageChops.invert(curve(grey, end, start))


def noise(
    rng: random.Random, size: tuple[int, int], cells: float, octaves: int = 5, fall: float = 0.55, stretch: float = 1.0
) -> Image.Image:
    """Fractal noise over the whole range of grey; `cells` along the mean side, lying down where `stretch` > 1."""
    side = math.sqrt(size[0] * size[1])
    total, result = 0.0, Image.new("L", size, 128)
    for octave in range(octaves):
        w = max(2, round(cells * 2**octave * size[0] / side / stretch))
        h = max(2, round(cells * 2**octave * size[1] / side))
        layer = Image.frombytes("L", (w, h), rng.randbytes(w * h)).resize(size, Image.Resampling.BICUBIC)
        total += fall**octave
        result = Image.blend(result, layer, fall**octave / total)
    low, high = _reach(result)
    return curve(result, low, high)


def glow(size: tuple[int, int], x: float, y: float, radius: float, power: float = 2.0) -> Image.Image:
    """Light around a point (in pixels of `size`): white there, gone at `radius`."""
    spot = Image.radial_gradient("L").point([round(max(0.0, 1 - v / 181) ** power * 255) for v in range(256)])
    side = max(2, round(radius * 2 * 1.001))
    sheet = Image.new("L", size)
    sheet.paste(spot.resize((side, side), Image.Resampling.BICUBIC), (round(x - radius), round(y - radius)))
    return sheet


def veil(image: Image.Image, c: Colour, mask: Image.Image) -> None:
    """Lays one colour over a picture, as thick as the mask is white."""
    image.paste(solid(c), (0, 0, *image.size), mask)


def shine(image: Image.Image, c: Colour, mask: Image.Image) -> Image.Image:
    """Adds light of one colour, as bright as the mask is white."""
    light = Image.merge("RGB", [mask.point([round(v * part / 255) for v in range(256)]) for part in c])
    return ImageChops.screen(image, light)


def line_noise(rng: random.Random, count: int, cells: float, octaves: int, fall: float, sharp: bool) -> list[float]:
    """`count` values of fractal noise along a line, about 0..1; `sharp` ones have peaks and are rougher higher up."""
    values = [0.0] * count
    total = 0.0
    for octave in range(octaves):
        n = max(1.0, cells * 2**octave)
        lattice = [rng.random() for _ in range(int(n) + 3)]
        weight, shift = fall**octave, rng.random()
        total += weight
        for i in range(count):
            place = i / count * n + shift
            k = int(place)
            f = place - k
            if not sharp:
                f = f * f * (3 - 2 * f)
            v = lattice[k] * (1 - f) + lattice[k + 1] * f
            values[i] += weight * (v if not sharp or octave < 2 else v * (0.35 + values[i] / total))
    return [v / total for v in values]


def conifer(rng: random.Random, x: float, foot: float, tall: float) -> list[Point]:
    """The outline of one fir: ragged tiers, slightly different left and right."""
    tiers = 7 + int(rng.random() * 4)
    wide, lean = tall * (0.15 + 0.06 * rng.random()), (rng.random() - 0.5) * 0.05 * tall
    sides: list[list[Point]] = []
    for side in (-1, 1):
        points = []
        for i in range(1, tiers + 1):
            t = i / tiers
            reach = wide * t**0.85 * (0.72 + 0.5 * rng.random())
            points.append((x + lean * (1 - t) + side * reach, foot - tall * (1 - t) + tall * 0.035))
            points.append((x + lean * (1 - t) + side * reach * 0.42, foot - tall * (1 - t) - tall * 0.012))
        sides.append(points)
    return [(x + lean, foot - tall), *sides[1], (x, foot + tall * 0.2), *reversed(sides[0])]


def disc(canvas: Canvas, x: float, y: float, radius: float, fill: Image.Image | Colour) -> None:
    """A round body with a smooth edge; `fill` is a colour or a square picture."""
    side = math.ceil(radius * 2) + 2
    mask = Image.new("L", (side * SHARP, side * SHARP))
    middle, reach = side * SHARP / 2, radius * SHARP
    ImageDraw.Draw(mask).ellipse((middle - reach, middle - reach, middle + reach, middle + reach), fill=255)
    mask = mask.reduce(SHARP)
    corner = (round(x - side / 2), round(y - side / 2))
    if isinstance(fill, Image.Image):
        canvas.image.paste(fill.resize((side, side), Image.Resampling.BICUBIC), corner, mask)
    else:
        canvas.image.paste(solid(fill), (*corner, corner[0] + side, corner[1] + side), mask)


def stars(canvas: Canvas, count: int, horizon: float, tone: Colour) -> None:
    """Points of light above `horizon` (pixels from the top), most of them faint, more of them along a band."""
    rng, w = canvas.rng, canvas.width
    size = max(1.0, canvas.unit / 1400)
    light = Image.new("L", canvas.image.size)
    draw = ImageDraw.Draw(light)
    for _ in range(count):
        x, y, brightness = rng.random() * w, rng.random() * horizon, rng.random() ** 5
        fade = min(1.0, max(0.0, (horizon - y) / (horizon * 0.4)))
        r = size * (0.35 + 0.9 * brightness)
        draw.ellipse((x - r, y - r, x + r, y + r), fill=round((50 + 205 * brightness) * fade))
    box = (0, 0, w, max(1, min(canvas.height, round(horizon))))
    strip = light.crop(box).filter(ImageFilter.GaussianBlur(size * 0.45))
    canvas.image.paste(solid(tone), box, strip)


def ripples(rng: random.Random, size: tuple[int, int], near: float = 8.0) -> Image.Image:
    """Small waves on a plane that runs to the horizon at the top edge: grey, light where a wave looks up."""
    wide, deep = 2400, 700
    texture = noise(rng, (wide, deep), 70, 4, 0.66, 5.0)
    w, h = size
    begin = h / near
    across, along = (wide - 4) / w, (deep - 4) / (1 / begin - 1 / (h + begin))
    sink = along / (h + begin)
    data = (across, 0.5 * wide / begin, 0.5 * (wide - across * w), 0, -sink / begin, along / begin - sink, 0, 1 / begin)
    return texture.transform(size, Image.Transform.PERSPECTIVE, data, Image.Resampling.BILINEAR, fillcolor=128)


@dataclass(slots=True)
class Canvas:
    """The picture in the making: full size, its source of chance, and the size of the soft sheet."""

    image: Image.Image
    rng: random.Random
    sheet: tuple[int, int]

    @property
    def width(self) -> int:
        """Pixels across."""
        return self.image.width

    @property
    def height(self) -> int:
        """Pixels down."""
        return self.image.height

    @property
    def unit(self) -> float:
        """The side of the square with the picture's area: sizes of things are fractions of it."""
        return math.sqrt(self.width * self.height)

    def cover(self, soft: Image.Image) -> None:
        """Enlarges a soft sheet over everything."""
        self.image.paste(_calm(soft, self.rng).resize(self.image.size, Image.Resampling.BICUBIC))

    def lay(self, soft: Image.Image, line: Sequence[Point], shapes: Sequence[Sequence[Point]] = ()) -> None:
        """Lays a soft sheet below a line that runs from left to right, and inside shapes that stand on it."""
        edges = [y for shape in (line, *shapes) for _, y in shape]
        top = max(0, math.floor(min(edges)) - 1)
        floor = max(top + 1, math.ceil(max(y for _, y in line) if line else max(edges)) + 1)
        if top >= self.height:
            return
        floor = min(self.height, floor)
        scale = self.sheet[1] / self.height
        box = (0, top * scale, self.sheet[0], self.sheet[1])
        size = (self.width, self.height - top)
        layer = _calm(soft, self.rng).resize(size, Image.Resampling.BICUBIC, box)
        mask = cut((self.width, floor - top), top, line, shapes)
        self.image.paste(layer.crop((0, 0, self.width, floor - top)), (0, top), mask)
        if line and floor < self.height:
            self.image.paste(layer.crop((0, floor - top, *size)), (0, floor))

    def depth(self, line: Sequence[Point], reach: float) -> Image.Image:
        """A soft sheet that is dark at the line and lightens over `reach` pixels below it."""
        sw, sh = self.sheet
        sheet = Image.new("L", self.sheet)
        points = [(x * sw / self.width, y * sh / self.height) for x, y in line]
        ImageDraw.Draw(sheet).polygon([*points, (sw + 9, sh + 9), (-9, sh + 9)], fill=255)
        wide = Image.new("L", (sw, sh * 3), 255)
        wide.paste(0, (0, 0, sw, sh))
        wide.paste(sheet, (0, sh))
        radius = max(0.5, reach * sh / self.height / 2)
        for high in (radius, radius * 0.5):
            wide = wide.filter(ImageFilter.BoxBlur((radius * 0.22, high)))
        return curve(wide.crop((0, sh, sw, sh * 2)), 0.42, 1.0)


def cut(size: tuple[int, int], top: float, line: Sequence[Point], shapes: Sequence[Sequence[Point]]) -> Image.Image:
    """A mask with smooth edges, from row `top` of the picture on: white below the line and inside the shapes."""
    mask = Image.new("L", size)
    bottom = (size[1] + 9) * SHARP
    reaches = [(min(x for x, _ in shape), max(x for x, _ in shape), shape) for shape in shapes]
    for left in range(0, size[0], SLICE):
        right = min(size[0], left + SLICE)
        part = Image.new("L", ((right - left) * SHARP, size[1] * SHARP))
        draw = ImageDraw.Draw(part)
        piece = _between(line, left, right)
        if piece:
            points = [((x - left) * SHARP, (y - top) * SHARP) for x, y in piece]
            draw.polygon([(points[0][0], bottom), *points, (points[-1][0], bottom)], fill=255)
        for first, last, shape in reaches:
            if first < right and last > left:
                draw.polygon([((x - left) * SHARP, (y - top) * SHARP) for x, y in shape], fill=255)
        mask.paste(part.reduce(SHARP), (left, 0))
    return mask


def _between(line: Sequence[Point], left: float, right: float) -> Sequence[Point]:
    """The part of a line that matters between two columns."""
    first = next((i for i, (x, _) in enumerate(line) if x >= left), len(line))
    last = next((i for i in range(first, len(line)) if line[i][0] > right), len(line) - 1)
    return line[max(0, first - 1) : last + 1]


def _calm(soft: Image.Image, rng: random.Random) -> Image.Image:
    """A grain far below seeing, so that an enlarged gradient shows no steps."""
    return speckle(soft, rng, 3)


def speckle(image: Image.Image, rng: random.Random, strength: int) -> Image.Image:
    """Adds grain of up to ± `strength` / 2 levels, the same in all three colours."""
    levels = [round(v * strength / 255) for v in range(256)]
    first, second = (Image.frombytes("L", (TILE, TILE), rng.randbytes(TILE * TILE)) for _ in range(2))
    tile = Image.blend(first, second, 0.5).point(levels)
    sheet = Image.new("L", image.size)
    for y in range(0, image.height, TILE):
        for x in range(0, image.width, TILE):
            sheet.paste(tile, (x, y))
    return ImageChops.add(image, Image.merge("RGB", (sheet, sheet, sheet)), 1, -(strength // 2))


def _reach(grey: Image.Image) -> tuple[float, float]:
    """The darkest and lightest grey that matter, 0..1."""
    histogram = grey.histogram()
    few, seen, low, high = sum(histogram) * 0.004, 0, 0, 255
    while seen < few:
        seen += histogram[low]
        low += 1
    seen = 0
    while seen < few:
        seen += histogram[high]
        high -= 1
    return (low - 1) / 255, max(low + 1, high + 1) / 255


@lru_cache(maxsize=64)
def _tables(stops: Stops) -> tuple[list[int], list[int], list[int]]:
    """Three look-up tables for a ramp."""
    found = []
    for v in range(256):
        t = v / 255
        after = next((i for i, (place, _) in enumerate(stops) if place >= t), len(stops) - 1)
        (p0, c0), (p1, c1) = stops[max(0, after - 1)], stops[after]
        amount = (t - p0) / (p1 - p0) if p1 > p0 else 0.0
        found.append(solid(mix(c0, c1, min(1.0, max(0.0, amount)))))
    return [c[0] for c in found], [c[1] for c in found], [c[2] for c in found]


@lru_cache(maxsize=512)
def _to_lab(c: Colour) -> Colour:
    r, g, b = (v / 255 / 12.92 if v <= 10.3 else ((v / 255 + 0.055) / 1.055) ** 2.4 for v in c)
    long = math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
    middle = math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
    short = math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def _from_lab(lightness: float, a: float, b: float) -> Colour:
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    linear = (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )
    red, green, blue = (_gamma(min(1.0, max(0.0, v))) for v in linear)
    return red, green, blue


def _gamma(v: float) -> float:
    return 255 * (12.92 * v if v <= 0.0031308 else 1.055 * v ** (1 / 2.4) - 0.055)
