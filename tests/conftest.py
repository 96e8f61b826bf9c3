"""What every test stands on: no screen, no home, no keyring, no network beyond this machine."""

from __future__ import annotations

import asyncio
import ipaddress
import logging
import os
import sys
import traceback
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any, TypeVar

import hypothesis
import pytest
from pytestqt.qtbot import QtBot

from tests import zones
from tests.fonts import use_test_fonts
from tests.patience import LONGEST
from tests.processes import adopt_orphans, children, left_running, start_children_afresh

T = TypeVar("T")
LOCAL_NAMES = ("", "localhost", "localhost.localdomain")
PROXIES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")
HOME_FOLDERS = {
    "HOME": "",
    "USERPROFILE": "",
    "APPDATA": "AppData/Roaming",
    "LOCALAPPDATA": "AppData/Local",
    "XDG_DATA_HOME": ".local/share",
    "XDG_CONFIG_HOME": ".config",
    "XDG_CACHE_HOME": ".cache",
    "XDG_STATE_HOME": ".local/state",
}

hypothesis.settings.register_profile("ours", derandomize=True, deadline=None, database=None)
hypothesis.settings.load_profile("ours")

_strayed: list[str] = []  # hosts outside this machine that somebody tried to reach


def pytest_addoption(parser: pytest.Parser) -> None:
    """`pytest --onscreen` shows the windows."""
    parser.addoption("--onscreen", action="store_true", help="show the windows instead of drawing them offscreen")


def pytest_configure(config: pytest.Config) -> None:
    """Before anything imports Qt or keyring."""
    if not config.getoption("--onscreen"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"
    os.environ["LC_ALL"] = "C.UTF-8"
    for name in ("MAXAPI_API_KEY", *PROXIES, *(name.upper() for name in PROXIES)):
        os.environ.pop(name, None)
    config.add_cleanup(use_test_fonts())
    config.addinivalue_line("markers", "zone(name): the test's local time is that of this zone of tests/zones.py")
    config.addinivalue_line("markers", "plants_unexpected: the test has an exception caught by the program's last nets")
    zones.go_to(zones.USUAL)
    sys.addaudithook(_watch_network)
    for wait in (QtBot.waitActive, QtBot.waitExposed, QtBot.waitSignal, QtBot.waitSignals, QtBot.waitUntil):
        wait.__kwdefaults__["timeout"] = int(LONGEST * 1000)
    start_children_afresh()
    adopt_orphans()


def pytest_unconfigure() -> None:
    """What a worker that crashed had started goes at the latest now."""
    left_running(patience=0)


def _is_local(host: object) -> bool:
    name = host.decode("ascii", "replace") if isinstance(host, bytes) else host
    if name is None or name in LOCAL_NAMES:
        return True
    try:
        return isinstance(name, str) and ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def _watch_network(event: str, args: tuple[Any, ...]) -> None:
    """Stop whatever would leave this machine; addresses of sockets that are no (host, port) pair are files."""
    if event in ("socket.connect", "socket.sendto"):
        host = args[1][0] if isinstance(args[1], tuple) else None
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        host = args[0]
    else:
        return
    if not _is_local(host):
        _strayed.append(f"{event} {host!r}")
        raise OSError(f"tests stay on this machine: {event} {host!r}")


@pytest.fixture(autouse=True)
def no_process_stays() -> Iterator[None]:
    """Fail the test that leaves a process behind, whoever started it, and end the process."""
    before = children()  # of a whole module
    yield
    left = left_running(may_stay=before)
    assert not left, f"left running: {left}"


@pytest.fixture(autouse=True)
def stays_here() -> Iterator[list[str]]:
    """Fail the test in which something tried to leave this machine, even if the error was swallowed."""
    _strayed.clear()
    yield _strayed
    assert not _strayed, f"tried to leave this machine: {_strayed}"


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home of its own for every test."""
    folder = tmp_path_factory.mktemp("home")
    for name, inside in HOME_FOLDERS.items():
        monkeypatch.setenv(name, str(folder / inside))
    return folder


@pytest.fixture(autouse=True)
def zone(request: pytest.FixtureRequest) -> Iterator[str]:
    """The zone of the test's local time: its parameter, or its mark, or the usual one; never the machine's own."""
    marked = request.node.get_closest_marker("zone")
    name = getattr(request, "param", marked.args[0] if marked else zones.USUAL)
    zones.go_to(name)
    yield name
    zones.go_to(zones.USUAL)


class _Unexpected(logging.Handler):
    """Holds what the program's last nets have caught: they log it with its traceback, and go on."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.caught: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Holds it, if it is an exception."""
        if record.exc_info and record.exc_info[1]:
            self.caught.append("".join(traceback.format_exception(record.exc_info[1])))


@pytest.fixture(autouse=True)
def nothing_unexpected(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail the test in which a slot, thread or task raises what nobody caught, unless it is marked as planting that."""
    handler = _Unexpected()
    logging.getLogger("jimeng_desktop").addHandler(handler)
    yield
    logging.getLogger("jimeng_desktop").removeHandler(handler)
    planted = request.node.get_closest_marker("plants_unexpected")
    assert bool(handler.caught) is bool(planted), "\n".join(handler.caught) or "nothing was caught"


@pytest.fixture(autouse=True)
def no_window_stays() -> Iterator[None]:
    """A window, menu or pop-over of one test would take keyboard and mouse from the next."""
    yield
    widgets = sys.modules.get("PySide6.QtWidgets")
    application = widgets.QApplication.instance() if widgets else None
    for top in getattr(application, "topLevelWidgets", list)():
        if top.isVisible():
            top.hide()
    if application:
        nothing_is_held_down()


def nothing_is_held_down() -> None:
    """A click with Ctrl and a double click leave key and button down for Qt: the next click or choice would add."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QWidget

    if QGuiApplication.keyboardModifiers() != Qt.KeyboardModifier.NoModifier:
        QTest.keyRelease(QWidget(), Qt.Key.Key_Control)
    if QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton:
        QTest.mouseRelease(QWidget(), Qt.MouseButton.LeftButton)


@pytest.fixture
def run_async() -> Callable[[Coroutine[Any, Any, T]], T]:
    """Run a coroutine to its end in a loop of its own; one that hangs fails in the end."""

    def run(coroutine: Coroutine[Any, Any, T]) -> T:
        async def bounded() -> T:
            async with asyncio.timeout(LONGEST):
                return await coroutine

        return asyncio.run(bounded())

    return run
