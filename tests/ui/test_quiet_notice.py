"""What was just set is told where the marks themselves are out of sight, and to screen readers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from jimeng_desktop.core.marks import Flag
from jimeng_desktop.ui.session.session import Session
from jimeng_desktop.ui.window.columns import Side
from tests.ui.many_jobs import Play, at, press
from tests.ui.pictured import until

Key = Qt.Key


@pytest.fixture
def spoken(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What screen readers are told."""
    words: list[str] = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: words.append(event.message()))
    return words


def test_a_loupe_without_room_for_its_marks_tells_them(cull: Callable[[Play], None], spoken: list[str]) -> None:
    async def judge(session: Session) -> None:
        window = session.window
        window.resize(900, 620)
        window.columns.hide_panel(Side.RIGHT)
        window.middle.open_loupe(at(5))
        for key, words, told in (
            (Key.Key_P, "Picked", "Picked"),
            (Key.Key_4, "", "4 stars"),
            (Key.Key_0, "No stars", "No stars"),
            (Key.Key_8, "Green", "Green"),
            (Key.Key_8, "No colour", "No colour"),
            (Key.Key_U, "No flag", "No flag"),
        ):
            press(session, key)
            sign = window.quiet_notice
            assert (sign.isVisible(), sign.text, spoken[-1]) == (True, words, told)
            foot = window.middle.loupe_page.foot
            assert sign.geometry().bottom() < foot.mapTo(window, foot.rect().topLeft()).y(), "not over the foot"
        await until(lambda: not sign.isVisible())

    cull(judge)


def test_full_screen_tells_what_was_set(cull: Callable[[Play], None], spoken: list[str]) -> None:
    async def judge(session: Session) -> None:
        window = session.window
        window.middle.gallery.set_current_picture(at(5))
        window.full_screen.enter()
        press(session, Key.Key_X)
        sign = window.quiet_notice
        assert sign.isVisible() and sign.text == "Rejected"
        assert window.rect().contains(sign.geometry())

    cull(judge)


def test_the_gallery_tells_how_many_have_it(cull: Callable[[Play], None], spoken: list[str]) -> None:
    async def judge(session: Session) -> None:
        window, gallery = session.window, session.window.middle.gallery
        gallery.selectAll()
        press(session, Key.Key_P)
        sign = window.quiet_notice
        assert sign.text == "Picked · 240 pictures" and spoken == ["Picked. 240 pictures"]
        await until(lambda: session.tasks.running == 0)
        assert session.model.marks_of(at(1)).flag is Flag.PICK
        under = sign.geometry().center()
        assert window.childAt(under) is not sign, "the mouse goes through it"
        QTest.mouseClick(gallery.viewport(), Qt.MouseButton.LeftButton, pos=gallery.viewport().rect().center())
        assert gallery.hasFocus()

    cull(judge)
