"""What the library's tests are made of: jobs, pictures, a disk that fails."""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

from PIL import Image

from jimeng_desktop.core.errors import Fault
from jimeng_desktop.core.job import Job, JobState, Picture, PictureState
from jimeng_desktop.core.recipe import Recipe
from jimeng_desktop.library.files import Disk
from jimeng_desktop.library.library import Library

FOX = Recipe(model="jimeng-4.5", prompt="a red fox in snow", ratio="3:4", resolution="2k")
MADE = 1_795_357_920.5  # 2026-11-22 14:32:00 UTC
NAME = "2026/2026-11-22/1432 a red fox in snow 1.png"  # of its first picture, by the usual template
STEPS = ("make_folder", "create", "write", "fsync", "fsync_folder", "publish", "replace", "unlink", "commit")


def make_job(id: int = 1, pictures: int = 1, **changes: Any) -> Job:
    """A job whose pictures wait for their download."""
    changes = {"recipe": FOX, "created_at": MADE, "state": JobState.FETCHING, **changes}
    links = tuple(Picture(id, n, f"https://cdn.example/{id}/{n}.png?sign=a%2Fb") for n in range(pictures))
    return Job(id=id, expected=pictures or 4, pictures=links, **changes)


def full_job(root: Path) -> Job:
    """Every field set."""
    saved = Picture(
        job_id=7,
        position=0,
        url="https://cdn.example/a.png?x=%2F",
        state=PictureState.SAVED,
        path=str(root / "2026" / "fox é.png"),
        width=2048,
        height=1536,
        size=5_000_000,
        sha256="ab" * 32,
        format="png",
        attempts=2,
        saved_at=1.25,
    )
    lost = Picture(7, 1, "https://cdn.example/b", PictureState.EXPIRED, fault=Fault("link_gone", "410"), attempts=9)
    return Job(
        id=7,
        recipe=Recipe(
            *("jimeng-4.5", "雪中的狐狸 \0 \U0001f98a", "21:9", "4k", ("https://a.example/1", "https://b.example/2")),
            *(3, "https://studio.example/done", "u7"),
        ),
        expected=4,
        created_at=1.5,
        state=JobState.INCOMPLETE,
        service="https://api.maxapi.io",
        key_mark="abc123",
        task_id="9db7d1ed",
        status="SUCCESS",
        fault=Fault("link_gone", "too late"),
        cancel_asked=True,
        sent_at=2.5,
        accepted_at=3.5,
        made_at=4.5,
        ended_at=5.5,
        expires_at=6.5,
        price=0.8,
        currency="CNY",
        parent_id=3,
        pictures=(saved, lost),
    )


def image_bytes(format: str = "PNG", size: tuple[int, int] = (320, 200), seed: int = 0, **options: Any) -> bytes:
    """A picture with something in it, no two seeds alike."""
    out = io.BytesIO()
    left, right = Image.linear_gradient("L").resize(size), Image.radial_gradient("L").resize(size)
    picture = Image.merge("RGB", (left, right, Image.new("L", size, seed % 256)))
    picture.save(out, format, **options)
    return out.getvalue()


def sha(data: bytes) -> str:
    """As the download reports it."""
    return hashlib.sha256(data).hexdigest()


async def receive(library: Library, picture: Picture, data: bytes) -> Path:
    """As the download does it."""
    part = await library.part_path(picture)
    part.write_bytes(data)
    return part


async def keep(library: Library, job: Job, data: bytes, position: int = 0, format: str = "png") -> Picture:
    """Received and kept."""
    picture = job.pictures[position]
    part = await receive(library, picture, data)
    return await library.keep(job, picture, part, sha(data), format)


def originals_in(root: Path) -> dict[str, bytes]:
    """All files below the folder of originals but the parts: relative name to bytes."""
    found = (path for path in sorted(root.rglob("*")) if path.is_file())
    names = ((path.relative_to(root).as_posix(), path) for path in found)
    return {name: path.read_bytes() for name, path in names if not name.startswith(".parts/")}


class Stop(BaseException):
    """The program ends here, in tests that want to look on."""


class FailingDisk(Disk):
    """Before (or after) the step that `when` names, `fail` is called; `spared` such steps are let pass first.

    `seen` holds the steps taken so far.
    """

    def __init__(self) -> None:
        self.seen: list[str] = []
        self.when: str | None = None
        self.spared = 0
        self.after = False
        self.fail: Callable[[], None] = lambda: None

    def _step(self, name: str, real: Callable[[], Any]) -> Any:
        self.seen.append(name)
        hit = self.when == name and not self.spared
        self.spared -= self.when == name and self.spared > 0
        if hit and not self.after:
            self.fail()
        result = real()
        if hit and self.after:
            self.fail()
        return result

    def make_folder(self, path: Path) -> None:
        self._step("make_folder", lambda: Disk.make_folder(self, path))

    def create(self, path: Path) -> BinaryIO:
        return self._step("create", lambda: Disk.create(self, path))

    def write(self, file: BinaryIO, data: bytes) -> None:
        self._step("write", lambda: Disk.write(self, file, data))

    def fsync(self, path: Path) -> None:
        self._step("fsync", lambda: Disk.fsync(self, path))

    def fsync_folder(self, path: Path) -> None:
        self._step("fsync_folder", lambda: Disk.fsync_folder(self, path))

    def publish(self, part: Path, target: Path) -> None:
        self._step("publish", lambda: Disk.publish(self, part, target))

    def replace(self, part: Path, target: Path) -> None:
        self._step("replace", lambda: Disk.replace(self, part, target))

    def unlink(self, path: Path) -> None:
        self._step("unlink", lambda: Disk.unlink(self, path))

    def commit(self, end: Callable[[], object]) -> None:
        self._step("commit", lambda: Disk.commit(self, end))


def refusing(code: int) -> Callable[[], None]:
    """Raises what the system raises for the errno."""

    def fail() -> None:
        raise OSError(code, os.strerror(code))

    return fail


def stopping() -> None:
    """Ends the work as a dying process would, without the process."""
    raise Stop
