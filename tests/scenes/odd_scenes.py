"""Scenes of what came other than expected: odd answers, pictures that are kept and not shown, or came damaged."""

from __future__ import annotations

from tests.scenes.scene import scene
from tests.scenes.stage import Stage


@scene("odd")
async def odd_answers(stage: Stage) -> None:
    """A link that can't be fetched in its tile and in the inspector; doubtful jobs below."""
    gallery = stage.window.middle.gallery
    row = gallery.gallery_model.first_row_of(stage.jobs[0].id)
    assert row is not None
    gallery.setCurrentIndex(gallery.gallery_model.index(row + 2))


@scene("odd")
async def odd_answers_below(stage: Stage) -> None:
    """The cards of doubtful jobs, one of them given up, and a job of which nothing can be fetched."""
    stage.window.middle.gallery.show_job(stage.jobs[4].id)


@scene("odd")
async def queue_doubtful(stage: Stage) -> None:
    """Doubtful jobs and links in the queue."""
    stage.session.queue.open()


@scene("unshown")
async def unshown(stage: Stage) -> None:
    """A picture of a kind that is not shown here, in its tile and in the inspector; others came damaged."""
    show_tile(stage, 0)


@scene("unshown")
async def unshown_damaged(stage: Stage) -> None:
    """The same with the damaged one in the inspector."""
    show_tile(stage, 1)


@scene("unshown")
async def loupe_unshown(stage: Stage) -> None:
    """A picture that is kept and not shown, in the loupe."""
    await stage.settle()
    stage.window.middle.open_loupe(stage.jobs[0].pictures[1].id)


@scene("unshown")
async def loupe_damaged(stage: Stage) -> None:
    """What came damaged, in the loupe."""
    await stage.settle()
    stage.window.middle.open_loupe(stage.jobs[1].pictures[1].id)


def show_tile(stage: Stage, job: int) -> None:
    """Makes the second tile of a job current."""
    gallery = stage.window.middle.gallery
    row = gallery.gallery_model.first_row_of(stage.jobs[job].id)
    assert row is not None
    gallery.setCurrentIndex(gallery.gallery_model.index(row + 1))
