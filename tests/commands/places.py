"""Where the command is run as a process in which Qt can't be imported, and what it leaves."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jimeng_desktop.core.job import Job
from jimeng_desktop.library.library import Library
from tests import processes

ROOT = Path(__file__).resolve().parents[2]
KEY = "sk-generate-0123456789"

# Qt is out of reach, and questions are asked twenty times as often where the test says so.
PROGRAM = """
import os, sys
class NoQt:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("PySide6", "shiboken6", "qasync"):
            raise ImportError(f"{name} must not be imported")
sys.meta_path.insert(0, NoQt())
if "TEST_HURRY" in os.environ:
    from jimeng_desktop.commands import generate
    from jimeng_desktop.core.pacing import Pacing
    generate.pacing = lambda demo: Pacing(scale=0.05)
from jimeng_desktop.__main__ import main
sys.exit(main())
"""


@dataclass(frozen=True)
class Outcome:
    """What a finished command has left."""

    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[dict[str, Any]]:
        """The JSON lines on stdout."""
        return [json.loads(line) for line in self.out.splitlines()]


class Place:
    """A profile, a folder for the copies, and the command run with them."""

    def __init__(self, folder: Path) -> None:
        self.profile = folder / "profile"
        self.copies = folder / "out"
        self.environment: dict[str, str] = {}

    @contextmanager
    def started(self, *arguments: str) -> Iterator[subprocess.Popen[str]]:
        """The command as a process, its profile given."""
        command = [sys.executable, "-c", PROGRAM, "--profile", str(self.profile), *arguments]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "encoding": "utf-8"}
        with processes.started(command, cwd=ROOT, env={**os.environ, **self.environment}, **pipes) as process:
            yield process

    def run(self, *arguments: str) -> Outcome:
        """Runs the command to its end."""
        with self.started(*arguments) as process:
            return finish(process)

    def names(self) -> list[str]:
        """The files in the folder of copies."""
        return sorted(path.name for path in self.copies.iterdir())


def finish(process: subprocess.Popen[str]) -> Outcome:
    out, err = process.communicate()
    assert "Traceback" not in err, err
    return Outcome(process.returncode, out, err)


class Studio(Place):
    """A place with a server of its own."""

    def __init__(self, folder: Path, base_url: str, state: Path) -> None:
        super().__init__(folder)
        self.base_url = base_url
        self.state = state
        self.environment = {"MAXAPI_API_KEY": KEY, "TEST_HURRY": "1"}

    def arguments(self, prompt: str, *more: str) -> list[str]:
        """The command line for a prompt."""
        return ["--base-url", self.base_url, "generate", prompt, "--out", str(self.copies), "--json", *more]

    def submits(self) -> list[dict[str, Any]]:
        """What the server has received, whether it has answered or not."""
        path = self.state / "submits.jsonl"
        return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []

    def unended(self) -> list[Job]:
        """What the library would take up at the next start."""

        async def look() -> list[Job]:
            library = Library.open(self.profile / "data", self.profile / "Pictures", thumbs=self.profile / "cache")
            try:
                return await library.unended()
            finally:
                await library.close()

        return asyncio.run(look())
