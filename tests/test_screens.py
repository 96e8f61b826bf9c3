"""tests/scenes/take.py: the command makes the pictures it promises, the same ones every time, and a sheet of them."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from tests import processes
from tests.scenes import pseudo, screenshot
from tests.scenes.take import Size

ROOT = Path(__file__).resolve().parents[1]


def take(out: Path, *args: str) -> set[str]:
    """Runs the command for the quickest scene; the names of what it wrote."""
    env = {**os.environ, "QT_SCALE_FACTOR": "3", "LC_ALL": "C.UTF-8"}
    command = [sys.executable, "-m", "tests.scenes.take", "--out", str(out), "--only", "empty-gallery", *args]
    processes.run(command, check=True, env=env, cwd=ROOT)
    return {path.name for path in out.iterdir()}


def test_a_scene_is_taken_in_every_variant_and_laid_on_a_sheet_beside_a_mockup(tmp_path: Path) -> None:
    beside = tmp_path / "mockups"
    beside.mkdir()
    for name in ("empty-gallery", "another"):
        Image.new("RGB", (300, 200), "red").save(beside / f"{name}.png")
    out = tmp_path / "out"
    made = take(out, "--size", "900x620@1", "900x620@2", "--theme", "dark", "--beside", str(beside))
    names = {f"empty-gallery-dark-{language}-900x620{scale}.png" for language in ("en", "zh") for scale in ("", "@2")}
    assert made == {*names, "sheet empty-gallery.png"}
    sizes = {}
    for name in names:
        with Image.open(out / name) as picture:
            sizes[name] = picture.size
    assert {size for name, size in sizes.items() if "@2" in name} == {(1800, 1240)}
    assert {size for name, size in sizes.items() if "@2" not in name} == {(900, 620)}
    with Image.open(out / "sheet empty-gallery.png") as sheet:
        assert (255, 0, 0) in {colour for _, colour in sheet.convert("RGB").getcolors(1 << 24) or []}


def test_the_same_pictures_come_every_time(tmp_path: Path) -> None:
    only = ("--size", "900x620@1", "--theme", "light", "--language", "en", "--no-sheets")
    first, second = tmp_path / "first", tmp_path / "second"
    assert take(first, *only) == take(second, *only) == {"empty-gallery-light-en-900x620.png"}
    name = "empty-gallery-light-en-900x620.png"
    assert (first / name).read_bytes() == (second / name).read_bytes()


def test_the_picture_of_the_readme_is_small_and_packing_it_is_not_seen(tmp_path: Path) -> None:
    assert screenshot.TARGET.stat().st_size < 400_000
    with Image.open(screenshot.TARGET) as packed:
        assert f"{packed.width}x{packed.height}@1" == screenshot.SIZE
    levels = Image.frombytes("RGB", (256, 1), bytes(level for level in range(256) for _ in range(3)))
    levels.save(tmp_path / "taken.png")
    screenshot.pack(tmp_path / "taken.png", tmp_path / "packed.png")
    with Image.open(tmp_path / "packed.png") as packed:
        assert max(high for _, high in ImageChops.difference(levels, packed).getextrema()) == 1


def test_a_size_is_read() -> None:
    assert Size.of("2560x1440@2") == (2560, 1440, 2.0)
    assert Size.of("1280x800") == (1280, 800, 1.0)
    with pytest.raises(argparse.ArgumentTypeError):
        Size.of("large")


def test_the_stretched_language_keeps_placeholders() -> None:
    long = pseudo.stretched("%n picture(s) of {name}, %1 · %2 <b>now</b>")
    assert all(part in long for part in ("%n", "{name}", "%1", "%2", "<b>", "</b>"))
    plain = "Nothing in the queue"
    assert 1.3 * len(plain) <= len(pseudo.stretched(plain)) <= 1.5 * len(plain)
