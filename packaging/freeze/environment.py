"""For scripts that need Qt, Pillow or the packages of the frozen program: they run in the environment that freezes."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path

import dev
from freeze import freeze


def enter() -> None:
    """Start this script again with the freeze environment's Python, unless the one that runs can freeze already."""
    if Path(sys.prefix).resolve() == freeze.VENV.resolve() or importlib.util.find_spec("PyInstaller"):
        return
    dev.make_environment(freeze.VENV, freeze.LOCK)
    raise SystemExit(dev.hand_over([str(dev.python_of(freeze.VENV)), *sys.argv], os.environ))
