"""Cards: laid out without overlap at any width, pressed once, by mouse and by keyboard."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication

from jimeng_desktop.messages import Action, Words
from jimeng_desktop.ui.design import look
from jimeng_desktop.ui.gallery.card import Card, card_spots
from tests.ui.made_jobs import gone

ONE, TWO = Action("edit_prompt", "Edit prompt"), Action("send_again", "Send again, which may be charged twice…", True)
WORDS = Words("Sent, but no answer came", "It may have been accepted. Sending again may cost.", ONE, "unknown", TWO)
LONG = "The service declined this prompt. 服务拒绝了这条提示词，没有生成图片。请修改措辞后再试。" * 4


@given(width=st.integers(300, 3000), sentence=st.sampled_from(["", "Short.", LONG]), buttons=st.integers(0, 2))
def test_nothing_on_a_card_overlaps_or_leaves_it(qapp: QApplication, width: int, sentence: str, buttons: int) -> None:
    words = Words("The model failed", sentence, ONE if buttons else None, "failed", TWO if buttons > 1 else None)
    spots = card_spots(words, width)
    assert spots.height >= 62
    assert len(spots.buttons) == buttons
    parts = [spots.icon, spots.title, spots.sentence, *spots.buttons, spots.more]
    parts = [part for part in parts if not part.isEmpty()]
    if width >= 560 or buttons < 2:
        assert all(QRect(0, 0, width, spots.height).contains(part) for part in parts)
    assert not any(a.intersects(b) for at, a in enumerate(parts) for b in parts[at + 1 :])


def test_a_long_sentence_gets_the_height_it_needs(qapp: QApplication) -> None:
    spots = card_spots(Words("Refused", LONG, ONE, "failed"), 500)
    metrics = QFontMetrics(look.font("caption"))
    needed = metrics.boundingRect(QRect(0, 0, spots.sentence.width(), 9999), Qt.TextFlag.TextWordWrap, LONG).height()
    assert spots.sentence.height() >= needed - max(0, metrics.leading()) * 20
    assert spots.height > 62


@pytest.fixture
def card(qapp: QApplication) -> Iterator[Card]:
    look.apply(qapp, "dark")
    card = Card()
    card.set_words(WORDS)
    card.resize(760, card_spots(WORDS, 760).height)
    card.show()
    yield card
    gone(card)


def test_buttons_are_as_high_as_they_are_drawn(card: Card) -> None:
    assert [button.height() for button in card.buttons] == [28, 28]
    assert [button.geometry() for button in card.buttons] == list(card_spots(WORDS, 760).buttons)


def test_two_quick_presses_are_one(card: Card, monkeypatch: pytest.MonkeyPatch) -> None:
    acted, now = QSignalSpy(card.acted), [100.0]
    monkeypatch.setattr("jimeng_desktop.ui.gallery.card.time.monotonic", lambda: now[0])
    for moment in (100.0, 100.2, 100.9):
        now[0] = moment
        QTest.mouseClick(card.buttons[1], Qt.MouseButton.LeftButton)
    assert [acted.at(at) for at in range(acted.count())] == [["send_again"]] * 2


def test_enter_presses_and_a_held_key_does_not_repeat(card: Card) -> None:
    acted = QSignalSpy(card.acted)
    card.buttons[0].setFocus()
    for held in (True, False):
        press = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", held)
        QApplication.sendEvent(card.buttons[0], press)
    assert acted.count() == 1
    assert acted.at(0) == ["edit_prompt"]


def test_more_opens_the_menu_beside_the_card_and_presses_nothing(card: Card) -> None:
    asked, acted = QSignalSpy(card.menu_asked), QSignalSpy(card.acted)
    QTest.mouseClick(card.more, Qt.MouseButton.LeftButton)
    assert asked.at(0) == [card.more.mapToGlobal(card.more.rect().bottomLeft())]
    card.more.setFocus()
    for held in (False, True):
        press = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", held)
        QApplication.sendEvent(card.more, press)
    assert (asked.count(), acted.count()) == (2, 0)
    assert card.more.geometry() == card_spots(WORDS, 760).more and card.more.accessibleName() == "More"


def test_a_letter_presses_nothing(card: Card) -> None:
    acted = QSignalSpy(card.acted)
    for button in (card.buttons[1], card.more, card):
        button.setFocus()
        for letter in "tsaregnyx 1":
            if letter != " " or button is card:
                QTest.keyClicks(button, letter)
    assert acted.count() == 0


def test_other_words_take_the_second_button_away(card: Card) -> None:
    card.set_words(Words("Stopped", "Change the wording.", ONE, "moderation"))
    assert [button.text() for button in card.buttons] == ["Edit prompt"]
    assert (card.accessibleName(), card.accessibleDescription()) == ("Stopped", "Change the wording.")
