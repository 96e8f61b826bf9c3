"""Every benchmark, one after another, and in the end one table of what was measured beside its goal.

    .venv/bin/python -m tests.bench [--quick] [--only find,gallery]

Each runs in a process of its own: one that fails doesn't stop the others, and the table says so, and the exit status.
Those that need a screen have yours, else an Xvfb of their own. A quiet machine, please: the figures are ratios to what
is measured in the same run, but the tails of frames feel every neighbour.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from contextlib import nullcontext

from tests.bench.figures import goals_in
from tests.bench.screen import a_screen

BENCHES = ("start", "gallery", "find", "frames", "arrival", "polling", "memory", "peers")
ON_SCREEN = {"start", "frames"}
LONGEST = 1500  # seconds


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="a smoke run: the figures say little")
    parser.add_argument("--only", default=",".join(BENCHES))
    given = parser.parse_args()
    names, rows, failed = given.only.split(","), [], False
    with a_screen() if ON_SCREEN.intersection(names) else nullcontext():
        for name in names:
            print(f"— {name}", flush=True)
            begun = time.monotonic()
            output, fault = output_of(name, given.quick)
            print(output, f"({time.monotonic() - begun:.0f} s)", flush=True)
            rows += goals_in(output)
            if fault:
                failed = True
                rows.append([name, "-", "-", f"FAILED ({fault})"])
    tell(rows)
    return int(failed)


def output_of(name: str, quick: bool) -> tuple[str, str]:
    """What a benchmark printed, and why it failed, if it did."""
    command = [sys.executable, "-m", f"tests.bench.bench_{name}", *(["--quick"] if quick else [])]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=LONGEST)
    except subprocess.TimeoutExpired as late:
        return (late.stdout or b"").decode(), "it took too long"
    if not done.returncode:
        return done.stdout, ""
    return done.stdout + done.stderr[-2000:], f"status {done.returncode}"


def tell(rows: list[list[str]]) -> None:
    """The table."""
    rows = [["what", "measured", "goal", ""], *rows]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


if __name__ == "__main__":
    sys.exit(main())
