"""What the command line takes, what it refuses in words, and that it imports nothing heavy before it has read it."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from jimeng_desktop import __main__ as command_line
from jimeng_desktop import __version__
from jimeng_desktop.options import DEMO_SECONDS, Options, Request, base_url_problem, seconds_of_demo
from tests import processes

ROOT = Path(__file__).resolve().parents[1]
HEAVY = {"PySide6", "qasync", "httpx", "sqlite3", "PIL", "keyring", "asyncio", "platformdirs"}


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """Which root was called with what, in place of running it."""
    calls: list[tuple[Any, ...]] = []
    for name, path in (("app", "app"), ("self_check", "self_check"), ("generate", "commands.generate")):
        module = ModuleType(f"jimeng_desktop.{path}")
        module.main = lambda *given, name=name: calls.append((name, *given)) or 0  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, module.__name__, module)
        monkeypatch.setattr(f"jimeng_desktop.{path}", module, raising=False)
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setenv("QT_QPA_PLATFORM", "")
    return calls


def refused(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """What stderr says to arguments that must end with status 2."""
    with pytest.raises(SystemExit) as caught:
        command_line.main(arguments)
    assert caught.value.code == 2
    words = capsys.readouterr().err
    assert "Traceback" not in words
    return words


def test_nothing_asked_opens_the_window(started: list[tuple[Any, ...]]) -> None:
    assert command_line.main([]) == 0
    assert started == [("app", Options())]


def test_options_reach_the_window(started: list[tuple[Any, ...]], tmp_path: Path) -> None:
    command_line.main(["--profile", str(tmp_path / "p"), "--base-url", "http://127.0.0.1:80", "--headless"])
    assert started == [("app", Options(False, tmp_path / "p", "http://127.0.0.1:80", True))]


def test_an_address_of_the_service_loses_the_ending_of_its_calls(started: list[tuple[Any, ...]]) -> None:
    command_line.main(["--base-url", "https://api.example.com/api/v1/"])
    assert started == [("app", Options(base_url="https://api.example.com"))]


def test_pictures_opened_with_the_program_reach_the_window(
    started: list[tuple[Any, ...]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    command_line.main(["a fox.png", "--demo", str(tmp_path / "gone.webp")])
    assert started == [("app", Options(demo=True, files=(tmp_path / "a fox.png", tmp_path / "gone.webp")))]


def test_self_check(started: list[tuple[Any, ...]]) -> None:
    command_line.main(["--self-check"])
    assert started == [("self_check", Options())]


def test_generate_in_full(started: list[tuple[Any, ...]], tmp_path: Path) -> None:
    command_line.main(
        ["--demo", "--profile", str(tmp_path), "generate", "a red fox", "--model", "jimeng-4.0", "--ratio", "16:9",
         "--resolution", "4k", "--count", "3", "--out", str(tmp_path / "out"), "--json"]
    )  # fmt: skip
    request = Request("a red fox", tmp_path / "out", "jimeng-4.0", "16:9", "4k", 3, True)
    assert started == [("generate", Options(True, tmp_path), request)]


def test_generate_with_as_little_as_possible(started: list[tuple[Any, ...]], tmp_path: Path) -> None:
    command_line.main(["generate", "owl", "--out", str(tmp_path)])
    assert started == [("generate", Options(), Request("owl", tmp_path))]


def test_options_may_stand_on_either_side_of_the_command(started: list[tuple[Any, ...]], tmp_path: Path) -> None:
    command_line.main(["generate", "owl", "--out", str(tmp_path), "--demo", "--profile", str(tmp_path)])
    command_line.main(["--demo", "--profile", str(tmp_path), "generate", "owl", "--out", str(tmp_path)])
    command_line.main(["--demo", "generate", "owl", "--out", str(tmp_path), "--profile", str(tmp_path)])
    assert {options for _, options, _ in started} == {Options(True, tmp_path)}


def test_a_prompt_may_begin_with_a_dash_behind_two(started: list[tuple[Any, ...]], tmp_path: Path) -> None:
    command_line.main(["generate", "--out", str(tmp_path), "--", "--owl"])
    assert started[0][2].prompt == "--owl"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["generate"], "PROMPT"),
        (["generate", "owl"], "--out"),
        (["generate", "owl", "--out", ""], "a folder must be named"),
        (["generate", "owl", "--out", "x", "--count", "0"], "1 to 100"),
        (["generate", "owl", "--out", "x", "--count", "many"], "1 to 100"),
        (["generate", "owl", "fox", "--out", "x"], "fox"),
        (["--self-check", "generate", "owl", "--out", "x"], "--self-check"),
        (["draw"], "neither a command nor a picture"),
        (["--self-check", "fox.png"], "--self-check"),
        (["--dem"], "--dem"),
        (["--profile"], "--profile"),
        (["--profile", ""], "a folder must be named"),
        (["--profile", __file__], "not a folder"),
        (["--base-url", "http://api.maxapi.io"], "https://"),
        (["--base-url", "api.maxapi.io"], "not an address"),
        (["--demo", "--base-url", "https://api.maxapi.io"], "--demo"),
    ],
)
def test_what_can_not_be_is_refused_in_words(
    arguments: list[str], words: str, started: list[tuple[Any, ...]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert words in refused(arguments, capsys)
    assert started == []


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        command_line.main(["--version"])
    assert caught.value.code == 0
    assert capsys.readouterr().out == f"Jimeng Desktop {__version__}\n"


def test_help_names_every_status(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        command_line.main(["generate", "--help"])
    words = capsys.readouterr().out
    assert all(f"  {status} " in words for status in (0, 1, 2, 3, 4, 5, 130))
    assert "JIMENG_DEMO_SECONDS" not in words


@pytest.mark.parametrize(
    "url",
    [
        "https://api.maxapi.io",
        "https://relay.example:8443/v2",
        "http://127.0.0.1:8000",
        "http://localhost",
        "http://[::1]:5000/",
    ],
)
def test_addresses_that_are_fine(url: str) -> None:
    assert base_url_problem(url) is None


@pytest.mark.parametrize(
    "url",
    [
        "http://api.maxapi.io",
        "http://10.0.0.5",
        "http://localhost.example.com",
        "http://127.0.0.1.example.com",
        "ftp://127.0.0.1",
        "https://",
        "//api.maxapi.io",
        "https://key@api.maxapi.io",
        "https://api.maxapi.io/?a=b",
        "https://api.maxapi.io:port",
        "https://[::1",
        "",
    ],
)
def test_addresses_that_are_not(url: str) -> None:
    assert base_url_problem(url)


# A screen, or none


@pytest.fixture
def screenless(started: list[tuple[Any, ...]], monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    monkeypatch.setattr(command_line.sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.setenv(name, "")  # so that it is put back as it was
    return started


def test_without_a_screen_it_says_what_can_be_done(
    screenless: list[tuple[Any, ...]], capsys: pytest.CaptureFixture[str]
) -> None:
    words = refused(["--demo"], capsys)
    assert "--headless" in words
    assert "--self-check" in words
    assert screenless == []


@pytest.mark.parametrize("platform", ["xcb", "wayland;xcb", "xcb:tablet"])
def test_a_platform_that_needs_a_screen_does_not_make_one(
    platform: str,
    screenless: list[tuple[Any, ...]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", platform)
    refused([], capsys)


@pytest.mark.parametrize("arguments", [["--headless"], ["--self-check"]])
def test_headless_and_self_check_need_none(arguments: list[str], screenless: list[tuple[Any, ...]]) -> None:
    assert command_line.main(arguments) == 0
    assert os.environ["QT_QPA_PLATFORM"] == "offscreen"


@pytest.mark.parametrize("variable", ["DISPLAY", "WAYLAND_DISPLAY"])
def test_either_kind_of_screen_will_do(
    variable: str, screenless: list[tuple[Any, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, "there")
    assert command_line.main([]) == 0
    assert os.environ["QT_QPA_PLATFORM"] == ""


def test_a_platform_without_a_screen_is_left_alone(
    screenless: list[tuple[Any, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "vnc:size=1280x800")
    assert command_line.main([]) == 0
    assert os.environ["QT_QPA_PLATFORM"] == "vnc:size=1280x800"


def test_generate_needs_none(screenless: list[tuple[Any, ...]], tmp_path: Path) -> None:
    assert command_line.main(["generate", "owl", "--out", str(tmp_path)]) == 0


# Terminals of all kinds


def test_words_the_terminal_can_not_show_do_not_end_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    narrow = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", narrow)
    monkeypatch.setattr(sys, "stderr", None)
    command_line._forgiving_output()
    print("狐 · fox", file=narrow, flush=True)
    assert narrow.buffer.getvalue().strip() == rb"\u72d0 \xb7 fox"  # type: ignore[attr-defined]


@pytest.mark.parametrize("word, status", [("draw", 2), ("--version", 0), ("--help", 0)])
def test_a_program_without_a_terminal_still_answers(monkeypatch: pytest.MonkeyPatch, word: str, status: int) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    with pytest.raises(SystemExit) as caught:
        command_line.main([word])
    assert caught.value.code == status


@pytest.mark.parametrize("arguments", [["--version"], ["draw"], ["generate", "owl", "--out", "x", "--count", "0"]])
def test_reading_the_command_line_imports_nothing_heavy(arguments: list[str]) -> None:
    script = f"""
