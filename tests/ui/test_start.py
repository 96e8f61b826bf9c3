"""What the program does before its first frame, and above all what it doesn't: each is measured milliseconds."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path

from tests import processes

LATE = {
    "ui": "session.openers session.effects upkeep.missing"
    " api_key.dialog api_key.entry api_key.ring base.clipboard composer.advanced composer.history_list"
    " design.dialogs design.popover exporting.copies exporting.dialog exporting.picture_actions"
    " exporting.running first_run.first_run first_run.page first_run.steps gallery.drag gallery.menu"
    " inspector.body inspector.facts inspector.sums loupe.loupe loupe.page loupe.siblings"
    " model_picker.add_own model_picker.list model_picker.popover queue.popover queue.row"
    " settings.dialog settings.open settings.row system.second_start"
    " window.shortcuts",
    "runner": "runner sending polling fetching",
    "service": "maxapi download demo.transport",
    "desktop": "keychain opening",
}


def test_before_the_first_frame_only_what_it_needs_is_imported() -> None:
    code = """
import builtins, sys
own = builtins.__import__
from jimeng_desktop import app
print(list(sys.modules))
print(builtins.__import__ is own)
"""
    done = processes.run([sys.executable, "-c", code], check=True)
    modules, own = done.stdout.splitlines()
    assert own == "True", "PySide reads the source of what is imported after it"
    loaded: list[str] = eval(modules)
    late = {"httpx", "PIL", "keyring", "truststore", "platformdirs", "PySide6.QtNetwork", "logging.handlers"}
    late |= {f"jimeng_desktop.{package}.{name}" for package, names in LATE.items() for name in names.split()}
    unknown = {name for name in late if name.startswith("jimeng_desktop.") and find_spec(name) is None}
    assert not unknown, "moved or gone: looking for them would say nothing"
    assert late.isdisjoint(loaded), late & set(loaded)


def test_before_the_first_frame_no_classes_of_qt_are_made_in_vain(tmp_path: Path) -> None:
    """Asking for a viewport or a style, or fillRect, has PySide make whole families of classes: 3 to 11 ms each."""
    code = """
import os, sys
from jimeng_desktop import __main__ as program, app
from PySide6 import QtGui, QtWidgets

async def stop(session):
    await first_frame(session)
    families = {"QWizard": QtWidgets, "QStyle": QtWidgets, "QLinearGradient": QtGui, "QMessageBox": QtWidgets}
    print([name for name, module in families.items() if name in vars(module)], flush=True)
    os._exit(0)

first_frame = app.Session.first_frame
app.Session.first_frame = stop
program.main(sys.argv[1:])
"""
    arguments = ["--demo", "--headless", "--profile", str(tmp_path)]
    done = processes.run([sys.executable, "-c", code, *arguments], check=True)
    assert done.stdout == "[]\n"
