"""packaging/dev.py: what it asks of the machine, what it hands on, and that half a set-up never looks whole."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests import processes

ROOT = Path(__file__).resolve().parents[1]
SCREEN = {"DISPLAY": ":0"}


@pytest.fixture(scope="module")
def dev() -> ModuleType:
    """The script as a module."""
    spec = importlib.util.spec_from_file_location("dev", ROOT / "packaging" / "dev.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("env", "system", "screen"),
    [
        ({}, "linux", False),
        ({}, "darwin", True),
        ({}, "win32", True),
        (SCREEN, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"QT_QPA_PLATFORM": "xcb"}, "linux", True),
        ({**SCREEN, "QT_QPA_PLATFORM": "offscreen"}, "linux", False),
        ({"QT_QPA_PLATFORM": "minimal"}, "win32", False),
    ],
)
def test_a_screen_is_one_that_somebody_sees(dev: ModuleType, env: dict[str, str], system: str, screen: bool) -> None:
    assert dev.has_screen(env, system) is screen


@pytest.mark.parametrize(
    ("env", "asked"),
    [
        ({}, set()),
        ({**SCREEN, "QT_QPA_PLATFORM": "offscreen"}, set()),
        (SCREEN, {"libxcb-cursor0"}),
        ({"WAYLAND_DISPLAY": "wayland-0"}, {"libwayland-cursor0"}),
        ({"WAYLAND_DISPLAY": "wayland-0", "QT_QPA_PLATFORM": "xcb"}, {"libxcb-cursor0"}),
    ],
)
def test_only_what_the_platform_needs_is_asked_for(dev: ModuleType, env: dict[str, str], asked: set[str]) -> None:
    packages = {package for _, package in dev.libraries(env)}
    assert "libegl1" in packages
    assert packages & {"libxcb-cursor0", "libwayland-cursor0"} == asked


@pytest.mark.parametrize("user, line", [(0, "apt-get"), (1000, "sudo apt-get")])
def test_missing_libraries_are_named_with_the_line_that_installs_them(
    dev: ModuleType, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, user: int, line: str
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: user, raising=False)
    with pytest.raises(SystemExit) as ended:
        dev.preflight([("libmade-up.so.7", "libmade-up7"), ("libnot-there.so.1", "libnot-there1")])
    assert ended.value.code == 2
    told = capfd.readouterr()
    assert told.out == ""
    assert "libmade-up.so.7, libnot-there.so.1" in told.err
    assert told.err.splitlines()[-1].endswith(f": {line} install -y libmade-up7 libnot-there1")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux only: elsewhere the wheel brings everything")
def test_this_machine_lacks_nothing_for_offscreen(dev: ModuleType) -> None:
    assert dev.missing(dev.BASE) == []
    dev.preflight(dev.BASE)


@pytest.mark.parametrize(
    ("given", "env", "handed", "platform", "said"),
    [
        ([], SCREEN, ["--demo"], None, ""),
        ([], {}, ["--self-check"], "offscreen", "No screen here: the demo"),
        ([], {"QT_QPA_PLATFORM": "minimal"}, ["--self-check"], "minimal", "No screen here: the demo"),
        (["--version"], {}, ["--version"], "offscreen", ""),
        (["--demo", "generate", "a fox"], {}, ["--demo", "generate", "a fox"], "offscreen", ""),
        (["--demo"], {}, ["--demo"], "offscreen", "No screen here: the window"),
        (["--demo", "--profile", "x"], SCREEN, ["--demo", "--profile", "x"], None, ""),
    ],
)
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux may be without a screen")
def test_run_hands_its_arguments_on(
    dev: ModuleType,
    capfd: pytest.CaptureFixture[str],
    given: list[str],
    env: dict[str, str],
    handed: list[str],
    platform: str | None,
    said: str,
) -> None:
    args, environment = dev.program(given, env)
    assert args == handed
    assert environment.get("QT_QPA_PLATFORM") == platform
    told = capfd.readouterr()
    assert told.out == "", "stdout belongs to the program"
    assert told.err.startswith(said)
    assert bool(told.err) is bool(said)


def test_the_tests_are_offscreen_unless_asked(dev: ModuleType) -> None:
    assert dev.tested(["-q"], SCREEN)["QT_QPA_PLATFORM"] == "offscreen"
    assert "QT_QPA_PLATFORM" not in dev.tested(["--onscreen"], SCREEN)


def pretend(dev: ModuleType, venv: Path) -> None:
    """Make something that looks like a finished environment."""
    python = dev.python_of(venv)
    python.parent.mkdir(parents=True)
    python.touch()
    (venv / ".made-from").write_text(dev.stamp_text(dev.LOCK), encoding="utf-8")


def test_another_lock_or_a_missing_stamp_makes_the_environment_anew(dev: ModuleType, tmp_path: Path) -> None:
    venv, other = tmp_path / "venv", tmp_path / "other.lock"
    other.write_text("nothing\n", encoding="utf-8")
    assert not dev.is_ready(venv, dev.LOCK)
    pretend(dev, venv)
    assert dev.is_ready(venv, dev.LOCK)
    assert not dev.is_ready(venv, other)
    (venv / ".made-from").unlink()
    assert not dev.is_ready(venv, dev.LOCK)


@pytest.mark.parametrize("broken_step", ["venv", "pip"])
def test_an_interrupted_set_up_is_not_taken_for_a_whole_one(
    dev: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken_step: str
) -> None:
    def step(*command: str | Path) -> None:
        steps.append(str(command[2]))
        if command[2] == broken_step:
            raise KeyboardInterrupt

    steps: list[str] = []
    venv, lock = tmp_path / "venv", tmp_path / "new.lock"
    lock.write_text("nothing\n", encoding="utf-8")
    pretend(dev, venv)
    monkeypatch.setattr(dev, "quietly", step)
    monkeypatch.setattr(dev.importlib.util, "find_spec", lambda name: object())
    with pytest.raises(KeyboardInterrupt):
        dev.make_environment(venv, lock)
    assert steps[-1] == broken_step
    assert not dev.is_ready(venv, lock)
    assert not dev.is_ready(venv, dev.LOCK), "nor for the old one, which is half gone"


def test_a_failed_step_ends_with_2(dev: ModuleType, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        dev.quietly(sys.executable, "-c", "print('words'); raise SystemExit(7)")
    assert ended.value.code == 2
    told = capfd.readouterr()
    assert told.out == ""
    assert "words" in told.err


TS = """<?xml version="1.0" encoding="utf-8"?><!DOCTYPE TS><TS version="2.1" language="zh_CN"><context><name>Box</name>
<message><source>Save</source><translation>{}</translation></message></context></TS>"""


def test_translations_are_compiled_when_they_changed(dev: ModuleType, tmp_path: Path) -> None:
    source, compiled, orphan = (tmp_path / name for name in ("a_zh_CN.ts", "a_zh_CN.qm", "gone.qm"))
    venv = Path(sys.prefix)
    dev.compile_translations(tmp_path, venv)  # none is fine
    source.write_text(TS.format("保存"), encoding="utf-8")
    orphan.touch()
    dev.compile_translations(tmp_path, venv)
    first = compiled.read_bytes()
    assert "保存".encode("utf-16-be") in first
    assert not orphan.exists()
    os.utime(compiled, ns=(source.stat().st_mtime_ns, source.stat().st_mtime_ns + 1))
    source_time = source.stat().st_mtime_ns
    source.write_text(TS.format("存"), encoding="utf-8")
    os.utime(source, ns=(source_time, source_time))
    dev.compile_translations(tmp_path, venv)
    assert compiled.read_bytes() == first, "an older source is left alone"
    os.utime(source, ns=(source_time, source_time + 10))
    dev.compile_translations(tmp_path, venv)
    assert compiled.read_bytes() != first


def test_an_unknown_command_says_how_it_is_used() -> None:
    done = processes.run([sys.executable, str(ROOT / "packaging" / "dev.py"), "fly"])
    assert done.returncode == 2
    assert done.stdout == ""
    assert "dev.py run" in done.stderr
