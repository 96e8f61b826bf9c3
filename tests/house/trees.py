"""The tree the checks look at: its files, and copies of it in which a fault can be planted."""

from __future__ import annotations

import ast
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = "jimeng_desktop"
CODE = (PACKAGE, "tests", "packaging")
MADE = {"__pycache__", "build", "dist", "node_modules"}  # folders nobody writes, like those with a dot


def python_files(root: Path, *folders: str) -> Iterator[Path]:
    """Every module below these folders of `root`, in a fixed order."""
    for folder in folders:
        yield from (path for path in sorted((root / folder).rglob("*.py")) if not MADE.intersection(path.parts))


def modules(root: Path, *folders: str) -> Iterator[tuple[str, ast.Module]]:
    """(path within `root`, parsed module) for every module below these folders."""
    for path in python_files(root, *folders):
        yield path.relative_to(root).as_posix(), _parsed(path.read_text(encoding="utf-8"))


@cache
def _parsed(text: str) -> ast.Module:
    """By its text, so that a rule after a rule, and a copy after its original, costs nothing."""
    return ast.parse(text)


def text_files(root: Path) -> Iterator[tuple[str, str]]:
    """(path within `root`, text) for everything that is ours to keep, and text."""
    for path in sorted(root.rglob("*")):
        inside = path.relative_to(root)
        folders = inside.parts[:-1]
        hidden = inside.name == ".git" or any(part[0] == "." and part not in (".ci", ".github") for part in folders)
        if hidden or MADE.intersection(folders) or not path.is_file():
            continue
        try:
            yield inside.as_posix(), path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def copy_of(root: Path, target: Path) -> Path:
    """A copy of what the checks look at."""
    ignore = shutil.ignore_patterns(*MADE, "*.qm", ".*_cache")
    for folder in (*CODE, "resources"):
        shutil.copytree(root / folder, target / folder, ignore=ignore)
    shutil.copy(root / "pyproject.toml", target)
    return target
