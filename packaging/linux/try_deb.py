#!/usr/bin/env python3
"""Install the Debian package in a clean Debian 12 without Python, use it as an ordinary user, upgrade and remove it.

    python3 packaging/linux/try_deb.py --deb NEW.deb --older OLD.deb [--work DIR]      prints one JSON object

Needs root, debootstrap, Xvfb and import (Debian: debootstrap xvfb imagemagick). The new Debian comes from where this
system gets its own. The picture of the window is left in DIR, for somebody to look at.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # packaging/, for what is imported from it

import dev

PROGRAM = "usr/lib/jimeng-desktop"
USER = "artist"
LONGEST = 900  # seconds a step may take
SCREEN = ":97"
# What the package wants from the menu's point of view.
FILES = (
    "usr/bin/jimeng-desktop",
    "usr/share/applications/jimeng-desktop.desktop",
    "usr/share/icons/hicolor/scalable/apps/jimeng-desktop.svg",
    "usr/share/man/man1/jimeng-desktop.1.gz",
    "usr/share/metainfo/jimeng-desktop.metainfo.xml",
    "usr/share/doc/jimeng-desktop/changelog.gz",
    "usr/share/doc/jimeng-desktop/copyright",
)


def mirror() -> str:
    """Where apt gets this system's Debian from; ends with 2 where it gets none."""
    asked = ["apt-get", "indextargets", "--format", "$(ORIGIN)|$(LABEL)|$(COMPONENT)|$(REPO_URI)"]
    told = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    found = [line.removeprefix("Debian|Debian|main|") for line in told.splitlines()]
    found = [address for address in found if address.startswith(("http:", "https:", "file:"))]
    return found[0] if found else dev.stop("apt knows of no mirror of Debian here; perhaps: apt-get update")


class Root:
    """A Debian of its own in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        if not (folder / "usr/bin/apt-get").exists():
            dev.say("Making a Debian 12 (once; about a minute)")
            dev.quietly("debootstrap", "--variant=minbase", "bookworm", folder, mirror())

    @contextmanager
    def mounted(self) -> Iterator[None]:
        """With /proc, which the program finds itself by, and the screen's socket."""
        places = (("/proc", "proc"), ("/tmp/.X11-unix", "tmp/.X11-unix"))
        os.makedirs("/tmp/.X11-unix", mode=0o1777, exist_ok=True)
        for source, place in places:
            (self.folder / place).mkdir(parents=True, exist_ok=True)
            subprocess.run(["mount", "--bind", source, str(self.folder / place)], check=True)
        try:
            yield
        finally:
            for _, place in places:
                subprocess.run(["umount", "--lazy", str(self.folder / place)], check=True)

    def command(self, *words: str, user: str = "", **more: str) -> tuple[list[str], dict[str, str]]:
        """What runs it in there, as root or as the user, and in which environment."""
        home = f"/home/{user}" if user else "/root"
        env = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": home, "LANG": "C.UTF-8", **more}
        where = ["chroot", f"--userspec={user}:{user}"] if user else ["chroot"]
        return [*where, str(self.folder), "env", "-C", home, *words], env

    def run(self, *words: str, user: str = "", check: bool = True, **more: str) -> subprocess.CompletedProcess[str]:
        """A command in there, to its end."""
        command, env = self.command(*words, user=user, **more)
        done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=LONGEST, check=False)
        if check and done.returncode:
            dev.stop(f"{' '.join(words)} ended with {done.returncode}:\n{done.stderr[-3000:]}")
        return done

    def apt(self, *words: str) -> None:
        """Without a question."""
        self.run("apt-get", "-y", "-q", *words, DEBIAN_FRONTEND="noninteractive")

    def install(self, package: Path) -> None:
        """A package from outside, with what it depends on and nothing more."""
        shutil.copyfile(package, self.folder / "var/tmp/new.deb")
        self.apt("--no-install-recommends", "install", "/var/tmp/new.deb")


def seen(condition: bool, what: str) -> None:
    """One of the things to be seen."""
    if not condition:
        dev.stop(f"Not so: {what}")
    dev.say(f"seen: {what}")


def pictures(root: Root) -> dict[str, bytes]:
    """What the user has made."""
    folder = root.folder / "home" / USER / "Pictures"
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.*") if path.is_file()}


def made(root: Root, prompt: str) -> dict[str, Any]:
    """One job of the demo, by the command line."""
    words = ("jimeng-desktop", "--demo", "generate", prompt, "--out", f"/home/{USER}/out", "--json")
    report: dict[str, Any] = json.loads(root.run(*words, user=USER).stdout)
    return report


