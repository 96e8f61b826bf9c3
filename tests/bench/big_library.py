"""Makes a library of 100,000 pictures for benchmarks: jobs of four with prompts in two languages, without files.

.venv/bin/python -m tests.bench.big_library DIR [--pictures 100000]       DIR: the profile of a demo (--profile DIR)
"""

from __future__ import annotations

import argparse
import asyncio
import random
from pathlib import Path

from jimeng_desktop.core.job import Job, JobState
from jimeng_desktop.desktop.folders import folders
from jimeng_desktop.library.library import Library
from tests.ui.made_jobs import job

PAGE = 1000
RATIOS = ("16:9", "1:1", "3:4")
WORDS = (
    "a red fox in snow neon cyberpunk city mountains lake at first light owl portrait of an old sailor oil on canvas",
    "golden hour dramatic shadows film grain 赛博朋克 霓虹 雨夜 街道 山水 水墨 少女 雪地 狐狸 光影 细节 薄雾",
)
RARE = "axolotl"  # in one prompt of a thousand


async def make(profile: Path, pictures: int) -> None:
    """The same every time."""
    where, dice = folders(profile, True), random.Random(1)
    where.originals.mkdir(parents=True, exist_ok=True)
    library = Library.open(where.data, where.originals, thumbs=where.cache)
    for first in range(0, pictures // 4, PAGE):
        await library.add_jobs([made(number, dice) for number in range(first, min(first + PAGE, pictures // 4))])
    await library.close()


def made(number: int, dice: random.Random) -> Job:
    """One job."""
    prompt = " ".join([*dice.choices(" ".join(WORDS).split(), k=25), *([RARE] if number % 1000 == 0 else [])])
    return job(number, JobState.DONE, 4, prompt=prompt, ratio=RATIOS[number % 3], day=-(number // 50))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("profile", type=Path)
    parser.add_argument("--pictures", type=int, default=100_000)
    given = parser.parse_args()
    asyncio.run(make(given.profile, given.pictures))


if __name__ == "__main__":
    main()
