"""Composition root of the window: builds everything, owns the loop; the nesting below is the order of closing."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from .assets import asset
from .core.catalog import Catalog, read_catalog
from .core.errors import JimengError, LibraryBusy
from .core.settings import Settings, read_settings
from .desktop.folders import Folders, folders
from .desktop.lock import LibraryLock
from .library.library import Library
from .messages import fault_sentence
from .options import Options, base_url_problem
from .ui import look
from .ui.crash import crash_net
from .ui.dialogs import tell
from .ui.garbage import collected_here, settle
from .ui.kept import KeptSettings
from .ui.language import apply_language, translate_message
from .ui.main_window import MainWindow
from .ui.session import Place, Session
from .ui.tasks import Tasks

if TYPE_CHECKING:
    from .runner.runner import Runner
    from .service.maxapi import MaxAPI

CANNOT_START, BUSY = 1, 5  # exit status, as of the command line
DEMO_SECONDS = "JIMENG_DEMO_SECONDS"  # an environment variable, for tests: how long a job of the demo takes
_LOG_SIZE = 1_000_000  # bytes; one older file is kept beside it
log = logging.getLogger(__name__)


def main(options: Options) -> int:
    """Runs the window until the user ends it; returns the exit status."""
    app = make_application()
    with asyncio.Runner(loop_factory=lambda: QEventLoop(app)) as loop:
        return loop.run(_run(options, app))


def make_application() -> QApplication:
    """The one application object of this process."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    app.setApplicationName("jimeng-desktop")
    app.setApplicationDisplayName("Jimeng Desktop")
    app.setDesktopFileName("jimeng-desktop")
    app.setQuitOnLastWindowClosed(False)  # else the loop dies under main()
    return app


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
    seconds = os.environ.get(DEMO_SECONDS)
    try:
        async with _session(options, app, float(seconds) if seconds else None) as session:
            with _wake_on_signals(session):
                await session.ended.wait()
        return 0
    except LibraryBusy as busy:
        return await _library_is_busy(options, app, busy)
    except JimengError as error:
        await _say_why_not(options, app, error)
        return CANNOT_START


@asynccontextmanager
async def _session(options: Options, app: QApplication, demo_seconds: float | None) -> AsyncIterator[Session]:
    where = _where(options)
    tasks = Tasks()
    kept = KeptSettings(where.settings, tasks, tasks)
    look.apply(app, kept.value.theme)
    apply_language(app, kept.value.language)
    catalog = read_catalog(asset("models.toml"))
    base_url = _base_url(options, kept.value)
    place = Place(options.demo, urlsplit(base_url).netloc, where.originals, where.log)
    with collected_here(), _lock(where.data):
        async with (
            _library(where, kept.value) as library,
            _window(app, place, catalog, kept, library, tasks) as session,
            _service(options.demo, base_url, demo_seconds) as service,
            _joined(session, library, service, catalog, kept.value),
        ):
            with _started_late(app, session, service, where, base_url):
                yield session


@contextmanager
def _lock(data: Path) -> Iterator[None]:
    """Taken before the database opens: one process owns a library's jobs."""
    lock = LibraryLock.take(data, "window")
    try:
        yield
    finally:
        lock.release()


@asynccontextmanager
async def _library(where: Folders, settings: Settings) -> AsyncIterator[Library]:
    library = Library.open(where.data, where.originals, template=settings.name_template, thumbs=where.cache)
    try:
        yield library
    finally:
        await library.close()


@asynccontextmanager
async def _window(
    app: QApplication, place: Place, catalog: Catalog, kept: KeptSettings, library: Library, tasks: Tasks
) -> AsyncIterator[Session]:
    """The window, painted once, with what the library gives at once."""
    session = Session(app, place, catalog, kept, library, tasks)
    with crash_net(session.say_unexpected):
        try:
            await session.first_frame()
            yield session
        finally:
            await tasks.close()
            session.close()
            tasks.deleteLater()


@asynccontextmanager
async def _service(demo: bool, base_url: str, demo_seconds: float | None) -> AsyncIterator[MaxAPI]:
    """The client of the service, or of the demo. Imported only now: the first frame is on the screen."""
    await asyncio.to_thread(_import_late)
    from .service.demo import DEMO_URL, DemoTransport
    from .service.maxapi import MaxAPI

    if demo:
        transport = DemoTransport() if demo_seconds is None else DemoTransport(demo_seconds)
        service = MaxAPI(DEMO_URL, "demo", transport=transport)
    else:
        service = MaxAPI(base_url)
    try:
        yield service
    finally:
        await service.close()


