"""Where a scene is set: the real session and window over a library filled beforehand, while nothing moves by itself."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, NamedTuple, cast

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QContextMenuEvent, QCursor, QKeyEvent, QMouseEvent, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from jimeng_desktop.assets import asset
from jimeng_desktop.core.events import QueueChanged
from jimeng_desktop.core.job import Job
from jimeng_desktop.core.settings import Settings
from jimeng_desktop.files.catalog import read_catalog
from jimeng_desktop.files.settings import write_settings
from jimeng_desktop.library.library import Library
from jimeng_desktop.runner.runner import Runner
from jimeng_desktop.ui.base.language import apply_language, take_out_language
from jimeng_desktop.ui.base.settings_in_use import KeptSettings
from jimeng_desktop.ui.base.tasks import Tasks
from jimeng_desktop.ui.design import look
from jimeng_desktop.ui.process.application import make_application
from jimeng_desktop.ui.process.ending import Leaving
from jimeng_desktop.ui.session.parts import Place
from jimeng_desktop.ui.session.session import Session
from jimeng_desktop.ui.window.main_window import MainWindow
from tests.scenes import pseudo, worlds

LONGEST = 20.0  # seconds that anything may take
FORM = {"model": "jimeng-4.5", "prompt": "", "ratio": "3:4", "resolution": "2k", "times": 1}
NONE = Qt.KeyboardModifier.NoModifier


class Variant(NamedTuple):
    """How a scene is shown. The language may be "pseudo": every text longer by 40 %. Sizes are logical pixels."""

    theme: str = "dark"
    language: str = "en"
    width: int = 1280
    height: int = 800

    @property
    def name(self) -> str:
        """dark-en-1280x800"""
        language = self.language.partition("_")[0]
        return f"{self.theme}-{language}-{self.width}x{self.height}"


class StandingRunner:
    """What the window needs of a runner, while nothing runs: no job moves, nothing is asked or sent."""

    def __init__(self) -> None:
        self.queue = QueueChanged()
        self.sending = 0
        self.wishes: list[str] = []  # what was asked of it

    def listen(self, listener: Callable[[Any], None]) -> Callable[[], None]:
        """Has nothing to say."""
        return lambda: None

    def live_jobs(self) -> list[Job]:
        """The library has given them already."""
        return []

    def usual(self, model: str) -> tuple[float, float]:
        """As if many had been made."""
        return 20.0, 40.0

    def stop_sending(self) -> None:
        """Nothing is sent anyway."""

    def __getattr__(self, name: str) -> Callable[..., None]:
        return lambda *args: self.wishes.append(name)


class Stage:
    """What a scene works on: `session` and `window` are the real ones, `jobs` those in the library, newest first."""

    def __init__(self, session: Session, of: worlds.World, variant: Variant, now: float) -> None:
        self.session = session
        self.variant = variant
        self.runner = StandingRunner()
        self.jobs = of.jobs
        self.now = now
        self._held = 0
        session.heard.service_answered = True  # it has answered: "Online"
        session.connect_runner(cast(Runner, self.runner))
        session.feed.hear(of.queue)
        for progress in of.progress:
            session.feed.hear(progress)

    @property
    def window(self) -> MainWindow:
        """The main window."""
        return self.session.window

    @property
    def chinese(self) -> bool:
        """Whether the words are Chinese."""
        return self.variant.language.startswith("zh")

    def queue(self, **changes: Any) -> None:
        """The runner says how the queue stands."""
        self.runner.queue = QueueChanged(**changes)
        self.session.feed.hear(self.runner.queue)

    def hold(self, coroutine: Coroutine[Any, Any, Any]) -> None:
        """Runs what only ends with the scene, as a dialog does."""
        self._held += 1
        self.session.tasks.start(coroutine, name="held by a scene")

    async def asked(self) -> None:
        """Until the dialog is there that a task of the session's own has opened; it ends with the scene too."""
        self._held += 1
        await self.shown(QDialog)

    async def until(self, condition: Callable[[], object]) -> None:
        """Looks again at every turn of the loop."""
        async with asyncio.timeout(LONGEST):
            while not condition():
                await asyncio.sleep(0.004)

    async def shown(self, kind: type[QWidget]) -> QWidget:
        """The window of a class, as soon as it is open."""
        await self.until(lambda: any(isinstance(top, kind) for top in open_windows()))
        return next(top for top in open_windows() if isinstance(top, kind))

    async def settle(self) -> None:
        """Until thumbnails and whatever else was under way have arrived, and all is laid out."""
        for _ in range(4):  # a sentence that wraps asks for its height when it has its width, and that moves all below
            self.window.grab()  # paints once: what is on screen is asked for
            await asyncio.sleep(0)
            await self.until(lambda: self.session.tasks.running <= self._held)

    def press(self, widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, text: str = "") -> None:
        """A key down and up."""
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QCoreApplication.sendEvent(widget, QKeyEvent(kind, key, modifiers, text))

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        """The left button down and up."""
        point = QPointF(at or widget.rect().center())
        left = Qt.MouseButton.LeftButton
        for kind, held in ((QEvent.Type.MouseButtonPress, left), (QEvent.Type.MouseButtonRelease, left & ~left)):
            QCoreApplication.sendEvent(
                widget, QMouseEvent(kind, point, QPointF(widget.mapToGlobal(point)), left, held, NONE)
            )

    def context_menu(self, widget: QWidget, at: QPoint) -> None:
        """The right button."""
        reason = QContextMenuEvent.Reason.Mouse
        QCoreApplication.sendEvent(widget, QContextMenuEvent(reason, at, widget.mapToGlobal(at)))

    def picture(self) -> QPixmap:
        """The window with all that is open over it, in the place where it stands."""
        whole = self.window.grab()
        painter = QPainter(whole)
        for top in open_windows():
            if top is not self.window:
                at = top.pos() - self.window.pos()
                painter.drawPixmap(at, top.grab())
                if top.windowType() != Qt.WindowType.Popup:
                    painter.setPen(look.theme().line2)  # the system draws a frame there
                    painter.drawRect(at.x() - 1, at.y() - 1, top.width() + 1, top.height() + 1)
        painter.end()
        return whole


