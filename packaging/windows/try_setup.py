#!/usr/bin/env python3
"""Freeze for Windows under wine, make the installer, and see it install, check itself, upgrade and go.

    python3 packaging/windows/try_setup.py [--work DIR]  prints one JSON object; exit status 0 where all of it went well

What is released is frozen on Windows; this shows on Linux that it can be. Needs Python 3.11, wine (64 bit), NSIS, the
mingw compiler (Debian: wine64 wine nsis gcc-mingw-w64-x86-64) and the package index. Qt's own windows don't open under
wine, so all is seen offscreen.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # packaging/, for what is imported from it

import dev
from freeze import freeze, licences
from windows import setup, wine_python

UNINSTALL = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\Jimeng Desktop"
OPEN_WITH = r"HKCU\Software\Classes\Applications\jimeng-desktop.exe"
LONGEST = 900  # seconds a step may take
OLDER = "0.0.1"


class Wine:
    """A prefix of its own, without a screen."""

    def __init__(self, prefix: Path) -> None:
        self.drive = prefix / "drive_c"
        kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG", "TMPDIR")}
        self._env = {**kept, "WINEPREFIX": str(prefix), "WINEDEBUG": "-all", "PYTHONDONTWRITEBYTECODE": "1"}
        self.run("wineboot", "--init")

    @property
    def user(self) -> Path:
        """The user's folder."""
        (folder,) = (path for path in (self.drive / "users").iterdir() if path.name != "Public")
        return folder

    def run(self, *words: str | Path, check: bool = True) -> subprocess.CompletedProcess[str]:
        """A Windows program; wine wants pipes, no files. What it says on stderr is shown where it fails."""
        command = ["wine", *map(str, words)]
        done = subprocess.run(command, env=self._env, capture_output=True, timeout=LONGEST, check=False)
        out, errors = (text.decode("utf-8", "replace") for text in (done.stdout, done.stderr))
        if check and done.returncode:
            dev.stop(f"{' '.join(command)} ended with {done.returncode}:\n{errors[-3000:]}\n{out[-1000:]}")
        return subprocess.CompletedProcess(command, done.returncode, out, errors)

    @contextmanager
    def running(self, *words: str | Path) -> Iterator[None]:
        """A Windows program that runs meanwhile."""
        quiet = subprocess.DEVNULL
        with subprocess.Popen(
            ["wine", *map(str, words)], env=self._env, stdin=quiet, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as process:
            try:
                yield
            finally:
                self.run("taskkill", "/f", "/im", Path(words[0]).name, check=False)
                process.communicate(timeout=LONGEST)

    def value(self, key: str, name: str) -> str | None:
        """A text in the registry; None where there is none."""
        done = self.run("reg", "query", key, "/v", name, check=False)
        return done.stdout.rpartition("REG_SZ")[2].strip() if done.returncode == 0 else None


def frozen(work: Path, wine: Wine) -> Path:
    """The one-folder program for Windows."""
    python = wine_python.make(work / "python")
    wine_python.stand_in_for_icu(work / "python", wine.drive / "windows" / "system32")
    dev.make_environment(freeze.VENV, freeze.LOCK)  # its lrelease is the Linux one
    dev.compile_translations(venv=freeze.VENV)
    places = ("--distpath", f"Z:{work / 'dist'}", "--workpath", f"Z:{work / 'build'}")
    wine.run(python, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", *places, f"Z:{freeze.SPEC}")
    folder = work / "dist" / "jimeng-desktop"
    licences.gather(folder, work / "python" / "Lib" / "site-packages", work / "python" / "Lib" / "LICENSE.txt")
    return folder


def older_setup(work: Path, folder: Path, compiler: str) -> Path:
    """An installer of an earlier version, which lays down a file that the present one has no more."""
    earlier = work / "earlier"
    shutil.rmtree(earlier, ignore_errors=True)
    shutil.copytree(folder, earlier)
    (earlier / "_internal" / "of an earlier version.txt").write_text("stale", "utf-8")
    now = dev.version
    dev.version = lambda: OLDER
    try:
        return setup.build(work, earlier, compiler)
    finally:
        dev.version = now


def until(condition: Callable[[], bool], what: str) -> None:
    """The uninstaller goes on in a process of its own."""
    deadline = time.monotonic() + LONGEST
    while not condition():
        if time.monotonic() > deadline:
            dev.stop(f"{what} did not come about")
        time.sleep(0.2)


def seen(condition: bool, what: str) -> None:
    """One of the things to be seen."""
    if not condition:
        dev.stop(f"Not so: {what}")
    dev.say(f"seen: {what}")


def checked(wine: Wine, program: Path) -> dict[str, Any]:
    """What the self-check of the installed program says."""
    done = wine.run(program, "--self-check", "--headless")
    report: dict[str, Any] = json.loads(done.stdout)
    seen(report["ok"] is True and len(report["pictures"]) == 4, "the installed program checks itself")
    return report


def try_installer(wine: Wine, setup: Path, older: Path) -> dict[str, Any]:
    """Older version, present version over it, away again; what is the user's own stays."""
    installed = wine.user / "AppData/Local/Programs/Jimeng Desktop"
    program, menu = (
        installed / "jimeng-desktop.exe",
        wine.user / "AppData/Roaming/Microsoft/Windows/Start Menu/Programs",
    )
    wine.run(older, "/S")
    stale = installed / "_internal" / "of an earlier version.txt"
    seen(
        stale.is_file() and wine.value(UNINSTALL, "DisplayVersion") == OLDER, "an earlier version is installed silently"
    )
    mine = [installed / "my picture.png", wine.user / "Pictures/Jimeng/fox.png"]
    for path in mine:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"mine")
    wine.run(setup, "/S")
    seen(not stale.exists() and program.is_file(), "the present version takes its place, whole")
    seen(wine.value(UNINSTALL, "DisplayVersion") == dev.version(), "Windows lists the present version")
    seen((menu / "Jimeng Desktop.lnk").is_file(), "it is in the start menu")
    seen("%1" in (wine.value(rf"{OPEN_WITH}\shell\open\command", "") or ""), "pictures can be opened with it")
    report = checked(wine, program)
    seen(jobs_of_generate(wine, program) == 4, "the command line makes four pictures")
    profile = wine.drive / "running"
    with wine.running(program, "--demo", "--headless", "--profile", r"C:\running"):
        until((profile / "demo" / "data" / "index.sqlite").exists, "a running program")
        refused = wine.run(setup, "/S", check=False).returncode
    seen(
        refused == 5 and program.is_file(), "while it runs it is not replaced, and the installer says so by its status"
    )
    wine.run(installed / "uninstall.exe", "/S")
    until(lambda: not program.exists() and not (installed / "_internal").exists(), "the removal")
    until(lambda: wine.value(UNINSTALL, "DisplayVersion") is None, "the end of the removal")
    seen(not (menu / "Jimeng Desktop.lnk").exists(), "nothing of it is in the start menu")
    seen(wine.value(rf"{OPEN_WITH}\shell\open\command", "") is None, "nothing is opened with it")
    seen(all(path.read_bytes() == b"mine" for path in mine), "what is the user's own stays, even in its folder")
    left = {path.relative_to(installed) for path in installed.rglob("*")}
    seen(left == {Path("my picture.png")}, "nothing else stays")
    return report


def jobs_of_generate(wine: Wine, program: Path) -> int:
    """How many pictures `generate` says that it made on the demo."""
    out = r"C:\made"
    done = wine.run(program, "--demo", "--profile", r"C:\profile", "generate", "owl", "--out", out, "--json")
    made = json.loads(done.stdout)
    return sum(
        (wine.drive / "made" / path.rpartition("\\")[2]).is_file() for path in (one["path"] for one in made["pictures"])
    )


def main(args: Sequence[str] | None = None) -> int:
    """All of it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--work", type=Path, help="kept, and used again; a temporary folder unless told")
    given = parser.parse_args(args)
    compiler = setup.makensis()
    lacking = [tool for tool in ("wine", wine_python.COMPILER) if shutil.which(tool) is None]
    if lacking or compiler is None or sys.version_info[:2] != (3, 11):
        parser.error("it needs Python 3.11; on Debian: apt-get install wine64 wine nsis gcc-mingw-w64-x86-64")
    with tempfile.TemporaryDirectory(prefix="jimeng-windows-") as temporary:
        work = (given.work or Path(temporary)).resolve()
        work.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(work / "prefix", ignore_errors=True)
        begun = time.monotonic()
        wine = Wine(work / "prefix")
        folder = frozen(work, wine)
        frozen_after = time.monotonic()
        installer = setup.build(work, folder, compiler)
        packed_after = time.monotonic()
        report = try_installer(wine, installer, older_setup(work, folder, compiler))
        wine.run("wineboot", "--shutdown", check=False)
        told = {
            "ok": True,
            "setup": installer.name,
            "setup_bytes": installer.stat().st_size,
            "frozen_bytes": freeze.size_of(folder),
            "seconds_to_freeze": round(frozen_after - begun),
            "seconds_to_pack": round(packed_after - frozen_after),
            "seconds": round(time.monotonic() - begun),
            "steps": report["steps"],
        }
    print(json.dumps(told))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
