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

from PySide6.QtCore import Qt, QTimer
from qasync import QEventLoop

from jimeng_desktop import app
from jimeng_desktop.core.search import Wanted
from jimeng_desktop.options import Options
from jimeng_desktop.ui.application import make_application
from jimeng_desktop.ui.session import Session
from tests.bench.big_library import RARE, make
from tests.ui.pictured import until

TEXTS = (RARE, "赛", "朋克", "赛博朋", "fox", "now", "sn", "neon 雨夜", "zebra")
TIMES = 9


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


async def found(session: Session, text: str, gaps: Gaps) -> tuple[float, float]:
    """Milliseconds until it is painted, and of the longest stand-still."""
    search, model = session.window.toolbar.search, session.model
    done: list[float] = []
    model.modelReset.connect(lambda: done or done.append(0.0))
    gaps.take()
    begun = time.perf_counter()
    search.setText(text)
    while not done:
        await asyncio.sleep(0)
    session.window.middle.currentWidget().repaint()
    taken = (time.perf_counter() - begun) * 1000
    await asyncio.sleep(0.02)
    longest = gaps.take()
    search.clear()
    await asyncio.sleep(0.05)
    return taken, longest


async def play(session: Session) -> None:
    """All texts in turn."""
    session.window.resize(1400, 900)
    await until(session.all_read.is_set)
    begun = time.perf_counter()
    await session.library.find(Wanted("x"))
    print(f"index made in {time.perf_counter() - begun:.2f} s, once")
    gaps = Gaps()
    await asyncio.sleep(1)
    print(f"{'idle':12} longest gap {gaps.take():5.1f} ms")
    for text in TEXTS:
        measured = [await found(session, text, gaps) for _ in range(TIMES)]
        taken, longest = (statistics.median(column) for column in zip(*measured, strict=True))
        worst = max(gap for _, gap in measured)
        print(f"{text:12} painted after {taken:5.1f} ms · longest gap {longest:5.1f} ms, worst {worst:5.1f} ms")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pictures", type=int, default=100_000)
    pictures = parser.parse_args().pictures
    application = make_application()
    with tempfile.TemporaryDirectory() as folder:
        options = Options(demo=True, profile=Path(folder))

        async def go() -> None:
            await make(Path(folder), pictures)
            async with app._session(options, application, 0.2) as session:
                await play(session)

        with asyncio.Runner(loop_factory=lambda: QEventLoop(application)) as loop:
            loop.run(go())


if __name__ == "__main__":
    main()
