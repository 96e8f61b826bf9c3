"""Every action that words can offer has its entry in the table of the session, and does what it says."""

from __future__ import annotations

import ast
from pathlib import Path

import jimeng_desktop
from jimeng_desktop.messages import actions
from jimeng_desktop.messages.words import Action
from jimeng_desktop.options import Options
from tests.ui.settings_sessions import Run
from tests.ui.test_session import session_of


def offered() -> set[str]:
    """The codes of all actions that the source makes."""
    codes = {value.code for value in vars(actions).values() if isinstance(value, Action)}
    for path in Path(jimeng_desktop.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Action":
                first = node.args[0]
                if not (isinstance(first, ast.Attribute) and first.attr == "code"):  # of one that is there already
                    assert isinstance(first, ast.Constant), f"{path}: a code that can't be read here"
                    codes.add(first.value)
    return codes


def test_every_code_has_an_entry(run: Run, demo: Options) -> None:
    codes = offered()
    assert {"locate", "show_dropped", "go_over", "send_again"} <= codes, "the check sees the source"

    async def go() -> None:
        async with session_of(demo) as session:
            assert codes <= session.steps.table.keys(), codes - session.steps.table.keys()

    run(go())
