"""The process anew, as it was started: for what can only be chosen before Qt is there."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Collection


def restart(without: Collection[str] = ()) -> None:
    """Becomes the program anew; returns only on Windows, where the new process is another one.

    `without`: words of the command line that no longer hold.
    """
    words = sys.argv[1:] if getattr(sys, "frozen", False) else sys.orig_argv[1:]
    command = [sys.executable, *(word for word in words if word not in without)]
    if os.name == "nt":
        subprocess.Popen(command)
    else:
        os.execv(sys.executable, command)
