"""Draws the demo's pictures: the prompt is the seed, its words choose scene and light, at the true pixel size.

Everything follows from (prompt, position, width, height), so the same picture comes again on any day. The pictures of
one prompt show one theme at different hours, from different places. Each has a small "demo" in a corner.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Callable

from PIL import Image, ImageDraw

from . import moods as moods
from .brushes import Canvas, make_canvas, speckle
from .land import dunes, ink, lake, mountains, sea
from .moods import Mood
from .space import planet
from .wonders import aurora, city, strands

Scene = Callable[[Canvas, Mood, int], None]

# The first row with a word of the prompt decides; no row: the prompt's hash does.
SCENES: tuple[tuple[str, Scene], ...] = (
    ("ink sumi scroll calligraphy 水墨 山水 国画 墨", ink),
    ("planet planets space galaxy cosmos cosmic saturn star stars universe 行星 太空 宇宙 星球 银河 星", planet),
    ("aurora northern 极光", aurora),
    ("city neon cyberpunk street skyline tokyo shanghai tower urban 城市 霓虹 街 都市 赛博 夜景 上海 东京 楼", city),
    ("desert dune dunes sand sahara camel 沙", dunes),
    ("abstract silk flow flowing thread threads current pattern texture hair 抽象 丝 流动 纹理 线条", strands),
    ("sea ocean beach wave waves sail ship island coast 海 浪 船 岛", sea),
    ("lake river water pond reflection boat swan 湖 江 河 水 池 倒影", lake),
    ("mountain mountains valley hill hills forest peak peaks misty pine pines cabin 山 谷 林 峰 雾", mountains),
)
LIGHTS: tuple[tuple[str, tuple[Mood, ...]], ...] = (
    ("night moon moonlit moonlight midnight dark 夜 月 黑", moods.DARK),
    ("snow snowy winter ice frozen 雪 冬 冰", moods.COLD),
    ("flower flowers sakura cherry blossom spring pink rose peach 花 樱 春 粉 桃", moods.SOFT),
    ("sunset dusk evening autumn fox fire golden dragon red 日落 黄昏 夕 秋 狐 火 金 龙 红", moods.WARM),
    ("green bamboo tea summer jungle meadow rain 绿 竹 茶 夏 草 翠 雨", moods.GREEN),
)
ANY_SCENE: tuple[Scene, ...] = (mountains, lake, dunes, sea, planet, strands, aurora, ink)
LANDSCAPES: tuple[Scene, ...] = (mountains, lake, mountains, sea)
OWN_LIGHT: dict[Scene, tuple[Mood, ...]] = {
    dunes: (moods.DAWN, moods.EMBER, moods.MORNING, moods.NIGHT),
    sea: (moods.EMBER, moods.ROSE, moods.NIGHT, moods.DAWN),
    city: (moods.BLUE_HOUR, moods.NIGHT, moods.DUSK, moods.VIOLET),
    aurora: (moods.NIGHT, moods.VIOLET, moods.NIGHT, moods.POLAR),
}
ALWAYS_DARK = (city, aurora)


def draw(prompt: str, position: int, width: int, height: int) -> bytes:
    """A PNG of exactly this size; `position` counts a job's pictures from 0. Takes less than a second of CPU at 2k."""
    scene, mood, turn = choose(prompt, position)
    canvas = make_canvas(width, height, f"{prompt}\n{position}")
    scene(canvas, mood, turn)
    sign_demo(canvas)
    file = io.BytesIO()
    speckle(canvas.image, canvas.rng, 4).save(file, "PNG", compress_level=1)
    return file.getvalue()


def choose(prompt: str, position: int) -> tuple[Scene, Mood, int]:
    """The scene of a prompt, the hour of one of its pictures, and the number that turns palettes and places."""
    digest = hashlib.sha256(prompt.encode("utf-8", "replace")).digest()
    words = set(re.findall(r"[a-z]+", prompt.lower()))
    scene = next((s for row, s in SCENES if _speaks_of(row, words, prompt)), None)
    light = next((m for row, m in LIGHTS if _speaks_of(row, words, prompt)), None)
    if scene is None:
        scenes = LANDSCAPES if light else ANY_SCENE
        scene = scenes[digest[0] % len(scenes)]
    if light is None or scene in ALWAYS_DARK:
        light = OWN_LIGHT.get(scene, moods.ALL)
    turn = digest[1] % 4 + position
    return scene, light[(digest[2] + position) % len(light)], turn


def _speaks_of(row: str, words: set[str], prompt: str) -> bool:
    return any(word in words if word.isascii() else word in prompt for word in row.split())


def sign_demo(canvas: Canvas) -> None:
    """The quiet mark: four drawn letters in the lower right corner."""
    over, size = 8, max(5.0, canvas.unit * 0.0085)
    letters = _letters(round(size * over))
    mask = letters.resize((letters.width // over, letters.height // over), Image.Resampling.BOX)
    x = canvas.width - mask.width - round(size * 1.7)
    y = canvas.height - mask.height - round(size * 1.4)
    for shift, tone, strength in ((max(1, round(size * 0.09)), (0, 0, 0), 0.30), (0, (255, 255, 255), 0.42)):
        faint = mask.point([round(v * strength) for v in range(256)])
        box = (x + shift, y + shift, x + shift + mask.width, y + shift + mask.height)
        canvas.image.paste(tone, box, faint)


def _letters(size: int) -> Image.Image:
    """The word in round strokes; `size` is the height of an o in pixels."""
    pen, gap = max(2, size // 8), size * 0.42
    image = Image.new("L", (round(size * 4.3 + gap * 3) + pen * 2, round(size * 1.75)))
    pencil = ImageDraw.Draw(image)
    top, foot, x = size * 0.62, size * 1.62, float(pen)
    pencil.ellipse((x, top, x + size, foot), outline=255, width=pen)
    pencil.rectangle((x + size - pen, 0, x + size, foot), fill=255)
    x += size + gap
    pencil.arc((x, top, x + size, foot), 40, 360, fill=255, width=pen)
    pencil.rectangle((x, (top + foot) / 2 - pen / 2, x + size, (top + foot) / 2 + pen / 2), fill=255)
    x += size + gap
    arch = size * 0.66
    pencil.rectangle((x, top, x + pen, foot), fill=255)
    for left in (x, x + arch - pen / 2):
        pencil.arc((left, top, left + arch, top + arch * 1.2), 180, 360, fill=255, width=pen)
        pencil.rectangle((left + arch - pen, top + arch * 0.6, left + arch, foot), fill=255)
    x += arch * 2 + gap
    pencil.ellipse((x, top, x + size, foot), outline=255, width=pen)
    return image
