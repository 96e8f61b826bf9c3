"""The frozen program, made for real: what is inside and what must not be, whose licences lie there, that it works."""

from __future__ import annotations

import json
import os
import re
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import processes

ROOT = Path(__file__).resolve().parents[1]
pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the list is that of the Linux build")

# Everything that may lie in it, by name without versions; whatever else does is a surprise.
MODULES = [
    "PIL",
    "PySide6",
    "anyio",
    "backports",
    "certifi",
    "cffi",
    "cryptography",
    "h11",
    "httpcore",
    "httpx",
    "idna",
    "importlib_metadata",
    "jaraco",
    "jeepney",
    "jimeng_desktop",
    "keyring",
    "lazy_importer",
    "more_itertools",
    "platformdirs",
    "pycparser",
    "qasync",
    "secretstorage",
    "shiboken6",
    "send2trash",
    "truststore",
    "typing_extensions",
    "zipp",
    "_pyi_rth_utils",
    "_cffi_backend",
]
OF_QT = ["Core", "DBus", "Gui", "Network", "Svg", "WaylandClient", "Widgets", "XcbQpa"]
PLUGINS = [
    "iconengines/qsvgicon",
    "imageformats/qico",
    "imageformats/qjpeg",
    "imageformats/qsvg",
    "imageformats/qwebp",
    "platforminputcontexts/composeplatforminputcontextplugin",
    "platforminputcontexts/ibusplatforminputcontextplugin",
    "platforms/qoffscreen",
    "platforms/qwayland",
    "platforms/qxcb",
    "platformthemes/qxdgdesktopportal",
    "tls/qcertonlybackend",
    "tls/qopensslbackend",
    "wayland-decoration-client/adwaita",
    "wayland-decoration-client/bradient",
    "wayland-shell-integration/xdg-shell",
]
OF_WHEELS = [
    "icudata",
    "icui18n",
    "icuuc",
    "pyside6.abi3",
    "shiboken6.abi3",
    "Xau",
    "avif",
    "jpeg",
    "lcms2",
    "lzma",
    "openjp2",
    "sharpyuv",
    "tiff",
    "webp",
    "webpdemux",
    "webpmux",
    "xcb",
    "zstd",
]
OF_THE_SYSTEM = [
    "X11",
    "X11-xcb",
    "Xau",
    "Xdmcp",
    "brotlicommon",
    "brotlidec",
    "bsd",
    "bz2",
    "cap",
    "com_err",
    "crypto",
    "dbus-1",
    "expat",
    "ffi",
    "fontconfig",
    "freetype",
    "gcc_s",
    "gcrypt",
    "glib",
    "gpg-error",
    "gssapi_krb5",
    "gthread",
    "k5crypto",
    "keyutils",
    "krb5",
    "krb5support",
    "lz4",
    "lzma",
    "md",
    "pcre2-8",
    "png16",
    "sqlite3",
    "ssl",
    "stdc++",
    "systemd",
    "uuid",
    "xcb-cursor",
    "xcb-icccm",
    "xcb-image",
    "xcb-keysyms",
    "xcb-randr",
    "xcb-render",
    "xcb-render-util",
    "xcb-shape",
    "xcb-shm",
    "xcb-sync",
    "xcb-util",
    "xcb-xfixes",
    "xcb-xkb",
    "xkbcommon",
    "xkbcommon-x11",
    "z",
    "zstd",
]
INSIDE = """
import json, sys
from PyInstaller.archive.readers import CArchiveReader
program = CArchiveReader(sys.argv[1])
(name,) = [name for name in program.toc if name.endswith(".pyz")]
print(json.dumps(sorted(program.open_embedded_archive(name).toc)))
"""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """The folder, and what its self-check said."""
    out = tmp_path_factory.mktemp("frozen")
    command = [sys.executable, str(ROOT / "packaging/freeze/freeze.py"), "--out", str(out)]
    base = getattr(sys, "_base_executable", sys.executable)  # the environment for freezing is made with this one's own
    done = processes.run([base, *command[1:]], seconds=800)
    assert done.returncode == 0, done.stderr[-2000:]
    return out / "jimeng-desktop", json.loads(done.stdout)


