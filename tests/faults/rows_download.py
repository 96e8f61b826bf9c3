"""Rows of the fault table: what can befall a download. A picture is saved whole and checked, or not at all."""

from __future__ import annotations

import contextlib
import gzip
from collections.abc import Callable, Iterator
from unittest import mock

from jimeng_desktop.core.job import Job, JobState
from jimeng_desktop.service import download as downloading
from tests.faults import rows_kept
from tests.faults.place import Does, Place, closes_after, cut, picture, raw, reset, silent
from tests.faults.rows_query import Clock
from tests.faults.table import BACK_OFF, ENDED, FAULTY, SILENCE, Row, row_of
from tests.runner.world import Heard
from tests.service.wires import Talk

PNG = picture(FAULTY, 0)
TYPE = "Content-Type: image/png"
PAGE = b"<html><body>Welcome to the hotel</body></html>"
again = row_of("download", {"next": BACK_OFF})
FETCHED_AGAIN = "not kept; fetched again until it is whole"
SAVED = "saved as it is"


def _asked_for_links(job: Job, heard: Heard) -> None:
    assert job.pictures[0].url.endswith("?g=1"), "by the fresh link"


def dead_link(status: int) -> Callable[[Place], contextlib.AbstractContextManager[None]]:
    """Links of the first generation are dead, those of the next answer live."""

    @contextlib.contextmanager
    def around(place: Place) -> Iterator[None]:
        def gone(talk: Talk) -> None:
            place.generation = 1
            talk.say(status, b"signature expired")

        place.pictures[FAULTY] = [gone]
        yield

    return around


def stalls(talk: Talk) -> None:
    """Half a picture, then nothing."""
    talk.send(f"HTTP/1.1 200 OK\r\nContent-Length: {len(PNG)}\r\n{TYPE}\r\n\r\n".encode() + PNG[: len(PNG) // 2])
    talk.wait()


def drips(talk: Talk) -> None:
    """A few bytes at a time, never silent for long: slow, and alive."""
    talk.send(f"HTTP/1.1 200 OK\r\nContent-Length: {len(PNG)}\r\n{TYPE}\r\n\r\n".encode())
    for at in range(0, len(PNG), len(PNG) // 8):
        talk.send(PNG[at : at + len(PNG) // 8])
        talk.wait(SILENCE / 5)


def trickles(talk: Talk) -> None:
    """A byte now and then, below the floor, for ever."""
    talk.send(f"HTTP/1.1 200 OK\r\nContent-Length: {len(PNG)}\r\n{TYPE}\r\n\r\n".encode() + PNG[:40])
    for byte in PNG[40:]:
        if talk.wait(0.05):
            return
        talk.send(bytes([byte]))


@contextlib.contextmanager
def floor(place: Place) -> Iterator[None]:
    """The floor of a live download, with seconds instead of minutes."""
    with mock.patch.object(downloading, "FLOOR_SECONDS", 0.3):
        yield


def to(target: str) -> Does:
    """A redirect."""
    return raw(b"", 302, f"Location: {target}")


def round_and_round(talk: Talk) -> None:
    """A redirect to itself."""
    talk.say(302, b"", f"Location: {talk.target}")


def to_itself_once(talk: Talk) -> None:
    """A redirect to the same picture by another address."""
    talk.say(302, b"", f"Location: {talk.target}&again")


DEAD = tuple(
    again(f"{status}", "the service is asked for fresh links", heard="link_gone", around=dead_link(status),
          check=_asked_for_links)
    for status in (401, 403, 404, 410)
)  # fmt: skip

BROKEN = tuple(
    again(fault, FETCHED_AGAIN, heard=heard, download=(does,))
    for fault, heard, does in (
        ("500", "download_failed", raw(b"oops", 500)),
        ("503", "download_failed", raw(b"", 503)),
        ("429", "download_failed", raw(b"", 429, "Retry-After: 0")),
        ("206 unasked", "download_failed", raw(PNG, 206, TYPE)),
        ("204", "download_failed", raw(b"", 204)),
        ("reset", "download_failed", reset),
        ("no answer", "download_failed", silent),
        ("stalls in the middle", "download_failed", stalls),
        ("truncated, with a length", "download_failed", cut(PNG[:-20], len(PNG))),
        ("a length that is no number", "download_failed", closes_after(
            b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n" + PNG)),
        ("a page with 200", "not_a_picture", raw(PAGE, 200, "Content-Type: text/html")),
        ("a page that says it is a picture", "not_a_picture", raw(PAGE, 200, TYPE)),
        ("JSON", "not_a_picture", raw(b'{"error": "busy"}', 200, TYPE)),
        ("a drawing in letters (SVG)", "not_a_picture", raw(b"<svg xmlns='http://www.w3.org/2000/svg'/>", 200, TYPE)),
        ("nothing", "not_a_picture", raw(b"", 200, TYPE)),
        ("gzip that is none", "download_failed", raw(b"no gzip at all", 200, "Content-Encoding: gzip")),
        ("8 GB announced", "picture_too_large", closes_after(
            b"HTTP/1.1 200 OK\r\nContent-Length: 8000000000\r\n\r\n" + PNG)),
        ("a redirect without an address", "download_failed", raw(b"", 302)),
        ("a redirect to file:", "link_forbidden", to("file:///etc/passwd")),
        ("a redirect to ftp:", "link_forbidden", to("ftp://pictures.example/1.png")),
        ("a redirect to http elsewhere", "link_forbidden", to("http://pictures.example/1.png")),
        ("a redirect that is no address", "link_forbidden", to("http://[broken")),
    )
)  # fmt: skip

FINE = tuple(
    row_of("download", {})(fault, SAVED, download=(does,))
    for fault, does in (
        ("no content type", raw(PNG)),
        ("a wrong content type", raw(PNG, 200, "Content-Type: text/plain")),
        ("a JPEG that is called PNG", raw(picture(FAULTY, 0, "jpeg"), 200, TYPE)),
        ("a WebP", raw(picture(FAULTY, 0, "webp"), 200, "Content-Type: image/webp")),
        ("gzip", raw(gzip.compress(PNG), 200, TYPE, "Content-Encoding: gzip")),
        ("no length", cut(PNG, None)),
        ("a redirect within the service", to_itself_once),
        ("a live drip", drips),
    )
)  # fmt: skip

SLOW = (
    again("redirects in a circle", FETCHED_AGAIN, heard="download_failed", download=(round_and_round,) * 6, next=ENDED),
    again("a dead drip: a byte now and then", FETCHED_AGAIN, heard="download_failed", around=floor,
          download=(trickles,)),
)  # fmt: skip

AWAY = Clock()


@contextlib.contextmanager
def for_ever_gone(place: Place) -> Iterator[None]:
    """No link ever works, and eight days pass."""

    def gone(talk: Talk) -> None:
        AWAY.now += 4 * 86400.0
        talk.say(403, b"expired")

    place.pictures[FAULTY] = [gone] * 50
    yield


EXPIRED = (
    row_of("download", {})("no link works for seven days", "ended; the recipe is kept, and said so",
                           state=JobState.INCOMPLETE, code="links_expired", heard="link_gone", saved=0, clock=AWAY,
                           around=for_ever_gone),
)  # fmt: skip

ROWS: tuple[Row, ...] = (*DEAD, *BROKEN, *FINE, *SLOW, *EXPIRED, *rows_kept.ROWS)
