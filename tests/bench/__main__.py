"""Every benchmark, one after another, and in the end one table of what was measured beside its goal.

    .venv/bin/python -m tests.bench [--quick] [--only find,gallery]

Each runs in a process of its own: one that fails doesn't stop the others, and the table says so. A quiet machine,
please: the figures are ratios to what is measured in the same run, but the tails of frames feel every neighbour.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time

from tests.bench.figures import goals_in

BENCHES = ("start", "gallery", "find", "frames", "arrival", "polling", "memory", "peers")
LONGEST = 1500  # seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="a smoke run: the figures say little")
    parser.add_argument("--only", default=",".join(BENCHES))
    given = parser.parse_args()
    rows: list[list[str]] = []
    for name in given.only.split(","):
        begun = time.monotonic()
        print(f"— {name}", flush=True)
        command = [sys.executable, "-m", f"tests.bench.bench_{name}", *(["--quick"] if given.quick else [])]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=LONGEST)
            output, status = done.stdout, done.returncode
        except subprocess.TimeoutExpired as late:
            output, status = str((late.stdout or b"").decode()), -1
        print(output, f"({time.monotonic() - begun:.0f} s)", flush=True)
        rows += goals_in(output)
        if status:
            print(done.stderr[-2000:] if status > 0 else "it took too long")
            rows.append([name, "-", "-", f"FAILED ({status})"])
    tell(rows)


def tell(rows: list[list[str]]) -> None:
    """The table."""
    rows = [["what", "measured", "goal", ""], *rows]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


if __name__ == "__main__":
    main()
