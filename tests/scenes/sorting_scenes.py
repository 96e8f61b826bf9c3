"""Scenes of sorting: marks under the tiles, tiles without jobs, filters as words, collections."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from jimeng_desktop.core.collection import Collection
from jimeng_desktop.core.job import PictureState
from jimeng_desktop.core.marks import Flag, Label, Marks
from jimeng_desktop.core.search import Order, Wanted
from jimeng_desktop.ui.finding.collections_window import CollectionsWindow
from jimeng_desktop.ui.gallery.hand_order import place_at
from tests.scenes.scene import open_loupe, saved_picture, scene, write_prompt
from tests.scenes.stage import Stage

CHOSEN = Wanted(models=frozenset({"jimeng-4.5"}), flags=frozenset({"pick"}), stars=3, collection=1, period="7 days")
MARKS = (
    Marks(rating=2), Marks(Flag.PICK, 4, Label.GREEN), Marks(Flag.REJECT), Marks(Flag.PICK, 3),
    Marks(Flag.REJECT, 1, Label.RED), Marks(Flag.PICK, 5, Label.ORANGE), Marks(label=Label.BLUE), Marks(rating=3),
)  # fmt: skip
README_PROMPT = (
    "Mountain pass at nightfall, the same layers of mist as in the morning. The first lanterns of a village along the "
    "path, a line of pines against the last light, smoke rising straight from one chimney. Far below, the river "
    "keeps a little of the sky.\n\nGouache on rough paper, visible brush marks, muted blues with one warm accent; "
    "plenty of quiet sky for the title."
)
README_MARKS = (
    Marks(rating=3), Marks(Flag.PICK, 5, Label.PURPLE), Marks(),
    Marks(Flag.PICK, 5, Label.ORANGE), Marks(rating=4), Marks(Flag.REJECT), Marks(rating=3, label=Label.BLUE),
    Marks(Flag.PICK, 4, Label.GREEN), Marks(rating=3), Marks(label=Label.BLUE), Marks(Flag.PICK, 5, Label.ORANGE),
    Marks(rating=4), Marks(Flag.PICK, 5, Label.GREEN), Marks(rating=3), Marks(Flag.REJECT),
    Marks(rating=2), Marks(Flag.PICK, 5, Label.RED), Marks(rating=4), Marks(rating=3),
)  # fmt: skip


def _mark(stage: Stage) -> None:
    """Some pictures of every job are judged."""
    model = stage.session.model
    saved = [picture.id for section in model.every for picture in section.job.pictures if picture.path]
    model.set_marks({picture: MARKS[at % len(MARKS)] for at, picture in enumerate(saved) if at % 9 != 8})
    stage.window.middle.gallery.set_current_picture(saved_picture(stage, 2).id)


def _collect(stage: Stage) -> None:
    """Three collections, one of them smart."""
    chinese = stage.chinese
    names = ("封面备选", "山水", "本周已选") if chinese else ("Covers for the novel", "Mountains", "Picked this week")
    smart = Wanted(period="7 days", flags=frozenset({"pick"}))
    stage.session.collections.all = [
        Collection(1, names[0], None, 12), Collection(2, names[1], None, 148), Collection(3, names[2], smart),
    ]  # fmt: skip


@scene()
async def marked(stage: Stage) -> None:
    """Flags, stars and colours in gallery and inspector."""
    _mark(stage)


@scene()
async def ungrouped(stage: Stage) -> None:
    """The tiles alone, newest first."""
    _mark(stage)
    stage.session.finding.arrange(Order.NEWEST)


@scene()
async def pinned(stage: Stage) -> None:
    """A header that stays while its tiles scroll."""
    gallery = stage.window.middle.gallery
    bar = gallery.verticalScrollBar()
    bar.setValue(min(bar.maximum(), gallery.geometry_of.box(4).y() + 40))


@scene()
async def by_hand(stage: Stage) -> None:
    """A collection in its own order; a line shows where the selection would go."""
    _mark(stage)
    session, gallery = stage.session, stage.window.middle.gallery
    pictures = [saved_picture(stage, *at).id for at in ((2, 1), (2,), (2, 3), (2, 2))]
    number = await session.library.sorting.add_collection("封面备选" if stage.chinese else "Covers for the novel")
    await session.library.sorting.collect(number, pictures)
    await session.collections.read()
    session.collections.show(session.collections.all[0])
    await stage.until(lambda: session.model.order is Order.HAND)
    gallery.set_current_picture(pictures[3])
    at = gallery.rect_of(pictures[1]).topLeft() + QPoint(0, gallery.verticalOffset())
    gallery._show_drop(place_at(gallery.geometry_of, at))


@scene()
async def loupe_marked(stage: Stage) -> None:
    """What the user thinks of the picture stands in the foot."""
    _mark(stage)
    await open_loupe(stage)


@scene()
async def judged(stage: Stage) -> None:
    """What was just set, where nothing else tells it."""
    await open_loupe(stage)
    stage.session.judging.say_set("rating", 4, 1)


@scene()
async def judged_several(stage: Stage) -> None:
    """The same over the gallery."""
    stage.window.middle.gallery.selectAll()
    stage.session.judging.say_set("label", Label.GREEN, 10)


@scene()
async def filter_words(stage: Stage) -> None:
    """What is looked for stands in the toolbar."""
    _mark(stage)
    _collect(stage)
    finding = stage.session.finding
    finding._wanted = CHOSEN  # said, not looked up: the scene's library has no such collection
    finding.changed.emit()


@scene()
async def filter_list(stage: Stage) -> None:
    """One list of the filters, or all of them where they are folded."""
    _collect(stage)
    filters = stage.window.toolbar.filters
    (filters.folded if filters.folded.isVisible() else filters.lists["model"]).click()
    await stage.shown(QMenu)


@scene()
async def collection_list(stage: Stage) -> None:
    """The collections, and what can be done about them."""
    _collect(stage)
    stage.window.toolbar.filters.list_wanted.emit("collection")
    await stage.shown(QMenu)


@scene()
async def collections_window(stage: Stage) -> None:
    """Order, names, export, removal."""
    _collect(stage)
    stage.session.collections.open_window()
    await stage.asked()
    await stage.shown(CollectionsWindow)


@scene()
async def tile_menu(stage: Stage) -> None:
    """What can be done with a picture that has been judged."""
    _mark(stage)
    _collect(stage)
    gallery = stage.window.middle.gallery
    row = gallery.gallery_model.row_of(saved_picture(stage, 2).id)
    assert row is not None
    section, place = gallery.gallery_model.rows.at(row)
    gallery.open_menu(section, place, gallery.viewport().mapToGlobal(gallery.geometry_of.box(row).center()))


@scene()
async def edit_menu(stage: Stage) -> None:
    """Undo and Redo name what they would do next."""
    gallery = stage.window.middle.gallery
    for at in (1, 2):
        gallery.set_current_picture(saved_picture(stage, 2, at).id)
        stage.session.judging.judge("rating", 2 + at)
    stage.session.undo.undo()
    await stage.settle()
    stage.window.commands.edit.popup(stage.window.mapToGlobal(QPoint(420, 120)))


@scene("missing")
async def missing_files(stage: Stage) -> None:
    """The files of a job are not where they were."""
    for place in range(4):
        Path(saved_picture(stage, 2, place).path or "").unlink(missing_ok=True)
    await stage.session.openers.missing.look()


@scene("lived-in")
async def readme(stage: Stage) -> None:
    """What the README shows: some days of work, judged, while more is made."""
    write_prompt(stage, (README_PROMPT,) * 2)
    pictures = [picture for job in stage.jobs for picture in job.pictures]
    saved = [picture.id for picture in pictures if picture.state is PictureState.SAVED]
    stage.session.model.set_marks(dict(zip(saved, README_MARKS, strict=False)))
    gallery = stage.window.middle.gallery
    gallery.set_current_picture(saved_picture(stage, 2).id)
    gallery.setFocus(Qt.FocusReason.OtherFocusReason)
