"""Run in a process whose locale is not UTF-8: one job of the demo with a prompt that such a locale can't write."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from jimeng_desktop.core.job import JobState
from jimeng_desktop.runner.runner import Runner
from jimeng_desktop.service.demo.transport import DEMO_KEY, DEMO_URL, DemoTransport
from jimeng_desktop.service.maxapi import MaxAPI
from tests.runner.world import CATALOG, SETTINGS, Heard, open_library, recipe, until


async def main(folder: Path) -> None:
    """Prints how many pictures lie in the folder afterwards."""
    heard, library = Heard(), open_library(folder)
    service = MaxAPI(DEMO_URL, DEMO_KEY, transport=DemoTransport(0.1))
    async with Runner(library, service, CATALOG, SETTINGS) as runner:
        runner.listen(heard.append)
        (job,) = runner.generate(recipe("雪中的红狐 \U0001f98a"))
        await until(lambda: heard.last(job.id).state is JobState.DONE or runner.queue.paused is not None)
    await service.close()
    await library.close()
    print(sys.getfilesystemencoding(), heard.last(job.id).state.value, len(list((folder / "Pictures").rglob("*.png"))))


asyncio.run(main(Path(sys.argv[1])))
