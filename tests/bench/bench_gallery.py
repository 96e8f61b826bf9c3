"""Reset, insert at the top and resize of the gallery at 1,000 and 100,000 pictures, as ratios; and frames of the wheel.

Run: QT_QPA_PLATFORM=offscreen .venv/bin/python -m tests.bench.bench_gallery
"""

from __future__ import annotations

import json
import os
import statistics
import time
from collections.abc import Callable, Coroutine
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from jimeng_desktop.core.job import JobState
from jimeng_desktop.ui import look
from jimeng_desktop.ui.gallery import GalleryView
from jimeng_desktop.ui.gallery_model import GalleryModel
from jimeng_desktop.ui.thumbnails import Thumbnails
from tests.ui.made_jobs import job, translate

FEW, MANY, TIMES = 1_000, 100_000, 9


def main() -> None:
    """Prints one JSON object; times in milliseconds."""
    app = QApplication([])
    look.apply(app, "dark")
    results = {rows: measured(app, rows) for rows in (FEW, MANY)}
    ratios = {name: round(results[MANY][name] / results[FEW][name], 2) for name in results[FEW]}
    print(json.dumps({"ms": results, "ratio of 100,000 to 1,000 rows": ratios}, indent=1))


def measured(app: QApplication, rows: int) -> dict[str, float]:
    """Medians of each, painting included."""
    view = gallery(rows)
    app.processEvents()
    model = view.gallery_model
    numbers = iter(range(rows, 10 * rows))

    def insert() -> None:
        model.job_changed(job(next(numbers), JobState.WAITING))
        view.viewport().repaint()

    def resize() -> None:
        view.resize(view.width() - 10, 900)
        view.viewport().repaint()

    def reset() -> None:
        model.beginResetModel()
        model.endResetModel()
        view.viewport().repaint()

    def wheel() -> None:
        view.verticalScrollBar().setValue(view.verticalScrollBar().value() + 120)
        app.processEvents()

    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() // 2)
    result = {"insert": median(insert), "resize": median(resize), "reset": median(reset)}
    view.resize(1400, 900)
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() // 3)
    frames = [timed(wheel) for _ in range(200)]
    return result | {"wheel": round(statistics.median(frames), 2), "wheel p99": round(sorted(frames)[-3], 2)}


def gallery(rows: int) -> GalleryView:
    """A view of that many pictures, four of a job, fifty jobs a day; thumbnails never come."""

    def drop(coroutine: Coroutine[Any, Any, None], *, name: str) -> None:
        coroutine.close()

    async def load(picture: int, size: int) -> bytes | None:
        return None

    model = GalleryModel(translate)
    model.set_jobs(job(n, pictures=4, ratio=("16:9", "1:1", "3:4")[n % 3], day=-n // 50) for n in range(rows // 4))
    view = GalleryView(model, Thumbnails(load, drop))
    view.resize(1400, 900)
    view.show()
    return view


def timed(does: Callable[[], None]) -> float:
    """Milliseconds of one call."""
    begin = time.perf_counter()
    does()
    return (time.perf_counter() - begin) * 1000


def median(does: Callable[[], None]) -> float:
    """Milliseconds, the median of some calls."""
    return round(statistics.median(timed(does) for _ in range(TIMES)), 2)


if __name__ == "__main__":
    main()
