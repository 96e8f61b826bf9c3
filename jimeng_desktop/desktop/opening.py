"""Shows a file in the system's own file manager, or opens it in a program. No shell ever reads a file's name."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

from .keychain import VARIABLE

_PATIENCE = 5.0  # seconds a file manager gets to answer
_GLANCE = 1.0  # seconds in which a program that can't start has said so
PROGRAMS = Path("/Applications" if sys.platform == "darwin" else "/usr/bin")  # where a program is looked for first
CHOOSES = sys.platform == "win32"  # the system has a window of its own for choosing a program


def show_in_folder(path: Path) -> bool:
    """Opens the folder of `path` with the file marked; the folder alone where that can't be done.

    May block for some seconds: call it in a thread. False where no file manager could be asked.
    """
    if not path.exists():
        path = path.parent
    return any(_run(command) for command in commands(path, sys.platform))


def commands(path: Path, platform: str) -> list[list[str] | str]:
    """What to try on that platform, in this order."""
    folder = path if path.is_dir() else path.parent
    if platform == "win32":
        # A whole line: explorer takes its argument apart itself and would not find a path quoted by list2cmdline.
        return [f'explorer /select,"{path}"']
    if platform == "darwin":
        return [["open", "-R", str(path)], ["open", str(folder)]]
    uri = path.absolute().as_uri().replace(",", "%2C")  # dbus-send parts its arrays at commas
    show_items = [
        "dbus-send", "--session", "--print-reply", "--dest=org.freedesktop.FileManager1",
        "/org/freedesktop/FileManager1", "org.freedesktop.FileManager1.ShowItems",
        f"array:string:{uri}", "string:",
    ]  # fmt: skip
    return [show_items, ["xdg-open", str(folder)]]


def open_file(path: Path, program: str = "") -> bool:
    """Opens a file in a program, or in the one the system has for it. False where that could not be started.

    May block for a second: call it in a thread.
    """
    return _start(opening(path, sys.platform, program))


def open_page(address: str) -> bool:
    """Shows an https page in the user's browser. False where none could be started. May block for a second."""
    if not address.startswith("https://"):
        return False
    return _start(browsing(address, sys.platform))


def browsing(address: str, platform: str) -> list[str]:
    """The command that opens a page on that platform."""
    if platform == "win32":
        return ["rundll32.exe", "url.dll,FileProtocolHandler", address]
    return ["open" if platform == "darwin" else "xdg-open", address]


def choose_and_open(path: Path) -> bool:
    """Lets the system ask in which program to open a file; only where it CHOOSES."""
    # A whole line: rundll32 hands on all that follows the name of the function, quotes and all.
    return _start(f"rundll32.exe shell32.dll,OpenAs_RunDLL {path}")


def opening(path: Path, platform: str, program: str = "") -> list[str]:
    """The command that opens a file on that platform."""
    file = str(path.absolute())
    if platform == "darwin":
        return ["open", "-a", program, file] if program else ["open", file]
    if program:
        return [program, file]
    return ["explorer", file] if platform == "win32" else ["xdg-open", file]


def _start(command: list[str] | str) -> bool:
    """A program that lives on after us. One that ends at once has handed over, or failed and says so."""
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=clean_environment(),
            start_new_session=True,
        )
    except OSError:
        return False
    try:
        code = process.wait(_GLANCE)
    except subprocess.TimeoutExpired:
        threading.Thread(target=process.wait, name="opened", daemon=True).start()  # its end must be taken note of
        return True
    return code == 0 or command[0] == "explorer"  # which answers 1 even when all went well


def _run(command: list[str] | str) -> bool:
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_PATIENCE,
            env=clean_environment(),
            check=False,
        )
    except subprocess.TimeoutExpired:
        return False
    except OSError:
        return False
    # Explorer answers 1 even when all went well.
    return done.returncode == 0 or (isinstance(command, str) and done.returncode == 1)


def clean_environment() -> dict[str, str]:
    """Ours without the key, and without what a frozen program puts there for its own libraries."""
    environment = dict(os.environ)
    environment.pop(VARIABLE, None)
    for name in ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"):
        original = environment.pop(f"{name}_ORIG", None)
        if original is not None:
            environment[name] = original
        elif getattr(sys, "frozen", False):
            environment.pop(name, None)
    return environment
