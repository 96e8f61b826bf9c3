"""Rules of the house that no linter knows: each takes the root of a tree and says what breaks the rule there."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.house.trees import CODE, PACKAGE, modules, python_files, text_files

FILE_LINES = 500
FUNCTION_LINES = 50
BROAD_EXCEPTS = 3
EMPTY_WORDS = re.compile(r"(Manager|Helper|Utils?|Controller|Handler|Store)(?![a-z])")
NESTED_LOOPS = {"exec", "exec_", "processEvents"}  # each runs an event loop inside a coroutine and breaks other tasks
# Qt knows no other way to drag, and a drag begins with the mouse, never inside a coroutine.
DRAGS = f"{PACKAGE}/ui/gallery/drag.py"
GUESSES = {"QLabel", "QTextBrowser", "QStaticText", "setToolTip", "setHtml", "setMarkdown"}
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:work|root|home/[a-z]\w*)/")
STARTS = {  # a process
    *(f"subprocess.{name}" for name in ("Popen", "run", "call", "check_call", "check_output", "getoutput")),
    *("asyncio.create_subprocess_exec", "asyncio.create_subprocess_shell", "os.fork", "os.popen", "os.system"),
}
OUTSIDE = re.compile(r"\.\./shared")


def too_long_files(root: Path) -> list[str]:
    """Files of more than 500 lines."""
    counted = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in python_files(root, *CODE)}
    return [f"{path.relative_to(root)}: {lines} lines" for path, lines in counted.items() if lines > FILE_LINES]


def too_long_functions(root: Path) -> list[str]:
    """Functions of more than 50 lines."""
    found = []
    for name, module in modules(root, *CODE):
        for node in ast.walk(module):
            if isinstance(node, FUNCTIONS) and (node.end_lineno or 0) - node.lineno + 1 > FUNCTION_LINES:
                found.append(f"{name}:{node.lineno} {node.name}")
    return found


def without_docstring(root: Path) -> list[str]:
    """Modules that don't open with a sentence on what they are for."""
    return [name for name, module in modules(root, *CODE) if not (ast.get_docstring(module) or "").strip()]


def broad_excepts(root: Path) -> list[str]:
    """Every except that takes anything, if there are more than three of them."""
    found = []
    for name, module in modules(root, PACKAGE):
        for node in ast.walk(module):
            if isinstance(node, ast.ExceptHandler) and _takes_anything(node) and not _raises_again(node):
                found.append(f"{name}:{node.lineno}")
    return found if len(found) > BROAD_EXCEPTS else []


def _takes_anything(handler: ast.ExceptHandler) -> bool:
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(kind is None or getattr(kind, "id", "") in ("Exception", "BaseException") for kind in kinds)


def _raises_again(handler: ast.ExceptHandler) -> bool:
    return isinstance(handler.body[-1], ast.Raise) and handler.body[-1].exc is None


def empty_names(root: Path) -> list[str]:
    """Classes named for nothing in particular."""
    return [
        f"{name}:{node.lineno} {node.name}"
        for name, module in modules(root, PACKAGE)
        for node in ast.walk(module)
        if isinstance(node, ast.ClassDef) and EMPTY_WORDS.search(node.name)
    ]


def nested_loops(root: Path) -> list[str]:
    """Calls that run an event loop inside the event loop."""
    return [
        f"{name}:{node.lineno} .{node.func.attr}()"
        for name, module in modules(root, PACKAGE)
        for node in ast.walk(module)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in NESTED_LOOPS
        and not (name == DRAGS and ast.unparse(node.func) == "drag.exec")
    ]


def foreign_imports_of_core(root: Path) -> list[str]:
    """What `core` imports beyond the standard library and itself."""
    ours = f"{PACKAGE}.core"
    return [
        f"{name} imports {imported}"
        for name, module in modules(root, f"{PACKAGE}/core")
        for imported in _imports(module)
        if imported.split(".")[0] not in sys.stdlib_module_names and not f"{imported}.".startswith(f"{ours}.")
    ]


def files_in_core(root: Path) -> list[str]:
    """Where `core` reads, writes or looks for a file."""
    touches = re.compile(r"(^|\.)(open|(read|write)_(text|bytes)|exists|is_file|is_dir|stat|mkdir|unlink|iterdir)$")
    return [
        f"{name}:{node.lineno} calls {ast.unparse(node.func)}"
        for name, module in modules(root, f"{PACKAGE}/core")
        for node in ast.walk(module)
        if isinstance(node, ast.Call) and touches.search(ast.unparse(node.func))
    ]


def _imports(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or "" if not node.level else f"{PACKAGE}.core"


def hosts_in_locks(root: Path) -> list[str]:
    """Lines of lock files that name a host."""
    return [
        f"{path.relative_to(root)}:{number}"
        for path in sorted((root / "packaging").glob("*.lock"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(r"https?://|--(extra-)?index-url|--find-links", line)
    ]


def places_of_one_machine(root: Path) -> list[str]:
    """Lines that name a folder of somebody's machine, or one beside the checkout."""
    return [
        f"{name}:{number}"
        for name, text in text_files(root)
        for number, line in enumerate(text.splitlines(), 1)
        if MACHINE_PATH.search(line) or OUTSIDE.search(line)
    ]


def processes_nobody_ends(root: Path) -> list[str]:
    """Tests that start a process by themselves and not through tests/processes.py; commands go their own ways."""
    return [
        f"{name}:{node.lineno} {word}"
        for name, module in modules(root, "tests")
        if not name.startswith(("tests/processes.py", "tests/scenes/take.py", "tests/bench/"))
        for node in ast.walk(module)
        if isinstance(node, ast.Call)
        for word in STARTS.intersection(map(ast.unparse, (node.func, *node.args)))
    ]


def guessed_texts(root: Path) -> list[str]:
    """Labels, tooltips and the like in which Qt takes a prompt or name for markup; `ui/design/plain.py` has others."""
    found = []
    for name, module in modules(root, f"{PACKAGE}/ui"):
        for node in ast.walk(module) if name != f"{PACKAGE}/ui/design/plain.py" else ():
            used = node.func if isinstance(node, ast.Call) else None
            names = [used.attr if isinstance(used, ast.Attribute) else getattr(used, "id", "")]
            names += [getattr(base, "id", "") for base in node.bases] if isinstance(node, ast.ClassDef) else []
            found += [f"{name}:{node.lineno} {one}" for one in names if one in GUESSES]  # type: ignore[attr-defined]
    return found


RULES = (
    too_long_files,
    too_long_functions,
    without_docstring,
    broad_excepts,
    empty_names,
    nested_loops,
    foreign_imports_of_core,
    files_in_core,
    hosts_in_locks,
    places_of_one_machine,
    processes_nobody_ends,
    guessed_texts,
)
