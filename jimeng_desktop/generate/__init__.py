"""The composition root of the command line: the same runner and library as the window's, without Qt.

prepare.py checks everything before anything is sent; batch.py follows the jobs and copies what they bring.
"""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from dataclasses import replace

from ..core.errors import JimengError, LibraryBusy
from ..desktop.awake import Awake
from ..desktop.ending import heard_signals
from ..desktop.logfile import kept_log
from ..library.library import Library
from ..messages import as_it_is, fault_sentence
from ..options import Options, Request
from ..runner.runner import Runner
from .batch import BUSY, FAILED, STOPPED, Batch
from .output import tell
from .prepare import CannotStart, Ground, make_service, pacing, prepare, take_lock


def main(options: Options, request: Request) -> int:
    """Makes what is asked for and returns the exit status; `generate --help` says what each means."""
    try:
        ground = prepare(options, request)
        lock = take_lock(ground.places.data)
        try:
            with kept_log(ground.places.log):
                return asyncio.run(_generate(ground, request))
        finally:
            lock.release()
    except CannotStart as error:
        tell(str(error))
        return error.status
    except JimengError as error:
        tell(fault_sentence(error.fault, as_it_is))
        return BUSY if isinstance(error, LibraryBusy) else FAILED
    except KeyboardInterrupt:  # before anything was sent: from then on the batch hears Ctrl+C
        return STOPPED


async def _generate(ground: Ground, request: Request) -> int:
    """Builds everything; the nesting is the order of closing: runner, service, library."""
    places, settings = ground.places, replace(ground.settings, hold_seconds=0)
    batch = Batch(request, places.originals)
    loop = asyncio.get_running_loop()
    service = await make_service(ground)  # a prompt of the keychain may be ended by Ctrl+C: nothing was sent
    async with AsyncExitStack() as stack:
        stack.enter_context(heard_signals(lambda: loop.call_soon_threadsafe(batch.stop)))
        library = Library.open(places.data, places.originals, template=settings.name_template, thumbs=places.cache)
        stack.push_async_callback(library.close)
        stack.push_async_callback(service.close)
        runner = Runner(library, service, ground.catalog, settings, resume=False, pacing=pacing(ground.demo))
        running = await stack.enter_async_context(runner)
        awake = Awake()
        stack.callback(awake.close)
        running.listen(awake.hear)
        return await batch.run(running, library, ground.recipe)
