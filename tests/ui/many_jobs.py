"""A session over a library of made-up jobs: what tests of sorting and judging begin with."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from jimeng_desktop import app
from jimeng_desktop.core.job import Job, picture_id
from jimeng_desktop.core.settings import Settings
from jimeng_desktop.desktop.folders import folders
from jimeng_desktop.files.settings import write_settings
from jimeng_desktop.library.library import Library
from jimeng_desktop.options import Options
from jimeng_desktop.ui.jobs.rows import row_id
from jimeng_desktop.ui.session.session import Session
from tests.ui.made_jobs import job
from tests.ui.pictured import FORM, run_in, settings_of, until

Key, CONTROL, ALSO = Qt.Key, Qt.KeyboardModifier.ControlModifier, QItemSelectionModel.SelectionFlag.Select
Play = Callable[[Session], Awaitable[None]]
JOBS = 60


def at(number: int, place: int = 0) -> int:
    return picture_id(job(number).id, place)


def shown(session: Session) -> list[int]:
    rows = session.model.rows
    return [row_id(*rows.at(row)) for row in range(rows.count)]


def plays(qapp: QApplication, tmp_path: Path, jobs: list[Job]) -> Callable[[Play], None]:
    """Runs a play in a session of the demo over a library of these jobs, again and again over the same one."""
    options, where = Options(demo=True, profile=tmp_path), folders(tmp_path, True)
    where.originals.mkdir(parents=True)

    async def fill() -> None:
        library = Library.open(where.data, where.originals)
        await library.add_jobs(jobs)
        await library.close()

    run_in(qapp, fill())
    write_settings(settings_of(options), Settings(last_form=FORM, hold_seconds=0, language="en"))

    def run(go: Play) -> None:
        async def inside() -> None:
            async with app._session(options, app.make_application(), 0.2) as session:
                await until(session.window.isActiveWindow)
                session.window.middle.gallery.setFocus()
                await until(session.all_read.is_set)
                await go(session)
                await until(lambda: session.tasks.running == 0)

        run_in(qapp, inside())

    return run


def press(session: Session, *keys: Qt.Key) -> None:
    """One after the other, with nothing between them."""
    middle = session.window.middle
    for key in keys:
        QTest.keyClick(middle.loupe if middle.showing_loupe else middle.gallery, key)


async def look(session: Session, **wanted: object) -> None:
    session.finding.change(**wanted)
    await until(lambda: session.model.wanted is not None and session.tasks.running == 0)
