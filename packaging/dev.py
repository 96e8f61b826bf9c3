#!/usr/bin/env python3
"""The commands of a checkout: set up .venv once, then run the program or its tests. Needs only Python 3.11 and pip.

    python3 packaging/dev.py run [ARGS…]    the program; without ARGS the demo (without a screen: one job offscreen)
    python3 packaging/dev.py test [ARGS…]   all tests; ARGS go to pytest
    python3 packaging/dev.py screens [ARGS…] pictures of every window and state; --help says more
    python3 packaging/dev.py screenshot     the picture in the README, anew
    python3 packaging/dev.py translate      bring resources/i18n/*.ts up to date with the texts in the source
    python3 packaging/dev.py fonts [FOLDER]  bring the tests' own fonts up to date with those texts, from Noto
    python3 packaging/dev.py missing        print the Debian packages that are missing here, for scripts

Whatever the set-up has to say goes to stderr; stdout belongs to the program. Standard library only.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCK = ROOT / "packaging" / "requirements.lock"
I18N = ROOT / "resources" / "i18n"
WINDOWS = os.name == "nt"
HEADLESS = ("offscreen", "minimal")  # platforms of Qt that nobody can see
NO_WINDOW = ("generate", "--headless", "--self-check", "--version", "--help", "-h")  # nobody need look

Libraries = Sequence[tuple[str, str]]  # (what the loader looks for, the Debian package that brings it)
BASE: Libraries = (
    ("libGL.so.1", "libgl1"),
    ("libEGL.so.1", "libegl1"),
    ("libxkbcommon.so.0", "libxkbcommon0"),
    ("libglib-2.0.so.0", "libglib2.0-0"),
    ("libfontconfig.so.1", "libfontconfig1"),
    ("libfreetype.so.6", "libfreetype6"),
    ("libdbus-1.so.3", "libdbus-1-3"),
    ("libgssapi_krb5.so.2", "libgssapi-krb5-2"),
)
X11: Libraries = (
    ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
    ("libxcb-cursor.so.0", "libxcb-cursor0"),
    ("libxcb-icccm.so.4", "libxcb-icccm4"),
    ("libxcb-image.so.0", "libxcb-image0"),
    ("libxcb-keysyms.so.1", "libxcb-keysyms1"),
    ("libxcb-randr.so.0", "libxcb-randr0"),
    ("libxcb-render-util.so.0", "libxcb-render-util0"),
    ("libxcb-shape.so.0", "libxcb-shape0"),
    ("libxcb-sync.so.1", "libxcb-sync1"),
    ("libxcb-xfixes.so.0", "libxcb-xfixes0"),
    ("libxcb-xkb.so.1", "libxcb-xkb1"),
    ("libX11-xcb.so.1", "libx11-xcb1"),
)
TOOLS: Libraries = (("dbus-daemon", "dbus-daemon"),)  # programs some tests do without, and then test less
WAYLAND: Libraries = (("libwayland-cursor.so.0", "libwayland-cursor0"), ("libwayland-egl.so.1", "libwayland-egl1"))


def say(text: str) -> None:
    """One line for the person at the terminal."""
    print(text, file=sys.stderr, flush=True)


def stop(text: str) -> NoReturn:
    """Say why nothing can be done, and end with 2."""
    say(text)
    raise SystemExit(2)


# What the machine has


def has_screen(env: Mapping[str, str], system: str = sys.platform) -> bool:
    """Whether somebody could see a window opened with this environment."""
    platform = env.get("QT_QPA_PLATFORM", "")
    if platform:
        return not platform.startswith(HEADLESS)
    return not system.startswith("linux") or bool(env.get("DISPLAY") or env.get("WAYLAND_DISPLAY"))


def libraries(env: Mapping[str, str]) -> Libraries:
    """The system libraries Qt will load on Linux with this environment."""
    if not has_screen(env, "linux"):
        return BASE
    platform = env.get("QT_QPA_PLATFORM", "") or ("wayland" if env.get("WAYLAND_DISPLAY") else "xcb")
    return [*BASE, *(WAYLAND if platform.startswith("wayland") else X11)]


def missing(wanted: Libraries) -> Libraries:
    """Those of `wanted` the loader doesn't find. Asked before Qt starts, which would abort."""
    absent = []
    for name, package in wanted:
        try:
            ctypes.CDLL(name)
        except OSError:
            absent.append((name, package))
    return absent


