"""The rules of the house, checked on the tree; and each check checked on a copy with a fault planted in it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.house import structure, texts, tools
from tests.house.circles import circles
from tests.house.trees import PACKAGE, ROOT, copy_of, modules

Rule = Callable[[Path], list[str]]
LANGUAGES = {"jimeng_en.ts", "jimeng_zh_CN.ts"}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the tree, to plant a fault in."""
    return copy_of(ROOT, tmp_path / "copy")


def add(path: Path, text: str) -> None:
    """Put `text` at the end of a module, which may be new."""
    before = path.read_text(encoding="utf-8") if path.exists() else '"""Planted."""\n'
    path.write_text(before + text, encoding="utf-8")


# The tree itself


def test_the_linter_is_content() -> None:
    complaints = tools.ruff(ROOT)
    assert not complaints, complaints


def test_the_type_checker_is_content() -> None:
    complaints = tools.mypy(ROOT)
    assert not complaints, complaints


def test_imports_point_one_way() -> None:
    complaints = tools.import_contracts(ROOT)
    assert not complaints, complaints


def test_no_modules_import_one_another_in_a_circle() -> None:
    assert circles(ROOT) == []


@pytest.mark.parametrize("rule", structure.RULES)
def test_the_tree_keeps_the_rule(rule: Rule) -> None:
    broken = rule(ROOT)
    assert not broken, "\n".join(broken)


def test_the_checks_see_the_tree() -> None:
    names = {name for name, _ in modules(ROOT, PACKAGE, "tests", "packaging")}
    assert {"jimeng_desktop/core/job.py", "tests/test_house.py", "packaging/dev.py"} <= names


def test_the_readme_of_the_tests_names_what_is_there() -> None:
    named = re.findall(r"`([\w/]+(?:\.py|\.md|/))`", (ROOT / "tests/README.md").read_text("utf-8"))
    assert len(named) > 40
    assert [name for name in named if not any((root / name).exists() for root in (ROOT, ROOT / "tests"))] == []


def test_every_text_is_translatable() -> None:
    found = texts.untranslated(ROOT) + texts.unmarked(ROOT)
    assert not found, "\n".join(found)


def test_the_languages_are_there() -> None:
    assert {path.name for path in texts.translation_files(ROOT)} >= LANGUAGES


def test_every_language_is_complete(tmp_path: Path) -> None:
    found = texts.incomplete(ROOT, tmp_path)
    assert not found, "\n".join(["python3 packaging/dev.py translate puts these into the files:", *found])


def test_translations_keep_placeholders_and_endings() -> None:
    found = texts.unlike_the_source(ROOT)
    assert not found, "\n".join(found)


# The checks themselves


def test_nothing_is_wrong_with_a_mere_copy(copy: Path) -> None:
    assert tools.import_contracts(copy) == tools.import_contracts(ROOT)
    assert tools.ruff(copy) == tools.ruff(ROOT)
    assert [rule(copy) for rule in structure.RULES] == [rule(ROOT) for rule in structure.RULES]
    assert texts.untranslated(copy) == texts.untranslated(ROOT)
    assert texts.unmarked(copy) == texts.unmarked(ROOT)


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("library/planted.py", "import jimeng_desktop.service"),
        ("service/planted.py", "from jimeng_desktop.desktop import planted"),
        ("core/planted.py", "import jimeng_desktop.library"),
        ("core/planted.py", "import jimeng_desktop.files"),
        ("files/planted.py", "import jimeng_desktop.library"),
        ("runner/planted.py", "import jimeng_desktop.ui"),
        ("ui/planted.py", "import jimeng_desktop.service"),
        ("commands/planted.py", "import jimeng_desktop.ui"),
        ("commands/planted.py", "import jimeng_desktop.service"),
        ("commands/planted.py", "import jimeng_desktop.desktop.keychain"),
        ("ui/planted.py", "import httpx"),
        ("ui/planted.py", "import sqlite3"),
        ("ui/planted.py", "from PIL import Image"),
        ("service/planted.py", "from PIL import Image"),
        ("runner/planted.py", "import qasync"),
        ("service/planted.py", "from PySide6.QtCore import QObject"),
        ("desktop/planted.py", "import PIL.Image"),
        ("ui/planted.py", "import json"),
        ("ui/gallery/planted.py", "from ..window import pages"),
        ("ui/gallery/planted.py", "from ..composer import composer"),
        ("ui/pictures/planted.py", "from ..notices import banner"),
        ("ui/base/planted.py", "from ..process import loop"),
        ("ui/jobs/planted.py", "from ..design import look"),
        ("ui/design/planted.py", "from ...core import job"),
        ("ui/design/planted.py", "import jimeng_desktop.messages"),
        ("ui/gallery/planted.py", "def late():\n    from ...library import library"),
        ("ui/window/planted.py", "from ...runner import runner"),
        ("ui/session/planted.py", "from ...library import rows"),
        (
            "ui/finding/planted.py",
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from ..session import parts",
        ),
        ("commands/planted.py", "from jimeng_desktop.ui.session import parts"),
        ("planted.py", "import json"),
    ],
)
def test_a_wrong_import_is_seen(copy: Path, module: str, line: str) -> None:
    add(copy / PACKAGE / "desktop" / "planted.py", "")
    add(copy / PACKAGE / module, f"{line}\n")
    assert "planted" in tools.import_contracts(copy)


