"""Rows of the fault table: what can be wrong with a result. Whatever of it is a picture is saved."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from jimeng_desktop.core.job import JobState
from tests.faults.place import says, success
from tests.faults.rows_query import Clock
from tests.faults.table import BACK_OFF, ENDED, PACING, Row, row_of

row = row_of("result", {"next": ENDED})
nothing = row_of("result", {"next": ENDED, "state": JobState.FAILED, "code": "no_pictures"})
SAVES_THEM = "each is saved, to the byte"
LEFT_OUT = "left out; what is a link to a picture is saved"
WAITS = "asked for again for ten minutes, since it is paid for; then ended as without pictures"


def images(urls: Any) -> dict[str, Any]:
    """A result."""
    return {"type": "image", "urls": urls}


def _emptied(urls: Any, what: str) -> Row:
    clock = Clock()
    data = {"status": "SUCCESS", "result": urls, "failure_reason": None}

    quick = replace(PACING, scale=0.001)
    return nothing(
        what, WAITS, clock=clock, pacing=quick, query=(clock.jumps(0.1, says({"data": data, "code": 0})),) * 4
    )


NUMBERS = tuple(row(f"{links} links", SAVES_THEM, links=links, saved=links) for links in (1, 2, 4, 15, 500))

NONE_AT_ALL = (
    _emptied(images([]), "no links"),
    _emptied(None, "null"),
    _emptied(images(None), "links are null"),
    _emptied(images({"0": "https://x.example/1.png"}), "links are an object"),
    _emptied("https://x.example/1.png", "a text"),
    _emptied(images(["file:///etc/passwd", "ftp://x.example/1.png"]), "only file: and ftp: links"),
    row_of("result", {})("no links at first", "asked again until they are there", next=BACK_OFF, heard="no_pictures",
                         query=(success([]), success(None))),
    nothing("a video", "ended at once: it will never be pictures",
            result=lambda urls: {"type": "video", "urls": urls}),
)  # fmt: skip

SOME_OF_THEM = (
    row("doubles", "each is saved once", links=3, saved=3, result=lambda urls: images([*urls, *urls, urls[0]])),
    row("entries that are no texts", LEFT_OUT, links=2, saved=2,
        result=lambda urls: images([None, urls[0], 7, {"url": "x"}, urls[1], [], True])),
    row("file: and ftp: among them", LEFT_OUT, links=2, saved=2,
        result=lambda urls: images(["file:///etc/passwd", *urls, "ftp://x.example/1.png", "javascript:1"])),
    row("http to another host among them", LEFT_OUT, links=1, saved=1,
        result=lambda urls: images(["http://pictures.example/1.png", *urls])),
    row("blanks around a link", "taken without them", links=2, saved=2,
        result=lambda urls: images([f" {urls[0]}\n", urls[1]])),
    row("empty texts", LEFT_OUT, links=1, saved=1, result=lambda urls: images(["", " ", *urls])),
    row("one text instead of a list", "taken as the one link", links=1, saved=1, result=lambda urls: images(urls[0])),
    row("no type", "taken as pictures", links=2, saved=2, result=lambda urls: {"urls": urls}),
    row("the type in capitals", "taken as pictures", links=1, saved=1,
        result=lambda urls: {"type": "IMAGE", "urls": urls}),
)  # fmt: skip

ROWS: tuple[Row, ...] = (*NUMBERS, *NONE_AT_ALL, *SOME_OF_THEM)
