"""Texts the user reads: all go through tr(), and every .ts file has them all, with the same placeholders."""

from __future__ import annotations

import ast
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from tests import processes
from tests.house.trees import PACKAGE, ROOT, modules

# Constructors and methods whose plain strings are read by somebody.
# fmt: off
READ = {
    "QAction", "QCheckBox", "QCommandLinkButton", "QDockWidget", "QErrorMessage", "QGroupBox", "QLabel",
    "QLineEdit", "QListWidgetItem", "QMenu", "QMessageBox", "QPlainTextEdit", "QProgressDialog", "QPushButton",
    "QRadioButton", "QStandardItem", "QTextEdit", "QToolBar", "QToolButton", "addAction", "addButton", "addItem",
    "addItems", "addMenu", "addRow", "addSection", "addTab", "drawStaticText", "drawText",
    "getExistingDirectory", "getOpenFileName", "getSaveFileName", "insertItem", "notify",
    "setAccessibleDescription", "setAccessibleName", "setApplicationDisplayName", "setButtonText",
    "setDetailedText", "setFormat", "setHeaderData", "setHeaderLabels", "setHtml", "setIconText",
    "setInformativeText", "setItemText", "setLabelText", "setMarkdown", "setNameFilter", "setPlaceholderText",
    "setPlainText", "setPrefix", "setSpecialValueText", "setStatusTip", "setSuffix", "setTabText", "setTabToolTip",
    "setText", "setTitle", "setToolTip", "setWhatsThis", "setWindowTitle", "showMessage",
    "PlainLabel", "set_tip",
}
# fmt: on
UNREAD_ARGUMENTS = {"parent", "objectName", "shortcut", "type"}
TRANSLATORS = {"tr", "translate", "QT_TRANSLATE_NOOP", "QT_TR_NOOP"}
# What is left without these is words: tags, placeholders, plural marks, figures with a letter such as 2K, our own name.
NO_WORDS = re.compile(r"<[^>]*>|\{[^{}]*\}|%n|%L?\d+|\b\d+[A-Za-z]\b|&\w+;|Jimeng Desktop")
PLACEHOLDER = re.compile(r"\{[^{}]*\}|%n|%L?\d+")
SENTENCE = re.compile(r"[^\W\d_]{2,} [^\W\d_]{2,}")  # two words
UPDATE = "import dev, pathlib, sys; dev.update_translations(pathlib.Path(sys.argv[1]), pathlib.Path(sys.prefix))"
ENDINGS = {":": ":：", "：": ":：", "…": "…"}


def untranslated(root: Path) -> list[str]:
    """Words handed to a widget without tr(), and texts built before tr() sees them, which no lupdate can find."""
    found = []
    for name, module in modules(root, PACKAGE):
        if not name.startswith((f"{PACKAGE}/ui/", f"{PACKAGE}/app.py")):
            continue
        for call in (node for node in ast.walk(module) if isinstance(node, ast.Call)):
            if _name(call) in READ or _is_message_box(call):
                found += [f"{name}:{call.lineno} {text!r}" for text in _read(call) if _has_words(text)]
            elif _name(call) in TRANSLATORS and any(_is_built(argument) for argument in call.args):
                found.append(f"{name}:{call.lineno} a built text in {_name(call)}()")
    return found


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _is_message_box(call: ast.Call) -> bool:
    return ast.unparse(call.func).startswith("QMessageBox.")  # others' warning() and critical() write the log


def _read(call: ast.Call) -> Iterator[str]:
    for argument in call.args:
        yield from _literals(argument)
    for keyword in call.keywords:
        if keyword.arg not in UNREAD_ARGUMENTS:
            yield from _literals(keyword.value)


