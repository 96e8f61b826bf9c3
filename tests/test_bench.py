"""Benchmarks find a screen wherever one can be made, and say what is missing where none can."""

from __future__ import annotations

import os
import shutil
import socket
import sys
from pathlib import Path

import pytest

from tests import processes
from tests.bench import __main__ as bench
from tests.bench import screen

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there always is a screen")
X = {"DISPLAY": ":0"}
WAYLAND = {"WAYLAND_DISPLAY": "wayland-0"}


@linux
@pytest.mark.parametrize(
    ("env", "lacks"),
    [
        ({}, True),
        (X, False),
        (WAYLAND, False),
        ({"QT_QPA_PLATFORM": "xcb"}, True),
        ({**WAYLAND, "QT_QPA_PLATFORM": "xcb"}, True),
        ({**X, "QT_QPA_PLATFORM": "xcb"}, False),
        ({"QT_QPA_PLATFORM": "wayland"}, True),
        ({"QT_QPA_PLATFORM": "offscreen"}, False),
    ],
)
def test_a_screen_is_made_only_where_one_is_wanted_and_missing(env: dict[str, str], lacks: bool) -> None:
    assert screen.lacks_screen(env) is lacks


@linux
@pytest.mark.parametrize(
    ("env", "asked"),
    [
        ({}, ["xvfb", "libxcb-cursor0"]),
        (X, ["libxcb-cursor0"]),
        (WAYLAND, ["libwayland-cursor0"]),
        ({"QT_QPA_PLATFORM": "offscreen"}, []),
    ],
)
def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch, env: dict[str, str], asked: list[str]) -> None:
    absent = ("libxcb-cursor0", "libwayland-cursor0")
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setattr(screen.dev, "missing", lambda wanted: [one for one in wanted if one[1] in absent])
    assert screen.packages_missing(env) == asked


@linux
@pytest.mark.parametrize("module", ["bench", "bench.bench_start", "bench.bench_frames", "bench.bench_frozen"])
def test_without_any_screen_they_end_with_one_line(module: str, tmp_path: Path) -> None:
    env = {name: value for name, value in os.environ.items() if name not in ("QT_QPA_PLATFORM", *X, *WAYLAND)}
    words = ["program"] if module.endswith("frozen") else ["--quick"]
    command = [sys.executable, "-m", f"tests.{module}", *words]
    done = processes.run(command, env={**env, "PATH": str(tmp_path)}, cwd=Path(__file__).parents[1])
    assert done.returncode == 1 and done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert line.startswith("No window can be opened here. On Debian or Ubuntu: ") and " xvfb" in line


@linux
@pytest.mark.skipif(shutil.which(screen.SERVER) is None, reason="needs Xvfb")
def test_a_screen_of_our_own_is_there_for_its_time_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screen.dev, "missing", lambda wanted: [])
    for name in ("QT_QPA_PLATFORM", *X, *WAYLAND):
        monkeypatch.delenv(name, raising=False)
    before = dict(os.environ)
    with screen.a_screen():
        assert os.environ["QT_QPA_PLATFORM"] == "xcb"
        with socket.socket(socket.AF_UNIX) as talk:
            talk.connect("/tmp/.X11-unix/X" + os.environ["DISPLAY"].removeprefix(":"))
    assert dict(os.environ) == before


@pytest.mark.parametrize("fault, status", [("", 0), ("status -6", 1)])
def test_one_that_fails_is_told_and_stops_no_other(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], fault: str, status: int
) -> None:
    begun: list[str] = []

    def output_of(name: str, quick: bool) -> tuple[str, str]:
        begun.append(name)
        return "words", fault if name == "find" else ""

    monkeypatch.setattr(bench, "output_of", output_of)
    monkeypatch.setattr(sys, "argv", ["bench", "--only", "find,gallery"])
    assert bench.main() == status
    assert begun == ["find", "gallery"]
    assert ("FAILED (status -6)" in capsys.readouterr().out) is bool(status)
