"""The fault table, played row by row; README.md lists it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults import rows_download, rows_left, rows_query, rows_result, rows_submit
from tests.faults.table import Row, play
from tests.runner.world import bounded

SECTIONS = {
    "Submit": rows_submit.ROWS,
    "Query": rows_query.ROWS,
    "Result": rows_result.ROWS,
    "Download": rows_download.ROWS,
    "Left before its end": rows_left.ROWS,
}
ROWS = [row for rows in SECTIONS.values() for row in rows]
README = Path(__file__).with_name("README.md")


@pytest.mark.usefixtures("each_loop")
@pytest.mark.parametrize("row", ROWS, ids=[row.name for row in ROWS])
def test_row(row: Row, tmp_path: Path) -> None:
    bounded(play(row, tmp_path))


def test_every_row_is_listed() -> None:
    assert len({row.name for row in ROWS}) == len(ROWS)
    assert README.read_text("utf-8").partition("## Disk")[0].rstrip() == INTRODUCTION + "\n\n".join(
        listed(title, rows) for title, rows in SECTIONS.items()
    ), "python -m tests.faults.test_table writes it"


INTRODUCTION = """# What can go wrong, and what comes of it

Each line is a test over a loopback connection (`test_table.py`), with the real runner, client and library, on asyncio's
loop and on the window's. It is held to the code that the job's fault has, the state on disk, the number of submits that
the service received, when it is tried again, and that a healthy job beside it came to its end with its pictures to the
byte. What was sent once stays so after "ask now", "go on" and a restart. *Code*: while it lasts / what stays.

"""


def listed(title: str, rows: tuple[Row, ...]) -> str:
    """A section of the README."""
    head = [f"## {title} ({len(rows)})", "", "| fault | what the program does | code | state | submits | tried again |"]
    lines = [
        f"| {row.fault} | {row.does} | {row.heard or '–'} / {row.code or '–'} | {row.state.value} | {row.submits} |"
        f" {row.next} |"
        for row in rows
    ]
    return "\n".join([*head, "|---|---|---|---|---|---|", *lines])


def write() -> None:
    """Writes the sections anew; what follows from "## Disk" on stays."""
    disk = README.read_text("utf-8").partition("## Disk")[1:] if README.exists() else ("", "")
    text = INTRODUCTION + "\n\n".join(listed(title, rows) for title, rows in SECTIONS.items())
    README.write_text(text + "\n\n" * bool(disk[0]) + "".join(disk) + "\n" * (not disk[0]), "utf-8")


if __name__ == "__main__":
    write()