def apt_line(*packages: str) -> str:
    """What installs these; as root without sudo, which a container may lack."""
    sudo = "" if getattr(os, "geteuid", int)() == 0 else "sudo "
    return f"On Debian or Ubuntu: {sudo}apt-get install -y {' '.join(packages)}"


def preflight(wanted: Libraries) -> None:
    """End with the one line that installs what is missing, if anything is."""
    absent = missing(wanted)
    if absent:
        say("Qt needs system libraries that are not here: " + ", ".join(name for name, _ in absent))
        stop(apt_line(*(package for _, package in absent)))


# Set-up


def python_of(venv: Path) -> Path:
    """The interpreter of an environment."""
    return venv / ("Scripts/python.exe" if WINDOWS else "bin/python")


def site_of(venv: Path) -> Path:
    """Where an environment keeps its packages."""
    places = {"base": str(venv), "platbase": str(venv), "installed_base": str(venv)}
    return Path(sysconfig.get_path("purelib", "venv", places))


def stamp_text(lock: Path) -> str:
    """What a finished environment was made from; another lock, Python or folder makes it anew."""
    return "\n".join((hashlib.sha256(lock.read_bytes()).hexdigest(), sys.version, str(ROOT)))


def is_ready(venv: Path, lock: Path) -> bool:
    """Whether `venv` was finished, from this lock, by this Python, in this folder."""
    stamp = venv / ".made-from"
    return python_of(venv).exists() and stamp.is_file() and stamp.read_text(encoding="utf-8") == stamp_text(lock)


def quietly(*command: str | Path) -> None:
    """Run a step of the set-up with its output on stderr; end with 2 if it fails."""
    words = [str(word) for word in command]
    if subprocess.run(words, stdout=sys.stderr.fileno(), check=False).returncode:
        stop("This step of the set-up failed: " + " ".join(words))


def make_environment(venv: Path, lock: Path) -> None:
    """Fill `venv` with exactly what `lock` names. The stamp goes first and comes last: half an environment has none."""
    if is_ready(venv, lock):
        return
    if importlib.util.find_spec("pip") is None:
        stop(f"{sys.executable} has no pip. {apt_line('python3-pip')}")
    say(f"Setting up {venv.name} (once; about a minute)")
    (venv / ".made-from").unlink(missing_ok=True)
    quietly(sys.executable, "-m", "venv", "--without-pip", "--clear", venv)  # Debian's Python may lack ensurepip
    pip = [sys.executable, "-m", "pip", "--python", str(python_of(venv))]
    quietly(
        *pip,
        "install",
        "-q",
        "--disable-pip-version-check",
        "--no-deps",
        "--no-compile",
        "--require-hashes",
        "--only-binary=:all:",
        "-r",
        lock,
    )
    (site_of(venv) / "jimeng_desktop_dev.pth").write_text(f"{ROOT}\n", encoding="utf-8")
    (venv / ".made-from").write_text(stamp_text(lock), encoding="utf-8")


def version() -> str:
    """The program's, from its one place: jimeng_desktop/__init__.py."""
    text = (ROOT / "jimeng_desktop" / "__init__.py").read_text("utf-8")
    return text.rpartition('__version__ = "')[2].partition('"')[0]


# Translations


def qt_tool(name: str, venv: Path = VENV) -> Path:
    """A tool of the PySide6 wheel; where in the wheel it lies differs by system and version."""
    package = site_of(venv) / "PySide6"
    for folder in (package, package / "Qt" / "libexec", package / "Qt" / "bin"):
        for tool in (folder / name, folder / f"{name}.exe"):
            if tool.is_file():
                return tool
    return stop(f"The PySide6 in {venv.name} has no {name}")


def compile_translations(folder: Path = I18N, venv: Path = VENV) -> None:
    """Make a .qm beside each .ts that is newer than it, and remove those whose .ts is gone."""
    for compiled in folder.glob("*.qm"):
        if not compiled.with_suffix(".ts").exists():
            compiled.unlink()
    for source in sorted(folder.glob("*.ts")):
        target = source.with_suffix(".qm")
        if not target.exists() or target.stat().st_mtime_ns < source.stat().st_mtime_ns:
            fresh = source.with_suffix(".new")
            quietly(qt_tool("lrelease", venv), "-silent", source, "-qm", fresh)
            fresh.replace(target)


