"""Pictures of every window and state, from the real program: themes, languages and sizes of each scene of every.py.

    python3 packaging/dev.py screens [--out DIR] [--only NAME…] [--size 1280x800@1 …] [--language en …] [--beside DIR]

Each scene gets a PNG per variant, 2560 × 1440 at scale 2 among them, and a sheet that shows all of them at once; with
`--beside` those pictures of a folder lie on the sheet whose names begin with the scene's.
"""

from __future__ import annotations

import argparse
import html
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
NOON = 1_795_358_460.0  # the moment at which all scenes play: 22 November 2026, 14:41 UTC
THEMES, LANGUAGES = ("dark", "light"), ("en", "zh_CN")
SIZES = ("1280x800@1", "2560x1440@2")
CELL, GAP, LINE = 1000, 24, 28  # of a sheet, in pixels


class Size(NamedTuple):
    """Logical pixels, and device pixels for each of them."""

    width: int
    height: int
    scale: float

    @staticmethod
    def of(text: str) -> Size:
        """1280x800@2 as a size."""
        found = re.fullmatch(r"(\d+)x(\d+)(?:@(\d+(?:\.\d+)?))?", text)
        if not found:
            raise argparse.ArgumentTypeError(f"{text!r} is no size such as 2560x1440@2")
        return Size(int(found[1]), int(found[2]), float(found[3] or 1))


def arguments(args: Sequence[str]) -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser("dev.py screens", description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("build/screens"), help="the folder for the pictures")
    parser.add_argument("--only", nargs="+", default=[], metavar="NAME", help="these scenes, by name or its beginning")
    parser.add_argument("--size", nargs="+", type=Size.of, default=[Size.of(size) for size in SIZES])
    parser.add_argument("--theme", nargs="+", choices=THEMES, default=THEMES)
    parser.add_argument("--language", nargs="+", choices=(*LANGUAGES, "pseudo"), default=LANGUAGES)
    parser.add_argument("--beside", type=Path, help="a folder of pictures to compare with")
    parser.add_argument("--no-sheets", action="store_true", help="no sheets, only the pictures")
    parser.add_argument("--part", help=argparse.SUPPRESS)  # one size, in this process
    return parser.parse_args(args)


def main(args: Sequence[str]) -> int:
    """All of it: a process for each size, since Qt takes its scale from the environment; then the sheets."""
    wanted = arguments(args)
    if wanted.part:
        return _take_part(wanted, Size.of(wanted.part))
    wanted.out.mkdir(parents=True, exist_ok=True)
    for size in wanted.size:
        part = [sys.executable, "-P", "-m", "tests.scenes.take", *args]
        part += ["--part", f"{size.width}x{size.height}@{size.scale:g}"]
        with tempfile.TemporaryDirectory() as folder:
            status = subprocess.run(part, env=_environment(size, Path(folder)), check=False).returncode
        if status:
            return status
    if not wanted.no_sheets:
        _write_sheets(wanted.out, wanted.only, wanted.beside)
    return 0


def _environment(size: Size, folder: Path) -> dict[str, str]:
    """Of a process that shows nothing, on a screen larger than any window, in UTC."""
    screen = {"name": "screen", "x": 0, "y": 0, "width": 8192, "height": 8192, "logicalDpi": 96, "dpr": 1}
    config = folder / "screens.json"
    config.write_text(json.dumps({"screens": [screen]}), encoding="utf-8")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("QT_", "LC_", "LANG"))}
    return {
        **kept,
        "QT_QPA_PLATFORM": f"offscreen:configfile={config}",
        "QT_SCALE_FACTOR": f"{size.scale:g}",
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        "PYTHONPATH": str(ROOT),
    }


# In the process of one size


def _take_part(wanted: argparse.Namespace, size: Size) -> int:
    time.time = lambda: NOON  # before the program binds it: clocks and dates are the same on any day
    from PySide6.QtWidgets import QApplication

    from jimeng_desktop.ui.design import look
    from jimeng_desktop.ui.process.loop import window_runner
    from tests.scenes import worlds
    from tests.scenes.stage import Theatre

    look.reduced_motion = lambda: True
    with tempfile.TemporaryDirectory(prefix="jimeng-screens-") as folder:
        theatre = Theatre(Path(folder), worlds.demo_drawing, NOON)
        assert isinstance(theatre.app, QApplication)
        with window_runner(theatre.app) as loop:
            loop.run(_take_all(theatre, wanted, size))
    return 0


