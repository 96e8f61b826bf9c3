"""Notifications over a real D-Bus of the test's own, shown by a stand-in for the desktop."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from jimeng_desktop.desktop.notify import Notifier
from tests import processes
from tests.patience import LONGEST

pytestmark = pytest.mark.skipif(shutil.which("dbus-daemon") is None, reason="needs dbus-daemon")
PLACE = "org.freedesktop.Notifications"
CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:path={path}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>
<allow own="*"/></policy>
</busconfig>"""


@pytest.fixture
def bus(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    folder = tmp_path_factory.mktemp("bus")
    (folder / "config.xml").write_text(CONFIG.format(path=folder / "socket"))
    command = ["dbus-daemon", f"--config-file={folder / 'config.xml'}", "--nofork", "--print-address"]
    with processes.started(command, stdout=subprocess.PIPE, text=True) as daemon:
        assert daemon.stdout
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", daemon.stdout.readline().strip())
        yield


class Desktop:
    """Answers as a desktop does, and says what it was asked."""

    def __init__(self, *abilities: str) -> None:
        self.abilities = list(abilities)
        self.asked: asyncio.Queue[tuple[str, tuple[Any, ...]]] = asyncio.Queue()
        self._connection: Any = None

    async def __aenter__(self) -> Desktop:
        from jeepney import message_bus
        from jeepney.io.asyncio import DBusRouter, Proxy, open_dbus_connection

        self._connection = await open_dbus_connection()
        async with DBusRouter(self._connection) as router:
            assert await Proxy(message_bus, router).RequestName(PLACE) == (1,)
        self._task = asyncio.get_running_loop().create_task(self._serve())
        return self

    async def __aexit__(self, *_: object) -> None:
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)
        await self._connection.close()

    async def _serve(self) -> None:
        from jeepney import HeaderFields, new_method_return

        number = 0
        while True:
            message = await self._connection.receive()
            method = message.header.fields.get(HeaderFields.member)
            if method == "GetCapabilities":
                await self._connection.send(new_method_return(message, "as", (self.abilities,)))
            elif method == "Notify":
                number = message.body[1] or number + 1
                await self._connection.send(new_method_return(message, "u", (number,)))
                self.asked.put_nowait((method, message.body))
            elif method == "CloseNotification":
                await self._connection.send(new_method_return(message))
                self.asked.put_nowait((method, message.body))

    async def click(self, number: int) -> None:
        from jeepney import DBusAddress, new_signal

        place = DBusAddress("/org/freedesktop/Notifications", PLACE, PLACE)
        await self._connection.send(new_signal(place, "ActionInvoked", "us", (number, "default")))


async def with_notifier(desktop: Desktop, play: Any) -> None:
    clicked = asyncio.Event()
    async with asyncio.timeout(LONGEST), desktop:
        notifier = Notifier(clicked.set)
        task = asyncio.get_running_loop().create_task(notifier.run())
        try:
            await play(notifier, clicked)
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)


@pytest.mark.usefixtures("bus")
def test_one_takes_the_place_of_the_one_before_and_a_click_comes_back() -> None:
    desktop = Desktop("body", "body-markup", "actions")

    async def play(notifier: Notifier, clicked: asyncio.Event) -> None:
        notifier.show("4 pictures are ready", "a <red> fox & an owl")
        _, first = await desktop.asked.get()
        assert first[0] == "Jimeng Desktop" and first[1] == 0 and first[2] == "jimeng-desktop"
        assert first[3:6] == (
            "4 pictures are ready",
            "a &lt;red&gt; fox &amp; an owl",
            ["default", "4 pictures are ready"],
        )
        assert first[6]["desktop-entry"] == ("s", "jimeng-desktop")
        notifier.show("8 pictures are ready", "an owl")
        _, second = await desktop.asked.get()
        assert second[1] == 1
        await desktop.click(77)  # somebody else's
        await desktop.click(1)
        await clicked.wait()
        notifier.withdraw()
        assert await desktop.asked.get() == ("CloseNotification", (1,))

    asyncio.run(with_notifier(desktop, play))


@pytest.mark.usefixtures("bus")
def test_a_desktop_without_markup_gets_the_words_as_they_are() -> None:
    desktop = Desktop("body")

    async def play(notifier: Notifier, clicked: asyncio.Event) -> None:
        notifier.withdraw()  # nothing is shown, so nothing is asked
        notifier.show("One job failed", "a <red> fox")
        _, asked = await desktop.asked.get()
        assert asked[4] == "a <red> fox" and not clicked.is_set()

    asyncio.run(with_notifier(desktop, play))


@pytest.mark.usefixtures("bus")
def test_the_number_on_the_icon_is_told_to_whoever_shows_docks() -> None:
    from jeepney import MatchRule, message_bus
    from jeepney.io.asyncio import open_dbus_router

    async def play(notifier: Notifier, clicked: asyncio.Event) -> None:
        rule = MatchRule(type="signal", interface="com.canonical.Unity.LauncherEntry", member="Update")
        async with open_dbus_router() as dock:
            await dock.send_and_get_reply(message_bus.AddMatch(rule))
            with dock.filter(rule, bufsize=9) as heard:
                for number in (3, 0):
                    notifier.count(number)
                    name, shown = (await heard.get()).body
                    assert name == "application://jimeng-desktop.desktop"
                    assert shown == {"count": ("x", number), "count-visible": ("b", number > 0)}

    asyncio.run(with_notifier(Desktop(), play))


@pytest.mark.usefixtures("bus")
def test_without_a_desktop_nothing_happens_and_the_next_is_tried_again() -> None:
    async def go() -> None:
        notifier = Notifier(lambda: None)
        async with asyncio.timeout(LONGEST):
            task = asyncio.get_running_loop().create_task(notifier.run())
            notifier.show("lost", "")
            while not notifier.failures:
                await asyncio.sleep(0.01)
            async with Desktop() as desktop:
                notifier.show("shown", "")
                assert (await desktop.asked.get())[1][3] == "shown"
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    asyncio.run(go())


def test_without_a_bus_nothing_happens(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    async def go() -> None:
        for address in (None, f"unix:path={tmp_path / 'none'}"):
            monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
            if address:
                monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
            notifier = Notifier(lambda: None)
            task = asyncio.get_running_loop().create_task(notifier.run())
            async with asyncio.timeout(LONGEST):
                notifier.show("lost", "")
                while not notifier.failures:
                    await asyncio.sleep(0.01)
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    asyncio.run(go())
