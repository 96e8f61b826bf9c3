"""The demo's pictures: right size, the same every time, four that differ."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageChops, ImageStat

from jimeng_desktop.service.demo import moods as moods
from jimeng_desktop.service.demo.brushes import SHARP, cut, make_canvas, mix, noise
from jimeng_desktop.service.demo.pictures import ANY_SCENE, SCENES, choose, draw
from jimeng_desktop.service.demo.task import SIZES

EACH_SCENE = [row.split()[0] for row, _ in SCENES]


def picture(content: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


def difference(first: Image.Image, second: Image.Image) -> float:
    """Mean difference of two pictures seen small, in levels of 0..255."""
    small = [image.resize((48, 48), Image.Resampling.BOX) for image in (first, second)]
    return sum(ImageStat.Stat(ImageChops.difference(*small)).mean) / 3


@pytest.mark.parametrize("ratio", SIZES["1k"])
def test_the_size_is_exact(ratio: str) -> None:
    width, height = SIZES["1k"][ratio]
    image = picture(draw("a lake in the mountains", 1, width, height))
    assert (image.format, image.mode, image.size) == ("PNG", "RGB", (width, height))


@pytest.mark.parametrize("word", EACH_SCENE)
def test_the_same_again(word: str) -> None:
    assert draw(word, 2, 480, 270) == draw(word, 2, 480, 270)


@pytest.mark.parametrize("word", EACH_SCENE)
def test_the_four_differ_clearly(word: str) -> None:
    four = [picture(draw(f"{word} at rest", position, 480, 320)) for position in range(4)]
    pairs = [difference(a, b) for i, a in enumerate(four) for b in four[:i]]
    assert min(pairs) > 6


@pytest.mark.parametrize("word", EACH_SCENE)
@pytest.mark.parametrize("size", [(576, 246), (246, 576), (64, 64)])
def test_no_picture_is_empty(word: str, size: tuple[int, int]) -> None:
    stat = ImageStat.Stat(picture(draw(word, 0, *size)).convert("L"))
    assert stat.stddev[0] > 8


def test_another_prompt_is_another_picture() -> None:
    first, second = (picture(draw(prompt, 0, 480, 270)) for prompt in ("a lake, early", "a lake, late"))
    assert difference(first, second) > 4


@pytest.mark.parametrize(
    ("prompt", "scene"),
    [("Neon alley after rain", "city"), ("沙漠", "dunes"), ("水墨山水", "ink"), ("A star is born", "planet")],
)
def test_words_choose_the_scene(prompt: str, scene: str) -> None:
    assert {choose(prompt, position)[0].__name__ for position in range(4)} == {scene}


def test_words_choose_the_light() -> None:
    assert {choose("a red fox in snow", position)[1] for position in range(4)} == set(moods.COLD)
    assert {choose("月下", position)[1] for position in range(4)} == set(moods.DARK)


def test_prompts_without_such_words_get_every_scene() -> None:
    seen = {choose(f"thing {number}", 0)[0] for number in range(200)}
    assert seen == set(ANY_SCENE)


@pytest.mark.parametrize("prompt", ["", "\ud800", "\0", "x" * 20_000, "🦊"])
def test_any_prompt_can_be_drawn(prompt: str) -> None:
    assert picture(draw(prompt, 14, 200, 120)).size == (200, 120)


def test_edges_are_smooth() -> None:
    mask = cut((300, 60), 0, [(-5, 10), (305, 50)], ())
    greys = {value for _, value in mask.getcolors(256) or ()}
    assert len(greys) > SHARP * 2
    assert (mask.getpixel((150, 5)), mask.getpixel((150, 55))) == (0, 255)


def test_edges_have_no_seams() -> None:
    line = [(x * 400.0 - 4, 20.0) for x in range(5)]
    mask = cut((1500, 40), 0, line, [[(500, 5), (530, 5), (530, 30), (500, 30)]])
    assert mask.crop((0, 24, 1500, 40)).getextrema() == (255, 255)
    assert mask.crop((0, 0, 490, 18)).getextrema() == (0, 0)
    assert mask.crop((502, 8, 528, 40)).getextrema() == (255, 255)


def test_noise_uses_all_greys_and_depends_on_the_seed_only() -> None:
    first, again, other = (noise(make_canvas(8, 8, seed).rng, (90, 60), 3) for seed in ("a", "a", "b"))
    assert first.tobytes() == again.tobytes() != other.tobytes()
    assert first.getextrema() == (0, 255)


def test_colours_mix_like_light() -> None:
    assert mix((255, 0, 0), (0, 0, 255), 0.0) == pytest.approx((255, 0, 0), abs=1)
    assert mix((0, 0, 0), (255, 255, 255), 1.0) == pytest.approx((255, 255, 255), abs=1)
    assert mix((0, 0, 0), (255, 255, 255), 0.5) == pytest.approx((99, 99, 99), abs=2)