@pytest.mark.parametrize(
    "line",
    [
        "from . import planted_b",
        "from .planted_b import there",
        "def later():\n    from jimeng_desktop.ui.base.planted_b import there",
        "from typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    from .planted_b import There",
        "import jimeng_desktop.ui.base.planted_b",
    ],
    ids=["module", "name", "deferred", "type only", "whole"],
)
def test_a_circle_is_seen(copy: Path, line: str) -> None:
    add(copy / PACKAGE / "ui/base/planted_a.py", f"{line}\n")
    add(copy / PACKAGE / "ui/base/planted_b.py", "")
    assert circles(copy) == []
    add(copy / PACKAGE / "ui/base/planted_b.py", "from .planted_a import here\n")
    assert "planted_a" in circles(copy)[0]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("from qasync import QEventLoop\n", "`qasync.QEventLoop` is banned"),
        ("from qasync import asyncSlot\n", "`qasync.asyncSlot` is banned"),
        ("import qasync\n\n\n@qasync.asyncClose\ndef end() -> None:\n    pass\n", "`qasync.asyncClose` is banned"),
        ("import asyncio\n\nasyncio.ensure_future(None)\n", "`asyncio.ensure_future` is banned"),
        ("import asyncio\n\ntask = asyncio.create_task(None)\n", "`asyncio.create_task` is banned"),
    ],
)
def test_a_banned_name_is_seen(copy: Path, text: str, complaint: str) -> None:
    add(copy / PACKAGE / "ui" / "planted.py", f"\n{text}")
    assert complaint in tools.ruff(copy)


def test_a_missing_type_is_seen(tmp_path: Path) -> None:
    (tmp_path / PACKAGE).mkdir()
    for folder in ("packaging", "tests/scenes"):
        (tmp_path / folder).mkdir(parents=True)
    for name in ("pyproject.toml", "packaging/dev.py"):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    add(tmp_path / "tests/scenes/planted.py", "")
    add(tmp_path / PACKAGE / "planted.py", "def double(number: int) -> int:\n    return 2 * number\n")
    assert tools.mypy(tmp_path) == ""
    add(tmp_path / PACKAGE / "planted.py", "def half(number):\n    return number / 2\n")
    assert "missing a type annotation" in tools.mypy(tmp_path)


@pytest.mark.parametrize(
    ("rule", "module", "text"),
    [
        (structure.too_long_files, "ui/planted.py", "x = 1\n" * 500),
        (structure.too_long_functions, "ui/planted.py", "def long() -> None:\n" + "    print()\n" * 50),
        (structure.broad_excepts, "ui/planted.py", "try:\n    pass\nexcept Exception:\n    pass\n" * 4),
        (structure.empty_names, "ui/planted.py", "class PictureManager:\n    pass\n"),
        (structure.nested_loops, "ui/planted.py", "def ask(dialog: object) -> None:\n    dialog.exec()\n"),
        (structure.nested_loops, "ui/planted.py", "QApplication.processEvents()\n"),
        (structure.foreign_imports_of_core, "core/planted.py", "import platformdirs\n"),
        (structure.files_in_core, "core/planted.py", "text = path.read_text()\n"),
        (structure.places_of_one_machine, "ui/planted.py", "HERE = '/" + "root/pictures'\n"),
        (structure.places_of_one_machine, "ui/planted.py", "THERE = '.." + "/shared/api.md'\n"),
        (structure.processes_nobody_ends, "../tests/planted.py", "done = subprocess.run(['true'], check=True)\n"),
        (structure.processes_nobody_ends, "../tests/planted.py", "asyncio.to_thread(subprocess.Popen, ['true'])\n"),
        (structure.guessed_texts, "ui/planted.py", "from PySide6.QtWidgets import QLabel\n\nBOX = QLabel()\n"),
        (structure.guessed_texts, "ui/planted.py", "class Title(QLabel):\n    pass\n"),
        (
            structure.guessed_texts,
            "ui/planted.py",
            "def say(button: object, name: str) -> None:\n    button.setToolTip(name)\n",
        ),
        (structure.hosts_in_locks, "../packaging/planted.lock", "--index-url https" + "://example.org\n"),
    ],
)
def test_a_broken_rule_is_seen(copy: Path, rule: Rule, module: str, text: str) -> None:
    assert not [line for line in rule(copy) if "planted" in line]
    add(copy / PACKAGE / module, text)
    assert [line for line in rule(copy) if "planted" in line]


