"""What the pictures take on the disk, month by month: the query, the table, and the settings that show it."""

from __future__ import annotations

import time
from collections.abc import Callable, Coroutine
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QLabel, QWidget

from jimeng_desktop import app
from jimeng_desktop.core.job import JobState, PictureState
from jimeng_desktop.core.month_use import MonthUse
from jimeng_desktop.library.library import Library
from jimeng_desktop.options import Options
from jimeng_desktop.ui.settings.dialog import SettingsDialog
from jimeng_desktop.ui.settings.disk_use import MOST_MONTHS, DiskUse
from tests.library.making import make_job
from tests.ui.pictured import opened, until
from tests.zones import utc

Run = Callable[[Coroutine[Any, Any, Any]], Any]


def saved(number: int, when: float, sizes: tuple[int, ...]) -> Any:
    job = make_job(number, len(sizes), state=JobState.DONE)
    return replace(
        job,
        pictures=tuple(
            replace(picture, state=PictureState.SAVED, path=f"{number}-{picture.position}.png", size=size,
                    saved_at=when)
            for picture, size in zip(job.pictures, sizes, strict=True)
        ),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("zone", "first", "last"),  # seconds of October
    [
        ("UTC", "2026-10-01T00:00:00", "2026-10-31T23:59:59"),
        ("Shanghai", "2026-09-30T16:00:00", "2026-10-31T15:59:59"),
        ("New York", "2026-10-01T04:00:00", "2026-11-01T03:59:59"),
        ("Berlin", "2026-09-30T22:00:00", "2026-10-31T22:59:59"),
    ],
    indirect=["zone"],
)
def test_summed_by_local_month_newest_first(tmp_path: Path, run_async: Run, zone: str, first: str, last: str) -> None:
    async def go() -> list[MonthUse]:
        (tmp_path / "Pictures").mkdir()
        library = Library.open(tmp_path / "data", tmp_path / "Pictures")
        await library.add_jobs([
            saved(1, utc(first), (100, 200)), saved(2, utc(last), (30,)), saved(3, utc("2025-10-05"), (7,)),
            saved(4, utc(first) - 1, (5,)), saved(5, utc(last) + 1, (6,)), make_job(6, 2),
        ])  # fmt: skip
        found = await library.use_by_month()
        await library.close()
        return found

    months = [MonthUse(2026, 11, 1, 6), MonthUse(2026, 10, 3, 330), MonthUse(2026, 9, 1, 5), MonthUse(2025, 10, 1, 7)]
    assert run_async(go()) == months


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
            await session.library.add_jobs([saved(1, time.time(), (2_000_000,))])
            session.openers.settings("library")
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