import sys
from jimeng_desktop.__main__ import main
try:
    main({arguments!r})
except SystemExit:
    sys.exit(",".join({HEAVY!r} & set(sys.modules)) or 0)
"""
    done = processes.run([sys.executable, "-c", script], cwd=ROOT)
    assert done.returncode == 0, done.stderr


def test_the_module_is_the_program() -> None:
    done = processes.run([sys.executable, "-m", "jimeng_desktop", "--version"], cwd=ROOT)
    assert done.stdout == f"Jimeng Desktop {__version__}\n"
    assert done.returncode == 0


def test_generate_brings_in_no_qt() -> None:
    heavy = "{'PySide6', 'qasync', 'httpx', 'PIL'}"
    script = f"import sys, jimeng_desktop.commands.generate; sys.exit(bool({heavy} & set(sys.modules)))"
    processes.run([sys.executable, "-c", script], cwd=ROOT, check=True)


@pytest.mark.parametrize(
    ("said", "seconds"), [("0.2", 0.2), ("-1", 0.0), ("soon", 6.0), ("", 6.0), ("nan", 6.0), ("inf", 6.0), (None, 6.0)]
)
def test_how_long_a_demo_takes(monkeypatch: pytest.MonkeyPatch, said: str | None, seconds: float) -> None:
    if said is None:
        monkeypatch.delenv(DEMO_SECONDS, raising=False)
    else:
        monkeypatch.setenv(DEMO_SECONDS, said)
    assert seconds_of_demo() == seconds