def update_translations(root: Path = ROOT, venv: Path = VENV) -> None:
    """Run lupdate over the package into each .ts; English holds only the texts with a number, for their plurals."""
    lupdate = [str(qt_tool("lupdate", venv)), "-silent", "-no-obsolete", "-locations", "none"]
    sources = sorted((root / "jimeng_desktop").rglob("*.py"))
    for target in sorted((root / "resources" / "i18n").glob("*.ts")):
        plurals = ["-pluralonly"] if target.stem.endswith("_en") else []
        quietly(*lupdate, *plurals, *sources, "-ts", target)


# Commands


def program(args: Sequence[str], env: Mapping[str, str]) -> tuple[list[str], dict[str, str]]:
    """The program's arguments and environment for `run ARGS…`, having said what a machine without a screen changes."""
    env = dict(env)
    if has_screen(env):
        return list(args) or ["--demo"], env
    env.setdefault("QT_QPA_PLATFORM", "offscreen")
    if not args:
        say("No screen here: the demo makes one job offscreen, in the real window, and prints what came of it.")
        return ["--self-check"], env
    if not any(word in NO_WINDOW for word in args):
        say("No screen here: the window is drawn offscreen, where nobody sees it.")
    return list(args), env


def hand_over(command: list[str], env: Mapping[str, str]) -> int:
    """Become `command`, so that Ctrl+C and the exit code are its own; Windows has no such thing, there wait for it."""
    if not WINDOWS:
        os.execve(command[0], command, env)
    child = subprocess.Popen(command, env=dict(env))
    while True:
        try:
            return child.wait()
        except KeyboardInterrupt:
            continue  # the child has had it too, and ends in its own time


def run(args: Sequence[str]) -> int:
    """Set up, then be the program."""
    args, env = program(args, os.environ)
    if sys.platform.startswith("linux"):
        preflight(libraries(env))
    make_environment(VENV, LOCK)
    compile_translations()
    return hand_over([str(python_of(VENV)), "-P", "-m", "jimeng_desktop", *args], env)


def tested(args: Sequence[str], env: Mapping[str, str]) -> dict[str, str]:
    """The environment of the tests: offscreen, unless the screen is asked for."""
    return dict(env) if "--onscreen" in args else {**env, "QT_QPA_PLATFORM": "offscreen"}


def test(args: Sequence[str]) -> int:
    """Set up, then be pytest."""
    env = tested(args, os.environ)
    if sys.platform.startswith("linux"):
        preflight(libraries(env))
    make_environment(VENV, LOCK)
    compile_translations()
    os.chdir(ROOT)
    # All of them on all cores; what is named runs in one process, where a debugger and print work.
    return hand_over([str(python_of(VENV)), "-m", "pytest", *(args or ["-n", "auto"])], env)


def screens(args: Sequence[str], module: str = "tests.scenes.take") -> int:
    """Set up, then be tests/scenes/take.py."""
    if sys.platform.startswith("linux"):
        preflight(BASE)
    make_environment(VENV, LOCK)
    compile_translations()
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    return hand_over([str(python_of(VENV)), "-P", "-m", module, *args], env)


def screenshot(args: Sequence[str]) -> int:
    """Set up, then be tests/scenes/screenshot.py."""
    return screens(args, "tests.scenes.screenshot")


def translate(args: Sequence[str]) -> int:
    """Set up, then update and compile the translations."""
    make_environment(VENV, LOCK)
    update_translations()
    compile_translations()
    return 0


def fonts(args: Sequence[str]) -> int:
    """Set up, then be subset_fonts.py."""
    make_environment(VENV, LOCK)
    return hand_over([str(python_of(VENV)), str(ROOT / "packaging" / "subset_fonts.py"), *args], os.environ)


def print_missing(args: Sequence[str]) -> int:
    """The packages that `test` (and `run`, where there is no screen) would ask for, or leave tests out without."""
    if sys.platform.startswith("linux"):
        tools = [package for program, package in TOOLS if shutil.which(program) is None]
        print(" ".join([*(package for _, package in missing(BASE)), *tools]))
    return 0


COMMANDS: Mapping[str, Callable[[Sequence[str]], int]] = {
    "run": run,
    "test": test,
    "screens": screens,
    "screenshot": screenshot,
    "translate": translate,
    "fonts": fonts,
    "missing": print_missing,
}


def main(args: Sequence[str]) -> int:
    """Do what the first word says with the others."""
    if sys.version_info < (3, 11):  # noqa: UP036
        stop(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}")
    if not args or args[0] not in COMMANDS:
        stop(__doc__ or "")
    return COMMANDS[args[0]](args[1:])


if __name__ == "__main__":
    try:
        raise SystemExit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        say("Stopped; the next time starts the set-up afresh.")
        raise SystemExit(130) from None
