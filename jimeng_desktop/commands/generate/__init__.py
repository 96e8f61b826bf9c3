"""`generate`: the same runner and library as the window's, without Qt.

prepare.py checks everything before anything is sent; batch.py follows the jobs and copies what they bring.
"""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from dataclasses import replace

from ...desktop.awake import Awake
from ...desktop.ending import heard_signals
from ...options import Options, Request
from ...runner.runner import Runner
from ..ground import Ground, status_of
from .batch import Batch
from .prepare import Prepared, make_service, pacing, prepare


def main(options: Options, request: Request) -> int:
    """Makes what is asked for and returns the exit status; `generate --help` says what each means."""

    def work() -> int:
        ground = Ground.of(options)
        prepared = prepare(options, request, ground)
        with ground.held("generate"):
            return asyncio.run(_generate(ground, prepared, request))  # it hears Ctrl+C itself once anything is sent

    return status_of(work)


async def _generate(ground: Ground, prepared: Prepared, request: Request) -> int:
    """Builds everything; the nesting is the order of closing: runner, service, library."""
    batch = Batch(request, ground.places.originals)
    loop = asyncio.get_running_loop()
    service = await make_service(ground, prepared)  # a prompt of the keychain may be ended by Ctrl+C: nothing was sent
    async with AsyncExitStack() as stack:
        stack.enter_context(heard_signals(lambda: loop.call_soon_threadsafe(batch.stop)))
        library = ground.open_library()
        stack.push_async_callback(library.close)
        stack.push_async_callback(service.close)
        settings = replace(ground.settings, hold_seconds=0)
        runner = Runner(library, service, prepared.catalog, settings, resume=False, pacing=pacing(ground.demo))
        running = await stack.enter_async_context(runner)
        awake = Awake()
        stack.callback(awake.close)
        running.listen(awake.hear)
        return await batch.run(running, library, prepared.recipe)
