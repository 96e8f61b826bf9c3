"""A Python for Windows under wine, put together from packages of the index: for trials only, nothing of it is shipped.

The wheel of panda3d carries the official python311.dll and its modules in C; the modules in Python are those of the
Linux Python 3.11 that runs this. A python.exe is ten lines of C, and python3.dll a list of names in python311.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import dev

PANDA = "panda3d==1.10.16"
PANDA_HASH = "sha256:37acfb92655c4226879f95c988e2ef1449a53c54486d6c1ebc00e2772429af82"
COMPILER = "x86_64-w64-mingw32-gcc"
# What the lock's markers are asked with: this Python, on Windows.
TARGET = {
    "python_version": "3.11",
    "python_full_version": "3.11.9",
    "sys_platform": "win32",
    "platform_system": "Windows",
    "platform_machine": "AMD64",
    "os_name": "nt",
    "implementation_name": "cpython",
    "platform_python_implementation": "CPython",
    "extra": "",
}
UNUSED = ("site-packages", "lib-dynload", "test", "idlelib", "tkinter", "turtledemo", "__pycache__", "config-*", "*.so")


def make(folder: Path) -> Path:
    """Fills `folder` with Python, the program's packages for Windows and PyInstaller; its python.exe is returned.

    Needs Python 3.11, the mingw compiler and the package index. Raises CalledProcessError.
    """
    program = folder / "python.exe"
    stamp = folder / ".made-from"
    if stamp.is_file() and stamp.read_text("utf-8") == stamp_text():
        return program
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "DLLs").mkdir(parents=True)
    shutil.copytree(sysconfig.get_path("stdlib"), folder / "Lib", ignore=shutil.ignore_patterns(*UNUSED))
    unpack(folder)
    compile_start(folder)
    site = folder / "Lib" / "site-packages"
    install(site)
    for name in ("msvcp140.dll", "msvcp140_1.dll", "msvcp140_2.dll", "vcruntime140_1.dll"):
        shutil.copyfile(site / "PySide6" / name, folder / name)
    stamp.write_text(stamp_text(), "utf-8")
    return program


def stamp_text() -> str:
    """What it is made from."""
    return f"{PANDA} {PANDA_HASH}\n{sys.version}\n{(dev.ROOT / 'packaging' / 'freeze.lock').read_text('utf-8')}"


def pip(*words: str | Path) -> None:
    """For Windows and Python 3.11, whatever runs it."""
    told = ("--only-binary=:all:", "--platform", "win_amd64", "--python-version", "3.11", "--implementation", "cp")
    common = ("--no-deps", "--require-hashes", "-q", "--disable-pip-version-check")
    dev.quietly(sys.executable, "-m", "pip", words[0], *common, *told, *words[1:])


def unpack(folder: Path) -> None:
    """The libraries and modules in C of the official Python."""
    wanted = folder / "panda3d.txt"
    wanted.write_text(f"{PANDA} --hash={PANDA_HASH}\n", "utf-8")
    pip("download", "-r", wanted, "-d", folder)
    (wheel,) = folder.glob("panda3d-*.whl")
    with zipfile.ZipFile(wheel) as packed:
        for name in packed.namelist():
            place = Path(name)
            if place.parts[0] != "deploy_libs" or place.name.startswith(("api-ms-", "tcl", "tk", "_tkinter", "_msi")):
                continue
            beside = place.name.lower().startswith(("python", "vcruntime"))
            (folder / ("" if beside else "DLLs") / place.name).write_bytes(packed.read(name))
    wheel.unlink()


def compile_start(folder: Path) -> None:
    """python.exe, and the python3.dll that modules for every version link to."""
    source = dev.ROOT / "packaging" / "windows" / "python.c"
    library = folder / "python311.dll"
    dev.quietly(COMPILER, "-municode", "-O2", "-s", "-o", folder / "python.exe", source, library)
    told = subprocess.run(["x86_64-w64-mingw32-objdump", "-p", library], check=True, capture_output=True, text=True)
    names = sorted(set(re.findall(r"^\s*\[\s*\d+\] (?:\+base\[\s*\d+\]\s+\w+ )?(_?Py\w+)$", told.stdout, re.MULTILINE)))
    listing = folder / "python3.def"
    lines = "".join(f"    {name} = python311.{name}\n" for name in names)
    listing.write_text(f"LIBRARY python3.dll\nEXPORTS\n{lines}", "utf-8")
    dev.quietly(COMPILER, "-shared", "-nostdlib", "-s", "-o", folder / "python3.dll", listing)


def install(site: Path) -> None:
    """What packaging/freeze.lock names for Windows, hashes checked. pip would ask its markers of this machine."""
    from pip._vendor.packaging.requirements import Requirement  # type: ignore[import-not-found]

    lines = (dev.ROOT / "packaging" / "freeze.lock").read_text("utf-8").replace("\\\n", " ").splitlines()
    kept = []
    for line in lines:
        named, *hashes = line.split("--hash=")
        requirement = Requirement(named.strip())
        if requirement.marker is None or requirement.marker.evaluate(TARGET):
            words = [f"--hash={word.strip()}" for word in hashes]
            kept.append(" ".join([f"{requirement.name}{requirement.specifier}", *words]))
    site.mkdir(parents=True)
    wanted = site.parent / "wanted.txt"
    wanted.write_text("\n".join(kept) + "\n", "utf-8")
    pip("install", "--no-compile", "--target", site, "-r", wanted)
    (site / "jimeng_desktop_dev.pth").write_text(f"Z:{dev.ROOT}\n", "utf-8")


def stand_in_for_icu(folder: Path, system: Path) -> None:
    """Windows 10 brings the icuuc.dll that Qt links to, wine 8 doesn't: one whose functions do nothing.

    It lies in wine's system folder, where PyInstaller takes nothing from.
    """
    library = folder / "Lib" / "site-packages" / "PySide6" / "Qt6Core.dll"
    told = subprocess.run(["x86_64-w64-mingw32-objdump", "-p", library], check=True, capture_output=True, text=True)
    names = told.stdout.partition("DLL Name: icuuc.dll\n\tvma:")[2].partition("DLL Name:")[0]
    functions = re.findall(r"^\t[0-9a-f]+\s+\d+\s+(\w+)$", names, re.MULTILINE)
    source = folder / "icuuc.c"
    source.write_text("".join(f"__declspec(dllexport) void *{name}(void) {{ return 0; }}\n" for name in functions))
    dev.quietly(COMPILER, "-shared", "-s", "-o", system / "icuuc.dll", source)
