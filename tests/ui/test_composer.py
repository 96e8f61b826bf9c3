"""The form: what it counts, what it sends, what it refuses to send."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from jimeng_desktop.assets import asset
from jimeng_desktop.core.catalog import Catalog
from jimeng_desktop.core.recipe import Problem, Recipe
from jimeng_desktop.files.catalog import read_catalog
from jimeng_desktop.ui.base.language import apply_language
from jimeng_desktop.ui.composer.composer import Composer
from jimeng_desktop.ui.composer.prompt import PromptEditor, length
from jimeng_desktop.ui.design import look


@pytest.fixture
def catalog() -> Catalog:
    return read_catalog(asset("models.toml"))


@pytest.fixture
def composer(qtbot: QtBot, qapp: QApplication, catalog: Catalog) -> Composer:
    look.apply(qapp, "dark")
    composer = Composer(catalog, 3.0)
    composer.resize(336, 700)
    qtbot.addWidget(composer)
    composer.show()
    return composer


@pytest.mark.parametrize(
    "prompt, counted",
    [
        ("", (0, 600, False)),
        ("a red fox in snow", (5, 600, False)),
        ("a fox's den, well-lit — really?", (6, 600, False)),
        ("雪地里的红狐狸", (7, 300, True)),
        ("雪地里的红狐狸，胶片颗粒。", (11, 300, True)),
        ("雪地里的红狐狸, film grain", (8, 300, True)),
        ("one two three four five six 雪", (8, 600, False)),
        ("雪" * 301, (301, 300, True)),
        ("word " * 601, (601, 600, False)),
    ],
)
def test_length_counts_characters_and_words_together(prompt: str, counted: tuple[int, int, bool]) -> None:
    assert length(prompt) == counted


def test_an_empty_prompt_is_counted_in_the_language_of_the_window() -> None:
    assert length("", chinese=True) == (0, 300, True)
    assert length("a fox", chinese=True) == (2, 600, False)


def test_the_meter_warns_and_never_forbids(composer: Composer) -> None:
    meter = composer.prompt.meter
    for words, said in (
        (26, "26 / 600 words"),
        (540, "540 / 600 words · long"),
        (601, "601 / 600 words · details may be lost"),
    ):
        composer.prompt.set_text("word " * words)
        assert meter.text == said
        assert composer.foot.button.isEnabled()


def test_generate_sends_what_is_in_the_form(composer: Composer, qtbot: QtBot) -> None:
    composer.set_form({"model": "jimeng-4.6", "prompt": "an owl", "ratio": "21:9", "resolution": "4k"})
    composer.times.setValue(3)
    caption = composer.foot.caption.text()
    assert caption.startswith("12 picture") and caption.endswith(" · sent after 3 s")
    with qtbot.waitSignal(composer.generate) as sent:
        qtbot.mouseClick(composer.foot.button, Qt.MouseButton.LeftButton)
    assert sent.args == [Recipe("jimeng-4.6", "an owl", "21:9", "4k"), 3]
    assert composer.form()["prompt"] == "an owl", "the form stays"
    assert composer.times.value() == 1 and composer.foot.caption.text().startswith("4 picture")
    assert composer.pixels.text() == "about 6048 × 2592"


def test_every_press_is_told_since_the_runner_says_which_are_double(composer: Composer) -> None:
    composer.set_form({"prompt": "an owl"})
    composer.times.setValue(8)
    presses = list[int]()
    composer.generate.connect(lambda recipe, times: presses.append(times))
    for event in (QTest.mousePress, QTest.mouseRelease, QTest.mouseDClick, QTest.mouseRelease):
        event(composer.foot.button, Qt.MouseButton.LeftButton)
    assert presses == [8, 1]


def test_a_recipe_from_elsewhere_leaves_the_number_of_jobs(composer: Composer) -> None:
    composer.set_form({"prompt": "an owl"})
    composer.times.setValue(3)
    composer.show_recipe(Recipe("jimeng-4.6", "a fox", "21:9", "4k"))
    assert (composer.recipe(), composer.times.value()) == (Recipe("jimeng-4.6", "a fox", "21:9", "4k"), 3)


def test_the_caption_promises_no_sending_while_nothing_is_sent(composer: Composer) -> None:
    composer.prompt.set_text("an owl")
    promised = composer.foot.caption.text()
    composer.set_holdup("paused")
    assert "queue paused" in composer.foot.caption.text()
    composer.set_holdup("key")
    assert "key" in composer.foot.caption.text()
    composer.set_holdup("")
    assert composer.foot.caption.text() == promised and "sent" in promised


def test_without_a_prompt_nothing_is_sent_and_the_caption_says_why(composer: Composer, qtbot: QtBot) -> None:
    composer.set_form({"prompt": " \n "})
    assert not composer.foot.button.isEnabled()
    assert composer.foot.caption.text() == "Write a prompt first"
    with qtbot.assertNotEmitted(composer.generate):
        composer.press_generate()
    assert composer.prompt.property("fault") is True
    assert composer._sentences["prompt"].isVisible()
    composer.prompt.set_text("an owl")
    assert composer.prompt.property("fault") is False
    assert not composer._sentences["prompt"].isVisible()


def test_nothing_is_sent_while_an_input_method_composes(composer: Composer, qtbot: QtBot) -> None:
    composer.set_form({"prompt": "雪"})
    QApplication.sendEvent(composer.prompt, QInputMethodEvent("hu li", []))
    with qtbot.assertNotEmitted(composer.generate):
        composer.press_generate()
    done = QInputMethodEvent("", [])
    done.setCommitString("狐狸")
    QApplication.sendEvent(composer.prompt, done)
    with qtbot.waitSignal(composer.generate) as sent:
        composer.press_generate()
    assert sent.args[0].prompt == "雪狐狸"


def test_a_problem_lights_up_its_control_with_a_sentence(composer: Composer) -> None:
    composer.set_form({"prompt": "an owl"})
    composer.show_problems([Problem("ratio", "ratio_not_taken")])
    assert composer._sentences["ratio"].text()
    assert composer.ratio._fault and not composer.resolution._fault
    composer.show_problems([])
    assert not composer.ratio._fault


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"model": "gone", "ratio": "7:5", "resolution": "9k", "times": "x", "prompt": 5},
        {"model": None, "times": 900},
    ],
)
def test_a_form_that_makes_no_sense_falls_back_to_the_defaults(composer: Composer, form: dict[str, object]) -> None:
    composer.set_form(form)
    assert composer.recipe() == Recipe("jimeng-4.5", "", "3:4", "2k")
    assert composer.times.value() == 1


def test_a_model_that_takes_less_moves_the_choice(qtbot: QtBot, catalog: Catalog) -> None:
    few = replace(catalog.models[0], id="few", name="Few", ratios=("1:1", "16:9"), resolutions=("1k",))
    composer = Composer(replace(catalog, models=(*catalog.models, few)), 3.0)
    qtbot.addWidget(composer)
    composer.set_form({"model": "jimeng-4.5", "prompt": "an owl", "ratio": "3:4", "resolution": "4k"})
    composer.model.setCurrentIndex(composer.model.findData("few"))
    assert composer.recipe() == Recipe("few", "an owl", "1:1", "1k")
    assert composer.foot.button.isEnabled()


def test_pictures_are_asked_for_where_the_model_takes_a_number(composer: Composer, qtbot: QtBot) -> None:
    composer.set_form({"prompt": "an owl", "model": "jimeng-4.5", "count": 6})
    composer.times.setValue(2)
    assert not composer.count.isVisible() and composer.recipe().count == 1
    composer.model.choose("seedream-4.5")
    assert composer.count.isVisible() and composer.recipe().count == 1, "nothing is asked for that was not seen"
    assert composer.foot.caption.text().startswith("2 picture")
    for _ in range(5):
        qtbot.mouseClick(composer.count._more, Qt.MouseButton.LeftButton)
    assert composer.foot.caption.text().startswith("12 picture")
    with qtbot.waitSignal(composer.generate) as sent:
        composer.press_generate()
    assert sent.args[0].count == 6 and sent.args[1] == 2
    composer.model.choose("seedream-5-lite")
    assert composer.recipe().count == 4, "no more than it takes"
    composer.model.choose("jimeng-4.5")
    assert not composer.count.isVisible() and composer.recipe().count == 1
    assert composer.foot.caption.text().startswith("4 picture")


def test_the_number_of_pictures_is_remembered_and_comes_back_with_a_recipe(composer: Composer) -> None:
    composer.set_form({"prompt": "an owl", "model": "seedream-4", "count": 9})
    assert composer.form()["count"] == 9
    composer.set_form({})
    composer.show_recipe(Recipe("seedream-4", "an owl", count=12))
    assert composer.recipe().count == 12
    for odd in ("x", None, 5.5, 99, -3):
        composer.set_form({"prompt": "an owl", "model": "seedream-4", "count": odd})
        assert 1 <= composer.recipe().count <= 15
        assert composer.foot.button.isEnabled()


@pytest.mark.parametrize("width", [300, 336, 480])
@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_the_amounts_fit_into_the_narrowest_form(
    qtbot: QtBot, qapp: QApplication, catalog: Catalog, width: int, language: str
) -> None:
    apply_language(qapp, language)
    composer = Composer(catalog, 3.0)
    qtbot.addWidget(composer)
    composer.set_form({"model": "jimeng-4.5", "prompt": "an owl"})
    composer.resize(width, 700)
    composer.show()
    jobs = composer.times.mapTo(composer, composer.times.rect().topLeft())
    for model in ("jimeng-4.5", "seedream-4"):
        composer.model.choose(model)
        QApplication.sendPostedEvents(None, 0)
        assert composer.minimumSizeHint().width() <= 300
        parts = [part for part in (composer.resolution, composer.count, composer.times) if part.isVisible()]
        boxes = [part.rect().translated(part.mapTo(composer, part.rect().topLeft())) for part in parts]
        assert all(box.left() >= 16 and box.right() <= width - 16 for box in boxes)
        assert not any(one.intersects(other) for one in boxes for other in boxes if one is not other)
        assert composer.times.mapTo(composer, composer.times.rect().topLeft()) == jobs, "Jobs stays where it was"


def test_every_control_has_a_name(composer: Composer) -> None:
    named = (composer.prompt, composer.model, composer.ratio, composer.resolution, composer.times, composer.foot.button)
    assert all(control.accessibleName() for control in named)


def test_pasted_text_is_plain_and_keeps_the_line_height(qtbot: QtBot) -> None:
    editor = PromptEditor()
    qtbot.addWidget(editor)
    pasted = QMimeData()
    pasted.setHtml("<h1>big</h1><p>small</p>")
    pasted.setText("big\nsmall")
    editor.insertFromMimeData(pasted)
    assert editor.toPlainText() == "big\nsmall"
    document = editor.document()
    assert {document.findBlockByNumber(n).blockFormat().lineHeight() for n in (0, 1)} == {21.0}
    assert document.begin().begin().fragment().charFormat().fontPointSize() == 0.0


def test_replacing_the_text_can_be_undone(qtbot: QtBot) -> None:
    editor = PromptEditor()
    qtbot.addWidget(editor)
    editor.set_text("mine")
    editor.set_text("an example")
    editor.undo()
    assert editor.toPlainText() == "mine"


def test_empty_lines_are_made_by_one_press_each_and_keep_the_line_height(qtbot: QtBot) -> None:
    editor = PromptEditor()
    qtbot.addWidget(editor)
    editor.set_text("an owl")
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Return):
        qtbot.keyClick(editor, key)
    assert editor.toPlainText() == "an owl\n\n\n"
    blocks = [editor.document().findBlockByNumber(n) for n in range(4)]
    assert {block.blockFormat().lineHeight() for block in blocks} == {21.0}
    editor.undo()
    assert editor.toPlainText() == "an owl\n\n"
