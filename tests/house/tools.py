"""The linter, the type checker and the import contracts, run on a tree; each gives its complaints, or nothing."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from tests import processes
from tests.house.trees import CODE

IMPORTS = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"


def _complaints(root: Path, *command: str) -> str:
    """What `command` prints if it fails; the tree comes first on the path, so that a copy is not its original."""
    env = {**os.environ, "PYTHONPATH": str(root), "NO_COLOR": "1", "COLUMNS": "160"}
    words = [sys.executable, *command]
    done = processes.run(words, cwd=root, env=env)
    return (done.stdout + done.stderr) if done.returncode else ""


def ruff(root: Path) -> str:
    """Complaints of the linter."""
    return _complaints(root, "-m", "ruff", "check", "--no-cache", "--output-format=concise", *CODE)


def mypy(root: Path) -> str:
    """Complaints of the type checker; its cache makes the second run quick."""
    return _complaints(root, "-m", "mypy", "--cache-dir", str(root / ".mypy_cache"))


def import_contracts(root: Path) -> str:
    """Broken import contracts."""
    return _complaints(root, "-c", IMPORTS, "--no-cache").partition("Contracts:")[2]
