"""A screen for what is measured on one: the user's, or where there is none an X server of our own that nobody sees."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2] / "packaging"))

import dev

SERVER = "Xvfb"


def lacks_screen(env: Mapping[str, str]) -> bool:
    """Whether a window opened with this environment would find no screen; who asks for none lacks none."""
    platform = env.get("QT_QPA_PLATFORM", "")
    if platform.startswith("xcb"):
        return not env.get("DISPLAY")
    return not platform.startswith(dev.HEADLESS) and not dev.has_screen({**env, "QT_QPA_PLATFORM": ""})


def packages_missing(env: Mapping[str, str]) -> list[str]:
    """The Debian packages without which no window opens with this environment, nor on a screen of our own."""
    if not sys.platform.startswith("linux"):
        return []
    lacks = lacks_screen(env)
    libraries = dev.libraries({**env, **on(":0")} if lacks else env)
    server = ["xvfb"] if lacks and shutil.which(SERVER) is None else []
    return [*server, *(package for _, package in dev.missing(libraries))]


def on(display: str) -> dict[str, str]:
    """The environment of who is to open windows there."""
    return {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}


@contextmanager
def a_screen() -> Iterator[None]:
    """While it lasts windows have a screen, also those of child processes. Ends the program where there can be none."""
    if packages := packages_missing(os.environ):
        sys.exit(f"No window can be opened here. {dev.apt_line(*packages)}")
    if not lacks_screen(os.environ):
        yield
        return
    before = dict(os.environ)
    with x_server() as display:
        os.environ.update(on(display))
        try:
            yield
        finally:
            os.environ.clear()
            os.environ.update(before)


@contextmanager
def x_server() -> Iterator[str]:
    """An X server that shows nobody what is drawn on it; its display."""
    reading, writing = os.pipe()
    command = [SERVER, "-displayfd", str(writing), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"]
    quiet = subprocess.DEVNULL
    server = subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, pass_fds=(writing,))
    try:
        os.close(writing)
        with open(reading) as answer:
            number = answer.readline().strip()
        if not number:
            sys.exit(f"{SERVER} is installed, but doesn't start")
        yield f":{number}"
    finally:
        server.kill()
        server.wait()
