"""The command line: reads what is asked for, then imports the window or `generate`; nothing heavy before that."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from . import __version__
from .options import Options, Request, base_url_problem, plain_base_url

_MOST_JOBS = 100
_NEED_A_SCREEN = ("", "xcb", "wayland", "wayland-egl")

_GENERATE_HELP = """\
Makes pictures without a window, waits for them and copies them into DIR; the originals are kept in the library too.
A name that is taken is never overwritten. The key is that of the system's keychain, or of MAXAPI_API_KEY.
"""

_GENERATE_EPILOG = """\
exit status, the gravest of several jobs (3 before 4 before 1):
  0    done
  1    failed; the words say what it cost
  2    usage; nothing was sent
  3    answer unknown: the job was sent and may be charged; the window asks what to do
  4    some pictures are missing in DIR; the library goes on fetching them when the window is next open
  5    the library is in use by a window or another command; nothing was sent
  130  stopped by Ctrl+C; what was sent goes on at the service
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the program and returns its exit status. Usage errors leave by SystemExit with 2."""
    _forgiving_output()
    words = sys.argv[1:] if arguments is None else arguments
    shows_files = _shows_files(words)
    parser = _parser(shows_files)
    given = parser.parse_intermixed_args(words) if shows_files else parser.parse_args(words)
    options = _options(parser, given)
    if "command" in given and given.command == "generate":
        if given.self_check:
            parser.error("--self-check and generate don't go together")
        from .commands import generate

        return generate.main(options, _request(given))
    _choose_platform(parser, options, given.self_check)
    if given.self_check:
        from . import self_check

        return self_check.main(options)
    gc.disable()  # nothing made at the start is garbage; from then on ui/process/garbage.py collects
    from . import app

    return app.main(options)


def _shows_files(words: Sequence[str]) -> bool:
    """Whether what is no option is a picture to show, as when opened with the program, and not a command."""
    return not {"generate", "-h", "--help"}.intersection(words)


class _Parser(argparse.ArgumentParser):
    """Also where there is no terminal at all (a windowed program on Windows), which older Pythons stumble over."""

    def _print_message(self, message: str, file: Any = None) -> None:
        if file or sys.stderr:
            super()._print_message(message, file)


def _parser(shows_files: bool) -> argparse.ArgumentParser:
    common = _common(default=None)
    parser = _Parser(
        prog="jimeng-desktop",
        description="Makes, sorts and keeps pictures with the Jimeng image models. Without a command: the window.",
        epilog="Pictures named in a command's place are shown in the window.",
        parents=[common],
        allow_abbrev=False,
    )
    parser.add_argument("--self-check", action="store_true", help="drive the real window on the demo and report")
    parser.add_argument("--version", action="version", version=f"Jimeng Desktop {__version__}")
    if shows_files:
        parser.add_argument("files", nargs="*", metavar="PICTURE", type=_file)
        return parser
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    generate = commands.add_parser(
        "generate",
        help="make pictures without a window",
        description=_GENERATE_HELP,
        epilog=_GENERATE_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        # Options may stand behind the command too; suppressed defaults leave alone what stood before it.
        parents=[_common(default=argparse.SUPPRESS)],
        allow_abbrev=False,
    )
    generate.add_argument("prompt", metavar="PROMPT", help="what the pictures shall show")
    generate.add_argument("--model", metavar="M", help="the model's id, e.g. jimeng-4.5")
    generate.add_argument("--ratio", metavar="R", default="1:1", help="e.g. 16:9 (default: %(default)s)")
    generate.add_argument("--resolution", metavar="K", default="2k", help="1k, 2k or 4k (default: %(default)s)")
    generate.add_argument("--count", metavar="N", type=_count, default=1, help="how many jobs (default: %(default)s)")
    generate.add_argument("--out", metavar="DIR", type=_folder, required=True, help="where the pictures are copied to")
    generate.add_argument("--json", action="store_true", help="print one JSON object per job")
    return parser


def _common(default: object) -> _Parser:
    """The options that hold for the window and the command alike."""
    common = _Parser(add_help=False, argument_default=default, allow_abbrev=False)
    common.add_argument(
        "--demo", action="store_true", default=default, help="the built-in demo: no key, no network, no cost"
    )
    common.add_argument("--profile", metavar="DIR", type=_folder, help="keep library, settings, cache and log in DIR")
    common.add_argument("--base-url", metavar="URL", type=_base_url, help="another address of the service")
    common.add_argument("--headless", action="store_true", default=default, help="a window that is not shown")
    return common


def _options(parser: argparse.ArgumentParser, given: argparse.Namespace) -> Options:
    if given.demo and given.base_url:
        parser.error("--demo talks to no service, so --base-url has no meaning with it")
    files = tuple(getattr(given, "files", ()))
    if given.self_check and files:
        parser.error("--self-check shows no pictures")
    return Options(bool(given.demo), given.profile, given.base_url, bool(given.headless), files)


def _request(given: argparse.Namespace) -> Request:
    return Request(given.prompt, given.out, given.model, given.ratio, given.resolution, given.count, given.json)


def _count(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= _MOST_JOBS:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 to {_MOST_JOBS}")
    return int(text)


def _folder(text: str) -> Path:
    if not text.strip():
        raise argparse.ArgumentTypeError("a folder must be named")
    path = Path(os.path.abspath(Path(text).expanduser()))  # without "..": it is told and printed
    if path.exists() and not path.is_dir():
        raise argparse.ArgumentTypeError(f"{text!r} is not a folder")
    return path


def _file(text: str) -> Path:
    """Whether it is there, and a picture, is said in the window: a desktop starts the program where nobody reads."""
    path = Path(os.path.abspath(text))
    if not path.suffix and not path.exists():
        raise argparse.ArgumentTypeError(f"{text!r} is neither a command nor a picture")
    return path


def _base_url(text: str) -> str:
    problem = base_url_problem(text)
    if problem:
        raise argparse.ArgumentTypeError(problem)
    return plain_base_url(text)


def _choose_platform(parser: argparse.ArgumentParser, options: Options, self_check: bool) -> None:
    """Tells Qt to draw without a screen where that is asked for, and says so where a screen is needed and missing:
    Qt itself would abort."""
    if options.headless or (self_check and _screen_missing()):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    elif _screen_missing():
        parser.error(
            "there is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set): "
            "--headless runs without one, --self-check tries the program out and reports"
        )


def _screen_missing() -> bool:
    if not sys.platform.startswith(("linux", "freebsd")):
        return False
    platform = os.environ.get("QT_QPA_PLATFORM", "").partition(";")[0].partition(":")[0]
    return platform in _NEED_A_SCREEN and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _forgiving_output() -> None:
    """What the terminal's encoding lacks is printed as an escape instead of ending the program."""
    for stream in (sys.stdout, sys.stderr):  # None in a windowed program on Windows
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            encoding = "utf-8" if sys.platform == "win32" else None
            reconfigure(encoding=encoding, errors="backslashreplace")


if __name__ == "__main__":
    sys.exit(main())
