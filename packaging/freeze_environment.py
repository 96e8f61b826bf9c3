"""For scripts that need Qt, Pillow or the packages of the frozen program: they run in the environment that freezes."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import dev
import freeze


def enter() -> None:
    """Start this script again with the freeze environment's Python, unless that is the one running."""
    if Path(sys.prefix).resolve() == freeze.VENV.resolve():
        return
    dev.make_environment(freeze.VENV, freeze.LOCK)
    raise SystemExit(dev.hand_over([str(dev.python_of(freeze.VENV)), *sys.argv], os.environ))