def windowed(root: Root, picture: Path) -> None:
    """The window on a screen, with a picture opened by its name, as the menu and a file manager would."""
    original = next(path for path in pictures(root) if "Demo" in path and not path.endswith(".txt"))
    words = ("jimeng-desktop", "--demo", f"/home/{USER}/Pictures/{original}")
    command, env = root.command(*words, user=USER, DISPLAY=SCREEN)
    screen = subprocess.Popen(
        ["Xvfb", SCREEN, "-screen", "0", "1440x900x24"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    program = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        time.sleep(12)  # it is a person who looks: nothing is decided by what the picture shows
        seen(program.poll() is None, "the window stays open under Xvfb")
        subprocess.run(["import", "-display", SCREEN, "-window", "root", str(picture)], check=True)
        program.terminate()
        seen(program.wait(60) == 0, "it ends in order when asked to")
    finally:
        program.kill()
        screen.terminate()
        screen.wait()


def tried(root: Root, new: Path, older: Path, picture: Path) -> dict[str, Any]:
    """From an older build to the present one, and away again."""
    root.apt("purge", "jimeng-desktop") if (root.folder / PROGRAM).exists() else None
    if not (root.folder / "home" / USER).exists():
        root.run("useradd", "--create-home", USER)
    shutil.rmtree(root.folder / "home" / USER)
    root.run("cp", "-R", "/etc/skel", f"/home/{USER}")
    root.run("chown", "-R", f"{USER}:{USER}", f"/home/{USER}")
    root.apt("update")
    root.install(older)
    seen(not (root.folder / "usr/bin/python3").exists(), "there is no Python")
    earlier = root.run("jimeng-desktop", "--version", user=USER).stdout.split()[-1]
    first = made(root, "a red fox in snow")
    seen(first["state"] == "done", f"version {earlier} makes a job")
    before = pictures(root)
    root.install(new)
    version = root.run("jimeng-desktop", "--version", user=USER).stdout.split()[-1]
    seen(version == dev.version() != earlier, f"it is version {version} now")
    lists = (root.folder / "var/lib/dpkg/info/jimeng-desktop.list").read_text("utf-8").split("\n")
    there = {f"/{path.relative_to(root.folder)}" for path in (root.folder / PROGRAM).rglob("*")}
    seen(there <= set(lists), "nothing of the older one is left in its folder")
    seen(all((root.folder / name).exists() for name in FILES), "menu entry, icon, man page and the rest are there")
    report: dict[str, Any] = json.loads(root.run("jimeng-desktop", "--self-check", "--headless", user=USER).stdout)
    seen(report["ok"] is True, "the self-check passes as an ordinary user")
    second = made(root, "an owl")
    seen(second["job"] > first["job"], "the library of the older version goes on")
    seen({name: pictures(root).get(name) for name in before} == before, "its pictures are the same to the byte")
    windowed(root, picture)
    kept = pictures(root)
    root.apt("purge", "jimeng-desktop")
    gone = [root.folder / name for name in (*FILES, PROGRAM)]
    seen(not any(path.exists() or path.is_symlink() for path in gone), "after removal nothing of it is left")
    seen(pictures(root) == kept and len(kept) >= 8, f"the user's {len(kept)} pictures stay")
    return {"ok": True, "from": earlier, "to": version, "picture": str(picture), "steps": report["steps"]}


def main(args: Sequence[str] | None = None) -> int:
    """All of it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--deb", type=Path, required=True)
    parser.add_argument("--older", type=Path, required=True, help="a package of an earlier version")
    parser.add_argument("--work", type=Path, default=dev.ROOT / "build" / "debian", help="kept, and used again")
    given = parser.parse_args(args)
    lacking = [tool for tool in ("debootstrap", "Xvfb", "import", "chroot", "mount") if shutil.which(tool) is None]
    if lacking or not sys.platform.startswith("linux") or os.geteuid() != 0:
        parser.error("it needs root; on Debian: apt-get install debootstrap xvfb imagemagick")
    given.work.mkdir(parents=True, exist_ok=True)
    root = Root(given.work.resolve() / "root")
    begun = time.monotonic()
    with root.mounted():
        told = tried(root, given.deb.resolve(), given.older.resolve(), given.work.resolve() / "window.png")
    print(json.dumps({**told, "seconds": round(time.monotonic() - begun)}))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
