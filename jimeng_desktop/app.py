"""Composition root of the window: builds everything, owns the loop; the nesting below is the order of closing."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import (
    AsyncExitStack,
    asynccontextmanager,
    contextmanager,
    nullcontext,
    suppress,
)
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from .assets import asset
from .core.catalog import Catalog
from .core.errors import AddressUnusable, JimengError, LibraryBusy
from .core.settings import Settings
from .desktop.ending import heard_signals
from .desktop.folders import Folders, folders
from .desktop.going_over import go_over, is_fresh, starts_in_demo
from .desktop.lock import LibraryLock
from .desktop.logfile import kept_log
from .desktop.scale import scaled
from .files.catalog import read_catalog
from .files.settings import read_settings
from .library.library import Library
from .messages import fault_sentence
from .options import Options, base_url_problem, plain_base_url, seconds_of_demo

# Before anything of Qt: the package loads it in the way that costs least.
# isort: split
from .ui.design import look
from .ui.notices import words as happened

# isort: split
from PySide6.QtWidgets import QApplication

from .ui.base.language import apply_language, translate_message
from .ui.base.settings_in_use import KeptSettings
from .ui.base.tasks import Tasks
from .ui.process.application import make_application
from .ui.process.crash import crash_net
from .ui.process.ending import GivenUp, Leaving, Then, awake_for_signals
from .ui.process.garbage import collected_here, settle
from .ui.process.handover import KEY, Visit
from .ui.process.loop import window_runner
from .ui.session.parts import Place
from .ui.session.session import Session
from .ui.window.main_window import MainWindow

if TYPE_CHECKING:
    from .runner.runner import Runner
    from .service.maxapi import MaxAPI
    from .ui.system.opened_files import OpenedFiles

CANNOT_START, BUSY = 1, 5  # exit status, as of the command line
RESTART, RESTART_DEMO = -1, -2  # not exit statuses: the process starts anew


def main(options: Options) -> int:
    """Runs the window until the user ends it; returns the exit status."""
    size = read_settings(folders(options.profile, _begin(options)[0].demo).settings).interface_size
    with scaled(size):
        app = make_application()
    app.setProperty("interface_size", size)
    with window_runner(app) as loop:
        status = loop.run(_run(options, app))
    if status in (RESTART, RESTART_DEMO):
        from .desktop.restart import restart

        restart(demo=status == RESTART_DEMO)
        return 0
    return status


@asynccontextmanager
async def window_session(
    options: Options, *, app: QApplication, demo_seconds: float | None = None
) -> AsyncIterator[MainWindow]:
    """The main window, fully running; may be entered again in the same process.

    Raises LibraryBusy, LibraryNewer, LibraryDamaged, StorageError.
    """
    async with _session(options, app, demo_seconds) as session:
        yield session.window


async def _run(options: Options, app: QApplication) -> int:
    """One session after another: the user may go from the demo to the service and back."""
    leaving = Leaving()
    options, visit = _begin(options)
    before: Options | None = None
    loop = asyncio.get_running_loop()
    # Outermost: no later signal may cut off a send that closing waits for.
    with awake_for_signals(), heard_signals(lambda: loop.call_soon_threadsafe(lambda: leaving.set())):
        while True:
            status = await _run_session(options, app, leaving, visit)
            visit.lift()
            if status and before and not leaving.is_set():  # the other side does not open: back to where it did
                leaving.set(Then.DEMO if before.demo else Then.SERVICE)
            elif status or leaving.then is Then.END:
                return status
            if leaving.then is Then.RESTART:
                return RESTART_DEMO if options.demo else RESTART
            here = options
            options, visit = await _go_on(here, leaving, visit)
            before = None if status or options.demo == here.demo else here  # once more here would fail once more
            leaving = Leaving()


def _begin(options: Options) -> tuple[Options, Visit]:
    """Where the program starts: where the user's last choice was, unless the command line says it."""
    if not options.demo and not options.base_url and starts_in_demo(options.profile):
        return options._replace(demo=True), Visit(remembered=True, files=options.files)
    step = KEY if not options.demo and is_fresh(options.profile) else 0
    return options, Visit(step, files=options.files)


async def _go_on(options: Options, leaving: Leaving, visit: Visit) -> tuple[Options, Visit]:
    """The session after this one, and what it is told."""
    demo = options.demo if leaving.then is Then.AGAIN else leaving.then is Then.DEMO
    step = leaving.step or (KEY if not demo and is_fresh(options.profile) else 0)
    arrived = demo != options.demo
    if arrived:
        await asyncio.to_thread(go_over, options.profile, to_demo=demo)
    return options._replace(demo=demo), Visit(step, arrived, keys=visit.keys, curtain=leaving.curtain)


async def _run_session(options: Options, app: QApplication, leaving: Leaving, visit: Visit) -> int:
    try:
        async with _session(options, app, seconds_of_demo(), leaving, visit) as session:
            with nullcontext() if options.headless else _at_home(session):
                await leaving.wait()
        return 0
    except GivenUp:
        return 0
    except LibraryBusy as busy:
        visit.lift()
        return await _library_is_busy(options, app, busy, leaving)
    except JimengError as error:
        visit.lift()
        await _say_why_not(options, app, error, leaving)
        return CANNOT_START


