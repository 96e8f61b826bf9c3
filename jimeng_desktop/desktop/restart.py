"""The process anew, as it was started: for what can only be chosen before Qt is there."""

from __future__ import annotations

import os
import subprocess
import sys


def restart(demo: bool) -> None:
    """Becomes the program anew, with the demo or without, whichever is on; on Windows the new process is another one
    and this returns."""
    command = [sys.executable, *_arguments(demo)]
    if os.name == "nt":
        subprocess.Popen(command)
    else:
        os.execv(sys.executable, command)


def _arguments(demo: bool) -> list[str]:
    given = sys.argv[1:] if getattr(sys, "frozen", False) else sys.orig_argv[1:]
    if demo == ("--demo" in sys.argv[1:]):
        return given
    return [*given, "--demo"] if demo else [word for word in given if word != "--demo"]
