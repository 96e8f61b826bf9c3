"""Shows a file in the system's own file manager, marked."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

_PATIENCE = 5.0  # seconds a file manager gets to answer


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


def _run(command: list[str] | str) -> bool:
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_PATIENCE,
            env=_environment(),
            check=False,
        )
    except subprocess.TimeoutExpired:
        return False
    except OSError:
        return False
    # Explorer answers 1 even when all went well.
    return done.returncode == 0 or (isinstance(command, str) and done.returncode == 1)


def _environment() -> dict[str, str]:
    """Ours without what a frozen program puts there for its own libraries: the file manager needs the system's."""
    environment = dict(os.environ)
    for name in ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"):
        original = environment.pop(f"{name}_ORIG", None)
        if original is not None:
            environment[name] = original
        elif getattr(sys, "frozen", False):
            environment.pop(name, None)
    return environment