@contextmanager
def _at_home(session: Session) -> Iterator[None]:
    """What the program does on somebody's desktop only."""
    from .service.releases import newest_release
    from .ui.base.this_build import releases_feed
    from .ui.system.new_version import NewVersion
    from .ui.system.notifications import Notifications
    from .ui.system.presence import presence

    def clicked(job_id: int | None) -> None:
        session.window.come_to_front()
        if job_id is not None:
            session.window.middle.show_job(job_id)

    feed = "" if session.place.demo else releases_feed()
    kept, start = session.kept, session.tasks.start
    if feed:
        ask = partial(newest_release, feed, proxy=session.begun_with.way_out())
        version = NewVersion(kept, session.notices, start, ask, session)
        session.notices.dismissed.connect(version.dismissed)
        session.openers.new_version = version
    notifications = Notifications(session.feed, lambda: kept.value.notifications, start, session)
    notifications.clicked.connect(clicked)
    with presence(session.feed, lambda: session.tally.counts(time.time()).unended, session.calls.listen, notifications):
        yield


@asynccontextmanager
async def _session(
    options: Options,
    app: QApplication,
    demo_seconds: float | None,
    leaving: Leaving | None = None,
    visit: Visit | None = None,
) -> AsyncIterator[Session]:
    where = _where(options)
    tasks = Tasks()
    kept = KeptSettings(where.settings, tasks, tasks)
    look.set_reduced_motion(kept.value.reduce_motion)
    look.apply(app, kept.value.theme)
    apply_language(app, kept.value.language)
    base_url = _base_url(options, kept.value, where.settings)
    place = Place(options.demo, urlsplit(base_url).netloc, where.originals, where.log, where.models)
    leaving, visit = leaving or Leaving(), visit or Visit(files=options.files)
    catalog = read_catalog(asset("models.toml"), where.models)
    with collected_here(), LibraryLock.held(where.data, "window"), kept_log(where.log):
        async with AsyncExitStack() as stack:
            library = await stack.enter_async_context(_library(where, kept.value))
            session = await stack.enter_async_context(_window(app, place, catalog, kept, library, tasks, leaving))
            _greet(session, visit)
            async with leaving.gives_up():  # a disk that hangs must not keep the window from closing
                proxy = session.begun_with.way_out()
                service = await stack.enter_async_context(_service(options.demo, base_url, proxy, demo_seconds))
                await stack.enter_async_context(_joined(session, library, service, catalog, kept.value))
            stack.enter_context(_started_late(app, session, service, where, base_url, visit))
            yield session


@asynccontextmanager
async def _library(where: Folders, settings: Settings) -> AsyncIterator[Library]:
    library = Library.open(where.data, where.originals, template=settings.name_template, thumbs=where.cache)
    try:
        yield library
    finally:
        await library.close()


@asynccontextmanager
async def _window(
    app: QApplication,
    place: Place,
    catalog: Catalog,
    kept: KeptSettings,
    library: Library,
    tasks: Tasks,
    leaving: Leaving,
) -> AsyncIterator[Session]:
    """The window, painted once, with what the library gives at once."""
    session = Session(app, place, catalog, kept, library, tasks, leaving)
    with crash_net(session.say_unexpected):
        try:
            await session.first_frame()
            yield session
        finally:
            await session.finish()  # has happened already, unless the start was given up
            await kept.close()  # while the tasks live: a write that is cut off goes on in its thread
            await tasks.close()
            if leaving.goes_on:  # what comes next lifts it
                leaving.curtain = lambda: _close(session, tasks)
            else:
                _close(session, tasks)


def _close(session: Session, tasks: Tasks) -> None:
    session.close()
    tasks.deleteLater()


def _greet(session: Session, visit: Visit) -> None:
    """The first frame is painted: the window before goes, and the user hears where they are."""
    if visit.step:
        session.openers.open_first_run(visit.step)
    elif visit.remembered:
        session.notices.say("demo", happened.demo_again)
    visit.lift()


@asynccontextmanager
async def _service(demo: bool, base_url: str, proxy: str, demo_seconds: float | None) -> AsyncIterator[MaxAPI]:
    """The client of the service, or of the demo. Imported only now: the first frame is on the screen."""
    await asyncio.to_thread(_import_late)
    from .service.demo.transport import DEMO_KEY, DEMO_URL, DemoTransport
    from .service.maxapi import MaxAPI

    if demo:
        transport = DemoTransport() if demo_seconds is None else DemoTransport(demo_seconds)
        service = MaxAPI(DEMO_URL, DEMO_KEY, transport=transport)
    else:
        try:
            service = MaxAPI(base_url, proxy=proxy)
        except ValueError as error:
            raise AddressUnusable(f"{base_url!r}: {error}") from None
    try:
        yield service
    finally:
        await service.close()


