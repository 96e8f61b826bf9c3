"""The gallery at 100,000 pictures against 1,000 and against a plain QListView; frames of the wheel, also at 3840×2160.

    .venv/bin/python -m tests.bench.bench_gallery [--quick]                    (offscreen)

Reset, insert at the top and resize are medians with their painting. The wheel turns by 120 pixels a frame, once over
tiles without thumbnails, once while thumbnails are read and scaled in threads and come in between.
"""

from __future__ import annotations

import argparse
import asyncio
import os
from collections.abc import Callable, Coroutine
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QAbstractListModel, QModelIndex, QSize, Qt
from PySide6.QtWidgets import QApplication, QListView, QWidget

from jimeng_desktop.core.job import JobState
from jimeng_desktop.ui.design import look
from jimeng_desktop.ui.gallery.view import GalleryView
from jimeng_desktop.ui.jobs.model import GalleryModel
from jimeng_desktop.ui.pictures.thumbnails import Thumbnails
from jimeng_desktop.ui.process.loop import window_runner
from tests.bench.figures import goal, interleaved, percentile, timed
from tests.ui.made_jobs import drawn, dropped, encoded, job, translate

FEW, MANY, TIMES, FRAMES = 1_000, 100_000, 9, 400
FRAME = 16.0  # milliseconds
NO_PARENT = QModelIndex()
Ways = dict[str, Callable[[], object]]


class PlainModel(QAbstractListModel):
    """As many rows of a name."""

    def __init__(self, rows: int) -> None:
        super().__init__()
        self._rows = rows

    def rowCount(self, parent: Any = NO_PARENT) -> int:
        return self._rows

    def data(self, index: Any, role: int = 0) -> Any:
        return "a red fox in snow" if role == Qt.ItemDataRole.DisplayRole else None

    def insert(self) -> None:
        """Four at the top."""
        self.beginInsertRows(QModelIndex(), 0, 3)
        self._rows += 4
        self.endInsertRows()


def plain_ways(rows: int) -> Ways:
    """What a QListView with icons takes for the same."""
    view, model = QListView(), PlainModel(rows)
    view.setViewMode(QListView.ViewMode.IconMode)
    view.setGridSize(QSize(184, 210))
    view.setResizeMode(QListView.ResizeMode.Adjust)  # as a gallery must
    view.setModel(model)
    return {"insert": lambda: painted(view, model.insert), **common(view, model)}


def gallery_ways(rows: int, grouped: bool) -> Ways:
    """Ours, scrolled to the middle of it."""
    view = gallery(rows, dropped, nothing, grouped)
    model, numbers = view.gallery_model, iter(range(rows, 10 * rows))
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() // 2)
    insert = lambda: model.job_changed(job(next(numbers), JobState.WAITING))  # noqa: E731
    return {"insert": lambda: painted(view, insert), **common(view, model)}


def common(view: QListView, model: QAbstractListModel) -> Ways:
    """Reset and resize."""
    view.resize(1400, 900)
    view.show()
    QApplication.processEvents()

    def reset() -> None:
        model.beginResetModel()
        model.endResetModel()

    def resize() -> None:
        view.resize(1400 if view.width() < 1400 else 1250, 900)

    return {"resize": lambda: painted(view, resize), "reset": lambda: painted(view, reset)}


def painted(view: QListView, change: Callable[[], object]) -> None:
    """A change with all that follows from it on the screen."""
    change()
    QApplication.processEvents()
    viewport: QWidget = view.viewport()
    viewport.repaint()


async def nothing(picture: int, size: int) -> bytes | None:
    """No thumbnail."""
    return None


def gallery(rows: int, start: Any, load: Any, grouped: bool) -> GalleryView:
    """A view of that many pictures, four of a job, fifty jobs a day."""
    model = GalleryModel(translate)
    model.set_jobs(job(n, pictures=4, ratio=("16:9", "1:1", "3:4")[n % 3], day=-n // 50) for n in range(rows // 4))
    view = GalleryView(model, Thumbnails(load, start))
    view.set_grouped(grouped)
    view.resize(1400, 900)
    view.show()
    return view


async def wheel(size: QSize, arrive: bool, grouped: bool, frames: int) -> float:
    """The 99th percentile of a frame of the wheel, in milliseconds."""
    blob, loop, tasks = encoded(drawn(256, 144)), asyncio.get_running_loop(), set[asyncio.Task[None]]()

    def start(coroutine: Coroutine[Any, Any, None], *, name: str) -> asyncio.Task[None]:
        task = loop.create_task(coroutine)
        tasks.add(task)
        task.add_done_callback(tasks.discard)
        return task

    async def load(picture: int, size: int) -> bytes | None:
        await asyncio.sleep(0)
        return blob

    view = gallery(MANY, start if arrive else dropped, load if arrive else nothing, grouped)
    view.resize(size)
    bar, taken, came = view.verticalScrollBar(), list[float](), list[int]()
    view.thumbnails.ready.connect(came.append)
    paint, painting = view._painter.paint, [0.0]

    def painted(*exposed: Any) -> None:
        painting[0] += timed(lambda: paint(*exposed))

    view._painter.paint = painted  # type: ignore[method-assign]
    bar.setValue(bar.maximum() // 3)
    await asyncio.sleep(0.2)
    for _ in range(frames):
        painting[0] = 0.0
        turned = timed(lambda: bar.setValue(bar.value() + 120))
        await asyncio.sleep(max(0.0, (FRAME - turned) / 1000))  # it is painted meanwhile, and thumbnails come in
        taken.append(turned + painting[0])
    assert bool(came) is arrive
    view.thumbnails.want([])
    view.hide()
    for task in list(tasks):
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    return percentile(taken, 99)


async def wheels(frames: int) -> None:
    """Both sizes, with and without arrivals."""
    for size in (QSize(1400, 900), QSize(3840, 2160)):
        for grouped in (True, False):
            named = f"wheel p99 at {size.width()}x{size.height()}, {'grouped' if grouped else 'ungrouped'}"
            alone = await wheel(size, False, grouped, frames)
            goal(named, alone, FRAME, unit="ms")
            goal(f"{named}, thumbnails arriving / alone", await wheel(size, True, grouped, frames) / alone, 1.25)


def changes(times: int) -> None:
    """Reset, insert, resize."""
    plain = interleaved(plain_ways(MANY), max(3, times // 3), 1)
    print("plain QListView:", {name: f"{ms:.1f} ms" for name, ms in plain.items()})
    for grouped in (True, False):
        few = interleaved(gallery_ways(FEW, grouped), times)
        many = interleaved(gallery_ways(MANY, grouped), times)
        named = "grouped" if grouped else "ungrouped"
        print(named, {name: f"{few[name]:.1f} -> {many[name]:.1f} ms" for name in many})
        for name, ms in many.items():
            if grouped:
                goal(f"{name} at 100,000 rows, grouped", ms, FRAME, unit="ms")
            else:
                goal(f"{name} at 100,000 / 1,000 rows, ungrouped", ms / few[name], 1.5)
            goal(f"{name}, {named} / plain QListView", ms / plain[name], 0.05)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quick", action="store_true")
    quick = parser.parse_args().quick
    app = QApplication([])
    look.apply(app, "dark")
    changes(3 if quick else TIMES)
    with window_runner(app) as runner:
        runner.run(wheels(60 if quick else FRAMES))


if __name__ == "__main__":
    main()
