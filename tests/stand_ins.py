"""Programs of other systems, as scripts on PATH that write down how they were called."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

SCRIPT = """#!{python}
import json, os, pathlib, sys
name, words = pathlib.Path(sys.argv[0]).name, sys.argv[1:]
said = sys.stdin.read() if words == ["-i"] else ""
files = {{word: pathlib.Path(word).read_text("utf-8") for word in words if word.endswith(".p8")}}
with open({record!r}, "a", encoding="utf-8") as record:
    record.write(json.dumps([name, words, said, files]) + "\\n")
if name == "hdiutil":
    pathlib.Path(words[-1]).write_bytes(b"image of " + str(sorted(os.listdir(words[-2]))).encode())
if words[:1] == ["find-identity"]:
    print(os.environ.get("STAND_IN_IDENTITIES", ""))
if words == ["list-keychains", "-d", "user"]:
    print('    "/Users/somebody/login.keychain-db"')
sys.exit(int(os.environ.get("STAND_IN_FAILS") == " ".join([name, *words[:1]])))
"""


class StandIns:
    """What was called: (program, words), in order."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.record = folder / "record"
        self.folder = folder
        monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")

    def add(self, *names: str) -> None:
        """Put these programs on PATH."""
        for name in names:
            script = self.folder / name
            script.write_text(SCRIPT.format(python=sys.executable, record=str(self.record)), "utf-8")
            script.chmod(0o755)

    @property
    def calls(self) -> list[tuple[str, list[str], str, dict[str, str]]]:
        """Program, words, what it read from stdin, and the keys it was given as files."""
        if not self.record.exists():
            return []
        return [tuple(json.loads(line)) for line in self.record.read_text("utf-8").splitlines()]  # type: ignore[misc]

    @property
    def lines(self) -> list[str]:
        """Each call as one line, without what it read."""
        return [" ".join([name, *words]) for name, words, _, _ in self.calls]
