"""The inspector in the window: it follows what is current, copies, and asks; nothing in it costs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, QLocale, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QVBoxLayout, QWidget

from jimeng_desktop.assets import asset
from jimeng_desktop.core.job import Job, JobState
from jimeng_desktop.files.catalog import read_catalog
from jimeng_desktop.ui.design import look
from jimeng_desktop.ui.inspector.facts import Fact
from jimeng_desktop.ui.inspector.inspector import Inspector
from jimeng_desktop.ui.inspector.parts import ROW, FactRows
from jimeng_desktop.ui.jobs.model import GalleryModel
from jimeng_desktop.ui.pictures.thumbnails import Thumbnails
from jimeng_desktop.ui.window.pages import ChosenInPages, Pages
from tests.ui.letters import WIDTHS, letters_of_width
from tests.ui.made_jobs import NOON, Background, drawn, encoded, gone, job, translate

TASK = "9db7d1ed-aaaa-bbbb-cccc-0123456755ad"


@pytest.fixture
def background() -> Iterator[Background]:
    background = Background()
    yield background
    background.close()


@pytest.fixture
def model(qapp: QApplication, tmp_path: Path) -> GalleryModel:
    """Saved, with a task; failed; one saved of two; made by another model."""
    QLocale.setDefault(QLocale("en_US"))
    look.apply(qapp, "dark")
    file = tmp_path / "there.png"
    file.write_bytes(b"x")
    first = job(4, pictures=4, task_id=TASK, prompt="a fox\nin snow " * 200)
    first = replace(first, pictures=tuple(replace(p, path=str(file), size=1_000_000) for p in first.pictures))
    jobs = [first, job(3, JobState.FAILED, fault="moderation"), job(2, JobState.FETCHING, "sw"), job(1, pictures=2)]
    model = GalleryModel(translate, clock=lambda: NOON)
    model.set_jobs(jobs)
    return model


@pytest.fixture
def inspector(model: GalleryModel, background: Background) -> Iterator[Inspector]:
    thumbnail = encoded(drawn(160, 90))

    async def load(picture: int, size: int) -> bytes | None:
        return thumbnail

    catalog = read_catalog(asset("models.toml"))
    thumbnails = Thumbnails(load, background.start)
    middle = Pages(catalog, model, thumbnails, background.start)
    middle.gallery.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # with the keyboard its first picture becomes current
    middle.resize(900, 700)
    chosen = ChosenInPages(middle)
    chosen.follow(middle)
    inspector = Inspector(catalog, model, chosen, thumbnails, background.start)
    inspector.opened.connect(middle.open_loupe)
    inspector.pages = middle  # type: ignore[attr-defined]
    inspector.resize(296, 700)
    middle.show()
    inspector.show()
    yield inspector
    gone(inspector)
    gone(middle)


def settle(inspector: Inspector, background: Background) -> None:
    QApplication.processEvents()
    background.settle()
    QApplication.processEvents()


def make_current(inspector: Inspector, background: Background, row: int) -> Job:
    gallery = inspector.pages.gallery
    # Not by the view, which looks at the keys that are held.
    only = QItemSelectionModel.SelectionFlag.ClearAndSelect
    gallery.selectionModel().setCurrentIndex(gallery.gallery_model.index(row), only)
    settle(inspector, background)
    return gallery.gallery_model.rows.at(row)[0].job


def test_with_nothing_current_it_says_so_and_makes_nothing(inspector: Inspector, background: Background) -> None:
    settle(inspector, background)
    assert "body" not in inspector.__dict__
    assert inspector.first_control() is None
    ground = look.theme().s1
    image = inspector.grab().toImage()
    middle = [image.pixelColor(x, y) for x in range(20, 276) for y in range(330, 370)]
    assert any(colour != ground for colour in middle), "the sentence"


def test_it_shows_the_recipe_of_the_current_picture(inspector: Inspector, background: Background) -> None:
    made = make_current(inspector, background, 0)
    body = inspector.body
    assert body.prompt.toPlainText() == made.recipe.prompt
    assert body.facts.value("model") == "Jimeng 4.5"
    assert body.facts.value("pictures") == "4 of 4, as asked"
    assert body.facts.value("task") == "9db7d1ed…55ad"
    assert body.preview.isVisible() and body.preview.shown
    assert body.export.isEnabled()


def test_a_long_prompt_scrolls_and_a_short_one_takes_its_lines(inspector: Inspector, background: Background) -> None:
    make_current(inspector, background, 0)
    prompt = inspector.body.prompt
    assert prompt.height() <= 10 * 21 + 2 and prompt.verticalScrollBar().maximum() > 0
    make_current(inspector, background, 5)
    assert prompt.height() <= 2 * 22 and prompt.verticalScrollBar().maximum() == 0


def test_a_link_that_can_not_be_fetched_is_text_to_copy_and_to_try_again(
    inspector: Inspector, background: Background, model: GalleryModel
) -> None:
    link = "ftp://x/<img src=file:///etc/passwd>/" + "y" * 300
    partly = job(5, JobState.INCOMPLETE, "us", fault="links_unfetchable")
    partly = partly.with_picture(replace(partly.pictures[0], url=link))
    model.set_jobs([partly])
    make_current(inspector, background, 0)
    facts, wanted = inspector.body.facts, QSignalSpy(inspector.links_wanted)
    assert facts.value("link").startswith("ftp://x/<") and facts.retry_link.isVisible()
    (value,) = (label for label in facts.findChildren(QLabel) if label.text() == facts.value("link"))
    assert "&lt;img" in value.toolTip() and value.textFormat() is Qt.TextFormat.PlainText
    QTest.mouseClick(facts.copy_link, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == link
    QTest.mouseClick(facts.retry_link, Qt.MouseButton.LeftButton)
    assert wanted.at(0) == [partly.id]
    make_current(inspector, background, 1)
    assert not facts.value("link") and not facts.retry_link.isVisible() and not facts.copy_link.isVisible()


def test_copying_takes_the_whole(inspector: Inspector, background: Background) -> None:
    made = make_current(inspector, background, 0)
    QTest.mouseClick(inspector.body.copy_prompt, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == made.recipe.prompt
    QTest.mouseClick(inspector.body.facts.copy_task, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == TASK


def test_a_failed_job_has_its_words_and_no_preview(inspector: Inspector, background: Background) -> None:
    make_current(inspector, background, 4)
    body = inspector.body
    assert body.facts.value("state").startswith("Stopped by moderation")
    assert body.preview.isHidden() and not body.export.isEnabled() and body.recipe.isEnabled()
    assert body.facts.value("task") == "" and body.facts.copy_task.isHidden()


def test_a_picture_that_arrives_is_shown(inspector: Inspector, background: Background) -> None:
    made = make_current(inspector, background, 6)
    assert inspector.body.facts.value("file") == "only on the server"
    assert inspector.picture_ids == ()
    inspector._model.job_changed(job(2, JobState.FETCHING, "ss"))
    settle(inspector, background)
    assert inspector.body.preview.isVisible()
    assert inspector.picture_ids == (made.pictures[1].id,)


def test_a_file_that_is_gone_from_the_disk_is_missed(inspector: Inspector, background: Background) -> None:
    make_current(inspector, background, 0)
    assert inspector.body.facts.value("file").endswith("saved")
    make_current(inspector, background, 7)  # its path leads nowhere
    assert inspector.body.facts.value("file") == "file missing"


def test_a_window_that_goes_while_the_file_is_looked_for_ends_it_quietly(
    inspector: Inspector, background: Background
) -> None:
    picture = inspector._model.rows.at(7)[0].job.pictures[0]  # its path leads nowhere
    background.start(inspector._look_for(picture), name="inspector")
    gone(inspector)
    background.settle()


def test_several_selected_are_counted(inspector: Inspector, background: Background) -> None:
    make_current(inspector, background, 0)
    gallery = inspector.pages.gallery
    rows = QItemSelection(gallery.gallery_model.index(0), gallery.gallery_model.index(6))
    gallery.selectionModel().select(rows, QItemSelectionModel.SelectionFlag.ClearAndSelect)
    settle(inspector, background)
    body = inspector.body
    assert body.headline.text() == "5 picture(s) selected, 4.0\u00a0MB"
    assert body.preview.isHidden() and body.prompt.isHidden()
    assert len(inspector.picture_ids) == 5


def test_the_foot_asks_and_does_nothing_itself(inspector: Inspector, background: Background) -> None:
    made = make_current(inspector, background, 1)
    recipes, exports = QSignalSpy(inspector.recipe_wanted), QSignalSpy(inspector.export_wanted)
    QTest.mouseClick(inspector.body.recipe, Qt.MouseButton.LeftButton)
    QTest.mouseClick(inspector.body.export, Qt.MouseButton.LeftButton)
    assert recipes.at(0) == [made.id]
    assert exports.count() == 1 and inspector.picture_ids == (made.pictures[1].id,)


def test_it_follows_the_loupe(inspector: Inspector, background: Background) -> None:
    make_current(inspector, background, 0)
    middle = inspector.pages
    middle.open_loupe(inspector.picture_ids[0])
    middle.loupe.go_to_end(1)
    settle(inspector, background)
    assert inspector.job_id == job(1).id
    middle.close_loupe()


def test_hidden_it_costs_nothing_and_shown_again_it_is_right(inspector: Inspector, background: Background) -> None:
    inspector.hide()
    make_current(inspector, background, 0)
    assert "body" not in inspector.__dict__
    inspector.show()
    settle(inspector, background)
    assert inspector.job_id == job(4).id and inspector.body.isVisible()


def test_a_job_that_goes_leaves_nothing_behind(inspector: Inspector, background: Background) -> None:
    made = make_current(inspector, background, 4)
    inspector._model.set_jobs([])
    settle(inspector, background)
    assert inspector.job_id != made.id and inspector.body.isHidden()


def test_everything_has_a_name_for_a_screen_reader(inspector: Inspector, background: Background) -> None:
    make_current(inspector, background, 0)
    buttons = [b for b in inspector.findChildren(QAbstractButton) if b.isVisible()]
    assert buttons and all(b.accessibleName() for b in buttons)
    values = [v for v in inspector.body.facts.findChildren(QLabel) if v.isVisible() and v.property("role") == "fact"]
    assert "Model: Jimeng 4.5" in {value.accessibleName() for value in values}
    assert f"Task: {TASK}" in {value.accessibleName() for value in values}
    assert inspector.body.prompt.accessibleName() == "Prompt"


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 1.75, 2.0])
def test_its_lines_are_there_at_any_scale(inspector: Inspector, background: Background, ratio: float) -> None:
    make_current(inspector, background, 0)
    line, ground = look.theme().line, look.theme().s1
    for y in range(8):
        screen = QImage(80, 60, QImage.Format.Format_RGB32)
        screen.fill(ground)
        screen.setDevicePixelRatio(ratio)
        inspector.body._rules[0].render(screen, QPoint(0, 3 + y))
        column = [screen.pixelColor(20, row) for row in range(60)]
        assert line in column, y


@pytest.mark.parametrize("percent", WIDTHS)
def test_a_fact_breaks_only_where_it_must(qapp: QApplication, percent: int) -> None:
    with letters_of_width(qapp, percent):
        look.apply(qapp, "dark")
        parent = QWidget()
        rows = FactRows(parent)
        QVBoxLayout(parent).addWidget(rows)
        parent.resize(320, 100)
        for text, breaks in (("as large as it was asked for", False), ("as large as it was asked for, " * 2, True)):
            rows.show_facts({"size": Fact(text, ("check", "ok"))})
            parent.grab()  # lays it out
            assert (rows._rows["size"][1].height() > ROW) is breaks, text
        parent.deleteLater()
    look.apply(qapp, "dark")