def test_500_lines_are_allowed_and_501_are_not(copy: Path) -> None:
    path = copy / PACKAGE / "planted.py"
    path.write_text('"""Planted."""\n' + "x = 1\n" * 499, encoding="utf-8")
    assert "jimeng_desktop/planted.py: 501 lines" not in structure.too_long_files(copy)
    add(path, "x = 1\n")
    assert "jimeng_desktop/planted.py: 501 lines" in structure.too_long_files(copy)


def test_a_module_without_a_sentence_is_seen(copy: Path) -> None:
    (copy / PACKAGE / "planted.py").write_text("x = 1\n", encoding="utf-8")
    assert "jimeng_desktop/planted.py" in structure.without_docstring(copy)


@pytest.mark.parametrize(
    ("line", "seen"),
    [
        ("self.title.setText('Queue')", True),
        ("QLabel(f'{count} pictures')", True),
        ("box.setToolTip('Wait' if waiting else self.tr('Go'))", True),
        ("QPushButton('Cancel {}'.format(name))", True),
        ("menu.addAction(icon, '打开')", True),
        ("PlainLabel(text='Prompt')", True),
        ("set_tip(box, 'Wait')", True),
        ("set_tip(box, self.tr('Wait'))", False),
        ("self.tr(f'{count} pictures')", True),
        ("translate('messages', 'one ' + word)", True),
        ("self.title.setText(self.tr('Queue'))", False),
        ("QLabel(QCoreApplication.translate('Queue', 'Waiting'))", False),
        ("box.addItem('2K', 2048)", False),
        ("label.setText(f'{width} × {height}')", False),
        ("label.setText(words['title'])", False),
        ("label.setObjectName('title')", False),
        ("QMessageBox.warning(self, 'Careful', text)", True),
        ("log.warning('settings not written: %s', error)", False),
    ],
)
def test_an_untranslated_text_is_seen(copy: Path, line: str, seen: bool) -> None:
    add(copy / PACKAGE / "ui" / "planted.py", f"{line}\n")
    assert any("planted" in found for found in texts.untranslated(copy)) is seen


@pytest.mark.parametrize(
    ("line", "seen"),
    [
        ("TITLE = 'The queue is paused.'", True),
        ("TITLE = QT_TRANSLATE_NOOP('queue', 'The queue is paused.')", True),
        ("TITLE = QT_TRANSLATE_NOOP('messages', 'The queue is ' + WORD)", True),
        ("TITLE = QT_TRANSLATE_NOOP('messages', 'The queue is paused.')", False),
        ("CODE = 'paused_by_user'", False),
    ],
)
def test_an_unmarked_sentence_is_seen(copy: Path, line: str, seen: bool) -> None:
    add(copy / PACKAGE / "messages" / "planted.py", f"{line}\n")
    assert any("planted" in found for found in texts.unmarked(copy)) is seen


TS = """<?xml version="1.0" encoding="utf-8"?><!DOCTYPE TS><TS version="2.1" language="zh_CN"><context><name>Box</name>
<message><source>Save {name}…</source><translation>保存 {name}…</translation></message>
<message numerus="yes"><source>%n kept</source><translation><numerusform>留 %n</numerusform></translation></message>
</context></TS>"""
BOX = """class Box(QWidget):
    def words(self) -> None:
        self.tr("Save {name}…")
        self.tr("%n kept", "", 2)
"""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The smallest tree with a translation, which is complete."""
    (tmp_path / "small" / PACKAGE / "ui").mkdir(parents=True)
    (tmp_path / "small" / "resources" / "i18n").mkdir(parents=True)
    add(tmp_path / "small" / PACKAGE / "ui" / "box.py", BOX)
    (tmp_path / "small" / "resources" / "i18n" / "jimeng_zh_CN.ts").write_text(TS, encoding="utf-8")
    return tmp_path / "small"


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("", "", ""),
        ("<translation>保存", '<translation type="unfinished">保存', "unfinished"),
        ("<numerusform>留 %n</numerusform>", "<numerusform></numerusform>", "unfinished"),
        ("<message><source>Save {name}…</source><translation>保存 {name}…</translation></message>", "", "new"),
        ("Save {name}…</source>", "Keep {name}…</source>", "gone"),
    ],
)
def test_a_missing_translation_is_seen(small: Path, tmp_path: Path, old: str, new: str, complaint: str) -> None:
    (small / "resources" / "i18n" / "jimeng_zh_CN.ts").write_text(TS.replace(old, new), encoding="utf-8")
    found = texts.incomplete(small, tmp_path / "scratch")
    assert any(complaint in line for line in found) if complaint else found == []


@pytest.mark.parametrize("unlike", ["保存 {nam}…", "保存…", "保存 {name}"])
def test_an_unlike_translation_is_seen(small: Path, unlike: str) -> None:
    assert texts.unlike_the_source(small) == []
    planted = TS.replace("保存 {name}…", unlike)
    (small / "resources" / "i18n" / "jimeng_zh_CN.ts").write_text(planted, encoding="utf-8")
    assert len(texts.unlike_the_source(small)) == 1
