"""Run under name143.c: one job of the demo, whose folder refuses long names before it is sent, or from then on."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

from jimeng_desktop.core.job import JobState
from jimeng_desktop.runner.runner import Runner
from jimeng_desktop.service.demo.transport import DEMO_KEY, DEMO_URL, DemoTransport
from jimeng_desktop.service.maxapi import MaxAPI
from tests.runner.world import CATALOG, SETTINGS, Heard, open_library, recipe, until


async def main(folder: Path, paid: str, prompt: str) -> None:
    """Prints whether names are refused, how the job ended, how many pictures there are and the bytes of their names."""
    heard, library = Heard(), open_library(folder)
    if paid == "before":
        os.environ["SHARE"] = str(folder)
    service = MaxAPI(DEMO_URL, DEMO_KEY, transport=DemoTransport(0.1))
    async with Runner(library, service, CATALOG, SETTINGS) as runner:
        runner.listen(heard.append)
        (job,) = runner.generate(recipe(prompt))
        await until(lambda: heard.last(job.id).task_id is not None or runner.queue.paused is not None)
        os.environ["SHARE"] = str(folder)
        await until(lambda: heard.last(job.id).state is JobState.DONE or runner.queue.paused is not None)
        paused = runner.queue.paused
    await service.close()
    await library.close()
    try:
        (folder / ("x" * 144)).touch()
        print("taken")
    except OSError:
        print("refused")
    names = [path.name for path in (folder / "Pictures").rglob("*.png")]
    print(f"{heard.last(job.id).state.value}, paused: {paused and paused.code}", len(names), sep="\n")
    print(*(len(name.encode()) for name in names), sep="\n")


asyncio.run(main(Path(sys.argv[1]), sys.argv[2], sys.argv[3]))