def open_windows() -> list[QWidget]:
    """All that is open: main window, dialogs, pop-overs, menus; what lies above comes later."""
    tops = [top for top in QApplication.topLevelWidgets() if top.isVisible() and top.width() > 1]
    kinds = {Qt.WindowType.Window: 0, Qt.WindowType.Dialog: 1, Qt.WindowType.Sheet: 1, Qt.WindowType.Popup: 2}
    return sorted(tops, key=lambda top: kinds.get(top.windowType(), 3))


class Theatre:
    """Sets scenes one after the other. Libraries are filled once, in `folder`, and shown as often as asked for.

    `draw` makes the pictures; `now` is the moment at which all scenes play, in seconds since the epoch.
    """

    def __init__(self, folder: Path, draw: worlds.Draw, now: float | None = None) -> None:
        self.app = make_application()
        QCursor.setPos(QPoint(8000, 8000))  # over nothing
        self._folder = folder
        self._draw = draw
        self._now = time.time() if now is None else now
        self._open: dict[tuple[str, bool], tuple[worlds.World, Library]] = {}
        self._catalog = read_catalog(asset("models.toml"))

    @asynccontextmanager
    async def stage(self, world: str, variant: Variant, *, demo: bool = False, **settings: Any) -> AsyncIterator[Stage]:
        """A fresh window, shown and settled; all that was opened closes at the end. `settings` are the user's."""
        of, library = await self._library(world, variant.language.startswith("zh"))
        language = "en" if variant.language == "pseudo" else variant.language
        profile = self._folder / "settings.json"
        fields = {"last_form": FORM, "language": language, "theme": variant.theme, **settings}
        write_settings(profile, Settings(**fields))
        tasks = Tasks()
        kept = KeptSettings(profile, tasks, tasks)
        look.apply(self.app, variant.theme)
        apply_language(self.app, language)
        with pseudo.spoken(self.app, variant.language == "pseudo"):
            log = Path("jimeng-desktop", "log.txt")
            place = Place(demo, "api.maxapi.io", self._folder / "Pictures", log, self._folder / "models.toml")
            session = Session(self.app, place, self._catalog, kept, library, tasks, Leaving())
            try:
                session.window.setMinimumSize(
                    session.window.minimumSize().boundedTo(QSize(variant.width, variant.height))
                )  # a small screen
                session.window.resize(variant.width, variant.height)
                await session.first_frame()
                yield Stage(session, of, variant, self._now)
            finally:
                for top in open_windows():
                    top.hide()
                await session.finish()
                await kept.close()  # its timer would outlive the loop
                await tasks.close()
                session.close()
                tasks.deleteLater()
                QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
                take_out_language(self.app)

    async def _library(self, world: str, chinese: bool) -> tuple[worlds.World, Library]:
        if (world, chinese) not in self._open:
            of = worlds.world(world, self._now, chinese)
            folder = self._folder / f"{world}-{'zh' if chinese else 'en'}"
            self._open[world, chinese] = of, await worlds.open_library(folder, of, self._draw)
        return self._open[world, chinese]

    async def close(self) -> None:
        """Closes the libraries."""
        for _, library in self._open.values():
            await library.close()
        self._open.clear()
