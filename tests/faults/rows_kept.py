"""Rows of the fault table: bytes that are no plain picture. Shown, kept and not shown, damaged, or never kept."""

from __future__ import annotations

import contextlib
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

from jimeng_desktop.core.errors import Fault
from jimeng_desktop.core.events import JobChanged
from jimeng_desktop.core.job import Job, JobState
from tests.decoding.making import SORTS, heic, jxl
from tests.faults.place import Does, Place, cut, picture, raw
from tests.faults.rows_query import Clock
from tests.faults.table import BACK_OFF, FAULTY, Row, row_of
from tests.runner.world import Heard
from tests.service.wires import Talk

PNG = picture(FAULTY, 0)
JPEG = SORTS["jpeg"]
TYPE = "Content-Type: image/png"
SHOWN, NOT_SHOWN = "saved as received, and shown", "saved as received once it came twice the same; not shown here"
DAMAGED = "kept beside, marked, not counted as saved; fetched again until it is whole"
fine = row_of("download", {})
again = row_of("download", {"next": BACK_OFF})


def _beside(job: Job) -> list[Path]:
    """The damaged files in the folder of originals."""
    saved = Path(job.pictures[0].path or job.pictures[0].damaged or "")
    return list(saved.parent.glob("*.damaged"))


def _shown(job: Job, heard: Heard) -> None:
    (one,) = job.pictures
    assert one.shown and one.width and one.fault is None
    assert _beside(job) == []


def _not_shown(job: Job, heard: Heard) -> None:
    (one,) = job.pictures
    assert not one.shown and one.fault == Fault("not_shown", (one.format or "").upper())
    assert Path(one.path or "").suffix == f".{one.format}"
    assert _beside(job) == []


def _was_beside(job: Job, heard: Heard) -> None:
    """It was told where the bytes lie; when the whole picture came they went."""
    told = [event.job.pictures[0] for event in heard if isinstance(event, JobChanged) and event.job.id == job.id
            and event.job.pictures]  # fmt: skip
    assert any(one.damaged and one.damaged.endswith(".damaged") and not one.path for one in told)
    assert _beside(job) == [] and job.pictures[0].damaged is None


def _stays_beside(job: Job, heard: Heard) -> None:
    (one,) = job.pictures
    assert [path.read_bytes() for path in _beside(job)] == [PNG[:-20]]
    assert one.damaged == str(_beside(job)[0]) and one.path is None


def _chunk(kind: bytes, data: bytes, sum_: int = 0) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data) ^ sum_)


def bomb() -> bytes:
    """A PNG of 60000×60000 in a few bytes."""
    header = _chunk(b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + _chunk(b"IDAT", zlib.compress(b"\x00" * 500)) + _chunk(b"IEND", b"")


def corrupt() -> bytes:
    """A PNG whose pixels do not decompress, sealed with a right checksum."""
    at = PNG.index(b"IDAT") + 4
    length = struct.unpack(">I", PNG[at - 8 : at - 4])[0]
    return PNG[: at - 8] + _chunk(b"IDAT", b"\xff" * length) + PNG[at + length + 4 :]


REMARKED = PNG[:33] + _chunk(b"tEXt", b"prompt\0a red fox", sum_=1) + PNG[33:]


def comes(fault: str, data: bytes, *more: Does) -> Row:
    """What is shown, to the byte."""
    return fine(fault, SHOWN, download=more or (raw(data),), bytes=data, check=_shown)


def kept(fault: str, data: bytes, *more: Does) -> Row:
    """What is saved and not shown, to the byte."""
    return fine(fault, NOT_SHOWN, download=(*more, raw(data), raw(data)), bytes=data, check=_not_shown)


def spoilt(fault: str, heard: str, *download: Does) -> Row:
    """What is kept beside until the picture itself comes."""
    make = fine if heard == "picture_unproven" else again  # the same once more is asked for at once
    return make(fault, DAMAGED, heard=heard, download=download, check=_was_beside)


AWAY = Clock()


@contextlib.contextmanager
def damaged_until_it_is_gone(place: Place) -> Iterator[None]:
    """Half a picture, then links that never work, and eight days pass."""

    def gone(talk: Talk) -> None:
        AWAY.now += 4 * 86400.0
        talk.say(403, b"expired")

    place.pictures[FAULTY] = [cut(PNG[:-20], None), *[gone] * 50]
    yield


ROWS: tuple[Row, ...] = (
    comes("an AVIF", SORTS["avif"]),
    comes("a GIF that moves", SORTS["gif, moving"]),
    comes("a BMP", SORTS["bmp"]),
    comes("a TIFF of several pages", SORTS["tiff, pages"]),
    comes("a JPEG 2000", SORTS["jp2"]),
    comes("a PNG whose text has a wrong checksum", REMARKED),
    comes("a JPEG without its end mark, twice the same", JPEG[:-2], raw(JPEG[:-2]), raw(JPEG[:-2])),
    kept("a HEIC", heic()),
    kept("a JPEG XL that doesn't say its length, announced", jxl()),
    kept("a HEIC, other bytes at first", heic(), raw(heic()[:-1] + b"x")),
    spoilt("a JPEG without its end mark or a length", "picture_unproven", *[cut(JPEG[:-2], None)] * 2),
    spoilt("a JPEG that lacks more, twice the same", "picture_damaged", *[raw(JPEG[:-60])] * 2),
    spoilt("a HEIC that is cut, twice the same", "picture_damaged", *[raw(heic()[:-60])] * 2),
    spoilt("a JPEG XL without a length, twice the same", "picture_unproven", *[cut(jxl(), None)] * 2),
    spoilt("truncated, without a length", "picture_damaged", cut(PNG[:-20], None)),
    spoilt("truncated in its head", "picture_damaged", cut(PNG[:20], None)),
    spoilt("a corrupt PNG", "picture_damaged", raw(corrupt(), 200, TYPE)),
    spoilt("a GIF of nothing", "picture_damaged", raw(b"GIF89a" + bytes(40))),
    spoilt("60000×60000 pixels in 1 kB", "picture_too_large", raw(bomb(), 200, TYPE)),
    fine("damaged until no link works any more", "ended; what came stays beside, and is not counted as saved",
         state=JobState.INCOMPLETE, code="links_expired", heard="picture_damaged", saved=0, clock=AWAY,
         around=damaged_until_it_is_gone, check=_stays_beside),
)  # fmt: skip
