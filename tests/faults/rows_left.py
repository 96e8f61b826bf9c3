"""Rows of the fault table: bodies that are refused before their end, more often than there are connections."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from unittest import mock

from jimeng_desktop.service import download as downloading
from jimeng_desktop.service.envelope import MOST_READ
from jimeng_desktop.service.maxapi import CALLS, DOWNLOADS
from tests.faults.place import Place, closes_after, raw
from tests.faults.rows_download import FETCHED_AGAIN, PNG, TYPE
from tests.faults.rows_kept import DAMAGED, bomb
from tests.faults.rows_query import ASKED_AGAIN
from tests.faults.table import BACK_OFF, Row, row_of

LONG = 200_000  # bytes: more than a connection reads at a time
TIMES = DOWNLOADS + 1
PAGE = b"<html>" + b"sorry " * (LONG // 6)


@contextlib.contextmanager
def small(place: Place) -> Iterator[None]:
    """The most that a picture may weigh."""
    with mock.patch.object(downloading, "MOST_BYTES", LONG // 2):
        yield


DOWNLOADED = tuple(
    row_of("download", {"next": BACK_OFF})(
        f"{fault}, {TIMES} times", comes, heard=heard, around=around, download=(does,) * TIMES)
    for fault, comes, heard, does, around in (
        ("a long page with 200", FETCHED_AGAIN, "not_a_picture", raw(PAGE, 200, "Content-Type: text/html"), None),
        ("60000×60000 pixels in 200 kB", DAMAGED, "picture_too_large", raw(bomb() + bytes(LONG), 200, TYPE), None),
        ("more bytes than a picture may have", FETCHED_AGAIN, "picture_too_large",
         closes_after(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + PNG + bytes(LONG)), small),
    )
)  # fmt: skip

ASKED = (
    row_of("query", {"next": BACK_OFF})(
        f"an answer of more than 2 MB, {CALLS + 1} times", ASKED_AGAIN, heard="service_trouble",
        query=(raw(b"[" + b" " * MOST_READ + b"]"),) * (CALLS + 1)),
)  # fmt: skip

ROWS: tuple[Row, ...] = (*DOWNLOADED, *ASKED)