def _import_late() -> None:
    """In a thread, so that the window stays alive meanwhile."""
    from .runner import runner  # noqa: F401
    from .service import demo, maxapi  # noqa: F401


@asynccontextmanager
async def _joined(
    session: Session, library: Library, service: MaxAPI, catalog: Catalog, settings: Settings
) -> AsyncIterator[Runner]:
    """The runner, joined to the window. The runner's end waits for sends in flight, and the window says so."""
    from .runner.runner import Runner

    try:
        async with Runner(library, service, catalog, settings) as runner:
            session.connect_runner(runner)
            try:
                yield runner
            finally:
                await session.finish()
    finally:
        session.disconnect_runner()


@contextmanager
def _started_late(
    app: QApplication, session: Session, service: MaxAPI, where: Folders, base_url: str
) -> Iterator[None]:
    """What can wait until the window is there: log, older jobs, key, second starts, changes of the system's theme."""
    from .ui.raising import Doorbell

    settle()
    handler = _start_log(where.log)
    bell = Doorbell(where.data, session)
    bell.rung.connect(lambda: session.window.come_to_front())
    look.follow_system(app, session.system_scheme_changed)
    session.tasks.start(session.read_on(), name="older jobs")
    if not session.place.demo:
        _follow_key(session, service, base_url)
    try:
        yield
    finally:
        bell.close()
        logging.getLogger().removeHandler(handler)
        handler.close()


def _follow_key(session: Session, service: MaxAPI, base_url: str) -> None:
    from .service.maxapi import MaxAPI
    from .ui.keys import Keys

    async def try_key(key: str) -> None:
        test = MaxAPI(base_url, key)
        try:
            await test.test_key()
        finally:
            await test.close()

    def use(key: str) -> None:
        service.key = key
        session.key_changed()

    keys = Keys(base_url, try_key, session.tasks, session)
    keys.found.connect(use)
    keys.not_kept.connect(session.say_key_not_kept)
    session.actions.keys = keys
    session.tasks.start(keys.read(), name="key")


def _where(options: Options) -> Folders:
    before = folders(options.profile, options.demo)
    return folders(options.profile, options.demo, read_settings(before.settings).library_folder)


def _base_url(options: Options, settings: Settings) -> str:
    """The command line's word, else the settings', else the default where that can't be used."""
    if options.base_url:
        return options.base_url
    return Settings().base_url if base_url_problem(settings.base_url) else settings.base_url


def _start_log(path: Path) -> logging.Handler:
    """Warnings of everybody, and what we say ourselves. httpx would write signed links at a lower level."""
    from logging.handlers import RotatingFileHandler

    path.parent.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(path, maxBytes=_LOG_SIZE, backupCount=1, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.getLogger().addHandler(handler)
    logging.getLogger(__package__).setLevel(logging.INFO)
    return handler


async def _library_is_busy(options: Options, app: QApplication, busy: LibraryBusy) -> int:
    """Another process owns the library: its window comes to the front, or words say what to do."""
    from .ui.raising import raise_other_window

    if busy.detail == "window" and raise_other_window(_where(options).data):
        return 0
    await _say_why_not(options, app, busy)
    return BUSY


async def _say_why_not(options: Options, app: QApplication, error: JimengError) -> None:
    sentence = fault_sentence(error.fault, translate_message)
    print(sentence, file=sys.stderr)
    if not options.headless:
        await tell(None, app.applicationDisplayName(), sentence)


@contextmanager
def _wake_on_signals(session: Session) -> Iterator[None]:
    """Ctrl+C in a terminal and the end of a desktop session close the window in order.

    Python only sees a signal when it runs; while Qt waits it doesn't, so the signal also writes to a socket.
    """
    import signal
    import socket

    from PySide6.QtCore import QSocketNotifier

    ours, pythons = socket.socketpair()
    for end in (ours, pythons):
        end.setblocking(False)
    notifier = QSocketNotifier(ours.fileno(), QSocketNotifier.Type.Read)
    notifier.activated.connect(lambda: ours.recv(64))
    fd_before = signal.set_wakeup_fd(pythons.fileno(), warn_on_full_buffer=False)
    before = {
        number: signal.signal(number, lambda *_: session.ended.set()) for number in (signal.SIGINT, signal.SIGTERM)
    }
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(fd_before)
        notifier.setEnabled(False)
        ours.close()
        pythons.close()
