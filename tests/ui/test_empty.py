"""What teaches in an empty gallery: whole in small windows too, and of use to the keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from jimeng_desktop.assets import asset
from jimeng_desktop.files.catalog import read_catalog
from jimeng_desktop.ui.base.language import apply_language
from jimeng_desktop.ui.design import look
from jimeng_desktop.ui.gallery.first_page import EmptyState
from tests.ui.letters import WIDTHS, letters_of_width


@pytest.fixture(params=product(["en", "zh_CN"], WIDTHS))
def empty(request: pytest.FixtureRequest, qtbot: QtBot, qapp: QApplication) -> Iterator[EmptyState]:
    language, letters = request.param
    with letters_of_width(qapp, letters):
        look.apply(qapp, "dark")
        apply_language(qapp, language)
        page = EmptyState(read_catalog(asset("models.toml")))
        qtbot.addWidget(page)
        page.show()
        yield page
    look.apply(qapp, "dark")


@pytest.mark.parametrize("size", [(500, 300), (560, 420), (900, 800)])
def test_nothing_is_cut_in_a_small_window(empty: EmptyState, size: tuple[int, int]) -> None:
    empty.resize(*size)
    QApplication.processEvents()
    shown = [part for part in empty.findChildren(QWidget) if part.isVisible()]
    for part in shown:
        whole = empty.rect()
        assert whole.contains(part.mapTo(empty, part.rect().topLeft())), part
        assert whole.contains(part.mapTo(empty, part.rect().bottomRight())), part
        if isinstance(part, QLabel) and not part.wordWrap():
            assert part.width() >= part.sizeHint().width()
    assert all(row in shown for row in empty.rows)
    assert (empty.slots in shown, empty.keys in shown) == (size[1] > 500, size[1] > 400)


def test_enter_and_space_choose_an_example_and_a_held_key_does_not(empty: EmptyState, qtbot: QtBot) -> None:
    chosen: list[object] = []
    empty.chosen.connect(chosen.append)
    qtbot.keyClick(empty.rows[1], Qt.Key.Key_Return)
    qtbot.keyClick(empty.rows[2], Qt.Key.Key_Space)
    assert chosen == [empty.rows[1].recipe, empty.rows[2].recipe]
