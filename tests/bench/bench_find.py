"""Looking for prompts among 100,000 pictures: from the last key to the painted result, and the longest stand-still.

    .venv/bin/python -m tests.bench.bench_find [--pictures 100000]      (offscreen)

Each text is typed whole, nine times; printed are medians, and the longest gap of a 2 ms timer meanwhile.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

from jimeng_desktop import app
from jimeng_desktop.core.marks import Flag, Marks
from jimeng_desktop.core.search import Wanted
from jimeng_desktop.options import Options
from jimeng_desktop.ui.process.application import make_application
from jimeng_desktop.ui.process.loop import window_runner
from jimeng_desktop.ui.session.session import Session
from tests.bench.big_library import RARE, make
from tests.bench.figures import goal
from tests.ui.pictured import until

TEXTS = (RARE, "赛", "朋克", "赛博朋", "fox", "now", "sn", "neon 雨夜", "zebra")
TIMES = 9
FILTERS = {
    "picked": Wanted(flags=frozenset({"pick"})),
    "three stars": Wanted(stars=3),
    "not judged": Wanted(unjudged=True),
    "no flag": Wanted(flags=frozenset({""})),
    "one ratio": Wanted(ratios=frozenset({"16:9"})),
    "all saved": Wanted(states=frozenset({"done"})),
    "picked fox": Wanted("fox", flags=frozenset({"pick"})),
}


class Gaps:
    """The longest time between two ticks."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer(timerType=Qt.TimerType.PreciseTimer, interval=2)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        now = time.perf_counter()
        self.longest, self._last = max(self.longest, now - self._last), now

    def take(self) -> float:
        """Milliseconds since it was last asked."""
        longest, self.longest = self.longest, 0.0
        return longest * 1000


class Painted(QObject):
    """Counts the paint events of a widget that have come to their end."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.times = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self._count)
        return False

    def _count(self) -> None:
        self.times += 1


async def shown(session: Session, changes: int) -> None:
    """Until the model shows something else, and that has been painted by itself."""
    middle = session.window.middle
    while session.model.changes == changes:
        await asyncio.sleep(0)
    if not middle.showing_gallery:
        middle.currentWidget().repaint()
        return
    painted = Painted(middle.gallery.viewport())
    while not painted.times:
        await asyncio.sleep(0)


async def found(session: Session, text: str, gaps: Gaps) -> tuple[float, float]:
    """Milliseconds until it is painted, and of the longest stand-still."""
    search, model = session.window.toolbar.search, session.model
    gaps.take()
    begun = time.perf_counter()
    changes = model.changes
    search.setText(text)
    await shown(session, changes)
    taken = (time.perf_counter() - begun) * 1000
    await asyncio.sleep(0.1)
    longest = gaps.take()
    search.clear()
    await asyncio.sleep(0.05)
    return taken, longest


async def play(session: Session) -> None:
    """All texts in turn."""
    session.window.resize(1400, 900)
    await until(session.all_read.is_set)
    await judge(session)
    begun = time.perf_counter()
    await session.library.find(Wanted("x"))
    print(f"index made in {time.perf_counter() - begun:.2f} s, once")
    gaps = Gaps()
    await asyncio.sleep(1)
    print(f"{'idle':12} longest gap {gaps.take():5.1f} ms")
    slowest, stalled = list[float](), list[float]()
    for text in TEXTS:
        measured = [await found(session, text, gaps) for _ in range(TIMES)]
        slowest.append(statistics.median(taken for taken, _ in measured))
        stalled += [gap for _, gap in measured]
        taken, longest = (statistics.median(column) for column in zip(*measured, strict=True))
        worst = max(gap for _, gap in measured)
        print(f"{text:12} painted after {taken:5.1f} ms · longest gap {longest:5.1f} ms, worst {worst:5.1f} ms")
    goal("search painted after the last key, the slowest text", max(slowest), 50, unit="ms")
    goal("window stalled by a search, median", statistics.median(stalled), 16, unit="ms")
    goal("window stalled by a search, worst", max(stalled), 16, unit="ms")
    await filters(session, gaps)


async def filters(session: Session, gaps: Gaps) -> None:
    """Any filter: what is looked for, until it is painted."""
    slowest, stalled = list[float](), list[float]()
    for name, wanted in FILTERS.items():
        measured = [await looked(session, wanted, gaps) for _ in range(TIMES)]
        taken = statistics.median(taken for taken, _ in measured)
        slowest.append(taken)
        stalled += [gap for _, gap in measured]
        print(f"{name:12} painted after {taken:5.1f} ms · worst gap {max(gap for _, gap in measured):5.1f} ms")
    goal("filter painted after its press, the slowest", max(slowest), 50, unit="ms")
    goal("window stalled by a filter, worst", max(stalled), 16, unit="ms")


async def looked(session: Session, wanted: Wanted, gaps: Gaps) -> tuple[float, float]:
    """Milliseconds until it is painted, and of the longest stand-still."""
    gaps.take()
    begun = time.perf_counter()
    changes = session.model.changes
    session.finding.look(wanted)
    await shown(session, changes)
    taken = (time.perf_counter() - begun) * 1000
    await asyncio.sleep(0.1)
    longest = gaps.take()
    session.finding.show_all()
    await asyncio.sleep(0.05)
    return taken, longest


async def judge(session: Session) -> None:
    """One picture of ten has a flag, one of seven stars."""
    ids = [picture.id for section in session.model.every for picture in section.job.pictures]
    flags = {picture: Marks(Flag.PICK) for picture in ids[::10]}
    marks = flags | {picture: Marks(rating=1 + picture % 5) for picture in ids[::7]}
    await session.library.sorting.mark(marks)
    session.model.set_marks(marks)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pictures", type=int, default=100_000)
    parser.add_argument("--quick", action="store_true")
    given = parser.parse_args()
    pictures = 10_000 if given.quick else given.pictures
    application = make_application()
    with tempfile.TemporaryDirectory() as folder:
        options = Options(demo=True, profile=Path(folder))

        async def go() -> None:
            await make(Path(folder), pictures)
            async with app._session(options, application, 0.2) as session:
                await play(session)

        with window_runner(application) as loop:
            loop.run(go())


if __name__ == "__main__":
    main()
