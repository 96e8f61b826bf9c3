"""What is said of the user's own models: words for every trouble, and the file and line in them."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from jimeng_desktop.core.own_models import Trouble
from jimeng_desktop.messages import own_models_words
from jimeng_desktop.messages.models import TROUBLES
from tests.messages.samples import PACKAGE, loud, texts

FILE = Path("somewhere") / "models.toml"


def test_every_trouble_has_words_and_no_others() -> None:
    sources = [(PACKAGE / room / "own_models.py").read_text(encoding="utf-8") for room in ("core", "files")]
    calls = [node for source in sources for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    assert set(TROUBLES) == {ast.literal_eval(call.args[0]) for call in calls if ast.unparse(call.func) == "Trouble"}


@pytest.mark.parametrize("code", TROUBLES)
@pytest.mark.parametrize("line", [0, 7])
def test_trouble_is_told_whole(code: str, line: int) -> None:
    words = own_models_words(Trouble(code, FILE, line, "pictures"), loud)
    assert all(text.startswith("«") and "{" not in text for text in texts(words))
    assert str(FILE) in words.sentence
    if code not in ("own_unreadable", "own_unwritable"):
        assert ("7" in words.sentence) == bool(line)
