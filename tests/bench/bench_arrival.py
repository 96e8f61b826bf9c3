"""From the last byte of a picture to its painted thumbnail, and from asking for a page of thumbnails to seeing it.

    .venv/bin/python -m tests.bench.bench_arrival [--reps 9] [--quick]        (offscreen)

A PNG of 2560×1440 comes over loopback from another process into the real window, which fades nothing in; its last bytes
leave when all before them has been received. Beside it: one Pillow decode of that file, in turn. The page is 60
thumbnails in the library's store and a real gallery; beside it: the bare decode of the same JPEGs in memory, in turn.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image, ImageFile
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from jimeng_desktop import app
from jimeng_desktop.core.job import JobState, picture_id
from jimeng_desktop.core.recipe import Recipe
from jimeng_desktop.core.settings import Settings
from jimeng_desktop.desktop.folders import folders
from jimeng_desktop.files.settings import write_settings
from jimeng_desktop.library.library import Library
from jimeng_desktop.options import Options
from jimeng_desktop.ui.base.tasks import Tasks
from jimeng_desktop.ui.design import look
from jimeng_desktop.ui.gallery.view import GalleryView
from jimeng_desktop.ui.jobs.model import GalleryModel
from jimeng_desktop.ui.pictures.thumbnails import Thumbnails
from jimeng_desktop.ui.process.application import make_application
from jimeng_desktop.ui.process.loop import window_runner
from jimeng_desktop.ui.session.session import Session
from tests.bench.corpus import SIZE, fill, saved_job
from tests.bench.figures import goal, spread, timed
from tests.bench.picture_service import say, start_pictures
from tests.ui.made_jobs import job, translate
from tests.ui.pictured import jobs_of, until

ARRIVAL, PAGE, KILOBYTES = 1.25, 1.3, {256: 12, 512: 50}
ACROSS, DOWN = 10, 6  # of the page


class Paintings(QObject):
    """Calls `done` after each painting of a widget, with what `state` gave just before it."""

    def __init__(self, widget: QObject, state: Callable[[], object], done: Callable[[object], None]) -> None:
        super().__init__(widget)
        self._state, self._done = state, done
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            state = self._state()
            QTimer.singleShot(0, lambda: self._done(state))
        return False


class Decodes:
    """Counts the full decodes of pictures of our size that Pillow makes, whoever asks for them."""

    def __init__(self) -> None:
        self.count, self.counting = 0, True
        load = ImageFile.ImageFile.load

        def counted(image: ImageFile.ImageFile):  # type: ignore[no-untyped-def]
            self.count += self.counting and bool(image.tile) and image.size == SIZE
            return load(image)

        ImageFile.ImageFile.load = counted  # type: ignore[method-assign]


def bare_decode(path: Path) -> None:
    """What Pillow alone takes."""
    with Image.open(path) as image:
        image.load()


async def arrival(session: Session, url: str, number: int) -> tuple[float, Path]:
    """Milliseconds from the last bytes to the painting, and the file."""
    gallery = session.window.middle.gallery
    painted = asyncio.get_running_loop().create_future()
    session.calls.generate(Recipe("jimeng-4.5", f"picture {number}", "16:9", "2k"), 1)
    picture = picture_id(jobs_of(session)[0].id, 0)

    def look_at_it(_: object) -> None:
        if not painted.done() and gallery.is_painted(picture):
            painted.set_result(time.time())

    watch = Paintings(gallery.viewport(), lambda: None, look_at_it)
    at = await painted
    watch.deleteLater()
    left = await asyncio.to_thread(say, url, "last")
    await until(lambda: jobs_of(session)[0].state is JobState.DONE)
    path = jobs_of(session)[0].pictures[0].path
    assert path
    await asyncio.sleep(0.6)  # the same press within half a second would count once
    return (at - left) * 1000, Path(path)


async def arrivals(application: QApplication, folder: Path, reps: int) -> None:
    """All of them, one after the other."""
    decodes = Decodes()
    with start_pictures(folder / "service", last_after=0.3) as url:
        options = Options(profile=folder / "profile", base_url=url)
        settings = Settings(hold_seconds=0, language="en", reduce_motion=True)
        write_settings(folders(options.profile).settings, settings)
        async with app._session(options, application, None) as session:
            session.window.resize(1400, 900)
            await until(session.all_read.is_set)
            came, bare = [], []
            for number in range(-1, reps):
                took, path = await arrival(session, url, number)
                decodes.counting = False
                decoded = timed(lambda path=path: bare_decode(path))  # type: ignore[misc]
                decodes.counting = True
                if number >= 0:
                    came.append(took)
                    bare.append(decoded)
            full = max(decodes.count, session.library.decodes) / (reps + 1)
    print(f"last byte to painted thumbnail {spread(came, 'ms')} · one Pillow decode {spread(bare, 'ms')}")
    goal("last byte of a PNG -> painted thumbnail / one Pillow decode", ratio(came, bare), ARRIVAL)
    goal("full decodes of an arriving picture", full, 1, unit="times")


def ratio(ours: list[float], bare: list[float]) -> float:
    """Of the medians."""
    return statistics.median(ours) / statistics.median(bare)


async def pages(folder: Path, reps: int) -> None:
    """A gallery whose last page is the 60 pictures; above them pages of jobs that have none yet."""
    (folder / "page").mkdir()
    files = fill(folder / "page" / "Pictures", ACROSS * DOWN)
    library = Library.open(folder / "page", folder / "page" / "Pictures")
    made = [saved_job(number, files[number * ACROSS : (number + 1) * ACROSS]) for number in range(DOWN)]
    pictures = [picture.id for one in made for picture in one.pictures]
    await library.add_jobs(made)
    blobs = await asyncio.gather(*(library.thumbnail(picture, 256) for picture in pictures))
    tell_sizes(folder / "page" / "thumbs.sqlite")
    tasks, model = Tasks(), GalleryModel(translate)
    model.set_jobs([*(job(number, JobState.WAITING) for number in range(200, 160, -1)), *reversed(made)])
    view = GalleryView(model, Thumbnails(library.thumbnail, tasks.start, stored=library.stored_thumbnails))
    view.resize(2800, 1440)
    view.show()
    ours, bare = [], []
    for number in range(-2, reps):
        took = await page(view, pictures)
        decoded = timed(lambda: [QImage.fromData(blob, "JPEG") for blob in blobs])  # type: ignore[arg-type]
        if number >= 0:
            ours.append(took)
            bare.append(decoded)
    print(f"a page of {len(pictures)} {spread(ours, 'ms')} · bare decode {spread(bare, 'ms')}")
    goal("warm page of 60 thumbnails, request -> painted / bare JPEG decode", ratio(ours, bare), PAGE)
    view.close()
    await tasks.close()
    await library.close()


async def page(view: GalleryView, pictures: list[int]) -> float:
    """Milliseconds from coming to the page to the painting that has all of it."""
    view.verticalScrollBar().setValue(0)
    await asyncio.sleep(0.1)
    view.thumbnails.forget()
    painted, came = asyncio.get_running_loop().create_future(), set[int]()

    def look_at_it(there: object) -> None:
        if there == len(pictures) and not painted.done():
            painted.set_result(time.perf_counter())

    view.thumbnails.ready.connect(came.add)
    watch = Paintings(view.viewport(), lambda: len(came), look_at_it)
    begun = time.perf_counter()
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    ended = await asyncio.wait_for(painted, 10)
    view.thumbnails.ready.disconnect(came.add)
    watch.deleteLater()
    assert all(view.viewport().rect().contains(view.rect_of(picture)) for picture in pictures), "more than a page"
    return (ended - begun) * 1000


def tell_sizes(store: Path) -> None:
    """What a thumbnail takes."""
    with closing(sqlite3.connect(store)) as connection:
        for size, most in KILOBYTES.items():
            mean = connection.execute(f"SELECT avg(length(jpeg)) FROM thumb{size}").fetchone()[0]
            goal(f"a thumbnail of {size} px", mean / 1000, most, unit="kB")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--reps", type=int, default=9)
    parser.add_argument("--quick", action="store_true")
    given = parser.parse_args()
    reps = 2 if given.quick else given.reps
    os.environ["MAXAPI_API_KEY"] = "bench-key"
    application = make_application()
    look.set_reduced_motion(True)
    with tempfile.TemporaryDirectory() as folder:

        async def go() -> None:
            await arrivals(application, Path(folder), reps)
            await pages(Path(folder), 5 * reps)

        with window_runner(application) as loop:
            loop.run(go())


if __name__ == "__main__":
    main()