async def _take_all(theatre: object, wanted: argparse.Namespace, size: Size) -> None:
    from tests.scenes.every import SCENES
    from tests.scenes.stage import Theatre, Variant

    assert isinstance(theatre, Theatre)
    try:
        for scene in SCENES.values():
            if wanted.only and not scene.name.startswith(tuple(wanted.only)):
                continue
            width, height = scene.size or (size.width, size.height)
            for language in wanted.language:
                for theme in wanted.theme:
                    variant = Variant(theme, language, width, height)
                    async with theatre.stage(scene.world, variant, demo=scene.demo) as stage:
                        await scene.play(stage)
                        await stage.settle()
                        name = f"{scene.name}-{variant.name}" + (f"@{size.scale:g}" if size.scale != 1 else "")
                        if not stage.picture().save(str(wanted.out / f"{name}.png"), "PNG", 65):
                            raise OSError(f"{wanted.out / name}.png could not be written")
                        print(name, flush=True)
    finally:
        await theatre.close()


# Sheets


def _write_sheets(out: Path, only: Sequence[str], beside: Path | None) -> None:
    """A sheet per scene, and a page that shows them all."""
    from tests.scenes.every import SCENES

    names = [name for name in SCENES if not only or name.startswith(tuple(only))]
    pages = []
    for name in names:
        shown = [path for path in sorted(out.glob(f"{name}-*.png")) if _is_of(path, name)]
        others = sorted(beside.glob("*.png")) if beside else []
        others = [path for path in others if f"{path.stem}-".startswith(f"{name}-")]
        if shown:
            _write_sheet(out / f"sheet {name}.png", [*shown, *others])
            pages.append((name, SCENES[name].play.__doc__ or "", shown))
    if not only:
        (out / "index.html").write_text(_page(pages), encoding="utf-8")


def _is_of(path: Path, scene: str) -> bool:
    """Whether a picture is of the scene itself, not of one whose name only begins like it."""
    return re.fullmatch(r"(dark|light)-[a-z]+-\d+x\d+(@[\d.]+)?", path.stem.removeprefix(f"{scene}-")) is not None


def _write_sheet(target: Path, paths: Sequence[Path]) -> None:
    """Two columns, each picture under its name."""
    from PIL import Image, ImageDraw, ImageFont

    cells = []
    for path in paths:
        with Image.open(path) as found:
            picture = found.convert("RGB")
        wide = min(CELL, picture.width)
        cells.append(picture.resize((wide, round(picture.height * wide / picture.width)), Image.Resampling.LANCZOS))
    rows = [range(at, min(at + 2, len(cells))) for at in range(0, len(cells), 2)]
    heights = [max(cells[at].height for at in row) + LINE + GAP for row in rows]
    sheet = Image.new("RGB", (2 * CELL + 3 * GAP, sum(heights) + GAP), (96, 96, 96))
    pencil, font, top = ImageDraw.Draw(sheet), ImageFont.load_default(18), GAP
    for row, height in zip(rows, heights, strict=True):
        for column, at in enumerate(row):
            left = GAP + column * (CELL + GAP)
            pencil.text((left, top), paths[at].stem, fill=(255, 255, 255), font=font)
            sheet.paste(cells[at], (left, top + LINE))
        top += height
    sheet.save(target, compress_level=3)


def _page(scenes: Iterable[tuple[str, str, Sequence[Path]]]) -> str:
    """All pictures as a page for a browser."""
    parts = ["<!doctype html><meta charset=utf-8><title>Jimeng Desktop: screens</title>"]
    parts.append("<style>body{background:#606060;color:#fff;font:14px sans-serif}img{width:48%;margin:4px}</style>")
    for name, about, paths in scenes:
        parts.append(f"<h2>{html.escape(name)}</h2><p>{html.escape(about)}</p>")
        for path in paths:
            parts.append(f'<a href="{path.name}"><img loading=lazy src="{path.name}" title="{path.stem}"></a>')
    return "\n".join(parts)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
