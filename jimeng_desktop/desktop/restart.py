"""The process anew, as it was started: for what can only be chosen before Qt is there."""

from __future__ import annotations

import os
import subprocess
import sys


def restart() -> None:
    """Becomes the program anew; returns only on Windows, where the new process is another one."""
    command = [sys.executable, *(sys.argv[1:] if getattr(sys, "frozen", False) else sys.orig_argv[1:])]
    if os.name == "nt":
        subprocess.Popen(command)
    else:
        os.execv(sys.executable, command)
