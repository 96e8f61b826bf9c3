"""What a Linux desktop shows of us, over D-Bus: one notification at a time, and a number on our icon in its dock."""

from __future__ import annotations

import asyncio
import html
import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jeepney import Message
    from jeepney.io.asyncio import DBusRouter

APP = "jimeng-desktop"
_PLACE = "org.freedesktop.Notifications"
_PATIENCE = 5.0  # seconds a desktop gets to answer
log = logging.getLogger(__name__)


class Notifier:
    """`run` connects with the first notification. Where there is no desktop to show it, nothing happens."""

    def __init__(self, clicked: Callable[[], None]) -> None:
        self._clicked = clicked
        self._inbox: asyncio.Queue[tuple[str, str] | int | Message | None] = asyncio.Queue()
        self.failures = 0  # notifications that no desktop has shown
        self._shown = 0  # the number the desktop has given to the last one

    def show(self, title: str, body: str) -> None:
        """In place of the one shown before, if there is one."""
        self._inbox.put_nowait((title, body))

    def count(self, number: int) -> None:
        """How many jobs are open, on the icon; 0 takes it away. Qt's own goes wrong where our name has a hyphen."""
        self._inbox.put_nowait(number)

    def withdraw(self) -> None:
        """It has been read elsewhere."""
        self._inbox.put_nowait(None)

    async def run(self) -> None:
        """Shows what comes and hears of clicks, until it is cancelled; then the number on the icon goes with us."""
        while True:
            told = await self._inbox.get()
            if told is None:
                continue  # nothing is shown
            self._inbox.put_nowait(told)
            try:
                await self._connected()
            except _failures() as error:
                log.info("no notification: %s", type(error).__name__)
                self._shown = 0
                self.failures += 1
                while not self._inbox.empty():
                    self._inbox.get_nowait()

    async def _connected(self) -> None:
        from jeepney import MatchRule, Message, message_bus
        from jeepney.io.asyncio import open_dbus_router

        clicks = MatchRule(type="signal", interface=_PLACE, member="ActionInvoked")
        async with open_dbus_router() as router:
            await router.send_and_get_reply(message_bus.AddMatch(clicks))
            with router.filter(clicks, queue=self._inbox):
                while True:
                    told = await self._inbox.get()
                    if isinstance(told, Message):
                        if told.body[0] == self._shown:
                            self._clicked()
                    elif isinstance(told, int):
                        await router.send(_badge(told))
                    elif told is not None:
                        title, body = told
                        await self._show(router, title, body)
                    elif self._shown:
                        shown, self._shown = self._shown, 0
                        await _call(router, "CloseNotification", "u", (shown,))

    async def _show(self, router: DBusRouter, title: str, body: str) -> None:
        (abilities,) = await _call(router, "GetCapabilities", None, ())
        text = html.escape(body, quote=False) if "body-markup" in abilities else body
        hints = {"desktop-entry": ("s", APP)}
        values = ("Jimeng Desktop", self._shown, APP, title, text, ["default", title], hints, -1)
        (self._shown,) = await _call(router, "Notify", "susssasa{sv}i", values)


def _badge(number: int) -> Message:
    """As docks have understood it since Unity."""
    from jeepney import DBusAddress, new_signal

    place = DBusAddress("/com/canonical/unity/launcherentry/1", interface="com.canonical.Unity.LauncherEntry")
    shown = {"count": ("x", number), "count-visible": ("b", number > 0)}
    return new_signal(place, "Update", "sa{sv}", (f"application://{APP}.desktop", shown))


async def _call(router: DBusRouter, method: str, signature: str | None, values: tuple[Any, ...]) -> tuple[Any, ...]:
    from jeepney import DBusAddress, new_method_call
    from jeepney.wrappers import unwrap_msg

    place = DBusAddress("/org/freedesktop/Notifications", _PLACE, _PLACE)
    message = new_method_call(place, method, signature, values)
    async with asyncio.timeout(_PATIENCE):
        answer: tuple[Any, ...] = unwrap_msg(await router.send_and_get_reply(message))
    return answer


def _failures() -> tuple[type[Exception], ...]:
    """What a desktop looks like that can't show anything, or is gone."""
    from jeepney.auth import AuthenticationError
    from jeepney.io.common import RouterClosed
    from jeepney.wrappers import DBusErrorResponse

    return OSError, EOFError, TimeoutError, KeyError, ValueError, AuthenticationError, RouterClosed, DBusErrorResponse