# One test: each worker of a parallel run would freeze anew.
def test_what_is_inside_and_that_it_works(report: tuple[Path, dict[str, Any]]) -> None:
    frozen, said = report
    internal = frozen / "_internal"
    assert said["ok"] is True
    here = self_check_here()
    assert said["parts"] == here["parts"], "formats, languages, keychains and roots as in the checkout"
    assert shas(said) == shas(here) and list(said["steps"]) == list(here["steps"])

    modules = set(modules_in(frozen / "jimeng-desktop"))
    ours = {path.relative_to(ROOT).with_suffix("") for path in (ROOT / "jimeng_desktop").rglob("*.py")}
    dotted = {".".join(path.parts).removesuffix(".__init__") for path in ours}
    assert dotted - modules == set(), "modules of ours that are missing"
    foreign = {name.partition(".")[0] for name in modules} - sys.stdlib_module_names - set(MODULES)
    assert foreign == set(), "packages that nobody expects"
    assert not modules & {"tkinter", "unittest", "numpy", "PIL.ImageQt", "pip", "setuptools"}
    assert {"PIL.WebPImagePlugin", "PIL.AvifImagePlugin", "certifi", "truststore"} <= modules
    assert "keyring.backends.SecretService" in modules

    plugins = {stem(path) for path in (internal / "PySide6/Qt/plugins").rglob("*.so")}
    assert plugins == {name.rpartition("/")[2] for name in PLUGINS}
    assert {stem(path) for path in (internal / "PySide6/Qt/lib").glob("libQt6*")} == {f"Qt6{name}" for name in OF_QT}
    others = {
        stem(path) for path in internal.rglob("lib*.so*") if not path.is_symlink() and "plugins" not in path.parts
    }
    allowed = {*OF_WHEELS, *OF_THE_SYSTEM, *(f"Qt6{name}" for name in OF_QT), "python3.11"}
    assert others - allowed == set(), "libraries that nobody expects"
    extensions = {path.name.partition(".")[0] for path in (internal / "python3.11/lib-dynload").glob("*.so")}
    assert not extensions & {"readline", "_gdbm", "_dbm", "_curses", "_tkinter"}, "GPL, or not used"

    resources = internal / "jimeng_desktop/resources"
    assert {path.name for path in (resources / "i18n").iterdir()} == {"jimeng_en.qm", "jimeng_zh_CN.qm"}
    of_qt = {path.name for path in (internal / "PySide6/Qt/translations").iterdir()}
    assert of_qt == {"qtbase_en.qm", "qtbase_zh_CN.qm"}
    assert (resources / "models.toml").is_file() and (internal / "certifi/cacert.pem").is_file()
    assert not list(frozen.rglob("*.py")), "sources"
    assert list(foreign_places(internal)) == [], "where it was built stands in these"

    whose_licences_lie_there(frozen)


def self_check_here() -> dict[str, Any]:
    """What the checkout says of itself."""
    command = [sys.executable, "-m", "jimeng_desktop", "--self-check", "--headless"]
    done = processes.run(command, cwd=ROOT, check=True)
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def shas(report: dict[str, Any]) -> list[str]:
    """The pictures that were made, by their bytes."""
    return [picture["sha256"] for picture in report["pictures"]]


def whose_licences_lie_there(frozen: Path) -> None:
    folder = frozen / "licences"
    for name in ("Jimeng Desktop", "Python", "LGPL-3.0", "GPL-3.0", "Qt-notices", "README"):
        assert (folder / f"{name}.txt").stat().st_size > 500, name
    packages = {name.lower() for name in MODULES if not name.startswith(("_", "PySide6", "shiboken6", "PIL", "jimeng"))}
    there = {path.name.partition("_")[0] for path in folder.iterdir() if path.is_dir()}
    assert {name.partition("_")[0] for name in packages} - there == set()
    assert {"pillow", "pyinstaller"} <= there
    for package in ("libdbus-1-3", "libx11-6", "libssl3", "libstdc++6"):
        assert (folder / "system" / f"{package}.txt").is_file(), package
    assert (folder / "common-licenses/LGPL-2.1.txt").is_file()


def modules_in(program: Path) -> list[str]:
    """The modules packed into the program, as PyInstaller reads them."""
    python = ROOT / ".venv-freeze/bin/python"
    told = processes.run([str(python), "-c", INSIDE, str(program)], check=True).stdout
    found: list[str] = json.loads(told)
    return found


def stem(path: Path) -> str:
    """A library's name without prefix, versions and the hash of a wheel."""
    return re.sub(r"(-[0-9a-f]{8})?(-\d+\.\d+)?\.so[.\d]*$", "", path.name.removeprefix("lib"))


def foreign_places(internal: Path) -> Iterator[str]:
    """Files that name this checkout or, beside Python's own library, the Python that froze it."""
    places = [os.fsencode(ROOT), os.fsencode(sysconfig.get_config_var("installed_base"))]
    for path in internal.rglob("*"):
        if path.is_file() and not path.is_symlink() and not path.name.startswith("libpython"):
            text = path.read_bytes()
            if any(place in text for place in places if len(place) > len("/usr")):
                yield path.name
