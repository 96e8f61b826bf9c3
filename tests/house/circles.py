"""Circles of imports: modules that need one another, by whatever way; deferred and type-only imports count."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from tests.house.trees import PACKAGE, modules


def circles(root: Path) -> list[str]:
    """The first circle that is met, module by module; nothing where there is none."""
    found = {_module(name): tree for name, tree in modules(root, PACKAGE)}
    packages = {_module(name) for name, _ in modules(root, PACKAGE) if name.endswith("/__init__.py")}
    graph = {name: set(_needs(name, tree, found.keys(), name in packages)) - {name} for name, tree in found.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return [" <- ".join(error.args[1])]
    return []


def _module(name: str) -> str:
    return name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def _needs(name: str, tree: ast.Module, known: Collection[str], is_package: bool) -> Iterator[str]:
    """The modules of ours that a module imports: of `from package import name` the module, else what defines it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)
        elif isinstance(node, ast.ImportFrom):
            source = _source(name, node, is_package)
            for alias in node.names:
                inside = f"{source}.{alias.name}"
                if inside in known:
                    yield inside
                elif source in known:
                    yield source


def _source(name: str, node: ast.ImportFrom, is_package: bool) -> str:
    if not node.level:
        return node.module or ""
    parts = name.split(".")
    base = parts[: len(parts) - node.level + is_package]
    return ".".join([*base, *(node.module or "").split(".")]).rstrip(".")
