"""Rows of the fault table: what can be wrong with a result. Whatever of it is a picture is saved."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any
from unittest import mock

from jimeng_desktop.core.job import Job, JobState, PictureState
from tests.faults.place import Place, says, success
from tests.faults.rows_query import Clock
from tests.faults.table import BACK_OFF, ENDED, PACING, Row, row_of
from tests.runner.world import Heard

HTTP = "http://pictures.example/1.png"
row = row_of("result", {"next": ENDED})
some = row_of("result", {"next": ENDED, "state": JobState.INCOMPLETE, "code": "links_unfetchable"})
nothing = row_of("result", {"next": ENDED, "state": JobState.FAILED, "code": "no_pictures"})
SAVES_THEM = "each is saved, to the byte"
SHOWN = "shown in its place, to copy and to try again; what is a link to a picture is saved"
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


@contextlib.contextmanager
def no_https(place: Place) -> Iterator[None]:
    """Nobody knows the host of HTTP."""
    real = socket.getaddrinfo

    def look_up(host: Any, *args: Any, **options: Any) -> Any:
        if host in ("pictures.example", b"pictures.example"):
            raise socket.gaierror(socket.EAI_NONAME, "no such name")
        return real(host, *args, **options)

    with mock.patch("socket.getaddrinfo", look_up):
        yield


def _named(*texts: str) -> Callable[[Job, Heard], None]:
    """Each stands in its place as it was named; "…" is a link that is fetched."""

    def check(job: Job, heard: Heard) -> None:
        states = [picture.state for picture in job.pictures]
        assert ["…" if picture.path else picture.url for picture in job.pictures] == list(texts)
        assert set(states) <= {PictureState.SAVED, PictureState.UNFETCHABLE}

    return check


NUMBERS = tuple(row(f"{links} links", SAVES_THEM, links=links, saved=links) for links in (1, 2, 4, 15, 500))

NONE_AT_ALL = (
    _emptied(images([]), "no links"),
    _emptied(None, "null"),
    _emptied(images(None), "links are null"),
    _emptied(images(["", None, [], {}]), "only empty entries"),
    row_of("result", {})("no links at first", "asked again until they are there", next=BACK_OFF, heard="no_pictures",
                         query=(success([]), success(None))),
    nothing("a video without a link", "ended at once: it will never be pictures",
            result=lambda urls: {"type": "video", "urls": []}),
)  # fmt: skip

SOME_OF_THEM = (
    row("doubles", "each keeps its place and is saved", links=3, saved=7,
        result=lambda urls: images([*urls, *urls, urls[0]])),
    some("entries that are no texts", SHOWN, links=2, saved=2,
         check=_named("", "…", "7", "x", "…", "[1]", "true", '{"a": 1}'),
         result=lambda urls: images([None, urls[0], 7, {"url": "x"}, urls[1], [1], True, {"a": 1}])),
    row("links in objects", SAVES_THEM, links=2, saved=2,
        result=lambda urls: images([{"url": url, "width": 48} for url in urls])),
    some("file: and ftp: among them", SHOWN, links=2, saved=2,
         check=_named("file:///etc/passwd", "…", "…", "ftp://x.example/1.png", "javascript:1", "data:image/png,x",
                      "/a"),
         result=lambda urls: images(["file:///etc/passwd", *urls, "ftp://x.example/1.png", "javascript:1",
                                     "data:image/png,x", "/a"])),
    some("only file: and ftp: links", "ended at once, both shown", saved=0,
         result=lambda urls: images(["file:///etc/passwd", "ftp://x.example/1.png"]),
         check=_named("file:///etc/passwd", "ftp://x.example/1.png")),
    some("http to another host among them", "https is tried in its place, then it is shown", links=1, saved=1,
         heard="download_failed", around=no_https, check=_named(HTTP, "…"),
         result=lambda urls: images([HTTP, *urls])),
    some("a video", "its links are shown; they will never be pictures", links=2, saved=0,
         result=lambda urls: {"type": "video", "urls": urls}),
    row("blanks around a link", "taken without them", links=2, saved=2,
        result=lambda urls: images([f" {urls[0]}\n", urls[1]])),
    some("empty texts", SHOWN, links=1, saved=1, check=_named("", "", "…"),
         result=lambda urls: images(["", " ", *urls])),
    row("one text instead of a list", "taken as the one link", links=1, saved=1, result=lambda urls: images(urls[0])),
    row("links are an object", "taken as links", links=2, saved=2,
        result=lambda urls: images({"0": urls[0], "1": urls[1]})),
    row("a text", "taken as the one link", links=1, saved=1, result=lambda urls: urls[0]),
    row("links under another name", "taken as links", links=2, saved=2,
        result=lambda urls: {"type": "image", "images": [{"src": url} for url in urls]}),
    row("no type", "taken as pictures", links=2, saved=2, result=lambda urls: {"urls": urls}),
    row("the type in capitals", "taken as pictures", links=1, saved=1,
        result=lambda urls: {"type": "IMAGE", "urls": urls}),
)  # fmt: skip

ROWS: tuple[Row, ...] = (*NUMBERS, *NONE_AT_ALL, *SOME_OF_THEM)
