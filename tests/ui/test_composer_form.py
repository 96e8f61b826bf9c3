"""The form as a whole: seldom fields, a refusal at its field, low windows."""

from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from jimeng_desktop.assets import asset
from jimeng_desktop.core.recipe import Recipe
from jimeng_desktop.files.catalog import read_catalog
from jimeng_desktop.ui.base.language import apply_language
from jimeng_desktop.ui.composer.composer import Composer
from jimeng_desktop.ui.design import look
from jimeng_desktop.ui.design.fault_line import FaultLine

SENTENCES = {"ratio": "Another ratio may work.", "resolution": "Another resolution may work."}
FULL = Recipe("jimeng-4.6", "an owl", "16:9", "1k", callback_url="https://studio.example/done", user_id="u7")


@pytest.fixture
def composer(qtbot: QtBot, qapp: QApplication) -> Composer:
    look.apply(qapp, "dark")
    composer = made()
    qtbot.addWidget(composer)
    return composer


def made() -> Composer:
    composer = Composer(read_catalog(asset("models.toml")), 3.0)
    composer.resize(336, 800)
    composer.set_form({"prompt": "an owl"})
    composer.show()
    return composer


def lines(composer: Composer) -> set[str]:
    """Fields that have a sentence."""
    return {field for field, line in composer._sentences.items() if line.isVisible()}


# Advanced


def test_the_seldom_fields_are_part_of_recipe_form_and_memory(composer: Composer, qtbot: QtBot) -> None:
    assert composer._advanced is None, "nobody has asked for them"
    composer.show_recipe(FULL)
    assert composer.recipe() == FULL and composer.advanced.callback_url.isVisible()
    form = composer.form()
    other = made()
    qtbot.addWidget(other)
    other.set_form(form)
    assert other.recipe() == FULL and other.form() == form
    other.show_recipe(Recipe("jimeng-4.5", "a fox"))
    assert other.recipe() == Recipe("jimeng-4.5", "a fox"), "a recipe without them takes them away"


def test_folded_it_says_what_is_filled_in_and_stays_so(composer: Composer) -> None:
    composer.show_recipe(FULL)
    advanced = composer.advanced
    QTest.mouseClick(advanced.head, Qt.MouseButton.LeftButton)
    assert not advanced.callback_url.isVisible() and advanced.head.text() == "Advanced: Callback address · User ID"
    assert composer.recipe() == FULL and composer.form()["advanced"] is False


def test_open_without_a_value_is_remembered(composer: Composer, qtbot: QtBot) -> None:
    composer.focus_field("callback_url")
    other = made()
    qtbot.addWidget(other)
    other.set_form(composer.form())
    assert other.advanced.callback_url.isVisible()


def test_blanks_around_a_pasted_value_are_not_sent(composer: Composer) -> None:
    composer.advanced.callback_url.setText("  https://studio.example/done ")
    assert composer.recipe().callback_url == "https://studio.example/done"


def test_a_bad_address_is_said_at_its_place_when_it_is_left(composer: Composer) -> None:
    composer.focus_field("callback_url")
    field = composer.advanced.callback_url
    QTest.keyClicks(field, "http://localhost:8000/")
    assert not composer.foot.button.isEnabled() and not lines(composer), "not while it is being typed"
    assert composer.foot.caption.text() == "Check the callback address"
    assert composer.foot.button.toolTip() == "The service can only call a public address on the internet."
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert lines(composer) == {"callback_url"} and field.property("fault") is True and field.actions()
    assert composer.advanced.user_id.hasFocus(), "the keyboard is not taken back"
    field.setText("https://studio.example/")
    assert not lines(composer) and field.property("fault") is False and not field.actions()
    assert composer.foot.button.isEnabled() and not composer.foot.button.toolTip()


def test_a_problem_in_a_folded_field_opens_it(composer: Composer, qtbot: QtBot) -> None:
    composer.advanced.user_id.setText("x" * 129)
    composer.advanced.set_open(False)
    with qtbot.assertNotEmitted(composer.generate):
        composer.press_generate()
    assert composer.advanced.user_id.hasFocus() and lines(composer) == {"user_id"}


# A refusal


def test_a_refusal_lights_up_its_fields_until_each_is_changed(composer: Composer) -> None:
    composer.show_fault(FULL, SENTENCES)
    assert composer.recipe() == FULL
    assert lines(composer) == {"ratio", "resolution"} and composer.ratio._fault and composer.resolution._fault
    assert composer.foot.button.isEnabled(), "it may be sent again"
    composer.prompt.set_text("an owl at dusk")
    assert lines(composer) == {"ratio", "resolution"}
    QTest.mouseClick(composer.ratio.stops()[0], Qt.MouseButton.LeftButton)
    assert lines(composer) == {"resolution"} and not composer.ratio._fault
    composer.model.setCurrentIndex(composer.model.findData("jimeng-4.5"))
    assert not lines(composer), "another model may take it"


