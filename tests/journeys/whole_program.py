"""Runs the program's own loop of sessions in a test: what a user sees from the first start on, driven by keys."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from jimeng_desktop import app
from jimeng_desktop.options import Options
from jimeng_desktop.ui.first_run.page import FirstRunPage
from jimeng_desktop.ui.process.loop import window_runner
from jimeng_desktop.ui.window.main_window import MainWindow
from tests.journeys.windows import until
from tests.patience import LONGEST

Play = Callable[[], Coroutine[Any, Any, None]]
_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly
MOST_STOPS = 30  # of Tab, until it is taken for lost


def in_program(options: Options, play: Play) -> int:
    """Runs app._run until `play` has closed the window; its exit status."""
    application = app.make_application()

    async def go() -> int:
        async with asyncio.timeout(LONGEST), asyncio.TaskGroup() as group:
            run = group.create_task(app._run(options, application))
            await until(lambda: window_or_none() is not None)
            try:
                await play()
            finally:
                await until(lambda: run.done() or window_or_none() is not None)
                if not run.done():
                    window().close()  # in order: a cancelled program would leave its threads waiting
                    await until(run.done)
        return run.result()

    with window_runner(application) as loop:
        return loop.run(go())


def window_or_none() -> MainWindow | None:
    """The window that can be used."""
    shown = (widget for widget in QApplication.topLevelWidgets() if isinstance(widget, MainWindow))
    return next((widget for widget in shown if widget.isVisible() and widget.isEnabled()), None)


def window() -> MainWindow:
    """The window that can be used; there is one."""
    found = window_or_none()
    assert found
    return found


def page_or_none() -> FirstRunPage | None:
    """The page of the first run that lies over the window."""
    found = window_or_none()
    pages = found.findChildren(FirstRunPage) if found else []
    return next((page for page in pages if page.isVisible()), None)


def page() -> FirstRunPage:
    """The page of the first run; it is there."""
    found = page_or_none()
    assert found
    return found


async def step(number: int) -> FirstRunPage:
    """Until the first run has come to this step."""
    await until(lambda: (found := page_or_none()) is not None and found.step == number)
    return page()


def front() -> QWidget:
    """The window, or the dialog that lies over all else."""
    found: QWidget = window()
    while dialog := next((d for d in found.findChildren(QDialog, options=_DIRECT) if d.isVisible()), None):
        found = dialog
    return found


def focused() -> QWidget:
    """What has the keyboard."""
    found = front().focusWidget()
    assert found
    return found


class Keyboard:
    """Strikes go to what has the keyboard, as on a desk. `actions` counts them: a key, or one text typed or pasted."""

    def __init__(self) -> None:
        self.actions = 0

    async def strike(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:  # fmt: skip
        """One key."""
        self.actions += 1
        await active()
        QTest.keyClick(focused(), key, modifier)  # to the window itself it would run Qt's loop within ours

    async def type(self, text: str) -> None:
        """A text, as when pasted; by an input method where the keys don't have its letters."""
        self.actions += 1
        await active()
        if text.isascii():
            QTest.keyClicks(focused(), text)
        else:
            composed = QInputMethodEvent()
            composed.setCommitString(text)
            QApplication.sendEvent(focused(), composed)

    async def replace(self, text: str) -> None:
        """Another text in the place of all that stands in the field."""
        await self.strike(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        await self.type(text)

    async def go_to(self, *there: QWidget, key: Qt.Key = Qt.Key.Key_Tab) -> None:
        """The key again and again, until one of these has the keyboard."""
        for _ in range(MOST_STOPS):
            if focused() in there:
                return
            await self.strike(key)
        raise AssertionError(f"{key.name} doesn't lead to {[widget.accessibleName() for widget in there]}")


async def active() -> None:
    """Keys reach the window that is active; an arrow among buttons also asks what has the whole program's focus."""
    front().activateWindow()
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)  # who strikes a key sees where things lie
    await until(lambda: front().isActiveWindow() and QApplication.focusWidget() is front().focusWidget())


async def submits(url: str) -> int:
    """How many jobs the service has been sent."""
    return int(json.loads(await asyncio.to_thread(lambda: urlopen(f"{url}/_stats").read()))["submits"])


def settings(folder: Path, demo: bool = False) -> dict[str, Any]:
    """What the file of settings says."""
    path = folder / "demo" / "settings.json" if demo else folder / "settings.json"
    found = json.loads(path.read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found