def _literals(node: ast.expr) -> Iterator[str]:
    """Plain strings that end up in this expression's value; what a function is given is that function's affair."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        if _name(node) in ("format", "upper", "title", "replace", "strip"):
            yield from _literals(node.func.value)
    else:
        parts: list[ast.expr] = []
        if isinstance(node, ast.BinOp):
            parts = [node.left, node.right]
        elif isinstance(node, ast.IfExp):
            parts = [node.body, node.orelse]
        elif isinstance(node, ast.BoolOp):
            parts = node.values
        elif isinstance(node, ast.List | ast.Tuple):
            parts = node.elts
        for part in parts:
            yield from _literals(part)


def _has_words(text: str) -> bool:
    return any(letter.isalpha() for letter in NO_WORDS.sub("", text))


def _is_built(node: ast.expr) -> bool:
    if isinstance(node, ast.JoinedStr):
        return True
    return isinstance(node, ast.BinOp) and any(True for _ in _literals(node))


def unmarked(root: Path) -> list[str]:
    """Sentences of `messages` without the mark lupdate looks for, or with one that doesn't say "messages"."""
    found = []
    for name, module in modules(root, f"{PACKAGE}/messages"):
        calls = [node for node in ast.walk(module) if isinstance(node, ast.Call)]
        marks = [call for call in calls if _name(call) == "QT_TRANSLATE_NOOP"]
        found += [f"{name}:{mark.lineno} {ast.unparse(mark)}" for mark in marks if not _is_marked(mark)]
        spared = {id(node) for mark in marks for node in ast.walk(mark)}
        spared |= {id(node.value) for node in ast.walk(module) if isinstance(node, ast.Expr)}
        for node in ast.walk(module):
            if isinstance(node, ast.Constant) and id(node) not in spared and SENTENCE.search(str(node.value)):
                found.append(f"{name}:{node.lineno} {node.value!r}")
    return found


def _is_marked(call: ast.Call) -> bool:
    context, text = call.args
    return ast.unparse(context) == "'messages'" and isinstance(text, ast.Constant)


# The .ts files


def translation_files(root: Path) -> list[Path]:
    """Every language there is."""
    return sorted((root / "resources" / "i18n").glob("*.ts"))


def incomplete(root: Path, scratch: Path) -> list[str]:
    """What lupdate, run on a copy in `scratch`, finds new, gone, empty or unfinished in each language."""
    shutil.copytree(root / PACKAGE, scratch / PACKAGE, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(root / "resources" / "i18n", scratch / "resources" / "i18n")
    command = [sys.executable, "-c", UPDATE, str(scratch)]
    done = processes.run(command, cwd=ROOT / "packaging")
    assert done.returncode == 0, done.stderr
    found = []
    for old in translation_files(root):
        new = scratch / "resources" / "i18n" / old.name
        before, after = dict(_messages(old)), dict(_messages(new))
        open_ones = [key for key in after.keys() & before.keys() if not _is_finished(before[key])]
        found += [f"{old.name}: new {key}" for key in after.keys() - before.keys()]
        found += [f"{old.name}: gone {key}" for key in before.keys() - after.keys()]
        found += [f"{old.name}: unfinished {key}" for key in open_ones]
    return sorted(found)


def _messages(path: Path) -> Iterator[tuple[tuple[str, str, str], ElementTree.Element]]:
    for context in ElementTree.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            key = (context.findtext("name", ""), message.findtext("source", ""), message.findtext("comment", ""))
            yield key, message


def _forms(message: ElementTree.Element) -> list[str]:
    translation = message.find("translation")
    if translation is None:
        return [""]
    plural = [form.text or "" for form in translation.iter("numerusform")]
    return plural or [translation.text or ""]


def _is_finished(message: ElementTree.Element) -> bool:
    translation = message.find("translation")
    return translation is not None and not translation.get("type") and all(form.strip() for form in _forms(message))


def unlike_the_source(root: Path) -> list[str]:
    """Translations with other placeholders or another ending than their source; a plural form may do without its %n."""
    found = []
    for path in translation_files(root):
        for (context, source, _), message in _messages(path):
            for form in filter(None, _forms(message)):
                if _marks(form) != _marks(source) or not _ends_alike(source, form):
                    found.append(f"{path.name}: {context}: {source!r} -> {form!r}")
    return found


def _marks(text: str) -> list[str]:
    return sorted(mark for mark in PLACEHOLDER.findall(text) if mark != "%n")


def _ends_alike(source: str, form: str) -> bool:
    ends = [ENDINGS.get(text.rstrip()[-1:], "") for text in (source, form)]
    return ends[0] == ends[1]
