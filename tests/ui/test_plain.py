"""Nothing that the user or the service wrote is read as markup: in no label, tooltip or list of any scene."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QMouseEvent, QTextDocument
from PySide6.QtWidgets import QAbstractItemView, QApplication, QInputDialog, QLabel, QMenu, QToolButton, QWidget

from jimeng_desktop.core.errors import Fault
from jimeng_desktop.core.recipe import Recipe
from jimeng_desktop.ui.design.dialogs import ask_text
from jimeng_desktop.ui.design.plain import plain_tip, set_tip
from tests.scenes import worlds
from tests.ui.pictured import opened
from tests.ui.settings_sessions import Run
from tests.ui.showing import SCENES, Showing, Stage, Variant, named, showing, shown

HOSTILE = '<img src="/etc/hostname"><lora:snow:0.8> <b>fox</b> &lt;3 & '
SAID = re.compile(r'<p style="white-space: pre-wrap">[^<]*</p>')  # markup that says a text and nothing else


def hostile_recipe(model: str, prompt: str, *more: str) -> Recipe:
    return Recipe(model, HOSTILE + prompt, *more)


def hostile_fault(code: str, detail: str = "") -> Fault:
    return Fault(code, HOSTILE + detail)


@pytest.fixture(scope="module")
def shows(qapp: object) -> Iterator[Showing]:
    """The scenes, with prompts and words of the service that look like markup."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(worlds, "Recipe", hostile_recipe)
        patch.setattr(worlds, "Fault", hostile_fault)
        with showing() as theatre:
            yield theatre


def guessed(tip: object) -> bool:
    """Whether Qt could take this tooltip for markup that says something else."""
    return isinstance(tip, str) and any(mark in tip for mark in "<&") and not SAID.fullmatch(tip)


def read_as_markup(stage: Stage) -> list[str]:
    """All on screen in which a text could be."""
    found = []
    for widget in shown():
        if isinstance(widget, QLabel) and widget.text() and widget.textFormat() is not Qt.TextFormat.PlainText:
            found.append(f"{named(widget)} guesses")
        tips: list[object] = [widget.toolTip()]
        if isinstance(widget, QAbstractItemView) and widget.model():
            rows = [widget.model().index(row, 0) for row in range(min(50, widget.model().rowCount()))]
            tips += [row.siblingAtColumn(at).data(Qt.ItemDataRole.ToolTipRole) for row in rows for at in range(8)]
        if isinstance(widget, QMenu) and widget.toolTipsVisible():
            tips += [action.toolTip() for action in widget.actions()]
        found += [f"{named(widget)} has the tooltip {tip!r}" for tip in tips if guessed(tip)]
    return found


@pytest.mark.parametrize("name", SCENES)
def test_no_scene_reads_a_text_as_markup(shows: Showing, name: str) -> None:
    assert shows.see(name, Variant(), read_as_markup) == []


def test_the_prompt_under_the_mouse_is_told_as_it_is(shows: Showing) -> None:
    def tip(stage: Stage) -> str:
        gallery = stage.window.middle.gallery
        for y in range(4, 200, 4):
            at = QPointF(gallery.mapTo(gallery, QPoint(90, y)))
            none = Qt.KeyboardModifier.NoModifier
            move = QMouseEvent(QEvent.Type.MouseMove, at, at, Qt.MouseButton.NoButton, Qt.MouseButton.NoButton, none)
            QApplication.sendEvent(gallery.viewport(), move)
            if gallery.viewport().toolTip():
                break
        return gallery.viewport().toolTip()

    told = shows.see("main", Variant(), tip)
    assert SAID.fullmatch(told) and read(told).startswith(HOSTILE)


def read(tip: str) -> str:
    """A tooltip as it is read on screen."""
    document = QTextDocument()
    document.setHtml(tip)
    return document.toPlainText()


@pytest.mark.parametrize(
    "text", [HOSTILE + "fox", "<b>x", "a\n  <i>b</i>", "x &lt; y", "a < b", "<!doctype html>", "word " * 60, "雪" * 60]
)
def test_a_tooltip_says_its_text(text: str) -> None:
    tip = plain_tip(text)
    assert SAID.fullmatch(tip) and read(tip).replace("\u2028", "\n") == text


@pytest.mark.parametrize("text", ["", "Search prompts (Ctrl+F)", "一只红狐", "two\nlines", "/pictures/a-long-name" * 3])
def test_a_short_harmless_text_stays_what_it_is(text: str) -> None:
    assert plain_tip(text) == text


def test_a_screen_reader_hears_no_markup_of_ours(qapp: QApplication) -> None:
    button = QToolButton()
    for text in ("<b>one</b>", "two", HOSTILE, ""):
        set_tip(button, text)
        interface = QAccessible.queryAccessibleInterface(button)
        assert interface and interface.text(QAccessible.Text.Description) == text
    button.setAccessibleDescription("mine")
    set_tip(button, HOSTILE)
    assert button.accessibleDescription() == "mine"


def test_the_question_for_a_text_shows_it_as_it_is(run: Run) -> None:
    async def go() -> None:
        import asyncio

        window = QWidget()
        asked = asyncio.get_running_loop().create_task(ask_text(window, HOSTILE, "<b>"))
        dialog = await opened(QInputDialog)
        labels = [label for label in dialog.findChildren(QLabel) if label.text()]
        assert labels and all(label.textFormat() is Qt.TextFormat.PlainText for label in labels)
        dialog.reject()
        assert await asked == ""

    run(go())