def _import_late() -> None:
    """In a thread, so that the window stays alive meanwhile; httpx too, else the first send would wait for it."""
    from .runner import runner  # noqa: F401
    from .service import download, maxapi  # noqa: F401
    from .service.demo import transport  # noqa: F401


@asynccontextmanager
async def _joined(
    session: Session, library: Library, service: MaxAPI, catalog: Catalog, settings: Settings
) -> AsyncIterator[Runner]:
    """The runner, joined to the window. The runner's end waits for sends in flight, and the window says so."""
    from .runner.runner import Runner

    try:
        async with Runner(library, service, catalog, settings) as runner:
            session.connect_runner(runner)
            if left := runner.live_jobs():
                session.openers.watch_away(left)
            try:
                yield runner
            finally:
                await session.finish()
    finally:
        session.disconnect_runner()


@contextmanager
def _started_late(
    app: QApplication, session: Session, service: MaxAPI, where: Folders, base_url: str, visit: Visit
) -> Iterator[None]:
    """What can wait until the window is there: older jobs, key, second starts, changes of the system's theme."""
    from .ui.session.reading_on import read_on
    from .ui.system.opened_files import SystemOpens
    from .ui.system.second_start import Doorbell

    settle()
    app.setWindowIcon(look.app_icon())
    bell = Doorbell(where.data, session)
    files = _opened_files(session)

    def raised(paths: Sequence[Path]) -> None:
        session.window.come_to_front()
        files.open(paths)

    bell.rung.connect(raised)
    opened = SystemOpens(app, raised)
    files.open(visit.files)
    look.follow_system(app, session.system_scheme_changed)
    session.tasks.start(read_on(session, session.openers.missing.look), name="older jobs")
    if not session.place.demo:
        _follow_key(session, service, base_url, session.begun_with.way_out(), visit)
    try:
        yield
    finally:
        opened.close()
        bell.close()


def _opened_files(session: Session) -> OpenedFiles:
    from .ui.system.opened_files import OpenedFiles

    files = OpenedFiles(
        session.library.picture_of_file, session.model, session.all_read, session.notices, session.tasks.start,
        demo=session.place.demo, parent=session,
    )  # fmt: skip
    files.show.connect(session.show_pictures)
    return files


def _follow_key(session: Session, service: MaxAPI, base_url: str, proxy: str, visit: Visit) -> None:
    from .desktop.keychain import host_of
    from .service.maxapi import MaxAPI
    from .ui.api_key.ring import Keys, names_in

    async def try_key(key: str) -> None:
        test = MaxAPI(base_url, key, proxy=proxy)
        try:
            await test.test_key()
        finally:
            await test.close()

    def use(key: str) -> None:
        service.key = key
        session.calls.when_running(lambda runner: runner.key_changed())

    def forget() -> None:
        service.key = None
        session.calls.when_running(lambda runner: runner.key_changed())

    async def read() -> None:
        await keys.read()
        if visit.arrived and not (visit.step or keys.known or session.model.every.count):
            session.openers.open_first_run(KEY)  # nobody has made anything at the service yet

    host, kept = host_of(base_url), session.kept
    names = names_in(kept.value.keys.get(host))
    keys = Keys(base_url, try_key, session.tasks, session, given=visit.keys, names=names)
    keys.ring_changed.connect(lambda ring: setattr(service, "kept_keys", ring))
    keys.named.connect(lambda entries: kept.change(keys={**kept.value.keys, host: entries}))
    keys.found.connect(use)
    keys.forgotten.connect(forget)
    keys.not_kept.connect(session.say_key_not_kept)
    keys.kept.connect(lambda: session.notices.clear("key"))
    session.openers.keys.take(keys)
    session.tasks.start(read(), name="key")


def _where(options: Options) -> Folders:
    before = folders(options.profile, options.demo)
    return folders(options.profile, options.demo, read_settings(before.settings).library_folder)


def _base_url(options: Options, settings: Settings, file: Path) -> str:
    """The command line's word, else the settings'. Another address in place of a bad one would be given the key.

    Raises AddressUnusable.
    """
    if options.demo:
        return Settings().base_url  # never asked: whatever the settings say can do no harm
    base_url = options.base_url or settings.base_url
    problem = base_url_problem(base_url)
    if problem:
        raise AddressUnusable(f"{file}: {problem}")
    return plain_base_url(base_url)


async def _library_is_busy(options: Options, app: QApplication, busy: LibraryBusy, leaving: Leaving) -> int:
    """Another process owns the library: its window comes to the front, or words say what to do."""
    from .ui.system.second_start import raise_other_window

    if busy.detail == "window" and raise_other_window(_where(options).data, options.files):
        return 0
    await _say_why_not(options, app, busy, leaving)
    return BUSY


async def _say_why_not(options: Options, app: QApplication, error: JimengError, leaving: Leaving) -> None:
    from .ui.design.dialogs import tell

    sentence = fault_sentence(error.fault, translate_message)
    print(sentence, file=sys.stderr)
    if not options.headless:
        with suppress(GivenUp):
            async with leaving.gives_up():
                await tell(None, "Jimeng Desktop", sentence)
