"""What the pictures take on the disk, month by month: the query, the table, and the settings that show it."""

from __future__ import annotations

import time
from collections.abc import Callable, Coroutine
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QLabel, QWidget

from jimeng_desktop import app
from jimeng_desktop.core.job import JobState, PictureState
from jimeng_desktop.library.library import Library
from jimeng_desktop.library.rows import MonthUse
from jimeng_desktop.options import Options
from jimeng_desktop.ui.disk_use import MOST_MONTHS, DiskUse
from jimeng_desktop.ui.settings_dialog import SettingsDialog
from tests.library.making import make_job
from tests.ui.pictured import opened, until

Run = Callable[[Coroutine[Any, Any, Any]], Any]


def saved(number: int, when: datetime, sizes: tuple[int, ...]) -> Any:
    from dataclasses import replace

    job = make_job(number, len(sizes), state=JobState.DONE)
    return replace(
        job,
        pictures=tuple(
            replace(picture, state=PictureState.SAVED, path=f"{number}-{picture.position}.png", size=size,
                    saved_at=when.timestamp())
            for picture, size in zip(job.pictures, sizes, strict=True)
        ),
    )  # fmt: skip


def test_summed_by_local_month_newest_first(tmp_path: Path, run_async: Run) -> None:
    async def go() -> list[MonthUse]:
        (tmp_path / "Pictures").mkdir()
        library = Library.open(tmp_path / "data", tmp_path / "Pictures")
        first, last = datetime(2026, 10, 1, 0, 0, 1), datetime(2026, 10, 31, 23, 59, 58)
        await library.add_jobs([
            saved(1, first, (100, 200)), saved(2, last, (30,)), saved(3, datetime(2025, 10, 5), (7,)),
            make_job(4, 2),
        ])  # fmt: skip
        found = await library.use_by_month()
        await library.close()
        return found

    assert run_async(go()) == [MonthUse(2026, 10, 3, 330), MonthUse(2025, 10, 1, 7)]


def texts(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if not label.isHidden()]


def test_more_than_a_year_is_summed_up(qtbot: Any) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    use = DiskUse(window)
    use.setLocale(QLocale(QLocale.Language.English))
    months = [MonthUse(2026 - n // 12, 12 - n % 12, 10, 5_000_000) for n in range(MOST_MONTHS + 3)]
    use.show_use(months)
    assert texts(use)[:5] == ["Disk use", "150 picture(s) · 75.0 MB", "December 2026", "10 picture(s)", "5.0 MB"]
    assert texts(use)[-3:] == ["Earlier", "30 picture(s)", "15.0 MB"]
    use.show_use([])
    assert texts(use) == ["Disk use", "No picture is saved yet."]


def test_shown_below_the_library_s_settings_and_not_among_what_a_search_finds(run: Run, demo: Options) -> None:
    async def go() -> None:
        async with app._session(demo, app.make_application(), 0.2) as session:
            await session.library.add_jobs([saved(1, datetime.fromtimestamp(time.time()), (2_000_000,))])
            session.actions.settings("library")
            dialog = await opened(SettingsDialog)
            await until(lambda: dialog.page._groups["library"].disk_use.isVisible())
            assert "1 picture · 2.0 MB" in texts(dialog.page._groups["library"].disk_use)
            dialog.search.setText("folder")
            assert not dialog.page._groups["library"].disk_use.isVisible()
            dialog.search.clear()
            dialog.sections.choose("library")
            await until(lambda: dialog.page._groups["library"].disk_use.isVisible())
            dialog.reject()

    run(go())