def test_a_refused_prompt_keeps_its_sentence_beside_what_is_wrong_here(composer: Composer) -> None:
    composer.show_fault(FULL, {"prompt": "The service says: too odd."})
    assert lines(composer) == {"prompt"} and composer.prompt.property("fault") is True and composer.prompt.hasFocus()
    composer.prompt.set_text("")
    assert composer._sentences["prompt"].text() == "Write a prompt first."
    composer.prompt.set_text("a tame owl")
    assert not lines(composer) and composer.prompt.property("fault") is False


def test_another_recipe_takes_the_refusal_away(composer: Composer) -> None:
    composer.show_fault(FULL, SENTENCES)
    composer.show_recipe(FULL)
    assert not lines(composer) and not composer.ratio._fault


# Low windows


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("width", [300, 336, 480])
@pytest.mark.parametrize("full", [False, True], ids=["plain", "full"])
def test_nothing_clips_or_overlaps_at_any_height(
    qtbot: QtBot, qapp: QApplication, language: str, width: int, full: bool
) -> None:
    apply_language(qapp, language)
    composer = made()
    qtbot.addWidget(composer)
    if full:
        composer.show_fault(FULL, {**SENTENCES, "prompt": "Too odd. " * 12, "callback_url": "Not taken. " * 8})
    for height in range(400, 901, 50):
        composer.resize(width, height)
        qapp.sendPostedEvents()
        assert _overlaps(composer) == [], (height, width)
        assert composer.prompt.height() >= 96
        assert composer.foot.geometry().bottom() == composer.rect().bottom(), "Generate stays in sight"
        bar = composer.form_area.verticalScrollBar()
        form, sight = composer.form_area.form, composer.form_area.viewport()
        assert form.width() == sight.width() and form.height() >= form.minimumSizeHint().height()
        assert bar.isVisible() == (form.height() > sight.height())
        if not full:
            assert composer.ratio.width() == width - 32, "the bar stands in the margin"


def test_spare_height_is_the_prompts(composer: Composer, qapp: QApplication) -> None:
    heights = []
    for height in (700, 900):
        composer.resize(336, height)
        qapp.sendPostedEvents()
        heights.append(composer.prompt.height())
    assert heights[1] - heights[0] == 200 and not composer.form_area.verticalScrollBar().isVisible()


def test_the_focus_brings_its_control_into_view(composer: Composer, qtbot: QtBot) -> None:
    composer.resize(336, 400)
    composer.activateWindow()
    qtbot.waitUntil(composer.isActiveWindow)
    for field in ("callback_url", "prompt", "callback_url", "resolution", "prompt", "user_id"):
        composer.focus_field(field)
        qtbot.waitUntil(lambda: _focus_in_sight(composer))
    composer.resize(336, 900)
    composer.focus_field("prompt")
    qtbot.waitUntil(lambda: not composer.form_area.verticalScrollBar().isVisible())
    composer.resize(336, 400)
    composer.show_fault(FULL, {"user_id": "Not taken. " * 8})
    qtbot.waitUntil(lambda: _focus_in_sight(composer))


def _focus_in_sight(composer: Composer) -> bool:
    focused = QApplication.focusWidget()
    assert focused and composer.isAncestorOf(focused)
    sight = composer.form_area.viewport()
    return sight.rect().contains(QRect(focused.mapTo(sight, QPoint(0, 0)), focused.size()))


def _needs(line: FaultLine) -> int:
    """The height that the sentence takes in a label nobody has sized."""
    label = QLabel(line.text())
    label.setWordWrap(True)
    label.setFont(line.font())
    label.setContentsMargins(line.contentsMargins())
    return label.heightForWidth(line.width())


def _overlaps(composer: Composer) -> list[tuple[str, str]]:
    """Controls and labels of the form that lie over one another or out of the form."""
    form = composer.form_area.form
    leaves: list[tuple[str, QRect]] = []
    parts = [composer.prompt, composer.model, composer.ratio, composer.resolution, composer.times, composer.pixels]
    parts += [composer.tools, *composer._sentences.values()]
    parts += composer._advanced.fields.values() if composer._advanced else []
    for part in parts:
        assert isinstance(part, QWidget)
        if part.isVisible():
            leaves.append((f"{part.accessibleName() or part}", QRect(part.mapTo(form, QPoint(0, 0)), part.size())))
            least = part.minimumSize() if part.minimumHeight() else part.minimumSizeHint()
            assert part.height() >= least.height() and part.width() >= least.width(), part
            assert not isinstance(part, FaultLine) or part.height() == max(16, _needs(part))
    wrong = [(one[0], two[0]) for one, two in combinations(leaves, 2) if one[1].intersects(two[1])]
    return wrong + [(name, "the form") for name, box in leaves if not form.rect().contains(box)]
