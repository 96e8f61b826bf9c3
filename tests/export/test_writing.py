"""A copy is whole under its name or not there at all, and never in another file's place, whatever fails when."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from jimeng_desktop.core.errors import DiskFull, FolderMissing, FolderReadOnly, StorageError
from jimeng_desktop.export import writing
from jimeng_desktop.export.formats import format_of
from jimeng_desktop.export.naming import CopyName
from jimeng_desktop.export.writing import Manner, write_copy
from jimeng_desktop.files import disk
from tests.flushes import Flushes

JPEG, ORIGINAL, PNG = Manner(format_of("jpeg"), 92), Manner(format_of("original")), Manner(format_of("png"), 0, 50)


class Killed(BaseException):
    """As when the program is ended in the middle."""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "fox.png"
    Image.linear_gradient("L").convert("RGB").save(path)
    return path


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    folder = tmp_path / "Client"
    folder.mkdir()
    return folder


def refusing(code: int, real: Callable[..., Any], *, first: bool = False) -> Callable[..., Any]:
    """Does half the work, then raises what the system raises."""

    def refuse(*args: Any, **options: Any) -> None:
        if not first:
            real(*args, **options)
        raise OSError(code, os.strerror(code))

    return refuse


@pytest.mark.parametrize("manner", [JPEG, ORIGINAL, PNG])
@pytest.mark.parametrize(
    ("place", "step"),
    [(writing, "_fill"), (writing, "_copy"), (disk, "fsync_file"), (disk, "publish")],
)
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES])
def test_a_step_that_fails_leaves_nothing(
    source: Path, desk: Path, monkeypatch: pytest.MonkeyPatch, manner: Manner, place: Any, step: str, code: int
) -> None:
    if step == "_copy" and manner is not ORIGINAL:
        pytest.skip("nothing is copied")
    monkeypatch.setattr(place, step, refusing(code, getattr(place, step), first=step == "publish"))
    with pytest.raises(DiskFull if code == errno.ENOSPC else FolderReadOnly):
        write_copy(source, desk, ["fox"], manner)
    assert list(desk.iterdir()) == []


@pytest.mark.parametrize("manner", [JPEG, ORIGINAL, PNG])
def test_a_copy_is_on_the_disk_before_it_has_its_name(
    source: Path, desk: Path, monkeypatch: pytest.MonkeyPatch, manner: Manner
) -> None:
    flushes = Flushes(monkeypatch)
    written = write_copy(source, desk, ["fox"], manner)
    assert written is not None
    flushes.check_file(written)


def test_a_folder_that_can_not_be_flushed_is_told_and_the_file_is_whole(
    source: Path, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "fsync_folder", refusing(errno.EIO, disk.fsync_folder))
    with pytest.raises(StorageError):
        write_copy(source, desk, ["fox.png"], ORIGINAL)
    assert [path.name for path in desk.iterdir()] == ["fox.png"]
    assert (desk / "fox.png").read_bytes() == source.read_bytes()


def test_a_file_system_without_links(source: Path, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "link", refusing(errno.EPERM, os.link, first=True))
    assert write_copy(source, desk, ["fox.png"], ORIGINAL) == desk / "fox.png"
    assert write_copy(source, desk, ["fox.png"], ORIGINAL) is None
    assert [path.name for path in desk.iterdir()] == ["fox.png"]


def test_an_encoder_that_stops_half_way(source: Path, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def save(self: Image.Image, path: Path, *_: Any, **__: Any) -> None:
        path.write_bytes(b"half of it")
        raise OSError("encoder error -2 when writing image file")

    monkeypatch.setattr(Image.Image, "save", save)
    with pytest.raises(StorageError) as caught:
        write_copy(source, desk, ["fox.jpg"], JPEG)
    assert type(caught.value) is StorageError
    assert list(desk.iterdir()) == []


def test_a_taken_name_is_left_alone(source: Path, desk: Path) -> None:
    (desk / "fox.png").write_bytes(b"mine")
    (desk / "fox (2).png").symlink_to("nowhere")
    assert write_copy(source, desk, CopyName("fox.png").candidates(False), ORIGINAL) is None
    written = write_copy(source, desk, CopyName("fox.png").candidates(True), ORIGINAL)
    assert written == desk / "fox (3).png"
    assert (desk / "fox.png").read_bytes() == b"mine"


@pytest.mark.parametrize(("numbered", "written"), [(True, "fox (2).png"), (False, None)])
def test_a_name_taken_in_the_last_moment(
    source: Path, desk: Path, monkeypatch: pytest.MonkeyPatch, numbered: bool, written: str | None
) -> None:
    fsync_file = disk.fsync_file

    def intrude(part: Path) -> None:
        fsync_file(part)
        (desk / "fox.png").write_bytes(b"quicker")

    monkeypatch.setattr(disk, "fsync_file", intrude)
    found = write_copy(source, desk, CopyName("fox.png").candidates(numbered), ORIGINAL)
    assert (found.name if found else None) == written
    assert (desk / "fox.png").read_bytes() == b"quicker"
    assert {path.name for path in desk.iterdir()} == {"fox.png", *filter(None, [written])}


@pytest.mark.parametrize("manner", [JPEG, ORIGINAL])
def test_stopped_in_the_middle(source: Path, desk: Path, manner: Manner) -> None:
    answers = iter([False, True])
    assert write_copy(source, desk, ["fox"], manner, lambda: next(answers)) is None
    assert list(desk.iterdir()) == []
    assert write_copy(source, desk, ["fox"], manner, lambda: True) is None


def test_ended_in_the_middle(source: Path, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def end(part: Path) -> None:
        raise Killed

    monkeypatch.setattr(disk, "fsync_file", end)
    with pytest.raises(Killed):
        write_copy(source, desk, ["fox"], JPEG)
    assert list(desk.iterdir()) == []


def test_no_folder_to_write_to(source: Path, desk: Path) -> None:
    for manner in (JPEG, ORIGINAL):
        with pytest.raises(FolderMissing):
            write_copy(source, desk / "gone", ["fox"], manner)
